"""Saying beforehand what score one expects."""

from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

STEP = 5
_BAR = 40


class Prediction(Widget, can_focus=True):
    """A score between 0 and 100 percent, at the arrow keys."""

    DEFAULT_CSS = """
    Prediction {
        height: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,down", "step(-1)", "Less", tooltip="Expect five percent less.", key_display="←"),
        Binding("right,up", "step(1)", "More", tooltip="Expect five percent more.", key_display="→"),
        Binding("home", "step(-20)", "None", tooltip="Expect 0 percent.", show=False),
        Binding("end", "step(20)", "All", tooltip="Expect 100 percent.", show=False),
    ]  # fmt: skip

    percent: reactive[int] = reactive(70)
    """The score that is expected."""

    def action_step(self, by: int) -> None:
        """Expect more or less."""
        self.percent = max(0, min(self.percent + by * STEP, 100))

    def render(self) -> RenderResult:
        """The percentage between arrows, and as a bar."""
        full = round(self.percent / 100 * _BAR)
        return Content.assemble(
            ("‹ ", "$primary"),
            (f"{self.percent:>3} %", "bold"),
            (" ›", "$primary"),
            "   ",
            ("━" * full, "$primary"),
            ("╌" * (_BAR - full), "$text-muted"),
        )
