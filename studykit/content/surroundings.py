"""What stands around a page that is being written: its links and its name are checked against that, as those of files are."""

import sqlite3
from collections.abc import Collection
from functools import cached_property

from studykit.content.crosschecks import LinkFault, link_fault, term_fault
from studykit.content.findings import Findings, refused_names
from studykit.content.links import Resolver
from studykit.content.reading import course_row


class Surroundings:
    """The course of one page that is being written."""

    def __init__(self, db: sqlite3.Connection, course: str, slug: str) -> None:
        """The course of a page, which may be new; raises NotFoundError where it is not there."""
        self._db = db
        self._course, *_ = course_row(db, course)
        sql = "SELECT id FROM guide WHERE course = ? AND slug = ? AND rank IS NOT NULL"
        found = db.execute(sql, (self._course, slug)).fetchone()
        self._guide: int = found[0] if found else 0
        self._resolver = Resolver(db, self._course)

    def file_of(self, slug: str) -> str:
        """The file in which there is a page of this slug; empty if there is none."""
        sql = (
            "SELECT f.path FROM (SELECT file FROM guide WHERE course = :course AND slug = :slug UNION ALL"
            " SELECT file FROM question_set WHERE course = :course AND slug = :slug) AS p JOIN file AS f ON f.id = p.file"
        )
        found = self._db.execute(sql, {"course": self._course, "slug": slug}).fetchone()
        return found[0] if found else ""

    def link_fault(self, target: str, own: Collection[str] = ()) -> LinkFault | None:
        """What is wrong with a link, if it leads to no other guide; `own` are names of the page, normalised."""
        if self._resolver.resolve(target, self._guide):
            return None
        return link_fault(self._resolver, self._found, target, self._guide, own)

    def term_fault(self, term: str) -> LinkFault | None:
        """What is wrong with the term that a question of a set names, if no guide is called so."""
        if self._resolver.guide_named(term):
            return None
        return term_fault(self._resolver, self._found, term)

    @cached_property
    def _found(self) -> Findings:
        """What has to be known of the course, which takes a moment, where something is wrong."""
        (head,) = self._db.execute(
            "SELECT head FROM course WHERE id = ?", (self._course,)
        ).fetchone()
        slugs = (
            "SELECT g.slug FROM guide AS g JOIN file AS f ON f.id = g.file"
            " WHERE g.course = ? AND g.rank IS NOT NULL ORDER BY f.path <> ?, f.path, g.position"
        )
        return Findings(
            self._course,
            head,
            shown=True,
            refused=refused_names(self._db, self._course),
            slugs=[slug for (slug,) in self._db.execute(slugs, (self._course, head))],
        )
