"""What the screens with a form share: it is filled when the screen opens, and what cannot be read is told."""

from abc import abstractmethod
from typing import TypeVar

from textual import on
from textual.binding import Binding
from textual.getters import query_one

from studykit.content.text import shorten
from studykit.errors import StudykitError
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.form import Form
from studykit.tui.widgets.form_lines import Button

T = TypeVar("T")

PRESS = Binding("enter", "press", "Do it", tooltip="Do what the line at the cursor says.", id="form-press", priority=True)  # fmt: skip
"""Comes before what Enter does from any other line."""


class FormScreen(StudyScreen[T]):
    """A screen about one form."""

    form = query_one(Form)

    def on_mount(self) -> None:
        """Show the form, or go back where it cannot be made."""
        if self.attempt(self.fill):
            self.form.focus()
        else:
            self.call_later(self.action_back)

    @abstractmethod
    def fill(self) -> None:
        """Show things as they are. Raises StudykitError where they cannot be read."""

    @on(Form.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On a line that does something of its own, Enter does that."""
        if action != "press":
            return True
        line = self.form.current if self.is_mounted and self.form.lines else None
        return isinstance(line, Button) and not line.primary

    def action_press(self) -> None:
        """Do what the line at the cursor says."""
        self.form.action_space()

    def must_be_readable(self) -> None:
        """Go to what was typed and cannot be read. Raises StudykitError where there is such a line."""
        if wrong := self.form.wrong:
            self.form.go_to(wrong.name)
            self.refresh_bindings()
            msg = f"`{shorten(wrong.word)}` cannot be read."
            raise StudykitError(msg, wrong.mend)
        self.form.end_typing()
