"""The one thing to do next: go on with a quiz, go on reading, or begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from studykit.quiz.timer import clock
from studykit.study.overview import CourseFigures
from studykit.study.study import Study

if TYPE_CHECKING:
    from studykit.study.sitting import MockSitting


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the learner is offered."""

    title: str
    button: str
    detail: str = ""
    quiz: str = ""
    """The quiz to go on with, by its id."""
    course: str = ""
    term: str = ""
    """The guide to read."""
    test: "MockSitting | None" = None
    """The mock test whose clock is running."""

    def detail_at(self, now: datetime) -> str:
        """The detail, with the time that is left of a mock test."""
        left = time_left(self.test, now) if self.test else ""
        return ", ".join(filter(None, (self.detail, left)))


def next_step(study: Study, courses: Sequence[CourseFigures]) -> NextStep | None:
    """The one thing to do next; None where there is nothing at all."""
    return _unfinished(study) or _reading(study, courses) or _beginning(courses)


def time_left(test: "MockSitting", now: datetime) -> str:
    """How the clock of a mock test stands, in words."""
    quiz = test.quiz
    if quiz.deadline is None:
        return "not begun"
    if quiz.locked_at:
        done = len(quiz.plan.cards) - len(quiz.queue)
        return f"{done} of {len(quiz.plan.cards)} judged"
    left = quiz.deadline - now
    if left.total_seconds() > 0 and not quiz.is_time_up(now):
        return f"{clock(left)} left"
    if quiz.plan.options.overtime:
        return f"{clock(-left)} over time"
    return "the time is up, and your answers wait to be judged"


def _unfinished(study: Study) -> NextStep | None:
    unfinished = study.unfinished(1)
    if not unfinished:
        return None
    quiz = unfinished[0].quiz
    test = None
    if quiz.mode == "mock":
        test = cast("MockSitting", study.quizzes.reopen(quiz.id))
    kind = "mock test" if test else "quiz"
    return NextStep(
        title=f"Unfinished {kind}: {quiz.title}",
        button="Go on",
        detail=f"{unfinished[0].answered} of {quiz.cards} answered",
        quiz=quiz.id,
        test=test,
    )


def _reading(study: Study, courses: Sequence[CourseFigures]) -> NextStep | None:
    last = study.last_guide()
    if last is None:
        return None
    course, term = last
    guide = study.catalog.guide(course, term)
    return NextStep(
        title=f"Go on reading: {guide.term}",
        button="Read",
        detail=next((one.course.title for one in courses if one.course.slug == course), ""),
        course=course,
        term=term,
    )


def _beginning(courses: Sequence[CourseFigures]) -> NextStep | None:
    if not courses:
        return None
    course = courses[0].course
    return NextStep(
        title=f"Begin with {course.title}",
        button="Open",
        detail=course.about,
        course=course.slug,
    )
