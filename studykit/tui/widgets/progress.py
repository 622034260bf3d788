"""The line that says how far a quiz has come, and how long it has taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from operator import itemgetter

from textual.content import Content
from textual.widget import Widget


class Dot(Enum):
    """How a card of the quiz went: its sign and its colour."""

    MET = ("●", "$success")
    PARTLY = ("◐", "$warning")
    MISSED = ("✗", "$error")
    LEFT = ("·", "$text-muted")


FLAG = "⚑"


@dataclass(frozen=True, slots=True)
class Progress:
    """What the line shows."""

    label: str = ""
    """`3 of 12`."""
    dots: Sequence[Dot] = ()
    flags: frozenset[int] = frozenset()
    at: int | None = None
    """The card that is asked now."""
    time: str = ""


class ProgressLine(Widget):
    """`3 of 12   ●●◐[·]····   2:10`; where there are too many cards for a dot each, their numbers."""

    DEFAULT_CSS = """
    ProgressLine {
        height: 1;
        color: $text-muted;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._progress = Progress()

    def show(self, progress: Progress) -> None:
        """Show how far it has come now."""
        if progress != self._progress:
            self._progress = progress
            self.refresh()

    def render(self) -> Content:
        """The line, its time at the right."""
        shown = self._progress
        left = Content.styled(shown.label, "bold $foreground")
        if shown.at in shown.flags:
            left = Content.assemble(left, "  ", (f"{FLAG} flagged", "$warning"))
        room = self.size.width - left.cell_length - len(shown.time) - 6
        row = self._dots()
        if row.cell_length > room:
            row = self._counts()
        line = Content.assemble(left, "   ", row.truncate(max(room, 0)))
        gap = max(self.size.width - line.cell_length - len(shown.time), 1)
        return Content.assemble(line, " " * gap, shown.time)

    def _dots(self) -> Content:
        """A sign for each card, the current one in brackets, the flagged ones with a flag."""
        shown = self._progress
        parts: list[tuple[str, str]] = []
        for index, dot in enumerate(shown.dots):
            sign, style = dot.value
            if index == shown.at:
                parts.append((f"[{sign}]", "bold $primary"))
            else:
                parts.append((sign, style))
            if index in shown.flags:
                parts.append((FLAG, "$warning"))
        runs = groupby(parts, key=itemgetter(1))
        return Content.assemble(*(("".join(sign for sign, _ in run), style) for style, run in runs))

    def _counts(self) -> Content:
        """How many cards there are of each sign."""
        dots = list(self._progress.dots)
        parts = [(f"{dot.value[0]} {dots.count(dot)}", dot.value[1]) for dot in Dot if dot in dots]
        if self._progress.flags:
            parts.append((f"{FLAG} {len(self._progress.flags)}", "$warning"))
        return Content("  ").join([Content.styled(text, style) for text, style in parts])
