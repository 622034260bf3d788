"""Points that were missed before, each to be asked by itself once the whole card has been asked again.

Why: what is missing of an answer is one idea, not all of them; and the whole question comes first, so that the others do not give it away.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from studykit.content.model import Form, Point
from studykit.quiz.cards import Card, Kind

MOST = 3
"""Points of one card that are asked by themselves; who misses more needs the whole answer."""


def follow_ups(cards: Sequence[Card], missed: Mapping[str, Collection[str]]) -> list[Card]:
    """The points to be asked by themselves.

    Args:
        cards: What a quiz asks.
        missed: For a card (its id) the points (their ids) that were not met the last time.

    """
    return [one for card in cards if card.is_open for one in _of(card, missed.get(card.id, ()))]


def _of(card: Card, missed: Collection[str]) -> Iterator[Card]:
    points = [point for point in card.points if point.id in missed]
    if len(points) > MOST or len(card.points) < 2:
        return
    others = [point for point in card.points if point.id not in missed]
    for point in points:
        yield _card(card, point, others)


def _card(card: Card, point: Point, others: Sequence[Point]) -> Card:
    course, term, _, ident = card.id.split("/", 3)
    return replace(
        card,
        id=f"{course}/{term}/{Kind.POINT}/{ident}.{point.id}",
        kind=Kind.POINT,
        form=Form.OPEN,
        prompt=_prompt(card, others),
        answer=point.text,
        points=(point,),
        choices=(),
        accept=(),
        hint="",
        follows=card.id,
    )


def _prompt(card: Card, others: Sequence[Point]) -> str:
    """The question, and what has been said before."""
    if not others:
        return card.prompt
    said = "\n".join(f"- {point.text}" for point in others)
    return f"{card.prompt}\n\nThe answer says, among other things:\n\n{said}"
