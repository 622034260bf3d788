"""A course in outline: the names of its units and terms, read without reading any page."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from studykit.content.reading import course_row, unit_titles


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term as a list of terms shows it."""

    slug: str
    term: str
    names: tuple[str, ...]
    """The term and its aliases, normalised."""
    questions: int
    """Also those of question sets that name it."""


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit with its terms, as taught."""

    title: str
    """Empty for the terms that stand in no unit."""
    terms: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class SetEntry:
    """A question set, with how many questions it has that belong to no term."""

    slug: str
    title: str
    questions: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A course without its pages."""

    slug: str
    title: str
    about: str
    units: tuple[UnitEntry, ...] = ()
    sets: tuple[SetEntry, ...] = ()

    @property
    def terms(self) -> tuple[TermEntry, ...]:
        """All terms, as taught."""
        return tuple(term for unit in self.units for term in unit.terms)


def read_outline(db: sqlite3.Connection, slug: str) -> Outline:
    """The outline of a course; raises NotFoundError."""
    key, title, about = course_row(db, slug)
    return Outline(slug, title, about, _units(db, key), _sets(db, key))


def _units(db: sqlite3.Connection, course: int) -> tuple[UnitEntry, ...]:
    rows = db.execute(
        "SELECT unit, id, slug, term, questions FROM guide"
        " WHERE course = ? AND rank IS NOT NULL ORDER BY rank",
        (course,),
    ).fetchall()
    names, titles, asked = _names(db, course), unit_titles(db, course), _asked(db, course)

    def entry(key: int, slug: str, term: str, questions: int) -> TermEntry:
        return TermEntry(slug, term, tuple(names[key]), questions + asked.get(key, 0))

    return tuple(
        UnitEntry(titles[unit], tuple(entry(*row[1:]) for row in group))
        for unit, group in groupby(rows, key=lambda row: row[0])
    )


def _names(db: sqlite3.Connection, course: int) -> dict[int, list[str]]:
    """The terms and aliases of each guide."""
    names: dict[int, list[str]] = defaultdict(list)
    sql = (
        "SELECT n.guide, n.name FROM guide AS g JOIN name AS n ON n.guide = g.id"
        " WHERE g.course = ? AND n.kind > 0 ORDER BY n.kind"
    )
    for guide, name in db.execute(sql, (course,)):
        names[guide].append(name)
    return names


def _asked(db: sqlite3.Connection, course: int) -> dict[int, int]:
    """How many questions of sets belong to each guide."""
    sql = (
        "SELECT q.guide, count(*) FROM question_set AS s JOIN set_question AS q ON q.question_set = s.id"
        " WHERE s.course = ? AND q.shown AND q.worth <> '-' AND q.guide IS NOT NULL GROUP BY q.guide"
    )
    return dict(db.execute(sql, (course,)))


def _sets(db: sqlite3.Connection, course: int) -> tuple[SetEntry, ...]:
    rows = db.execute(
        "SELECT s.slug, s.title, sum(q.worth <> '-') FROM question_set AS s JOIN file AS f ON f.id = s.file"
        " JOIN set_question AS q ON q.question_set = s.id"
        " WHERE s.course = ? AND q.shown AND q.guide IS NULL GROUP BY s.id ORDER BY f.path, s.id",
        (course,),
    )
    return tuple(SetEntry(*row) for row in rows)
