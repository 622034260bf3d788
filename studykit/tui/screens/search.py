"""Full-text search over terms, facts and questions, as one types."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from studykit.content.catalog import Hit, HitKind
from studykit.quiz.words import counted
from studykit.tui.excerpts import mark_words
from studykit.tui.screens.base import StudyScreen
from studykit.tui.text import one_line
from studykit.tui.widgets.line_list import LineList

MOST = 100
"""Places that are shown."""
_KIND_WIDTH = 12
_COLOURS = {
    HitKind.TERM: "bold $primary",
    HitKind.DEFINITION: "$secondary",
    HitKind.FACT: "$accent",
    HitKind.QUESTION: "$success",
}


class SearchScreen(StudyScreen[None]):
    """Words at the top, the places that have them below."""

    CSS_PATH = "search.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", tooltip="Go to the next place.", id="search-down", show=False),
        Binding("up", "move(-1)", "Up", tooltip="Go to the place before.", id="search-up", show=False),
        Binding("pagedown", "move(5)", "Page down", tooltip="Go five places on.", show=False),
        Binding("pageup", "move(-5)", "Page up", tooltip="Go five places back.", show=False),
        Binding("enter", "open", "Open", tooltip="Open the page of the place at the cursor.", id="search-open", priority=True),
    ]  # fmt: skip
    HELP_TEXT = "All the words must occur; the last one may be the beginning of a word. Up and down go through what was found while you type."
    trail = ("studykit", "Search")

    words = query_one(Input)
    count = query_one("#count", Static)
    hits = query_one(LineList)

    def body(self) -> ComposeResult:
        """The words, how many places there are, the places."""
        yield Input(placeholder="Words", compact=True, id="words")
        yield Static(id="count")
        yield LineList(self._hit, rows=2, id="hits")

    def on_mount(self) -> None:
        """The words come first."""
        self.hits.can_focus = False
        self._tell("Type words of a term, a definition, a fact or a question.")
        self.words.focus()

    @on(Input.Changed)
    def _search(self) -> None:
        self.attempt(self._find)

    def _find(self) -> None:
        found = self.study.catalog.search(self.words.value, MOST)
        self.hits.show(found)
        if not self.words.value.strip():
            self._tell("Type words of a term, a definition, a fact or a question.")
        elif len(found) == MOST:
            self._tell(f"The first {MOST} places. Another word narrows them down.")
        else:
            self._tell(counted(len(found), "place") if found else "Nothing has all these words.")
        self.refresh_bindings()

    def follow_library(self) -> None:
        """Search again, and stay at the same place where it is there still."""
        here = self.hits.current
        self._find()
        same = (at for at, hit in enumerate(self.hits.items) if here and hit[:2] == here[:2])
        self.hits.move_to(next(same, 0))

    def _tell(self, news: str) -> None:
        self.count.update(Content(news))

    def _hit(self, hit: Hit, width: int) -> list[Content]:
        """What it is and where, then the words around."""
        kind = Content.styled(f"{hit.kind:<{_KIND_WIDTH}}", _COLOURS[hit.kind])
        course = one_line(hit.ref.course_name).stylize("$text-muted")
        title = mark_words(hit.ref.term, self.words.value).stylize("bold")
        first = Content.assemble(kind, title, "  ", course).truncate(width, ellipsis=True)
        excerpt = mark_words(hit.excerpt, self.words.value).pad_left(_KIND_WIDTH)
        return [first, excerpt.truncate(width, ellipsis=True).stylize_before("$text-muted")]

    def action_move(self, by: int) -> None:
        """Go through the places while the words keep the keys."""
        self.hits.move_to(self.hits.cursor + by)

    def action_open(self) -> None:
        """Open the page of the place at the cursor."""
        self.hits.action_choose()

    @on(LineList.Chosen)
    def _open(self) -> None:
        if hit := self.hits.current:
            self.kit.doors.guide(hit.ref.course, hit.ref.slug)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open where nothing was found."""
        return action != "open" or bool(self.hits.items)
