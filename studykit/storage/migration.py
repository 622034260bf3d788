"""Bringing a database up to date, by SQL files that are numbered from 0001."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from studykit.errors import StorageError
from studykit.storage.faults import LEFT_AS_IT_IS
from studykit.storage.transaction import writing
from studykit.storage.values import milliseconds

FOLDER = Path(__file__).with_name("migrations")
_APPLICATION_ID = 1937076597


class Migration(NamedTuple):
    """One step from one version of the database to the next."""

    number: int
    file: Path

    @property
    def statements(self) -> Iterator[str]:
        """Its SQL, one statement after the other; a statement ends at the end of a line."""
        statement = ""
        for line in self.file.read_text(encoding="utf-8").splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""


def bring_up_to_date(
    connection: sqlite3.Connection, file: Path | None, now: datetime, folder: Path = FOLDER
) -> None:
    """Take every step that the database has not taken yet.

    Args:
        connection: To the database.
        file: The database's file, a copy of which is kept beside it before its data are touched.
        now: For the record of when it was done.
        folder: Where the SQL files lie.
    """
    _refuse_foreign(connection, file)
    steps = [Migration(int(path.name[:4]), path) for path in sorted(folder.glob("*.sql"))]
    _refuse_newer(connection, file, steps[-1].number)
    version = _version(connection)
    for step in steps[version:]:
        _take(step, connection, file if version else None, now)


def _take(
    step: Migration, connection: sqlite3.Connection, file: Path | None, now: datetime
) -> None:
    """Take one step, unless another program has taken it meanwhile; of a file that is named a copy is kept."""
    with writing(connection):
        if _version(connection) >= step.number:
            return
        if file:
            _keep_copy(file, step.number)
        for statement in step.statements:
            connection.execute(statement)
        connection.execute(
            "INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, ?)",
            (step.number, step.file.stem, milliseconds(now)),
        )
        connection.execute(f"PRAGMA user_version = {step.number:d}")


def _keep_copy(file: Path, number: int) -> None:
    """Keep a whole copy beside the file; read through a connection of its own, as the first one is writing."""
    copy = file.with_name(f"{file.name}.before-{number:04}")
    part = file.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(copy)


def _refuse_foreign(connection: sqlite3.Connection, file: Path | None) -> None:
    """Refuse the database of another program."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
        raise StorageError(f"{file} is the database of another program.", LEFT_AS_IT_IS)


def _refuse_newer(connection: sqlite3.Connection, file: Path | None, newest: int) -> None:
    """Refuse a database that a newer studykit has written."""
    if (version := _version(connection)) > newest:
        sentence = f"{file} was written by a newer studykit (version {version} of the database; this one knows {newest})."
        raise StorageError(sentence, "Bring studykit up to date; the file has been left as it is.")


def _version(connection: sqlite3.Connection) -> int:
    """How many steps the database has taken."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
