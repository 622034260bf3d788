"""What leads from file to file within a course, and into other courses: links, and the questions of sets."""

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from studykit.content.findings import Findings
from studykit.content.links import Resolver
from studykit.content.schema import read_again
from studykit.content.text import normalise, shorten


class LinkFault(NamedTuple):
    """What is wrong with a link, or with the term that a question names."""

    sentence: str
    hint: str


def check_links(db: sqlite3.Connection, found: Findings) -> None:
    """Tell of links that lead nowhere."""
    rows = db.execute(
        "SELECT f.path, g.path, g.id, l.kind, l.position, l.target FROM guide AS g"
        " JOIN link AS l ON l.guide = g.id JOIN file AS f ON f.id = g.file"
        " WHERE g.course = ? AND NOT EXISTS ("
        "  SELECT 1 FROM name AS n CROSS JOIN guide AS t ON t.id = n.guide"
        "  WHERE n.name = l.name AND t.course = g.course AND t.rank IS NOT NULL AND t.id <> g.id)"
        " ORDER BY g.rank, l.kind, l.position",
        (found.course,),
    ).fetchall()
    resolver = Resolver(db, found.course)
    for file, way, guide, kind, position, target in rows:
        if fault := link_fault(resolver, found, target, guide):
            found.tell(file, (*json.loads(way), kind, position), *fault)
    _check_refused_links(db, resolver, found)


def _check_refused_links(db: sqlite3.Connection, resolver: Resolver, found: Findings) -> None:
    """Tell of the links of guides that have errors, so that nobody learns of them only when those are mended."""
    rows = db.execute(
        "SELECT f.path, l.path, l.target, l.is_own FROM refused_link AS l JOIN file AS f ON f.id = l.file"
        " WHERE f.course = ? ORDER BY f.path, l.rowid",
        (found.course,),
    ).fetchall()
    for file, way, target, is_own in rows:
        path = json.loads(way)
        if path[-1] == "term":
            fault = term_fault(resolver, found, target)
        else:
            fault = link_fault(resolver, found, target, 0, {normalise(target)} if is_own else ())
        if fault:
            found.tell(file, tuple(path), *fault)


def link_fault(
    resolver: Resolver, found: Findings, target: str, guide: int, own: Collection[str] = ()
) -> LinkFault | None:
    """What is wrong with a link, if it leads to no other guide.

    Args:
        resolver: Of the course.
        found: The course.
        target: The link as it was written.
        guide: The guide that it stands in; 0: it is new.
        own: Names of that guide that the library does not know yet, normalised.

    """
    if resolver.resolve(target, guide):
        return None
    if resolver.leads_to_itself(target, guide) or normalise(target) in own:
        return LinkFault("This guide links to itself.", "Delete the link.")
    if resolver.is_refused(target) or resolver.may_lead_out(target):
        return None
    otherwise = "Write the slug of a guide of this course, or delete the link."
    if "/" not in target:
        return _no_term(found, target, otherwise)
    sentence = f"There is no `{shorten(target)}` in this library."
    return LinkFault(sentence, found.did_you_mean(target, otherwise))


def term_fault(resolver: Resolver, found: Findings, term: str) -> LinkFault | None:
    """What is wrong with the term that a question of a set names, if no guide is called so."""
    if resolver.guide_named(term) is not None or resolver.is_refused(term):
        return None
    return _no_term(found, term, "Name a term of this course, or leave `term` out.")


def _no_term(found: Findings, name: str, otherwise: str) -> LinkFault:
    sentence = f"There is no term `{shorten(name)}` in this course."
    return LinkFault(sentence, found.did_you_mean(name, otherwise))


def join_sets(db: sqlite3.Connection, found: Findings) -> None:
    """Give the questions of sets to the guides that they name."""
    sets = db.execute(
        "SELECT s.id, s.slug, f.path FROM question_set AS s JOIN file AS f ON f.id = s.file"
        " WHERE s.course = ? ORDER BY f.path",
        (found.course,),
    ).fetchall()
    joiner = _SetJoiner(db, found)
    for key, slug, file in sets:
        joiner.join(key, slug, file)


class _SetJoiner:
    """Joins the question sets of one course, one after the other."""

    def __init__(self, db: sqlite3.Connection, found: Findings) -> None:
        self._db = db
        self._found = found
        self._resolver = Resolver(db, found.course)
        self._ids: dict[int, set[str]] = {}
        self._slugs = set(found.slugs)

    def join(self, key: int, slug: str, file: str) -> None:
        """Join one set."""
        rows = self._db.execute(
            "SELECT position, id, term FROM set_question WHERE question_set = ? ORDER BY position",
            (key,),
        ).fetchall()
        guides = {at: self._guide_of(term, file, at) for at, _, term in rows}
        nameless = slug in self._slugs and None in guides.values()
        if nameless:
            self._tell_taken_slug(slug, file)
        self._slugs.add(slug)
        results = []
        for at, ident, _ in rows:
            guide = guides[at]
            shown = not nameless if guide is None else self._is_new(guide, ident, file, at)
            results.append((guide, shown, key, at))
        sql = "UPDATE set_question SET guide = ?, shown = ? WHERE question_set = ? AND position = ?"
        self._db.executemany(sql, results)

    def _guide_of(self, term: str, file: str, position: int) -> int | None:
        """The guide that a question names, if any."""
        if term and (fault := term_fault(self._resolver, self._found, term)):
            self._found.tell(file, ("questions", position, "term"), *fault)
        return self._resolver.guide_named(term) if term else None

    def _is_new(self, guide: int, ident: str, file: str, position: int) -> bool:
        """Whether the guide has no question of this id yet; tells if it has."""
        if guide not in self._ids:
            self._ids[guide] = self._ids_of(guide)
        new = ident not in self._ids[guide]
        self._ids[guide].add(ident)
        if not new:
            sentence = f"Its guide has a question with this text, or with the id `{shorten(ident)}`, already."
            hint = "Delete one of them, or give this one another `id`."
            self._found.tell(file, ("questions", position), sentence, hint)
        return new

    def _ids_of(self, guide: int) -> set[str]:
        """The ids of a guide's own questions."""
        sql = "SELECT node FROM page WHERE guide = ?"
        (node,) = self._db.execute(sql, (guide,)).fetchone()
        (read_guide,) = read_again(json.loads(node), "").guides
        return {question.id for question in read_guide.questions}

    def _tell_taken_slug(self, slug: str, file: str) -> None:
        sentence = f"A guide or question set of this course is called `{slug}` already; these questions are not shown."
        self._found.tell(file, ("questions",), sentence, "Rename this file.")
