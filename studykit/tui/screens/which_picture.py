"""Choosing one of several pictures."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from studykit.content.pictures import Picture
from studykit.tui.screens.ask import keys_told
from studykit.tui.text import one_line
from studykit.tui.widgets.line_list import LineList

_MOST = 12
"""Lines at a time."""


class WhichPicture(ModalScreen[Picture]):
    """Lists them by what they show; Enter takes one."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", tooltip="Open none.", id="picture-none"),
    ]

    def __init__(self, pictures: Sequence[Picture]) -> None:
        super().__init__()
        self._pictures = pictures

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(classes="ask box") as box:
            box.border_title = "Open which picture?"
            yield LineList(_line)
            yield Static(keys_told(("Enter", "Open it"), ("Esc", "Back")), classes="ask-keys")

    def on_mount(self) -> None:
        """Show them."""
        listed = self.query_one(LineList)
        listed.show(self._pictures)
        listed.styles.height = min(len(self._pictures), _MOST)
        listed.focus()

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.dismiss(self.query_one(LineList).current)


def _line(picture: Picture, width: int) -> list[Content]:
    where = one_line(picture.way if picture.words else "").stylize("$text-muted")
    name = Content.assemble(one_line(picture.name), "  ", where)
    return [name.truncate(width, ellipsis=True)]
