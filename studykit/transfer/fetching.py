"""Pictures and sounds of a course, or of a file that is taken in, read from its folder and from nowhere else."""

from collections.abc import Mapping
from pathlib import Path

from studykit.content.within import file_within, folder_of, leads_out
from studykit.transfer.luggage import Fetch
from studykit.transfer.notes import TransferError
from studykit.transfer.references import has_kind

MOST = 50_000_000
"""Bytes of one file."""


def fetch_from(homes: Mapping[str, Path]) -> Fetch:
    """What reads the files of courses; each lies at the place given for its slug."""

    def fetch(course: str, way: str) -> bytes:
        return read_within(homes[course], way)

    return fetch


def read_within(home: Path, way: str, most: int = MOST) -> bytes:
    """A picture or sound in the folder of a course, or of a file.

    Raises:
        TransferError: It is none, is not there, is too large, or lies elsewhere; says so as part of a sentence.

    """
    if leads_out(way):
        raise TransferError("outside of the folder")
    if not has_kind(way):
        raise TransferError("no picture or sound")
    try:
        file = file_within(folder_of(home), way)
        if file is None:
            raise TransferError("a link out of the folder")
        with file.open("rb") as opened:
            data = opened.read(most + 1)
    except (OSError, ValueError, RuntimeError) as error:
        raise TransferError(_reason(error)) from error
    if len(data) > most:
        raise TransferError(f"larger than {most // 10**6} MB")
    return data


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "not there"
    told = error.strerror if isinstance(error, OSError) else ""
    return f"cannot be read: {(told or 'its name is broken').lower()}"
