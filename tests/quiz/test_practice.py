"""A practice quiz: each answer is judged and rated before the next card comes."""

import pytest

from studykit.errors import QuizError
from studykit.log import Confidence, Ending, Rating, Verdict
from studykit.quiz.quiz import Phase
from tests.quiz.bench import CARDS, CHOICE, DEFINITION, FACT, NO_CORE, OPEN, SHORT, PracticeBench


def test_an_open_answer_is_locked_then_confided_then_judged_then_rated() -> None:
    bench = PracticeBench([OPEN, SHORT])
    phases = [bench.quiz.phase]
    for step in (bench.submit, bench.confide, bench.judge_all, bench.rate):
        step()
        phases.append(bench.quiz.phase)
    assert phases == [
        Phase.ANSWERING,
        Phase.CONFIDENCE,
        Phase.JUDGING,
        Phase.RATING,
        Phase.ANSWERING,
    ]
    assert bench.quiz.card is SHORT


def test_nothing_is_judged_in_advance() -> None:
    bench = PracticeBench([OPEN])
    bench.answer()
    assert not bench.attempt.verdicts
    bench.take(bench.quiz.judge, "assess", Verdict.MET)
    assert bench.quiz.phase is Phase.JUDGING
    with pytest.raises(QuizError):
        bench.rate()


def test_a_missed_core_point_means_again() -> None:
    bench = PracticeBench([OPEN])
    bench.answer()
    bench.judge_all()
    bench.take(bench.quiz.judge, "assess", Verdict.MISSED)
    assert bench.attempt.derived.rating is Rating.AGAIN
    assert bench.attempt.derived.reason == "a core point is missing"


def test_a_judgement_can_be_changed_until_the_rating_is_taken() -> None:
    bench = PracticeBench([NO_CORE])
    bench.answer()
    bench.judge_all(Verdict.MISSED)
    bench.judge_all(Verdict.MET)
    bench.rate()
    assert bench.quiz.score == (2.0, 2)
    assert bench.quiz.ending is Ending.FINISHED


def test_the_chosen_rating_is_kept_beside_the_derived_one() -> None:
    bench = PracticeBench([NO_CORE])
    bench.answer()
    bench.judge_all()
    bench.rate(Rating.EASY)
    rated = bench.quiz.attempts[0].rated
    assert rated
    assert (rated.derived, rated.chosen) == (Rating.GOOD, Rating.EASY)


@pytest.mark.parametrize("typed", ["", "  \n"])
def test_an_empty_answer_is_not_locked(typed: str) -> None:
    bench = PracticeBench([OPEN])
    with pytest.raises(QuizError, match="no answer yet"):
        bench.submit(typed)
    assert bench.quiz.phase is Phase.ANSWERING


def test_not_to_know_is_an_answer_that_needs_no_judging() -> None:
    bench = PracticeBench([OPEN, SHORT])
    bench.take(bench.quiz.dont_know, text="something")
    assert bench.quiz.phase is Phase.RATING
    assert bench.attempt.answered.text == "something"
    with pytest.raises(QuizError):
        bench.take(bench.quiz.judge, "assess", Verdict.MET)
    bench.rate()
    assert bench.quiz.score == (0.0, 3)


def test_not_to_know_scores_nothing_even_where_the_right_word_was_typed() -> None:
    bench = PracticeBench([SHORT])
    bench.take(bench.quiz.dont_know, text="thank-you note")
    assert not bench.attempt.is_correct
    with pytest.raises(QuizError, match="overruled"):
        bench.take(bench.quiz.overrule)
    assert bench.attempt.derived.rating is Rating.AGAIN


def test_a_choice_is_checked_at_once() -> None:
    bench = PracticeBench([CHOICE])
    bench.answer("", [1])
    assert bench.quiz.phase is Phase.RATING
    assert not bench.attempt.is_correct
    with pytest.raises(QuizError, match="overruled"):
        bench.take(bench.quiz.overrule)
    bench.undo()
    bench.answer("", [0, 0])
    assert bench.attempt.answered.choices == (0,)
    assert bench.attempt.derived.rating is Rating.GOOD


def test_of_several_right_choices_all_and_no_others_are_wanted() -> None:
    several = CARDS[-1]
    for ticked, is_right in (((0,), False), ((0, 1), True), ((0, 1, 2), False)):
        bench = PracticeBench([several])
        bench.answer("", ticked)
        assert bench.attempt.is_correct is is_right


def test_a_typed_answer_that_was_right_in_other_words_may_be_overruled_and_back() -> None:
    bench = PracticeBench([SHORT])
    bench.answer("a card")
    ratings = [bench.attempt.derived.rating]
    for _ in range(3):
        bench.take(bench.quiz.overrule)
        ratings.append(bench.attempt.derived.rating)
    assert ratings == [Rating.AGAIN, Rating.GOOD, Rating.AGAIN, Rating.GOOD]
    bench.rate()
    assert bench.quiz.score == (1.0, 1)


def test_the_learners_own_judgement_of_an_open_answer_is_not_overruled() -> None:
    bench = PracticeBench([DEFINITION])
    bench.answer()
    bench.judge_all()
    with pytest.raises(QuizError, match="overruled"):
        bench.take(bench.quiz.overrule)


def test_a_point_that_is_not_there_cannot_be_judged() -> None:
    bench = PracticeBench([OPEN])
    bench.answer()
    with pytest.raises(QuizError, match="no such point"):
        bench.take(bench.quiz.judge, "nonsense", Verdict.MET)


def test_confidence_may_be_said_or_skipped() -> None:
    bench = PracticeBench([SHORT, FACT])
    bench.submit()
    bench.confide(Confidence.GUESS)
    assert bench.attempt.confidence is Confidence.GUESS
    bench.rate(Rating.GOOD)
    bench.answer()
    assert bench.attempt.confidence is None


def test_a_card_rated_again_returns_after_four_others() -> None:
    bench = PracticeBench(CARDS[:7])
    bench.finish_card(chosen=Rating.AGAIN)
    order = []
    while bench.quiz.phase is not Phase.ENDED:
        order.append(bench.quiz.position)
        bench.finish_card()
    assert order == [1, 2, 3, 4, 0, 5, 6]


def test_a_card_rated_again_at_the_end_returns_at_once() -> None:
    bench = PracticeBench([OPEN])
    bench.finish_card(Verdict.MISSED, None)
    assert bench.quiz.card is OPEN
    bench.finish_card()
    assert bench.quiz.phase is Phase.ENDED


def test_only_the_first_attempt_at_a_card_counts_for_the_score() -> None:
    bench = PracticeBench([OPEN])
    bench.finish_card(Verdict.MISSED, None)
    bench.finish_card(Verdict.MET)
    assert [attempt.is_repeat for attempt in bench.quiz.attempts] == [False, True]
    assert bench.quiz.score == (0.0, 3)


def test_a_skipped_card_comes_last() -> None:
    bench = PracticeBench([OPEN, SHORT, FACT])
    bench.take(bench.quiz.skip)
    assert bench.quiz.queue == [1, 2, 0]


def test_a_card_that_rests_does_not_come_back_however_it_is_rated() -> None:
    bench = PracticeBench([OPEN, SHORT])
    bench.submit()
    bench.take(bench.quiz.confide, None)
    for point in OPEN.points:
        bench.take(bench.quiz.judge, point.id, Verdict.MISSED)
    bench.take(bench.quiz.let_rest)
    bench.take(bench.quiz.rate)
    assert bench.quiz.queue == [1]


def test_a_card_that_rests_ends_the_quiz_where_no_other_is_left() -> None:
    bench = PracticeBench([OPEN])
    bench.take(bench.quiz.dont_know)
    bench.take(bench.quiz.let_rest)
    bench.take(bench.quiz.rate)
    assert bench.quiz.phase is Phase.ENDED


def test_a_card_that_is_woken_again_comes_back() -> None:
    bench = PracticeBench([OPEN, SHORT])
    bench.take(bench.quiz.dont_know)
    bench.take(bench.quiz.let_rest)
    bench.take(bench.quiz.let_rest, on=False)
    bench.take(bench.quiz.rate)
    assert bench.quiz.queue == [1, 0]


def test_the_last_card_cannot_be_skipped() -> None:
    bench = PracticeBench([OPEN])
    with pytest.raises(QuizError, match="last card"):
        bench.take(bench.quiz.skip)


def test_a_card_whose_answer_is_locked_cannot_be_answered_or_skipped() -> None:
    bench = PracticeBench([OPEN, SHORT])
    bench.submit()
    for command in (bench.quiz.skip, bench.quiz.dont_know):
        with pytest.raises(QuizError, match="No answer is asked for"):
            bench.take(command)
    with pytest.raises(QuizError, match="No answer is asked for"):
        bench.submit()


def test_a_flag_is_set_and_taken_off_and_survives_undo() -> None:
    bench = PracticeBench([OPEN, SHORT])
    bench.take(bench.quiz.flag)
    bench.take(bench.quiz.flag, card=1)
    bench.submit()
    bench.take(bench.quiz.flag, card=1)
    bench.undo()
    assert bench.quiz.flags == {0}
    with pytest.raises(QuizError, match="no such card"):
        bench.take(bench.quiz.flag, card=2)


def test_a_quiz_that_is_stopped_keeps_what_was_rated() -> None:
    bench = PracticeBench([NO_CORE, SHORT])
    bench.finish_card()
    bench.submit()
    bench.take(bench.quiz.stop)
    assert bench.quiz.ending is Ending.STOPPED
    assert bench.quiz.score == (2.0, 2)
    assert bench.quiz.attempt is None
    for command in (bench.quiz.stop, bench.quiz.pause, bench.quiz.resume):
        assert command(bench.now) == ()


def test_undo_of_a_stop_goes_on_where_the_learner_was() -> None:
    bench = PracticeBench([NO_CORE, SHORT])
    bench.finish_card()
    bench.take(bench.quiz.stop)
    bench.undo()
    assert (bench.quiz.phase, bench.quiz.position) == (Phase.ANSWERING, 1)
    assert bench.quiz.score == (2.0, 2)


def test_undo_takes_back_one_step_at_a_time_to_the_beginning() -> None:
    bench = PracticeBench([NO_CORE, SHORT])
    bench.take(bench.quiz.skip)
    bench.take(bench.quiz.skip)
    bench.finish_card()
    bench.answer()
    bench.rate(Rating.GOOD)
    phases = []
    for _ in range(7):
        bench.undo()
        phases.append((bench.quiz.phase, bench.quiz.position))
    assert phases == [
        (Phase.RATING, 1),
        (Phase.ANSWERING, 1),
        (Phase.RATING, 0),
        (Phase.JUDGING, 0),
        (Phase.JUDGING, 0),
        (Phase.ANSWERING, 0),
        (Phase.ANSWERING, 1),
    ]
    bench.undo()
    assert bench.quiz.queue == [0, 1]
    with pytest.raises(QuizError, match="nothing to undo"):
        bench.undo()


def test_the_rating_that_ended_the_quiz_is_undone_with_the_end() -> None:
    bench = PracticeBench([SHORT])
    bench.finish_card()
    assert bench.quiz.phase is Phase.ENDED
    bench.undo()
    assert (bench.quiz.phase, bench.quiz.ending) == (Phase.RATING, None)


def test_a_quiz_that_is_over_has_no_card() -> None:
    bench = PracticeBench([SHORT])
    bench.finish_card()
    with pytest.raises(QuizError, match="no more cards"):
        _ = bench.quiz.card
    with pytest.raises(QuizError, match="no more cards"):
        bench.take(bench.quiz.flag)
