"""The ways from one screen to another.

A screen is imported when somebody goes there, which keeps the start quick; and no screen has to know another one.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.study.sitting import AnySitting
    from studykit.tui.app import StudykitApp


class Doors:
    """Opens screens on top of the one that is shown."""

    def __init__(self, app: "StudykitApp") -> None:
        self._app = app

    def course(self, course: str, term: str | None = None) -> None:
        """A course, at one of its terms."""
        from studykit.tui.screens.course import CourseScreen

        self._app.push_screen(CourseScreen(course, term))

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
        """A term's page."""
        from studykit.tui.screens.guide import GuideScreen

        self._app.push_screen(GuideScreen(course, term))

    def quiz(self, scope: tuple[str, ...] = ()) -> None:
        """The set-up of a quiz of courses or terms."""
        from studykit.tui.screens.setup import SetupScreen

        self._app.push_screen(SetupScreen(scope))

    def mock_test(self, scope: tuple[str, ...] = ()) -> None:
        """The set-up of a mock test of courses or terms."""
        from studykit.quiz.plan import Mode, QuizOptions
        from studykit.tui.screens.setup import SetupScreen

        self._app.push_screen(SetupScreen(scope, options=QuizOptions(mode=Mode.MOCK)))

    def unfinished(self, quiz: str) -> None:
        """A quiz to be gone on with. Of a mock test whose time ran out meanwhile that is said."""
        from studykit.tui.mock_view import TIME_IS_UP
        from studykit.tui.screens.sittings import ran_out_of_time, screen_for

        sitting = self._app.study.quizzes.resume(quiz)
        if ran_out_of_time(sitting):
            self._app.notify(TIME_IS_UP, markup=False, timeout=10)
        self._app.push_screen(screen_for(sitting))

    def sitting(self, sitting: "AnySitting") -> None:
        """A quiz as far as it has come, instead of the screen that is shown."""
        from studykit.tui.screens.sittings import screen_for

        self._app.switch_screen(screen_for(sitting))

    def search(self) -> None:
        """The search of all courses."""
        from studykit.tui.screens.search import SearchScreen

        self._app.push_screen(SearchScreen())

    def results(self) -> None:
        """Past quizzes."""
        from studykit.tui.screens.results import ResultsScreen

        self._app.push_screen(ResultsScreen())

    def progress(self) -> None:
        """How the learner gets on."""
        from studykit.tui.screens.progress import ProgressScreen

        self._app.push_screen(ProgressScreen())

    def second_look(self) -> None:
        """An old answer to be judged again, if one is due."""
        from studykit.tui.screens.second_look import SecondLookScreen

        look = self._app.study.schedule.second_look()
        if look is not None:
            self._app.push_screen(SecondLookScreen(look))

    def problems(self) -> None:
        """What is wrong with the files of the library."""
        from studykit.tui.screens.problems import ProblemsScreen

        self._app.push_screen(ProblemsScreen())
