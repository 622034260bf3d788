"""The database: one connection to one SQLite file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from studykit.errors import StorageError
from studykit.storage import migration, transaction
from studykit.storage.faults import is_locked, told

_PATIENCE = 3.0
"""Seconds to wait for another program that is writing."""
_OLDEST_SQLITE = (3, 37, 0)
_EPOCH = datetime.fromtimestamp(0, UTC)


class Database:
    """A connection to the file in which everything is remembered; also a context manager that closes it.

    It may be used from several threads, which then wait for each other. All errors are StorageErrors.
    """

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self._connection = connection
        self._place = place
        self._lock = RLock()

    @classmethod
    def open(cls, path: Path, now: datetime, migrations: Path = migration.FOLDER) -> Self:
        """Open the database for writing, and make or bring up to date what is missing in it."""
        with told(str(path)):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            connection = _connect(path)
            try:
                migration.bring_up_to_date(connection, path, now, migrations)
                _write_ahead(connection)
                _make_sure_of_writing(connection)
            except BaseException:
                connection.close()
                raise
        return cls(connection, str(path))

    @classmethod
    def memory(cls) -> Self:
        """A new, empty database that is forgotten when it is closed."""
        connection = _connect(":memory:")
        migration.bring_up_to_date(connection, None, _EPOCH)
        return cls(connection, "The database in memory")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what is written inside, or nothing of it; on disk when it is over."""
        with self._lock, told(self._place), transaction.writing(self._connection):
            yield self._connection

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All rows that are read inside are of the same moment."""
        with self._lock, told(self._place), transaction.reading(self._connection):
            yield

    def rows(self, sql: str, **values: object) -> list[sqlite3.Row]:
        """The rows that a query gives; `values` are its named parameters."""
        with self._lock, told(self._place):
            return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, told(self._place):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _connect(where: Path | str) -> sqlite3.Connection:
    """A connection that leaves transactions to us."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        sentence = (
            f"This Python comes with SQLite {sqlite3.sqlite_version}; studykit needs 3.37 or newer."
        )
        raise StorageError(sentence, "Use a newer Python.")
    connection = sqlite3.connect(
        where, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what is committed is on the disk
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let others read while this program writes."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if not is_locked(error):  # another program is at this very step, and does it for both
            raise


def _make_sure_of_writing(connection: sqlite3.Connection) -> None:
    """Find out now, not at the first answer, if nothing can be written."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("DELETE FROM standings WHERE false")
    finally:
        connection.execute("ROLLBACK")
