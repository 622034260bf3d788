"""What the screens with a form share: it is filled when the screen opens, and what cannot be read is told."""

from abc import abstractmethod
from typing import TypeVar

from textual.getters import query_one

from studykit.errors import StudykitError
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.form import Form

T = TypeVar("T")


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

    def must_be_readable(self) -> None:
        """Raises StudykitError where what is being typed cannot be read."""
        if self.form.is_wrong:
            msg = "This cannot be read."
            raise StudykitError(msg, self.form.current.note.removeprefix("✗ "))
