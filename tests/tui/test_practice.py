"""The practice quiz as a learner takes it."""

from datetime import date

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from studykit.errors import StorageError
from studykit.log import Confidence, Rating, Verdict
from studykit.quiz.cards import Kind
from studykit.quiz.plan import Order, QuizOptions
from studykit.quiz.quiz import Phase
from studykit.quiz.timer import TimeLimit
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from studykit.tui.screens.ask import NumberScreen
from studykit.tui.screens.pause import PauseScreen
from studykit.tui.screens.practice import PracticeScreen
from studykit.tui.screens.result import ResultScreen
from tests.tui.support import COURSE, GUIDE, SIZES, FixedClock, MakeApp, text_of

MODEL_ANSWER = "nobody is assessed"


def begin(study: Study, *kinds: Kind, **options: object) -> PracticeSitting:
    """A quiz over the informational interview: open, choice and short question, in that order."""
    chosen = QuizOptions(
        scope=(f"{COURSE}/{GUIDE}",),
        kinds=frozenset(kinds or {Kind.QUESTION}),
        order=Order.TAUGHT,
        **options,  # type: ignore[arg-type]
    )
    sitting = study.quizzes.begin(chosen)
    assert isinstance(sitting, PracticeSitting)
    return sitting


def shown(pilot: Pilot[None]) -> str:
    """What is on the screen, its lines joined."""
    return " ".join(text_of(pilot.app.screen).split())


async def write(pilot: Pilot[None], text: str) -> None:
    """Type at once: a key press of the pilot takes a while."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def answer_open(pilot: Pilot[None], text: str = "it is to learn") -> None:
    await write(pilot, text)
    await pilot.press("ctrl+s", "s")


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_stands_alone_before_the_answer_is_locked(
    study: Study, studykit_app: MakeApp, size: tuple[int, int]
) -> None:
    async with studykit_app(PracticeScreen(begin(study))).run_test(size=size) as pilot:
        await pilot.pause()
        seen = shown(pilot)
        assert "What is an informational interview for?" in seen
        assert "1 of 3" in seen
        for given_away in (
            MODEL_ANSWER,
            "It explores a field",
            "referrals",
            "Think of what nobody",
        ):
            assert given_away not in seen


async def test_a_term_card_shows_neither_its_term_nor_its_unit(
    study: Study, studykit_app: MakeApp
) -> None:
    async with studykit_app(PracticeScreen(begin(study, Kind.TERM))).run_test() as pilot:
        await pilot.pause()
        seen = shown(pilot)
        assert "Which term is this?" in seen
        assert "Informational" not in seen
        assert "Kinds of interview" not in seen
        await write(pilot, "informational interview")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "✓ Right." in shown(pilot)
        assert "Informational Interview" in shown(pilot)


async def test_the_points_are_judged_one_at_a_time_and_the_rating_follows(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await answer_open(pilot)
        await pilot.pause()
        attempt = sitting.quiz.attempts[0]
        assert attempt.confidence is Confidence.SURE
        assert attempt.verdicts == {}
        assert MODEL_ANSWER in shown(pilot)
        await pilot.press("y", "p", "n")
        await pilot.pause()
        assert list(attempt.verdicts.values()) == [Verdict.MET, Verdict.PARTLY, Verdict.MISSED]
        seen = shown(pilot)
        assert "Hard: 1.5 of 3 points" in seen
        assert "You were sure, and a point is missing: worth a second look." in seen
        assert "Finding out that a field is wrong" in seen
        assert "Everything else follows" not in seen
        await pilot.press("enter")
        await pilot.pause()
        assert attempt.rated is not None
        assert attempt.rated.chosen is Rating.HARD
        assert "Which of these would you ask for last?" in shown(pilot)


async def test_a_rating_can_be_chosen_by_hand(study: Study, studykit_app: MakeApp) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await answer_open(pilot)
        await pilot.press("y", "y", "y", "4")
        rated = sitting.quiz.attempts[0].rated
        assert rated is not None
        assert (rated.derived, rated.chosen) == (Rating.GOOD, Rating.EASY)


async def test_words_that_speak_for_a_point_are_underlined(
    study: Study, studykit_app: MakeApp
) -> None:
    async with studykit_app(PracticeScreen(begin(study))).run_test() as pilot:
        await answer_open(pilot, "one meets to learn something")
        await pilot.pause()
        strips = pilot.app.screen._compositor.render_strips()
        underlined = [s.text for strip in strips for s in strip if s.style and s.style.underline]
        assert "to learn" in underlined


async def test_a_choice_is_ticked_by_number_and_every_why_is_told(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await pilot.press("f4", "1", "2", "enter", "g")
        await pilot.pause()
        attempt = sitting.quiz.attempts[0]
        assert attempt.answered.choices == (sitting.quiz.plan.choice_order(1)[1],)
        seen = shown(pilot)
        assert "It comes after trust." in seen
        assert "An easy one for the beginning." in seen
        assert "✓ A referral" in seen


async def test_a_typed_answer_in_other_words_can_be_overruled(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await pilot.press("f4", "f4")
        await write(pilot, "thank-you mote")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "Almost" in shown(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert sitting.quiz.attempts[0].is_correct
        assert "You say that it was right." in shown(pilot)
        assert "Good: right." in shown(pilot)


async def test_not_to_know_is_an_answer_with_full_feedback(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await pilot.press("f2")
        await pilot.pause()
        seen = shown(pilot)
        assert MODEL_ANSWER in seen
        assert "Everything else follows from the purpose." in seen
        assert "Again: you did not know yet; it comes back in this quiz." in seen
        await pilot.press("y")
        assert sitting.quiz.attempts[0].verdicts == {}
        await pilot.press("enter")
        assert sitting.quiz.attempts[0].rated is not None
        assert len(sitting.quiz.queue) == 3


async def test_an_empty_answer_is_not_locked(study: Study, studykit_app: MakeApp) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert sitting.quiz.phase is Phase.ANSWERING
        assert "There is no answer yet." in shown(pilot)


async def test_the_hint_is_shown_on_request_and_noted(study: Study, studykit_app: MakeApp) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert "Think of what nobody does in it." in shown(pilot)
        await pilot.press("x", "ctrl+s")
        assert sitting.quiz.attempts[0].answered.hinted


async def test_undo_leads_back_step_by_step_to_the_answer_as_typed(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await answer_open(pilot, "to learn")
        await pilot.press("y", "y", "n", "enter")
        assert sitting.quiz.position == 1
        await pilot.press("u")
        assert sitting.quiz.attempts[0].is_judged
        await pilot.press("u", "u", "u")
        assert sitting.quiz.attempts[0].verdicts == {}
        await pilot.press("u")
        await pilot.pause()
        assert sitting.quiz.phase is Phase.ANSWERING
        assert pilot.app.screen.query_one(TextArea).text == "to learn"
        await pilot.press("u", "ctrl+s", "f6")
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).text == "to learnu"


async def test_what_was_typed_is_kept_as_a_draft_a_moment_later(
    study: Study, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studykit.tui.widgets.answer_box.AnswerBox.PATIENCE", 0.01)
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await write(pilot, "half an ans")
        for _ in range(100):
            if sitting.draft(0).text == "half an ans":
                break
            await pilot.pause(0.01)
        assert study.log.drafts(sitting.quiz.plan.id)[0].text == "half an ans"


async def test_what_stands_in_the_editor_is_there_after_leaving(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await write(pilot, "half")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, PauseScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, PracticeScreen)
        assert sitting.quiz.is_paused
        again = study.quizzes.resume(sitting.quiz.plan.id)
        assert isinstance(again, PracticeSitting)
        await pilot.app.push_screen(PracticeScreen(again))
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).text == "half"
        assert not again.quiz.is_paused


async def test_what_stands_in_the_editor_is_kept_when_the_app_is_left(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await write(pilot, "half")
        await pilot.press("ctrl+q")
    assert study.log.drafts(sitting.quiz.plan.id)[0].text == "half"


async def test_a_pause_can_be_gone_on_from_or_end_the_quiz(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await pilot.press("escape", "escape", *"go", "escape")
        assert isinstance(pilot.app.screen, PauseScreen)
        await pilot.press("s")
        await pilot.pause()
        assert sitting.quiz.phase is Phase.ENDED
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_an_answer_that_cannot_be_written_down_stays_in_the_editor(
    study: Study, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = begin(study)

    def full(*_: object) -> None:
        msg = "The disk is full."
        raise StorageError(msg, "Make room.")

    async with studykit_app(PracticeScreen(sitting)).run_test(notifications=True) as pilot:
        await write(pilot, "to learn")
        monkeypatch.setattr(study.log, "append", full)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert sitting.quiz.phase is Phase.ANSWERING
        assert pilot.app.screen.query_one(TextArea).text == "to learn"
        assert "The disk is full." in shown(pilot)


async def test_a_draft_that_cannot_be_kept_is_told_once(
    study: Study, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studykit.tui.widgets.answer_box.AnswerBox.PATIENCE", 0.001)
    calls: list[str] = []

    def full(*_: object) -> None:
        calls.append("tried")
        msg = "The disk is full."
        raise StorageError(msg)

    async with studykit_app(PracticeScreen(begin(study))).run_test(notifications=True) as pilot:
        monkeypatch.setattr(study.log, "save_draft", full)
        for key in "abcd":
            await pilot.press(key)
            await pilot.pause(0.01)
        assert len(calls) > 1
        assert len(pilot.app._notifications) == 1


async def test_a_held_enter_rates_one_card_only(study: Study, studykit_app: MakeApp) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await pilot.press("f4", "1", "f4")
        await write(pilot, "thank-you note")
        await pilot.press("enter", *["enter"] * 12)
        await pilot.press("f6", "f6", "f4", "f4")
        rated = [attempt for attempt in sitting.quiz.attempts if attempt.rated]
        assert len(rated) <= 1


async def test_a_held_enter_does_not_lock_an_answer_that_waits_on_the_next_card(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await pilot.press("f4", "1", "f4")
        await write(pilot, "note")
        await pilot.press("f4")
        await answer_open(pilot)
        await pilot.press("y", "y", "y", *["enter"] * 8)
        assert sitting.draft(1).choices
        assert len([attempt for attempt in sitting.quiz.attempts if attempt.rated]) == 1


async def test_fifty_thousand_pasted_characters_rate_nothing(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        pilot.app.post_message(events.Paste("y\x1b[31m4\n" * 10_000))
        await pilot.pause()
        assert sitting.quiz.phase is Phase.ANSWERING
        text = pilot.app.screen.query_one(TextArea).text
        assert len(text) > 50_000
        assert "\x1b" not in text
        await pilot.press("ctrl+s", "g")
        assert [attempt.rated for attempt in sitting.quiz.attempts] == [None]


async def test_flags_are_seen_and_taken_off(study: Study, studykit_app: MakeApp) -> None:
    async with studykit_app(PracticeScreen(begin(study))).run_test() as pilot:
        await pilot.press("f5")
        await pilot.pause()
        assert "⚑ flagged" in shown(pilot)
        await pilot.press("f5")
        await pilot.pause()
        assert "⚑" not in shown(pilot)


async def test_a_timed_quiz_shows_what_is_left_and_ends_after_the_card(
    study: Study, studykit_app: MakeApp, clock: FixedClock
) -> None:
    sitting = begin(study, limit=TimeLimit(minutes=3))
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await pilot.pause()
        assert "3:00 left" in shown(pilot)
        clock.advance(200)
        await answer_open(pilot)
        await pilot.pause()
        assert "time is up: the last card" in shown(pilot)
        await pilot.press("y", "y", "y", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_the_end_can_be_undone_from_the_result(study: Study, studykit_app: MakeApp) -> None:
    sitting = begin(study, count=1)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await answer_open(pilot)
        await pilot.press("y", "y", "y", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert "Good: 3 of 3 points, all points met." in shown(pilot)


async def test_a_card_rated_again_is_asked_once_more(study: Study, studykit_app: MakeApp) -> None:
    async with studykit_app(PracticeScreen(begin(study, count=1))).run_test() as pilot:
        await pilot.press("f2", "enter")
        await pilot.pause()
        assert "1 of 1 · once more" in shown(pilot)


async def test_the_screen_stays_whole_when_the_terminal_is_resized(
    study: Study, studykit_app: MakeApp
) -> None:
    async with studykit_app(PracticeScreen(begin(study))).run_test(size=(120, 40)) as pilot:
        await answer_open(pilot)
        for size in ((60, 20), (80, 24), (30, 10), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "Model answer" in shown(pilot)
        assert "0 of 3 points judged" in shown(pilot)


async def test_after_the_help_or_a_pause_the_keys_judge_again(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    async with studykit_app(PracticeScreen(sitting)).run_test() as pilot:
        await answer_open(pilot)
        for opened in ("question_mark", "escape"):
            await pilot.press(opened)
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press("y")
        await pilot.pause()
        attempt = sitting.quiz.attempt
        assert attempt is not None
        assert list(attempt.verdicts.values()) == [Verdict.MET, Verdict.MET]


async def test_no_guide_can_be_looked_up_before_the_answer_is_locked(
    study: Study, studykit_app: MakeApp
) -> None:
    app = studykit_app(PracticeScreen(begin(study)))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.is_closed_book
        assert "Search" not in [command.title for command in app.get_system_commands(app.screen)]
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert "Job Interview" not in shown(pilot)
        await pilot.press("escape")
        await answer_open(pilot)
        await pilot.pause()
        assert not app.is_closed_book


async def test_a_card_rests_for_some_days_once_its_answer_is_judged(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = begin(study)
    app = studykit_app(PracticeScreen(sitting))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("z")
        assert not isinstance(app.screen, NumberScreen), "while typing it is a letter"
        await answer_open(pilot)
        await pilot.press("y", "n", "y", "z", *"9999", "enter")
        await pilot.pause()
        assert "A number of days, 1 to 3650." in shown(pilot)
        await pilot.press(*["backspace"] * 3, "enter")
        await pilot.pause()
        assert [note.message for note in app._notifications] == [
            "This card comes back on Sat 5 Dec."
        ]
        assert study.schedule.agenda.resting(study.schedule.day()) == {
            sitting.quiz.plan.cards[0].id: date(2026, 12, 5)
        }
        assert "it comes back in this quiz" not in shown(pilot)
        assert sitting.quiz.resting
        await pilot.press("z", "0", "enter")
        await pilot.pause()
        assert not sitting.quiz.resting
        assert not study.schedule.agenda.resting(study.schedule.day())


async def test_a_point_that_was_missed_is_asked_by_itself_after_its_card(
    study: Study, clock: FixedClock, studykit_app: MakeApp
) -> None:
    first = begin(study, count=1)
    first.submit("to learn")
    first.confide(None)
    for point, verdict in zip(
        first.quiz.card.points, (Verdict.MET, Verdict.MISSED, Verdict.MET), strict=True
    ):
        first.judge(point.id, verdict)
    first.rate()
    clock.advance(86_400 * 3)
    async with studykit_app(PracticeScreen(begin(study, count=1))).run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert "1 of 1" in shown(pilot)
        await answer_open(pilot)
        await pilot.press("y", "n", "y", "enter")
        await pilot.pause()
        assert "a missed point" in shown(pilot)
        assert "One point is still missing. Which?" in shown(pilot)
        assert "The answer says, among other things:" in shown(pilot)
        await answer_open(pilot)
        await pilot.pause()
        assert "The missing point" in shown(pilot)
        assert "0 of 1 points judged" in shown(pilot)
