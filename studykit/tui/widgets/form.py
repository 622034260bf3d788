"""A short form: a line for each thing to choose, all of it at the arrow keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key, Paste
from textual.message import Message

from studykit.tui.text import one_line
from studykit.tui.widgets.form_lines import WEEKDAYS, Button, Count, Line, Typed, Week
from studykit.tui.widgets.item_list import ItemList

_NOTES = 34
"""The column of the notes."""


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
        Binding("shift+left,pageup", "leap(-1)", "Far", tooltip="Go back by a week.", show=False),
        Binding("shift+right,pagedown", "leap(1)", "Far", tooltip="Go on by a week.", show=False),
        Binding("backspace", "erase", "Erase", tooltip="Take back a character.", show=False),
        Binding("tab", "move(1)", "Next", tooltip="Go to the next line.", show=False),
        Binding("shift+tab", "move(-1)", "Before", tooltip="Go to the line before.", show=False),
    ]

    @dataclass
    class Changed(Message):
        """A value has changed."""

        line: Line

    class Moved(Message):
        """The cursor is at another line."""

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

    @property
    def takes_text(self) -> bool:
        """Whether characters are typed at the cursor, so that no key but F1 helps."""
        return bool(self.lines) and isinstance(self.current, Typed)

    @property
    def wrong(self) -> Typed | None:
        """The first line with something typed that cannot be read."""
        return next(
            (line for line in self.lines if isinstance(line, Typed) and line.is_wrong), None
        )

    def show(self, lines: Sequence[Line], at: str = "", *, anew: bool = False) -> None:
        """Show other lines, with the cursor at the one of that name, or where it was.

        What was typed and cannot be read stays to be mended, unless all begins anew.
        """
        wanted = at or (self.current.name if self.lines else "")
        typed = {} if anew else _unreadable(self.lines)
        self.lines = list(lines)
        for line in self.lines:
            if isinstance(line, Typed):
                line.typed = typed.get(line.name)
        self.go_to(wanted)

    def go_to(self, name: str) -> None:
        """Put the cursor at the line of that name, or at the first."""
        self.cursor = next((i for i, line in enumerate(self.lines) if line.name == name), 0)
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only some lines have far steps."""
        line = self.current if self.lines else None
        return action != "leap" or (isinstance(line, Typed) and line.leap > 1)

    def action_move(self, by: int) -> None:
        """Go to another line; what was being typed is done."""
        self.end_typing()
        super().action_move(by)
        self.screen.refresh_bindings()
        self.post_message(self.Moved())

    def end_typing(self) -> None:
        """What was typed at the cursor is done; what is typed next begins anew."""
        self._typing = False
        if self.lines and isinstance(self.current, Typed):
            self.current.leave()

    def action_step(self, by: int) -> None:
        """Change the value of the line."""
        line = self.current
        if isinstance(line, Button):
            return
        self._typing = False
        line.step(by)
        self._changed(line)

    def action_leap(self, by: int) -> None:
        """Change a value by more."""
        line = self.current
        self.action_step(by * line.leap if isinstance(line, Typed) else by)

    def action_space(self) -> None:
        """Change the value, or press the line."""
        line = self.current
        if isinstance(line, Button):
            self.post_message(self.Pressed(line))
        elif isinstance(line, Week):
            line.turn()
            self._changed(line)
        else:
            self.action_step(1)

    def action_erase(self) -> None:
        """Take the last character back."""
        line = self.current
        if isinstance(line, Count):
            line.value //= 10
        elif isinstance(line, Typed):
            line.erase()
        else:
            return
        self._changed(line)

    def on_paste(self, event: Paste) -> None:
        """Take what is pasted for typed."""
        if isinstance(self.current, Typed):
            self.current.type(one_line(event.text).plain)
            self._changed(self.current)
            event.stop()

    def on_key(self, event: Key) -> None:
        """Digits make a number, characters a text."""
        line = self.current
        if isinstance(line, Typed) and event.is_printable and event.character:
            line.type(event.character)
            self._changed(line)
            event.stop()
        elif (
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
            self.end_typing()
            self.cursor = index
            if not isinstance(self.current, Typed | Week):
                self.action_space()
            self.redraw()
            self.post_message(self.Moved())

    def _changed(self, line: Line) -> None:
        self.redraw()
        self.post_message(self.Changed(line))


def _unreadable(lines: Sequence[Line]) -> dict[str, str | None]:
    """What was typed and cannot be read, by the names of the lines."""
    return {line.name: line.typed for line in lines if isinstance(line, Typed) and line.is_wrong}


def _button(line: Button) -> Content:
    name = Content.styled(f" {line.label} ", "bold $background on $primary")
    return Content.assemble(name, "  ", one_line(line.note).stylize("$text-muted"))


def _value(line: Line, *, here: bool) -> Content:
    arrows = ("‹ ", " ›") if here and not isinstance(line, Button) else ("  ", "  ")
    text = Content.assemble(
        (f"{line.label:<16}", "" if here else "$text-muted"),
        (arrows[0], "$primary"),
        _week(line, here=here) if isinstance(line, Week) else _word(line, here=here),
        (arrows[1], "$primary"),
    )
    is_wrong = isinstance(line, Typed) and line.is_wrong
    note = one_line(line.note).stylize("$error" if is_wrong else "$text-muted")
    return Content.assemble(text.pad_right(max(_NOTES - text.cell_length, 1)), note)


def _word(line: Line, *, here: bool) -> Content:
    caret = "▏" if here and isinstance(line, Typed) and line.typed is not None else ""
    return one_line(line.word + caret).stylize("bold" if here else "")


def _week(line: Week, *, here: bool) -> Content:
    """The days; the chosen ones ticked, the one at the cursor underlined."""
    parts = []
    for day, name in enumerate(WEEKDAYS):
        sign, style = ("✗", "bold $warning") if day in line.value else (" ", "$text-muted")
        is_here = here and day == line.at
        parts.append(
            Content.assemble((name, f"{style} reverse" if is_here else style), (sign, style))
        )
    return Content(" ").join(parts)
