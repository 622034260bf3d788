"""One student who follows one policy until the test."""

from datetime import date, time, timedelta
from typing import NamedTuple

from studykit.log import Rating
from studykit.scheduling.expectation import Expected
from studykit.scheduling.test import Test
from tests.simulation.policies import Policy, Task, ThePlan
from tests.simulation.students import MakeStudent, Student

START = date(2026, 3, 2)
MEETING, ASKING, REPEAT = 2.0, 1.3, 0.5
"""Minutes for a card that is new, for one that is not, and the share more where it was not known."""


class Setting(NamedTuple):
    """How much is to be learnt in how much time."""

    cards: int
    days: int
    minutes: int


class Outcome(NamedTuple):
    """What came of it."""

    score: float
    """The true probability of recall, averaged over the cards, on the day of the test."""
    later: float
    """The same 30 days later."""
    minutes: float
    expected: float | None = None
    """The score that the plan expected on the first day; None for the other policies."""
    on_the_eve: Expected | None = None
    """The score expected on the morning of the test, with its range."""
    marks: float = 0.0
    """A score as it may come out: each card recalled or not, by chance."""


def run(policy: type[Policy], make_student: MakeStudent, setting: Setting, seed: int) -> Outcome:
    """Let a student follow a policy. The same seed gives the same outcome."""
    student = make_student(seed)
    task = _task(setting)
    following = policy(task)
    used = sum(_study(following, student, day, setting.minutes) for day in task.test.days(START))
    return _outcome(following, student, used)


def cram(make_student: MakeStudent, setting: Setting, seed: int) -> Outcome:
    """The same minutes in all, spent on the last day, each card once and the rest again: a warning, not a rival."""
    student = make_student(seed)
    task = _task(setting)
    left = setting.minutes * setting.days
    eve = task.test.day - timedelta(days=1)
    following = _Crammed(task)
    used = _study(following, student, eve, left)
    return _outcome(following, student, used)


class _Crammed(Policy):
    """Everything on one day; a second look on the same day adds next to nothing, and is left out."""

    def asked(self, day: date, spent: float) -> tuple[str, ...]:
        return tuple(self.unmet)


def _task(setting: Setting) -> Task:
    day = START + timedelta(days=setting.days)
    test = Test("test", "Test", day, time(17), (), minutes=setting.minutes)
    return Task(tuple(f"card {number:03}" for number in range(setting.cards)), test, START)


def _study(policy: Policy, student: Student, day: date, minutes: float) -> float:
    """One day's work; the minutes that were used. Nobody begins a card for which there is no time at all."""
    used = 0.0
    while cards := policy.asked(day, used):
        for card in cards:
            usual = ASKING if student.has_met(card) else MEETING
            if minutes - used <= usual / 2:
                return used
            rating = student.answer(card, day)
            minutes_once = usual * student.chance(card).uniform(0.7, 1.3)
            policy.note(card, day, rating, minutes_once)
            used += minutes_once * (1 + REPEAT * (rating is Rating.AGAIN))
    return used


def _outcome(policy: Policy, student: Student, minutes: float) -> Outcome:
    test, cards = policy.task.test, policy.task.cards
    recalls = [student.recall(card, test.day) for card in cards]
    later = [student.recall(card, test.day + timedelta(days=30)) for card in cards]
    chances = (student.chance(card).random() for card in cards)
    marks = sum(chance < recall for chance, recall in zip(chances, recalls, strict=True)) / len(
        cards
    )
    outcome = Outcome(_mean(recalls), _mean(later), minutes, marks=marks)
    if not isinstance(policy, ThePlan):
        return outcome
    assert policy.first
    eve = policy.outlook(test.day).now
    return outcome._replace(expected=policy.first.planned.score, on_the_eve=eve)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
