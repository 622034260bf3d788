"""`studykit check`: every problem of the content, with its place and how to mend it."""

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studykit import paths as places
from studykit.cli import console, exits
from studykit.cli.check_formats import FORMATS, as_annotations, as_json, as_text, error_count
from studykit.cli.desk import Library
from studykit.cli.options import json_option, library_options, path_of
from studykit.content.checking import Checker, CheckReport

if TYPE_CHECKING:
    from studykit.content.advising import FileChange


@click.command("check", short_help="Check courses for mistakes.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH|COURSE]…")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How problems are told: as text, as JSON, or as annotations that GitHub shows at the lines of a pull request.",
)
@click.option(
    "--watch",
    "watching",
    is_flag=True,
    help="Check again whenever a file changes, until Ctrl+C. With JSON each check is one line.",
)
@library_options
@json_option
@click.pass_obj
def command(
    library: Library,
    /,
    *,
    paths: tuple[Path, ...],
    form: str | None,
    watching: bool,
    as_json: bool,
) -> int:
    """Check courses for mistakes, and for what teaches badly.

    PATH is a library, a course folder or a single file, COURSE the name of a course; without one the whole library is
    checked. Every problem is
    told with its place and how to mend it. What has not changed since the last check is not read again. Exits with 1
    where there are errors; warnings alone are fine.
    """
    form = _form(form, as_json, watching)
    paths = tuple(path_of(library, path) for path in paths)
    with closing(Checker(paths or library.roots(), _cache(paths))) as checker:
        if watching:
            _watch(checker, form)
        report = checker.check()
        console.out(_teller(form)(report))
        return exits.PROBLEMS if error_count(report) else 0


def _form(form: str | None, as_json: bool, watching: bool) -> str:
    """In which format problems are told."""
    if as_json and form not in (None, "json"):
        msg = f"Choose one of --json and --format {form}."
        raise click.UsageError(msg)
    if watching and form == "github":
        msg = "A workflow does not watch: choose one of --watch and --format github."
        raise click.UsageError(msg)
    return "json" if as_json else form or "text"


def _cache(paths: Sequence[Path]) -> Path | None:
    """Where checks are remembered: single files are checked so quickly, and in so many sets, that they are not."""
    if all(path.is_dir() for path in paths):
        return places.cache_folder(os.environ)
    return None


def _teller(form: str) -> Callable[[CheckReport], str]:
    if form == "github":
        return partial(as_annotations, here=Path.cwd(), environ=os.environ)
    return as_json if form == "json" else partial(as_text, width=console.line_width())


def _watch(checker: Checker, form: str) -> None:
    from studykit.cli.watch import heading, watch

    def tell(report: CheckReport, changes: "Sequence[FileChange]") -> None:
        if form == "json":
            console.out(as_json(report, indent=None))
        else:
            console.out(
                f"{heading(datetime.now().astimezone(), changes)}\n\n{as_text(report, console.line_width())}\n"
            )

    console.say("Watching; Ctrl+C ends it.")
    watch(checker, tell)
