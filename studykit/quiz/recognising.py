"""Cards known again after an edit: which card of the library is the one that was asked under an address which is gone.

Two texts are alike by the words that they share in the same order, between 0 and 1: `Indel` on words. In the courses that
come with the program no two questions of a guide are more alike than 0.45 by `likeness`, and no two facts more than 0.63 (they
are twins: an error of type I, of type II). A question that was put in other words keeps its answer as a rule, and reaches 0.75.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from studykit.content.text import normalise
from studykit.quiz.cards import Card, Kind
from studykit.quiz.typed import fold

ALIKE = 0.65
"""From here on one card is taken for the other."""
SAME_PAGE = 0.6
"""As much alike are the cards of a page that was moved."""
MARGIN = 0.05
"""What is less better than the next best is left alone: who can tell them apart?"""
_NAMED, _NEAR = 0.2, 0.1
"""What it adds to the likeness of two pages that they share a name, or the course."""
_SAME_TERM = 0.5
"""As much alike are the definitions of one term."""
_ENOUGH = 6
"""So many cards of a page tell what has become of it."""
_TELLING = 8
"""A model answer of so many words tells one question from all others."""

Pages = Mapping[str, Sequence[Card]]
"""Cards by their pages, `course/term`."""
Apart = Collection[frozenset[str]]
"""Pairs of cards, by their ids, that are not the same."""


class _Pair(NamedTuple):
    """Two things that are perhaps the same one."""

    score: float
    old: str
    new: str


def recognise(
    lost: Sequence[Card],
    library: Pages,
    near: Mapping[str, Collection[str]],
    apart: Apart = (),
) -> dict[str, str]:
    """For cards that were asked and are gone, by their ids, the cards that they are now.

    Args:
        lost: As they were asked last; their ids are those that their history is kept under.
        library: The cards of the library that they may be: none of them has a history.
        near: For each page that is gone the pages that it may have become.
        apart: Pairs that were taken for one card before, and are not.

    """
    found: dict[str, str] = {}
    for page, cards in _by_page(lost).items():
        may_be = {other: library[other] for other in near.get(page, ())}
        target = page if page in library else _moved_to(page, cards, may_be)
        if target:
            free = [card for card in library[target] if card.id not in found.values()]
            found |= _within(cards, free, apart, has_moved=target != page)
    left = [card for card in lost if card.id not in found]
    return found | _elsewhere(left, library, set(found.values()), apart)


def page_of(card: str) -> str:
    """The page of a card: `course/term`."""
    return card.rsplit("/", 2)[0]


def name_of(card: str) -> str:
    """What a card is called on its page: `kind/id`."""
    return card.split("/", 2)[2]


def likeness(one: Card, other: Card) -> float:
    """How much two cards are alike, between 0 and 1."""
    if one.kind is Kind.FACT:
        return (_shared(one.answer, other.answer) + _shared(*map(_accepted, (one, other)))) / 2
    if one.kind is Kind.TERM:
        return _shared(one.prompt, other.prompt)
    if one.kind is Kind.DEFINITION:
        return _shared(one.answer, other.answer)
    asked, said = _shared(one.prompt, other.prompt), _shared(_said(one), _said(other))
    is_telling = min(len(_said(one).split()), len(_said(other).split())) >= _TELLING
    by_answer = (asked + 3 * said) / 4 if is_telling else 0.0
    return max((asked + said) / 2, (3 * asked + said) / 4, by_answer)


# -- within a page -----------------------------------------------------------------------------------------------------------


def _within(
    lost: Sequence[Card], free: Sequence[Card], apart: Apart, *, has_moved: bool
) -> dict[str, str]:
    """The cards of a page that are other cards of it now, or of the page that it has become."""
    there = {name_of(card.id): card for card in free}
    found = {}
    if has_moved:
        for card in lost:
            same = there.get(name_of(card.id))
            if same and _may_be(card, same, apart) and _is_same(card, same):
                found[card.id] = same.id
    old = [card for card in lost if card.id not in found]
    new = [card for card in free if card.id not in found.values()]
    return found | _matched(_pairs(old, new, apart))


def _may_be(old: Card, new: Card, apart: Apart) -> bool:
    """Whether nobody said that these are two cards."""
    return not apart or frozenset((old.id, new.id)) not in apart


def _is_same(old: Card, new: Card) -> bool:
    """Whether a card with the same id on the page that its own page has become is that card."""
    if old.kind in {Kind.TERM, Kind.DEFINITION}:
        return not _names(old).isdisjoint(_names(new)) or likeness(old, new) >= _SAME_TERM
    return True


def _pairs(old: Sequence[Card], new: Sequence[Card], apart: Apart) -> Iterator[_Pair]:
    """The questions and facts that are alike."""
    for one in old:
        for other in new:
            is_of_kind = one.kind is other.kind and one.kind in {Kind.QUESTION, Kind.FACT}
            if is_of_kind and _may_be(one, other, apart):
                score = likeness(one, other)
                if score >= ALIKE:
                    yield _Pair(score, one.id, other.id)


def _matched(pairs: Iterator[_Pair]) -> dict[str, str]:
    """One to one, the most alike first; where two are as good as each other, none."""
    found: dict[str, str] = {}
    left = sorted(pairs, reverse=True)
    while left:
        best = left.pop(0)
        rivals = [one for one in left if best.old == one.old or best.new == one.new]
        if not any(one.score > best.score - MARGIN for one in rivals):
            found[best.old] = best.new
        left = [one for one in left if one not in rivals]
    return found


# -- pages that were moved ---------------------------------------------------------------------------------------------------


def _moved_to(page: str, cards: Sequence[Card], library: Pages) -> str:
    """The page that a page which is gone has become; empty if none is, or two are as likely."""
    scored = sorted(
        (_page_score(page, cards, other, there) for other, there in library.items() if there),
        reverse=True,
    )
    if not scored or not scored[0][0]:
        return ""
    if len(scored) > 1 and scored[1][0] > scored[0][0] - MARGIN:
        return ""
    return scored[0][1]


def _page_score(
    page: str, cards: Sequence[Card], other: str, there: Sequence[Card]
) -> tuple[float, str]:
    """How likely one page has become another; 0 where it has not."""
    is_near = page.partition("/")[0] == other.partition("/")[0]
    is_named = not _names_of(cards).isdisjoint(_names_of(there))
    some = cards[:_ENOUGH]
    alike = sum(_best(card, there) for card in some) / len(some)
    if alike < SAME_PAGE and not (is_near and is_named):
        return 0.0, other
    return alike + _NAMED * is_named + _NEAR * is_near, other


def _best(card: Card, there: Sequence[Card]) -> float:
    """How much a card is like that one of a page which it would be."""
    of_kind = [other for other in there if other.kind is card.kind]
    same = [likeness(card, one) for one in of_kind if name_of(one.id) == name_of(card.id)]
    if same and same[0] >= ALIKE:
        return same[0]
    return max((likeness(card, other) for other in of_kind), default=0.0)


# -- cards that were moved ---------------------------------------------------------------------------------------------------


def _elsewhere(
    lost: Sequence[Card], library: Pages, taken: set[str], apart: Apart
) -> dict[str, str]:
    """Cards that stand on another page now, under the same id and much as they were."""
    by_name: dict[str, list[Card]] = defaultdict(list)
    for cards in library.values():
        for card in cards:
            if card.id not in taken:
                by_name[name_of(card.id)].append(card)
    found: dict[str, str] = {}
    for card in lost:
        if card.kind not in {Kind.QUESTION, Kind.FACT}:
            continue
        named = (one for one in by_name[name_of(card.id)] if _may_be(card, one, apart))
        same = [one for one in named if likeness(card, one) >= ALIKE]
        near = [one for one in same if one.course == card.course] or same
        if len(near) == 1 and near[0].id not in found.values():
            found[card.id] = near[0].id
    return found


# -- words -------------------------------------------------------------------------------------------------------------------


def _by_page(cards: Sequence[Card]) -> dict[str, list[Card]]:
    pages: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        pages[page_of(card.id)].append(card)
    return pages


def _names_of(cards: Sequence[Card]) -> set[str]:
    return {name for card in cards for name in _names(card)}


def _names(card: Card) -> set[str]:
    """The names of the term of a card, as far as it tells them."""
    aliases = card.accept if card.kind is Kind.TERM else ()
    return {normalise(name) for name in (card.term_title, *aliases)}


def _said(card: Card) -> str:
    """All that the answer to a card says."""
    points = (point.text for point in card.points)
    choices = (choice.text for choice in card.choices)
    return " ".join((card.answer, *points, *choices, *card.accept))


def _accepted(card: Card) -> str:
    return " ".join(card.accept)


def _shared(one: str, other: str) -> float:
    """How much two texts are alike by their words."""
    if one == other:
        return 1.0
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - only where a card is gone

    return Indel.normalized_similarity(_words(one), _words(other))


@lru_cache(maxsize=4096)
def _words(text: str) -> list[str]:
    return fold(text).split()
