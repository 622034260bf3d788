"""A text that is made for the width it has."""

from collections.abc import Callable
from typing import Any

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Maker = Callable[[int], Content]


class Prose(Widget):
    """Shows what a function makes of a width, such as Markdown with its lines wrapped; made once for each width."""

    DEFAULT_CSS = """
    Prose {
        height: auto;
    }
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._make: Maker = lambda _: Content()
        self._made: tuple[int, Content] | None = None

    def show(self, make: Maker) -> None:
        """Show another text."""
        self._make, self._made = make, None
        self.clear_cached_dimensions()
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text has at that width."""
        content = self._at(width)
        return content.get_height({}, width) if content else 0

    def render(self) -> Content:
        """The text."""
        return self._at(self.content_size.width)

    def _at(self, width: int) -> Content:
        if self._made is None or self._made[0] != width:
            self._made = width, self._make(width)
        return self._made[1]


def hanging(first: Content, body: Content, width: int) -> list[Content]:
    """The body's lines behind a mark, the further ones indented as far as the first."""
    indent = first.cell_length
    lines = body.wrap(max(width - indent, 1)) or [Content()]
    return [first + lines[0], *(line.pad_left(indent) for line in lines[1:])]
