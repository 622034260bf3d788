"""A second look: an old answer without its old marks, judged again."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.log import Verdict
from studykit.study.second_look import SecondLook, comparison
from studykit.tui.card_view import trail
from studykit.tui.dates import day
from studykit.tui.markdown import render
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.panes import Panes
from studykit.tui.widgets.points import PointList
from studykit.tui.widgets.prose import Prose
from studykit.tui.widgets.squeezed import Squeezed

_GIVING_WAY = (("panes", 8), ("prompt", 3), ("points", 4), ("panes", 4))


class SecondLookScreen(StudyScreen[None]):
    """One old answer beside its model answer. What it once scored is told only after it was judged again."""

    CSS_PATH = "second_look.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", tooltip="Keep this judgement, and see what you gave yourself the first time.", id="look-keep"),
        Binding("y", "judge('met')", "Got it", tooltip="My answer says this point.", id="look-met"),
        Binding("p", "judge('partly')", "Partly", tooltip="My answer says a part of this point.", id="look-partly"),
        Binding("n", "judge('missed')", "Missed", tooltip="My answer does not say this point.", id="look-missed"),
        Binding("u", "undo", "Undo", tooltip="Take back the last judgement.", id="look-undo"),
        Binding("up,k", "move(-1)", "Up", tooltip="Go to the point above.", show=False),
        Binding("down,j", "move(1)", "Down", tooltip="Go to the point below.", show=False),
        Binding("pageup,ctrl+up", "scroll(-1)", "Scroll up", tooltip="Scroll long texts up.", show=False),
        Binding("pagedown,ctrl+down", "scroll(1)", "Scroll down", tooltip="Scroll long texts down.", show=False),
    ]  # fmt: skip
    HELP_TEXT = (
        "Judge the answer as if somebody else had written it. Nothing of it changes your old score or when the card comes back; "
        "it only tells you how you judge. Esc leaves it as it was."
    )

    def __init__(self, look: SecondLook) -> None:
        super().__init__()
        self.look = look
        self.trail = ("A second look", *trail(look.attempt.card, revealed=True))

    def body(self) -> ComposeResult:
        """The question, the two answers, the points, and what came of it."""
        with Squeezed(_GIVING_WAY, id="look"):
            yield Static(id="told")
            with VerticalScroll(id="prompt", can_focus=False):
                yield Prose(id="question")
            yield Panes(id="panes")
            yield PointList(id="points")
            yield Static(id="outcome")

    def on_mount(self) -> None:
        """Show the answer."""
        attempt, now = self.look.attempt, self.study.clock()
        told = f"You gave this answer on {day(self.look.at, now)}. How would you judge it today?"
        self.query_one("#told", Static).update(Content(told))
        prompt = attempt.card.prompt
        self.query_one("#question", Prose).show(lambda width: render(prompt, width))
        self.query_one(Panes).show(attempt)
        self._show()

    def _show(self) -> None:
        attempt = self.look.attempt
        self.query_one(PointList).show(attempt.card.points, attempt.verdicts)
        self.query_one("#outcome", Static).update(self._outcome())
        self.refresh_bindings()

    def _outcome(self) -> Content:
        attempt = self.look.attempt
        if self.look.is_kept:
            return Content.styled(comparison(self.look), "bold")
        judged = f"{len(attempt.verdicts)} of {len(attempt.card.points)} points judged"
        return Content.styled(judged, "bold")

    # -- what the learner does -------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys do something now."""
        look = self.look
        match action:
            case "keep":
                return look.attempt.is_judged and not look.is_kept
            case "judge" | "move":
                return not look.is_kept
            case "undo":
                return bool(look.attempt.verdicts) and not look.is_kept
        return True

    def action_judge(self, verdict: str) -> None:
        """Judge the point at the cursor."""
        point = self.query_one(PointList).current
        if point is not None:
            self.look.judge(point.id, Verdict(verdict))
            self._show()

    def action_undo(self) -> None:
        """Take the last judgement back."""
        self.look.undo()
        self._show()

    def action_keep(self) -> None:
        """Keep the judgement, and show both."""
        self.look.keep()
        self._show()

    def action_move(self, by: int) -> None:
        """Go to another point."""
        self.query_one(PointList).action_move(by)

    def action_scroll(self, pages: int) -> None:
        """Scroll what is long."""
        self.query_one(Panes).scroll_by(pages)
