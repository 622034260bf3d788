"""The practice quiz: a question, an answer, and at once what it was worth."""

import contextlib
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from studykit.errors import StudykitError
from studykit.log import Confidence, Draft
from studykit.quiz.quiz import Phase
from studykit.study.sitting import PracticeSitting
from studykit.tui.card_view import time_of
from studykit.tui.markdown import render
from studykit.tui.screens.ask import ConfirmScreen
from studykit.tui.screens.card import FLAG, PICTURE, UNDO, CardScreen
from studykit.tui.screens.pause import PauseScreen
from studykit.tui.screens.rest import let_rest
from studykit.tui.widgets.answer_box import AnswerBox
from studykit.tui.widgets.panes import locked_answer
from studykit.tui.widgets.prose import Prose
from studykit.tui.widgets.rating import how_sure

HELD_KEY = 0.8
"""Seconds without an Enter after which it is surely not held any more. Until then it locks no answer that it finds ready."""
_NO_ANSWER = "There is no answer yet. Write one, or press F2: not to know is an answer too."

_PEEKING = "The file shows the answer. Open it anyway?\nWhat you answer then counts as read, not as recalled."


class PracticeScreen(CardScreen[PracticeSitting]):
    """Asks, lets be judged, and asks again what was rated again."""

    CSS_PATH: ClassVar[list[str]] = ["card.tcss", "practice.tcss"]
    HELP_TEXT = (
        "Answer first, then compare. Once your answer is locked you see the model answer beside it, and judge one point at a "
        "time; the rating follows from the points. Everything is saved as you go."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+enter", "lock", "Lock answer", tooltip="Lock the answer, and compare it.", id="quiz-lock"),
        Binding("ctrl+s,ctrl+enter", "lock(True)", "Lock answer", tooltip="Lock the answer, and compare it.", show=False),
        Binding("g", "confide('guess')", "Guess", tooltip="I guessed.", id="confide-guess", show=False),
        Binding("u", "confide('unsure')", "Unsure", tooltip="I am not sure.", id="confide-unsure", show=False),
        Binding("s", "confide('sure')", "Sure", tooltip="I am sure.", id="confide-sure", show=False),
        UNDO,
        Binding("enter", "confide('')", "Skip", tooltip="Do not say how sure.", id="confide-skip", show=False),
        Binding("enter", "rate", "Take it", tooltip="Take the rating that follows from the points, and go on.", id="quiz-take"),
        Binding("f2", "dont_know", "Don't know", tooltip="Say that you don't know yet, and see the answer.", id="quiz-dont-know"),
        Binding("f3", "hint", "Hint", tooltip="Show the hint. It is noted that you took it.", id="quiz-hint"),
        PICTURE,
        Binding("f4", "skip", "Skip", tooltip="Put this card off to the end.", id="quiz-skip"),
        FLAG,
        Binding("f6", "undo", "Undo", tooltip="Take back the last step, also while typing.", id="quiz-undo-typing"),
        Binding("f7", "edit", "Edit", tooltip="Open the file in your editor. It shows the answer.", id="quiz-edit-typing", show=False),
        Binding("z", "rest", "Rest", tooltip="Let this card rest for some days: it is not asked until then.", id="quiz-rest"),
        Binding("escape", "pause", "Pause", tooltip="Stop the clock: go on later, or end here.", id="back"),
    ]  # fmt: skip

    def __init__(self, sitting: PracticeSitting) -> None:
        super().__init__(sitting)
        self._box = AnswerBox(id="answer")
        self._hint = Static(id="hint")
        self._locked = Prose(id="locked")
        self._note = Static(id="note")
        self._held: Timer | None = None
        self._could_keep = True

    def answering(self) -> ComposeResult:
        """The hint, the answer, a note under it."""
        yield self._hint
        yield self._box
        yield self._locked
        yield self._note

    def on_mount(self) -> None:
        """Go on where the quiz stands, and let the clock be seen."""
        if self.sitting.quiz.is_paused:
            self.attempt(self.sitting.resume)
        self.set_interval(1, self.show_progress)

    def on_unmount(self) -> None:
        """Keep what stands in the editor, however the screen was left."""
        with contextlib.suppress(StudykitError):
            self._keep()

    # -- what is on the screen ----------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the quiz as it stands now."""
        is_answering = self.sitting.quiz.phase is Phase.ANSWERING
        is_confiding = self.sitting.quiz.phase is Phase.CONFIDENCE
        self._box.display = is_answering
        self._locked.display = is_confiding
        self._say(how_sure() if is_confiding else Content())
        if is_answering:
            self._ask()
        else:
            self._hint.display = False
        if is_confiding:
            attempt = self.sitting.quiz.attempts[-1]
            self._locked.show(lambda width: locked_answer(attempt, width))
        super().show()

    def _ask(self) -> None:
        quiz = self.sitting.quiz
        at = quiz.position or 0
        draft = self.sitting.draft(at)
        self._box.ask(quiz.card, quiz.plan.choice_order(at), draft.text, draft.choices)
        self._show_hint(shown=draft.hinted)

    @property
    def is_closed_book(self) -> bool:
        """No guide may be looked at before the answer is locked and the learner has said how sure they are."""
        return self.sitting.quiz.phase in {Phase.ANSWERING, Phase.CONFIDENCE}

    @property
    def way(self) -> Widget | None:
        """The editor, the line or the choices, while an answer is asked for."""
        return self._box.way if self.sitting.quiz.phase is Phase.ANSWERING else None

    @property
    def comes_back(self) -> bool:
        """What was rated again is asked again, unless it rests."""
        return self.sitting.quiz.position not in self.sitting.quiz.resting

    def _show_hint(self, *, shown: bool) -> None:
        hint = self.sitting.quiz.card.hint
        self.hint_shown = hint if shown else ""
        self._hint.display = bool(self.hint_shown)
        if self._hint.display:
            self._hint.update(Content.assemble(("Hint: ", "bold"), render(hint)))

    def _say(self, note: Content) -> None:
        self._note.display = bool(note)
        if note != self._note.content:
            self._note.update(note)

    def label(self, at: int) -> str:
        """Which card of how many, and whether it was asked before."""
        quiz = self.sitting.quiz
        is_repeat = any(attempt.rated and attempt.answered.card == at for attempt in quiz.attempts)
        return super().label(at) + (" · once more" if is_repeat else "")

    def time(self) -> str:
        """The time spent, or left."""
        return time_of(self.sitting.quiz, self.sitting.now())

    # -- what the learner does ------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys do something now."""
        phase = self.sitting.quiz.phase
        is_answering = phase is Phase.ANSWERING
        match action:
            case "lock":
                return is_answering and (bool(parameters) or self._box.is_typing)
            case "dont_know":
                return is_answering
            case "hint":
                return is_answering and bool(self.sitting.quiz.card.hint)
            case "skip":
                return is_answering and len(self.sitting.quiz.queue) > 1
            case "confide" | "rest":
                return phase is (Phase.CONFIDENCE if action == "confide" else Phase.RATING)
        return super().check_action(action, parameters)

    @on(AnswerBox.Submitted)
    def _submitted(self) -> None:
        if self.sitting.quiz.phase is not Phase.ANSWERING:
            return
        if self._held and not self._box.is_touched:
            self._hold()
        else:
            self.attempt(self.action_lock)

    def _hold(self) -> None:
        """Take Enter for held until it has been silent for a while."""
        if self._held:
            self._held.stop()
        self._held = self.set_timer(HELD_KEY, self._let_go)

    def _let_go(self) -> None:
        self._held = None

    @on(AnswerBox.Changed)
    def _changed(self) -> None:
        if self.sitting.quiz.phase is Phase.ANSWERING:
            self._say(Content())

    @on(AnswerBox.Due)
    def _due(self) -> None:
        """Keep the draft; where that fails say so once, not at every key."""
        try:
            self._keep()
            self._could_keep = True
        except StudykitError as error:
            if self._could_keep:
                self.kit.tell(error)
            self._could_keep = False

    def action_lock(self, quietly: bool = False) -> None:
        """Lock the answer; the key is told only where Enter does not do the same."""
        if self._box.is_empty:
            self._say(Content.styled(_NO_ANSWER, "$warning"))
            return
        typed, ticked = self._box.answer
        self.sitting.submit(typed, ticked, hinted=self._is_hinted)
        self.show()

    def action_dont_know(self) -> None:
        """Say that one does not know."""
        self.sitting.dont_know(self._box.answer[0], hinted=self._is_hinted)
        self.show()

    def action_hint(self) -> None:
        """Show the hint, and note it."""
        self._keep(hinted=True)
        self._show_hint(shown=True)

    def action_skip(self) -> None:
        """Put the card off to the end; what was typed stays with it."""
        self._keep()
        self.sitting.skip()
        self.show()

    def action_confide(self, confidence: str) -> None:
        """Say how sure one is, or not."""
        self.sitting.confide(Confidence(confidence) if confidence else None)
        self.show()

    def action_rate(self, chosen: int | None = None) -> None:
        """Go on to the next card, without the same key press doing more there."""
        self._hold()
        super().action_rate(chosen)

    async def action_edit(self) -> None:
        """Open the card's file in the author's editor, the clock standing still; ask first where it would show the answer."""
        self._keep()
        if self.is_closed_book:
            ask = ConfirmScreen("Open the file?", _PEEKING, "Open it", "Stay here", key="y")
            self.app.push_screen(ask, self._peek)
        else:
            await self._peek(wanted=True)

    async def _peek(self, wanted: bool | None) -> None:
        if wanted and self.attempt(self.sitting.pause):
            await self.edit_card()
            self.attempt(self.sitting.resume)

    def action_rest(self) -> None:
        """Let the card rest; where it is one of its points that is asked, the whole card."""
        card = self.sitting.quiz.card
        let_rest(self, "This card", [card.follows or card.id], self._rested)

    def _rested(self, days: int) -> None:
        self.sitting.let_rest(on=days > 0)
        self.show()

    def action_undo(self) -> None:
        """Take the last step back; what was typed since stays with its card."""
        self._keep()
        super().action_undo()

    # -- drafts, and leaving ----------------------------------------------------------------------------------------------

    @property
    def _is_hinted(self) -> bool:
        return self.sitting.draft(self.sitting.quiz.position or 0).hinted

    def _keep(self, *, hinted: bool = False) -> None:
        """Keep the answer as it stands."""
        quiz = self.sitting.quiz
        if quiz.phase is Phase.ANSWERING and quiz.position is not None:
            typed, ticked = self._box.answer
            is_hinted = hinted or self._is_hinted
            self.sitting.keep_draft(Draft(quiz.position, typed, ticked, hinted=is_hinted))

    def action_pause(self) -> None:
        """Stop the clock, and ask what next."""
        self.attempt(self._keep)
        self.attempt(self.sitting.pause)
        self.app.push_screen(PauseScreen(), self._go_on)

    def _go_on(self, choice: str | None) -> None:
        if choice == "stop" and self.attempt(self.sitting.stop):
            self.show()
        elif choice == "leave":
            self.action_back()
        else:
            self.attempt(self.sitting.resume)
