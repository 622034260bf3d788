"""An editor of several lines."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea


class TextEditor(TextArea):
    """An editor with the keys that Textual's own has, and those by which one goes to both ends of a text elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "cursor_text_start", "", show=False),
        Binding("ctrl+end", "cursor_text_end", "", show=False),
        Binding("ctrl+shift+home", "cursor_text_start(True)", "", show=False),
        Binding("ctrl+shift+end", "cursor_text_end(True)", "", show=False),
    ]

    def action_cursor_text_start(self, select: bool = False) -> None:
        """Go to the beginning of the text."""
        self.move_cursor((0, 0), select=select)

    def action_cursor_text_end(self, select: bool = False) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end, select=select)
