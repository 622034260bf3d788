"""The desk: quizzes that are begun, left, found again and looked back at."""

from dataclasses import replace
from pathlib import Path

import pytest

from studykit.errors import NotFoundError, QuizError, StorageError, StudykitError
from studykit.log import Confidence, Draft, Ending, Rating, Verdict
from studykit.quiz.cards import Kind
from studykit.quiz.plan import Mode, Only, Order, QuizOptions
from studykit.quiz.quiz import Phase
from studykit.quiz.timer import TimeLimit
from studykit.scheduling.standing import TermState
from studykit.study.sitting import MockSitting, PracticeSitting
from studykit.study.study import Study
from tests.study.conftest import ASKING, OpenStudy
from tests.support import TickingClock

TAUGHT = QuizOptions(order=Order.TAUGHT)
INFORMATIONAL = "asking/informational-interview"


def practise(study: Study, *scope: str, **options: object) -> PracticeSitting:
    sitting = study.quizzes.begin(replace(TAUGHT, scope=scope, **options))  # type: ignore[arg-type]
    assert isinstance(sitting, PracticeSitting)
    return sitting


def mock(study: Study, *scope: str, minutes: float = 10) -> MockSitting:
    options = replace(TAUGHT, scope=scope, mode=Mode.MOCK, limit=TimeLimit(minutes))
    sitting = study.quizzes.begin(options)
    assert isinstance(sitting, MockSitting)
    return sitting


def finish_card(sitting: PracticeSitting, verdict: Verdict = Verdict.MET) -> None:
    """Answer the current card; typed and ticked answers are wrong."""
    card = sitting.quiz.card
    sitting.submit("An answer.", (1,) if card.choices else ())
    sitting.confide(None)
    for point in card.points:
        sitting.judge(point.id, verdict)
    sitting.rate(Rating.GOOD)


# -- what is asked --------------------------------------------------------------------------------------------------------


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


# -- remembering ----------------------------------------------------------------------------------------------------------


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


# -- typed answers, not known, overruled ------------------------------------------------------------------------------------


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


# -- mock tests -----------------------------------------------------------------------------------------------------------


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


# -- what was missed --------------------------------------------------------------------------------------------------------


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
    assert study.quizzes.practise_missed(sitting.result).quiz.plan.title == "Missed in: The Art of Asking"


def test_where_nothing_was_missed_there_is_nothing_to_practise(study: Study) -> None:
    sitting = practise(study, "asking/job-interview")
    finish_card(sitting)
    with pytest.raises(StudykitError, match="Nothing was missed"):
        study.quizzes.practise_missed(sitting.result)


# -- how the learner stands -------------------------------------------------------------------------------------------------


def test_the_states_of_terms_follow_from_the_answers(study: Study) -> None:
    sitting = practise(study, "asking", count=2)
    finish_card(sitting)
    states = study.term_states("asking")
    assert set(states.values()) == {TermState.UNSEEN, TermState.LEARNING}
    finish_card(sitting)
    finish_card(practise(study, "asking/job-interview"))
    finish_card(practise(study, "asking/active-listening", kinds=frozenset({Kind.DEFINITION})))
    assert study.term_states("asking") == {
        "informational-interview": TermState.MISSED,
        "job-interview": TermState.SOLID,
        "active-listening": TermState.SOLID,
    }


def test_the_overview_counts_what_was_met_missed_and_is_solid(study: Study) -> None:
    finish_card(practise(study, "asking/job-interview"))
    finish_card(practise(study, "asking/active-listening", kinds=frozenset({Kind.DEFINITION})))
    sitting = practise(study, INFORMATIONAL, count=1)
    finish_card(sitting, Verdict.MISSED)
    asking, writing = study.overview()
    assert (asking.met, asking.missed, asking.solid) == (3, 1, 2)
    assert (writing.met, writing.missed, writing.solid, writing.last) == (0, 0, 0, None)
    assert asking.last
    assert asking.last.quiz.id == sitting.quiz.plan.id


def test_a_question_that_is_gone_from_the_file_holds_its_term_back_no_longer(
    study: Study, library: Path
) -> None:
    sitting = practise(study, "asking/job-interview")
    finish_card(sitting, Verdict.MISSED)
    finish_card(practise(study, "asking/job-interview", kinds=frozenset({Kind.DEFINITION})))
    edited = ASKING.replace("Why is it held?", "What is it held for?")
    (library / "asking.yaml").write_text(edited, encoding="utf-8")
    study.catalog.refresh()
    states = study.term_states("asking")
    assert states["job-interview"] is TermState.LEARNING


def test_a_term_that_is_gone_counts_no_more(study: Study, library: Path) -> None:
    finish_card(practise(study, "writing"))
    (library / "writing.yaml").write_text(
        "course: Writing\nguides:\n  - {term: Word, definition: A word.}\n"
    )
    study.catalog.refresh()
    assert [(figures.course.slug, figures.met) for figures in study.overview()] == [
        ("asking", 0),
        ("writing", 0),
    ]


# -- what is kept -------------------------------------------------------------------------------------------------------------


def test_the_last_set_up_is_kept_without_its_scope_and_with_a_new_seed(study: Study) -> None:
    chosen = QuizOptions(
        scope=("asking",), kinds=frozenset({Kind.FACT}), count=None, limit=TimeLimit(5), seed=3
    )
    study.quizzes.keep_options(chosen)
    kept = study.quizzes.last_options()
    assert replace(kept, seed=3) == replace(chosen, scope=())
    assert kept.seed != study.quizzes.last_options().seed


@pytest.mark.parametrize(
    "kept",
    [None, 3, "nonsense", "[]", "{}", '{"limit": null, "scope": [], "kinds": ["x"]}', '"text"'],
)
def test_a_set_up_that_cannot_be_read_is_the_usual_one(study: Study, kept: object) -> None:
    study.log.set_setting("quiz-options", kept)
    assert replace(study.quizzes.last_options(), seed=0) == QuizOptions()


def test_the_guide_read_last_is_remembered_while_it_is_there(study: Study, library: Path) -> None:
    assert study.last_guide() is None
    study.keep_guide("writing", "letter")
    assert study.last_guide() == ("writing", "letter")
    (library / "writing.yaml").unlink()
    study.catalog.refresh()
    assert study.last_guide() is None


def test_looking_at_content_needs_no_database(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "_database", lambda: pytest.fail("opened"))
    assert study.catalog.course("asking").guides
