"""That a program is open which shows the last good version of broken files: what is held for it, no other program drops."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Self

_PATIENCE = 2.0
"""Seconds to wait for one that is just looking whether anybody is here."""


class Holder:
    """Somebody who is here; the system knows when they are not, however their program ends.

    It is a lock that any number may share, on a file of its own beside the compiled library.
    """

    def __init__(self, file: Path | None) -> None:
        """Be here.

        Args:
            file: The compiled library; None: it is in memory, and nobody else has it.

        """
        self._lock: sqlite3.Connection | None = None
        if file:
            with suppress(
                sqlite3.Error
            ):  # then others may drop what is held, as if nobody were here
                self._lock = _take(_beside(file))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Be here no longer."""
        if self._lock:
            self._lock.close()
            self._lock = None


def is_anybody_here(file: Path | None) -> bool:
    """Whether a program is open for which the last good version of broken files is held."""
    if file is None or not _beside(file).is_file():
        return False
    try:
        with closing(_connect(_beside(file), patience=0)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    except sqlite3.Error:
        return False
    return False


def _take(file: Path) -> sqlite3.Connection:
    lock = _connect(file, patience=_PATIENCE)
    try:
        lock.execute("BEGIN")
        lock.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        lock.close()
        raise
    return lock


def _connect(file: Path, *, patience: float) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=patience, isolation_level=None, check_same_thread=False)


def _beside(file: Path) -> Path:
    return file.with_suffix(".open")
