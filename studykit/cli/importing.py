"""`studykit import`: courses out of the files of other programs."""

import os
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studykit import paths
from studykit.cli import console
from studykit.cli.desk import Library
from studykit.cli.options import json_option, library_options
from studykit.cli.telling import note_line
from studykit.content.text import clean
from studykit.errors import StudykitError
from studykit.transfer.formats import FORMATS, Format, format_named, recognise
from studykit.transfer.notes import Fate, TransferError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.transfer.foreign import Foreign, Progress
    from studykit.transfer.parcel import Parcel

MAX_FILE = 2_000_000_000
"""Bytes."""
_READS = [known.name for known in FORMATS if known.reads]
_MANY = 20
"""Fewer things are done before one could look."""
_MOST_NOTES = 200
"""So many are told one by one; `--json` tells all."""


@click.command(
    "import",
    short_help="Make a course of a file of another program.",
    epilog="Formats: "
    + "; ".join(f"{one.name} ({one.title})" for one in FORMATS if one.reads)
    + ".",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as",
    "format_name",
    type=click.Choice(_READS),
    help="The format; else it is told from the content.",
)
@click.option("--into", metavar="COURSE", help="Add to this course of yours instead of making one.")
@click.option("--title", metavar="TEXT", help="The title of the new course.")
@click.option(
    "--unit",
    metavar="TITLE",
    default="",
    help="Enter the guides into this unit of the course instead of those of the file; one that is not there is added.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=NAME",
    help="Of a table: which column is the front, back, hint, unit, tags, accept, points, choices or correct, by its name or number. May be repeated.",
)
@click.option(
    "--header/--no-header",
    default=None,
    help="Of a table: whether its first line names the columns; else that is told from what stands in it.",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would be taken; write nothing.")
@library_options
@json_option
@click.pass_obj
def command(  # noqa: PLR0917 - click gives them by name
    library: Library,
    file: Path,
    format_name: str | None,
    into: str | None,
    title: str | None,
    unit: str,
    columns: tuple[str, ...],
    header: bool | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Make a course of a file of another program: a deck, a question bank, a page.

    The course is written as plain YAML into your own library (or the first --library). All that is changed on the way
    or cannot be carried is told, item by item. Exits with 1 where nothing could be taken.
    """
    if into and title:
        raise click.UsageError("A course that is there has its title: --into or --title, not both.")
    foreign = _opened(file)
    foreign.columns = _roles(columns)
    foreign.header = header
    with progress_line("items read") as foreign.progress:
        known = format_named(format_name) if format_name else recognise(foreign)
        if known.module != "table" and (columns or header is not None):
            named = "--column" if columns else "--header" if header else "--no-header"
            raise click.UsageError(f"{named} is for tables; {file.name} is {known.title}.")
        parcel = known.reader().read(foreign)
    parcel.notes[:0] = foreign.notes
    target = _Target(library, into, title or parcel.title or foreign.title, unit)
    written = target.take(parcel, dry_run=dry_run)
    (_print_data if as_json else _print)(known, parcel, written, dry_run)
    if unit and parcel.taken and not parcel.units:
        console.say("No unit was made: this file has no guides, and a question set stands in none.")
    return 0 if parcel.taken else 1


def _roles(columns: tuple[str, ...]) -> dict[str, str]:
    """What `--column` says of each role."""
    from studykit.transfer.table_columns import ROLES

    roles = {}
    for said in columns:
        role, _, name = said.partition("=")
        if role not in ROLES or not name:
            raise click.BadParameter(
                f"{said!r} is no ROLE=NAME; roles are {', '.join(ROLES)}.", param_hint="--column"
            )
        roles[role] = name
    return roles


def _opened(file: Path) -> "Foreign":
    """The file, read whole; what its texts name is read from its folder when it is asked for."""
    from studykit.transfer.fetching import read_within
    from studykit.transfer.foreign import Foreign

    try:
        if file.stat().st_size > MAX_FILE:
            raise TransferError(f"{file.name} is larger than {MAX_FILE // 10**9} GB.")
        return Foreign(clean(file.name), file.read_bytes(), beside=partial(read_within, file))
    except OSError as error:
        msg = f"{file.name} cannot be read: {(error.strerror or '').lower()}."
        raise TransferError(msg) from error


@contextmanager
def progress_line(things: str) -> "Iterator[Progress]":
    """A line on the terminal that says how far a long piece of work is, and is gone when it is done."""
    shown = False

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and total > _MANY:
            shown = True
            bar = "█" * (20 * done // total)
            click.echo(f"\r  {bar:░<20} {done:,} of {total:,} {things}", err=True, nl=False)

    try:
        yield tell
    finally:
        if shown:
            click.echo(f"\r{' ' * 70}\r", err=True, nl=False)


class _Target:
    """Where a parcel is to go."""

    def __init__(self, library: Library, into: str | None, title: str, unit: str) -> None:
        self._library = library
        self._into = into
        self._unit = " ".join(clean(unit).split())
        self.title = " ".join(clean(title).split())

    def take(self, parcel: "Parcel", *, dry_run: bool) -> Path | None:
        """Write the parcel; gives the folder of the course, or None where there was nothing to write."""
        if self._into:
            return self._add_to(self._into, parcel, dry_run=dry_run)
        from studykit.transfer import shelving

        with progress_line("files checked") as progress:
            files = shelving.make_files(parcel, self.title, progress=progress, unit=self._unit)
        folder = self._own_library()
        if not parcel.taken or dry_run:
            return None
        try:
            return shelving.shelve_new(files, parcel, folder, shelving.folder_name(self.title))
        except OSError as error:
            raise _unwritten(folder, error) from error

    def _add_to(self, into: str, parcel: "Parcel", *, dry_run: bool) -> Path | None:
        """Write the parcel into a course that is there, and its guides into units."""
        from studykit.study.saving import save
        from studykit.transfer import shelving
        from studykit.transfer.clashes import settle_clashes

        folder, shelf = self._course(into)
        settle_clashes(parcel, folder)
        with progress_line("files checked") as progress:
            files = shelving.make_files(parcel, self.title, shelf, progress, self._unit)
        head = folder / shelving.HEAD
        text = self._entered(head, parcel) if parcel.units else ""
        if not parcel.taken or dry_run:
            return None
        try:
            shelving.shelve_into(files, parcel, folder)
        except OSError as error:
            raise _unwritten(folder, error) from error
        if text:
            save(head.resolve(), text, overwrite=True)
        return folder

    def _entered(self, head: Path, parcel: "Parcel") -> str:
        """The text of the course file with the guides in their units; empty, and noted, if they cannot stand in those of the parcel."""
        from studykit.study.authoring import entered

        try:
            return entered(head, parcel.units, is_typed=bool(self._unit))
        except StudykitError as error:
            if self._unit:
                raise
            parcel.notes_of_file(f"Its guides stand in no unit: {error.sentence}")
            return ""

    def _own_library(self) -> Path:
        """The folder that new courses are written into: the first that is named, or the learner's own."""
        named = [
            root
            for root in paths.library_folders(self._library.folders, os.environ, with_shipped=False)
            if root.is_dir() and not (root / "course.yaml").exists()
        ]
        return named[0] if named else paths.own_library(os.environ)

    def _course(self, name: str) -> "tuple[Path, Any]":
        """The folder of the course that is added to, and what stands in it."""
        from studykit.study.scope import spelt
        from studykit.transfer.shelving import HEAD, Shelf

        with self._library.study() as study:
            course = study.catalog.course(spelt(study.catalog, name.strip("/")))
            folder = study.catalog.home_of(course.slug)
        if folder.is_relative_to(paths.shipped_content()):
            raise TransferError(
                f"{course.title} comes with studykit and is not yours to add to.",
                "Import without `--into`, which makes a course of your own.",
            )
        if not (folder / HEAD).is_file():
            raise TransferError(
                f"{course.title} is a single file.",
                "Put it into a folder of its own, as course.yaml; then more files can be added.",
            )
        return folder, Shelf.of(course, folder)


def _unwritten(folder: Path, error: OSError) -> StudykitError:
    return TransferError(f"{folder} cannot be written to: {(error.strerror or '').lower()}.")


def _print_data(known: Format, parcel: "Parcel", written: Path | None, dry_run: bool) -> None:
    data = {
        "format": known.name,
        "found": parcel.found,
        "taken": parcel.taken,
        "guides": sum(len(part.guides) for part in parcel.parts.values()),
        "questions": sum(len(part.questions) for part in parcel.parts.values()),
        "notes": [note._asdict() for note in parcel.notes],
        "course": str(written) if written else None,
        "dry_run": dry_run,
    }
    console.out_json(data)


def _print(known: Format, parcel: "Parcel", written: Path | None, dry_run: bool) -> None:
    """Tell a person what came of it."""
    for note in parcel.notes[:_MOST_NOTES]:
        console.out(note_line(note))
    if len(parcel.notes) > _MOST_NOTES:
        console.out(f"… and {len(parcel.notes) - _MOST_NOTES:,} more; `--json` tells all.")
    left = sum(note.fate is Fate.LEFT for note in parcel.notes)
    console.out(
        f"{known.title}: {parcel.found:,} found, {parcel.taken:,} taken,"
        f" {len(parcel.notes) - left:,} changed, {left:,} left out."
    )
    if written:
        console.out(f"Written to {written}. Look it over with `studykit check {written}`.")
    else:
        console.out("Nothing was written." if dry_run else "There was nothing to write.")
