"""The whole log as lines of JSON, for other programs and for safe keeping.

The first line says what follows and in which version; each other line is a row, with the name of its table. Every table
that is append-only is there, in an order in which a row comes after those that it refers to; then what the learner
chose: tests and settings. What follows from the log is not.
"""

import json
from collections.abc import Iterator

from studykit.storage.database import Database

VERSION = 1
"""Of the lines. The shape of the rows is that of the database, whose number is told beside it."""

_APPEND_ONLY = """
    SELECT own.name FROM sqlite_master AS own
    JOIN sqlite_master AS guard ON guard.type = 'trigger' AND guard.name = own.name || '_stay'
    WHERE own.type = 'table' ORDER BY own.rowid
"""
_CHOSEN = ("tests", "settings")


def log_lines(database: Database) -> Iterator[str]:
    """The lines, all of the same moment, without line ends."""
    with database.snapshot():
        (shape,) = database.rows("SELECT max(number) AS number FROM migrations")
        yield _line({"studykit": "log", "version": VERSION, "database": shape["number"]})
        for table in [*(row["name"] for row in database.rows(_APPEND_ONLY)), *_CHOSEN]:
            for row in database.rows(f'SELECT * FROM "{table}" ORDER BY 1, 2'):  # noqa: S608 - a name of ours
                yield _line({"table": table, **dict(row)})


def _line(members: dict[str, object]) -> str:
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"))
