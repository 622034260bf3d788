"""The formats that courses arrive in and leave in; the module of each is read only when it is needed.

A module that reads has `is_mine(file)`, which tells from the content whether a file is in its format and never raises,
and `read(file)`, which gives a parcel. A module that writes has `write(courses, luggage)`, which gives a shipment.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from studykit.content.model import Course
from studykit.transfer.archive import Archive, is_archive
from studykit.transfer.foreign import MAX_TEXT, Foreign
from studykit.transfer.notes import TransferError
from studykit.transfer.parcel import Parcel
from studykit.transfer.shipment import Shipment

if TYPE_CHECKING:
    from studykit.transfer.luggage import Luggage


class Reader(Protocol):
    """A module that reads a format."""

    def is_mine(self, file: Foreign) -> bool:
        """Whether a file is in this format, told from its content."""

    def read(self, file: Foreign) -> Parcel:
        """What the file holds; raises TransferError where it is not what it seems."""


class Writer(Protocol):
    """A module that writes a format."""

    def write(self, courses: Sequence[Course], luggage: "Luggage | None" = None) -> Shipment:
        """The courses as one file of this format, with what goes along; raises TransferError."""


class Format(NamedTuple):
    """A format of other programs."""

    name: str
    """As it is named on the command line."""
    title: str
    module: str
    ending: str
    """Of the files that are written; empty: it is only read."""
    reads: bool = True
    beside: bool = False
    """Whether pictures are written beside the file, since it has no place for them."""
    updates: bool = False
    """Whether its program takes a card of an id that it has as the same one."""

    def reader(self) -> Reader:
        """The module that reads it."""
        return cast(Reader, import_module(f"studykit.transfer.{self.module}"))

    def writer(self) -> Writer:
        """The module that writes it."""
        return cast(Writer, import_module(f"studykit.transfer.{self.module}_out"))


FORMATS = (
    Format("anki", "Anki packages, .apkg and .colpkg", "anki", ".apkg", updates=True),
    Format("crowdanki", "deck.json of CrowdAnki", "crowdanki", ""),
    Format("moodle", "Moodle XML", "moodle", ".xml"),
    Format("qti", "QTI: quizzes of Canvas and other learning platforms", "qti", ".zip"),
    Format("qti21", "QTI 2.1: items and a test", "qti21", ".zip", reads=False),
    Format("text2qti", "text2qti: quizzes as plain text", "text2qti", ".txt", beside=True),
    Format("gift", "GIFT, Moodle's plain text", "gift", ".gift"),
    Format("hashcards", "Markdown cards of hashcards", "hashcards", ""),
    Format("markdown-quiz", "choice questions in Markdown", "markdown_quiz", ""),
    Format("obsidian", "notes with cards of Obsidian's spaced repetition", "obsidian", ""),
    Format("hascard", "text files of hascard", "hascard", ""),
    Format("page", "a study-guide page pasted as plain text", "page", ""),
    Format("bank", "YAML banks of questions with answers", "bank", ""),
    Format("csv", "tables: CSV, TSV, text exports of Quizlet and Anki", "table", ".csv"),
    Format("tsv", "tables with tabs between their columns", "tsv", ".tsv", reads=False),
    Format("markdown", "a study guide in Markdown", "markdown", ".md", reads=False, beside=True),
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
    if is_archive(file.data):
        Archive(file.data)  # tells what is wrong with it, if anything is
    elif len(file.data) > MAX_TEXT:
        _ = file.text  # tells that it is too large
    if not file.data.strip():
        raise TransferError(f"{file.name} is empty.", "Look whether it is the file that you mean.")
    raise TransferError(
        f"{file.name} is in no format that is known here.",
        "`--as FORMAT` says what it is; `studykit import --help` names the formats.",
    )
