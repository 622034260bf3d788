"""The help: every key of a screen, told from the bindings themselves."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.keybar import KeyBar
from studykit.tui.widgets.prose import Prose, hanging

_TOLD = {
    "app.focus_next": "Go to the next part of the screen.",
    "app.focus_previous": "Go to the part before.",
    "screen.copy_text": "Copy the text that is selected.",
    "command_palette": "Go to a term or course by name, choose a theme, and more.",
}
"""Keys of Textual's own, in our words; they come last."""


class HelpScreen(ModalScreen[None]):
    """What the screen below is for, and its keys."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,q,f1,question_mark",
            "dismiss",
            "Close",
            tooltip="Close the help.",
            id="help-close",
        ),
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """The keys in a box over the screen."""
        with VerticalScroll(id="help", classes="box") as box:
            box.border_title = "Keys of this screen"
            if isinstance(self._about, StudyScreen) and self._about.HELP_TEXT:
                yield Static(Content(self._about.HELP_TEXT), id="help-text")
            keys = Prose()
            keys.show(self._keys)
            yield keys
        yield KeyBar()

    def _keys(self, width: int) -> Content:
        """A line for each action, its keys and what it does: first what the screen shows at the bottom."""
        actions: dict[str, tuple[list[str], str]] = {}
        for active in sorted(self._about.active_bindings.values(), key=_rank):
            binding = active.binding
            told = _TOLD.get(binding.action) or binding.tooltip or binding.description
            if told and active.enabled:
                actions.setdefault(binding.action, ([], told))[0].append(
                    self.app.get_key_display(binding)
                )
        rows = [(" ".join(dict.fromkeys(keys)), told) for keys, told in actions.values()]
        column = min(max((len(keys) for keys, _ in rows), default=0), 16)
        lines: list[Content] = []
        for keys, told in rows:
            mark = Content.assemble((f"{keys:>{column}}", "bold $primary"), "  ")
            lines += hanging(mark, Content(told), width)
        return Content("\n").join(lines)


def _rank(active: ActiveBinding) -> tuple[bool, bool]:
    """Where a key stands among the others."""
    return active.binding.action in _TOLD, not active.binding.show
