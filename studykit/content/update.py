"""The compiled library brought up to date: what is new, changed or gone on disk is compiled, all else stays."""

import sqlite3
from contextlib import suppress
from enum import Enum
from hashlib import blake2b
from pathlib import PurePath
from typing import NamedTuple

from studykit.content.compiler import CompiledFile, Role, Source, compile_file, file_slug
from studykit.content.differences import Differences, Progress, compare, version_of
from studykit.content.joining import join_courses
from studykit.content.loader import FoundCourse, FoundFile, ReadError, Scan, read
from studykit.content.problems import add_problems
from studykit.content.rewriting import rewrite_file
from studykit.content.text import clean, slugify
from studykit.content.writing import remove_file, write_file
from studykit.errors import StudykitError

_STEP = 25
"""Files between two tellings."""


class Change(Enum):
    """How much a file has changed."""

    NONE = "none"
    TEXT = "text"
    """Only what its guides teach."""
    SHAPE = "shape"
    """What the other files of its course may depend on."""


class Stamp(NamedTuple):
    """By what a file is known again."""

    mtime_ns: int
    size: int
    trouble: str
    hash: bytes


def update(
    db: sqlite3.Connection, found: Scan, differ: Differences, progress: Progress | None = None
) -> bool:
    """Compile what is new or changed, forget what is gone, in one transaction; whether anything came of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        if version_of(db) != differ.version:  # another studykit has written meanwhile
            differ = compare(db, found)
        changed = _apply(db, found, differ, progress or _say_nothing)
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise
    return changed


def _say_nothing(_done: int, _total: int) -> None:
    """The progress that nobody asked for."""


def _apply(db: sqlite3.Connection, found: Scan, differ: Differences, progress: Progress) -> bool:
    """Make the compiled library what the disk is."""
    touched = {remove_file(db, file) for file in differ.gone}
    db.executemany("DELETE FROM course WHERE id = ?", [(key,) for key in differ.gone_courses])
    touched |= {_add_course(db, course) for course in differ.courses}
    if differ.looks_else:
        db.execute("DELETE FROM problem WHERE file IS NULL AND course IS NULL")
        add_problems(db, found.problems)
    keys = dict(db.execute("SELECT home, id FROM course"))
    changes = set()
    for done, (course, file) in enumerate(differ.files):
        if done % _STEP == 0:
            progress(done, len(differ.files))
        change = _take_file(db, keys[course.home], course, file)
        changes.add(change)
        if change is Change.SHAPE:
            touched.add(keys[course.home])
    progress(len(differ.files), len(differ.files))
    if touched or differ.gone_courses:
        join_courses(db, touched)
    return bool(touched or differ.gone_courses or differ.looks_else or Change.TEXT in changes)


def _add_course(db: sqlite3.Connection, course: FoundCourse) -> int:
    """Add a course; gives its key."""
    path = PurePath(course.home)
    slug = slugify(clean(path.stem if course.home == course.head else path.name))
    key = db.execute(
        "INSERT INTO course (home, library, alone, head, slug) VALUES (?, ?, ?, ?, ?)",
        (*course[:4], slug),
    ).lastrowid
    return key or 0


def _take_file(db: sqlite3.Connection, course: int, home: FoundCourse, file: FoundFile) -> Change:
    """Compile one file if it says something else than before."""
    fault, data = _read(file)
    stamp = Stamp(file.mtime_ns, file.size, fault.sentence if fault else "", _digest(data))
    known = "SELECT id, trouble, hash FROM file WHERE course = ? AND path = ?"
    key, *before = db.execute(known, (course, file.path)).fetchone() or (0,)
    if before == [stamp.trouble, stamp.hash]:
        _stamp(db, key, stamp)
        return Change.NONE
    compiled = _compiled(Source(file.path, data), _role(home, file.path), fault)
    if key and rewrite_file(db, course, key, compiled):
        _stamp(db, key, stamp)
        return Change.TEXT
    if key:
        remove_file(db, key)
    # Not RETURNING: it would make SQLite put the words gathered so far on disk, file by file.
    sql = "INSERT INTO file (course, path, mtime_ns, size, trouble, hash) VALUES (?, ?, ?, ?, ?, ?)"
    key = db.execute(sql, (course, file.path, *stamp)).lastrowid or 0
    write_file(db, course, key, compiled)
    return Change.SHAPE


def _stamp(db: sqlite3.Connection, file: int, stamp: Stamp) -> None:
    """Note what a file looks like, so that it is taken as unchanged from now on."""
    sql = "UPDATE file SET mtime_ns = ?, size = ?, trouble = ?, hash = ? WHERE id = ?"
    db.execute(sql, (*stamp, file))


def _compiled(source: Source, role: Role, fault: StudykitError | None) -> CompiledFile:
    """What a file says, or that it could not be read."""
    slug = file_slug(source.path)
    if fault:
        problem = source.problem_at(1, 1, fault.sentence, fault.hint)
        return CompiledFile(problems=[problem], refused=(slug,))
    return compile_file(source, slug, role)


def _digest(data: bytes) -> bytes:
    """A hash of a file's content."""
    return blake2b(data, digest_size=16).digest()


def _read(file: FoundFile) -> tuple[StudykitError | None, bytes]:
    """What is wrong with a file, or its content."""
    if file.trouble:
        return StudykitError(file.trouble, "Put an ordinary file of fair size here."), b""
    try:
        return None, read(file.path)
    except ReadError as error:
        return error, b""


def _role(course: FoundCourse, path: str) -> Role:
    """What a file is within its course."""
    if path != course.head:
        return Role.PART
    return Role.WHOLE if course.home == course.head else Role.HEAD
