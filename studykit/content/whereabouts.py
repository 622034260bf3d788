"""Where the pages of a course stand on disk, and what is wrong there: for authors, who mend it."""

import json
import sqlite3
from pathlib import Path
from typing import NamedTuple

from studykit.content import nodes
from studykit.content.compiler import Source
from studykit.content.loader import ReadError, read, show_path
from studykit.content.problems import problems_of
from studykit.content.reading import course_row, guide_row
from studykit.content.schema import read_again
from studykit.errors import NotFoundError, Problem

_LISTS = {"question": "questions", "fact": "facts"}
_ORDER = 'path, line, "column", id'


class Faults(NamedTuple):
    """Errors in some files."""

    problems: list[Problem]
    """Those of files that are held come first."""
    is_held: bool
    """Whether the last good version of the first one's file is shown."""

    def __bool__(self) -> bool:
        return bool(self.problems)


class _Page(NamedTuple):
    """A guide or a question set."""

    file: int
    path: str
    way: nodes.Path
    """To it within its file."""
    guide: int
    """Its key; 0: it is a question set."""


def home_of(db: sqlite3.Connection, course: str) -> Path:
    """The folder of a course, or its file if it is one."""
    key, *_ = course_row(db, course)
    (home,) = db.execute("SELECT home FROM course WHERE id = ?", (key,)).fetchone()
    return Path(home)


def place_of(db: sqlite3.Connection, course: str, slug: str, card: str = "") -> tuple[Path, int]:
    """The file and line in which a page or one of its cards begins; in a file that is held, its first error."""
    key, *_ = course_row(db, course)
    page = _page(db, key, slug)
    return _at(
        db, course, *(_way_of_card(db, key, page, slug, card) if card else (page.path, page.way))
    )


def place_of_unit(db: sqlite3.Connection, course: str, unit: str = "") -> tuple[Path, int]:
    """The file that names a course, and the line of a unit in it, by its title; in a file that is held, its first error."""
    key, *_ = course_row(db, course)
    sql = (
        "SELECT f.path, h.units FROM course AS c JOIN file AS f ON f.path = c.head AND f.course = c.id"
        " LEFT JOIN header AS h ON h.file = f.id WHERE c.id = ?"
    )
    path, units = db.execute(sql, (key,)).fetchone()
    titles = [title for title, _ in json.loads(units or "null") or ()]
    way: nodes.Path = ("units", titles.index(unit), "unit") if unit in titles else ("course",)
    return _at(db, course, path, way)


def file_named(db: sqlite3.Connection, shown: str) -> tuple[Path, list[tuple[str, str]]]:
    """The file that a problem names, and the pages in it: course and slug."""
    paths = [path for (path,) in db.execute("SELECT path FROM file WHERE path = ?", (shown,))]
    every = (path for (path,) in db.execute("SELECT path FROM file")) if not paths else iter(paths)
    path = next((path for path in every if show_path(path) == shown), shown)
    sql = (
        "SELECT c.slug, p.slug FROM (SELECT file, slug FROM guide UNION SELECT file, slug FROM question_set) AS p"
        " JOIN file AS f ON f.id = p.file JOIN course AS c ON c.id = f.course WHERE f.path = ?"
    )
    return Path(path), db.execute(sql, (path,)).fetchall()


def pages_in(db: sqlite3.Connection, file: Path) -> list[str]:
    """The slugs of the pages in a file that are shown: of its guides, or where it has none of its question set."""
    guides = "SELECT g.slug FROM guide AS g JOIN file AS f ON f.id = g.file WHERE f.path = ? AND g.rank IS NOT NULL"
    sets = (
        "SELECT s.slug FROM question_set AS s JOIN file AS f ON f.id = s.file WHERE f.path = ?"
        " AND EXISTS (SELECT 1 FROM set_question AS q WHERE q.question_set = s.id AND q.shown AND q.guide IS NULL)"
    )
    found = db.execute(guides, (str(file),)).fetchall() or db.execute(sets, (str(file),))
    return [slug for (slug,) in found]


def faults(db: sqlite3.Connection, course: str, slug: str = "") -> Faults:
    """The errors in the files of a course, or in that of one page; those of files that are held come first."""
    key, *_ = course_row(db, course)
    held = {show_path(path) for path in _held_files(db, key)}
    if not slug:
        condition = f"file IN (SELECT id FROM file WHERE course = {key:d}) OR course = {key:d}"  # noqa: S608 - a number
        return _faults(problems_of(db, f"severity = 'error' AND ({condition})", _ORDER), held)
    page = _page(db, key, slug)
    condition = f"severity = 'error' AND (file = {page.file:d} OR course = {key:d})"
    shown = show_path(page.path)
    found = [one for one in problems_of(db, condition, _ORDER) if one.path == shown]
    return _faults(found, held & {shown})


def _at(db: sqlite3.Connection, course: str, path: str, way: nodes.Path) -> tuple[Path, int]:
    """A file of a course, and the line of a node in it; of a file that is held that of its first error."""
    key, *_ = course_row(db, course)
    if path in _held_files(db, key):
        of_file = (one for one in faults(db, course).problems if one.path == show_path(path))
        return Path(path), next(of_file).line
    try:
        return Path(path), Source(path, read(path)).line_of(way)
    except ReadError:
        return Path(path), 1


def _faults(problems: list[Problem], held: set[str]) -> Faults:
    first = [problem for problem in problems if problem.path in held]
    return Faults([*first, *(one for one in problems if one.path not in held)], bool(first))


def _held_files(db: sqlite3.Connection, course: int) -> list[str]:
    """The files of a course of which the last good version is held."""
    sql = "SELECT path FROM file WHERE course = ? AND held"
    return [path for (path,) in db.execute(sql, (course,))]


def _page(db: sqlite3.Connection, course: int, slug: str) -> _Page:
    """A guide or question set; raises NotFoundError."""
    sql = "SELECT f.id, f.path FROM question_set AS s JOIN file AS f ON f.id = s.file WHERE s.course = ? AND s.slug = ?"
    try:
        guide = guide_row(db, course, slug)
    except NotFoundError:
        if found := db.execute(sql, (course, slug)).fetchone():
            file, path = found
            return _Page(file, path, ("questions",), 0)
        raise
    sql = (
        "SELECT f.id, f.path, g.path FROM guide AS g JOIN file AS f ON f.id = g.file WHERE g.id = ?"
    )
    file, path, way = db.execute(sql, (guide,)).fetchone()
    return _Page(file, path, (*json.loads(way), "term"), guide)


def _way_of_card(
    db: sqlite3.Connection, course: int, page: _Page, slug: str, card: str
) -> tuple[str, nodes.Path]:
    """The file in which a card of a page stands, and the way to it there; to the page where it is no more."""
    kind, _, ident = card.partition("/")
    if page.guide and kind != "term":
        (node,) = db.execute("SELECT node FROM page WHERE guide = ?", (page.guide,)).fetchone()
        (guide,) = read_again(json.loads(node), slug).guides
        ids = [part.id for part in (guide.facts if kind == "fact" else guide.questions)]
        if kind == "definition":
            return page.path, (*page.way[:-1], "definition")
        if ident in ids:
            return page.path, (*page.way[:-1], _LISTS[kind], ids.index(ident))
    found = db.execute(
        "SELECT f.path, q.position FROM set_question AS q JOIN question_set AS s ON s.id = q.question_set"
        " JOIN file AS f ON f.id = s.file WHERE s.course = ? AND q.id = ? AND q.shown"
        " AND (q.guide = ? OR q.guide IS NULL AND s.slug = ?)",
        (course, ident, page.guide, slug),
    ).fetchone()
    return (found[0], ("questions", found[1])) if found and kind == "question" else page[1:3]
