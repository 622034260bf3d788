"""A zip of another program, opened so that nothing in it can do harm.

    archive = Archive(data)              # raises TransferError: broken, or too much in it
    archive.names                        # what can be read, in its order: `folder/quiz.xml`; no folders
    archive.faults                       # what cannot, with the reason as a sentence, to be told as a note
    archive.size("folder/quiz.xml")      # bytes, as it says itself
    archive.read("folder/quiz.xml", 50_000_000)   # at most so many bytes; raises TransferError

Nothing is written to the disk, and an archive within an archive is only bytes. Entries that lead out of the archive, are
locked with a password, stand twice, are links, or swell beyond all measure are faults; the others can still be read.
A reading that is put off (`partial(archive.read, name, most)`) keeps the archive.
"""

import stat
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath

from studykit.content.text import clean, shorten
from studykit.transfer.notes import TransferError

MAX_ENTRIES = 50_000
MAX_ALL = 4_000_000_000
"""Bytes of all entries, unpacked."""
MAX_ENTRY = 500_000_000
"""Bytes of one entry that is read, unpacked, where the caller says nothing else."""
_SWELLS = 250
"""So many times its packed size an entry may have, if it is a large one; honest ones stay far below."""
_LARGE = 1_000_000
_HEADER = b"PK\x01\x02"
"""Begins each line of an archive's table of contents."""
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The others are unpacked whole, however little of it is asked for."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, KeyError)


def is_archive(data: bytes) -> bool:
    """Whether a file begins as a zip does."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files; the same files give the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, data)
    return made.getvalue()


class Archive:
    """A zip in memory."""

    def __init__(self, data: bytes) -> None:
        """Look into an archive.

        Raises:
            TransferError: It is broken, or holds more than can be taken.

        """
        if data.count(_HEADER) > MAX_ENTRIES:  # before they are read, which takes long
            raise TransferError(f"There are more than {MAX_ENTRIES:,} files in this archive.")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _BROKEN as error:
            msg = f"The archive is broken: {_reason(error)}."
            raise TransferError(msg, "Download it again, or pack it again.") from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self.faults: dict[str, str] = {}
        """Why entries cannot be read, by name; clean."""
        for entry in self._zip.infolist():
            self._add(entry)
        if sum(entry.file_size for entry in self._entries.values()) > MAX_ALL:
            raise TransferError(
                f"The files in this archive are more than {MAX_ALL // 10**9} GB unpacked.",
                "Divide it into several.",
            )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that can be read."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        """Whether an entry can be read."""
        return name in self._entries

    def size(self, name: str) -> int:
        """How many bytes an entry has; never more than these are read."""
        return self._entries[name].file_size

    def read(self, name: str, most: int = MAX_ENTRY) -> bytes:
        """The content of an entry.

        Raises:
            TransferError: There is none, it is larger than it may be, or it is broken.

        """
        shown = shorten(clean(name), 80)
        if fault := self.faults.get(shown):
            raise TransferError(f"{shown} cannot be read: {fault}")
        if name not in self._entries:
            raise TransferError(f"There is no {shown} in the archive.")
        if self.size(name) > most:
            raise TransferError(f"{shown}, in the archive, is larger than {most:,} bytes.")
        try:
            with self._zip.open(self._entries[name]) as file:
                return file.read()
        except (*_BROKEN, NotImplementedError) as error:
            msg = f"{shown}, in the archive, is broken: {_reason(error)}."
            raise TransferError(msg, "Download it again, or pack it again.") from error

    def _add(self, entry: zipfile.ZipInfo) -> None:
        """Take an entry to those that can be read, or to those that cannot."""
        name = entry.filename.replace("\\", "/")
        if name.endswith("/"):
            return
        shown = shorten(clean(name), 80)
        if name in self._entries or shown in self.faults:
            self._entries.pop(name, None)
            self.faults[shown] = "It stands in the archive twice."
        elif fault := _fault(entry, name):
            self.faults[shown] = fault
        else:
            self._entries[name] = entry


def _fault(entry: zipfile.ZipInfo, name: str) -> str:
    """Why an entry should not be read; empty if it may be."""
    faults = {
        "Its name leads out of the archive.": name.startswith("/")
        or ".." in PurePosixPath(name).parts
        or name[1:2] == ":",
        "Its name has characters that no name should have.": name != clean(name)
        or not name.isprintable(),
        "It is locked with a password.": bool(entry.flag_bits & 0x1),
        "It is a link and no file.": stat.S_ISLNK(entry.external_attr >> 16),
        "It is packed in a way that is not known here.": entry.compress_type not in _PACKINGS,
        f"It is too large: more than {_SWELLS} times what it is packed.": entry.file_size > _LARGE
        and entry.file_size > _SWELLS * entry.compress_size,
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")


def _reason(error: Exception) -> str:
    """What an error says, as part of a sentence."""
    return shorten(clean(str(error)), 80).rstrip(".") or "it ends too early"
