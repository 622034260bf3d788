"""`studykit preview`: a course or a page as a student would see it, for who writes it."""

from datetime import UTC, datetime
from pathlib import Path

import click

from studykit.cli import console
from studykit.cli.app import open_preview
from studykit.errors import StudykitError


@click.command("preview", short_help="See a course or page as a student would.")
@click.argument("path", type=click.Path(path_type=Path))
def command(path: Path) -> int:
    """Open the app on a course, guide or question set as a student would see it. Nothing that is done there is kept.

    PATH is a course folder, a course in one file, or a file of a course folder. What is saved meanwhile is seen at once; a
    file with mistakes keeps its last good version on the screen, and they are told with file and line.
    """
    if not console.is_terminal():
        msg = "A preview needs a terminal."
        raise StudykitError(msg, "`studykit check` tells the mistakes of a file without one.")
    from studykit.study import preview

    opened = preview.open_preview(path, lambda: datetime.now(UTC))
    try:
        return open_preview(opened)
    finally:
        opened.study.close()
