"""The questions of a mock test at a glance: which are answered, which are flagged, and where one is."""

from collections.abc import Set
from dataclasses import dataclass

from textual.content import Content, Span
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from studykit.tui.widgets.progress import FLAG

ANSWERED, EMPTY, CLOSED = "✓", "·", "×"
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Questions:
    """What the grid shows; questions are counted from 0."""

    count: int = 0
    at: int = 0
    answered: Set[int] = frozenset()
    flagged: Set[int] = frozenset()
    closed: Set[int] = frozenset()
    """Those whose own time is used up."""


class QuestionGrid(Widget):
    """`1✓ 2✓ 3·⚑ [4·] 5·`, over as many lines as it takes; of many lines those around the current question."""

    DEFAULT_CSS = """
    QuestionGrid {
        height: auto;
    }
    """

    @dataclass
    class Chosen(Message):
        """A question was clicked."""

        card: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._questions = Questions()

    def show(self, questions: Questions) -> None:
        """Show how the questions stand now."""
        if questions != self._questions:
            is_longer = questions.count != self._questions.count
            self._questions = questions
            self.refresh(layout=is_longer)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the questions take, up to a limit."""
        return min(self._lines(width), _MOST_LINES)

    def render(self) -> Content:
        """The lines that show."""
        per_line, first = self._per_line(self.size.width), self._first_line
        text: list[str] = []
        spans: list[Span] = []
        at = 0
        last = min((first + self.size.height) * per_line, self._questions.count)
        for card in range(first * per_line, last):
            cell = self._cell(card)
            spans += self._spans(card, at, len(cell))
            is_end = (card + 1) % per_line == 0
            text.append(f"{cell}\n" if is_end else cell)
            at += len(text[-1])
        return Content("".join(text).rstrip("\n"), spans)

    def on_click(self, event: Click) -> None:
        """Tell which question was clicked."""
        per_line = self._per_line(self.size.width)
        card = (self._first_line + event.y) * per_line + event.x // self._cell_width
        if event.x < per_line * self._cell_width and card < self._questions.count:
            self.post_message(self.Chosen(card))

    @property
    def _cell_width(self) -> int:
        """How wide a question is: its number, two signs, the brackets."""
        return len(str(self._questions.count)) + 4

    @property
    def _first_line(self) -> int:
        """The first of the lines that show, with the current question among them."""
        width, height = self.size
        here = self._questions.at // self._per_line(width)
        return max(min(here - height // 2, self._lines(width) - height), 0)

    def _per_line(self, width: int) -> int:
        return max(width // self._cell_width, 1)

    def _lines(self, width: int) -> int:
        return -(-self._questions.count // self._per_line(width))

    def _cell(self, card: int) -> str:
        shown = self._questions
        sign = ANSWERED if card in shown.answered else CLOSED if card in shown.closed else EMPTY
        words = f"{card + 1}{sign}{FLAG if card in shown.flagged else ''}"
        cell = f"[{words}]" if card == shown.at else f" {words} "
        return cell.ljust(self._cell_width)

    def _spans(self, card: int, at: int, width: int) -> list[Span]:
        shown = self._questions
        sign = at + 1 + len(str(card + 1))
        spans = [Span(at, at + width, "bold $primary" if card == shown.at else "$text-muted")]
        if card in shown.answered:
            spans.append(Span(sign, sign + 1, "$success"))
        if card in shown.flagged:
            spans.append(Span(sign + 1, sign + 2, "$warning"))
        return spans
