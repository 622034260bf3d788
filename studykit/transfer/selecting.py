"""The courses, or the terms of them, that are to leave."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from studykit.content.model import Course
from studykit.errors import NotFoundError


def select(addresses: Iterable[str], course_of: Callable[[str], Course]) -> list[Course]:
    """The courses that addresses such as `course` and `course/term` name, each once, with those terms alone.

    Questions of sets that belong to no term come with a whole course only.

    Raises:
        NotFoundError: There is no such course or term.

    """
    wanted: dict[str, list[str]] = {}
    for address in addresses:
        slug, _, term = address.strip("/").partition("/")
        wanted.setdefault(slug, []).append(term)
    return [
        course_of(slug) if "" in terms else _only(course_of(slug), terms)
        for slug, terms in wanted.items()
    ]


def _only(course: Course, terms: list[str]) -> Course:
    """A course with these terms alone."""
    from studykit.content.fields import closest  # noqa: PLC0415 - only a part of a course needs it

    known = [guide.slug for guide in course.guides]
    for term in terms:
        if term not in known:
            near = closest(term, known)
            hint = (
                f"Did you mean `{near}`?" if near else f"`studykit list {course.slug}` names them."
            )
            raise NotFoundError(f"There is no term `{term}` in {course.title}.", hint)
    units = (
        replace(unit, guides=tuple(guide for guide in unit.guides if guide.slug in terms))
        for unit in course.units
    )
    return replace(course, units=tuple(unit for unit in units if unit.guides), sets=())
