"""Where an answer is typed: an editor for sentences, a line for a word or two."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.strip import Strip
from textual.widgets import Input, TextArea

from studykit.tui.widgets.text_editor import TextEditor

LONGEST_PASTE = 100_000
"""Characters; more is no answer, and would make the editor slow."""
_OURS = {"f6", "f7", "enter"}
"""Keys that screens use, or that we tell of in our own words."""


def _quiet(bindings: Iterable[BindingType]) -> list[BindingType]:
    """The keys of an editor as everybody knows them: they work, but help need not list them."""
    known = [binding for binding in bindings if isinstance(binding, Binding)]
    return [replace(binding, description="") for binding in known if binding.key not in _OURS]


class AnswerEditor(TextEditor, inherit_bindings=False):
    """An editor for an answer in the learner's own words: lines wrap, and nothing looks like code."""

    DEFAULT_CSS = """
    AnswerEditor {
        background: $background;
        border: round $primary;
        padding: 0 1;

        &:focus {
            border: round $primary;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *_quiet([*TextArea.BINDINGS, *TextEditor.BINDINGS]),
        Binding("ctrl+z", "undo", "Undo typing", tooltip="Take back what was typed last.", show=False),
        Binding("ctrl+y", "redo", "Redo typing", tooltip="Bring it back.", show=False),
    ]  # fmt: skip

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, highlight_cursor_line=False, placeholder="In your own words …")
        self.match_cursor_bracket = False

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Look the same with focus: Textual would work out all styles anew, between two cards."""

    def on_paste(self, event: Paste) -> None:
        """Take no more than an answer can be."""
        event.text = event.text[:LONGEST_PASTE]


class AnswerLine(Input, inherit_bindings=False):
    """A line for a short answer; Enter is done with it."""

    DEFAULT_CSS = """
    AnswerLine {
        background: $background;
        border: round $primary;
        padding: 0 1;

        &:focus {
            border: round $primary;
            background-tint: $background 0%;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Done", tooltip="Be done with this answer."),
        *_quiet(Input.BINDINGS),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, placeholder="A word or two …", select_on_focus=False)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Look the same with focus, as the editor does."""

    def render_line(self, y: int) -> Strip:
        """The placeholder without a console of rich's, which would take its time between two cards."""
        if self.value or y:
            return super().render_line(y)
        style = self.rich_style + self.get_component_rich_style("input--placeholder")
        has_cursor = self.has_focus and self._cursor_visible
        first = style + self.get_component_rich_style("input--cursor") if has_cursor else style
        segments = [Segment(self.placeholder[:1], first), Segment(self.placeholder[1:], style)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def on_paste(self, event: Paste) -> None:
        """A paste of several lines becomes one."""
        event.text = " ".join(event.text[:LONGEST_PASTE].split())
