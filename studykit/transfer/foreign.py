"""A file of another program: its bytes and its text, whatever it is written in."""

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from studykit.content.text import clean
from studykit.transfer.notes import Fate, Note, TransferError

MAX_TEXT = 50_000_000
"""Bytes of a file that is read as text."""
MAX_LINES = 2_000_000
"""Lines of one."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16 does, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


Progress = Callable[[int, int], None]
"""Is told how many of how many items are done, now and then."""


def _say_nothing(_done: int, _total: int) -> None:
    """The progress that nobody asked for."""


Beside = Callable[[str], bytes]
"""Gives a picture or sound that lies in the folder of a file or below it, by the way there; raises TransferError, which says why not."""


def _nothing_beside(_way: str) -> bytes:
    """What lies beside a file that is known by its bytes alone."""
    raise TransferError("not in the file")


@dataclass
class Foreign:
    """A file that is to be taken in."""

    name: str
    """Its name without folders, clean."""
    data: bytes = field(repr=False)
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of a table: which column is what, by role, where whoever takes it in has said so."""
    header: bool | None = None
    """Of a table: whether its first line names the columns, where whoever takes it in has said so."""
    progress: Progress = _say_nothing
    """For whoever reads many items of it to call."""
    beside: Beside = _nothing_beside
    """For whoever takes along what its texts name."""

    @property
    def title(self) -> str:
        """What a course of it may be called: its name without the ending, with spaces where it could have none."""
        stem = (PurePath(self.name).stem or self.name).strip()
        words = stem if " " in stem else re.sub(r"[_-]+", " ", stem).strip() or stem
        return words[:1].upper() + words[1:]

    @cached_property
    def text(self) -> str:
        """Its text, with line feeds at the ends of lines and without anything that could harm a terminal.

        Raises:
            TransferError: It is no text.

        """
        text = clean(self._decoded[0])
        if text.count("\n") > MAX_LINES:
            sentence = f"{self.name} has more than {MAX_LINES:,} lines."
            raise TransferError(sentence, "Divide it into several files.")
        return text

    def head(self, most: int = 50_000) -> str:
        """The beginning of its text, by which a format may be told; empty where it is no text."""
        try:
            return self.text[:most]
        except TransferError:
            return ""

    @property
    def notes(self) -> list[Note]:
        """What is to be told about how the text was read, if it was."""
        said = self._decoded[1] if "_decoded" in self.__dict__ else ""
        return [Note("the file", self.name, Fate.CHANGED, said)] if said else []

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        """The text, and what has to be said about how it was read."""
        if len(self.data) > MAX_TEXT:
            raise TransferError(
                f"{self.name} is larger than {MAX_TEXT // 1_000_000} MB.",
                "Divide it into several files.",
            )
        for bom, encoding in _BOMS:
            if self.data.startswith(bom):
                return self._decode(self.data[len(bom) :], encoding), ""
        if guess := _wide_encoding(self.data[:1000]):
            return self._decode(self.data, guess), ""
        try:
            return self.data.decode("utf-8"), ""
        except UnicodeDecodeError as error:
            if b"\0" in self.data:
                raise TransferError(f"{self.name} is not a text file.") from None
            line = self.data.count(b"\n", 0, error.start) + 1
            said = (
                f"It is not in UTF-8 (see line {line}) and was read as Windows-1252. "
                "Where letters are wrong now, save the file as UTF-8 first."
            )
            return self.data.decode("cp1252", "replace"), said

    def _decode(self, data: bytes, encoding: str) -> str:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            sentence = (
                f"{self.name} is broken: what follows byte {error.start:,} is no UTF-8 or UTF-16."
            )
            raise TransferError(sentence, "Save it again as UTF-8.") from error


def _wide_encoding(head: bytes) -> str:
    """UTF-16 without its mark, told by where its zeros stand; empty if it is none."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    if head[1::2].count(0) * 2 > pairs:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) * 2 > pairs else ""
