"""A mock test at the desk, and what was missed in it."""

from dataclasses import replace

import pytest

from studykit.errors import QuizError, StudykitError
from studykit.log import Confidence, Draft, Verdict
from studykit.quiz.cards import Kind
from studykit.quiz.quiz import Phase
from studykit.study.sitting import MockSitting, PracticeSitting
from studykit.study.study import Study
from tests.study.conftest import OpenStudy
from tests.study.steps import INFORMATIONAL, finish_card, mock, practise
from tests.support import TickingClock


def test_a_mock_test_is_killed_and_goes_on_with_the_time_really_left(
    open_study: OpenStudy, ticking_clock: TickingClock
) -> None:
    first = open_study("first")
    sitting = mock(first, "asking")
    sitting.predict(0.5)
    sitting.open(1)
    sitting.keep_draft(Draft(card=1, text="typed"))
    first.close()
    ticking_clock.wait(300)
    found = open_study("second").quizzes.resume(sitting.quiz.plan.id)
    assert isinstance(found, MockSitting)
    assert found.is_answering
    assert found.answered == {1}
    assert found.quiz.open_card == 1
    assert 290 < found.quiz.remaining(found.now()).total_seconds() < 300


def test_a_mock_test_that_is_found_after_its_deadline_is_locked_as_of_then(
    open_study: OpenStudy, ticking_clock: TickingClock
) -> None:
    first = open_study("first")
    sitting = mock(first, "asking")
    sitting.predict(0.5)
    sitting.keep_draft(Draft(card=0, text="typed"))
    first.close()
    ticking_clock.wait(86_400)
    second = open_study("second")
    found = second.quizzes.resume(sitting.quiz.plan.id)
    assert isinstance(found, MockSitting)
    assert not found.is_answering
    assert found.quiz.locked_at == found.quiz.deadline
    assert found.quiz.attempts[0].answered.text == "typed"
    assert found.drafts == second.log.drafts(found.quiz.plan.id) == {}
    assert not found.close_if_time_is_up()


def test_what_was_typed_in_another_window_is_locked_too(open_study: OpenStudy) -> None:
    first = mock(open_study("first"), "asking")
    first.predict(0.5)
    other = open_study("second").quizzes.resume(first.quiz.plan.id)
    other.keep_draft(Draft(card=0, text="typed there"))
    first.hand_in()
    assert first.quiz.attempts[0].answered.text == "typed there"


def test_when_the_time_is_up_no_question_is_turned_to_and_the_test_closes(
    study: Study, ticking_clock: TickingClock
) -> None:
    sitting = mock(study, "asking", minutes=1)
    sitting.predict(0.5)
    ticking_clock.wait(61)
    with pytest.raises(QuizError, match="time is up"):
        sitting.open(1)
    assert sitting.close_if_time_is_up()
    assert sitting.quiz.locked_at == sitting.quiz.deadline


def test_a_mock_test_is_handed_in_judged_and_compared_with_the_prediction(study: Study) -> None:
    sitting = mock(study, INFORMATIONAL)
    sitting.predict(0.25)
    for at in range(len(sitting.quiz.plan.cards)):
        sitting.keep_draft(Draft(card=at, text="thank-you note", confidence=Confidence.UNSURE))
    sitting.hand_in()
    while sitting.quiz.phase is not Phase.ENDED:
        for point in sitting.quiz.card.points:
            sitting.judge(point.id, Verdict.PARTLY)
        sitting.rate()
    result = study.quizzes.result(sitting.quiz.plan.id)
    assert (result.met, result.total, result.predicted) == (2.0, 3, 0.25)
    assert result == replace(sitting.result, attempts=result.attempts)
    assert result.ended_at == study.results()[0].ended_at


def test_what_was_missed_is_practised_without_a_change_to_the_score(study: Study) -> None:
    sitting = mock(study, "asking")
    sitting.predict(1.0)
    sitting.hand_in()
    while sitting.quiz.phase is not Phase.ENDED:
        sitting.rate()
    before = study.results()[0]
    again = study.quizzes.practise_missed(sitting.result)
    assert isinstance(again, PracticeSitting)
    assert again.quiz.plan.title == "Missed in: The Art of Asking"
    assert len(again.quiz.plan.cards) == 4
    assert again.quiz.plan.options.kinds == {Kind.QUESTION}
    finish_card(again)
    again.stop()
    assert before in study.results()
    assert (
        study.quizzes.practise_missed(sitting.result).quiz.plan.title
        == "Missed in: The Art of Asking"
    )


def test_where_nothing_was_missed_there_is_nothing_to_practise(study: Study) -> None:
    sitting = practise(study, "asking/job-interview")
    finish_card(sitting)
    with pytest.raises(StudykitError, match="Nothing was missed"):
        study.quizzes.practise_missed(sitting.result)
