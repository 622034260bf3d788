"""The compiled library brought up to date: what is new, changed or gone on disk is compiled, all else stays."""

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from enum import Enum
from typing import NamedTuple

from studykit.content.cache import begin
from studykit.content.crew import do_all
from studykit.content.differences import Differences, Progress, compare, version_of
from studykit.content.holding import has_gone_bad, hold_file
from studykit.content.joining import join_courses
from studykit.content.loader import FoundCourse, FoundFile, Scan, name_of
from studykit.content.problems import add_problems
from studykit.content.taking import State, Taken, Task, role_of, take
from studykit.content.text import slugify
from studykit.content.words import NewWords
from studykit.content.writing import remove_file, rewrite_file, write_file

_STEP = 25
"""Files between two tellings."""


class Change(Enum):
    """How much a file has changed."""

    NONE = "none"
    TEXT = "text"
    """Only what its guides teach."""
    SHAPE = "shape"
    """What the other files of its course may depend on."""
    HELD = "held"
    """It has errors now, and its last good version is held."""


class _Entry(NamedTuple):
    """A file that is to be taken, and what is known of it."""

    course: int
    key: int
    """0 if it is new."""
    found: FoundFile
    task: Task


def update(
    db: sqlite3.Connection,
    found: Scan,
    differ: Differences,
    progress: Progress | None = None,
    *,
    hold: bool = False,
) -> bool:
    """Compile what is new or changed, forget what is gone, in one transaction; whether anything came of it.

    Args:
        db: The compiled library.
        found: What is on disk.
        differ: How that differs.
        progress: Is told how far it has come.
        hold: Whether the last good version is held of a file that has errors now.

    """
    tell = progress or _say_nothing
    begin(db, lambda: tell(0, 0))
    try:
        if version_of(db) != differ.version:  # another studykit has written meanwhile
            differ = compare(db, found, hold=hold)
        changed = _apply(db, found, differ, tell, hold=hold)
        # What was written is copied to its place in the file by whoever closes it last, when nobody waits for a course.
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise
    return changed


def _say_nothing(_done: int, _total: int) -> None:
    """The progress that nobody asked for."""


def _apply(
    db: sqlite3.Connection, found: Scan, differ: Differences, progress: Progress, *, hold: bool
) -> bool:
    """Make the compiled library what the disk is."""
    touched = {remove_file(db, file) for file in differ.gone}
    db.executemany("DELETE FROM course WHERE id = ?", [(key,) for key in differ.gone_courses])
    touched |= {_add_course(db, course) for course in differ.courses}
    if differ.looks_else:
        db.execute("DELETE FROM problem WHERE file IS NULL AND course IS NULL")
        add_problems(db, found.problems)
    changes = _take_files(db, differ.files, progress, hold=hold)
    touched |= {course for course, change in changes if change is Change.SHAPE}
    if touched or differ.gone_courses:
        join_courses(db, touched)
    rewritten = any(change in {Change.TEXT, Change.HELD} for _, change in changes)
    return bool(touched or differ.gone_courses or differ.looks_else or rewritten)


def _add_course(db: sqlite3.Connection, course: FoundCourse) -> int:
    """Add a course; gives its key."""
    slug = slugify(name_of(course.home, course.head))
    key = db.execute(
        "INSERT INTO course (home, library, alone, head, slug) VALUES (?, ?, ?, ?, ?)",
        (*course[:4], slug),
    ).lastrowid
    return key or 0


def _take_files(
    db: sqlite3.Connection,
    files: Sequence[tuple[FoundCourse, FoundFile]],
    progress: Progress,
    *,
    hold: bool,
) -> set[tuple[int, Change]]:
    """Take new and changed files; gives the changes of each course."""
    courses = dict(db.execute("SELECT home, id FROM course"))
    entries = [_entry(db, courses[course.home], course, file, hold=hold) for course, file in files]
    changes, words = set(), NewWords(db)
    with ExitStack() as crew:
        taken = do_all(take, [entry.task for entry in entries], crew)
        for done, (entry, what) in enumerate(zip(entries, taken, strict=True)):
            if done % _STEP == 0:
                progress(done, len(files))
            changes.add((entry.course, _keep(db, entry, what, words, hold=hold)))
    words.write()
    progress(len(files), len(files))
    return changes


def _entry(
    db: sqlite3.Connection, course: int, home: FoundCourse, file: FoundFile, *, hold: bool
) -> _Entry:
    """A file that is to be taken, with what is known of it: of one that was held and is so no more, nothing."""
    sql = "SELECT id, held, trouble, hash FROM file WHERE course = ? AND path = ?"
    key, held, *before = db.execute(sql, (course, file.path)).fetchone() or (0, 0)
    state = State(*before) if key and (hold or not held) else None
    return _Entry(course, key, file, Task(file.path, file.trouble, role_of(home, file.path), state))


def _keep(
    db: sqlite3.Connection, entry: _Entry, taken: Taken, words: NewWords, *, hold: bool
) -> Change:
    """Write what a file says; where it is to be held and has gone bad, only what is wrong with it."""
    course, key, found, _ = entry
    stamp = (found.mtime_ns, found.size, *taken.state)
    if hold and key and taken.rows and has_gone_bad(db, key, taken.rows):
        hold_file(db, key, stamp, taken.rows.problems)
        return Change.HELD
    if key and (taken.rows is None or rewrite_file(db, course, key, taken.rows)):
        sql = "UPDATE file SET mtime_ns = ?, size = ?, trouble = ?, hash = ? WHERE id = ?"
        db.execute(sql, (*stamp, key))
        return Change.TEXT if taken.rows else Change.NONE
    if key:
        remove_file(db, key)
    # Not RETURNING: it would make SQLite put the words gathered so far on disk, file by file.
    sql = "INSERT INTO file (course, path, mtime_ns, size, trouble, hash) VALUES (?, ?, ?, ?, ?, ?)"
    key = db.execute(sql, (course, found.path, *stamp)).lastrowid or 0
    assert taken.rows is not None
    write_file(db, course, key, taken.rows, words)
    return Change.SHAPE
