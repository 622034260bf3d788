"""How the learner gets on: what they recall, what comes back, how cards and terms stand, how well they know themselves."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from studykit.errors import StudykitError
from studykit.study.progress import Progress
from studykit.study.progress_words import NOTHING
from studykit.tui.plots import Lines, sentences
from studykit.tui.progress_view import TABS
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.figure_page import FigurePage

ALL = "All courses"
WORKING = "Counting your reviews …"


class ProgressScreen(StudyScreen[None]):
    """The figures in a few tabs. They are counted in a thread, and shown when they are there."""

    CSS_PATH = "progress.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,tab,l", "turn(1)", "Next", tooltip="Go to the next figures.", id="progress-next", key_display="→"),
        Binding("left,shift+tab,h", "turn(-1)", "Previous", tooltip="Go to the figures before.", id="progress-previous", key_display="←"),
        Binding("c", "course(1)", "Course", tooltip="Tell the same of the next course that you have begun, and of all after the last.", id="progress-course"),
        Binding("C", "course(-1)", "Course before", tooltip="Tell the same of the course before.", id="progress-course-before", show=False),
        Binding("b", "second_look", "Second look", tooltip="Judge an old answer of yours again, without its old marks.", id="progress-look"),
    ]  # fmt: skip
    HELP_TEXT = (
        "Every figure says on how many reviews it rests, and where there are too few nothing is said. "
        "Lasting: a card that is remembered for three weeks or more. Lapsed: one that was known, and has to be learnt again.\n"
        "A second look shows an old answer without its old marks: how you judge it now tells how you judge. "
        "One comes with every ten open answers."
    )
    trail = ("studykit", "Progress")

    tabs = query_one("#tabs", Static)
    page = query_one("#figures", FigurePage)

    def __init__(self, course: str | None = None) -> None:
        super().__init__()
        self._course = course
        self._tab = 0
        self._progress: Progress | None = None
        self._has_look = False

    def body(self) -> ComposeResult:
        """The names of the tabs; the page."""
        yield Static(id="tabs")
        yield FigurePage(id="figures")

    def on_mount(self) -> None:
        """Give the keys to the page."""
        self.page.focus()
        self._show()

    def on_screen_resume(self) -> None:
        """Count anew: something may have happened meanwhile."""
        self._count()

    # -- counting --------------------------------------------------------------------------------------------------------

    def _count(self) -> None:
        self.run_worker(self._read(self._course))

    async def _read(self, course: str | None) -> None:
        """Count in a thread; what another wish has overtaken is let go."""
        try:
            progress, has_look = await asyncio.to_thread(self._figures, course)
        except StudykitError as error:
            self.kit.tell(error)
            return
        if course == self._course:
            is_same = self._progress is not None and self._progress.course == course
            self._progress, self._has_look = progress, has_look
            self._show(keep_place=is_same)

    def _figures(self, course: str | None) -> tuple[Progress, bool]:
        """The figures, told with a catalog of the thread's own; and whether a second look is due."""
        schedule, catalog = self.study.schedule, self.study.catalog.twin()
        try:
            if catalog.is_empty():
                catalog.refresh()
            progress = schedule.progress(catalog, course)
        finally:
            catalog.close()
        return progress, schedule.second_look() is not None

    # -- what is shown ---------------------------------------------------------------------------------------------------

    def _show(self, *, keep_place: bool = False) -> None:
        self.tabs.update(self._tab_line())
        self.topbar.aside = self._title()
        self.page.show(self._page, keep_place=keep_place)
        self.refresh_bindings()

    def _page(self, width: int) -> Lines:
        progress = self._progress
        if progress is None or progress.is_empty:
            return sentences([NOTHING if progress else WORKING], width, "$text-muted")
        return list(TABS.values())[self._tab](progress, width)

    def _tab_line(self) -> Content:
        """The names of the tabs, a sign before the one that is shown."""
        return Content(" ").join(
            Content.styled(f"▸ {name} ", "bold $background on $primary")
            if at == self._tab
            else Content.styled(f"  {name} ", "$text-muted")
            for at, name in enumerate(TABS)
        )

    def _title(self) -> str:
        """Which course the figures are of."""
        courses = dict(self._progress.courses) if self._progress else {}
        return courses.get(self._course or "", ALL)

    # -- what the learner does -------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        progress = self._progress
        if action == "second_look":
            return self._has_look
        if action == "course":
            return progress is not None and len(progress.courses) > 1
        return action != "turn" or (progress is not None and not progress.is_empty)

    def action_turn(self, by: int) -> None:
        """Go to other figures."""
        self._tab = (self._tab + by) % len(TABS)
        self._show()

    def action_course(self, by: int) -> None:
        """Tell the same of another course, or of all."""
        if self._progress:
            courses = [None, *(slug for slug, _ in self._progress.courses)]
            at = courses.index(self._course) if self._course in courses else 0
            self._course = courses[(at + by) % len(courses)]
            self.topbar.aside = self._title()
            self._count()

    def action_second_look(self) -> None:
        """Judge an old answer again."""
        self.kit.doors.second_look()
