"""The compiled library brought up to date: what is new, changed or gone on disk is compiled, all else stays."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import PurePath
from typing import NamedTuple

from studykit.content.compiler import CompiledFile, Role, Source, compile_file, file_slug, node_at
from studykit.content.joining import join_courses
from studykit.content.loader import FoundCourse, FoundFile, ReadError, Scan, read
from studykit.content.model import Guide
from studykit.content.problems import add_problems, problems_of
from studykit.content.search import (
    add_words,
    guide_passages,
    guide_row,
    remove_words,
    set_passages,
    set_row,
)
from studykit.content.text import bold_spans, clean, normalise, slugify
from studykit.errors import StudykitError

Progress = Callable[[int, int], None]
"""Is told how many files have been read, and how many are to be."""

_STEP = 25
"""Files between two tellings."""


class _Stored(NamedTuple):
    """A file as it was when it was compiled."""

    id: int
    mtime_ns: int
    size: int
    trouble: str


class Differences(NamedTuple):
    """How the disk differs from what was compiled."""

    files: list[tuple[FoundCourse, FoundFile, _Stored | None]]
    """New and changed files."""
    gone: list[_Stored]
    gone_courses: list[int]
    courses: list[FoundCourse]
    """New courses, and those whose place in the library has changed."""
    looks_else: bool
    """Whether other problems were met in looking around."""

    def __bool__(self) -> bool:
        return any(self)

    @property
    def files_to_take(self) -> int:
        """How many files are new, changed or gone."""
        return len(self.files) + len(self.gone)


def compare(db: sqlite3.Connection, found: Scan) -> Differences:
    """How the disk differs from what was compiled."""
    courses = {
        home: (key, (library, bool(alone), head))
        for key, home, library, alone, head in db.execute(
            "SELECT id, home, library, alone, head FROM course"
        )
    }
    stored: dict[int, dict[str, _Stored]] = {key: {} for key, _ in courses.values()}
    for key, course, path, *rest in db.execute(
        "SELECT id, course, path, mtime_ns, size, trouble FROM file"
    ):
        stored[course][path] = _Stored(key, *rest)
    files, new_courses = [], []
    for course in found.courses:
        key, known = courses.pop(course.home, (0, ()))
        if known != (course.library, course.alone, course.head):
            new_courses.append(course)
        before = stored.get(key, {})
        for file in course.files:
            old = before.pop(file.path, None)
            if old is None or old[1:] != file[1:]:
                files.append((course, file, old))
    gone = [file for before in stored.values() for file in before.values()]
    gone_courses = [key for key, _ in courses.values()]
    looks_else = problems_of(db, "file IS NULL AND course IS NULL") != list(found.problems)
    return Differences(files, gone, gone_courses, new_courses, looks_else)


def update(db: sqlite3.Connection, found: Scan, progress: Progress | None = None) -> bool:
    """Compile what is new or changed, forget what is gone, in one transaction; whether anything came of it."""
    if not compare(db, found):
        return False
    db.execute("BEGIN IMMEDIATE")
    try:
        # Compared again, for another studykit may have written while this one waited.
        changed = _apply(db, found, compare(db, found), progress or _say_nothing)
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
    touched: set[int] = {_add_course(db, course) for course in differ.courses}
    touched |= {_remove_file(db, old.id) for old in differ.gone}
    db.executemany("DELETE FROM course WHERE id = ?", [(key,) for key in differ.gone_courses])
    if differ.looks_else:
        db.execute("DELETE FROM problem WHERE file IS NULL AND course IS NULL")
        add_problems(db, found.problems)
    keys = dict(db.execute("SELECT home, id FROM course"))
    for done, (course, file, old) in enumerate(differ.files):
        if done % _STEP == 0:
            progress(done, len(differ.files))
        if _take_file(db, keys[course.home], course, file, old):
            touched.add(keys[course.home])
    progress(len(differ.files), len(differ.files))
    changed = bool(touched or differ.gone_courses or differ.looks_else)
    if changed:
        join_courses(db, touched)
    return changed


def _add_course(db: sqlite3.Connection, course: FoundCourse) -> int:
    """Add a course, or note where it is now; gives its key."""
    path = PurePath(course.home)
    slug = slugify(clean(path.stem if course.home == course.head else path.name))
    (key,) = db.execute(
        "INSERT INTO course (home, library, alone, head, slug) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (home) DO UPDATE SET library = excluded.library, alone = excluded.alone,"
        " head = excluded.head, slug = excluded.slug RETURNING id",
        (course.home, course.library, course.alone, course.head, slug),
    ).fetchone()
    # Which file is the head decides what each file is, so they are all read anew.
    db.execute("UPDATE file SET hash = x'' WHERE course = ?", (key,))
    return int(key)


def _take_file(
    db: sqlite3.Connection, course: int, home: FoundCourse, file: FoundFile, old: _Stored | None
) -> bool:
    """Compile one file if it says something else than before; whether it does."""
    trouble, data, digest = _read(file)
    if old:
        (before,) = db.execute("SELECT hash FROM file WHERE id = ?", (old.id,)).fetchone()
        if (before, old.trouble) == (digest, trouble.sentence if trouble else ""):
            sql = "UPDATE file SET mtime_ns = ?, size = ? WHERE id = ?"
            db.execute(sql, (file.mtime_ns, file.size, old.id))
            return False
        _remove_file(db, old.id)
    (key,) = db.execute(
        "INSERT INTO file (course, path, mtime_ns, size, trouble, hash) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (course, file.path, file.mtime_ns, file.size, trouble.sentence if trouble else "", digest),
    ).fetchone()
    source = Source(file.path, data)
    slug = file_slug(file.path)
    if trouble:
        problem = source.problem_at(1, 1, trouble.sentence, trouble.hint)
        compiled = CompiledFile(problems=[problem], refused=(slug,))
    else:
        compiled = compile_file(source, slug, _role(home, file.path))
    _Writer(db, course, int(key)).write(compiled)
    return True


def _read(file: FoundFile) -> tuple[StudykitError | None, bytes, bytes]:
    """What is wrong with a file, or its content, and the hash of it."""
    if file.trouble:
        return StudykitError(file.trouble, "Put an ordinary file of fair size here."), b"", b""
    try:
        data = read(file.path)
    except ReadError as error:
        return error, b"", b""
    return None, data, blake2b(data, digest_size=16).digest()


def _role(course: FoundCourse, path: str) -> Role:
    """What a file is within its course."""
    if path != course.head:
        return Role.PART
    return Role.WHOLE if course.home == course.head else Role.HEAD


def _remove_file(db: sqlite3.Connection, key: int) -> int:
    """Forget what a file said; gives the key of its course."""
    guides = "SELECT g.id, p.node FROM guide AS g JOIN page AS p ON p.guide = g.id WHERE g.file = ?"
    for guide, node in db.execute(guides, (key,)).fetchall():
        remove_words(db, guide_row(guide), guide_passages(json.loads(node)))
    sets = "SELECT id, node FROM question_set WHERE file = ?"
    for question_set, node in db.execute(sets, (key,)).fetchall():
        remove_words(db, set_row(question_set), set_passages(json.loads(node)))
    (course,) = db.execute("DELETE FROM file WHERE id = ? RETURNING course", (key,)).fetchone()
    return int(course)


class _Writer:
    """Writes what one compiled file says."""

    def __init__(self, db: sqlite3.Connection, course: int, file: int) -> None:
        self._db = db
        self._course = course
        self._file = file

    def write(self, compiled: CompiledFile) -> None:
        """Write all of it."""
        add_problems(self._db, compiled.problems, file=self._file)
        refused = [(self._file, normalise(slug)) for slug in compiled.refused]
        self._db.executemany("INSERT INTO refused VALUES (?, ?)", refused)
        self._write_header(compiled)
        document = compiled.document
        for position, (guide, path) in enumerate(zip(document.guides, document.paths, strict=True)):
            node = node_at(compiled.node, path)
            self._write_guide(guide, position, json.dumps(path), node)
        self._write_set(compiled)

    def _write_header(self, compiled: CompiledFile) -> None:
        if header := compiled.document.course:
            units = json.dumps([[unit.title, unit.guides] for unit in header.units])
            row = (self._file, header.title, header.about, units)
            self._db.execute("INSERT INTO header VALUES (?, ?, ?, ?)", row)

    def _write_guide(self, guide: Guide, position: int, path: str, node: object) -> None:
        facts = sum("**" in fact.text and bool(bold_spans(fact.text)) for fact in guide.facts)
        row = (
            self._file,
            self._course,
            position,
            path,
            guide.slug,
            guide.term,
            len(guide.questions),
            facts,
        )
        key = self._db.execute(
            "INSERT INTO guide (file, course, position, path, slug, term, questions, facts)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid
        text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
        self._db.execute("INSERT INTO page VALUES (?, ?)", (key, text))
        assert key
        assert isinstance(node, dict)
        add_words(self._db, guide_row(key), guide_passages(node))
        self._write_names(key, guide)

    def _write_names(self, key: int, guide: Guide) -> None:
        names = {(normalise(alias), key, 2) for alias in guide.aliases}
        names |= {(normalise(guide.slug), key, 0), (normalise(guide.term), key, 1)}
        self._db.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
        links = [
            (key, kind, position, target, normalise(target))
            for kind, targets in (("related", guide.related), ("contrast", guide.contrast))
            for position, target in enumerate(targets)
        ]
        self._db.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?)", links)

    def _write_set(self, compiled: CompiledFile) -> None:
        found = compiled.document.question_set
        if found is None:
            return
        node = node_at(compiled.node, ("questions",))
        assert isinstance(node, list)
        key = self._db.execute(
            "INSERT INTO question_set (file, course, slug, title, node) VALUES (?, ?, ?, ?, ?)",
            (
                self._file,
                self._course,
                found.slug,
                found.title,
                json.dumps(node, ensure_ascii=False),
            ),
        ).lastrowid
        assert key
        add_words(self._db, set_row(key), set_passages(json.loads(json.dumps(node))))
        questions = [(key, at, one.id, one.term) for at, one in enumerate(found.questions)]
        sql = "INSERT INTO set_question (question_set, position, id, term) VALUES (?, ?, ?, ?)"
        self._db.executemany(sql, questions)
