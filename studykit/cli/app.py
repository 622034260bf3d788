"""The way from the command line into the app. Neither click nor any content is read on it, so that it is short."""

import gc
from typing import TYPE_CHECKING

from studykit.cli import console
from studykit.cli.desk import Library
from studykit.errors import StudykitError

if TYPE_CHECKING:
    from textual.screen import Screen

    from studykit.study.preview import Preview
    from studykit.study.sitting import AnySitting
    from studykit.study.study import Study

_PREVIEW = "A preview: no answer and no setting is kept. What you save in your editor or the form is seen at once."


def open_app(library: Library, theme: str | None = None) -> int:
    """Open the app; where no person is at the other end, print the overview instead."""
    if not console.is_terminal():
        from studykit.cli.courses import print_overview

        return print_overview(library)
    gc.disable()  # until the first picture is there: nothing of what is made before it can go
    from studykit.tui.app import run_app

    library.prepare()
    study = library.open()
    try:
        if theme is not None:
            _keep_theme(study, theme)
        return run_app(study)
    finally:
        study.close()


def open_quiz(study: "Study", sitting: "AnySitting") -> int:
    """Open the app on a quiz."""
    from studykit.tui.app import run_app
    from studykit.tui.screens.sittings import screen_for

    return run_app(study, screen_for(sitting))


def open_preview(preview: "Preview") -> int:
    """Open the app on a course or a page as a student would see it; where it is refused, on what is wrong with it, until that is mended."""
    from studykit.tui.app import run_app
    from studykit.tui.screens.problems import ProblemsScreen

    screens = _screens_of(preview)
    if preview.is_refused:
        screens.append(ProblemsScreen(lambda: () if preview.is_refused else _screens_of(preview)))
    return run_app(preview.study, *screens, greeting=_PREVIEW)


def _screens_of(preview: "Preview") -> "list[Screen[None]]":
    """A course and its page, as far as they can be shown."""
    from studykit.tui.screens.course import CourseScreen
    from studykit.tui.screens.guide import GuideScreen

    screens: list[Screen[None]] = []
    if preview.course:
        screens.append(CourseScreen(preview.course, preview.page or None))
    if preview.page:
        screens.append(GuideScreen(preview.course, preview.page))
    return screens


def _keep_theme(study: "Study", name: str) -> None:
    """Choose a theme for now and later; `light` is enough for `studykit-light`."""
    from studykit.tui.theme import THEMES

    names = [theme.name.removeprefix("studykit-") for theme in THEMES]
    wanted = name.removeprefix("studykit-")
    if wanted not in names:
        msg = f"There is no theme {name}."
        raise StudykitError(msg, f"Choose one of these: {', '.join(names)}.")
    study.log.set_setting("theme", f"studykit-{wanted}")
