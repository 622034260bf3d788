"""Opening a page's file in the author's editor, and taking in what came of it."""

import os
import sys
from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from studykit.errors import StudykitError
from studykit.study.editor import editor_command, refuse_shipped, run_editor

if TYPE_CHECKING:
    from studykit.tui.app import StudykitApp

_WAITING = "studykit goes on when the editor is closed.\n"


async def edit_page(app: "StudykitApp", course: str, page: str, card: str = "") -> None:
    """Open the file of a guide or question set at its line, or at that of one of its cards, and take in what was saved.

    The file shows the answers of all that is in it: what is answered right after that was read, not recalled. What goes
    wrong is told.
    """
    try:
        await _edit(app, course, page, card)
    except StudykitError as error:
        app.tell(error)


async def _edit(app: "StudykitApp", course: str, page: str, card: str) -> None:
    file, line = app.study.catalog.place_of(course, page, card)
    refuse_shipped(file)
    command = editor_command(file, line, os.environ)
    shown = app.study.catalog.pages_beside(course, page)
    _note(app, course, shown)
    problem = _run(app, command, f"{file}:{line}")
    _note(app, course, shown)
    await app.live.take_in()
    if problem:
        raise problem


def _note(app: "StudykitApp", course: str, pages: Collection[str]) -> None:
    """Take down that pages are being looked at."""
    for page in pages:
        app.attempt(partial(app.study.schedule.note_reading, course, page))


def _run(app: "StudykitApp", command: list[str], place: str) -> StudykitError | None:
    """Leave the terminal to the editor until it is closed; what went wrong."""
    problem = None
    try:
        with app.suspend():
            try:  # an error must not leave here, or the app would not come back
                sys.stdout.write(_WAITING)
                sys.stdout.flush()
                run_editor(command)
            except StudykitError as error:
                problem = error
    except SuspendNotSupported:
        sentence = "This terminal cannot be left to an editor."
        return StudykitError(sentence, f"Open {place} yourself: what you save is taken in at once.")
    return problem
