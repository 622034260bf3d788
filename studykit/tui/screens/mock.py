"""The mock test: all questions at hand, a clock, and no word about right or wrong."""

import contextlib
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from studykit.content.pictures import Picture
from studykit.errors import StudykitError
from studykit.study.sitting import MockSitting
from studykit.tui import mock_view
from studykit.tui.card_view import pictures_shown
from studykit.tui.markdown import render
from studykit.tui.open_answer import OpenAnswer
from studykit.tui.quietly import Quietly
from studykit.tui.screens.ask import ConfirmScreen, NumberScreen
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.picture import open_picture
from studykit.tui.widgets.answer_box import AnswerBox
from studykit.tui.widgets.prose import Prose
from studykit.tui.widgets.question_grid import QuestionGrid


class MockScreen(StudyScreen[None]):
    """The questions in any order. The clock is the desk's; this screen only looks at it."""

    CSS_PATH = "mock.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7,ctrl+pageup", "step(-1)", "Previous", tooltip="Go to the previous question.", id="mock-previous"),
        Binding("f8,ctrl+s,ctrl+pagedown", "step(1)", "Next", tooltip="Go to the next question.", id="mock-next"),
        Binding("enter", "enter", "Next", tooltip="Go to the next question.", id="mock-enter", priority=True, show=False),
        Binding("ctrl+t", "hand_in", "Hand in", tooltip="Lock all answers and begin to judge them.", id="mock-hand-in"),
        Binding("ctrl+o", "picture", "Open picture", tooltip="Open the picture of this question with your system's viewer.", id="mock-picture"),
        Binding("f5", "flag", "Flag", tooltip="Flag this question to come back to, or take the flag off.", id="mock-flag"),
        Binding("f6", "confidence", "How sure", tooltip="Say how sure you are: guess, unsure, sure, or nothing.", id="mock-confidence"),
        Binding("ctrl+g", "jump", "Go to", tooltip="Go to a question by its number.", id="mock-jump"),
        Binding("f9", "clock", "Clock", tooltip="Hide the clock, or show it again.", id="mock-clock"),
        Binding("escape", "leave", "Leave", tooltip="Leave the mock test. Its clock goes on.", id="back"),
        Binding("ctrl+up", "scroll(-1)", "Scroll up", tooltip="Scroll a long question up.", show=False),
        Binding("ctrl+down", "scroll(1)", "Scroll down", tooltip="Scroll a long question down.", show=False),
    ]  # fmt: skip
    HELP_TEXT = (
        "Answer in any order. What you type is kept as you type it. When the time is up the answers are locked as they stand; "
        "then you judge them point by point."
    )

    grid = query_one(QuestionGrid)
    status = query_one("#status", Static)
    prompt = query_one("#prompt", VerticalScroll)
    question = query_one("#question", Prose)

    def __init__(self, sitting: MockSitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.trail = ("Mock test", sitting.quiz.plan.title)
        self._box = AnswerBox(id="answer")
        self._answer = OpenAnswer(sitting)
        self._quietly = Quietly(self._tell)
        self._is_clock_hidden = False

    @property
    def is_closed_book(self) -> bool:
        """No guide may be looked at before the answers are locked."""
        return True

    def body(self) -> ComposeResult:
        """The questions at a glance, the one turned to, the answer."""
        with Vertical(id="test"):
            yield QuestionGrid()
            yield Static(id="status")
            with VerticalScroll(id="prompt", can_focus=False):
                yield Prose(id="question")
            with Vertical(id="reply"):
                yield self._box

    def on_mount(self) -> None:
        """Go on where the mock test stands; look at the clock every second."""
        self.attempt(self._recall_clock)
        self.show()
        self.set_interval(1, self.look_at_the_clock)

    def _recall_clock(self) -> None:
        """Hide the clock where it was hidden the last time."""
        self._is_clock_hidden = bool(self.study.log.setting("clock-hidden"))

    def on_unmount(self) -> None:
        """Keep what stands in the editor, however the screen was left."""
        with contextlib.suppress(StudykitError):
            self._keep()

    # -- what is on the screen ----------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the question turned to, with its answer so far."""
        quiz, at = self.sitting.quiz, self.sitting.quiz.open_card
        card = quiz.card
        self._answer.turn()
        draft = self._answer.draft
        self._box.ask(card, quiz.plan.choice_order(at), draft.text, draft.choices)
        self._box.disabled = self._answer.is_shut
        self.question.show(lambda width: render(card.prompt, width))
        self.prompt.scroll_home(animate=False)
        self.show_state()
        self.refresh_bindings()
        self.look_at_the_clock()
        # The focus goes last: it wakes the screen, which then paints what it has been told of so far.
        self.set_focus(None if self._answer.is_shut else self._box.way, scroll_visible=False)

    def show_state(self) -> None:
        """Show which questions are answered and flagged, and what was said of this one."""
        quiz, answer = self.sitting.quiz, self._answer
        self.grid.show(mock_view.questions(quiz, answer.answered, self.sitting.now()))
        told = mock_view.status(quiz, answer.draft.confidence, is_shut=answer.is_shut)
        self.status.update(told, layout=False)

    # -- the clock ----------------------------------------------------------------------------------------------------

    def look_at_the_clock(self) -> None:
        """Show the time that is left; close the test, or the question, where there is none."""
        quiz, now = self.sitting.quiz, self.sitting.now()
        if quiz.is_time_up(now):
            self._box.disabled = True
            if self._quietly(self._answer.close_test):
                self._judge(mock_view.TIME_IS_UP)
        elif quiz.is_closed(quiz.open_card, now) and not self._answer.is_shut:
            self._quietly(self._close_question)
        elif self.sitting.is_answering:
            told = mock_view.time_line(quiz, now, len(self._answer.answered))
            self.topbar.aside = mock_view.HIDDEN if self._is_clock_hidden else told

    def _close_question(self) -> None:
        """Lock one question whose own time is used up, and turn to the next that is open."""
        quiz, card = self.sitting.quiz, self.sitting.quiz.open_card
        self._box.disabled = True
        self._answer.close_question()
        self.sitting.open(mock_view.next_open(quiz, self.sitting.now()))
        self.notify(mock_view.used_up(card), markup=False)
        self.show()

    def _judge(self, told: str) -> None:
        """Go on to the judging, whatever lies on top of this screen; what is told must be seen before a key judges."""
        while self in self.app.screen_stack and self.app.screen is not self:
            self.app.pop_screen()
        if self.app.screen is self:
            self.kit.doors.sitting(self.sitting)
        if told:
            self.app.push_screen(
                ConfirmScreen(
                    *("Time is up", told, "Judge them", "The same"), key="f2", comes_by_itself=True
                )
            )

    # -- drafts -------------------------------------------------------------------------------------------------------

    @on(AnswerBox.Changed)
    def _changed(self) -> None:
        before = self._answer.answered
        self._answer.note(*self._box.answer)
        self.show_state()
        if self._answer.answered != before:
            self.look_at_the_clock()

    @on(AnswerBox.Due)
    def _due(self) -> None:
        self._quietly(self._keep)

    def _keep(self) -> None:
        """Keep the answer as it stands."""
        self._answer.note(*self._box.answer)
        self._answer.keep()

    def _tell(self, error: StudykitError) -> None:
        self.kit.tell(error)

    # -- what the learner does ------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys do something now."""
        if action == "enter":
            return self.focused in {self._box.line, self._box.choices}
        if action == "confidence":
            return not self._answer.is_shut
        return action != "picture" or bool(self._pictures)

    @property
    def _pictures(self) -> list[Picture]:
        """Those of the question."""
        return pictures_shown(self.sitting.quiz)

    def action_picture(self) -> None:
        """Open the picture of the question."""
        open_picture(self, self.sitting.quiz.card.course, self._pictures)

    def action_enter(self) -> None:
        """Go to the next question where Enter is not for writing."""
        self.action_step(1)

    def action_step(self, by: int) -> None:
        """Turn to the next or previous question, round and round."""
        self.turn_to((self.sitting.quiz.open_card + by) % len(self.sitting.quiz.plan.cards))

    def turn_to(self, card: int) -> None:
        """Keep the answer as it stands, and turn to a question."""
        self._keep()
        if self.sitting.quiz.is_time_up(self.sitting.now()):
            self.look_at_the_clock()
        else:
            self.sitting.open(card)
            self.show()

    @on(QuestionGrid.Chosen)
    def _chosen(self, event: QuestionGrid.Chosen) -> None:
        self.attempt(lambda: self.turn_to(event.card))

    def action_jump(self) -> None:
        """Ask for a number, and turn to that question."""
        most = len(self.sitting.quiz.plan.cards)
        self.app.push_screen(NumberScreen("Go to question", most), self._jump)

    def _jump(self, number: int | None) -> None:
        if number is not None:
            self.attempt(lambda: self.turn_to(number - 1))

    def action_flag(self) -> None:
        """Flag the question, or take the flag off."""
        self.sitting.flag()
        self.show_state()

    def action_confidence(self) -> None:
        """Say how sure one is: the next in the round."""
        self._answer.cycle_confidence()
        self._keep()
        self.show_state()

    def action_clock(self) -> None:
        """Hide the clock, or show it, and remember which."""
        self._is_clock_hidden = not self._is_clock_hidden
        self.look_at_the_clock()
        self.study.log.set_setting("clock-hidden", self._is_clock_hidden)

    def action_scroll(self, pages: int) -> None:
        """Scroll a long question."""
        self.prompt.scroll_relative(y=pages * max(self.prompt.size.height - 1, 1), animate=False)

    def action_hand_in(self) -> None:
        """Ask whether all is done."""
        self._keep()
        ask = ConfirmScreen(
            "Hand in?", mock_view.hand_in_text(self.sitting), "Hand in", "Go on answering", key="y"
        )
        self.app.push_screen(ask, self._hand_in)

    def _hand_in(self, wanted: bool | None) -> None:
        if wanted and self.sitting.is_answering and self.attempt(self.sitting.hand_in):
            self._judge("")

    def action_leave(self) -> None:
        """Ask whether to leave, since the clock goes on."""
        self._keep()
        self.app.push_screen(
            ConfirmScreen("Leave the mock test?", mock_view.LEAVING, "Leave", "Stay"), self._leave
        )

    def _leave(self, wanted: bool | None) -> None:
        if wanted:
            self.action_back()
