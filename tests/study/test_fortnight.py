"""A learner adds a test for Friday week and follows the plan until then; what they are told to expect holds."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from studykit.content.catalog import Catalog
from studykit.log import Rating, Verdict
from studykit.quiz.quiz import Phase
from studykit.scheduling.outlook import Outlook
from studykit.scheduling.test import Test
from studykit.storage.database import Database
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from tests.simulation.students import STUDENTS, Student
from tests.support import TickingClock, counting_ids

FIRST_DAY = date(2026, 11, 19)
"""A Thursday; the test is on the Friday of the week after next, a fortnight and a day later."""
TEST_DAY = date(2026, 12, 4)
MINUTES = 20
CARDS = 40


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of forty open questions, each of one or two points."""
    guides = "".join(
        f"""\
  - term: Term {number}
    definition: Definition {number}.
    questions:
      - question: What is {number}?
        answer: It is one thing.{" It is another." * (number % 2)}
"""
        for number in range(CARDS)
    )
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "biology.yaml").write_text(f"course: Biology\nguides:\n{guides}", encoding="utf-8")
    return folder


@pytest.fixture
def clock() -> TickingClock:
    """It is seven in the evening of the first day."""
    return TickingClock(datetime.combine(FIRST_DAY, time(19), UTC))


@pytest.fixture
def study(course: Path, clock: TickingClock) -> Iterator[Study]:
    """The desk."""
    catalog = Catalog.open([course], None)
    catalog.refresh()
    opened = Study(
        catalog, Database.memory, clock=clock, new_id=counting_ids(), rng=Random(7), zone=UTC
    )
    yield opened
    opened.close()


class Evening(NamedTuple):
    """What a learner was told, and what was true, before the work of a day."""

    told: Outlook
    truth: float
    """The share of the points that they would get in the test if they did nothing more."""


def fortnight(study: Study, clock: TickingClock, student: Student, test: Test) -> list[Evening]:
    """Follow the plan each evening until the day of the test, and look at it once more in the morning."""
    evenings = []
    for ahead in range((TEST_DAY - FIRST_DAY).days):
        day = FIRST_DAY + timedelta(days=ahead)
        clock.time = datetime.combine(day, time(19), UTC)
        today = study.today()
        (told,) = today.planned
        evenings.append(Evening(told, truth(study, student, test)))
        if today.cards:
            take(study.begin_today(today), student, clock, day)
    clock.time = datetime.combine(TEST_DAY, time(8), UTC)
    (told,) = study.today().planned
    return [*evenings, Evening(told, truth(study, student, test))]


def truth(study: Study, student: Student, test: Test) -> float:
    """The probability that the student recalls a point in the test."""
    cards = study.schedule.planner().cards(test)
    met = sum(card.points * student.recall(card.id, test.day) for card in cards)
    return met / sum(card.points for card in cards)


def take(sitting: object, student: Student, clock: TickingClock, day: date) -> None:
    """Answer today's quiz to its end; a card that comes once more is known then."""
    assert isinstance(sitting, PracticeSitting)
    for _ in range(500):
        if sitting.quiz.phase is Phase.ENDED:
            return
        card = sitting.quiz.card
        is_repeat = any(attempt.card == card for attempt in sitting.quiz.attempts)
        is_new = not student.has_met(card.id)
        known = is_repeat or bool(card.follows)
        rating = Rating.GOOD if known else student.answer(card.id, day)
        clock.wait(15 if known else 100 if is_new else 65)
        answer(sitting, rating)
    pytest.fail("the quiz does not end")


def answer(sitting: PracticeSitting, rating: Rating) -> None:
    """Answer the current card so that it gets this rating."""
    sitting.submit("An answer.")
    sitting.confide(None)
    verdict = Verdict.MISSED if rating is Rating.AGAIN else Verdict.MET
    for point in sitting.quiz.attempt.card.points if sitting.quiz.attempt else ():
        sitting.judge(point.id, verdict)
    sitting.rate(rating)


def follow(study: Study, clock: TickingClock, name: str) -> list[Evening]:
    """The fortnight of a student of that name."""
    wanted = Test("", "Biology", TEST_DAY, time(9), ("biology",), minutes=MINUTES)
    test = study.schedule.add_test(wanted)
    return fortnight(study, clock, STUDENTS[name](3), test)


FSRS_STUDENTS = [name for name in STUDENTS if name.startswith("FSRS")]


@pytest.mark.parametrize("name", FSRS_STUDENTS)
def test_as_things_stand_eight_of_ten_looks_are_right(
    study: Study, clock: TickingClock, name: str
) -> None:
    """That is what the range promises."""
    looks = follow(study, clock, name)
    right = [told.now.low <= truth <= told.now.high for told, truth in looks]
    assert sum(right) >= 0.8 * len(looks)
    assert right[0]
    assert right[-1], "on the morning of the test"


@pytest.mark.parametrize("name", ["FSRS, as assumed", "FSRS, forgets slowly"])
def test_for_most_what_is_to_be_expected_with_the_plan_holds_from_the_first_day(
    study: Study, clock: TickingClock, name: str
) -> None:
    *evenings, (_, reached) = follow(study, clock, name)
    for told, _ in evenings:
        assert told.planned.low <= reached <= told.planned.high, told.today


@pytest.mark.parametrize("name", FSRS_STUDENTS)
def test_for_all_it_is_near_from_the_first_day_and_holds_in_the_last_days(
    study: Study, clock: TickingClock, name: str
) -> None:
    *evenings, (_, reached) = follow(study, clock, name)
    for told, _ in evenings:
        assert abs(told.planned.score - reached) < 0.07, told.today
    for told, _ in evenings[-3:]:
        assert told.planned.low <= reached <= told.planned.high, told.today


@pytest.mark.parametrize("name", STUDENTS)
def test_who_follows_the_plan_meets_all_within_the_minutes_and_does_well(
    study: Study, clock: TickingClock, name: str
) -> None:
    *evenings, (last, reached) = follow(study, clock, name)
    assert last.met == last.covered == CARDS
    assert all(told.work_today.minutes <= MINUTES + 2 for told, _ in evenings)
    assert reached > 0.85
