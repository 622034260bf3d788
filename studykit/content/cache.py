"""The SQLite file that the compiled library is kept in: opened, made, or made anew when it is damaged."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

VERSION = 3
"""Of what is compiled; to be raised whenever the same files would now be compiled into something else."""

_SCHEMA = Path(__file__).with_name("catalog.sql")
_PATIENCE = 10.0
"""Seconds to wait for another studykit that is writing."""
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def cache_file(roots: Sequence[Path], cache: Path) -> Path:
    """The file for a library with these roots, in the cache folder."""
    named = "\0".join(str(root) for root in roots)
    key = crc32(named.encode("utf-8", "surrogateescape"))
    return cache / f"catalog-{VERSION}-{key:08x}.sqlite"


def open_cache(file: Path | None) -> sqlite3.Connection:
    """A connection to the compiled library in this file, or in memory where the file cannot be used."""
    if file:
        for _ in range(2):
            try:
                return _open_file(file)
            except (sqlite3.Error, OSError) as error:
                if not (is_damaged(error) and discard(file)):
                    break
    return _connect(":memory:")


def discard(file: Path) -> bool:
    """Delete a compiled library; whether that could be done."""
    try:
        for ending in ("", "-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def is_damaged(error: Exception) -> bool:
    """Whether the error says that the file is no sound database."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def _open_file(file: Path) -> sqlite3.Connection:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _discard_older(file.parent)
    return _connect(str(file))


def _discard_older(cache: Path) -> None:
    """Delete what other versions of the program have compiled."""
    for file in cache.glob("catalog-*.sqlite"):
        if not file.name.startswith(f"catalog-{VERSION}-"):
            discard(file)


def _connect(where: str) -> sqlite3.Connection:
    """A connection to a database that has the tables of this version."""
    connection = sqlite3.connect(
        where, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            script = _SCHEMA.read_text("utf-8")
            connection.executescript(
                f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {VERSION}; COMMIT;"
            )
        connection.execute("SELECT 1 FROM course, file LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
