"""Widgets under each other, laid out so that, in a small terminal, the long ones give way to the important ones."""

from collections.abc import Sequence

from textual.containers import Container
from textual.geometry import Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget


class Squeezed(Container):
    """Widgets under each other, each as high as it likes; where that is too much, some become smaller and scroll."""

    def __init__(self, least: Sequence[tuple[str, int]], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Take the ids of the widgets that give way, in that order, each with the lines it keeps."""
        super().__init__(id=id)
        self._layout = _SqueezedLayout(least)

    @property
    def layout(self) -> Layout:
        """Not to be chosen by a stylesheet, which knows no names of ours."""
        return self._layout


class _SqueezedLayout(VerticalLayout):
    """Vertical, and then what is too much is taken away."""

    def __init__(self, least: Sequence[tuple[str, int]]) -> None:
        self._least = least

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Lay out, and then take away what is too much."""
        placements = list(super().arrange(parent, children, size, greedy))
        over = max((p.region.bottom + p.margin.bottom for p in placements), default=0) - size.height
        ids = [placement.widget.id for placement in placements]
        for ident, least in self._least:
            if over > 0 and ident in ids:
                over -= _squeeze(placements, ids.index(ident), over, least)
        return placements


def _squeeze(placements: list[WidgetPlacement], index: int, over: int, least: int) -> int:
    """Make one placement smaller and move up what follows; returns by how much."""
    region = placements[index].region
    by = max(0, min(over, region.height - least))
    placements[index] = placements[index]._replace(region=region.shrink((0, 0, by, 0)))
    for later in range(index + 1, len(placements)):
        placement = placements[later]
        placements[later] = placement._replace(region=placement.region.translate((0, -by)))
    return by
