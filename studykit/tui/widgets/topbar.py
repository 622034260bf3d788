"""The line on top of every screen: where one is, and one thing worth seeing at the right."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from studykit.tui.text import one_line


class TopBar(Widget):
    """Where one is (`Art of the Interview › Networking`) and, at the right, a clock or a count."""

    DEFAULT_CSS = """
    TopBar {
        dock: top;
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $text-muted;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    trail: reactive[tuple[str, ...]] = reactive((), init=False)
    """From the widest place to the narrowest, the last is where one is."""
    aside: reactive[str] = reactive("", init=False)
    """Shown at the right."""

    def __init__(self, *trail: str, aside: str = "") -> None:
        super().__init__()
        self.set_reactive(TopBar.trail, trail)
        self.set_reactive(TopBar.aside, aside)

    def render(self) -> Content:
        """The line, the trail cut from the left where it is too long."""
        right = one_line(self.aside)
        room = self.size.width - right.cell_length - 2
        names = list(self.trail)
        while len(names) > 1 and cell_len(" › ".join(names)) > room:
            names.pop(0)
        parts = [one_line(name) for name in names]
        left = Content(" › ").join(
            [*parts[:-1], *(part.stylize("bold $foreground") for part in parts[-1:])]
        )
        left = left.truncate(max(room, 0), ellipsis=True)
        gap = max(self.size.width - left.cell_length - right.cell_length, 1)
        return Content.assemble(left, " " * gap, right)
