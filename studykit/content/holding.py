"""Holding the last good version of a file that has gone bad, while its author is at work on it."""

import sqlite3
from collections.abc import Iterable

from studykit.content.problems import add_problems
from studykit.content.rows import FileRows
from studykit.errors import Problem, Severity

_BEFORE = """
    SELECT held OR NOT EXISTS (SELECT 1 FROM problem AS p WHERE p.file = f.id AND p.severity = :error),
        EXISTS (SELECT 1 FROM header AS h WHERE h.file = f.id AND h.units <> 'null')
        OR EXISTS (SELECT 1 FROM guide AS g WHERE g.file = f.id)
        OR EXISTS (SELECT 1 FROM question_set AS s WHERE s.file = f.id)
    FROM file AS f WHERE f.id = :file
    """


def has_gone_bad(db: sqlite3.Connection, file: int, rows: FileRows) -> bool:
    """Whether a file has errors, and what it said before is better: it had none, or it says nothing at all now."""
    if all(problem.severity is not Severity.ERROR for problem in rows.problems):
        return False
    was_good, said_something = db.execute(
        _BEFORE, {"error": Severity.ERROR, "file": file}
    ).fetchone()
    has_units = rows.header and rows.header[2] != "null"
    says_something = rows.guides or has_units or rows.question_set
    return bool(said_something and (was_good or not says_something))


def hold_file(
    db: sqlite3.Connection, file: int, stamp: tuple[object, ...], problems: Iterable[Problem]
) -> None:
    """Leave what a file says as it was, and write what is wrong with it now."""
    db.execute("DELETE FROM problem WHERE file = ?", (file,))
    add_problems(db, problems, file=file)
    sql = "UPDATE file SET mtime_ns = ?, size = ?, trouble = ?, hash = ?, held = 1 WHERE id = ?"
    db.execute(sql, (*stamp, file))
