"""What the command line says, and where: data on stdout, talk on stderr, both as clean text."""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path

from studykit.content.text import clean
from studykit.errors import StudykitError

_ASCII = {"ascii", "us-ascii", "ansi_x3.4-1968"}


def prepare() -> None:
    """Let all text be written and read, whatever the locale: as UTF-8, unless a terminal says otherwise."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, name, nowhere)
        elif isinstance(stream, TextIOWrapper):
            keeps = stream.isatty() and stream.encoding.lower() not in _ASCII
            stream.reconfigure(encoding=None if keeps else "utf-8", errors="replace")


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Tell a person where output cannot be written; a reader that has gone is another matter."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        msg = f"The output cannot be written: {error.strerror}."
        raise StudykitError(msg) from error


def finish() -> None:
    """Write what is still to be written."""
    with writing():
        sys.stdout.flush()


def silence() -> None:
    """Send what is still to be written nowhere: the reader of our output has gone."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def out(text: str = "") -> None:
    """Write data."""
    with writing():
        print(clean(text))


def out_json(value: object) -> None:
    """Write data as JSON."""
    import json

    out(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def say(text: str) -> None:
    """Tell the person at the keyboard something that is not data."""
    print(clean(text), file=sys.stderr)


def is_terminal() -> bool:
    """Whether a person sits at both ends, so that an app can take the screen."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def text_width() -> int:
    """How wide running text is to be."""
    import shutil

    return max(40, min(78, shutil.get_terminal_size((80, 24)).columns - 2))


def line_width() -> int:
    """How wide a line may be where a person reads it; 0 where the output is no terminal, and lines end where they end."""
    import shutil

    return max(40, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else 0


def hung(mark: str, text: str) -> str:
    """A text after a mark such as `1. `, its further lines as far in as the first."""
    from textwrap import indent

    return indent(text, " " * len(mark)).replace(" " * len(mark), mark, 1)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of text as aligned columns, two spaces apart."""
    lines = [[clean(cell).replace("\n", " ") for cell in row] for row in rows]
    from studykit.content.runs import cells

    widths = [max(map(cells, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell + " " * (width - cells(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )
