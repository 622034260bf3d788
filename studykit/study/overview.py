"""How the learner stands, course by course."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studykit.content.catalog import CourseEntry
    from studykit.storage.summaries import EndedQuiz, TermFigures


class CourseFigures(NamedTuple):
    """A course with how much of it has been met and how it went."""

    course: "CourseEntry"
    met: int
    """Terms of which at least one card was reviewed."""
    missed: int
    """Terms on which something was missed the last time."""
    solid: int
    """Terms of which every question was recalled well the last time."""
    last: "EndedQuiz | None"
    """The last quiz that had cards of this course."""


def figures(
    courses: "Iterable[CourseEntry]",
    terms: "Iterable[TermFigures]",
    questions: dict[tuple[str, str], int],
    last: "dict[str, EndedQuiz]",
) -> list[CourseFigures]:
    """The figures of each course; `questions` says how many questions each term (course, term) has today."""
    met, missed, solid = Counter[str](), Counter[str](), Counter[str]()
    for term in terms:
        wanted = questions.get((term.course, term.term))
        if wanted is None:
            continue
        met[term.course] += 1
        missed[term.course] += term.has_missed
        solid[term.course] += not term.has_missed and _is_solid(term, wanted)
    return [
        CourseFigures(
            course=course,
            met=met[course.slug],
            missed=missed[course.slug],
            solid=solid[course.slug],
            last=last.get(course.slug),
        )
        for course in courses
    ]


def _is_solid(term: "TermFigures", questions: int) -> bool:
    """Whether all its questions were recalled well, or all its cards where it has no questions."""
    return term.solid_questions >= questions if questions else term.solid >= term.met
