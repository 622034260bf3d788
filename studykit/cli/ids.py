"""`studykit ids`: ids written into the files of one's own courses."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from studykit import paths as places
from studykit.cli import console
from studykit.cli.desk import Library
from studykit.cli.options import library_options, path_of
from studykit.content.loader import show_path
from studykit.errors import StudykitError
from studykit.quiz.words import counted
from studykit.study.identifying import Marked, write_ids


@click.command("ids", short_help="Write ids into your courses, so that rewording costs no history.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH|COURSE]…")
@click.option("--dry-run", is_flag=True, help="Only tell what would be written.")
@library_options
@click.pass_obj
def command(library: Library, paths: tuple[Path, ...], dry_run: bool) -> int:
    """Write an `id` into every question, fact and point that has none, and touch nothing else.

    PATH is a library, a course folder or a file, COURSE the name of a course; without one your own library is meant. The ids
    are those that follow from the texts as they are now, so all that was answered stays with its card; from then on a text
    can be changed in any way. Exits with 1 where a file had to be left as it is.
    """
    shipped = [places.shipped_content(), places.installed_content()]
    named = [path_of(library, path) for path in paths] or _own(library, shipped)
    marked = list(write_ids(named, shipped, dry_run=dry_run))
    for one in marked:
        _tell(one)
    added = sum(one.added for one in marked)
    files = sum(one.added > 0 for one in marked)
    would = "would be written into" if dry_run else "written into"
    console.say(f"{counted(added, 'id')} {would} {counted(files, 'file')}.")
    return 1 if any(one.trouble for one in marked) else 0


def _own(library: Library, shipped: Sequence[Path]) -> list[Path]:
    """The folders of the learner's own courses. Raises StudykitError where there is none."""
    ours = {folder.resolve() for folder in shipped}
    found = [folder for folder in library.roots() if folder.resolve() not in ours]
    if not found:
        msg = "There is no library of your own here."
        raise StudykitError(
            msg, f"Name a folder or a file, or make {places.own_library(os.environ)}."
        )
    return found


def _tell(one: Marked) -> None:
    if one.trouble:
        console.say(f"{show_path(str(one.path))}: left as it is. {one.trouble}")
    elif one.added:
        console.out(f"{show_path(str(one.path))}: {counted(one.added, 'id')}")
