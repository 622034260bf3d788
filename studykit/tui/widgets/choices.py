"""The choices of a choice question, to be ticked."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message

from studykit.content.model import Choice
from studykit.tui.markdown import render
from studykit.tui.widgets.item_list import ItemList
from studykit.tui.widgets.prose import hanging


class Choices(ItemList):
    """One of the choices, or several, ticked by number, or with arrows and space."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,2,3,4,5,6,7,8,9", "tick_number", "Tick", tooltip="Tick the choice of that number.", key_display="1-9"),
        Binding("space", "tick", "Tick", tooltip="Tick the choice at the cursor.", show=False),
        Binding("enter", "submit", "Done", tooltip="Be done with this answer as it is ticked."),
    ]  # fmt: skip

    class Changed(Message):
        """Another choice is ticked."""

    class Submitted(Message):
        """The learner is done with ticking."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._choices: Sequence[Choice] = ()
        self._order: Sequence[int] = ()
        self._several = False
        self._ticked: set[int] = set()

    @property
    def ticked(self) -> tuple[int, ...]:
        """The positions of the ticked choices, as the author counts them."""
        return tuple(sorted(self._ticked))

    @property
    def count(self) -> int:
        return len(self._order)

    def offer(
        self,
        choices: Sequence[Choice],
        order: Sequence[int],
        ticked: Iterable[int] = (),
        *,
        several: bool = False,
    ) -> None:
        """Offer choices in that order; `ticked` are positions as the author counts them."""
        self._choices, self._order, self._several = choices, order, several
        self._ticked = set(ticked)
        self.cursor = next((at for at, choice in enumerate(order) if choice in self._ticked), 0)
        self.redraw()

    def item(self, index: int, width: int) -> list[Content]:
        """The cursor, the number, whether it is ticked, the words."""
        choice = self._order[index]
        ticked = choice in self._ticked
        here = index == self.cursor and self.has_focus
        marks = ("[x]", "[ ]") if self._several else ("(•)", "( )")
        first = Content.assemble(
            ("▸ " if here else "  ", "$primary"),
            (f"{index + 1} ", "$text-muted"),
            (marks[not ticked], "bold $primary" if ticked else "$text-muted"),
            " ",
        )
        body = render(self._choices[choice].text, max(width - first.cell_length, 1))
        return hanging(first, body.stylize("bold") if ticked else body, width)

    def action_tick_number(self) -> None:
        """Named for help and key bar; which number it was, only the key itself tells."""
        raise SkipAction

    def on_key(self, event: Key) -> None:
        """Tick the choice of a number."""
        if event.character and event.character in "123456789":
            event.stop()
            self._toggle(int(event.character) - 1)

    def action_tick(self) -> None:
        """Tick the choice at the cursor, or take the tick off."""
        self._toggle(self.cursor)

    def action_submit(self) -> None:
        """Be done."""
        self.post_message(self.Submitted())

    def on_click(self, event: Click) -> None:
        """Tick what is clicked."""
        index = self.item_at(event)
        if index is not None:
            self._toggle(index)

    def _toggle(self, index: int) -> None:
        if not 0 <= index < self.count:
            return
        self.cursor = index
        choice = {self._order[index]}
        self._ticked = self._ticked ^ choice if self._several else choice - self._ticked
        self.redraw()
        self.post_message(self.Changed())
