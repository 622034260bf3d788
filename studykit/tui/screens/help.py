"""The help: every key of a screen, told from the bindings themselves."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.keybar import KeyBar


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
            yield Static(self._keys())
        yield KeyBar()

    def _keys(self) -> Content:
        """A line for each action: its keys, and what it does."""
        actions: dict[str, tuple[list[str], str]] = {}
        for active in self._about.active_bindings.values():
            binding = active.binding
            told = active.tooltip or binding.tooltip or binding.description
            if told and active.enabled:
                actions.setdefault(binding.action, ([], told))[0].append(
                    self.app.get_key_display(binding)
                )
        rows = [(" ".join(dict.fromkeys(keys)), told) for keys, told in actions.values()]
        width = min(max((len(keys) for keys, _ in rows), default=0), 16)
        return Content("\n").join(
            [
                Content.assemble((f"{keys:>{width}}", "bold $primary"), "  ", told)
                for keys, told in rows
            ]
        )
