"""A mock test: free movement against a clock that stops for nothing, then the judging pass."""

from datetime import timedelta

import pytest

from studykit.errors import QuizError
from studykit.log import Confidence, Ending, Verdict
from studykit.quiz.quiz import Phase
from tests.quiz.bench import CHOICE, NO_CORE, OPEN, SHORT, MockBench, at, minutes

THREE = [OPEN, CHOICE, SHORT]


def seconds(time: timedelta) -> float:
    return time.total_seconds()


def test_the_clock_runs_from_the_prediction() -> None:
    bench = MockBench(THREE, limit=minutes(10))
    bench.wait(500)
    assert (bench.quiz.phase, bench.quiz.deadline) == (Phase.PREDICTING, None)
    assert seconds(bench.quiz.elapsed(bench.now)) == 0
    bench.begin(0.8)
    bench.wait(60)
    assert bench.quiz.predicted == 0.8
    assert bench.quiz.phase is Phase.ANSWERING
    assert bench.quiz.deadline == at(500 + 600)
    assert seconds(bench.quiz.remaining(bench.now)) == 540


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_a_prediction_lies_between_none_and_all(score: float) -> None:
    with pytest.raises(QuizError, match="from 0 to 100"):
        MockBench(THREE).begin(score)


def test_a_score_is_predicted_once() -> None:
    bench = MockBench(THREE).begin()
    with pytest.raises(QuizError, match="once"):
        bench.begin()


def test_the_learner_moves_freely_among_the_questions() -> None:
    bench = MockBench(THREE).begin()
    for position in (2, 0, 1):
        bench.open(position)
        assert bench.quiz.position == position
        assert bench.quiz.card is THREE[position]


def test_turning_to_the_card_that_is_open_changes_nothing() -> None:
    bench = MockBench(THREE).begin()
    assert bench.quiz.open(0, bench.now) == ()


@pytest.mark.parametrize("position", [-1, 3])
def test_there_is_nothing_beyond_the_questions(position: int) -> None:
    with pytest.raises(QuizError, match="no such question"):
        MockBench(THREE).begin().open(position)


def test_no_card_is_turned_to_before_the_prediction() -> None:
    with pytest.raises(QuizError, match="no such question"):
        MockBench(THREE).open(1)


def test_the_time_at_each_question_is_summed_over_all_visits() -> None:
    bench = MockBench(THREE).begin()
    for position, stay in ((0, 10), (1, 20), (0, 30), (2, 5)):
        bench.open(position)
        bench.wait(stay)
    assert [seconds(bench.quiz.spent(card, bench.now)) for card in range(3)] == [40, 20, 5]
    bench.lock()
    bench.wait(100)
    assert [a.answered.seconds for a in bench.quiz.attempts] == [40, 20, 5]
    assert seconds(bench.quiz.spent(2, bench.now)) == 5


def test_a_flag_marks_the_question_turned_to() -> None:
    bench = MockBench(THREE).begin()
    bench.open(1)
    bench.take(bench.quiz.flag)
    assert bench.quiz.flags == {1}


def test_handing_in_locks_what_was_typed_and_what_was_left_empty() -> None:
    bench = MockBench(THREE, limit=minutes(10)).begin()
    bench.type(0, "Nobody is assessed.", confidence=Confidence.SURE, hinted=True)
    bench.type(1, "", choices=(0,))
    bench.type(2, "  ", confidence=Confidence.SURE)
    bench.wait(30)
    bench.lock()
    first, second, third = bench.quiz.attempts
    assert (first.answered.text, first.confidence) == ("Nobody is assessed.", Confidence.SURE)
    assert first.answered.hinted
    assert second.is_correct
    assert third.is_blank
    assert third.confidence is None
    assert bench.quiz.locked_at == bench.now


def test_the_answers_are_locked_once() -> None:
    bench = MockBench(THREE).begin()
    bench.lock()
    with pytest.raises(QuizError, match="locked already"):
        bench.lock()
    with pytest.raises(QuizError, match="no such question"):
        bench.open(1)


def test_there_is_no_attempt_to_judge_before_the_end() -> None:
    bench = MockBench(THREE).begin()
    assert bench.quiz.attempt is None
    with pytest.raises(QuizError, match="not what is asked for"):
        bench.rate()


def test_the_judging_pass_goes_through_the_answers_in_order() -> None:
    bench = MockBench([*THREE, NO_CORE], limit=minutes(10)).begin()
    bench.type(0, "Nobody is assessed.")
    bench.type(2, "thank-you note")
    bench.lock()
    asked = [(bench.quiz.position, bench.quiz.phase)]
    bench.judge_all(Verdict.PARTLY)
    for _ in range(4):
        bench.rate()
        asked.append((bench.quiz.position, bench.quiz.phase))
    assert asked == [
        (0, Phase.JUDGING),
        (1, Phase.RATING),
        (2, Phase.RATING),
        (3, Phase.RATING),  # an empty answer needs no judging
        (None, Phase.ENDED),
    ]
    assert bench.quiz.ending is Ending.FINISHED
    assert bench.quiz.score == (2.5, 7)


def test_judging_is_undone_step_by_step_but_never_the_locking() -> None:
    bench = MockBench([OPEN, SHORT]).begin()
    bench.type(0, "Something.")
    bench.type(1, "thanks")
    bench.lock()
    bench.judge_all()
    bench.rate()
    bench.take(bench.quiz.overrule)
    bench.rate()
    assert bench.quiz.phase is Phase.ENDED
    for position, phase in (
        (1, Phase.RATING),
        (1, Phase.RATING),
        (0, Phase.RATING),
        (0, Phase.JUDGING),
        (0, Phase.JUDGING),
        (0, Phase.JUDGING),
    ):
        bench.undo()
        assert (bench.quiz.position, bench.quiz.phase) == (position, phase)
    assert not bench.attempt.verdicts
    with pytest.raises(QuizError, match="nothing to undo"):
        bench.undo()


def test_there_is_nothing_to_undo_while_answering() -> None:
    with pytest.raises(QuizError, match="nothing to undo"):
        MockBench(THREE).begin().undo()


def test_a_mock_test_can_be_ended_early_and_that_taken_back() -> None:
    bench = MockBench(THREE).begin()
    bench.open(2)
    bench.take(bench.quiz.stop)
    assert (bench.quiz.phase, bench.quiz.ending) == (Phase.ENDED, Ending.STOPPED)
    assert bench.quiz.score == (0, 0)
    bench.undo()
    assert bench.quiz.phase is Phase.ANSWERING
    assert bench.quiz.position == 2
