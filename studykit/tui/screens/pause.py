"""What next, when a practice quiz is paused."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

_LINES = (
    ("Enter", "Leave", "and go on another time, from here"),
    ("Esc", "Go on", "now"),
    ("s", "Stop here", "and see the result"),
)


class PauseScreen(ModalScreen[str]):
    """The clock stands still. Answers with `leave`, `stop` or `go on`."""

    CSS_PATH = "pause.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss('leave')", "Leave", tooltip="Leave the quiz; it waits for you.", id="pause-leave"),
        Binding("escape,g", "dismiss('go on')", "Go on", tooltip="Go on with the quiz.", id="pause-go-on"),
        Binding("s", "dismiss('stop')", "Stop here", tooltip="End the quiz; what was rated counts.", id="pause-stop"),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """Three things to do."""
        with Vertical(id="pause", classes="box") as box:
            box.border_title = "Paused"
            yield Static(
                Content("Everything is saved, also what stands in the editor."), classes="muted"
            )
            yield Static(Content("\n").join([_line(*line) for line in _LINES]), id="pause-keys")


def _line(key: str, word: str, rest: str) -> Content:
    return Content.assemble(
        (f"{key:>5}", "bold $primary"), "  ", (word, "bold"), " ", (rest, "$text-muted")
    )
