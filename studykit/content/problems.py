"""Problems kept with the compiled library, so that files without change need not be read to tell them."""

import sqlite3
from collections.abc import Iterable

from studykit.errors import Problem, Severity


def add_problems(
    db: sqlite3.Connection,
    problems: Iterable[Problem],
    file: int | None = None,
    course: int | None = None,
) -> None:
    """Keep problems: of one file, of the joining of a course, or (with neither) of the library."""
    db.executemany(
        'INSERT INTO problem (file, course, path, line, "column", sentence, hint, excerpt, severity)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (file, course, p.path, p.line, p.column, p.sentence, p.hint, p.excerpt, p.severity)
            for p in problems
        ],
    )


def problems_of(db: sqlite3.Connection, condition: str = "1", order: str = "id") -> list[Problem]:
    """The problems for which a condition holds."""
    sql = f"""
        SELECT path, line, "column", sentence, hint, excerpt, severity FROM problem
        WHERE {condition} ORDER BY {order}
        """  # noqa: S608 - constants of the callers
    return [
        Problem(path, line, column, sentence, hint, excerpt, Severity(severity))
        for path, line, column, sentence, hint, excerpt, severity in db.execute(sql)
    ]
