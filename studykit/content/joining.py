"""Files joined to courses: which courses are shown, and which guide stands where.

A file alone cannot know whether a unit's guides exist or a link leads anywhere. So whenever a file of a course has
changed, the course is arranged anew and what leads from file to file is checked, from the compiled library and without
parsing: only a file with such a problem is read once more, for the places.
"""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import PurePath
from typing import NamedTuple

from studykit.content.crosschecks import check_links, join_sets
from studykit.content.findings import Findings, refused_names
from studykit.content.loader import name_of, show_path
from studykit.content.problems import add_problems
from studykit.content.text import normalise, shorten
from studykit.errors import Severity
from studykit.paths import shipped_content

Position = tuple[int, int]
"""The position of a guide's unit, and of the guide in the whole course."""


class _Guide(NamedTuple):
    """A guide that has to find its place."""

    id: int
    slug: str
    path: str
    file: str
    unit: int | None
    rank: int | None


class _Course(NamedTuple):
    """A course that is to be joined."""

    key: int
    slug: str
    head: str
    shown: int
    units: str | None
    """As JSON, null where they cannot be read; None: it has no head."""


def join_courses(db: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Arrange and check the courses of which a file has changed, and those that this may concern."""
    concerned = _settle_slugs(db) | set(touched)
    # Links into other courses may break, or be mended, by what happens there.
    concerned |= {
        course
        for (course,) in db.execute(
            "SELECT DISTINCT g.course FROM link AS l JOIN guide AS g ON g.id = l.guide"
            " WHERE instr(l.target, '/')"
            " UNION SELECT f.course FROM refused_link AS l JOIN file AS f ON f.id = l.file WHERE instr(l.target, '/')"
        )
    }
    findings = [_arrange(db, course) for course in _courses(db) if course.key in concerned]
    for found in findings:
        if found.shown:
            check_links(db, found)
            join_sets(db, found)
        db.execute("DELETE FROM problem WHERE course = ?", (found.course,))
        add_problems(db, found.problems, course=found.course)


def _courses(db: sqlite3.Connection) -> list[_Course]:
    """All courses."""
    rows = db.execute(
        "SELECT c.id, c.slug, c.head, c.shown, h.units FROM course AS c"
        " LEFT JOIN file AS f ON f.course = c.id AND f.path = c.head"
        " LEFT JOIN header AS h ON h.file = f.id"
    )
    return [_Course(*row) for row in rows]


def _settle_slugs(db: sqlite3.Connection) -> set[int]:
    """Decide which courses are shown: the first of each slug whose head is in order, or that has pages. Gives those that changed."""
    changed: set[int] = set()
    taken: set[str] = set()
    titles: dict[str, list[tuple[str, int]]] = {}
    rows = db.execute(
        "SELECT c.id, c.home, c.head, c.slug, c.title, c.about, c.shown, h.title, h.about,"
        " h.sound OR EXISTS (SELECT 1 FROM guide WHERE course = c.id)"
        " OR EXISTS (SELECT 1 FROM question_set WHERE course = c.id) FROM course AS c"
        " LEFT JOIN file AS f ON f.course = c.id AND f.path = c.head"
        " LEFT JOIN header AS h ON h.file = f.id ORDER BY c.library, c.home"
    )
    for key, home, head, slug, *before, said, about, can_be_shown in rows.fetchall():
        has_head = said is not None
        shown = has_head and can_be_shown and slug not in taken
        title = (said or name_of(home, head)) if has_head else ""
        after = [title, about or "", int(shown)]
        if shown:
            taken.add(slug)
            titles.setdefault(normalise(title), []).append((slug, key))
        if before != after:
            sql = "UPDATE course SET title = ?, about = ?, shown = ? WHERE id = ?"
            db.execute(sql, (*after, key))
            changed.add(key)
    _tell_apart(db, titles.values())
    return changed


def _tell_apart(db: sqlite3.Connection, courses: Iterable[list[tuple[str, int]]]) -> None:
    """Write down which courses are to be told apart; those of one title are given together, each by slug and key."""
    db.execute("UPDATE course SET apart = '' WHERE apart <> ''")
    for of_one_title in courses:
        if len(of_one_title) > 1:
            db.executemany("UPDATE course SET apart = ? WHERE id = ?", of_one_title)


def _arrange(db: sqlite3.Connection, course: _Course) -> Findings:
    """Give every guide of a course its place, or none if the course or the guide is not shown."""
    guides = _guides(db, course)
    names = refused_names(db, course.key)
    found = Findings(course.key, course.head, bool(course.shown), names)
    placed: dict[int, Position] = {}
    if course.shown:
        firsts = _first_of_each_slug(guides, found)
        found.slugs = list(firsts)
        units = json.loads(course.units or "null")
        placed = _place(firsts, units or [], found)
        if units is None and guides:
            _tell_without_units(found)
    elif course.units is not None:
        _tell_taken_slug(db, course.slug, found)
    _keep_places(db, guides, placed)
    return found


def _guides(db: sqlite3.Connection, course: _Course) -> list[_Guide]:
    """The guides of a course in the order in which they are found: those in its head, then file by file."""
    rows = db.execute(
        "SELECT g.id, g.slug, g.path, f.path, g.unit, g.rank FROM guide AS g"
        " JOIN file AS f ON f.id = g.file WHERE g.course = ? ORDER BY f.path <> ?, f.path, g.position",
        (course.key, course.head),
    )
    return [_Guide(*row) for row in rows]


def _keep_places(db: sqlite3.Connection, guides: list[_Guide], placed: dict[int, Position]) -> None:
    """Write down the places of the guides that have moved."""
    moved = [
        (*place, guide.id)
        for guide in guides
        if (place := placed.get(guide.id, (None, None))) != (guide.unit, guide.rank)
    ]
    db.executemany("UPDATE guide SET unit = ?, rank = ? WHERE id = ?", moved)


def _tell_without_units(found: Findings) -> None:
    """Tell that the units of a course cannot be read."""
    sentence = "Until this file is mended, the guides of this course are shown without their units."
    found.tell(found.head, (), sentence, "", Severity.WARNING)


def _tell_taken_slug(db: sqlite3.Connection, slug: str, found: Findings) -> None:
    """Tell that another course has its slug; of one that comes with the program a copy is meant to stand before it."""
    if PurePath(found.head).is_relative_to(shipped_content()):
        return
    sql = "SELECT home FROM course WHERE slug = ? AND shown"
    first = db.execute(sql, (slug,)).fetchone()
    if first is None:  # it has no pages, and its head has errors
        return
    sentence = (
        f"There is a course `{slug}` already, in {show_path(first[0])}; this one is not shown."
    )
    found.tell(found.head, ("course",), sentence, "Rename the folder (or file) of one of them.")


def _first_of_each_slug(guides: list[_Guide], found: Findings) -> dict[str, _Guide]:
    """The guides of a course by their slugs; of two with one slug the first."""
    firsts: dict[str, _Guide] = {}
    for guide in guides:
        first = firsts.setdefault(guide.slug, guide)
        if first is not guide:
            place = found.place(first.file, (*json.loads(first.path), "term"))
            sentence = (
                f"There is a guide `{guide.slug}` already, at {place}; this one is not shown."
            )
            path = (*json.loads(guide.path), "term")
            found.tell(guide.file, path, sentence, "Rename one of them, or join the two.")
    return firsts


def _place(
    guides: dict[str, _Guide], units: list[tuple[str, list[str]]], found: Findings
) -> dict[int, Position]:
    """The place of each guide: as the units name them, then those that no unit names."""
    placed: dict[int, Position] = {}
    for unit, (title, slugs) in enumerate(units):
        for position, slug in enumerate(slugs):
            path = ("units", unit, "guides", position)
            guide = guides.get(slug)
            if guide is None:
                _tell_missing(slug, path, found)
            elif not title:  # what cannot be read is no unit
                continue
            elif guide.id in placed:
                other = shorten(units[placed[guide.id][0]][0])
                sentence = f"The guide `{slug}` stands in the unit `{other}` already."
                found.tell(found.head, path, sentence, "Delete it in one of the two places.")
            else:
                placed[guide.id] = (unit, len(placed))
    for guide in guides.values():
        placed.setdefault(guide.id, (len(units), len(placed)))
    return placed


def _tell_missing(slug: str, path: tuple[str | int, ...], found: Findings) -> None:
    """Tell that a unit names a guide that does not exist, unless it only could not be read."""
    if slug and normalise(slug) not in found.refused:
        sentence = f"There is no guide `{shorten(slug)}` in this course."
        hint = found.did_you_mean(slug, f"Write {shorten(slug)}.yaml, or delete this entry.")
        found.tell(found.head, path, sentence, hint)
