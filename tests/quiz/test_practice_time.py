"""The time of a practice quiz: pauses, crashes and what is undone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.log import Ending
from studykit.quiz.practice import PracticeQuiz
from studykit.quiz.quiz import Phase
from tests.quiz.bench import FACT, SHORT, TERM, PracticeBench, minutes
from tests.support import counting_ids

CARDS = [SHORT, TERM, FACT]


def elapsed(bench: PracticeBench) -> float:
    return bench.quiz.elapsed(bench.now).total_seconds()


def test_a_pause_does_not_count_and_may_be_asked_for_twice() -> None:
    bench = PracticeBench(CARDS)
    bench.wait(10)
    bench.take(bench.quiz.pause)
    bench.take(bench.quiz.pause)
    assert bench.quiz.is_paused
    bench.wait(1000)
    bench.take(bench.quiz.flag)
    bench.wait(1000)
    assert elapsed(bench) == 10
    bench.take(bench.quiz.resume)
    bench.wait(5)
    assert elapsed(bench) == 15
    assert not bench.quiz.is_paused


def test_the_time_between_a_crash_and_coming_back_does_not_count() -> None:
    bench = PracticeBench(CARDS)
    bench.wait(10)
    bench.finish_card()
    bench.wait(5000)
    bench.take(bench.quiz.resume)
    bench.wait(2)
    assert elapsed(bench) == 12


def test_undo_does_not_bring_time_back() -> None:
    bench = PracticeBench(CARDS)
    bench.wait(10)
    bench.submit()
    bench.wait(5000)
    bench.take(bench.quiz.resume)
    bench.wait(3)
    bench.undo()
    assert elapsed(bench) == 13


def test_the_days_between_the_end_and_its_undoing_do_not_count() -> None:
    bench = PracticeBench(CARDS, limit=minutes(10))
    for _ in CARDS:
        bench.wait(10)
        bench.finish_card()
    bench.wait(86_400)
    assert elapsed(bench) == 30
    bench.undo()
    bench.wait(4)
    assert elapsed(bench) == 34
    bench.rate()
    assert bench.quiz.ending is not Ending.TIME_UP


def test_each_answer_is_told_the_seconds_since_its_card_was_turned_to() -> None:
    bench = PracticeBench(CARDS)
    bench.wait(7)
    bench.submit()
    bench.wait(100)
    bench.confide()
    bench.rate()
    bench.wait(3)
    bench.take(bench.quiz.pause)
    bench.wait(60)
    bench.take(bench.quiz.resume)
    bench.wait(2)
    bench.submit()
    assert [attempt.answered.seconds for attempt in bench.quiz.attempts] == [7, 5]


def test_an_answer_that_was_undone_goes_on_from_the_time_it_took() -> None:
    bench = PracticeBench(CARDS)
    bench.wait(7)
    bench.submit()
    bench.wait(100)
    bench.undo()
    bench.wait(4)
    bench.submit()
    assert bench.attempt.answered.seconds == 11


def test_a_card_that_was_skipped_starts_from_nought() -> None:
    bench = PracticeBench(CARDS)
    bench.wait(7)
    bench.take(bench.quiz.skip)
    bench.wait(4)
    bench.submit()
    assert bench.attempt.answered.seconds == 4


def test_a_clock_that_jumps_back_takes_no_time_away() -> None:
    bench = PracticeBench(CARDS)
    bench.wait(10)
    bench.finish_card()
    bench.wait(-3600)
    assert elapsed(bench) == 10
    bench.finish_card()
    assert elapsed(bench) == 10


def test_a_practice_quiz_without_a_limit_has_no_time_left_to_tell() -> None:
    assert PracticeBench(CARDS).quiz.remaining(PracticeBench().now) is None


def test_when_the_time_is_up_the_card_at_hand_is_the_last() -> None:
    bench = PracticeBench(CARDS, limit=minutes(1))
    bench.wait(61)
    assert bench.quiz.remaining(bench.now) == timedelta(seconds=-1)
    bench.answer()
    assert bench.attempt.answered.overtime
    bench.rate()
    assert (bench.quiz.phase, bench.quiz.ending) == (Phase.ENDED, Ending.TIME_UP)


def test_with_overtime_the_quiz_goes_on_and_says_which_answers_were_late() -> None:
    bench = PracticeBench(CARDS, limit=minutes(1), overtime=True)
    bench.finish_card()
    bench.wait(61)
    bench.finish_card()
    assert bench.quiz.phase is Phase.ANSWERING
    assert [attempt.answered.overtime for attempt in bench.quiz.attempts] == [False, True]


@pytest.mark.parametrize("seconds", [30, 90])
def test_a_limit_for_each_question_is_a_limit_of_their_sum(seconds: float) -> None:
    bench = PracticeBench(CARDS, limit=minutes(1, per_question=True))
    bench.wait(seconds)
    assert bench.quiz.remaining(bench.now) == timedelta(seconds=180 - seconds)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["wait", "submit", "confide", "rate", "undo", "skip", "flag", "pause", "resume", "stop"]),
        st.integers(0, 90),
    ),
    max_size=25,
)  # fmt: skip


def take_step(bench: PracticeBench, step: str) -> None:
    """Take a step where it applies."""
    quiz = bench.quiz
    match step, quiz.phase:
        case "submit", Phase.ANSWERING:
            bench.submit()
        case "confide", Phase.CONFIDENCE:
            bench.confide()
        case "rate", Phase.RATING:
            bench.rate()
        case "skip", Phase.ANSWERING if len(quiz.queue) > 1:
            bench.take(quiz.skip)
        case "undo", _ if quiz._last_step():
            bench.undo()
        case "flag", _ if quiz.queue:
            bench.take(quiz.flag)
        case "pause" | "stop" | "resume", _:
            bench.take(getattr(quiz, step))


@given(STEPS)
def test_the_time_is_what_was_spent_at_the_quiz_whatever_happened(
    steps: list[tuple[str, int]],
) -> None:
    bench, spent, at_last_entry = PracticeBench(CARDS), 0, 0
    quiz = bench.quiz
    for step, seconds in steps:
        is_away = quiz.is_paused or quiz.phase is Phase.ENDED
        entries = len(quiz.entries)
        bench.wait(seconds)
        spent += 0 if is_away else seconds
        if step == "resume" and not is_away:  # as after a crash
            spent = at_last_entry
        take_step(bench, step)
        if len(quiz.entries) > entries:
            at_last_entry = spent
        assert elapsed(bench) == spent
    again = PracticeQuiz(quiz.plan, counting_ids())
    again.apply(quiz.entries)
    assert again.elapsed(bench.now) == quiz.elapsed(bench.now)
