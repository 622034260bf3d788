"""What an answer is given with: the editor, the line or the choices, as the card wants it."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from studykit.content.text import clean
from studykit.quiz.cards import Card
from studykit.tui.widgets.answer_editor import AnswerEditor, AnswerLine
from studykit.tui.widgets.choices import Choices

EDITOR_LINES = 12
"""The height of the editor with its border, where there is room."""
LINE_LINES = 3
"""The height of the line with its border."""


class AnswerBox(Vertical):
    """The three ways to answer, of which one shows. It tells when there is something to keep as a draft."""

    DEFAULT_CSS = """
    AnswerBox {
        height: auto;

        AnswerEditor {
            height: 100%;
        }

        Choices {
            max-height: 100%;
        }
    }
    """
    BLANK = True  # the one that shows covers it all
    PATIENCE = 1.0
    """Seconds from a change until it is to be kept, however one goes on typing."""

    class Changed(Message):
        """The answer is another than before."""

    class Due(Message):
        """The answer has changed a moment ago, and is to be kept now."""

    class Submitted(Message):
        """Enter was pressed where it means: this is my answer."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.editor = AnswerEditor()
        self.line = AnswerLine()
        self.choices = Choices()
        self._ways = (self.editor, self.line, self.choices)
        self.way: Widget = self.editor
        """The one that shows."""
        self._asked: tuple[str, tuple[int, ...]] = ("", ())
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """All three, to be shown and hidden: quicker than to make them anew."""
        yield from self._ways

    def ask(
        self, card: Card, order: Sequence[int], text: str = "", ticked: Iterable[int] = ()
    ) -> None:
        """Ask for an answer to a card, with what was answered so far."""
        self.way = self.choices if card.choices else self.editor if card.is_open else self.line
        for way in self._ways:
            way.display = way is self.way
        self.styles.height = (
            EDITOR_LINES if self.is_typing else LINE_LINES if self.way is self.line else "auto"
        )
        shown = clean(text)
        if self.way is self.choices:
            self.choices.offer(card.choices, order, ticked, several=card.has_several)
        elif self.way is self.line:
            self.line.value = " ".join(shown.split())
            self.line.cursor_position = len(self.line.value)
        elif shown != self.editor.text:
            self.editor.load_text(shown)
            if shown:
                self.editor.move_cursor(self.editor.document.end)
        else:
            self.editor.history.clear()
        self._asked = self.answer

    @property
    def answer(self) -> tuple[str, tuple[int, ...]]:
        """The text as typed and the positions of the choices ticked."""
        if self.way is self.choices:
            return "", self.choices.ticked
        return (self.line.value if self.way is self.line else self.editor.text), ()

    @property
    def is_typing(self) -> bool:
        """Whether it is the editor that shows, in which Enter is a new line."""
        return self.way is self.editor

    @property
    def is_empty(self) -> bool:
        """Whether there is no answer yet."""
        text, ticked = self.answer
        return not text.strip() and not ticked

    @property
    def is_touched(self) -> bool:
        """Whether the answer is another than the one it was asked with."""
        return self.answer != self._asked

    @on(TextArea.Changed)
    @on(Input.Changed)
    @on(Choices.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        if self._timer is None:
            self._timer = self.set_timer(self.PATIENCE, self._due)
        self.post_message(self.Changed())

    def _due(self) -> None:
        self._timer = None
        self.post_message(self.Due())

    @on(Input.Submitted)
    @on(Choices.Submitted)
    def _submitted(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Submitted())
