"""A list of items with a cursor."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region
from textual.message import Message

from studykit.tui.widgets.lines import Lines

Item = TypeVar("Item")
Draw = Callable[[Item, int], Sequence[Content]]
"""Makes the lines of an item for a width; each item of a list has as many."""

CURSOR = "▸ "
AWAY = "▹ "
"""The cursor of a list while Enter does something else."""


class LineList(Lines, Generic[Item]):
    """Items of one line or a few, as many as there may be. It tells which one was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", tooltip="Go to the line above.", show=False),
        Binding("down,j", "move(1)", "Down", tooltip="Go to the line below.", show=False),
        Binding("pageup", "move_page(-1)", "Page up", tooltip="Go up by a page.", show=False),
        Binding("pagedown", "move_page(1)", "Page down", tooltip="Go down by a page.", show=False),
        Binding("home", "move(-1000000)", "First", tooltip="Go to the first line.", show=False),
        Binding("end", "move(1000000)", "Last", tooltip="Go to the last line.", show=False),
        Binding("enter", "choose", "Open", tooltip="Open the line at the cursor.", id="list-open"),
    ]

    class Told(Message):
        """Something happened in the list."""

        def __init__(self, sender: "LineList[Any]") -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> "LineList[Any]":
            """The list."""
            return self.sender

    class Chosen(Told):
        """The learner chose the item at the cursor."""

    class Left(Told):
        """The cursor would go up from the first item."""

    def __init__(
        self, draw: Draw[Item], *, rows: int = 1, away: str = CURSOR, **attributes: Any
    ) -> None:
        super().__init__(**attributes)
        self._draw = draw
        self._rows = rows
        self._away = away
        self.items: Sequence[Item] = ()
        self.cursor = 0

    @property
    def current(self) -> Item | None:
        """The item at the cursor."""
        return self.items[self.cursor] if self.items else None

    def show(self, items: Sequence[Item], cursor: int = 0, *, keep_height: bool = False) -> None:
        """Show other items; the line at the cursor may stay at its height."""
        height = self.cursor * self._rows - self.scroll_offset.y
        self.items = items
        self.cursor = max(0, min(cursor, len(items) - 1))
        self.redraw()
        if keep_height:
            self.scroll_to(y=self.cursor * self._rows - height, animate=False, force=True)
        self.call_after_refresh(self._keep_in_view)

    @property
    def line_count(self) -> int:
        return len(self.items) * self._rows

    def line(self, y: int) -> Content:
        """A line of an item, the first one behind the cursor where it is there."""
        index, row = divmod(y, self._rows)
        content = self._draw(self.items[index], self.room - len(CURSOR))[row]
        is_here = index == self.cursor
        if is_here and not row:
            mark = (CURSOR, "bold $primary") if self.has_focus else (self._away, "$text-muted")
            shown = Content.assemble(mark, content)
        else:
            shown = content.pad_left(len(CURSOR))
        if not (is_here and self.has_focus):
            return shown
        return shown.truncate(self.room, pad=True).stylize_before("on $surface")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to choose in an empty list."""
        return action != "choose" or bool(self.items)

    def move_to(self, index: int) -> None:
        """Put the cursor at an item."""
        index = max(0, min(index, len(self.items) - 1))
        if index == self.cursor:
            return
        old, self.cursor = self.cursor, index
        self._redraw_item(old)
        self._redraw_item(index)
        self._keep_in_view()

    def action_move(self, by: int) -> None:
        """Move the cursor; up from the first item is told."""
        if by == -1 and not self.cursor:
            self.post_message(self.Left(self))
        self.move_to(self.cursor + by)

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by as many items as are in view."""
        self.move_to(self.cursor + pages * max(self.size.height // self._rows - 1, 1))

    def action_choose(self) -> None:
        """Tell that the item at the cursor was chosen."""
        if self.items:
            self.post_message(self.Chosen(self))

    def on_click(self, event: Click) -> None:
        """Choose the item that was clicked."""
        y = self.line_at(event)
        if y is not None:
            self.move_to(y // self._rows)
            self.action_choose()

    def on_focus(self) -> None:
        """The cursor is bright where keys reach it."""
        self._redraw_item(self.cursor)

    def on_blur(self) -> None:
        """The cursor is dim where keys do not reach it."""
        self._redraw_item(self.cursor)

    def _redraw_item(self, index: int) -> None:
        for y in range(index * self._rows, (index + 1) * self._rows):
            self.redraw_line(y)

    def on_resize(self) -> None:
        """The cursor stays in view."""
        super().on_resize()
        self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        if not self.size.height:
            return
        region = Region(0, self.cursor * self._rows, 1, self._rows)
        self.scroll_to_region(region, animate=False, force=True)
