"""A second look: old answers, judged again without their old marks."""

import pytest

from studykit.errors import QuizError
from studykit.log import Rating, Verdict
from studykit.statistics.calibration import Look
from studykit.study.second_look import SecondLook, comparison
from studykit.study.study import Study
from tests.study.steps import INFORMATIONAL, practise
from tests.support import TickingClock

DAY = 86_400


def answer_open(study: Study, clock: TickingClock, times: int = 10) -> None:
    """Answer the first question, which is open and has two points, so many times, a day apart."""
    for _ in range(times):
        sitting = practise(study, INFORMATIONAL, count=1)
        sitting.submit("Nobody is assessed there")
        sitting.confide(None)
        for point in sitting.quiz.card.points:
            sitting.judge(point.id, Verdict.MET)
        sitting.rate(Rating.GOOD)
        clock.wait(DAY)


def judge(look: SecondLook, *verdicts: Verdict) -> None:
    for point, verdict in zip(look.attempt.card.points, verdicts, strict=True):
        look.judge(point.id, verdict)


def due(study: Study) -> SecondLook:
    look = study.schedule.second_look()
    assert look is not None
    return look


def test_a_look_is_due_with_the_tenth_open_answer(
    study: Study, ticking_clock: TickingClock
) -> None:
    answer_open(study, ticking_clock, 9)
    ticking_clock.wait(8 * DAY)
    assert study.schedule.second_look() is None
    answer_open(study, ticking_clock, 1)
    assert due(study)


def test_only_an_answer_that_is_a_week_old_is_looked_at(
    study: Study, ticking_clock: TickingClock
) -> None:
    for _ in range(10):
        answer_open(study, ticking_clock, 1)
        ticking_clock.wait(-DAY)
    ticking_clock.wait(6.9 * DAY)
    assert study.schedule.second_look() is None
    ticking_clock.wait(0.2 * DAY)
    assert due(study)


def test_an_answer_that_was_not_given_is_not_looked_at(
    study: Study, ticking_clock: TickingClock
) -> None:
    for _ in range(10):
        sitting = practise(study, INFORMATIONAL, count=1)
        sitting.dont_know()
        sitting.rate()
        ticking_clock.wait(DAY)
    ticking_clock.wait(30 * DAY)
    assert study.schedule.second_look() is None


def test_nothing_of_the_old_marks_is_shown_before_all_is_judged(
    study: Study, ticking_clock: TickingClock
) -> None:
    answer_open(study, ticking_clock)
    look = due(study)
    assert look.attempt.verdicts == {}
    assert look.attempt.rated is None
    assert look.attempt.confidence is None
    assert look.attempt.answered.text == "Nobody is assessed there"
    with pytest.raises(QuizError):
        look.keep()


def test_judging_again_changes_no_score_and_no_memory(
    study: Study, ticking_clock: TickingClock
) -> None:
    answer_open(study, ticking_clock)
    before = study.log.memories(), study.log.standings()
    look = due(study)
    judge(look, Verdict.MET, Verdict.PARTLY)
    look.keep()
    look.keep()
    assert (study.log.memories(), study.log.standings()) == before
    assert study.schedule.progress(study.catalog).looks == (Look(2, 1.5, 4),)
    assert study.schedule.progress(study.catalog, "writing").looks == ()
    assert comparison(look) == "The first time you gave yourself 2 points, this time 1.5 of 2."


def test_the_same_answer_is_not_looked_at_twice(study: Study, ticking_clock: TickingClock) -> None:
    answer_open(study, ticking_clock, 20)
    first = due(study)
    assert due(study).attempt.id == first.attempt.id
    judge(first, Verdict.MET, Verdict.MET)
    first.keep()
    assert comparison(first) == "Both times you gave yourself 2 of 2 points."
    second = due(study)
    assert second.attempt.id != first.attempt.id
    judge(second, Verdict.MET, Verdict.MET)
    second.keep()
    assert study.schedule.second_look() is None  # twenty answers, two looks


def test_a_verdict_can_be_changed_and_taken_back_until_it_is_kept(
    study: Study, ticking_clock: TickingClock
) -> None:
    answer_open(study, ticking_clock)
    look = due(study)
    judge(look, Verdict.MET, Verdict.MISSED)
    first, second = (point.id for point in look.attempt.card.points)
    look.judge(first, Verdict.PARTLY)
    look.undo()
    assert look.attempt.verdicts == {second: Verdict.MISSED}
    look.undo()
    with pytest.raises(QuizError):
        look.undo()
    judge(look, Verdict.MET, Verdict.MET)
    look.keep()
    for step in (look.undo, lambda: look.judge(first, Verdict.MISSED)):
        with pytest.raises(QuizError):
            step()
