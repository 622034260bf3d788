"""Saving a result as a file."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from studykit.content.text import slugify
from studykit.errors import StudykitError
from studykit.quiz.report import to_html, to_markdown
from studykit.quiz.result import Result
from studykit.study.saving import save
from studykit.tui.text import one_line
from studykit.tui.widgets.keybar import KeyBar

_PAGE = {".html", ".htm"}
_HINT = "A name that ends in .html makes a page for the browser and for paper, any other a Markdown text."


class SaveScreen(ModalScreen[None]):
    """Asks for a file's name. A file that is there already is replaced only after a second Enter."""

    CSS_PATH = "save.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Save", tooltip="Save the file.", id="save-save", priority=True),
        Binding("ctrl+t", "other_form", "Markdown or HTML", tooltip="Change between Markdown and HTML.", id="save-form"),
        Binding("escape", "dismiss", "Cancel", tooltip="Save nothing.", id="save-cancel"),
    ]  # fmt: skip

    name_input = query_one(Input)
    note = query_one("#save-note", Static)

    def __init__(self, result: Result) -> None:
        super().__init__()
        self._result = result
        self._may_replace = ""

    def compose(self) -> ComposeResult:
        """The name, and what it means."""
        with Vertical(id="save", classes="box") as box:
            box.border_title = "Save the result"
            yield Input(file_name(self._result), select_on_focus=False)
            yield Static(Content.styled(_HINT, "$text-muted"), id="save-note")
        yield KeyBar()

    @on(Input.Changed)
    def _changed(self) -> None:
        self._may_replace = ""
        self.note.update(Content.styled(_HINT, "$text-muted"))

    def action_other_form(self) -> None:
        """Change the end of the name."""
        path = Path(self.name_input.value or file_name(self._result))
        self.name_input.value = str(path.with_suffix(".md" if path.suffix in _PAGE else ".html"))
        self.name_input.cursor_position = len(self.name_input.value)

    def action_save(self) -> None:
        """Save; where it cannot be done say why, and let the name be changed."""
        typed = self.name_input.value.strip()
        try:
            path = Path(typed).expanduser().absolute()
            self._save(typed, path)
        except OSError as error:
            self._refuse(f"This name cannot be used: {error.strerror}.")
        except (StudykitError, RuntimeError, ValueError) as error:
            self._refuse(str(error))

    def _refuse(self, told: str) -> None:
        self.note.update(Content.styled(f"✗ {one_line(told).plain}", "$error"))

    def _save(self, typed: str, path: Path) -> None:
        if not typed or path.is_dir():
            msg = "This is a folder." if typed else "Type a name."
            raise StudykitError(msg, "Add the file's name." if typed else "")
        if path.exists() and self._may_replace != typed:
            self._may_replace = typed
            self.note.update(
                Content.styled(
                    f"! {one_line(path.name).plain} is there already. Enter again replaces it.",
                    "$warning",
                )
            )
            return
        make = to_html if path.suffix.lower() in _PAGE else to_markdown
        save(path, make(self._result, None), overwrite=self._may_replace == typed)
        self.dismiss()
        self.notify(f"Saved as {one_line(str(path)).plain}", markup=False)


def file_name(result: Result) -> str:
    """The name that is proposed: what the quiz was about, and its day."""
    return f"{slugify(result.title)[:60]}-{result.started_at.astimezone():%Y-%m-%d}.md"
