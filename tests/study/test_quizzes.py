"""Quizzes that are begun, left and found again."""

from dataclasses import replace
from pathlib import Path

import pytest

from studykit.errors import NotFoundError, QuizError, StorageError, StudykitError
from studykit.log import Confidence, Draft, Ending, Rating
from studykit.quiz.cards import Kind
from studykit.quiz.plan import Only
from studykit.quiz.quiz import Phase
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from tests.study.conftest import OpenStudy
from tests.study.steps import INFORMATIONAL, TAUGHT, finish_card, mock, practise
from tests.support import TickingClock


def test_a_quiz_of_one_term_asks_that_term_alone(study: Study) -> None:
    sitting = practise(study, INFORMATIONAL)
    assert {card.term for card in sitting.quiz.plan.cards} == {"informational-interview"}
    assert len(sitting.quiz.plan.cards) == 2
    assert sitting.quiz.plan.title == "Informational Interview"


def test_a_quiz_of_nothing_in_particular_asks_the_whole_library(study: Study) -> None:
    sitting = practise(study, count=None)
    assert {card.course for card in sitting.quiz.plan.cards} == {"asking", "writing"}
    assert sitting.quiz.plan.title == "All courses"


def test_a_quiz_may_ask_a_question_set(study: Study) -> None:
    (course,) = [course for course in (study.catalog.course("asking"),) if course.sets]
    slug = course.sets[0].slug
    sitting = practise(study, f"asking/{slug}")
    assert len(sitting.quiz.plan.cards) == 1
    assert sitting.quiz.plan.title == course.sets[0].title


def test_the_title_of_several_says_how_many_more(study: Study) -> None:
    assert study.quizzes.title_of(("asking", "writing/letter")) == "The Art of Asking and 1 more"
    assert study.quizzes.title_of(("writing/letter", "asking")) == "Letter and 1 more"


@pytest.mark.parametrize("address", ["nowhere", "asking/nothing", "nowhere/nothing"])
def test_a_course_or_term_that_is_not_there_is_not_found(study: Study, address: str) -> None:
    with pytest.raises(NotFoundError):
        practise(study, address)


def test_where_there_is_nothing_to_ask_the_learner_is_told_what_to_do(study: Study) -> None:
    with pytest.raises(StudykitError, match="Choose other courses"):
        practise(study, "writing", only=Only.MISSED)
    assert study.unfinished() == []


def test_the_set_up_knows_how_many_cards_there_are(study: Study) -> None:
    assert study.quizzes.available(TAUGHT) == 5
    assert study.quizzes.available(replace(TAUGHT, count=1, kinds=frozenset(Kind))) == 5 + 4 + 4 + 1
    assert study.quizzes.available(replace(TAUGHT, only=Only.MISSED)) == 0


def test_a_quiz_is_found_again_the_next_day_as_it_was_left(
    open_study: OpenStudy, ticking_clock: TickingClock
) -> None:
    first = open_study("first")
    sitting = practise(first, "asking", count=None)
    finish_card(sitting)
    sitting.submit("half an ans")
    sitting.undo()
    sitting.flag()
    sitting.keep_draft(Draft(card=1, text="half an answer"))
    before = sitting.quiz.elapsed(sitting.now())
    first.close()
    ticking_clock.wait(86_400)
    second = open_study("second")
    (left,) = second.unfinished()
    found = second.quizzes.resume(left.quiz.id)
    assert isinstance(found, PracticeSitting)
    assert found.quiz.plan == sitting.quiz.plan
    assert found.quiz.entries[:-1] == sitting.quiz.entries
    assert found.draft(1).text == "half an answer"
    assert found.quiz.flags == {1}
    assert found.quiz.score == sitting.quiz.score
    assert (found.quiz.elapsed(found.now()) - before).total_seconds() < 5
    while found.quiz.phase is not Phase.ENDED:
        finish_card(found)
    assert second.unfinished() == []
    assert second.results()[0].how is Ending.FINISHED


def test_a_quiz_goes_on_with_its_cards_as_they_were_though_the_file_is_gone(
    study: Study, library: Path
) -> None:
    sitting = practise(study, INFORMATIONAL)
    (library / "asking.yaml").unlink()
    study.catalog.refresh()
    found = study.quizzes.resume(sitting.quiz.plan.id)
    assert found.quiz.card == sitting.quiz.card


def test_pausing_leaves_a_quiz_unfinished_and_stopping_ends_it(study: Study) -> None:
    sitting = practise(study, "asking")
    finish_card(sitting)
    sitting.pause()
    assert [left.answered for left in study.unfinished()] == [1]
    sitting.resume()
    sitting.stop()
    assert study.unfinished() == []
    assert [(quiz.how, quiz.met, quiz.total) for quiz in study.results()] == [
        (Ending.STOPPED, 2.0, 2)
    ]


def test_the_log_tells_the_time_of_a_quiz_as_its_result_does(
    study: Study, ticking_clock: TickingClock
) -> None:
    sitting = practise(study, "asking")
    ticking_clock.wait(7.5)
    finish_card(sitting)
    sitting.undo()
    sitting.rate(Rating.AGAIN)
    while sitting.quiz.phase is not Phase.ENDED:
        ticking_clock.wait(2.25)
        finish_card(sitting)
    (ended,) = study.results()
    result = study.quizzes.result(ended.quiz.id)
    assert len(sitting.quiz.attempts) > len(sitting.quiz.scored)
    assert study.log.seconds(ended.quiz.id) == result.seconds > 0
    assert (ended.met, ended.total) == (result.met, result.total)


def test_to_pause_twice_or_to_turn_to_the_open_card_writes_nothing(study: Study) -> None:
    practice, test = practise(study, "writing"), mock(study, "writing")
    test.predict(0.5)
    for _ in range(2):
        practice.pause()
        test.open(0)
    assert len(study.log.entries(practice.quiz.plan.id)) == 1
    assert len(study.log.entries(test.quiz.plan.id)) == 2


def test_an_end_that_is_undone_makes_the_quiz_unfinished_again(study: Study) -> None:
    sitting = practise(study, "writing")
    finish_card(sitting)
    again = study.quizzes.reopen(sitting.quiz.plan.id)
    again.undo()
    assert study.results() == []
    assert len(study.unfinished()) == 1


def test_a_submission_that_is_undone_is_a_draft_again(study: Study) -> None:
    sitting = practise(study, INFORMATIONAL)
    sitting.keep_draft(Draft(card=0, text="typed", hinted=True))
    sitting.submit("typed", hinted=True)
    assert sitting.draft(0) == Draft(card=0)
    sitting.undo()
    assert sitting.draft(0) == Draft(card=0, text="typed", hinted=True)


def test_a_draft_that_is_kept_already_is_not_written_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = practise(study, INFORMATIONAL)
    saved: list[Draft] = []
    monkeypatch.setattr(study.log, "save_draft", lambda quiz, draft, now: saved.append(draft))
    for text in ("", "a", "a", "ab"):
        sitting.keep_draft(Draft(card=0, text=text))
    assert [draft.text for draft in saved] == ["a", "ab"]


def test_what_cannot_be_written_down_does_not_happen(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = practise(study, INFORMATIONAL)
    sitting.keep_draft(Draft(card=0, text="typed"))

    def full(*_: object) -> None:
        """As on a full disk."""
        msg = "The disk is full."
        raise StorageError(msg)

    monkeypatch.setattr(study.log, "append", full)
    with pytest.raises(StorageError):
        sitting.submit("typed")
    for step in (sitting.skip, sitting.dont_know, sitting.stop):
        with pytest.raises(StorageError):
            step()
    assert (sitting.quiz.phase, sitting.quiz.entries) == (Phase.ANSWERING, [])
    assert sitting.draft(0).text == "typed"


def test_a_step_that_does_not_apply_writes_nothing(study: Study) -> None:
    sitting = practise(study, INFORMATIONAL)
    with pytest.raises(QuizError):
        sitting.rate()
    assert study.log.entries(sitting.quiz.plan.id) == []


def test_a_quiz_that_goes_on_in_another_window_is_not_written_over(study: Study) -> None:
    here = practise(study, INFORMATIONAL)
    there = study.quizzes.reopen(here.quiz.plan.id)
    here.submit("here")
    assert isinstance(there, PracticeSitting)
    with pytest.raises(StorageError):
        there.submit("there")
    assert len(study.log.entries(here.quiz.plan.id)) == 1


def test_times_are_kept_to_the_millisecond(study: Study, ticking_clock: TickingClock) -> None:
    ticking_clock.wait(0.123456)
    sitting = practise(study, INFORMATIONAL)
    sitting.submit("An answer.")
    assert study.log.entries(sitting.quiz.plan.id) == sitting.quiz.entries
    assert sitting.now().microsecond == 123_000


def test_a_card_that_rests_stays_out_of_the_quiz_also_after_a_crash(study: Study) -> None:
    sitting = practise(study, INFORMATIONAL)
    sitting.dont_know()
    sitting.let_rest(on=True)
    again = study.quizzes.resume(sitting.quiz.plan.id)
    again.rate()
    assert 0 not in again.quiz.queue


def test_a_short_answer_is_overruled_rated_and_remembered(study: Study) -> None:
    sitting = practise(study, INFORMATIONAL)
    sitting.skip()
    sitting.submit("a card")
    sitting.confide(Confidence.SURE)
    sitting.overrule()
    sitting.rate()
    (standing,) = study.log.standings("asking")
    assert (standing.rating, standing.met, standing.confidence) == (
        Rating.GOOD,
        1.0,
        Confidence.SURE,
    )


def test_what_was_typed_is_kept_where_it_was_not_known(study: Study) -> None:
    sitting = practise(study, INFORMATIONAL)
    sitting.keep_draft(Draft(card=0, text="hm"))
    sitting.dont_know("hm")
    assert sitting.draft(0) == Draft(card=0)
    assert sitting.quiz.attempts[0].answered.text == "hm"
