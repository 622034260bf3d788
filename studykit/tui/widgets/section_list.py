"""Rows under headings, with a cursor that goes through all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message

from studykit.tui.widgets.item_list import ItemList
from studykit.tui.widgets.prose import Maker, hanging

_NONE = Content()


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows."""

    over: Content = _NONE
    """On a line of its own above the row: what this row and those after it belong to."""
    mark: Content = _NONE
    """Stands before the text."""
    text: Content | Maker = _NONE
    """One line, cut where it is too long; or what is made for a width, of several lines."""
    aside: Content = _NONE
    """At the right end of the first line."""
    note: Maker | None = None
    """Under the text."""
    key: str = ""
    """What the row stands for."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading; left out where there are none."""

    title: str
    rows: Sequence[Row]


class SectionList(ItemList):
    """The sections under each other, scrolled as the cursor goes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "move(-10)", "Page up", tooltip="Go up ten rows.", show=False),
        Binding("pagedown", "move(10)", "Page down", tooltip="Go down ten rows.", show=False),
    ]

    class Clicked(Message):
        """The row at the cursor was clicked a second time."""

    class Moved(Message):
        """The cursor is at another row."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._rows: list[tuple[str, Row]] = []

    @property
    def count(self) -> int:
        return len(self._rows)

    @property
    def current(self) -> Row | None:
        """The row at the cursor."""
        return self._rows[self.cursor][1] if self._rows else None

    def action_move(self, by: int) -> None:
        """Move the cursor, and tell it."""
        super().action_move(by)
        self.post_message(self.Moved())

    def show(self, sections: Sequence[Section]) -> None:
        """Show other sections; the cursor stays where it is, as far as it can."""
        self._rows = [
            (section.title if at == 0 else "", row)
            for section in sections
            for at, row in enumerate(section.rows)
        ]
        self.cursor = min(self.cursor, max(self.count - 1, 0))
        self.redraw()

    def item(self, index: int, width: int) -> list[Content]:
        """The row, under its heading where it is the first."""
        title, row = self._rows[index]
        over = [Content()] * (index > 0) + [Content.styled(title, "bold $primary")]
        return [*(over if title else []), *self._row(row, width, here=index == self.cursor)]

    def on_click(self, event: Click) -> None:
        """Go to the row that was clicked."""
        index = self.item_at(event)
        if index is None:
            return
        was_here = index == self.cursor
        self.cursor = index
        self.redraw()
        self.post_message(self.Clicked() if was_here else self.Moved())

    def _row(self, row: Row, width: int, *, here: bool) -> list[Content]:
        cursor = ("▸ ", "bold $primary") if here and self.has_focus else "  "
        first = Content.assemble(cursor, row.mark)
        aside = row.aside.cell_length
        room = max(width - first.cell_length - (aside + 2 if aside else 0), 8)
        if isinstance(row.text, Content):
            lines = [first + row.text.truncate(room, ellipsis=True)]
        else:
            lines = hanging(first, row.text(room), first.cell_length + room)
        if aside:
            gap = " " * max(width - lines[0].cell_length - aside, 1)
            lines[0] = Content.assemble(lines[0], gap, row.aside)
        if row.over:
            lines.insert(0, Content("  ") + row.over.truncate(max(width - 2, 8), ellipsis=True))
        if row.note:
            lead = Content.styled(" " * first.cell_length + "↳ ", "$text-muted")
            lines += hanging(lead, row.note(width - lead.cell_length).stylize("$text-muted"), width)
        return lines
