"""Opening a page's file in the author's editor, and taking in what came of it."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.app import SuspendNotSupported

from studykit.errors import Problem, StudykitError
from studykit.study.editor import editor_command, refuse_shipped, run_editor

if TYPE_CHECKING:
    from studykit.tui.app import StudykitApp

_WAITING = "studykit goes on when the editor is closed.\n"


class Place(NamedTuple):
    """Where the editor is opened."""

    file: Path
    line: int
    column: int = 1


async def edit_page(app: "StudykitApp", course: str, page: str, card: str = "") -> None:
    """Open the file of a guide or question set at its line, or at that of one of its cards, and take in what was saved.

    The file shows the answers of all that is in it: what is answered right after that was read, not recalled. What goes
    wrong is told; so it is in the others.
    """
    await _edit(app, lambda: Place(*app.study.catalog.place_of(course, page, card)))


async def edit_unit(app: "StudykitApp", course: str, unit: str = "") -> None:
    """Open the file that names a course, at one of its units."""
    await _edit(app, lambda: Place(*app.study.catalog.place_of_unit(course, unit)))


async def edit_problem(app: "StudykitApp", problem: Problem) -> None:
    """Open the file that has a problem, at its line and column."""
    await _edit(app, lambda: _place_of(app, problem))


def _place_of(app: "StudykitApp", problem: Problem) -> Place:
    file, _ = app.study.catalog.file_named(problem.path)
    if not file.is_file():
        raise StudykitError(f"{file.name} is no file that can be edited.", problem.hint)
    return Place(file, problem.line, problem.column)


async def _edit(app: "StudykitApp", find: Callable[[], Place]) -> None:
    try:
        place = find()
        await _edit_at(app, place)
    except StudykitError as error:
        app.tell(error)


async def _edit_at(app: "StudykitApp", place: Place) -> None:
    refuse_shipped(place.file)
    command = editor_command(place.file, place.line, os.environ, column=place.column)
    _, shown = app.study.catalog.file_named(str(place.file))
    _note(app, shown)
    problem = _run(app, command, f"{place.file}:{place.line}")
    _note(app, shown)
    await app.live.take_in()
    if problem:
        raise problem


def _note(app: "StudykitApp", pages: Sequence[tuple[str, str]]) -> None:
    """Take down that pages are being looked at."""
    for course, page in pages:
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
