"""How the learner stands, course by course."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studykit.content.catalog import CourseEntry
    from studykit.scheduling.standing import PageState
    from studykit.storage.summaries import EndedQuiz


class CourseFigures(NamedTuple):
    """A course with how much of it has been met and how it went."""

    course: "CourseEntry"
    met: int
    """Terms and question sets of which at least one card was reviewed. So for `missed` and `solid`."""
    missed: int
    """Those on which something was missed the last time."""
    solid: int
    """Those of which every question was recalled well the last time."""
    last: "EndedQuiz | None"
    """The last quiz that had cards of this course."""


def figures(
    courses: "Iterable[CourseEntry]",
    states: "Mapping[tuple[str, str], PageState]",
    last: "dict[str, EndedQuiz]",
) -> list[CourseFigures]:
    """The figures of each course from the states of the pages (course, slug) that were met."""
    from studykit.scheduling.standing import PageState  # noqa: PLC0415 - looking at content needs none

    counts = Counter((course, state) for (course, _), state in states.items())
    met = Counter(course for course, _ in states)
    return [
        CourseFigures(
            course=course,
            met=met[course.slug],
            missed=counts[course.slug, PageState.MISSED],
            solid=counts[course.slug, PageState.SOLID],
            last=last.get(course.slug),
        )
        for course in courses
    ]
