"""What all screens have: the line on top, the keys at the bottom, the way back, and the desk."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from studykit.study.study import Study
from studykit.tui.widgets.keybar import KeyBar
from studykit.tui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from studykit.tui.app import StudykitApp

T = TypeVar("T")


class StudyScreen(Screen[T], Generic[T]):
    """A screen of studykit. A subclass says its `body` and its place in `trail`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", tooltip="Go back to where you came from.", id="back"),
    ]
    HELP_TEXT: ClassVar[str] = ""
    """A few sentences for `?`: what this screen is for."""
    trail: tuple[str, ...] = ("studykit",)

    is_behind = False
    """Whether the library has changed since the screen showed it."""

    topbar = query_one(TopBar)
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Declared anew because Textual paints the whole screen wherever the focus goes; our widgets show it themselves."""

    @property
    def kit(self) -> "StudykitApp":
        """The app, by its own type."""
        return cast("StudykitApp", self.app)

    @property
    def is_closed_book(self) -> bool:
        """Whether nothing may be looked up while this screen is open: an answer is being asked for."""
        return False

    @property
    def study(self) -> Study:
        """The learner's desk."""
        return self.kit.study

    def compose(self) -> ComposeResult:
        """The line on top, the body, the keys."""
        yield TopBar(*self.trail)
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """What lies between the two lines."""
        yield from ()

    def attempt(self, step: Callable[[], object]) -> bool:
        """Take a step; where it fails the learner is told why, and False comes back."""
        return self.kit.attempt(step)

    def on_screen_resume(self) -> None:
        """The library may have changed while another screen was on top."""
        self.catch_up()

    def catch_up(self) -> None:
        """Show the library as it is now, if it has changed."""
        if self.is_behind and self.is_mounted:
            self.is_behind = False
            self.attempt(self.follow_library)

    def follow_library(self) -> None:
        """Show the library as it is now, without losing the place; nothing to do where a screen shows nothing of it."""

    def action_back(self) -> None:
        """Go back to where one came from."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
