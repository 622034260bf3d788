"""What came of a quiz."""

from dataclasses import replace

import pytest

from studykit.content.model import Form
from studykit.log import Confidence, Ending, Rating, Verdict
from studykit.quiz.plan import Mode
from studykit.quiz.result import Result, result_of
from tests.quiz.bench import (
    CHOICE,
    DEFINITION,
    FACT,
    NO_CORE,
    OPEN,
    SHORT,
    MockBench,
    PracticeBench,
    at,
)


def practised() -> Result:
    """OPEN half met and sure, CHOICE wrong, NO_CORE met and guessed, SHORT not known."""
    bench = PracticeBench([OPEN, CHOICE, NO_CORE, SHORT])
    bench.wait(10)
    bench.submit()
    bench.confide(Confidence.SURE)
    for point, verdict in (("assess", "met"), ("leads", "partly"), ("referrals", "missed")):
        bench.take(bench.quiz.judge, point, Verdict(verdict))
    bench.rate()
    bench.wait(5)
    bench.submit("", [1])
    bench.confide(Confidence.SURE)
    bench.rate(Rating.HARD)
    bench.submit()
    bench.confide(Confidence.GUESS)
    bench.judge_all()
    bench.rate()
    bench.take(bench.quiz.dont_know)
    bench.rate(Rating.HARD)
    return result_of(bench.quiz)


def test_the_score_is_the_points_met_of_those_there_are() -> None:
    result = practised()
    assert (result.met, result.total, result.asked) == (3.5, 7, 4)
    assert result.share == 0.5
    assert (result.ending, result.ended_at) == (Ending.FINISHED, at(15))
    assert result.seconds == 15


def test_the_score_is_told_by_unit_term_and_confidence_the_surest_first() -> None:
    result = practised()
    assert [(s.label, s.met, s.total, s.cards) for s in result.by_unit] == [
        ("Kinds of interview", 3.5, 7, 4)
    ]
    assert [(s.label, s.met) for s in result.by_term] == [
        ("Informational Interview", 1.5),
        ("Job Interview", 2.0),
    ]
    assert [(s.label, s.share) for s in result.by_confidence] == [("sure", 1.5 / 4), ("guess", 1.0)]


def test_the_same_term_in_two_courses_is_told_apart() -> None:
    elsewhere = replace(
        OPEN, id="other/x/question/y", course="other", course_title="Other", unit=""
    )
    bench = PracticeBench([OPEN, elsewhere])
    bench.finish_card()
    bench.finish_card()
    result = result_of(bench.quiz)
    assert len(result.by_term) == 2
    assert [score.label for score in result.by_unit] == ["Kinds of interview", "Other"]


def test_the_missed_points_are_listed_with_their_why() -> None:
    missed = practised().missed
    assert [(m.point.text, m.verdict) for m in missed] == [
        ("The asker leads.", Verdict.PARTLY),
        ("It may lead to referrals.", Verdict.MISSED),
        ("A referral", Verdict.MISSED),
        ("A thank-you note.", Verdict.MISSED),
    ]
    assert missed[2].point.why == "It comes after trust."
    assert practised().missed_cards == [OPEN, CHOICE, SHORT]


def test_of_a_right_answer_nothing_is_missed() -> None:
    bench = PracticeBench([SHORT])
    bench.answer("thank-you note")
    bench.rate()
    assert result_of(bench.quiz).missed == []


def test_of_an_answer_not_known_every_point_is_missed() -> None:
    bench = PracticeBench([DEFINITION])
    bench.take(bench.quiz.dont_know)
    bench.rate()
    assert len(result_of(bench.quiz).missed) == len(DEFINITION.points)


def test_a_right_word_typed_beside_dont_know_is_listed_as_missed() -> None:
    bench = PracticeBench([FACT])
    bench.take(bench.quiz.dont_know, text="thank-you note")
    bench.rate(Rating.HARD)
    assert len(result_of(bench.quiz).missed) == 1


def test_a_short_answer_without_model_answer_shows_the_wording_that_is_right() -> None:
    bench = PracticeBench([replace(SHORT, answer="", form=Form.SHORT)])
    bench.answer("nonsense")
    bench.rate(Rating.HARD)
    assert result_of(bench.quiz).missed[0].point.text == "thank-you note"


def test_practising_again_in_the_same_quiz_does_not_change_the_score() -> None:
    bench = PracticeBench([NO_CORE])
    bench.finish_card(Verdict.MISSED, Rating.AGAIN)
    bench.finish_card(Verdict.MET)
    assert result_of(bench.quiz).met == 0


def test_an_unfinished_quiz_has_a_result_so_far() -> None:
    bench = PracticeBench([NO_CORE, SHORT])
    result = result_of(bench.quiz)
    assert (result.share, result.ended_at, result.by_unit) == (0.0, None, [])
    bench.finish_card()
    assert result_of(bench.quiz).share == 1.0
    assert result_of(bench.quiz).by_confidence == []


def test_a_flag_set_later_does_not_move_the_end() -> None:
    bench = PracticeBench([NO_CORE])
    bench.finish_card()
    bench.wait(100)
    bench.take(bench.quiz.flag, card=0)
    assert result_of(bench.quiz).ended_at == at(0)


def test_a_mock_test_is_told_against_its_prediction() -> None:
    bench = MockBench([NO_CORE]).begin(0.6)
    bench.lock()
    bench.rate()
    result = result_of(bench.quiz)
    assert (result.mode, result.predicted, result.share) == (Mode.MOCK, 0.6, 0.0)


@pytest.mark.parametrize("verdict", Verdict)
def test_a_part_counts_half(verdict: Verdict) -> None:
    bench = PracticeBench([NO_CORE])
    bench.finish_card(verdict)
    assert result_of(bench.quiz).share == verdict.share
