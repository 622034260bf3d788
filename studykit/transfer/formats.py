"""The formats that courses arrive in and leave in; the module of each is read only when it is needed.

A module that reads has `is_mine(file)`, which tells from the content whether a file is in its format and never raises,
and `read(file)`, which gives a parcel. A module that writes has `write(courses)`, which gives a shipment.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from studykit.content.model import Course
from studykit.transfer.foreign import Foreign
from studykit.transfer.notes import TransferError
from studykit.transfer.parcel import Parcel
from studykit.transfer.shipment import Shipment


class Reader(Protocol):
    """A module that reads a format."""

    def is_mine(self, file: Foreign) -> bool:
        """Whether a file is in this format, told from its content."""

    def read(self, file: Foreign) -> Parcel:
        """What the file holds; raises TransferError where it is not what it seems."""


class Writer(Protocol):
    """A module that writes a format."""

    def write(self, courses: Sequence[Course]) -> Shipment:
        """The courses as one file of this format; raises TransferError."""


class Format(NamedTuple):
    """A format of other programs."""

    name: str
    """As it is named on the command line."""
    title: str
    module: str
    ending: str
    """Of the files that are written; empty: it is only read."""
    reads: bool = True

    def reader(self) -> Reader:
        """The module that reads it."""
        return cast(Reader, import_module(f"studykit.transfer.{self.module}"))

    def writer(self) -> Writer:
        """The module that writes it."""
        return cast(Writer, import_module(f"studykit.transfer.{self.module}_out"))


FORMATS = (
    Format("csv", "CSV or TSV, as spreadsheets, Quizlet and Anki write it", "table", ".csv"),
)
"""In the order in which they are tried on a file: the more particular first."""


def format_named(name: str) -> Format:
    """The format of that name."""
    return next(found for found in FORMATS if found.name == name)


def recognise(file: Foreign) -> Format:
    """The format that a file is in, told from its content.

    Raises:
        TransferError: It is in none of ours.

    """
    for known in FORMATS:
        if known.reads and known.reader().is_mine(file):
            return known
    raise TransferError(
        f"{file.name} is in no format that is known here.",
        "`--as FORMAT` says what it is; `studykit import --help` names the formats.",
    )
