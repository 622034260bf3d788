"""Courses and guides read out of the compiled library, with their links resolved and the questions of sets joined."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from studykit.content.fields import closest
from studykit.content.links import Resolver
from studykit.content.loader import ReadError, read
from studykit.content.model import Course, Guide, Question, QuestionSet, Unit
from studykit.content.schema import read_again
from studykit.content.text import clean, shorten, slugify
from studykit.errors import NotFoundError


def course_row(db: sqlite3.Connection, slug: str) -> tuple[int, str, str]:
    """The key, title and about of a course."""
    sql = "SELECT id, title, about FROM course WHERE slug = ? AND shown"
    found: tuple[int, str, str] | None = db.execute(sql, (slug,)).fetchone()
    if found is None:
        slugs = [known for (known,) in db.execute("SELECT slug FROM course WHERE shown")]
        raise _not_found("course", slug, slugs, _pages(db, slug))
    return found


def guide_row(db: sqlite3.Connection, course: int, slug: str) -> int:
    """The key of a guide of a course."""
    sql = "SELECT id FROM guide WHERE course = ? AND slug = ? AND rank IS NOT NULL"
    found = db.execute(sql, (course, slug)).fetchone()
    if found is None:
        sql = "SELECT slug FROM guide WHERE course = ? AND rank IS NOT NULL"
        raise _not_found("term", slug, [known for (known,) in db.execute(sql, (course,))])
    return int(found[0])


def term_of(db: sqlite3.Connection, course: str, slug: str) -> str:
    """The term of a guide, without its page."""
    key, *_ = course_row(db, course)
    guide = guide_row(db, key, slug)
    (term,) = db.execute("SELECT term FROM guide WHERE id = ?", (guide,)).fetchone()
    return str(term)


def place_of(db: sqlite3.Connection, course: str, slug: str) -> tuple[Path, int]:
    """The file and line in which a guide begins."""
    from studykit.content.compiler import Source  # noqa: PLC0415 - pages are read without it

    key, *_ = course_row(db, course)
    guide = guide_row(db, key, slug)
    sql = "SELECT f.path, g.path FROM guide AS g JOIN file AS f ON f.id = g.file WHERE g.id = ?"
    file, way = db.execute(sql, (guide,)).fetchone()
    try:
        return Path(file), Source(file, read(file)).line_of((*json.loads(way), "term"))
    except ReadError:
        return Path(file), 1


def read_course(db: sqlite3.Connection, slug: str) -> Course:
    """A whole course."""
    key, title, about = course_row(db, slug)
    asked, sets = _sets(db, key)
    rows = db.execute(
        "SELECT g.unit, g.id, g.slug, p.node FROM guide AS g JOIN page AS p ON p.guide = g.id"
        " WHERE g.course = ? AND g.rank IS NOT NULL ORDER BY g.rank",
        (key,),
    ).fetchall()
    titles = unit_titles(db, key)
    resolver = Resolver(db, key)
    units = tuple(
        Unit(titles[unit], tuple(_guide(resolver, asked, *row[1:]) for row in group))
        for unit, group in groupby(rows, key=lambda row: row[0])
    )
    return Course(slug, title, about, units, sets)


def read_guide(db: sqlite3.Connection, course: str, slug: str) -> Guide:
    """One guide of a course."""
    key, *_ = course_row(db, course)
    guide = guide_row(db, key, slug)
    (node,) = db.execute("SELECT node FROM page WHERE guide = ?", (guide,)).fetchone()
    asked, _ = _sets(db, key, guide)
    return _guide(Resolver(db, key), asked, guide, slug, node)


def _guide(
    resolver: Resolver, asked: dict[int, list[Question]], key: int, slug: str, node: str
) -> Guide:
    """A guide made of its nodes."""
    (guide,) = read_again(json.loads(node), slug).guides
    return replace(
        guide,
        questions=(*guide.questions, *asked.get(key, ())),
        related=_links(resolver, guide.related, key),
        contrast=_links(resolver, guide.contrast, key),
    )


def _links(resolver: Resolver, targets: Iterable[str], guide: int) -> tuple[str, ...]:
    """The links of a guide that lead somewhere, each once."""
    found = (resolver.resolve(target, guide) for target in targets)
    return tuple(dict.fromkeys(address for address in found if address))


def unit_titles(db: sqlite3.Connection, course: int) -> list[str]:
    """The titles of a course's units, and the empty one of what stands in none."""
    (units,) = db.execute(
        "SELECT h.units FROM header AS h JOIN file AS f ON f.id = h.file JOIN course AS c ON c.id = f.course"
        " WHERE c.id = ? AND f.path = c.head",
        (course,),
    ).fetchone()
    return [*(title for title, _ in json.loads(units)), ""]


def _sets(
    db: sqlite3.Connection, course: int, guide: int | None = None
) -> tuple[dict[int, list[Question]], tuple[QuestionSet, ...]]:
    """The questions of sets by the guides they belong to, and the sets with what is left; for one guide or for all."""
    rows = db.execute(
        "SELECT s.id, s.slug, s.title, s.node, q.position, g.id, g.slug FROM question_set AS s"
        " JOIN file AS f ON f.id = s.file JOIN set_question AS q ON q.question_set = s.id"
        " LEFT JOIN guide AS g ON g.id = q.guide"
        " WHERE s.course = ? AND q.shown AND (? IS NULL OR q.guide = ?) ORDER BY f.path, s.id, q.position",
        (course, guide, guide),
    ).fetchall()
    asked: dict[int, list[Question]] = defaultdict(list)
    sets = []
    for (_, slug, title, node), group in groupby(rows, key=lambda row: row[:4]):
        document = read_again({"questions": json.loads(node)}, slug)
        questions = document.question_set.questions if document.question_set else ()
        left = []
        for *_, position, key, term in group:
            if key is None:
                left.append(replace(questions[position], term=""))
            else:
                asked[key].append(replace(questions[position], term=term))
        if left:
            sets.append(QuestionSet(slug, title, tuple(left)))
    return asked, tuple(sets)


def _pages(db: sqlite3.Connection, name: str) -> list[str]:
    """The pages whose term is named as if it were a course."""
    sql = (
        "SELECT c.slug || '/' || g.slug FROM guide AS g JOIN course AS c ON c.id = g.course"
        " WHERE g.slug = ? AND g.rank IS NOT NULL AND c.shown ORDER BY c.library, c.slug"
    )
    return [page for (page,) in db.execute(sql, (slugify(name),))]


def _not_found(what: str, slug: str, known: list[str], pages: Sequence[str] = ()) -> NotFoundError:
    """That something is not there, with what may have been meant: a page of that very name, else what is named much like it."""
    near = next(iter(pages), "") or closest(slugify(slug), known) or closest(slug, known)
    hint = f"Did you mean `{near}`?" if near else "`studykit list` names what there is."
    return NotFoundError(f"There is no {what} `{shorten(clean(slug))}`.", hint)
