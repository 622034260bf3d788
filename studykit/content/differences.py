"""How the files of a library differ from what was compiled, told without reading them."""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from studykit.content.loader import FoundCourse, FoundFile, Scan
from studykit.content.problems import problems_of

Progress = Callable[[int, int], None]
"""Is told how many files have been read, and how many are to be."""


class Differences(NamedTuple):
    """How the disk differs from what was compiled."""

    files: list[tuple[FoundCourse, FoundFile]]
    """New and changed files."""
    gone: list[int]
    """Keys of files that are no more."""
    gone_courses: list[int]
    courses: list[FoundCourse]
    """New courses. One whose place in the library has changed is gone and new."""
    looks_else: bool
    """Whether other problems were met in looking around."""
    version: int
    """Of the compiled library when it was compared."""

    def __bool__(self) -> bool:
        return any(self[:-1])

    @property
    def files_to_take(self) -> int:
        """How many files are new, changed or gone."""
        return len(self.files) + len(self.gone)


def compare(db: sqlite3.Connection, found: Scan, *, hold: bool = False) -> Differences:
    """How the disk differs from what was compiled.

    Args:
        db: The compiled library.
        found: What is on disk.
        hold: Whether files of which the last good version is held are left so; otherwise they are to be taken as they are.

    """
    version = version_of(db)
    known = {
        (home, library, bool(alone), head): key
        for key, home, library, alone, head in db.execute(
            "SELECT id, home, library, alone, head FROM course"
        )
    }
    files: list[tuple[FoundCourse, FoundFile]] = []
    gone: list[int] = []
    new_courses = []
    for course in found.courses:
        if key := known.pop(course[:4], None):
            _compare_files(db, key, course, files, gone, hold=hold)
        else:
            new_courses.append(course)
            files += [(course, file) for file in course.files]
    for key in known.values():
        gone += [file for (file,) in db.execute("SELECT id FROM file WHERE course = ?", (key,))]
    looks_else = problems_of(db, "file IS NULL AND course IS NULL") != list(found.problems)
    return Differences(files, gone, list(known.values()), new_courses, looks_else, version)


def _compare_files(
    db: sqlite3.Connection,
    key: int,
    course: FoundCourse,
    files: list[tuple[FoundCourse, FoundFile]],
    gone: list[int],
    *,
    hold: bool,
) -> None:
    """Add the files of one course that are new, changed or gone to those of the others."""
    sql = (
        "SELECT path, CASE WHEN held AND NOT ? THEN -1 ELSE mtime_ns END, size, trouble"
        " FROM file WHERE course = ? ORDER BY path"
    )
    stored = db.execute(sql, (hold, key)).fetchall()
    if stored == course.files:
        return
    before = {row[0]: row for row in stored}
    files += [(course, file) for file in course.files if before.pop(file.path, ()) != file]
    for path in before:
        sql = "SELECT id FROM file WHERE course = ? AND path = ?"
        gone += db.execute(sql, (key, path)).fetchone()


def version_of(db: sqlite3.Connection) -> int:
    """A number that changes whenever another connection has written."""
    (version,) = db.execute("PRAGMA data_version").fetchone()
    return int(version)
