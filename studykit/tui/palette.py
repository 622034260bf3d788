"""The command palette: going to a term or a course by a part of its name, and choosing a theme."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.app import SystemCommand
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from studykit.content.catalog import CourseEntry, PageRef
from studykit.content.text import normalise
from studykit.errors import StudykitError
from studykit.quiz.words import counted
from studykit.tui.text import one_line
from studykit.tui.theme import THEMES

if TYPE_CHECKING:
    from studykit.tui.app import StudykitApp

TERMS = 12
"""Terms that are offered at once."""


def system_commands(app: "StudykitApp", screen: Screen[Any]) -> Iterable[SystemCommand]:
    """What the palette offers on a screen beside courses and terms."""
    if hasattr(screen, "action_edit"):
        edit = partial(app.run_action, "edit", screen)
        yield SystemCommand("Open in editor", "Edit the file of what you see", edit)
    if not app.is_closed_book:
        yield SystemCommand("Today", "Begin what is to be done today", app.doors.today)
        yield SystemCommand("Tests", "See the tests ahead, and add one", app.doors.tests)
        yield SystemCommand("Search", "Search all courses", app.doors.search)
        yield SystemCommand("Results", "See past quizzes", app.doors.results)
        yield SystemCommand("Progress", "See how you get on", app.doors.progress)
        problems = "See what is wrong with the files of the library"
        yield SystemCommand("Problems", problems, app.doors.problems)
        recognised = "See which cards were recognised after an edit of their files"
        yield SystemCommand("Recognised", recognised, app.doors.recognised)
        settings = "Choose how often cards come back, and how many new ones a day"
        yield SystemCommand("Settings", settings, app.doors.settings)
    themes = "Choose light, dark or colour-blind-safe colours"
    yield SystemCommand("Theme", themes, app.search_themes)
    yield SystemCommand("Help", "Show every key of this screen", app.action_help)
    yield SystemCommand("Quit", "Leave studykit; everything is saved", app.action_quit)


def theme_palette() -> CommandPalette:
    """A palette of themes only."""
    return CommandPalette(providers=[ThemeProvider], placeholder="Choose a theme")


class GuideProvider(Provider):
    """Go to a course, a term or a question set; not while an answer is being asked for."""

    async def discover(self) -> Hits:
        """The courses, before anything is typed."""
        for course in self._courses():
            name, shown = _of_course(course)
            yield DiscoveryHit(shown, partial(self._app.doors.course, course.slug), text=name)

    async def search(self, query: str) -> Hits:
        """Courses, terms and question sets that have the words, best first."""
        wanted = normalise(query).split()
        for course in self._courses():
            if all(word in normalise(course.title) for word in wanted):
                name, shown = _of_course(course)
                yield Hit(1.0, shown, partial(self._app.doors.course, course.slug), text=name)
        for place, ref in enumerate(self._pages(query)):
            name, shown = _named(ref.term, ref.course_name)
            go_there = partial(self._app.doors.guide, ref.course, ref.slug)
            yield Hit(0.99 - place / 100, shown, go_there, text=name)

    @property
    def _app(self) -> "StudykitApp":
        return cast("StudykitApp", self.app)

    def _courses(self) -> list[CourseEntry]:
        if self._app.is_closed_book:
            return []
        with suppress(StudykitError):
            return self._app.study.catalog.courses()
        return []

    def _pages(self, query: str) -> list[PageRef]:
        if self._app.is_closed_book:
            return []
        with suppress(StudykitError):
            catalog = self._app.study.catalog
            return [*catalog.find(query, TERMS), *catalog.find_sets(query, TERMS)]
        return []


def _of_course(course: CourseEntry) -> tuple[str, Content]:
    """A course as text, and as it is shown."""
    apart = f"{course.apart}, " if course.apart else ""
    return _named(course.title, f"{apart}course, {counted(course.pages, 'page')}")


def _named(written: str, note: str) -> tuple[str, Content]:
    """A name as text, and as it is shown: with a note behind it."""
    name = one_line(written)
    return name.plain, Content.assemble(name, "  ", one_line(note).stylize("$text-muted"))


class ThemeProvider(Provider):
    """Choose a theme: our own first."""

    async def discover(self) -> Hits:
        """All themes."""
        for name in self._names():
            yield DiscoveryHit(name, partial(self._choose, name))

    async def search(self, query: str) -> Hits:
        """The themes whose name has the words."""
        matcher = self.matcher(query)
        for name in self._names():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), partial(self._choose, name), text=name)

    def _names(self) -> list[str]:
        own = [theme.name for theme in THEMES]
        return own + sorted(set(self.app.available_themes) - set(own))

    def _choose(self, name: str) -> None:
        self.app.theme = name
