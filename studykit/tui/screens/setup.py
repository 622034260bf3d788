"""Setting a quiz up: what is asked, how many, in which order, and against which clock."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from studykit.quiz.cards import Kind
from studykit.quiz.mock import DEFAULT_LIMIT
from studykit.quiz.plan import Mode, QuizOptions
from studykit.quiz.timer import TimeLimit
from studykit.study.kinds import fitting_kinds
from studykit.tui.screens.form_screen import PRESS, FormScreen
from studykit.tui.setup_form import how_many, lines
from studykit.tui.widgets.form import Form
from studykit.tui.widgets.form_lines import Count, Pick

_OWN_MINUTES = "own-minutes-{}"
"""Where it is kept whether the minutes of the last quiz in a mode were the learner's own choice."""
LARGE = 2_000
"""From so many terms on, cards are not counted while the learner is choosing."""


class SetupScreen(FormScreen[None]):
    """What to ask and how. Enter begins at any line."""

    CSS_PATH = "setup.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        PRESS,
        Binding(
            "enter",
            "begin",
            "Begin",
            tooltip="Begin the quiz as it is set up.",
            id="setup-begin",
            priority=True,
        ),
        Binding("w", "what", "What", tooltip="Choose courses, units and terms.", id="setup-what"),
    ]
    HELP_TEXT = "Up and down go to a line, left and right change it, digits type a number. Enter begins from anywhere."
    trail = ("studykit", "Set up a quiz")

    def __init__(self, scope: tuple[str, ...] = (), *, options: QuizOptions | None = None) -> None:
        super().__init__()
        self._scope = scope
        self._given = options
        self.options = QuizOptions()
        self._chosen_kinds = self.options.kinds
        """What the learner chose; where there are no such cards, those that there are stand in for them."""
        self._has_own_minutes = False
        self._counted_for: object = None
        self._available: int | None = None

    def body(self) -> ComposeResult:
        """The form."""
        yield Form(id="setup")

    def fill(self) -> None:
        """Show the last choice, or the one that was given."""
        given = self._given or QuizOptions()
        kept = self.study.quizzes.last_options(given.mode)
        says_more_than_mode = given != QuizOptions(mode=given.mode)
        self.options = replace(
            given if says_more_than_mode else kept,
            scope=self._scope,
            only=given.only,
            seed=kept.seed,
        )
        self._chosen_kinds = self.options.kinds
        self._fit_kinds()
        self._has_own_minutes = says_more_than_mode or self._kept_own_minutes(given.mode)
        if self.is_mock and not self.options.limit:
            self._set_mode(Mode.MOCK)
        self._renew(at="begin")

    @property
    def is_mock(self) -> bool:
        """Whether a mock test is being set up."""
        return self.options.mode is Mode.MOCK

    # -- what the learner does -------------------------------------------------------------------------------------------

    def action_begin(self) -> None:
        """Begin the quiz."""
        sitting = self.study.quizzes.begin(self.options)
        self.study.quizzes.keep_options(replace(self.options, kinds=self._chosen_kinds))
        self.study.log.set_setting(_OWN_MINUTES.format(self.options.mode), self._has_own_minutes)
        self.kit.doors.sitting(sitting)

    def action_what(self) -> None:
        """Choose courses, units and terms."""
        from studykit.tui.screens.scope import ScopeScreen

        self.app.push_screen(ScopeScreen(self.options.scope), self._take_scope)

    def _take_scope(self, scope: tuple[str, ...] | None) -> None:
        if scope is not None:
            self.options = replace(self.options, scope=scope)
            self._fit_kinds()
            self.attempt(lambda: self._renew(at="begin"))

    @on(Form.Pressed)
    def _press(self, event: Form.Pressed) -> None:
        if event.line.name == "scope":
            self.action_what()
        else:
            self.attempt(self.action_begin)

    @on(Form.Changed)
    def _change(self, event: Form.Changed) -> None:
        line = event.line
        if isinstance(line, Count):
            self._take_number(line)
        elif isinstance(line, Pick):
            self._take_value(line)
        self.attempt(self._renew)

    def _take_number(self, line: Count) -> None:
        if line.name == "count":
            self.options = replace(self.options, count=line.value or None)
        else:
            self._has_own_minutes = True
            self._set_limit(minutes=max(line.value, 1))

    def _take_value(self, line: Pick) -> None:
        if line.name.startswith("kind "):
            kind = Kind(line.name.removeprefix("kind "))
            kinds = self.options.kinds ^ {kind}
            self._chosen_kinds = kinds or self.options.kinds
            self.options = replace(self.options, kinds=self._chosen_kinds)
        elif line.name == "mode":
            self._set_mode(line.value)
        elif line.name == "time":
            self._set_time(line.value)
        elif line.name == "extra":
            self._set_limit(extra=line.value)
        else:
            self.options = replace(self.options, **{line.name: line.value})

    # -- the options -----------------------------------------------------------------------------------------------------

    def _fit_kinds(self) -> None:
        """Ask for the kinds of card that were chosen, or where there are none here for those that there are."""
        kinds = fitting_kinds(self.study.catalog, self.options.scope, self._chosen_kinds)
        self.options = replace(self.options, kinds=frozenset(map(Kind, kinds)))

    def _set_mode(self, mode: Mode) -> None:
        """Take the order and the clock that were chosen the last time in this mode."""
        kept = self.study.quizzes.last_options(mode)
        self.options = replace(
            self.options, mode=mode, limit=kept.limit, order=kept.order, overtime=kept.overtime
        )
        self._has_own_minutes = self._kept_own_minutes(mode)

    def _kept_own_minutes(self, mode: Mode) -> bool:
        return bool(self.study.log.setting(_OWN_MINUTES.format(mode)))

    def _set_time(self, time: str) -> None:
        extra = self.options.limit.extra if self.options.limit else 1.0
        limit = TimeLimit(DEFAULT_LIMIT.minutes, per_question=time == "question", extra=extra)
        self.options = replace(self.options, limit=None if time == "none" else limit)
        self._has_own_minutes = False

    def _set_limit(self, **changes: float) -> None:
        if self.options.limit:
            self.options = replace(self.options, limit=replace(self.options.limit, **changes))  # type: ignore[arg-type]

    def _fit_time(self) -> None:
        """Give a limit for the whole quiz as many minutes as its cards want, unless the learner said how many."""
        limit = self.options.limit
        if limit and not limit.per_question and not self._has_own_minutes:
            available = self._count()
            asked = min(self.options.count or 600, 600 if available is None else available)
            self._set_limit(minutes=min(DEFAULT_LIMIT.minutes * (asked or 10), 600))

    def _count(self) -> int | None:
        """How many cards there are to ask; None in a library too large to count at every key."""
        wanted = (self.options.scope, self.options.kinds, self.options.only)
        if wanted != self._counted_for:
            terms = sum(course.terms for course in self.study.catalog.courses())
            is_large = not self.options.scope and terms > LARGE
            self._available = None if is_large else self.study.quizzes.available(self.options)
            self._counted_for = wanted
        return self._available

    def follow_library(self) -> None:
        """Count again what there is to ask."""
        self._counted_for = None
        self._renew()

    def _renew(self, at: str = "") -> None:
        """Show the form as the options are now, with the cursor at a line or where it was."""
        self._fit_time()
        available = self._count()
        note = (
            "from a large library" if available is None else how_many(self.options.count, available)
        )
        title = self.study.quizzes.title_of(self.options.scope)
        self.form.show(lines(self.options, title, note), at)
