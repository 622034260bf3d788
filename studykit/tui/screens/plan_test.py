"""Adding a test, or changing one."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from studykit.errors import NotFoundError
from studykit.scheduling.test import Test
from studykit.study.kinds import fitting_kinds
from studykit.study.new_tests import proposed_name
from studykit.tui.plan_form import plan_lines
from studykit.tui.screens.form_screen import PRESS, FormScreen
from studykit.tui.widgets.form import Form
from studykit.tui.widgets.form_lines import Button

_WEEK = timedelta(days=7)
_MORNING = time(9, 0)


class PlanScreen(FormScreen[Test | None]):
    """What the plan needs to know. Enter keeps it from any line; answers with the test as it is kept."""

    CSS_PATH = "plan_test.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        PRESS,
        Binding("enter", "save", "Save", tooltip="Keep the test as it stands.", id="plan-save", priority=True),
        Binding("ctrl+w", "what", "What", tooltip="Choose the courses, units and terms that it covers.", id="plan-what"),
    ]  # fmt: skip
    HELP_TEXT = (
        "Up and down go to a line, left and right change it. A name, a date or an hour can be typed; on the date Shift and an "
        "arrow, or Page up and down, go by a week. Enter keeps the test from any line."
    )

    def __init__(self, test: Test | None, scope: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._is_new = test is None
        self._scope = scope
        self._given = test
        self.trail = ("studykit", "Tests", "Add" if test is None else "Edit")

    def body(self) -> ComposeResult:
        """The form."""
        yield Form(id="plan")

    def fill(self) -> None:
        """Show things as they are."""
        self._today = self.study.schedule.day()
        self.test = self._given or self._proposed()
        self._renew(at="name" if self._is_new else "day")

    def _proposed(self) -> Test:
        """A test in a week, of what the learner looked at."""
        name = self._proposed_name(self._scope)
        kinds = fitting_kinds(self.study.catalog, self._scope)
        return Test("", name, self._today + _WEEK, _MORNING, self._scope, kinds)

    def _proposed_name(self, scope: tuple[str, ...]) -> str:
        tests = self.study.schedule.agenda.tests()
        return proposed_name(self.study.catalog, scope, tests, self._today)

    def _title(self, scope: tuple[str, ...]) -> str:
        """What is covered, in words; its address where it is gone from the library."""
        try:
            return self.study.quizzes.title_of(scope)
        except NotFoundError:
            return ", ".join(scope)

    def _renew(self, at: str = "") -> None:
        """Show the form as the test is now, with the cursor at a line or where it was."""
        title = self._title(self.test.scope)
        self.form.show(plan_lines(self.test, title, self._today, is_new=self._is_new), at)

    # -- what the learner does -----------------------------------------------------------------------------------------------

    @on(Form.Changed)
    def _change(self, event: Form.Changed) -> None:
        line = event.line
        if line.name.startswith("kind "):
            kinds = self.test.kinds ^ {line.name.removeprefix("kind ")}
            self.test = replace(self.test, kinds=kinds or self.test.kinds)
            self._renew()
        elif not isinstance(line, Button):
            changes: dict[str, Any] = {line.name: line.value}
            self.test = replace(self.test, **changes)

    @on(Form.Pressed)
    def _press(self, event: Form.Pressed) -> None:
        if event.line.name == "scope":
            self.action_what()
        else:
            self.attempt(self.action_save)

    def action_what(self) -> None:
        """Choose what it covers."""
        from studykit.tui.screens.scope import ScopeScreen

        trail = (*self.trail, "What it covers")
        self.app.push_screen(ScopeScreen(self.test.scope, trail), self._take_scope)

    def _take_scope(self, scope: tuple[str, ...] | None) -> None:
        if scope is None:
            return
        was_proposed = self._is_new and self.test.name == self._proposed_name(self.test.scope)
        name = self._proposed_name(scope) if was_proposed else self.test.name
        kinds = self.test.kinds
        if self._has_usual_kinds():
            kinds = fitting_kinds(self.study.catalog, scope)
        self.test = replace(self.test, scope=scope, name=name, kinds=kinds)
        self._renew(at="minutes")

    def _has_usual_kinds(self) -> bool:
        """Whether nobody chose the kinds of card of a new test."""
        catalog = self.study.catalog
        return self._is_new and self.test.kinds == fitting_kinds(catalog, self.test.scope)

    def action_save(self) -> None:
        """Keep the test."""
        self._check()
        schedule = self.study.schedule
        if self._is_new:
            self.test = schedule.add_test(self.test)
        else:
            schedule.change_test(self.test)
        self.kit.work.forget()
        self.dismiss(self.test)

    def _check(self) -> None:
        """What cannot be read, or is over, is told; the desk tells what else cannot be kept."""
        self.must_be_readable()
        self.test = replace(
            self.test, name=self.test.name.strip(), minutes=max(self.test.minutes, 1)
        )
        if self._is_new:
            self.study.schedule.refuse_begun(self.test)

    def action_back(self) -> None:
        """Leave things as they were."""
        self.dismiss(None)
