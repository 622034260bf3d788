"""The tests ahead, and those that are over."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from studykit.errors import StudykitError
from studykit.scheduling.test import Test
from studykit.tui.agenda_lines import AgendaLine, agenda_line
from studykit.tui.planning import WORKING, ask_planner
from studykit.tui.screens.base import StudyScreen
from studykit.tui.text import one_line
from studykit.tui.widgets.line_list import LineList

_NONE = (
    "No test so far. Press a and say when your next one is and what it covers: studykit then makes a plan for each "
    "day until then, and says which score to expect."
)


class AgendaScreen(StudyScreen[None]):
    """Each test with how far it is, what is to be expected of it, and what it wants today."""

    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", tooltip="Add a test.", id="agenda-add"),
        Binding("e", "edit", "Edit", tooltip="Change the test at the cursor.", id="agenda-edit"),
        Binding("x", "remove", "Remove", tooltip="Remove the test at the cursor; what you answered stays.", id="agenda-remove"),
    ]  # fmt: skip
    HELP_TEXT = "The first score is what to expect if nothing more is done, the second what the plan makes of it."
    trail = ("studykit", "Tests")

    tests = query_one("#tests", LineList)
    note = query_one("#note", Static)

    def __init__(self, scope: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._scope = scope
        """What a new test covers, if nothing else is chosen."""
        self._today = date.min
        self._rows: Sequence[AgendaLine] = ()

    def body(self) -> ComposeResult:
        """The list, and what is to be said of it."""
        yield Static(id="note", classes="muted")
        yield LineList(self._line, rows=2, id="tests")

    def on_mount(self) -> None:
        """Give the keys to the list."""
        self.tests.focus()

    def on_screen_resume(self) -> None:
        """Show the tests as they are now."""
        self.attempt(self._renew)

    # -- what is shown ---------------------------------------------------------------------------------------------------

    def _renew(self) -> None:
        self._today = self.study.schedule.day()
        tests = self.study.schedule.agenda.tests()
        ahead = [test for test in tests if test.day >= self._today]
        over = [test for test in reversed(tests) if test.day < self._today]
        self._rows = [AgendaLine(test, self._covers(test)) for test in (*ahead, *over)]
        self._show(WORKING if ahead else "" if over else _NONE)
        if ahead:
            self._work_out()

    @work(group="agenda", exclusive=True)
    async def _work_out(self) -> None:
        """Have it worked out in a thread how the tests stand."""
        try:
            found = await ask_planner(self.study, lambda planner: planner.outlooks())
        except StudykitError as error:
            self.kit.tell(error)
            self._show("")
            return
        by_id = {one.test.id: one for one in found}
        self._rows = [row._replace(outlook=by_id.get(row.test.id)) for row in self._rows]
        self._show("")

    def _show(self, note: str) -> None:
        self.note.update(Content(note))
        self.note.display = bool(note)
        self.tests.display = bool(self._rows)
        self.tests.show(self._rows, self.tests.cursor)
        self.refresh_bindings()

    def _line(self, row: AgendaLine, width: int) -> list[Content]:
        return agenda_line(row, width, self._today)

    def _covers(self, test: Test) -> str:
        if gone := self.study.schedule.edited.gone(test):
            return f"not in the library any more: {', '.join(gone)}"
        return self.study.quizzes.title_of(test.scope)

    # -- what the learner does -----------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In an empty list there is nothing to change."""
        return action not in {"edit", "remove"} or bool(self._rows)

    @property
    def _current(self) -> Test | None:
        row = self.tests.current
        return row.test if row else None

    @on(LineList.Chosen, "#tests")
    def _open(self) -> None:
        test = self._current
        if test and test.day >= self._today:
            self.kit.doors.outlook(test)
        else:
            self.action_edit()

    def action_add(self) -> None:
        """Add a test."""
        self.kit.doors.plan_test(None, self._added, self._scope)

    def _added(self, test: Test | None) -> None:
        if test and test.day >= self._today:
            self.kit.doors.outlook(test)

    def action_edit(self) -> None:
        """Change the test at the cursor."""
        if test := self._current:
            self.kit.doors.plan_test(test, lambda _: None)

    def action_remove(self) -> None:
        """Remove the test at the cursor, after a question."""
        from studykit.tui.screens.ask import ConfirmScreen

        test = self._current
        if test is None:
            return
        told = f"{one_line(test.name).plain} and its plan are removed. What you answered stays."
        ask = ConfirmScreen("Remove this test?", told, "Remove it", "Keep it", key="x")
        self.app.push_screen(ask, lambda sure: self._remove(test, sure=bool(sure)))

    def _remove(self, test: Test, *, sure: bool) -> None:
        if sure and self.attempt(lambda: self.study.schedule.agenda.remove_test(test.id)):
            self.kit.work.forget()
            self.attempt(self._renew)
