"""Courses and guides read out of the compiled library, with their links resolved and the questions of sets joined."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from studykit.content.fields import closest
from studykit.content.links import Resolver
from studykit.content.model import Course, Guide, Question, QuestionSet, Unit
from studykit.content.schema import read_again
from studykit.content.search import REF_COLUMNS, PageRef
from studykit.content.text import clean, shorten, slugify
from studykit.errors import NotFoundError

_ALSO_FOUND = f"""
    SELECT DISTINCT {REF_COLUMNS} FROM name AS own JOIN name AS n ON n.name = own.name
    JOIN guide AS g ON g.id = n.guide JOIN course AS c ON c.id = g.course WHERE own.guide = ?
    AND own.kind > 0 AND n.kind > 0 AND g.rank IS NOT NULL AND g.course <> ? ORDER BY c.title, g.term
"""  # noqa: S608 - put together from constants


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
        sql = (
            "SELECT slug FROM guide WHERE course = :course AND rank IS NOT NULL"
            " UNION ALL SELECT slug FROM question_set WHERE course = :course"
        )
        known = [page for (page,) in db.execute(sql, {"course": course})]
        raise _not_found("term", slug, known)
    return int(found[0])


def title_of(db: sqlite3.Connection, course: str, slug: str) -> str:
    """The title of a page: the term of a guide, or what a question set is called."""
    key, *_ = course_row(db, course)
    sql = (
        "SELECT s.title FROM question_set AS s JOIN set_question AS q ON q.question_set = s.id"
        " WHERE s.course = ? AND s.slug = ? AND q.shown AND q.guide IS NULL LIMIT 1"
    )
    if found := db.execute(sql, (key, slug)).fetchone():
        return str(found[0])
    guide = guide_row(db, key, slug)
    (term,) = db.execute("SELECT term FROM guide WHERE id = ?", (guide,)).fetchone()
    return str(term)


def read_course(db: sqlite3.Connection, slug: str, only: Collection[str] | None = None) -> Course:
    """A course.

    Args:
        db: The compiled library.
        slug: The course.
        only: The ids of the cards that it is read for: of the guides those that they stand in, of the sets their questions; None: all.

    """
    key, title, about = course_row(db, slug)
    names = None if only is None else [card.partition("/")[2] for card in only]
    pages = names and {name.partition("/")[0] for name in names}
    asked, sets = _sets(db, key, names=names)
    rows = db.execute(
        "SELECT g.unit, g.id, g.slug, p.node FROM guide AS g JOIN page AS p ON p.guide = g.id"
        " WHERE g.course = :course AND g.rank IS NOT NULL"
        " AND (:pages IS NULL OR g.slug IN (SELECT value FROM json_each(:pages))) ORDER BY g.rank",
        {"course": key, "pages": _listed(pages)},
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


def also_found_in(db: sqlite3.Connection, course: str, slug: str) -> list[PageRef]:
    """Guides of other courses that share the term of a guide, or an alias."""
    key, *_ = course_row(db, course)
    rows = db.execute(_ALSO_FOUND, (guide_row(db, key, slug), key))
    return [PageRef(*row) for row in rows]


def read_page(db: sqlite3.Connection, course: str, slug: str) -> Guide | QuestionSet:
    """A guide or question set of a course; of a set the questions that belong to no guide."""
    key, *_ = course_row(db, course)
    _, sets = _sets(db, key, only=slug)
    return sets[0] if sets else read_guide(db, course, slug)


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
    return [*(title for title, _ in json.loads(units) or ()), ""]


def _sets(
    db: sqlite3.Connection,
    course: int,
    guide: int | None = None,
    names: Collection[str] | None = None,
    only: str | None = None,
) -> tuple[dict[int, list[Question]], tuple[QuestionSet, ...]]:
    """The questions of sets by the guides they belong to, and the sets with what is left; for one guide, by name, of one set only what is left, or all."""
    rows = db.execute(
        "SELECT s.id, s.slug, s.title, s.about, q.position, g.id, g.slug FROM question_set AS s"
        " JOIN file AS f ON f.id = s.file JOIN set_question AS q ON q.question_set = s.id"
        " LEFT JOIN guide AS g ON g.id = q.guide WHERE s.course = :course AND q.shown"
        " AND (:only IS NULL OR s.slug = :only AND q.guide IS NULL)"
        " AND (:guide IS NULL OR q.guide = :guide) AND (:names IS NULL OR"
        " coalesce(g.slug, s.slug) || '/question/' || q.id IN (SELECT value FROM json_each(:names)))"
        " ORDER BY f.path, s.id, q.position",
        {"course": course, "guide": guide, "names": _listed(names), "only": only},
    ).fetchall()
    asked: dict[int, list[Question]] = defaultdict(list)
    sets = []
    for (key, slug, title, about), group in groupby(rows, key=lambda row: row[:4]):
        places = [row[4:] for row in group]
        left = []
        for question, (_, of, term) in zip(
            _questions(db, key, [at for at, *_ in places]), places, strict=True
        ):
            if of is None:
                left.append(replace(question, term=""))
            else:
                asked[of].append(replace(question, term=term))
        if left:
            sets.append(QuestionSet(slug, title, tuple(left), about))
    return asked, tuple(sets)


def _questions(
    db: sqlite3.Connection, question_set: int, positions: Iterable[int]
) -> tuple[Question, ...]:
    """Some questions of a set."""
    (node,) = db.execute("SELECT node FROM question_set WHERE id = ?", (question_set,)).fetchone()
    nodes = json.loads(node)
    found = read_again({"questions": [nodes[at] for at in positions]}, "").question_set
    return found.questions if found else ()


def _listed(names: Iterable[str] | None) -> str | None:
    """Names as a query takes them; None: it is not asked for by name."""
    return None if names is None else json.dumps(list(names))


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
