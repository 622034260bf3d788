"""From the ids of cards to the cards, reading only the pages that they stand on."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from studykit.content.catalog import Catalog
from studykit.content.model import Course
from studykit.errors import NotFoundError
from studykit.quiz.cards import Card, cards_of
from studykit.quiz.mixing import neighbours


class Named(NamedTuple):
    """Cards that were asked for by their ids."""

    cards: list[Card]
    """Those that are still there, in the order in which they were asked for."""
    neighbours: Mapping[str, Sequence[str]]
    """For `course/term`, the terms that should meet it, the nearest first."""


def named_cards(catalog: Catalog, ids: Sequence[str]) -> Named:
    """The cards of these ids."""
    wanted: dict[str, list[str]] = {}
    for ident in ids:
        wanted.setdefault(ident.partition("/")[0], []).append(ident)
    courses = list(_parts(catalog, wanted))
    cards = {card.id: card for course in courses for card in cards_of(course)}
    return Named([cards[ident] for ident in ids if ident in cards], neighbours(courses))


def _parts(catalog: Catalog, wanted: Mapping[str, Sequence[str]]) -> Iterator[Course]:
    """As much of the courses as their cards need; what is not in the library any more is left out."""
    for slug, cards in wanted.items():
        with suppress(NotFoundError):
            yield catalog.course(slug, cards)
