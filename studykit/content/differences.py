"""How the files of a library differ from what was compiled, told without reading them."""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from studykit.content.loader import FoundCourse, FoundFile, Scan
from studykit.content.problems import problems_of

Progress = Callable[[int, int], None]
"""Is told how many files have been read, and how many are to be."""


class Stored(NamedTuple):
    """A file as it was when it was compiled."""

    id: int
    mtime_ns: int
    size: int
    trouble: str


class Differences(NamedTuple):
    """How the disk differs from what was compiled."""

    files: list[tuple[FoundCourse, FoundFile, Stored | None]]
    """New and changed files."""
    gone: list[Stored]
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


def compare(db: sqlite3.Connection, found: Scan) -> Differences:
    """How the disk differs from what was compiled."""
    version = version_of(db)
    courses = {
        home: (key, (library, bool(alone), head))
        for key, home, library, alone, head in db.execute(
            "SELECT id, home, library, alone, head FROM course"
        )
    }
    stored: dict[int, dict[str, Stored]] = {key: {} for key, _ in courses.values()}
    for key, course, path, *rest in db.execute(
        "SELECT id, course, path, mtime_ns, size, trouble FROM file"
    ):
        stored[course][path] = Stored(key, *rest)
    files, new_courses = [], []
    for course in found.courses:
        key, known = courses.get(course.home, (0, ()))
        if known == course[1:4]:
            del courses[course.home]
        else:
            new_courses.append(course)
        before = stored[key] if known == course[1:4] else {}
        for file in course.files:
            old = before.pop(file.path, None)
            if old is None or old[1:] != file[1:]:
                files.append((course, file, old))
    gone = [file for before in stored.values() for file in before.values()]
    gone_courses = [key for key, _ in courses.values()]
    looks_else = problems_of(db, "file IS NULL AND course IS NULL") != list(found.problems)
    return Differences(files, gone, gone_courses, new_courses, looks_else, version)


def version_of(db: sqlite3.Connection) -> int:
    """A number that changes whenever another connection has written."""
    (version,) = db.execute("PRAGMA data_version").fetchone()
    return int(version)
