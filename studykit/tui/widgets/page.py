"""A long page of parts, some of which can be gone to and opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region
from textual.message import Message

from studykit.tui.widgets.lines import Lines

_GUTTER = 2
"""Columns at the left, for the cursor."""
_WIDEST = 92
"""Longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the page."""

    make: Callable[[int], Sequence[Content]]
    """Makes its lines for a width."""
    key: str = ""
    """By which it is known, if it can change or be gone to."""
    opens: bool = False
    """Whether Tab goes to it."""


class Page(Lines):
    """Parts below each other. Arrows scroll, Tab goes from one part that can be opened to the next, Enter opens it."""

    DEFAULT_CSS = """
    Page {
        height: 1fr;
        padding-left: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "step(1)", "Next link", tooltip="Go to the next question or link.", id="page-next"),
        Binding("shift+tab", "step(-1)", "Previous link", tooltip="Go to the one before.", id="page-previous", show=False),
    ]  # fmt: skip

    class Moved(Message):
        """Another part is at the cursor."""

    class Pressed(Message):
        """The part at the cursor was clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._parts: Sequence[Part] = ()
        self._starts: list[int] = []
        self._lines: list[Content] = []
        self._made: dict[int, Sequence[Content]] = {}
        self._made_for = 0
        self.current = ""
        """The key of the part at the cursor."""

    def show(
        self,
        parts: Sequence[Part],
        *,
        keep_place: bool = False,
        renamed: Callable[[str], str] = str,
    ) -> None:
        """Show another page, from its top; or keep the place: the cursor stays at its part, and that or the uppermost one where it was, if they are there still.

        Args:
            parts: The page.
            keep_place: Whether to keep the place.
            renamed: Tells the key of now of a part, by the key it had.

        """
        anchor, above = self._anchor()
        y = self.scroll_offset.y if keep_place else 0
        here, top = (renamed(self.current), renamed(anchor)) if keep_place else ("", "")
        keys = {part.key for part in parts}
        self._parts, self.current = parts, here if here in keys else ""
        self._made.clear()
        self.redraw()
        if top and top in keys and self.room:
            at = self._part(top)
            y = self._starts[at] + min(above, max(len(self._made.get(at, ())) - 1, 0))
        self.scroll_to(y=y, animate=False, force=True)

    def _anchor(self) -> tuple[str, int]:
        """The part that stays where it is, and how much of it is above the top: the one at the cursor, or if that is out of view, the uppermost."""
        if self.current and self._starts and self._is_in_view(self.current):
            return self.current, self.scroll_offset.y - self._line_of(self.current)
        return self._uppermost()

    def _uppermost(self) -> tuple[str, int]:
        """The part that stands at the top, by its key, and how much of it is above."""
        y = self.scroll_offset.y
        index = max((at for at, start in enumerate(self._starts) if start <= y), default=-1)
        return (self._parts[index].key, y - self._starts[index]) if index >= 0 else ("", 0)

    def renew(self, kind: str) -> None:
        """Make the parts again whose keys begin so."""
        for index, part in enumerate(self._parts):
            if part.key.startswith(kind):
                self._made.pop(index, None)
        self.redraw()

    def redraw(self) -> None:
        """Show the parts as they are now; only those that changed are made again."""
        if not self.room:
            return
        width = max(min(self.room - _GUTTER - self._indent, _WIDEST), 10)
        if width != self._made_for:
            self._made.clear()
            self._made_for = width
        self._starts, self._lines = [], []
        for index, part in enumerate(self._parts):
            if index not in self._made:
                self._made[index] = part.make(width)
            self._starts.append(len(self._lines))
            self._lines += self._made[index]
        super().redraw()

    @property
    def _indent(self) -> int:
        """A wide terminal has the page in its middle."""
        return max((self.room - _WIDEST - _GUTTER) // 2, 0)

    @property
    def line_count(self) -> int:
        return len(self._lines)

    def line(self, y: int) -> Content:
        """A line of a part, its first one behind the cursor where it is there."""
        is_here = bool(self.current) and y == self._line_of(self.current)
        mark = Content.styled("▸ ", "bold $primary") if is_here else Content(" " * _GUTTER)
        return Content.assemble(" " * self._indent, mark, self._lines[y])

    def go_to(self, key: str) -> None:
        """Put the cursor at a part, and the part into view."""
        old, self.current = self.current, key
        for changed in filter(None, (old, key)):
            self.redraw_line(self._line_of(changed))
        if key:
            self.bring_into_view(key)
        self.post_message(self.Moved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing can be opened there is nothing to go to."""
        return action != "step" or any(part.opens for part in self._parts)

    def action_step(self, by: int) -> None:
        """Go to the next part that can be opened: from the cursor, or if that is out of view, from what is in view."""
        keys = [part.key for part in self._parts if part.opens]
        if not keys:
            return
        if self.current and self._is_in_view(self.current):
            self.go_to(keys[(keys.index(self.current) + by) % len(keys)])
        else:
            seen = [key for key in keys if self._is_in_view(key)] or keys
            self.go_to(seen[0 if by > 0 else -1])

    def on_click(self, event: Click) -> None:
        """Press the part that was clicked."""
        y = self.line_at(event)
        if y is None:
            return
        index = max(i for i, start in enumerate(self._starts) if start <= y)
        if self._parts[index].opens:
            self.go_to(self._parts[index].key)
            self.post_message(self.Pressed())

    def _part(self, key: str) -> int:
        return next(index for index, part in enumerate(self._parts) if part.key == key)

    def _line_of(self, key: str) -> int:
        return self._starts[self._part(key)]

    def _is_in_view(self, key: str) -> bool:
        top = self.scroll_offset.y
        return top <= self._line_of(key) < top + self.size.height

    def bring_into_view(self, key: str) -> None:
        """Scroll as far as needed for a part to be seen."""
        index = self._part(key)
        height = min(len(self._made[index]), self.size.height)
        region = Region(0, self._starts[index], 1, max(height, 1))
        self.scroll_to_region(region, animate=False, force=True)
