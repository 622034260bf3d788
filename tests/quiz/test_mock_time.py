"""The clock of a mock test stops for nothing."""

from datetime import timedelta

import pytest

from studykit.errors import QuizError
from studykit.log import Ending
from studykit.quiz.mock import DEFAULT_LIMIT, MockTest
from studykit.quiz.quiz import Phase
from tests.quiz.bench import CARDS, CHOICE, NO_CORE, OPEN, SHORT, MockBench, at, minutes
from tests.support import counting_ids

THREE = [OPEN, CHOICE, SHORT]


def seconds(time: timedelta) -> float:
    return time.total_seconds()


def test_the_test_closes_at_its_deadline() -> None:
    bench = MockBench(THREE, limit=minutes(1)).begin()
    bench.wait(59.999)
    assert not bench.quiz.is_time_up(bench.now)
    bench.wait(0.001)
    assert bench.quiz.is_time_up(bench.now)
    with pytest.raises(QuizError, match="time is up"):
        bench.open(1)


def test_a_test_that_was_killed_is_locked_as_of_its_deadline() -> None:
    killed = MockBench(THREE, limit=minutes(1)).begin()
    killed.wait(20)
    killed.open(1)
    bench = MockBench()
    bench.quiz = MockTest(killed.quiz.plan, counting_ids("later"))
    bench.quiz.apply(killed.quiz.entries)
    bench.now = at(86_400)
    assert bench.quiz.is_time_up(bench.now)
    bench.type(0, "typed before")
    bench.lock()
    assert bench.quiz.locked_at == at(60)
    assert [a.answered.seconds for a in bench.quiz.attempts] == [20, 40, 0]
    assert not any(attempt.answered.overtime for attempt in bench.quiz.attempts)
    for _ in range(3):
        bench.judge_all() if bench.quiz.phase is Phase.JUDGING else None
        bench.rate()
    assert bench.quiz.ending is Ending.TIME_UP


def test_a_test_that_was_killed_in_time_goes_on_with_the_time_really_left() -> None:
    killed = MockBench(THREE, limit=minutes(10)).begin()
    bench = MockBench()
    bench.quiz = MockTest(killed.quiz.plan, counting_ids("later"))
    bench.quiz.apply(killed.quiz.entries)
    assert seconds(bench.quiz.remaining(at(400))) == 200
    assert not bench.quiz.is_time_up(at(400))


def test_extra_time_moves_the_deadline() -> None:
    bench = MockBench(THREE, limit=minutes(10, extra=1.5)).begin()
    assert bench.quiz.deadline == at(900)


def test_a_test_without_a_limit_of_its_own_gets_two_minutes_a_question() -> None:
    bench = MockBench(THREE).begin()
    assert bench.quiz.allowed == 3 * DEFAULT_LIMIT.one == timedelta(minutes=6)


def test_a_question_closes_when_its_own_time_is_used_up() -> None:
    bench = MockBench(THREE, limit=minutes(1, per_question=True)).begin()
    bench.wait(45)
    assert seconds(bench.quiz.remaining(bench.now)) == 15
    bench.wait(15)
    assert bench.quiz.is_closed(0, bench.now)
    assert not bench.quiz.is_closed(1, bench.now)
    assert not bench.quiz.is_time_up(bench.now)
    bench.open(1)
    assert seconds(bench.quiz.remaining(bench.now)) == 60
    bench.wait(30)
    bench.open(0)
    assert bench.quiz.is_closed(0, bench.now), "coming back brings no time back"


def test_waiting_at_a_closed_question_costs_the_others_their_time() -> None:
    bench = MockBench(THREE, limit=minutes(1, per_question=True)).begin()
    bench.wait(170)
    bench.open(1)
    assert seconds(bench.quiz.remaining(bench.now)) == 10
    bench.wait(10)
    assert bench.quiz.is_time_up(bench.now)


def test_with_a_limit_for_the_whole_test_no_question_closes_by_itself() -> None:
    bench = MockBench(THREE, limit=minutes(1)).begin()
    bench.wait(100)
    assert not bench.quiz.is_closed(0, bench.now)


def test_with_overtime_the_test_goes_on_and_marks_what_was_worked_at_late() -> None:
    bench = MockBench([*THREE, NO_CORE], limit=minutes(1), overtime=True).begin()
    for position in range(4):
        bench.type(position, "an answer")
    del bench.drafts[1]
    bench.open(0)
    bench.wait(40)
    for position in (1, 2, 3):
        bench.open(position)
        bench.wait(15)
    assert seconds(bench.quiz.remaining(bench.now)) == -25
    assert not bench.quiz.is_time_up(bench.now)
    bench.lock()
    assert [a.answered.overtime for a in bench.quiz.attempts] == [False, False, True, True]
    assert bench.quiz.locked_at == bench.now


def test_overtime_at_one_question_is_marked_there_alone() -> None:
    limit = minutes(1, per_question=True)
    bench = MockBench(THREE, limit=limit, overtime=True).begin()
    bench.type(0, "an answer")
    bench.type(1, "", choices=(0,))
    bench.wait(70)
    assert not bench.quiz.is_closed(0, bench.now)
    bench.open(1)
    bench.wait(10)
    bench.lock()
    assert [a.answered.overtime for a in bench.quiz.attempts] == [True, False, False]


def test_the_pace_counts_the_answers_and_the_time() -> None:
    bench = MockBench([OPEN, CHOICE, SHORT, NO_CORE], limit=minutes(8)).begin()
    bench.wait(240)
    assert seconds(bench.quiz.behind(bench.now, done=0)) == 120
    assert seconds(bench.quiz.behind(bench.now, done=2)) == 0
    assert seconds(bench.quiz.behind(bench.now, done=3)) == -120


def test_a_clock_that_jumps_back_gives_no_negative_times() -> None:
    bench = MockBench(THREE, limit=minutes(10)).begin()
    bench.wait(-100)
    assert seconds(bench.quiz.elapsed(bench.now)) == 0
    bench.open(1)
    assert seconds(bench.quiz.spent(0, bench.now)) == 0


def test_the_whole_course_can_be_asked_in_a_mock_test() -> None:
    bench = MockBench(CARDS).begin()
    bench.lock()
    for _ in CARDS:
        bench.rate()
    assert bench.quiz.ending is Ending.FINISHED
    assert bench.quiz.score[0] == 0
