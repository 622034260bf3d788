"""Fields of a form in which one writes: a line or an editor, with its label."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static, TextArea

from studykit.tui.widgets.text_editor import TextEditor

STEPS = [
    Binding("tab", "app.focus_next", "Next field", tooltip="Go to the next field.", id="field-next", show=False, priority=True),
    Binding("shift+tab", "app.focus_previous", "Field before", tooltip="Go to the field before.", id="field-previous", show=False, priority=True),
]  # fmt: skip
"""From field to field. They come first: what is typed right behind Tab, as over a slow line, is for the next field."""


class Field(Vertical):
    """A label, and what is typed below it."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        margin-top: 1;

        .field-label {
            color: $text-muted;
        }

        Input, TextArea {
            background: $background;
            border: round $border;
            padding: 0 1;

            &:focus {
                border: round $primary;
                background-tint: $background 0%;
            }
        }
    }
    """

    label = query_one(".field-label", Static)

    def __init__(self, name: str, label: str) -> None:
        super().__init__(id=f"field-{name}", name=name)
        self._label = label
        self._is_wrong = False

    def compose(self) -> ComposeResult:
        """The label, and the editor."""
        yield Static(Content(self._label), classes="field-label")
        yield self.editor()

    def editor(self) -> Input | TextArea:
        """Where one types; its id is the field's name."""
        raise NotImplementedError

    @property
    def value(self) -> str:
        """What was typed."""
        raise NotImplementedError

    def show(self, text: str) -> None:
        """Show a text to be changed."""
        raise NotImplementedError

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong here."""
        return self._is_wrong

    def focus_editor(self) -> None:
        """Go to where one types."""
        self.query_one(f"#{self.name}").focus()

    def mark(self, is_wrong: bool) -> None:
        """Say at the label whether something is wrong here."""
        if is_wrong != self._is_wrong:
            self._is_wrong = is_wrong
            label = Content(self._label)
            wrong = Content.styled(f"✗ {self._label}", "$error")
            self.label.update(wrong if is_wrong else label)


class WordsField(Field):
    """A field of one line."""

    def editor(self) -> Input:
        return Input(id=self.name, select_on_focus=False)

    @property
    def value(self) -> str:
        return self.query_one(Input).value

    def show(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self.query_one(Input).value = " ".join(text.split())


class TextField(Field):
    """A field of several lines."""

    def __init__(self, name: str, label: str, *, rows: int) -> None:
        super().__init__(name, label)
        self._rows = rows

    def editor(self) -> TextArea:
        area = TextEditor(id=self.name, highlight_cursor_line=False, tab_behavior="focus")  # fmt: skip
        area.styles.height = self._rows + 2
        return area

    @property
    def value(self) -> str:
        return self.query_one(TextArea).text

    def show(self, text: str) -> None:
        with self.prevent(TextArea.Changed):
            self.query_one(TextArea).load_text(text.strip("\n"))
