"""Which kinds of card there are to ask, and which are asked where nobody says."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from studykit.log import KINDS
from studykit.study.scope import covered

if TYPE_CHECKING:
    from studykit.content.catalog import Catalog
    from studykit.content.listing import CourseEntry

USUAL = frozenset({"question"})
"""The kinds that are asked for where there are such cards."""


def kinds_in(catalog: "Catalog", scope: Sequence[str]) -> list[str]:
    """The kinds of card that there are in courses, units and pages, in the order in which they are told."""
    wanted = covered(catalog, scope)
    found: set[str] = set()
    for course in catalog.courses():
        if not wanted or course.slug in wanted:
            found |= _of_course(course)
        elif any(address.startswith(f"{course.slug}/") for address in wanted):
            pages = catalog.page_cards(course.slug).items()
            cards = [one.cards for page, one in pages if f"{course.slug}/{page}" in wanted]
            found |= {card.partition("/")[0] for card in " ".join(cards).split()}
    return [kind for kind in KINDS if kind in found]


def fitting_kinds(
    catalog: "Catalog", scope: Sequence[str], kinds: Collection[str] = USUAL
) -> frozenset[str]:
    """These kinds of card, or where there is no such card all kinds that there are."""
    there = kinds_in(catalog, scope)
    return frozenset(kinds if not there or set(kinds) & set(there) else there)


def _of_course(course: "CourseEntry") -> set[str]:
    counts = {
        "question": course.questions,
        "definition": course.definitions,
        "term": course.definitions,
        "fact": course.facts,
    }
    return {kind for kind, count in counts.items() if count}
