"""The tree in which it is ticked what a quiz or a test covers."""

from typing import ClassVar, TypeVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import Tree

from studykit.tui.widgets.line_list import CURSOR

T = TypeVar("T")


class ScopeTree(Tree[T], inherit_bindings=False):
    """A tree with our signs; its keys but those that go up and down are the screen's."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", tooltip="Go to the line above.", show=False),
        Binding("down,j", "cursor_down", "Down", tooltip="Go to the line below.", show=False),
        Binding("home", "scroll_home", "First", tooltip="Go to the first line.", show=False),
        Binding("end", "scroll_end", "Last", tooltip="Go to the last line.", show=False),
        Binding("pageup", "page_up", "Page up", tooltip="Go up a page.", show=False),
        Binding("pagedown", "page_down", "Page down", tooltip="Go down a page.", show=False),
    ]

    def render_line(self, y: int) -> Strip:
        """A line behind the sign of the cursor, if it is there: where it is must not be told by a colour alone."""
        line = super().render_line(y)
        is_here = self.scroll_offset.y + y == self.cursor_line
        style = next((segment.style for segment in line), None)
        sign = Segment(CURSOR if is_here else " " * len(CURSOR), style)
        return Strip.join([Strip([sign]), line]).crop(0, line.cell_length)
