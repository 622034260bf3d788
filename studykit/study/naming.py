"""From the ids of cards to the cards, reading only the pages that they stand on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from studykit.content.catalog import Catalog
from studykit.content.model import Course, Guide, QuestionSet, Unit
from studykit.errors import NotFoundError
from studykit.quiz.cards import Card, cards_of
from studykit.quiz.mixing import confusable


class Named(NamedTuple):
    """Cards that were asked for by their ids."""

    cards: list[Card]
    """Those that are still there, in the order in which they were asked for."""
    neighbours: Mapping[str, frozenset[str]]
    """For `course/term`, the terms easily confused with it."""


def named_cards(catalog: Catalog, ids: Sequence[str]) -> Named:
    """The cards of these ids."""
    pages: dict[str, dict[str, None]] = {}
    for ident in ids:
        course, page, *_ = ident.split("/", 2)
        pages.setdefault(course, {})[page] = None
    courses = [part for slug in pages if (part := _part(catalog, slug, pages[slug]))]
    cards = {card.id: card for course in courses for card in cards_of(course)}
    return Named([cards[ident] for ident in ids if ident in cards], confusable(courses))


def _part(catalog: Catalog, slug: str, pages: Iterable[str]) -> Course | None:
    """A course with just these pages; None where it is not in the library any more."""
    try:
        outline = catalog.outline(slug)
    except NotFoundError:
        return None
    wanted = set(pages)
    units = [
        Unit(
            unit.title,
            tuple(_guides(catalog, slug, (t.slug for t in unit.terms if t.slug in wanted))),
        )
        for unit in outline.units
    ]
    has_sets = any(group.slug in wanted for group in outline.sets)
    sets: tuple[QuestionSet, ...] = catalog.course(slug).sets if has_sets else ()
    return Course(slug, outline.title, outline.about, tuple(units), sets)


def _guides(catalog: Catalog, course: str, terms: Iterable[str]) -> Iterable[Guide]:
    return (catalog.guide(course, term) for term in terms)
