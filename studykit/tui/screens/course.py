"""A course: its units and terms with the state of each, to be read or asked."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from studykit.content.outline import Outline
from studykit.errors import NotFoundError
from studykit.scheduling.standing import PageState
from studykit.tui.course_tree import Branch, Level, branch_line, branches, unit_of
from studykit.tui.editing import edit_page, edit_unit
from studykit.tui.screens.base import StudyScreen
from studykit.tui.states import counts
from studykit.tui.text import text
from studykit.tui.widgets.banner import HELD, Banner
from studykit.tui.widgets.line_list import LineList


class CourseScreen(StudyScreen[None]):
    """The units and terms of a course as a tree."""

    CSS_PATH = "course.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quiz", "Quiz", tooltip="Set up a quiz of what is ticked, or of the line at the cursor.", id="course-quiz"),
        Binding("t", "mock", "Mock test", tooltip="Set up a mock test of it.", id="course-mock"),
        Binding("space", "tick", "Tick", tooltip="Tick the line for a quiz, or take its tick off.", id="course-tick"),
        Binding("slash", "filter", "Find", tooltip="Find a term of this course as you type.", id="course-find"),
        Binding("e", "edit", "Edit", tooltip="Open the file of the line at the cursor in your editor: the term's, or the course's at the unit.", id="course-edit"),
        Binding("w", "write", "Write", tooltip="Write a new term in a form; it is put into the unit at the cursor.", id="course-write", show=False),
        Binding("a", "about", "About", tooltip="Say what the course is about, or hide it.", id="course-about"),
        Binding("left", "fold", "Fold", tooltip="Fold the unit.", id="course-fold", show=False),
        Binding("right", "unfold", "Unfold", tooltip="Unfold the unit.", id="course-unfold", show=False),
        Binding("enter", "take_first", "Open", tooltip="Open the page at the cursor.", id="course-take-first", priority=True),
        Binding("down", "leave_filter", "Down", tooltip="Go to the terms that were found.", show=False),
    ]  # fmt: skip
    HELP_TEXT = "Enter opens the page of a term or question set, or folds a unit. Space ticks what a quiz is to ask; with nothing ticked it asks what is at the cursor."

    banner = query_one(Banner)
    about = query_one("#about", Static)
    words = query_one("#words", Input)
    states_line = query_one("#states", Static)
    terms = query_one("#terms", LineList)

    def __init__(self, course: str, term: str | None = None) -> None:
        super().__init__()
        self._slug = course
        self._term = term
        self._course = Outline(course, "", "")
        self._states: dict[str, PageState] = {}
        self._is_shown = False
        self._folded: set[str] = set()
        self._ticked: dict[str, None] = {}

    @property
    def slug(self) -> str:
        """Which course it is."""
        return self._slug

    def body(self) -> ComposeResult:
        """What it is about, how far one has come, the tree, and what is wrong with its files."""
        yield Static(id="about")
        yield Static(id="states")
        yield Input(placeholder="Find a term", compact=True, id="words")
        yield LineList(self._line, id="terms")
        yield Banner()

    def on_mount(self) -> None:
        """Show the course."""
        self.about.display = self.words.display = False
        if not self.attempt(self._load):
            self.call_later(self.action_back)
        self.go_to(self._term or "")
        self.terms.focus()

    def on_screen_resume(self) -> None:
        """The states may have changed while another screen was on top."""
        if self._is_shown and not self.is_behind:
            self.attempt(self._load)
        self._is_shown = True

    def follow_library(self) -> None:
        """Show the course as it is now; one that is gone stays as it was."""
        try:
            self._load()
        except NotFoundError:
            self.banner.tell(f"{self._course.title} is not in the library any more.", HELD)

    def go_to(self, term: str) -> None:
        """Put the cursor at a term."""
        found = (at for at, branch in enumerate(self.terms.items) if term and branch.term == term)
        self.terms.move_to(next(found, self.terms.cursor))

    # -- what is shown ---------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self._take_outline(self.study.catalog.outline(self._slug))
        self._states = self.study.page_states(self._slug)
        faults = self.study.catalog.faults(self._slug)
        self.banner.show(faults.problems, HELD if faults.is_held else "")
        self.topbar.trail = ("studykit", self._course.title)
        self.states_line.update(counts(list(self._states.values())))
        self.about.update(text(self._course.about))
        here, lines = self.terms.current, self._found()
        found = (at for at, branch in enumerate(lines) if here and branch.is_same(here))
        self.terms.show(lines, next(found, self.terms.cursor), keep_height=True)

    def _take_outline(self, course: Outline) -> None:
        """Take the course as it is now; what is folded and ticked stays so where it is there still."""
        folded = {
            unit.title for at, unit in enumerate(self._course.units) if f"unit {at}" in self._folded
        }
        units = {f"unit {at}" for at, unit in enumerate(course.units) if unit.title in folded}
        there = {f"{self._slug}/{term.slug}" for term in course.terms}
        there |= {f"{self._slug}/{one.slug}" for one in course.sets}
        self._folded = units | (self._folded & {"sets"})
        self._ticked = {address: None for address in self._ticked if address in there}
        self._course = course

    def _show(self, cursor: int = 0) -> None:
        self.terms.show(self._found(), cursor)

    def _line(self, branch: Branch, width: int) -> list[Content]:
        line = branch_line(
            branch,
            width,
            box=self._box(branch),
            folded=branch.key in self._folded and not self.words.value,
        )
        return [line]

    # -- going on --------------------------------------------------------------------------------------------------------

    @on(LineList.Chosen, "#terms")
    def _open(self) -> None:
        branch = self.terms.current
        if branch is None:
            return
        if branch.term:
            self.kit.doors.guide(self._slug, branch.term)
        elif branch.key:
            self._turn(branch)
        else:
            self.kit.doors.quiz(branch.scope)

    def action_quiz(self) -> None:
        """Set up a quiz of what is chosen."""
        self.kit.doors.quiz(self._scope())

    def action_mock(self) -> None:
        """Set up a mock test of it."""
        self.kit.doors.mock_test(self._scope())

    def _scope(self) -> tuple[str, ...]:
        """What is ticked, else what is at the cursor, else the course."""
        branch = self.terms.current
        return tuple(self._ticked) or (branch.scope if branch else (self._slug,))

    async def action_edit(self) -> None:
        """Open the file of the line at the cursor in the author's editor."""
        branch = self.terms.current
        if branch and branch.term:
            await edit_page(self.kit, self._slug, branch.term)
        else:
            await edit_unit(self.kit, self._slug, self._unit)

    def action_write(self) -> None:
        """Write a new term for the unit at the cursor."""
        self.kit.doors.author(self._slug, unit=self._unit)

    @property
    def _unit(self) -> str:
        """The unit at the cursor."""
        return unit_of(self._course, self.terms.items[: self.terms.cursor + 1])

    def action_about(self) -> None:
        """Say what the course is about, or hide it."""
        self.about.display = not self.about.display

    def action_back(self) -> None:
        """Leave the words first, then the ticks, then the course."""
        if self.words.display:
            self._close_filter()
        elif self._ticked:
            self._ticked.clear()
            self.terms.redraw()
        else:
            super().action_back()

    # -- ticks -----------------------------------------------------------------------------------------------------------

    def action_tick(self) -> None:
        """Tick the line at the cursor, or take its tick off, and go to the next."""
        branch = self.terms.current
        if branch is None:
            return
        addresses = self._addresses(branch)
        if self._is_ticked(branch):
            for address in addresses:
                del self._ticked[address]
        else:
            self._ticked |= dict.fromkeys(addresses)
        self.terms.redraw()
        self.terms.move_to(self.terms.cursor + 1)

    def _is_ticked(self, branch: Branch) -> bool:
        return bool(self._ticked) and all(
            address in self._ticked for address in self._addresses(branch)
        )

    def _box(self, branch: Branch) -> str:
        """The box of a line: ticked, in part, or not; there are none before something is ticked."""
        if not self._ticked:
            return ""
        if self._is_ticked(branch):
            return "[x] "
        return "[-] " if self._ticked.keys() & set(self._addresses(branch)) else "[ ] "

    def _addresses(self, branch: Branch) -> tuple[str, ...]:
        if branch.level is not Level.COURSE:
            return branch.scope
        slugs = [term.slug for term in self._course.terms]
        slugs += [one.slug for one in self._course.sets]
        return tuple(f"{self._slug}/{slug}" for slug in slugs)

    # -- folding and finding ---------------------------------------------------------------------------------------------

    def action_fold(self) -> None:
        """Fold the unit at the cursor, or go up to the unit."""
        branch = self.terms.current
        if branch and branch.key and branch.key not in self._folded:
            self._turn(branch)
        elif branch and not branch.key:
            above = [at for at in range(self.terms.cursor) if self.terms.items[at].key]
            self.terms.move_to(above[-1] if above else 0)

    def action_unfold(self) -> None:
        """Unfold the unit at the cursor."""
        branch = self.terms.current
        if branch and branch.key in self._folded:
            self._turn(branch)

    def _turn(self, branch: Branch) -> None:
        self._folded ^= {branch.key}
        self._show(self.terms.cursor)

    def action_filter(self) -> None:
        """Open the line for words."""
        self.words.display = True
        self.words.focus()

    def action_leave_filter(self) -> None:
        """Go from the words to what was found."""
        self.terms.focus()

    @on(Input.Changed, "#words")
    def _find(self) -> None:
        found = self._found()
        first = next((at for at, branch in enumerate(found) if branch.term), 0)
        self.terms.show(found, first if self.words.value else 0)

    def _found(self) -> list[Branch]:
        return branches(self._course, self._states, words=self.words.value, folded=self._folded)

    def action_take_first(self) -> None:
        """Open the first term that was found."""
        self.terms.focus()
        self._open()

    def _close_filter(self) -> None:
        current = self.terms.current
        self.words.display = False
        with self.prevent(Input.Changed):
            self.words.value = ""
        self._show()
        self.go_to(current.term if current else "")
        self.terms.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed, letters are letters."""
        if not self.is_mounted:
            return True
        if self.focused is self.words:
            return action in {"leave_filter", "take_first", "back"}
        return action not in {"leave_filter", "take_first"}
