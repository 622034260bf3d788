"""The mock test as a learner takes it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from studykit.entries import Locked
from studykit.errors import StorageError
from studykit.log import Confidence, Draft, Ending
from studykit.quiz.cards import Kind
from studykit.quiz.plan import Mode, Order, QuizOptions
from studykit.quiz.quiz import Phase
from studykit.quiz.timer import TimeLimit
from studykit.study.sitting import MockSitting
from studykit.study.study import Study
from studykit.tui.app import StudykitApp
from studykit.tui.screens.ask import ConfirmScreen, NumberScreen
from studykit.tui.screens.judging import JudgingScreen
from studykit.tui.screens.mock import MockScreen
from studykit.tui.screens.predict import PredictScreen
from studykit.tui.screens.sittings import screen_for
from tests.tui.support import COURSE, GUIDE, SIZES, FixedClock, MakeApp, text_of

Begin = Callable[..., MockSitting]


@pytest.fixture
def begin(study: Study) -> Begin:
    """Begins a mock test over the informational interview: open, choice and short question, in that order."""

    def begin(*, predicted: bool = True, **options: object) -> MockSitting:
        chosen: dict[str, object] = {
            "scope": (f"{COURSE}/{GUIDE}",),
            "kinds": frozenset({Kind.QUESTION}),
            "order": Order.TAUGHT,
            "mode": Mode.MOCK,
            "limit": TimeLimit(6),
        }
        sitting = study.quizzes.begin(QuizOptions(**{**chosen, **options}))  # type: ignore[arg-type]
        assert isinstance(sitting, MockSitting)
        if predicted:
            sitting.predict(0.7)
        return sitting

    return begin


def shown(pilot: Pilot[None]) -> str:
    """What is on the screen, its words joined."""
    return " ".join(text_of(pilot.app.screen).split())


def mock(pilot: Pilot[None]) -> MockScreen:
    """The screen, which must be the mock test's."""
    assert isinstance(pilot.app.screen, MockScreen)
    return pilot.app.screen


async def let_time_pass(pilot: Pilot[None], clock: FixedClock, seconds: float) -> None:
    """Let time pass, and the mock test look at the clock."""
    clock.advance(seconds)
    screen = next(one for one in pilot.app.screen_stack if isinstance(one, MockScreen))
    screen.look_at_the_clock()
    await pilot.pause()


def told(app: StudykitApp) -> str:
    """What the learner was told in passing."""
    return " ".join(notification.message for notification in app._notifications)


# -- before --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_the_rules_and_a_sensible_prediction_come_first(
    begin: Begin, studykit_app: MakeApp, size: tuple[int, int]
) -> None:
    sitting = begin(predicted=False)
    async with studykit_app(screen_for(sitting)).run_test(size=size) as pilot:
        await pilot.pause()
        seen = shown(pilot)
        assert "Which score do you expect?" in seen
        assert "70 %" in seen
        assert "3 questions, 6 minutes" in seen
        assert "informational interview for" not in seen
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MockScreen)
        assert sitting.quiz.predicted == pytest.approx(0.7)


async def test_the_arrows_change_the_prediction_by_five(
    begin: Begin, studykit_app: MakeApp
) -> None:
    sitting = begin(predicted=False)
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press("right", "right", "left", "up", "enter")
        assert sitting.quiz.predicted == pytest.approx(0.8)


async def test_a_prediction_stays_between_nothing_and_all(
    begin: Begin, studykit_app: MakeApp
) -> None:
    sitting = begin(predicted=False)
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press("end", "right", "enter")
        assert sitting.quiz.predicted == 1


async def test_leaving_before_the_prediction_starts_no_clock(
    begin: Begin, studykit_app: MakeApp
) -> None:
    sitting = begin(predicted=False)
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        assert isinstance(pilot.app.screen, PredictScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert sitting.quiz.begun_at is None
        assert len(pilot.app.screen_stack) == 1


# -- answering -------------------------------------------------------------------------------------------------------------


async def test_answers_can_be_given_in_any_order(begin: Begin, studykit_app: MakeApp) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press("f7", *"note", "f7", "1", "f7", *"to learn", "f8")
        assert sitting.draft(2).text == "note"
        assert len(sitting.draft(1).choices) == 1
        assert sitting.draft(0).text == "to learn"
        assert sitting.answered == {0, 1, 2}


async def test_an_answer_is_there_when_the_learner_comes_back_to_it(
    begin: Begin, studykit_app: MakeApp
) -> None:
    async with studykit_app(screen_for(begin())).run_test() as pilot:
        await pilot.press(*"to learn", "f8", "f7")
        await pilot.pause()
        assert "to learn" in shown(pilot)


async def test_the_grid_says_what_is_answered_empty_flagged_and_where_one_is(
    begin: Begin, studykit_app: MakeApp
) -> None:
    async with studykit_app(screen_for(begin())).run_test() as pilot:
        await pilot.press("x", "f8", "f5")
        await pilot.pause()
        assert "1✓ [2·⚑] 3·" in shown(pilot)
        await pilot.press("f5")
        await pilot.pause()
        assert "[2·]" in shown(pilot)


async def test_a_question_counts_as_answered_with_its_first_letter(
    begin: Begin, studykit_app: MakeApp
) -> None:
    async with studykit_app(screen_for(begin())).run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "[1✓]" in shown(pilot)
        await pilot.press("backspace")
        await pilot.pause()
        assert "[1·]" in shown(pilot)


async def test_enter_goes_on_where_it_is_not_for_writing(
    begin: Begin, studykit_app: MakeApp
) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press("a", "enter", "b")
        assert sitting.quiz.open_card == 0
        await pilot.press("f8", "1", "enter")
        assert sitting.quiz.open_card == 2
        await pilot.press(*"note", "enter")
        assert sitting.quiz.open_card == 0
        assert sitting.draft(0).text == "a\nb"


async def test_a_number_goes_to_its_question(begin: Begin, studykit_app: MakeApp) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press("ctrl+g")
        assert isinstance(pilot.app.screen, NumberScreen)
        await pilot.press("9", "enter")
        await pilot.pause()
        assert "There are questions 1 to 3" in shown(pilot)
        pilot.app.screen.query_one(Input).value = ""
        await pilot.press("3", "enter")
        await pilot.pause()
        assert sitting.quiz.open_card == 2
        await pilot.press("ctrl+g", "escape")
        await pilot.pause()
        assert sitting.quiz.open_card == 2


async def test_a_click_goes_to_a_question(begin: Begin, studykit_app: MakeApp) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.click("QuestionGrid", offset=(6, 0))
        await pilot.pause()
        assert sitting.quiz.open_card == 1
        await pilot.click("QuestionGrid", offset=(40, 0))
        await pilot.pause()
        assert sitting.quiz.open_card == 1


async def test_confidence_goes_round_and_is_kept_with_the_answer(
    begin: Begin, studykit_app: MakeApp
) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press("x", "f6", "f6", "f6")
        assert sitting.draft(0).confidence is Confidence.SURE
        await pilot.press("f8", "f7", "y")
        await pilot.pause()
        assert "sure" in shown(pilot)
        await pilot.press("f6")
        assert sitting.draft(0) == Draft(card=0, text="xy")


async def test_nothing_tells_right_from_wrong_before_the_end(
    begin: Begin, studykit_app: MakeApp
) -> None:
    async with studykit_app(screen_for(begin())).run_test(size=(120, 40)) as pilot:
        for keys in (["x", "f8"], ["1", "f8"], [*"wrong", "f8"]):
            await pilot.press(*keys)
            await pilot.pause()
            seen = shown(pilot)
            for given_away in ("nobody is assessed", "after trust", "thank-you", "Not right", "✗"):
                assert given_away not in seen


async def test_a_draft_is_kept_without_leaving_the_question(
    begin: Begin, study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press(*"half a th")
        mock(pilot)._due()
        assert study.log.drafts(sitting.quiz.plan.id)[0].text == "half a th"


async def test_quitting_keeps_what_was_just_typed(
    begin: Begin, study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press(*"last", "ctrl+q")
    assert study.log.drafts(sitting.quiz.plan.id)[0].text == "last"


async def test_where_a_draft_cannot_be_kept_nothing_moves_and_it_is_told_once(
    begin: Begin, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = begin()

    def full(_: Draft) -> None:
        msg = "The disk is full."
        raise StorageError(msg)

    app = studykit_app(screen_for(sitting))
    async with app.run_test() as pilot:
        monkeypatch.setattr(sitting, "keep_draft", full)
        await pilot.press("x")
        mock(pilot)._due()
        mock(pilot)._due()
        await pilot.pause()
        assert told(app).count("The disk is full.") == 1
        await pilot.press("f8")
        await pilot.pause()
        assert sitting.quiz.open_card == 0
        assert mock(pilot)._box.answer[0] == "x"


# -- the clock -------------------------------------------------------------------------------------------------------------


async def test_the_clock_shows_what_is_left_and_the_pace(
    begin: Begin, studykit_app: MakeApp, clock: FixedClock
) -> None:
    async with studykit_app(screen_for(begin())).run_test() as pilot:
        await let_time_pass(pilot, clock, 240)
        assert "2:00 left · 2 min behind" in shown(pilot)


async def test_a_hidden_clock_stays_hidden_the_next_time(
    begin: Begin, studykit_app: MakeApp
) -> None:
    async with studykit_app(screen_for(begin())).run_test() as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert "left" not in shown(pilot)
        assert "clock hidden" in shown(pilot)
    async with studykit_app(screen_for(begin())).run_test() as pilot:
        await pilot.pause()
        assert "clock hidden" in shown(pilot)
        await pilot.press("f9")
        await pilot.pause()
        assert "6:00 left" in shown(pilot)


async def test_when_time_is_up_the_answer_is_locked_as_typed(
    begin: Begin, studykit_app: MakeApp, clock: FixedClock
) -> None:
    sitting = begin()
    app = studykit_app(screen_for(sitting))
    async with app.run_test() as pilot:
        await pilot.press(*"to lea")
        await let_time_pass(pilot, clock, 361)
        await pilot.press(*"yny", "enter")
        await pilot.pause()
        assert "Your answers are locked as they stood." in shown(pilot)
        assert sitting.quiz.attempts[0].answered.text == "to lea"
        assert not sitting.quiz.attempts[0].answered.overtime
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(pilot.app.screen, JudgingScreen)
        assert not sitting.quiz.attempts[0].verdicts, "what was being typed judges nothing"


async def test_what_is_typed_after_the_deadline_does_not_count(
    begin: Begin, studykit_app: MakeApp, clock: FixedClock
) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press(*"to lea")
        await pilot.pause()
        clock.advance(4000)
        await pilot.press(*"rn", "f8")
        await pilot.pause()
        assert isinstance(pilot.app.screen_stack[-2], JudgingScreen)
        assert sitting.quiz.attempts[0].answered.text == "to lea"


async def test_the_pace_follows_an_answer_at_once(
    begin: Begin, studykit_app: MakeApp, clock: FixedClock
) -> None:
    async with studykit_app(screen_for(begin())).run_test() as pilot:
        await let_time_pass(pilot, clock, 240)
        assert "2 min behind" in shown(pilot)
        await pilot.press("x")
        await pilot.pause()
        assert "2:00 left · on pace" in shown(pilot)


async def test_time_runs_out_also_behind_a_question_of_ours(
    begin: Begin, studykit_app: MakeApp, clock: FixedClock
) -> None:
    for key in ("ctrl+t", "escape", "ctrl+g", "f1"):
        async with studykit_app(screen_for(begin())).run_test() as pilot:
            await pilot.press("x", key)
            await pilot.pause()
            assert len(pilot.app.screen_stack) == 3
            await let_time_pass(pilot, clock, 400)
            assert isinstance(pilot.app.screen_stack[-2], JudgingScreen)


async def test_a_clock_set_back_gives_no_more_than_the_whole_time(
    begin: Begin, studykit_app: MakeApp, clock: FixedClock
) -> None:
    async with studykit_app(screen_for(begin())).run_test() as pilot:
        await let_time_pass(pilot, clock, -86_400)
        assert "6:00 left" in shown(pilot)


async def test_overtime_is_told_and_marked_where_it_was_chosen(
    begin: Begin, studykit_app: MakeApp, clock: FixedClock
) -> None:
    sitting = begin(overtime=True)
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await let_time_pass(pilot, clock, 372)
        assert "0:12 overtime" in shown(pilot)
        await pilot.press(*"late", "ctrl+t", "y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, JudgingScreen)
        assert sitting.quiz.attempts[0].answered.overtime
        assert sitting.quiz.attempts[0].answered.text == "late"


async def test_a_question_whose_own_time_is_used_up_is_closed_and_the_next_comes(
    begin: Begin, studykit_app: MakeApp, clock: FixedClock
) -> None:
    sitting = begin(limit=TimeLimit(1, per_question=True))
    app = studykit_app(screen_for(sitting))
    async with app.run_test() as pilot:
        await pilot.press(*"so far")
        await let_time_pass(pilot, clock, 61)
        assert sitting.quiz.open_card == 1
        assert sitting.draft(0).text == "so far"
        assert "The time for question 1 is used up" in told(app)
        await pilot.press("f7")
        await pilot.pause()
        assert "to be read only" in shown(pilot)
        await pilot.press(*" more", "f6", "f8")
        await pilot.pause()
        assert sitting.draft(0) == Draft(card=0, text="so far")
        assert "1✓ [2·] 3·" in shown(pilot)


async def test_when_every_question_has_used_its_time_the_mock_test_closes(
    begin: Begin, studykit_app: MakeApp, clock: FixedClock
) -> None:
    sitting = begin(limit=TimeLimit(1, per_question=True))
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        for _ in range(3):
            await let_time_pass(pilot, clock, 61)
        assert isinstance(pilot.app.screen_stack[-2], JudgingScreen)
        assert sitting.quiz.locked_at is not None


async def test_closing_is_tried_again_until_it_can_be_written_down(
    begin: Begin, studykit_app: MakeApp, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = begin()

    def locked(*_: object) -> None:
        msg = "The database is locked."
        raise StorageError(msg)

    app = studykit_app(screen_for(sitting))
    async with app.run_test() as pilot:
        await pilot.press(*"to learn")
        with monkeypatch.context() as patch:
            patch.setattr(sitting._log, "append", locked)
            await let_time_pass(pilot, clock, 400)
            await let_time_pass(pilot, clock, 1)
            assert told(app).count("The database is locked.") == 1
            assert isinstance(pilot.app.screen, MockScreen)
        await let_time_pass(pilot, clock, 1)
        assert isinstance(pilot.app.screen_stack[-2], JudgingScreen)
        assert sitting.quiz.attempts[0].answered.text == "to learn"


# -- leaving, coming back, handing in --------------------------------------------------------------------------------------


async def test_leaving_says_that_the_clock_goes_on(begin: Begin, studykit_app: MakeApp) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press("x", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert "The clock goes on" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MockScreen)
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1
        assert sitting.quiz.phase is Phase.ANSWERING


async def test_after_a_kill_the_same_question_is_there_with_what_is_left_of_the_time(
    begin: Begin, study: Study, studykit_app: MakeApp, clock: FixedClock
) -> None:
    sitting = begin()
    sitting.open(2)
    sitting.keep_draft(Draft(card=2, text="thank"))
    clock.advance(120)
    app = studykit_app(screen_for(study.quizzes.resume(sitting.quiz.plan.id)))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Question 3 of 3" in shown(pilot)
        assert mock(pilot)._box.answer[0] == "thank"
        assert "4:00 left" in shown(pilot)


async def test_coming_back_too_late_leads_to_the_judging_and_says_so(
    begin: Begin, study: Study, studykit_app: MakeApp, clock: FixedClock
) -> None:
    sitting = begin()
    sitting.keep_draft(Draft(card=0, text="to learn"))
    clock.advance(3600)
    app = studykit_app()
    async with app.run_test() as pilot:
        app.doors.unfinished(sitting.quiz.plan.id)
        await pilot.pause()
        assert isinstance(pilot.app.screen, JudgingScreen)
        assert "Your answers are locked" in told(app)


async def test_the_key_that_locks_an_answer_in_practice_goes_on_and_never_hands_in(
    begin: Begin, studykit_app: MakeApp
) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        for card in range(3):
            assert sitting.quiz.open_card == card
            await pilot.press("1", "ctrl+s")
            await pilot.pause()
            assert isinstance(pilot.app.screen, MockScreen)
        assert sitting.quiz.open_card == 0
        assert sitting.answered == {0, 1, 2}
        assert sitting.is_answering


async def test_handing_in_says_what_is_empty_and_flagged_first(
    begin: Begin, studykit_app: MakeApp
) -> None:
    sitting = begin()
    async with studykit_app(screen_for(sitting)).run_test() as pilot:
        await pilot.press("x", "f5", "ctrl+t")
        await pilot.pause()
        seen = shown(pilot)
        assert "2 questions are empty: 2, 3." in seen
        assert "1 question is flagged: 1." in seen
        await pilot.press("escape")
        await pilot.pause()
        assert sitting.quiz.phase is Phase.ANSWERING
        await pilot.press("ctrl+t", "y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, JudgingScreen)
        lock = next(entry for entry in sitting.quiz.valid if isinstance(entry, Locked))
        assert lock.how is Ending.FINISHED


async def test_enter_does_not_hand_in_but_goes_on_answering(
    begin: Begin, studykit_app: MakeApp
) -> None:
    sitting = begin()
    async with studykit_app(MockScreen(sitting)).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert "y Hand in" in shown(pilot)
        assert "Enter, Esc Go on answering" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert sitting.is_answering
        assert isinstance(pilot.app.screen, MockScreen)


async def test_every_essential_key_is_seen_at_the_bottom_at_80_columns(
    begin: Begin, studykit_app: MakeApp
) -> None:
    async with studykit_app(screen_for(begin())).run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            await pilot.pause()
            bottom = text_of(pilot.app.screen).splitlines()[-1]
            for label in ("Next", "Hand in", "Flag", "Leave"):
                assert label in bottom
            await pilot.press("f8")


async def test_a_hundred_questions_show_the_lines_around_the_current_one(
    begin: Begin, study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(scope=(), kinds=frozenset(Kind), count=None, limit=TimeLimit(60))
    count = len(sitting.quiz.plan.cards)
    assert count > 20
    async with studykit_app(screen_for(sitting)).run_test(size=(40, 24)) as pilot:
        await pilot.press("f7")
        await pilot.pause()
        assert f"[{count}·]" in shown(pilot)
        assert sitting.quiz.elapsed(sitting.now()) < timedelta(minutes=1)
