"""Flashcards, of which a deck is a list of fronts and backs: terms with their definitions, or questions with answers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from studykit.content.markdown import plain
from studykit.content.model import Question
from studykit.content.text import slugify
from studykit.transfer.parcel import Parcel, make_guide, open_question, short_question, tidy

_MOST_LETTERS = 60
_MOST_WORDS = 6
"""Of a front that is a name."""
_SHARE = 0.8
"""If so many fronts of a deck are names, names are its terms."""
_NO_NAME = re.compile(r"[?？!！:：.。…]$|_{2,}|\$|`|!\[|\n")
_NO_WORD = re.compile(r"[$`*\n|\[\]<>]|!\[|[.。;:]\s")
_WORTH = 12
"""So many kinds of tag are told one by one."""
_UNUSED_TAGS = {"leech", "marked"}
"""They say how the learner of a deck got on."""


class Flashcard(NamedTuple):
    """A front and a back, as Markdown."""

    place: str
    front: str
    back: str
    part: str = ""
    """The unit that it belongs to."""
    hint: str = ""
    both_ways: bool = False
    """Whether its program also asks for the front."""
    typed: str = ""
    """The answer that its program wants typed, of which the back says more; empty if it wants none."""


def add_flashcards(
    parcel: Parcel, cards: Sequence[Flashcard], are_terms: bool | None = None
) -> None:
    """Add the cards of a deck: those whose front is a name as terms, if that is what the deck is made of.

    Args:
        parcel: Where to.
        cards: The deck.
        are_terms: Whether its fronts are terms; None: that is told from what they look like.

    """
    if are_terms is None:
        fronts = [card.front for card in cards if not card.typed]
        are_terms = sum(map(is_name, fronts)) >= _SHARE * max(len(fronts), 1)
    backs: dict[str, str] = {}
    for card in cards:
        slug = slugify(tidy(card.front)) if card.front.strip() else ""
        if are_terms and _may_be_term(card) and not parcel.has_guide(slug):
            parcel.add_guide(card.place, make_guide(card.front, card.back), card.part)
            backs[slug] = tidy(card.back)
            continue
        if slug and backs.get(slug) == tidy(card.back):
            parcel.leave(card.place, card.front, "The same card came before.")
            continue
        if parcel.add_question(card.place, _question(card), card.part) and card.both_ways:
            parcel.change(
                card.place, card.front, "It is asked one way only: the front, for the back."
            )


def _may_be_term(card: Flashcard) -> bool:
    """Whether a card may be a term with its definition."""
    return is_name(card.front) and bool(card.back.strip()) and not card.typed


def _question(card: Flashcard) -> Question:
    """The question that a card is."""
    if card.typed:
        return short_question(card.front, [card.typed], card.back, card.hint)
    return as_question(card.front, card.back, card.hint)


def unit_of(way: str) -> str:
    """The unit that a deck makes, which may stand in others: of `plants::leaves` it is `plants: leaves`."""
    return way.strip(":").replace("::", ": ")


def used_tags(tags: Iterable[str]) -> list[str]:
    """The tags that say what a card is about."""
    return [tag for tag in tags if tag and tag.lower() not in _UNUSED_TAGS]


def unit_of_tag(tag: str) -> str:
    """The unit that a tag makes, which has no spaces."""
    return unit_of(tag).replace("_", " ")


def tell_tags(parcel: Parcel, tags: Counter[str], thing: str) -> None:
    """Tell which tags are not carried, and how many things have each."""
    for tag, count in tags.most_common(_WORTH):
        have = f"1 {thing} has" if count == 1 else f"{count:,} {thing}s have"
        parcel.notes_of_file(f"The tag {tag} is not carried; {have} it.")
    if len(tags) > _WORTH:
        parcel.notes_of_file(f"{len(tags) - _WORTH:,} more tags are not carried.")


def as_question(front: str, back: str, hint: str = "") -> Question:
    """A question for a front: checked as typed where the back is a word or two, else answered in one's own words."""
    back = tidy(back)
    if back and len(back) <= 30 and len(back.split()) <= 3 and not _NO_WORD.search(back):
        return short_question(front, [plain(back)], hint=hint)
    return open_question(front, back, hint=hint)


def is_name(front: str) -> bool:
    """Whether a text is the name of something and not a question about it."""
    text = tidy(front)
    return (
        0 < len(text) <= _MOST_LETTERS
        and len(text.split()) <= _MOST_WORDS
        and not _NO_NAME.search(text)
    )
