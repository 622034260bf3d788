"""`studykit export`: courses for other programs."""

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studykit import paths
from studykit.cli import console
from studykit.cli.desk import Library, has_log
from studykit.cli.options import library_options
from studykit.cli.output import OUTPUT_HELP, ending_words, is_there, put, refuse_kept, written_words
from studykit.cli.telling import note_lines
from studykit.quiz.words import counted
from studykit.transfer.formats import FORMATS, Format, format_named
from studykit.transfer.notes import TransferError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studykit.content.model import Course
    from studykit.transfer.luggage import Luggage
    from studykit.transfer.shipment import Shipment

_WRITES = [known.name for known in FORMATS if known.ending]


@click.command(
    "export",
    short_help="Write courses, or your log, for other programs.",
    epilog="Formats: "
    + "; ".join(f"{one.name} ({one.title})" for one in FORMATS if one.ending)
    + ".",
)
@click.argument("addresses", nargs=-1, metavar="COURSE[/UNIT/|/TERM]…")
@click.option("--to", "format_name", type=click.Choice(_WRITES), help="The format.")
@click.option(
    "--log",
    is_flag=True,
    help="Everything that you ever answered, as lines of JSON, instead of courses.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The file to write. {OUTPUT_HELP} Without it, or with -, what can be read goes to the standard output.",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would be written; write nothing.")
@library_options
@click.pass_obj
def command(
    library: Library,
    /,
    *,
    addresses: tuple[str, ...],
    format_name: str | None,
    log: bool,
    output: Path | None,
    dry_run: bool,
) -> None:
    """Write courses, or units, terms and question sets of them, as a file that other programs take.

    All that the format cannot carry as it is is told, item by item.
    """
    output = None if str(output) == "-" else output
    if output:
        refuse_kept(output)
    if log:
        if addresses or format_name:
            raise click.UsageError(
                "--log is all that you answered: name no course or format beside it."
            )
        data = _log_of(library)
        lines = counted(data.count(b"\n"), "line")
        title = "the log as lines of JSON"
        said = _written(data, output, ".jsonl", title, dry_run=dry_run)
        _say([f"The log has {lines}.", *said] if dry_run else said)
        return
    if not (addresses and format_name):
        raise click.UsageError("Name a course and, with --to, a format; or --log.")
    known = format_named(format_name)
    from studykit.study.quizzes import pages_in
    from studykit.study.scope import resolve

    with library.study() as study:
        scope = [resolve(study.catalog, address) for address in addresses]
        courses = pages_in(study.catalog, scope)
        homes = {course.slug: study.catalog.home_of(course.slug) for course in courses}
        now = study.clock()
    luggage = _luggage(known, homes, output, now)
    shipment = known.writer().write(courses, luggage)
    if known.updates:
        _tell_without_ids(courses, homes, shipment)
    said = list(note_lines(shipment.notes, console.text_width()))
    if output and shipment.beside and not dry_run:
        said.append(_write_beside(shipment.beside, output.parent / luggage.folder))
    title = f"the format {known.name}"
    said += _written(shipment.data, output, known.ending, title, dry_run=dry_run)
    said.append(f"{known.title}: {counted(shipment.taken, shipment.unit)}{_media(luggage.files)}.")
    _say(said)


def _tell_without_ids(
    courses: "Sequence[Course]", homes: "Mapping[str, Path]", shipment: "Shipment"
) -> None:
    """Note how many cards would come as new ones once they are reworded; those that come with studykit nobody rewords."""
    from studykit.study.identifying import cards_without_ids

    own = [one for one in courses if not homes[one.slug].is_relative_to(paths.shipped_content())]
    count = sum(cards_without_ids(course, homes[course.slug]) for course in own)
    if count:
        said = "1 card has no id of its own: reworded, it would come as a new one"
        if count > 1:
            said = f"{count:,} cards have no id of their own: reworded, they would come as new ones"
        shipment.change("the file", "", f"{said}; `studykit ids` writes ids.")


def _luggage(
    known: Format, homes: "Mapping[str, Path]", output: Path | None, now: datetime
) -> "Luggage":
    """What takes the pictures of courses along, in the file or beside it."""
    from studykit.transfer.fetching import fetch_from
    from studykit.transfer.luggage import Luggage, no_luggage

    if not known.beside:
        return Luggage(fetch_from(homes), leaves=now)
    if output is None:
        return no_luggage("only beside a file, which -o names")
    stem = re.sub(r"[^\w.-]+", "-", output.stem)
    return Luggage(fetch_from(homes), f"{stem}-media")


def _media(files: "Mapping[str, bytes]") -> str:
    """How many pictures and sounds go along."""
    named = {0: "", 1: ", with a picture or sound"}
    return named.get(len(files), f", with {len(files):,} pictures and sounds")


def _write_beside(files: "Mapping[str, bytes]", folder: Path) -> str:
    """Write pictures and sounds into a folder of their own, and give what is to be said of it.

    Of what is in it, only those of the same names are replaced.
    """
    from studykit.study.saving import save

    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise TransferError(f"{folder} is no folder.", "Choose another name for the file.")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        msg = f"{folder} cannot be made: {(error.strerror or '').lower()}."
        raise TransferError(msg, "Choose another folder.") from error
    for name, data in files.items():
        save(folder / name, data, overwrite=True)
    return f"Its pictures and sounds are in {folder}, which belongs beside the file."


def _log_of(library: Library) -> bytes:
    """The log as lines of JSON."""
    if not has_log():
        raise TransferError("Nothing has been answered yet.")
    study = library.open()
    try:
        return "".join(f"{line}\n" for line in study.log.lines()).encode()
    finally:
        study.close()


def _written(
    data: bytes, output: Path | None, ending: str, title: str, *, dry_run: bool
) -> list[str]:
    """Write the data to the standard output, or to a file, and give what is to be said of it once it is written."""
    told = [words] if output and (words := ending_words(output, ending, title)) else []
    if dry_run:
        return [*told, "Nothing was written."]
    if output is None:
        _to_stdout(data, ending)
        return []
    was_there = is_there(output)
    put(output, data)
    return [*told, written_words(output, was_there)]


def _say(lines: "Sequence[str]") -> None:
    """Tell what is to be told, when all is written: who reads it may go away."""
    for line in lines:
        console.say(line)


def _to_stdout(data: bytes, ending: str) -> None:
    """Write text to the standard output; a package is none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        msg = "This format is no text."
        raise TransferError(msg, f"Name a file for it: `-o course{ending}`.") from None
    with console.writing():
        sys.stdout.write(text)
