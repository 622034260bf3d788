"""The first screen: one thing to do next, then the courses and how they stand."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from studykit.errors import StudykitError
from studykit.study.glance import Glance
from studykit.study.overview import CourseFigures
from studykit.tui.course_lines import course_head, course_line, place_of, recent_quizzes
from studykit.tui.dates import clock_and_day
from studykit.tui.news import library_news, reading_news, tell_wrong_settings, work_news
from studykit.tui.next_step import next_step
from studykit.tui.reading import LibraryReader, StoppedError
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.line_list import AWAY, CURSOR, LineList
from studykit.tui.widgets.next_box import NextBox

if TYPE_CHECKING:
    from studykit.storage.summaries import EndedQuiz

RECENT = 6
"""Quizzes that are shown where there is room."""


class HomeScreen(StudyScreen[None]):
    """What to do next, and the courses."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "today", "Today", tooltip="Do what is to be done today: begin its quiz, or go on with it.", id="home-today"),
        Binding("e", "tests", "Tests", tooltip="See the tests ahead, and add one.", id="home-tests"),
        Binding("q", "quiz", "Quiz", tooltip="Set up a quiz of the course.", id="home-quiz"),
        Binding("t", "mock", "Mock test", tooltip="Set up a mock test of it.", id="home-mock"),
        Binding("slash", "search", "Search", tooltip="Search all courses.", id="home-search"),
        Binding("r", "results", "Results", tooltip="See past quizzes.", id="home-results"),
        Binding("g", "progress", "Progress", tooltip="See how you get on.", id="home-progress"),
        Binding("comma", "settings", "Settings", tooltip="Choose how often cards come back, and how many new ones a day.", id="home-settings", key_display=",", show=False),
        Binding("exclamation_mark", "problems", "Problems", tooltip="See what is wrong with the files of the library.", id="home-problems"),
        Binding("ctrl+q", "app.quit", "Quit", tooltip="Leave studykit. Everything is saved.", id="home-quit", priority=True),
        Binding("ctrl+p", "app.command_palette", "Palette", tooltip="Go to a term or course by name, choose a theme, and more.", id="home-palette", priority=True),
    ]  # fmt: skip
    HELP_TEXT = (
        "Enter does what the box at the top offers; Tab or the arrows go to the courses, where Enter opens one. "
        "Add a test, and the box leads you to it day by day.\n"
        "Pages are terms and question sets. Met: those of which you were asked something. "
        "Solid: all their questions went well the last time. Missed: something was missed the last time."
    )

    next = query_one(NextBox)
    head = query_one("#head", Static)
    courses = query_one("#courses", LineList)
    news = query_one("#news", Static)
    recent = query_one("#recent", Static)

    def __init__(self) -> None:
        super().__init__()
        self._figures: Sequence[CourseFigures] = ()
        self._quizzes: Sequence[EndedQuiz] = ()
        self._reader: LibraryReader | None = None
        self._has_problems = False
        self._has_read = False
        self._is_shown = False
        self._seen: Glance | None = None
        """Today's work; None: not worked out yet."""
        self._day: date | None = None
        self._has_told_settings = False

    def body(self) -> ComposeResult:
        """The box, the table, the rest."""
        with NextBox(classes="box") as box:
            box.border_title = "Next"
        yield Static(id="head")
        yield LineList(self._line, away=AWAY, id="courses")
        yield Static(id="news")
        yield Static(id="recent")

    def on_mount(self) -> None:
        """Show what is known; look for changed files only when it has been seen."""
        self.attempt(self._show)
        self.set_interval(1, self._tick)
        self.run_worker(self._read_changes())

    def on_screen_resume(self) -> None:
        """The figures may have changed while another screen was on top."""
        if self._is_shown and not self.is_behind:
            self._begin_anew()
        self._is_shown = True

    def follow_library(self) -> None:
        """Show the courses as they are now."""
        self._begin_anew()

    def on_resize(self) -> None:
        """Share the lines there are."""
        self._lay_out()

    # -- what is shown ---------------------------------------------------------------------------------------------------

    def _begin_anew(self) -> None:
        """Show what is known, and work the rest out again."""
        self.kit.work.forget()
        self.attempt(self._show)
        self._look_ahead()

    def _show(self) -> None:
        was_empty = not self._figures
        self._figures = self.study.overview()
        self._day = self.study.schedule.day()
        self._seen = self.kit.work.known(self._figures)
        self._tell_problems()
        self._quizzes = self.study.results(RECENT)
        self._show_next()
        self.courses.show(
            self._figures, place_of(self._figures, self._course(), self.courses.cursor)
        )
        self._tick()
        self._lay_out()
        if was_empty:
            self.next.focus()
        self.refresh_bindings()

    def _show_next(self) -> None:
        day = self._day or self.study.schedule.day()
        self.next.show(next_step(self.study, self._figures, self._seen, day), self.study.clock())

    def _tell_problems(self) -> None:
        self._has_problems, told = library_news(self.study, looks_closely=self._has_read)
        self._tell(told or work_news(is_working=self._seen is None))

    def _line(self, row: CourseFigures, width: int) -> list[Content]:
        return [course_line(row, width, self.study.clock())]

    def _tell(self, told: Content) -> None:
        self.news.update(told)
        if self.news.display != bool(told):
            self.news.display = bool(told)
            self._lay_out()

    def _tick(self) -> None:
        """The clocks go on, and at some hour the learner's next day begins."""
        now = self.study.clock()
        self.topbar.aside = clock_and_day(now)
        self.next.show(self.next.step, now)
        with suppress(StudykitError):
            if self._day not in {None, self.study.schedule.day()}:
                self._begin_anew()

    def _lay_out(self) -> None:
        """The courses take the lines they need; what is left is for past quizzes."""
        count = len(self._figures)
        self.next.display = self.head.display = self.courses.display = bool(count)
        width = self.size.width - 2  # the list begins a column in, and keeps one for its scrollbar
        self.head.update(course_head(width - len(CURSOR)).pad_left(len(CURSOR)))
        box = 3 + self.next.height_of(self.next.step)
        room = self.size.height - 2 - box - 2 - 2 * self.news.display
        self.courses.styles.height = max(min(count, room), 1)
        self._show_recent(room - count - 3, width)
        if not count and self._has_read:
            from studykit.tui.empty import empty_library

            self.recent.update(empty_library())
            self.recent.display = True

    def _show_recent(self, room: int, width: int) -> None:
        quizzes = self._quizzes[: max(room, 0)]
        self.recent.update(recent_quizzes(quizzes, width, self.study.clock()))
        self.recent.display = bool(quizzes)

    # -- reading what has changed ----------------------------------------------------------------------------------------

    async def _read_changes(self) -> None:
        """Read the library in a thread, and take what came of it."""
        await self.kit.is_seen.wait()
        self._reader = reader = LibraryReader(self.study)
        timer = self.set_interval(0.1, self._tell_progress)
        try:
            await self.kit.live.read(reader)
        except StoppedError:
            return
        except StudykitError as error:
            self.kit.tell(error)
        finally:
            timer.stop()
            self._reader, self._has_read = None, True
        self.kit.live.follow()
        self.kit.live.begin()

    def _tell_progress(self) -> None:
        if self._reader:
            self._tell(Content(reading_news(*self._reader.progress)))

    @work(group="ahead", exclusive=True)
    async def _look_ahead(self) -> None:
        """Have today's work worked out in a thread, and offer it."""
        if not self._has_told_settings:
            self._has_told_settings = True
            tell_wrong_settings(self, self.study.schedule.problems)
        if not self.kit.work.is_needed(self._figures):
            return
        try:
            self._seen = await self.kit.work.work_out()
        except StudykitError as error:
            self.kit.tell(error)
            self._seen = Glance()
        self.attempt(self.kit.live.tell_recognised)
        self.attempt(self._show_next)
        self._tell_problems()
        self._lay_out()
        self.refresh_bindings()

    # -- what the learner does -------------------------------------------------------------------------------------------

    @on(NextBox.Pressed)
    def _go_on(self) -> None:
        self.attempt(self.action_go_on)

    def action_go_on(self) -> None:
        """Do the next thing."""
        step = self.next.step
        if step is None:
            return
        if step.quiz:
            self.kit.doors.unfinished(step.quiz)
        elif step.today:
            self.kit.doors.today()
        elif step.term:
            self.kit.doors.guide(step.course, step.term)
        else:
            self.kit.doors.course(step.course)

    @on(LineList.Chosen, "#courses")
    def _open(self) -> None:
        if course := self._course():
            self.kit.doors.course(course)

    @on(LineList.Left, "#courses")
    def _leave_courses(self) -> None:
        self.next.focus()

    def action_today(self) -> None:
        """Begin what is to be done today."""
        self.kit.doors.today()

    def action_tests(self) -> None:
        """See the tests ahead."""
        self.kit.doors.tests(self._scope())

    def action_settings(self) -> None:
        """Choose how cards come back."""
        self.kit.doors.settings()

    def action_quiz(self) -> None:
        """Set up a quiz of the course at the cursor."""
        self.kit.doors.quiz(self._scope())

    def action_mock(self) -> None:
        """Set up a mock test of the course at the cursor."""
        self.kit.doors.mock_test(self._scope())

    def action_search(self) -> None:
        """Search all courses."""
        self.kit.doors.search()

    def action_results(self) -> None:
        """See past quizzes."""
        self.kit.doors.results()

    def action_progress(self) -> None:
        """See how one gets on."""
        self.kit.doors.progress()

    def action_problems(self) -> None:
        """See what is wrong with the files."""
        self.kit.doors.problems()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action in {"quiz", "mock", "search", "tests"}:
            return bool(self._figures)
        if action == "today":
            return bool(self._figures) and (self._seen is None or bool(self._seen.cards))
        if action == "back":
            return False
        return action != "problems" or self._has_problems

    def _course(self) -> str:
        row = self.courses.current
        return row.course.slug if row else ""

    def _scope(self) -> tuple[str, ...]:
        return (self._course(),) if self._course() else ()
