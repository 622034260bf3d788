"""`studykit export`: courses for other programs."""

import os
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from studykit.cli import console
from studykit.cli.desk import Library
from studykit.cli.importing import note_line
from studykit.cli.options import library_options
from studykit.transfer.formats import FORMATS, format_named
from studykit.transfer.notes import TransferError
from studykit.transfer.selecting import select

_WRITES = [known.name for known in FORMATS if known.ending]


@click.command(
    "export",
    short_help="Write courses for other programs.",
    epilog="Formats: "
    + "; ".join(f"{one.name} ({one.title})" for one in FORMATS if one.ending)
    + ".",
)
@click.argument("addresses", nargs=-1, required=True, metavar="COURSE[/TERM]…")
@click.option("--to", "format_name", type=click.Choice(_WRITES), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; without it, or with -, what can be read goes to the standard output.",
)
@library_options
@click.pass_obj
def command(
    library: Library, addresses: tuple[str, ...], format_name: str, output: Path | None
) -> int:
    """Write courses, or terms of them, as a file that other programs take.

    All that the format cannot carry as it is is told, item by item.
    """
    known = format_named(format_name)
    with library.study() as study:
        courses = select(addresses, study.catalog.course)
    shipment = known.writer().write(courses)
    for note in shipment.notes:
        console.say(note_line(note))
    if output is None or str(output) == "-":
        _to_stdout(shipment.data, known.ending)
    else:
        _to_file(shipment.data, output)
    console.say(f"{known.title}: {shipment.taken:,} {shipment.unit}.")
    return 0


def _to_stdout(data: bytes, ending: str) -> None:
    """Write text to the standard output; a package is none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        msg = "This format is no text."
        raise TransferError(msg, f"Name a file for it: `-o course{ending}`.") from None
    with console.writing():
        sys.stdout.write(text)


def _to_file(data: bytes, path: Path) -> None:
    """Write a file whole, or leave what is there."""
    try:
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        os.replace(file.name, path)  # noqa: PTH105 - the name is a text
    except OSError as error:
        msg = f"{path} cannot be written: {(error.strerror or '').lower()}."
        raise TransferError(msg) from error
