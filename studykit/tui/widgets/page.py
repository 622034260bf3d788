"""A long page of parts, some of which can be gone to and opened."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
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
_FEW = 100
"""So many parts are made at once. Of more, those are made that come near to what is seen."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the page."""

    make: Callable[[int], Sequence[Content]]
    """Makes its lines for a width."""
    key: str = ""
    """By which it is known, if it can change or be gone to."""
    opens: bool = False
    """Whether Tab goes to it."""
    guess: Callable[[int], int] | None = None
    """Says about how many lines it has at a width; a part without it is made at once on any page."""


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
        self._places: dict[str, int] = {}
        self._heights: dict[int, int] = {}
        """Of each part how many lines it has, as far as that is known."""
        self._starts: list[int] = [0]
        """The first line of each part, and how many lines there are in all."""
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
        self._places = {part.key: at for at, part in reversed([*enumerate(parts)])}
        self._parts, self.current = parts, here if here in self._places else ""
        self._forget()
        self.redraw()
        if top in self._places and self.room:
            y = self._line_for(top, above)
        self.scroll_to(y=y, animate=False, force=True)

    def _line_for(self, key: str, above: int) -> int:
        """The line at the top, if so much of a part is above it."""
        at = self._places[key]
        if self._make_near(at):
            super().redraw()
        return self._starts[at] + min(above, max(self._heights[at] - 1, 0))

    def _anchor(self) -> tuple[str, int]:
        """The part that stays where it is, and how much of it is above the top: the one at the cursor, or if that is out of view, the uppermost."""
        if self.current and self.line_count and self._is_in_view(self.current):
            return self.current, self.scroll_offset.y - self._line_of(self.current)
        return self._uppermost()

    def _uppermost(self) -> tuple[str, int]:
        """The part that stands at the top, by its key, and how much of it is above."""
        if not self.line_count:
            return "", 0
        y = self.scroll_offset.y
        index = self._part_at(y)
        return self._parts[index].key, y - self._starts[index]

    def renew(self, kind: str) -> None:
        """Make the parts again whose keys begin so; what is seen stays where it is."""
        anchor, above = self._anchor()
        for index, part in enumerate(self._parts):
            if part.key.startswith(kind):
                self._made.pop(index, None)
                self._heights.pop(index, None)
        self.redraw()
        if anchor and self.room:
            self.scroll_to(y=self._line_for(anchor, above), animate=False, force=True)

    def _forget(self) -> None:
        self._made.clear()
        self._heights.clear()

    def redraw(self) -> None:
        """Show the parts as they are now; only those that changed are made again."""
        if not self.room:
            return
        width = max(min(self.room - _GUTTER - self._indent, _WIDEST), 10)
        if width != self._made_for:
            self._forget()
            self._made_for = width
        is_long = len(self._parts) > _FEW
        for index, part in enumerate(self._parts):
            if index not in self._heights:
                if is_long and part.guess:
                    self._heights[index] = part.guess(width)
                else:
                    self._make([index])
        self._measure()
        self._make_near(self._part_at(self.scroll_offset.y))
        super().redraw()

    @property
    def made(self) -> int:
        """How many parts are made."""
        return len(self._made)

    # -- long pages ------------------------------------------------------------------------------------------------------

    def _make(self, indices: Iterable[int]) -> bool:
        """Make some parts; whether there was one to be made."""
        wanted = [index for index in indices if index not in self._made]
        for index in wanted:
            self._made[index] = self._parts[index].make(self._made_for)
            self._heights[index] = len(self._made[index])
        return bool(wanted)

    def _measure(self) -> None:
        """Tell where each part begins."""
        heights = map(self._heights.__getitem__, range(len(self._parts)))
        self._starts = list(accumulate(heights, initial=0))

    def _part_at(self, y: int) -> int:
        """The part that a line belongs to."""
        return max(min(bisect_right(self._starts, y), len(self._parts)) - 1, 0)

    def _make_near(self, index: int) -> bool:
        """Make what is a screen or less above a part, or two below it; whether there was something to be made."""
        if len(self._made) == len(self._parts):
            return False
        height = max(self.size.height, 1)
        first = self._part_at(self._starts[index] - height)
        last = self._part_at(self._starts[index] + 2 * height)
        has_made = False
        while self._make(range(first, last + 1)):  # what is made may be lower than was guessed
            has_made = True
            self._measure()
            first = self._part_at(self._starts[index] - height)
            last = self._part_at(self._starts[index] + 2 * height)
        return has_made

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Make what comes into view; what is seen stays where it is, though what is above it had another height than was guessed."""
        super().watch_scroll_y(old_value, new_value)
        if len(self._made) == len(self._parts):
            return
        y = self.scroll_offset.y
        index = self._part_at(y)
        below = self._starts[index + 1] - y
        if not self._make_near(index):
            return
        super().redraw()
        at = max(self._starts[index + 1] - below, self._starts[index])
        if at != y and not self.app.animator.is_being_animated(self, "scroll_y"):
            self.scroll_to(y=at, animate=False, force=True)

    def action_scroll_end(self) -> None:
        """Go to the bottom, which has to be made first, at once: the next key counts on it."""
        if self._parts and self._make_near(len(self._parts) - 1):
            super().redraw()
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    # -- what is seen ----------------------------------------------------------------------------------------------------

    @property
    def _indent(self) -> int:
        """A wide terminal has the page in its middle."""
        return max((self.room - _WIDEST - _GUTTER) // 2, 0)

    @property
    def line_count(self) -> int:
        return self._starts[-1]

    def line(self, y: int) -> Content:
        """A line of a part, its first one behind the cursor where it is there."""
        index = self._part_at(y)
        lines = self._made.get(index) or self._parts[index].make(self._made_for)
        at = y - self._starts[index]
        is_here = not at and bool(self.current) and self._parts[index].key == self.current
        mark = Content.styled("▸ ", "bold $primary") if is_here else Content(" " * _GUTTER)
        return Content.assemble(" " * self._indent, mark, lines[at] if at < len(lines) else "")

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
        index = self._part_at(y)
        if self._parts[index].opens:
            self.go_to(self._parts[index].key)
            self.post_message(self.Pressed())

    def _line_of(self, key: str) -> int:
        return self._starts[self._places[key]]

    def _is_in_view(self, key: str) -> bool:
        top = self.scroll_offset.y
        return top <= self._line_of(key) < top + self.size.height

    def bring_into_view(self, key: str) -> None:
        """Scroll as far as needed for a part to be seen."""
        index = self._places[key]
        if self._make_near(index):
            super().redraw()
        height = min(self._heights[index], self.size.height)
        region = Region(0, self._starts[index], 1, max(height, 1))
        self.scroll_to_region(region, animate=False, force=True)
