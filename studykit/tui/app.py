"""The app: it holds the desk, the theme and what is true everywhere; all else lives in the screens."""

import asyncio
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, Paste
from textual.screen import Screen

from studykit.content.text import clean
from studykit.errors import StudykitError
from studykit.study.study import Study
from studykit.tui.doors import Doors
from studykit.tui.live import LibraryChanged, Live
from studykit.tui.planning import Work
from studykit.tui.text import one_line
from studykit.tui.theme import THEMES

if TYPE_CHECKING:
    from textual.command import Provider

    from studykit.tui.viewer import Viewer

SIGNALS = [
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)
]


def _guide_provider() -> "type[Provider]":
    from studykit.tui.palette import GuideProvider

    return GuideProvider


class StudykitApp(App[None]):
    """The study tool in the terminal."""

    TITLE = "studykit"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = "home"
    COMMANDS: ClassVar[set["type[Provider] | Callable[[], type[Provider]]"]] = App.COMMANDS | {
        _guide_provider
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", tooltip="Leave studykit. Everything is saved.", id="app-quit", show=False, priority=True),
        Binding("f1,question_mark", "help", "Help", tooltip="Show every key of this screen.", id="app-help", key_display="?"),
    ]  # fmt: skip

    def __init__(
        self, study: Study, *start: Screen[None] | None, watches: bool = False, greeting: str = ""
    ) -> None:
        """Make the app.

        Args:
            study: The desk.
            start: The screens to begin with, each on top of the one before, the first on top of home.
            watches: Whether files of the library that are saved meanwhile are taken in at once.
            greeting: What is said once at the start.

        """
        self.study = study
        self.doors = Doors(self)
        self.work = Work(study)
        self.live = Live(self, watches=watches)
        self._start = list(filter(None, start))
        self._greeting = greeting
        self.viewer: Viewer | None = None
        """What pictures are opened with; None: the viewer of this system."""
        self.is_seen = asyncio.Event()
        """Set once the first picture is there."""
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        kept = study.log.setting("theme")
        self.theme = (
            kept if isinstance(kept, str) and kept in self.available_themes else THEMES[0].name
        )
        self.add_mode("home", self._home)

    def _home(self) -> Screen[None]:
        from studykit.tui.screens.home import HomeScreen

        return HomeScreen()

    async def on_event(self, event: Event) -> None:
        """Clean what is pasted, whatever field it goes to, before anything shows it."""
        if isinstance(event, Paste):
            event.text = clean(event.text)
        await super().on_event(event)

    def on_mount(self) -> None:
        """Listen for the signals that would otherwise leave the terminal as it is now."""
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            for number in SIGNALS:
                asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        for screen in self._start:
            self.push_screen(screen)
        if self._greeting:
            self.notify(self._greeting, markup=False)

    def on_ready(self) -> None:
        """The first picture is there: now comes what it was not to wait for."""
        gc.freeze()  # what the start made stays: looking through it again would cost 30 ms at a time
        gc.enable()
        self.is_seen.set()
        self.run_worker(_warm_up, thread=True, group="warm-up")

    def on_unmount(self) -> None:
        """Look at no file any more."""
        self.live.stop()

    @on(LibraryChanged)
    def _take_in(self) -> None:
        self.run_worker(self.live.take_in())

    def _keep_theme(self, _: object) -> None:
        self.attempt(lambda: self.study.log.set_setting("theme", self.theme))

    @property
    def is_closed_book(self) -> bool:
        """Whether an answer is being asked for, so that the palette and search show no guide."""
        return any(getattr(screen, "is_closed_book", False) for screen in self.screen_stack)

    # -- what every screen may ask for ---------------------------------------------------------------------------------

    def tell(self, error: StudykitError) -> None:
        """Tell the learner what went wrong and what to do."""
        self.clear_notifications()
        self.notify(
            one_line(str(error)).plain, title="studykit", severity="error", markup=False, timeout=10
        )

    def attempt(self, step: Callable[[], object]) -> bool:
        """Take a step; where it fails tell why and return False."""
        try:
            step()
        except StudykitError as error:
            self.tell(error)
            return False
        return True

    async def run_action(self, *args: Any, **kwargs: Any) -> bool:
        """Every key ends here: the one place where what goes wrong in an action is told."""
        try:
            return await super().run_action(*args, **kwargs)
        except StudykitError as error:
            self.tell(error)
            return True

    def action_help(self) -> None:
        """Show every key of this screen."""
        from studykit.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    # -- the palette ---------------------------------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers beside courses and terms."""
        from studykit.tui.palette import system_commands

        return system_commands(self, screen)

    def search_themes(self) -> None:
        """Choose a theme."""
        from studykit.tui.palette import theme_palette

        self.push_screen(theme_palette())

    # -- leaving -------------------------------------------------------------------------------------------------------

    def _fatal_error(self) -> None:
        """An error that nobody foresaw: say so in a sentence, with the details only for who asks for them."""
        if os.environ.get("STUDYKIT_DEBUG"):
            super()._fatal_error()
            return
        self._close_messages_no_wait()


def _warm_up() -> None:
    """Load what opens the first guide while the learner looks at the first screen: a tenth of a second less to wait."""
    import studykit.tui.screens.course
    import studykit.tui.screens.guide  # noqa: F401 - loaded, not used
    from studykit.content.tokens import parse

    parse("**warm**")


def run_app(study: Study, *start: Screen[None], greeting: str = "") -> int:
    """Run the app until the learner leaves it; returns the process's exit code."""
    app = StudykitApp(study, *start, watches=True, greeting=greeting)
    app.run()
    if app.return_code == 1:
        sys.stderr.write(
            "studykit: something went wrong inside the program. What you answered is saved. "
            "Run it with STUDYKIT_DEBUG=1 to see the details.\n"
        )
    return app.return_code or 0
