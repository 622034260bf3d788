"""Taking a quiz that has been begun: in the app, or as plain lines of text."""

import contextlib
import sys
from typing import TYPE_CHECKING

import click

from studykit.cli import console
from studykit.cli.app import open_quiz
from studykit.errors import StudykitError

if TYPE_CHECKING:
    from studykit.study.sitting import AnySitting
    from studykit.study.study import Study

plain_option = click.option(
    "--plain",
    is_flag=True,
    help="Linear text on stdin and stdout instead of the app; !help tells how to use it.",
)


def is_plain(wanted: bool) -> bool:
    """Whether a quiz is to run as lines: where that is wanted, or no person sits at a terminal."""
    return wanted or not console.is_terminal()


def take(study: "Study", sitting: "AnySitting", *, plain: bool) -> int:
    """Take a quiz; gives the exit code."""
    if not is_plain(plain):
        return open_quiz(study, sitting)
    run_plain(study, sitting)
    return 0


def run_plain(study: "Study", sitting: "AnySitting") -> None:
    """Run a quiz as lines of text. Ctrl+C leaves it unfinished."""
    from studykit.cli.plain import Lines, going_on
    from studykit.cli.plain_mock import MockDialogue
    from studykit.cli.plain_practice import PracticeDialogue
    from studykit.study.sitting import PracticeSitting

    home_of = study.catalog.home_of
    lines = Lines(sys.stdin.readline, sys.stdout, console.text_width(), home_of)
    try:
        if isinstance(sitting, PracticeSitting):
            PracticeDialogue(sitting, lines).run()
        else:
            MockDialogue(sitting, lines).run()
    except KeyboardInterrupt:
        if isinstance(sitting, PracticeSitting):
            with contextlib.suppress(StudykitError):
                sitting.pause()
        console.say(f"\nThe quiz is kept. Go on with: {going_on(sitting)}")
        raise
