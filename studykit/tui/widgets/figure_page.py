"""A page of figures, made for the width it has, that scrolls."""

from collections.abc import Callable, Sequence

from textual.content import Content

from studykit.tui.widgets.lines import Lines

WIDEST = 112
_MARGIN = 2


class FigurePage(Lines):
    """Lines that a function makes of a width; made once for each width."""

    DEFAULT_CSS = """
    FigurePage {
        height: 1fr;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._make: Callable[[int], Sequence[Content]] = lambda _: ()
        self._made: tuple[int, Sequence[Content]] = (0, ())

    def show(self, make: Callable[[int], Sequence[Content]], *, keep_place: bool = False) -> None:
        """Show another page, from its top unless the place is to be kept."""
        self._make, self._made = make, (0, ())
        self.redraw()
        if not keep_place:
            self.scroll_home(animate=False, force=True)

    def redraw(self) -> None:
        """Show the lines for the width of now."""
        width = min(self.room - 2 * _MARGIN, WIDEST)
        if width > 0 and self._made[0] != width:
            self._made = width, self._make(width)
        super().redraw()

    @property
    def line_count(self) -> int:
        return len(self._made[1])

    def line(self, y: int) -> Content:
        """A line behind the margin."""
        return self._made[1][y].pad_left(_MARGIN)
