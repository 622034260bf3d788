"""What came of a quiz, and what to do about it."""

import asyncio
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.getters import query_one
from textual.widgets import Digits, Static

from studykit.errors import StudykitError
from studykit.quiz.result import Result
from studykit.quiz.words import percent
from studykit.study.glance import Before, kept_before
from studykit.study.sitting import AnySitting
from studykit.tui.planning import brought
from studykit.tui.result_view import answers, breakdown, gain, headline, trail
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.section_list import SectionList

WIDE = 112
"""From here on the units and terms stand beside the questions instead of under them."""


class ResultScreen(StudyScreen[None]):
    """The score, then every missed point and every question: of a quiz just ended, or of an old one."""

    CSS_PATH = "result.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "practise", "Practise what I missed", tooltip="Begin a practice quiz on what was missed; this score stays.", id="result-practise"),
        Binding("o", "guide", "Guide", tooltip="Open the guide of the line at the cursor.", id="result-guide"),
        Binding("s", "save", "Save", tooltip="Save the whole result as a Markdown or HTML file.", id="result-save"),
        Binding("u", "undo", "Undo", tooltip="Take back the last step of the quiz, and go on with it.", id="result-undo"),
        Binding("b", "second_look", "Second look", tooltip="Judge an old answer of yours again, without its old marks.", id="result-look"),
        Binding("enter", "home", "Home", tooltip="Go back to the courses.", id="result-home"),
    ]  # fmt: skip
    HELP_TEXT = "Missed points come first: they are worth more than the score. Everything here is kept, and found again under Results."

    answers = query_one("#answers", SectionList)
    breakdown = query_one("#breakdown", SectionList)

    def __init__(self, sitting: AnySitting | None = None, *, result: Result | None = None) -> None:
        super().__init__()
        if result is None and sitting is None:
            msg = "a result screen shows the result of a sitting, or one that is given"
            raise TypeError(msg)
        self.sitting = sitting
        self.shown: Result = result if result or not sitting else sitting.result  # type: ignore[assignment]
        self.trail = trail(self.shown)
        self._has_look = False

    def body(self) -> ComposeResult:
        """The score; the answers, and beside them the units and terms."""
        with Horizontal(id="score"):
            if self.shown.attempts:
                yield Digits(percent(self.shown.share), id="percent")
            yield Static(headline(self.shown), id="headline")
        with Horizontal(id="lists"):
            yield SectionList(id="answers")
            yield SectionList(id="breakdown")

    def on_mount(self) -> None:
        """Give the keys to the answers; after a quiz of today's work find out what it has brought."""
        self.answers.focus()
        before = self.sitting and kept_before(self.study, self.sitting.quiz.plan.id)
        if before:
            self.run_worker(self._tell_gain(before))

    async def _tell_gain(self, before: Before) -> None:
        """Say how the score to be expected of the next test has changed; where that cannot be found out, nothing."""
        with suppress(StudykitError):
            if found := await brought(self.study, before):
                told = gain(found[0], before.score, found[1])
                self.query_one("#headline", Static).update(headline(self.shown) + "\n" + told)

    def on_screen_resume(self) -> None:
        """See whether an old answer is due for a second look."""
        self.run_worker(self._look_for_old_answer())

    async def _look_for_old_answer(self) -> None:
        look = await asyncio.to_thread(self.study.schedule.second_look)
        self._has_look = look is not None
        self.refresh_bindings()

    def on_resize(self, event: Resize) -> None:
        """Put the units and terms where there is room for them."""
        side = breakdown(self.shown)
        is_wide = event.size.width >= WIDE and bool(side)
        self.breakdown.display = is_wide
        if self.breakdown.has_focus and not is_wide:
            self.answers.focus()
        self.breakdown.show(side if is_wide else [])
        self.answers.show([*answers(self.shown), *([] if is_wide else side)])

    # -- what the learner does -------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys do something now."""
        match action:
            case "practise":
                return bool(self.shown.missed_cards)
            case "guide":
                return bool(self.shown.attempts)
            case "undo":
                return self.sitting is not None
            case "second_look":
                return self._has_look
        return True

    def action_practise(self) -> None:
        """Begin a practice quiz on what was missed."""
        self.kit.doors.sitting(self.study.quizzes.practise_missed(self.shown))

    def action_guide(self) -> None:
        """Open the guide of the line at the cursor."""
        lines = self.breakdown if self.breakdown.has_focus else self.answers
        course, _, term = (lines.current.key if lines.current else "").partition("/")
        if not term:
            self.notify(
                "This line stands for no single guide. Go to a question or a term.", markup=False
            )
            return
        self.study.catalog.title_of(course, term)
        self.kit.doors.guide(course, term)

    def action_save(self) -> None:
        """Save the result as a file."""
        from studykit.tui.screens.save import SaveScreen

        self.app.push_screen(SaveScreen(self.shown))

    def action_undo(self) -> None:
        """Take the end of the quiz back."""
        if self.sitting is not None:
            self.sitting.undo()
            self.kit.doors.sitting(self.sitting)

    def action_second_look(self) -> None:
        """Judge an old answer again."""
        self.kit.doors.second_look()

    def action_home(self) -> None:
        """Go back to the first screen."""
        for _ in self.app.screen_stack[1:]:
            self.app.pop_screen()
