"""What a quiz or a test covers: `course`, `course/unit`, `course/term`; nothing named is everything."""

from collections.abc import Container
from typing import TYPE_CHECKING

from studykit.content.text import shorten, slugify
from studykit.errors import NotFoundError

if TYPE_CHECKING:
    from studykit.content.catalog import Catalog
    from studykit.content.outline import Outline


def is_in(scope: Container[str], course: str, page: str, unit: str) -> bool:
    """Whether a card belongs to what is covered.

    Args:
        scope: The addresses; empty: all.
        course: The slug of its course.
        page: The slug of its guide, or of its question set.
        unit: The title of its unit.

    """
    if not scope or course in scope or f"{course}/{page}" in scope:
        return True
    return bool(unit) and f"{course}/{slugify(unit)}" in scope


def resolve(catalog: "Catalog", address: str) -> str:
    """The address of a course, unit, term or question set as the library spells it; titles are understood too.

    Raises NotFoundError with what may have been meant.
    """
    course, _, part = address.strip().strip("/").partition("/")
    outline = catalog.outline(course)
    if not part:
        return course
    known = {**part_titles(outline), **{term.slug: term.term for term in outline.terms}}
    for slug in (part, slugify(part)):
        if slug in known:
            return f"{course}/{slug}"
    from studykit.content.fields import closest  # noqa: PLC0415 - only where there is a mistake

    near = closest(slugify(part), list(known))
    hint = f"Did you mean `{course}/{near}`?" if near else f"`studykit list {course}` names them."
    raise NotFoundError(f"There is no unit or term `{shorten(part)}` in {outline.title}.", hint)


def title_of(catalog: "Catalog", address: str) -> str:
    """What an address stands for: the title of its unit or term, or of its course. Raises NotFoundError where its course is gone."""
    course, _, part = address.partition("/")
    outline = catalog.outline(course)
    terms = (term.term for term in outline.terms if term.slug == part)
    return next(terms, part_titles(outline).get(part, outline.title))


def part_titles(outline: "Outline") -> dict[str, str]:
    """What a course has beside its guides, by slug: its units and its question sets."""
    units = {slugify(unit.title): unit.title for unit in outline.units if unit.title}
    return units | {group.slug: group.title for group in outline.sets}
