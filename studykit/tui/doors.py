"""The ways from one screen to another.

A screen is imported when somebody goes there, which keeps the start quick; and no screen has to know another one.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from studykit.errors import StudykitError

if TYPE_CHECKING:
    from textual.screen import Screen

    from studykit.scheduling.test import Test
    from studykit.study.planner import Today
    from studykit.study.sitting import AnySitting
    from studykit.tui.app import StudykitApp

T = TypeVar("T")

_PATIENCE = 0.3
"""Seconds after which the learner is told what there is to wait for."""


class Doors:
    """Opens screens on top of the one that is shown."""

    def __init__(self, app: "StudykitApp") -> None:
        self._app = app
        self._is_beginning = False
        """Whether today's work is being worked out, to be begun."""

    def _open(self, screen: "Screen[T]", then: "Callable[[T | None], None] | None" = None) -> None:
        """Open a screen; what was told on the one before has been read, and would lie on this one."""
        self._app.clear_notifications()
        self._app.push_screen(screen, then)

    def course(self, course: str, term: str | None = None) -> None:
        """A course, at one of its terms."""
        from studykit.tui.screens.course import CourseScreen

        self._open(CourseScreen(course, term))

    def back_to_course(self, course: str, term: str) -> None:
        """A course at one of its terms, instead of the screen that is shown: where it is open already, there."""
        from studykit.tui.screens.course import CourseScreen

        app = self._app
        shown = (s for s in app.screen_stack if isinstance(s, CourseScreen) and s.slug == course)
        screen = next(shown, None)
        if screen is None:
            app.switch_screen(CourseScreen(course, term))
            return
        while app.screen is not screen:
            app.pop_screen()
        screen.go_to(term)

    def guide(self, course: str, term: str) -> None:
        """The page of a term or question set."""
        from studykit.tui.screens.guide import GuideScreen

        self._open(GuideScreen(course, term))

    def author(self, course: str, term: str = "", unit: str = "") -> None:
        """A form in which a term is written, or a new one for a unit."""
        from studykit.tui.screens.author import AuthorScreen

        self._app.push_screen(AuthorScreen(course, term, unit))

    def quiz(self, scope: tuple[str, ...] = ()) -> None:
        """The set-up of a quiz of courses or terms."""
        from studykit.tui.screens.setup import SetupScreen

        self._open(SetupScreen(scope))

    def mock_test(self, scope: tuple[str, ...] = ()) -> None:
        """The set-up of a mock test of courses or terms."""
        from studykit.quiz.plan import Mode, QuizOptions
        from studykit.tui.screens.setup import SetupScreen

        self._open(SetupScreen(scope, options=QuizOptions(mode=Mode.MOCK)))

    def today(self) -> None:
        """The quiz of what is to be done today: the one that was left, else a new one, worked out first where it is not known yet."""
        if left := self._app.study.todays_quiz():
            self.unfinished(left)
        elif not self._is_beginning:
            self._is_beginning = True
            self._app.run_worker(self._begin_today())

    async def _begin_today(self) -> None:
        from studykit.tui.planning import WORKING

        app = self._app
        told = app.set_timer(_PATIENCE, lambda: app.notify(WORKING, markup=False))
        try:
            self._begin(await app.work.today())
        except StudykitError as error:
            app.tell(error)
        finally:
            told.stop()
            self._is_beginning = False

    def _begin(self, today: "Today") -> None:
        from studykit.tui.screens.sittings import screen_for

        if not today.cards:
            self._app.notify("There is nothing more to do today.", markup=False)
            return
        sitting = self._app.study.begin_today(today)
        self._app.work.forget()
        self._open(screen_for(sitting))

    def tests(self, scope: tuple[str, ...] = ()) -> None:
        """The tests ahead; what a new one would cover."""
        from studykit.tui.screens.agenda import AgendaScreen

        self._open(AgendaScreen(scope))

    def outlook(self, test: "Test") -> None:
        """How a test stands, and the plan toward it."""
        from studykit.tui.screens.outlook import OutlookScreen

        self._open(OutlookScreen(test))

    def plan_test(
        self,
        test: "Test | None",
        then: "Callable[[Test | None], None]",
        scope: tuple[str, ...] = (),
    ) -> None:
        """A test to be changed, or a new one; what came of it goes to `then`, None where nothing did."""
        from studykit.tui.screens.plan_test import PlanScreen

        self._open(PlanScreen(test, scope), then)

    def settings(self) -> None:
        """What the learner may choose."""
        from studykit.tui.screens.settings import SettingsScreen

        self._open(SettingsScreen())

    def unfinished(self, quiz: str) -> None:
        """A quiz to be gone on with. Of a mock test whose time ran out meanwhile that is said."""
        from studykit.tui.mock_view import TIME_IS_UP
        from studykit.tui.screens.sittings import ran_out_of_time, screen_for

        sitting = self._app.study.quizzes.resume(quiz)
        self._open(screen_for(sitting))
        if ran_out_of_time(sitting):
            self._app.notify(TIME_IS_UP, markup=False, timeout=10)

    def sitting(self, sitting: "AnySitting") -> None:
        """A quiz as far as it has come, instead of the screen that is shown."""
        from studykit.tui.screens.sittings import screen_for

        self._app.switch_screen(screen_for(sitting))

    def search(self) -> None:
        """The search of all courses."""
        from studykit.tui.screens.search import SearchScreen

        self._open(SearchScreen())

    def results(self) -> None:
        """Past quizzes."""
        from studykit.tui.screens.results import ResultsScreen

        self._open(ResultsScreen())

    def progress(self) -> None:
        """How the learner gets on."""
        from studykit.tui.screens.progress import ProgressScreen

        self._open(ProgressScreen())

    def second_look(self) -> None:
        """An old answer to be judged again, if one is due."""
        from studykit.tui.screens.second_look import SecondLookScreen

        look = self._app.study.schedule.second_look()
        if look is not None:
            self._open(SecondLookScreen(look))

    def problems(self) -> None:
        """What is wrong with the files of the library."""
        from studykit.tui.screens.problems import ProblemsScreen

        self._open(ProblemsScreen())

    def recognised(self) -> None:
        """The cards that were recognised after an edit."""
        from studykit.tui.screens.recognised import RecognisedScreen

        self._open(RecognisedScreen())
