"""The SQLite file that the compiled library is kept in: opened, made, or made anew when it is damaged."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from time import sleep
from zlib import crc32

VERSION = 10
"""Of what is compiled; to be raised whenever the same files would now be compiled into something else."""

_SCHEMA = Path(__file__).with_name("catalog.sql")
_PATIENCE = 10.0
"""Seconds to wait where another studykit is in the way for a moment."""
_OPENINGS = 3
"""How often to try to open the file."""
_WAIT = 0.2
"""Seconds to wait for one that is compiling the library, before trying again."""
_TRIES = 600
"""How often to try: a first load of a large library takes a while, and is worth waiting for."""
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def cache_file(roots: Sequence[Path], cache: Path) -> Path:
    """The file for a library with these roots, in the cache folder."""
    named = "\0".join(str(root) for root in roots)
    key = crc32(named.encode("utf-8", "surrogateescape"))
    return cache / f"catalog-{VERSION}-{key:08x}.sqlite"


def open_cache(file: Path | None) -> sqlite3.Connection:
    """A connection to the compiled library in this file, or in memory where the file cannot be used."""
    if file:
        for _ in range(_OPENINGS):
            try:
                return _open_file(file)
            except (sqlite3.Error, OSError) as error:
                if is_locked(error):
                    sleep(_WAIT)  # while a file is being made SQLite itself does not wait
                elif not (is_damaged(error) and discard(file)):
                    break
    return _connect(":memory:")


def begin(db: sqlite3.Connection, go_on: Callable[[], None]) -> None:
    """Begin to write. While another studykit writes wait, telling so again and again; after minutes raise what SQLite says."""
    db.execute(f"PRAGMA busy_timeout = {_WAIT * 1000:.0f}")
    try:
        for tries_left in reversed(range(_TRIES)):
            try:
                db.execute("BEGIN IMMEDIATE")
                break
            except sqlite3.OperationalError as error:
                if not (tries_left and is_locked(error)):
                    raise
                go_on()
    finally:
        db.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000:.0f}")


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


def is_locked(error: Exception) -> bool:
    """Whether the error says that another program is writing."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


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
