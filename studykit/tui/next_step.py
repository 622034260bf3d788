"""The one thing to do next: go on with a quiz, do today's work, go on reading, or begin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from studykit.quiz.timer import clock
from studykit.quiz.words import counted, hour_words, minutes_words
from studykit.study.overview import CourseFigures
from studykit.study.study import Study
from studykit.tui.dates import on_day, until

if TYPE_CHECKING:
    from studykit.study.glance import Glance, NextTest
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
    """The page to read."""
    test: "MockSitting | None" = None
    """The mock test whose clock is running."""
    today: bool = False
    """Whether it is today's work."""
    forecast: tuple[float, float] | None = None
    """The score that is to be expected of the next test as things stand, and with the plan."""

    def detail_at(self, now: datetime) -> str:
        """The detail, with the time that is left of a mock test."""
        left = time_left(self.test, now) if self.test else ""
        return ", ".join(filter(None, (self.detail, left)))


def next_step(
    study: Study, courses: Sequence[CourseFigures], seen: "Glance | None", day: date
) -> NextStep | None:
    """The one thing to do next; None where there is nothing at all.

    Args:
        study: The desk.
        courses: The courses as they stand.
        seen: What is to be done today; None: that is not known yet.
        day: The learner's day.

    """
    return (
        _before_a_test(_unfinished(study), seen, day)
        or (_work(seen, day) if seen and seen.cards else None)
        or _when_done(_reading(study, courses) or _beginning(courses), seen, day)
    )


def _work(seen: "Glance", day: date) -> NextStep:
    """Today's work: toward the next test, where there is one."""
    if seen.test:
        return NextStep(
            title=_named(seen.test, day),
            button="Begin",
            detail=_toward(seen, seen.test),
            today=True,
            forecast=(seen.test.now, seen.test.planned),
        )
    reviews = seen.cards - seen.new
    parts = [f"{reviews} to review"] * bool(reviews) + [f"{seen.new} new"] * bool(seen.new)
    return NextStep(
        title=f"Today: {', '.join(parts)}, about {minutes_words(seen.minutes)}",
        button="Begin",
        detail="what is due comes back before it is forgotten",
        today=True,
    )


def _toward(seen: "Glance", test: "NextTest") -> str:
    """`18 min today: 12 cards, 5 new`; where there is other work as well, what is for the test."""
    whole, own = minutes_words(seen.minutes), minutes_words(test.minutes)
    share = f", {own if test.minutes else 'none'} of it for the test" if own != whole else ""
    new = f", {'all' if seen.new == seen.cards else seen.new} new" if seen.new else ""
    return f"{whole} today{share}: {counted(seen.cards, 'card')}{new}"


def _when_done(step: NextStep | None, seen: "Glance | None", day: date) -> NextStep | None:
    """What else there is to do, under the news that today's work is done."""
    if step is None or seen is None or not (seen.test or seen.next_day):
        return step
    more = f" More comes {on_day(seen.next_day, day)}." if seen.next_day else ""
    done = f"All done for today.{more}"
    if not seen.test:
        return replace(step, title=done, detail=step.title)
    return replace(
        step,
        title=_named(seen.test, day),
        detail=f"{done} {step.title}",
        forecast=(seen.test.now, seen.test.planned),
    )


def _before_a_test(step: NextStep | None, seen: "Glance | None", day: date) -> NextStep | None:
    """An unfinished quiz, with how the next test stands: it is not out of sight meanwhile."""
    if step is None or seen is None or not seen.test:
        return step
    test = seen.test
    detail = f"{step.detail} · {_named(test, day)}"
    return replace(step, detail=detail, forecast=(test.now, test.planned))


def _named(test: "NextTest", day: date) -> str:
    """A test, and when it is."""
    hour = f" at {hour_words(test.time)}" if test.day == day else ""
    return f"{test.name} · {until(test.day, day)}{hour}"


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
    left = study.left_open()
    if left is None:
        return None
    quiz = left.quiz
    test = None
    if quiz.mode == "mock":
        test = cast("MockSitting", study.quizzes.reopen(quiz.id))
    kind = "mock test" if test else "quiz"
    return NextStep(
        title=f"Unfinished {kind}: {quiz.title}",
        button="Go on",
        detail=f"{left.answered} of {quiz.cards} answered",
        quiz=quiz.id,
        test=test,
    )


def _reading(study: Study, courses: Sequence[CourseFigures]) -> NextStep | None:
    last = study.last_page()
    if last is None:
        return None
    course, term = last
    return NextStep(
        title=f"Go on reading: {study.catalog.title_of(course, term)}",
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
