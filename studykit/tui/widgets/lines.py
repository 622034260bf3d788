"""Lines that are drawn only where they are seen."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """A tall text of which only what is in view is drawn: quick with thousands of lines. A subclass says what a line is."""

    DEFAULT_CSS = """
    Lines {
        overflow-x: hidden;
        scrollbar-gutter: stable;
        background: $background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", tooltip="Scroll up.", show=False),
        Binding("down,j", "scroll_down", "Down", tooltip="Scroll down.", show=False),
        Binding("pageup", "page_up", "Page up", tooltip="Scroll up by a page.", show=False),
        Binding("pagedown", "page_down", "Page down", tooltip="Scroll down by a page.", show=False),
        Binding("home", "scroll_home", "Top", tooltip="Go to the top.", show=False),
        Binding("end", "scroll_end", "Bottom", tooltip="Go to the bottom.", show=False),
    ]

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._strips: dict[int, Strip] = {}

    @property
    def line_count(self) -> int:
        """How many lines there are at the width of now."""
        return 0

    def line(self, y: int) -> Content:
        """One of the lines, not wider than `room`."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """Columns that a line has."""
        return self.scrollable_content_region.width

    def redraw(self) -> None:
        """Show the lines as they are now."""
        self._strips.clear()
        size = Size(self.room, self.line_count)
        if size.height != self.virtual_size.height:
            self.virtual_size = size
            self.refresh(layout=True)
        else:
            self.refresh()

    def redraw_line(self, y: int) -> None:
        """Show one of the lines as it is now."""
        self._strips.pop(y, None)
        self.refresh_line(y)

    def on_resize(self) -> None:
        """Lines are made for a width."""
        self.redraw()

    def notify_style_update(self) -> None:
        """Colours are part of the drawn lines."""
        super().notify_style_update()
        self._strips.clear()

    def line_at(self, event: Click) -> int | None:
        """The line that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        y = offset.y + self.scroll_offset.y
        return y if y < self.line_count else None

    def render_line(self, y: int) -> Strip:
        """One of the lines in view."""
        y += self.scroll_offset.y
        width = self.room
        if not 0 <= y < self.line_count or not width:
            return Strip.blank(width, self.visual_style.rich_style)
        if y not in self._strips:
            content = self.line(y)
            self._strips[y] = Visual.to_strips(
                self, content, width, 1, self.visual_style, pad=True
            )[0]
        return self._strips[y]
