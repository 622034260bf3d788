"""A few items under each other, of one or several lines each, with a cursor."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Region

from studykit.tui.widgets.prose import Prose


class ItemList(VerticalScroll, can_focus=True, inherit_bindings=False):
    """The items, drawn as one text: quick to change, however many there are. A subclass says what an item looks like."""

    DEFAULT_CSS = """
    ItemList {
        height: auto;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", tooltip="Go to the item above.", show=False),
        Binding("down,j", "move(1)", "Down", tooltip="Go to the item below.", show=False),
        Binding("home", "move(-1000)", "First", tooltip="Go to the first item.", show=False),
        Binding("end", "move(1000)", "Last", tooltip="Go to the last item.", show=False),
    ]

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.cursor = 0
        self._text = Prose()
        self._starts: list[int] = []

    def compose(self) -> ComposeResult:
        """The one text."""
        yield self._text

    @property
    def count(self) -> int:
        """How many items there are."""
        return 0

    def item(self, index: int, width: int) -> list[Content]:
        """The lines of one item."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show the items as they are now."""
        self._text.show(self._draw)
        self.call_after_refresh(self._keep_cursor_in_view)

    def action_move(self, by: int) -> None:
        """Move the cursor, up to the first or last item."""
        self.cursor = max(0, min(self.cursor + by, self.count - 1))
        self.redraw()

    def item_at(self, event: Click) -> int | None:
        """The item that was clicked."""
        offset = event.get_content_offset(self._text)
        if offset is None or not self._starts:
            return None
        return max(i for i, start in enumerate(self._starts) if start <= offset.y or i == 0)

    def on_focus(self) -> None:
        """The cursor is seen only where keys reach it."""
        self.redraw()

    def on_blur(self) -> None:
        """The cursor is seen only where keys reach it."""
        self.redraw()

    def _draw(self, width: int) -> Content:
        self._starts = []
        lines: list[Content] = []
        for index in range(self.count):
            self._starts.append(len(lines))
            lines += self.item(index, width)
        self._starts.append(len(lines))
        return Content("\n").join(lines)

    def _keep_cursor_in_view(self) -> None:
        if self.cursor + 1 < len(self._starts):
            top, bottom = self._starts[self.cursor : self.cursor + 2]
            self.scroll_to_region(Region(0, top, 1, bottom - top), animate=False, force=True)
