"""Packages of Anki, of both generations: a zip with a database and media."""

import json
from collections.abc import Callable, Iterator
from functools import partial

from studykit.content.text import shorten
from studykit.transfer.anki_database import read_notes
from studykit.transfer.anki_notes import add_notes
from studykit.transfer.archive import Archive, is_archive
from studykit.transfer.extras import needed
from studykit.transfer.foreign import Foreign
from studykit.transfer.media import media_name
from studykit.transfer.notes import TransferError
from studykit.transfer.parcel import Parcel
from studykit.transfer.protobuf import fields

_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: in a new package the oldest only says that a newer Anki is needed."""
MAX_DATABASE = 500_000_000
MAX_MEDIA = 100_000_000
_LARGE = 20_000_000
_SWELLS = 250
"""So many times its packed size a file may have, if it is a large one; honest ones stay far below."""
_ZSTD = b"\x28\xb5\x2f\xfd"


def is_mine(file: Foreign) -> bool:
    """Whether it is a zip that holds a collection."""
    if not is_archive(file.data):
        return False
    try:
        return bool(_collection(Archive(file.data)))
    except TransferError:
        return False


def read(file: Foreign) -> Parcel:
    """The notes of the package, with their media."""
    archive = Archive(file.data)
    found = _collection(archive)
    if not found:
        raise TransferError(f"{file.name} holds no collection of Anki.")
    parcel = Parcel()
    database = _unpacked(archive.read(found, MAX_DATABASE), MAX_DATABASE)
    notes, reviewed = read_notes(database)
    for name, fault in archive.faults.items():
        parcel.leave(name, name, fault)
    media = _Media(parcel, archive)
    add_notes(parcel, notes, media.locate, file.progress)
    if reviewed:
        parcel.notes_of_file(f"{reviewed:,} reviews in it are another learner's, and not carried.")
    return parcel


def _collection(archive: Archive) -> str:
    """The name of the collection, also of one that cannot be read; empty if there is none."""
    return next((one for one in _COLLECTIONS if one in archive or one in archive.faults), "")


class _Media:
    """The media of a package, carried if a note refers to them."""

    def __init__(self, parcel: Parcel, archive: Archive) -> None:
        self._parcel = parcel
        self._archive = archive
        self._entries = dict(_media_names(archive))
        self._kept: dict[str, str] = {}
        """The name under which each is kept; empty: it is not there."""

    def locate(self, name: str) -> str:
        """The name under which a picture or sound is kept."""
        if name not in self._kept:
            self._kept[name] = self._keep(name)
        return self._kept[name]

    def _keep(self, name: str) -> str:
        entry = self._entries.get(name)
        kept = media_name(name, self._parcel.media) if entry else ""
        if entry is None or entry not in self._archive:
            self._parcel.notes_of_file(
                f"{shorten(name, 80)} is not in the package, so it is neither shown nor played."
            )
            return ""
        if not kept:
            self._parcel.notes_of_file(
                f"{shorten(name, 80)} is no picture or sound, and is left out."
            )
        elif self._archive.size(entry) > MAX_MEDIA:
            self._parcel.notes_of_file(f"{shorten(name, 80)} is too large, and is left out.")
            kept = ""
        else:
            self._parcel.media[kept] = partial(_media_content, self._archive, entry)
        return kept


def _media_content(archive: Archive, entry: str) -> bytes:
    return _unpacked(archive.read(entry, MAX_MEDIA), MAX_MEDIA)


def _media_names(archive: Archive) -> Iterator[tuple[str, str]]:
    """The name of each medium, and that of its entry."""
    if "media" not in archive:
        return
    listed = archive.read("media", MAX_MEDIA)
    if listed[:4] == _ZSTD:
        try:
            for at, entry in enumerate(_messages(_unpacked(listed, MAX_MEDIA))):
                name = next((value for number, value in fields(entry) if number == 1), b"")
                if isinstance(name, bytes):
                    yield name.decode("utf-8", "replace"), str(at)
        except ValueError as error:
            msg = f"The list of media is broken: {error}."
            raise TransferError(msg) from error
        return
    try:
        table = json.loads(listed or b"{}")
    except (ValueError, RecursionError) as error:
        msg = "The list of media is broken."
        raise TransferError(msg) from error
    for entry, name in table.items() if isinstance(table, dict) else ():
        if isinstance(name, str):
            yield name, entry


def _messages(data: bytes) -> Iterator[bytes]:
    return (value for number, value in fields(data) if number == 1 and isinstance(value, bytes))


def _unpacked(data: bytes, most: int) -> bytes:
    """What was packed by zstd, or the bytes themselves if they were not."""
    if data[:4] != _ZSTD:
        return data
    decompress, faults = _zstd()
    most = min(most, max(_LARGE, _SWELLS * len(data)))
    try:
        found, is_whole = decompress(data, most)
    except faults as error:
        msg = f"The package is broken: {error}."
        raise TransferError(msg, "Export it from Anki again.") from error
    if not is_whole:
        raise TransferError(
            f"The package is cut off, or holds a file that unpacks to more than {most // 1_000_000} MB."
        )
    return found


def _zstd() -> tuple[Callable[[bytes, int], tuple[bytes, bool]], type[Exception]]:
    """What unpacks zstd, and the error that it raises."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - since Python 3.14
    except ImportError:
        needed("anki", "backports.zstd")
        from backports import zstd  # noqa: PLC0415 - an extra

    def decompress(data: bytes, most: int) -> tuple[bytes, bool]:
        unpacker = zstd.ZstdDecompressor()
        return unpacker.decompress(data, max_length=most), unpacker.eof

    return decompress, zstd.ZstdError
