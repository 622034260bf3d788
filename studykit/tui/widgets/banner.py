"""Two lines under a page that say what is wrong with its file."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from studykit.errors import Problem
from studykit.tui.text import from_here, one_line

HELD = "last good version shown"


class Banner(Widget):
    """The first mistake: its file and line, what it is and how to mend it. Takes no room where all is well, and stands below: what is being read does not move."""

    DEFAULT_CSS = """
    Banner {
        height: 2;
        padding: 0 1;
        background: $surface;
        text-wrap: nowrap;
        text-overflow: clip;
        display: none;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._head = self._aside = self._told = ""

    def show(self, problems: Sequence[Problem], aside: str = "") -> None:
        """Show the first of some problems; nothing where there are none.

        Args:
            problems: The one to be mended first comes first.
            aside: What else is to be known, said at the right.

        """
        if not problems:
            self.display = False
            return
        first, more = problems[0], len(problems) - 1
        others = f"{more:,} more" if more else ""
        head = f"{from_here(first.path)}:{first.line}"
        self.tell(head, " · ".join(filter(None, (others, aside))), f"{first.sentence} {first.hint}")

    def tell(self, head: str, aside: str, told: str = "") -> None:
        """Show something else: what is in bold, what stands at the right, and a sentence under it."""
        self._head, self._aside, self._told = head, aside, told
        self.display = True
        self.refresh()

    def render(self) -> Content:
        """What is in bold is cut from the left where it is too long."""
        width, aside = self.content_size.width, one_line(self._aside)
        place = _shortened(one_line(self._head).plain, width - aside.cell_length - 4)
        head = Content.assemble(("✗ ", "bold $error"), (place, "bold"))
        gap = max(width - head.cell_length - aside.cell_length, 2)
        told = one_line(self._told).truncate(max(width - 2, 0), ellipsis=True)
        return Content.assemble(head, " " * gap, aside.stylize("$text-muted"), "\n  ", told)


def _shortened(place: str, width: int) -> str:
    """The end of a place, which has the name of the file and the line."""
    if cell_len(place) <= width:
        return place
    while place and cell_len(place) >= max(width, 1):
        place = place[1:]
    return f"…{place}"
