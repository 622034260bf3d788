"""A short form: a line for each thing to choose, all of it at the arrow keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message

from studykit.tui.text import one_line
from studykit.tui.widgets.item_list import ItemList

_NOTES = 34
"""The column of the notes."""


@dataclass(slots=True)
class Pick:
    """A line with a few values of which one holds."""

    name: str
    label: str
    options: Sequence[tuple[Any, str, str]]
    """Value, its word, and what it means."""
    value: Any = None
    has_gap: bool = False
    """Whether a blank line stands above it; so for the other lines."""

    @property
    def word(self) -> str:
        """The word of the value."""
        return next(
            (word for value, word, _ in self.options if value == self.value), self.options[0][1]
        )

    @property
    def note(self) -> str:
        """What the value means."""
        return next((note for value, _, note in self.options if value == self.value), "")

    def step(self, by: int) -> None:
        """Take the next or the previous value, round and round."""
        values = [value for value, _, _ in self.options]
        here = values.index(self.value) if self.value in values else 0
        self.value = values[(here + by) % len(values)]


@dataclass(slots=True)
class Count:
    """A line with a number; 0 may stand for a word such as `all`."""

    name: str
    label: str
    value: int
    most: int
    zero: str = ""
    unit: str = ""
    note: str = ""
    steps: Sequence[int] = ()
    """The numbers that the arrows go through; any other can be typed."""
    has_gap: bool = False

    @property
    def word(self) -> str:
        """The number as shown."""
        return self.zero if self.zero and not self.value else f"{self.value} {self.unit}".rstrip()

    def step(self, by: int) -> None:
        """Go to the next higher or lower number."""
        numbers = [number for number in self.steps if number <= self.most] or list(
            range(1, self.most + 1)
        )
        order = [*numbers, 0] if self.zero else numbers
        if self.value in order:
            self.value = order[max(0, min(order.index(self.value) + by, len(order) - 1))]
        elif by > 0:
            self.value = next((number for number in numbers if number > self.value), numbers[-1])
        else:
            self.value = next(
                (number for number in reversed(numbers) if number < self.value), numbers[0]
            )

    def type(self, digit: int) -> None:
        """Add a digit, or begin again where it would be too much."""
        longer = self.value * 10 + digit
        self.value = longer if longer <= self.most else digit


@dataclass(slots=True)
class Button:
    """A line that does something."""

    name: str
    label: str
    word: str = ""
    note: str = ""
    primary: bool = False
    has_gap: bool = False


Line = Pick | Count | Button


class Form(ItemList):
    """Lines to choose from. It tells what changed and what was pressed; the screen makes sense of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Change", tooltip="Take the previous value.", key_display="←→"),
        Binding("right", "step(1)", "Change", tooltip="Take the next value.", show=False),
        Binding(
            "space",
            "space",
            "Change",
            tooltip="Change the value, or open what the line is about.",
            show=False,
        ),
        Binding("backspace", "erase", "Erase", tooltip="Take back a digit.", show=False),
    ]

    @dataclass
    class Changed(Message):
        """A value has changed."""

        line: Line

    @dataclass
    class Pressed(Message):
        """A line that does something was chosen."""

        line: Button

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.lines: list[Line] = []
        self._typing = False

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def current(self) -> Line:
        """The line at the cursor."""
        return self.lines[self.cursor]

    def show(self, lines: Sequence[Line], at: str = "") -> None:
        """Show other lines, with the cursor at the one of that name, or where it was."""
        wanted = at or (self.current.name if self.lines else "")
        self.lines = list(lines)
        self.cursor = next((i for i, line in enumerate(self.lines) if line.name == wanted), 0)
        self.redraw()

    def item(self, index: int, width: int) -> list[Content]:
        """The cursor, the label, the value between arrows, and what it means."""
        line = self.lines[index]
        here = index == self.cursor and self.has_focus
        mark = Content.styled("▸ ", "$primary") if here else Content("  ")
        shown = mark + (
            _button(line) if isinstance(line, Button) and line.primary else _value(line, here=here)
        )
        return [*([Content()] if line.has_gap else []), shown.truncate(width, ellipsis=True)]

    def action_move(self, by: int) -> None:
        """Go to another line; a number begun is done."""
        self._typing = False
        super().action_move(by)

    def action_step(self, by: int) -> None:
        """Change the value of the line."""
        line = self.current
        if isinstance(line, Button):
            return
        self._typing = False
        line.step(by)
        self._changed(line)

    def action_space(self) -> None:
        """Change the value, or press the line."""
        if isinstance(self.current, Button):
            self.post_message(self.Pressed(self.current))
        else:
            self.action_step(1)

    def action_erase(self) -> None:
        """Take the last digit back."""
        line = self.current
        if isinstance(line, Count):
            line.value //= 10
            self._changed(line)

    def on_key(self, event: Key) -> None:
        """Digits make a number."""
        line = self.current
        if (
            isinstance(line, Count)
            and event.character
            and event.character.isdecimal()
            and event.character.isascii()
        ):
            if not self._typing:
                line.value, self._typing = 0, True
            line.type(int(event.character))
            self._changed(line)
            event.stop()

    def on_click(self, event: Click) -> None:
        """Go to the line that was clicked, and change it."""
        index = self.item_at(event)
        if index is not None:
            self.cursor = index
            self.action_space()
            self.redraw()

    def _changed(self, line: Line) -> None:
        self.redraw()
        self.post_message(self.Changed(line))


def _button(line: Button) -> Content:
    name = Content.styled(f" {line.label} ", "bold $background on $primary")
    return Content.assemble(name, "  ", one_line(line.note).stylize("$text-muted"))


def _value(line: Line, *, here: bool) -> Content:
    arrows = ("‹ ", " ›") if here and not isinstance(line, Button) else ("  ", "  ")
    text = Content.assemble(
        (f"{line.label:<16}", "" if here else "$text-muted"),
        (arrows[0], "$primary"),
        one_line(line.word).stylize("bold" if here else ""),
        (arrows[1], "$primary"),
    )
    return Content.assemble(
        text.pad_right(max(_NOTES - text.cell_length, 1)), (line.note, "$text-muted")
    )
