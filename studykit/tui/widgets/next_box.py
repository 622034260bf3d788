"""The box with the one thing to do next."""

from datetime import datetime
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from studykit.tui.forecast import forecast
from studykit.tui.next_step import NextStep
from studykit.tui.text import one_line


class NextBox(Widget, can_focus=True):
    """Says what to do next; Enter does it."""

    DEFAULT_CSS = """
    NextBox {
        height: auto;
    }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Do it", tooltip="Do what the box says.", id="next-go-on"),
        Binding("down,j", "app.focus_next", "Courses", tooltip="Go to the courses.", show=False),
    ]

    class Pressed(Message):
        """The learner wants to do it."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.step: NextStep | None = None
        self._detail = ""

    def show(self, step: NextStep | None, now: datetime) -> None:
        """Offer another step, or renew what it says."""
        detail = step.detail_at(now) if step else ""
        if (step, detail) != (self.step, self._detail):
            has_grown = self.height_of(step) != self.height_of(self.step)
            self.step, self._detail = step, detail
            self.refresh(layout=has_grown)

    @staticmethod
    def height_of(step: NextStep | None) -> int:
        """The lines that a step takes."""
        return 3 if step and step.forecast else 2

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the step takes."""
        return self.height_of(self.step)

    def render(self) -> Content:
        """What it is, and the button."""
        if self.step is None:
            return Content()
        width = self.content_size.width
        colours = "bold $background on $primary" if self.has_focus else "$foreground on $panel"
        button = Content.styled(f" {self.step.button} ", colours)
        detail = one_line(self._detail).stylize("$text-muted")
        expected = [forecast(*self.step.forecast, width)] if self.step.forecast else []
        return Content("\n").join(
            [
                one_line(self.step.title).stylize("bold").truncate(width, ellipsis=True),
                *expected,
                Content.assemble(button, "  ", detail).truncate(width, ellipsis=True),
            ]
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to do where nothing is offered."""
        return action != "press" or self.step is not None

    def action_press(self) -> None:
        """Do it."""
        self.post_message(self.Pressed())

    def on_click(self) -> None:
        """Do it."""
        self.action_press()

    def on_focus(self) -> None:
        """The button is bright where Enter reaches it."""
        self.refresh()

    def on_blur(self) -> None:
        """The button is dim where Enter does not reach it."""
        self.refresh()
