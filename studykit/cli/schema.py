"""`studykit schema`: the JSON Schema of our files, for editors."""

from contextlib import suppress
from pathlib import Path

import click

from studykit.cli import console
from studykit.content.json_schema import FILE_NAME, KINDS, is_ours, schema_text
from studykit.errors import StudykitError
from studykit.study.saving import save

_EPILOG = f"""\b
An editor with a YAML language server reads it from a file that begins with:
  # yaml-language-server: $schema=../{FILE_NAME}
"""


@click.command("schema", short_help="Print a JSON Schema for editors.", epilog=_EPILOG)
@click.argument("kind", required=False, type=click.Choice(list(KINDS)), metavar="[KIND]")
@click.option(
    "--write",
    "target",
    metavar="DIR|FILE",
    type=click.Path(path_type=Path),
    help=f"Write it into this folder as {FILE_NAME}, or into this file, and print the path; an older schema is replaced.",
)
def command(kind: str | None, target: Path | None) -> None:
    """Print a JSON Schema, with which editors complete, explain and check course files while they are written.

    KIND is course, guide, guides (several in one file) or questions; without it one schema serves all files. What a single
    file cannot show, such as a link that leads nowhere, only `studykit check` knows.
    """
    text = schema_text(kind or "")
    if target is None:
        console.out(text.rstrip("\n"))
        return
    if not target.suffix:
        with suppress(OSError):  # what cannot be made is told when it is written into
            target.mkdir(exist_ok=True)
    file = target / FILE_NAME if target.is_dir() else target
    if file.is_file() and not _may_be_replaced(file):
        msg = f"{file} is there already, and is no schema of studykit."
        raise StudykitError(msg, "Choose another name.")
    save(file, text, overwrite=True)
    console.out(str(file))
    console.say(f"The first line of a file beside it: # yaml-language-server: $schema={file.name}")


def _may_be_replaced(file: Path) -> bool:
    try:
        return is_ours(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return False
