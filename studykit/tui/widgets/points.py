"""The points of an answer, to be judged one at a time."""

from collections.abc import Mapping, Sequence

from textual.content import Content
from textual.events import Click

from studykit.content.model import Point
from studykit.log import Verdict
from studykit.tui.markdown import render
from studykit.tui.widgets.item_list import ItemList
from studykit.tui.widgets.prose import hanging

SIGNS = {
    Verdict.MET: ("✓", "$success"),
    Verdict.PARTLY: ("◐", "$warning"),
    Verdict.MISSED: ("✗", "$error"),
}
_ASIDE = 10
"""Columns for the verdict at the right."""


class PointList(ItemList, can_focus=False):
    """The points with what was judged so far. Nothing is ticked in advance, and the cursor waits at what is not judged yet.

    It takes no focus, which would cost time between two cards: its screen moves the cursor.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._points: Sequence[Point] = ()
        self._verdicts: dict[str, Verdict] = {}
        self._is_open = True

    @property
    def count(self) -> int:
        return len(self._points)

    @property
    def current(self) -> Point | None:
        """The point at the cursor, where there is one to judge."""
        return self._points[self.cursor] if self._points and self._is_open else None

    def show(
        self, points: Sequence[Point], verdicts: Mapping[str, Verdict], *, is_open: bool = True
    ) -> None:
        """Show points as judged so far; or, where they are not open to judge, what each would have said."""
        if points is not self._points:
            self._points, self._verdicts, self.cursor = points, {}, 0
        before, self._verdicts = self._verdicts, dict(verdicts)
        self._is_open = is_open
        self.cursor = self._next_cursor(before)
        self.redraw()

    def item(self, index: int, width: int) -> list[Content]:
        """The point with its verdict at the right; its why where it was not met."""
        point = self._points[index]
        verdict = self._verdicts.get(point.id)
        here = self._is_open and index == self.cursor
        first = Content.assemble(
            ("▸ " if here else "  ", "bold $primary"),
            ("! " if point.core else "  ", "bold $accent"),
        )
        room = max(width - 4 - _ASIDE, 10)
        lines = hanging(first, render(point.text, room), 4 + room)
        lines[0] = Content.assemble(
            lines[0].pad_right(4 + room - lines[0].cell_length), self._aside(verdict, here=here)
        )
        if point.why and (verdict in {Verdict.PARTLY, Verdict.MISSED} or not self._is_open):
            why = render(point.why, room - 2).stylize("$text-muted")
            lines += hanging(Content.styled("    ↳ ", "$text-muted"), why, 4 + room)
        return lines

    def on_click(self, event: Click) -> None:
        """Go to the point that was clicked."""
        index = self.item_at(event)
        if index is not None and self._is_open:
            self.cursor = index
            self.redraw()

    def _aside(self, verdict: Verdict | None, *, here: bool) -> Content:
        if not self._is_open:
            return Content()
        if verdict is None:
            return Content.styled(
                "  · y/p/n" if here else "  ·", "$primary" if here else "$text-muted"
            )
        sign, style = SIGNS[verdict]
        return Content.styled(f"  {sign} {verdict.words}", style)

    def _next_cursor(self, before: Mapping[str, Verdict]) -> int:
        """After a judgement the next point that has none, after an undo the one that has lost its."""
        if self._verdicts == before and before:
            return self.cursor
        left = [at for at, point in enumerate(self._points) if point.id not in self._verdicts]
        lost = [at for at in left if self._points[at].id in before]
        following = lost or [at for at in left if at >= self.cursor] or left
        return following[0] if following else self.cursor
