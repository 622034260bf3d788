"""Pictures of what is on the screen: opened outside of the terminal, which cannot show them."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from studykit.content.pictures import Picture, picture_file
from studykit.tui.text import one_line

if TYPE_CHECKING:
    from studykit.tui.app import StudykitApp
    from studykit.tui.screens.base import StudyScreen


def open_picture(screen: "StudyScreen[Any]", course: str, pictures: Sequence[Picture]) -> None:
    """Open the picture, or ask which one. Raises StudykitError where it cannot be opened.

    Args:
        screen: The screen that shows the texts which name them.
        course: The course that they belong to, by its slug.
        pictures: They; one at least.

    """
    from studykit.tui.screens.which_picture import WhichPicture

    if len(pictures) == 1:
        _open(screen, course, pictures[0])
        return

    def chosen(picture: Picture | None) -> None:
        if picture:
            screen.attempt(lambda: _open(screen, course, picture))

    screen.app.push_screen(WhichPicture(pictures), chosen)


def _open(screen: "StudyScreen[Any]", course: str, picture: Picture) -> None:
    if not picture.is_web:
        file = picture_file(screen.study.catalog.home_of(course), picture)
        _view(screen.kit, str(file), picture.name)
        return
    from studykit.tui.screens.ask import ConfirmScreen

    def agreed(yes: bool | None) -> None:
        if yes:
            screen.attempt(lambda: _view(screen.kit, picture.way, picture.name))

    told = one_line(
        f"This picture is not in the course. It lies in the web, at {picture.way}"
    ).plain
    ask = ConfirmScreen("Go into the web?", told, "Open it there", "Stay here", key="y")
    screen.app.push_screen(ask, agreed)


def _view(app: "StudykitApp", what: str, name: str) -> None:
    """Have the system show it. Raises StudykitError where it cannot."""
    from studykit.tui.viewer import no_viewer, view

    if app.is_web:  # the viewer would open where the program runs, and not where the learner is
        raise no_viewer(what)

    def failed() -> None:
        with suppress(RuntimeError):  # we have been left meanwhile
            app.call_from_thread(partial(app.tell, no_viewer(what)))

    (app.viewer or view)(what, failed)
    app.notify(one_line(f"Opening {name} …").plain, markup=False)
