"""What goes wrong with a database, told in sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from studykit.errors import StorageError

LEFT_AS_IT_IS = "It has been left as it is; move it away to begin a new one."
_ELSEWHERE = "STUDYKIT_HOME can name another folder."

_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "The disk is full: nothing could be written to {place}.",
        "Free some space, then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "{place} cannot be written: the file or its folder is read-only.",
        "Make it writable. " + _ELSEWHERE,
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "{place} cannot be opened for writing.",
        "See that it is a file, in a folder that you may write in. " + _ELSEWHERE,
    ),
    sqlite3.SQLITE_BUSY: (
        "Another program has kept {place} locked for too long: nothing was written.",
        "Close other windows of studykit, or wait until a backup is over, then try again.",
    ),
    sqlite3.SQLITE_CORRUPT: ("{place} is damaged.", LEFT_AS_IT_IS),
    sqlite3.SQLITE_NOTADB: (
        "{place} is not a database of studykit, or it is damaged.",
        LEFT_AS_IT_IS,
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk failed while {place} was read or written.",
        "See that the disk is still there and has room, then try again.",
    ),
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn every error of SQLite and of the file system into one that a person can be told."""
    try:
        yield
    except sqlite3.Error as error:
        raise _storage_error(error, place) from error
    except OSError as error:
        sentence = f"{error.filename or place} cannot be used: {error.strerror or error}."
        raise StorageError(sentence, "See that you may write there. " + _ELSEWHERE) from error


def is_repeated_key(error: sqlite3.Error) -> bool:
    """Whether a row could not be added because there is one with the same key."""
    return getattr(error, "sqlite_errorcode", 0) in {
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    }


def is_locked(error: sqlite3.Error) -> bool:
    """Whether another program was at it."""
    return _primary_code(error) == sqlite3.SQLITE_BUSY


def _storage_error(error: sqlite3.Error, place: str) -> StorageError:
    """The error with the sentence for its code."""
    unknown = ("{place} could not be used: {error}.", "Nothing was written.")
    sentence, hint = _SENTENCES.get(_primary_code(error), unknown)
    return StorageError(sentence.format(place=place, error=error), hint)


def _primary_code(error: sqlite3.Error) -> int:
    """SQLite's code without its particulars; 0 where Python itself complains."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
