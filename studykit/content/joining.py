"""Files joined to courses: which guide stands where, and what is wrong between files.

A file alone cannot know whether a unit's guides exist or a link leads anywhere. So whenever a file of a course has
changed, the course is arranged anew and its links are checked, from the compiled library and without parsing: only a
file with such a problem is read once more, for the places.
"""

import json
import os
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from studykit.content.compiler import Source, read_again
from studykit.content.fields import closest
from studykit.content.links import Resolver
from studykit.content.loader import ReadError, read, show_path
from studykit.content.nodes import Path
from studykit.content.problems import add_problems
from studykit.content.text import normalise, shorten
from studykit.errors import Problem


class _Guide(NamedTuple):
    """A guide that has to find its place."""

    id: int
    slug: str
    path: str
    file: str
    unit: int | None
    rank: int | None


def join_courses(db: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Arrange and check the courses of which a file has changed, and those that this may concern."""
    heads = {key: _Joint(db, key) for key in _settle_slugs(db) | set(touched)}
    known = {key for (key,) in db.execute("SELECT id FROM course")}
    joints = {key: joint for key, joint in heads.items() if key in known}
    for joint in joints.values():
        joint.arrange()
    # Links into other courses may break, or be mended, by what happens there.
    sql = "SELECT DISTINCT g.course FROM link AS l JOIN guide AS g ON g.id = l.guide WHERE instr(l.target, '/')"
    for (key,) in db.execute(sql).fetchall():
        if key not in joints:
            joints[key] = _Joint(db, key)
            joints[key].arrange()
    for joint in joints.values():
        joint.check()
        joint.keep_problems()


def _settle_slugs(db: sqlite3.Connection) -> set[int]:
    """Decide which courses are shown: the first of each slug whose head is in order. Gives those that changed."""
    changed: set[int] = set()
    taken: set[str] = set()
    rows = db.execute(
        "SELECT c.id, c.slug, c.title, c.about, c.shown, h.title, h.about FROM course AS c"
        " LEFT JOIN file AS f ON f.course = c.id AND f.path = c.head LEFT JOIN header AS h ON h.file = f.id"
        " ORDER BY c.library, c.home"
    )
    for key, slug, *before, title, about in rows.fetchall():
        shown = title is not None and slug not in taken
        after = [title or "", about or "", int(shown)]
        if shown:
            taken.add(slug)
        if before != after:
            sql = "UPDATE course SET title = ?, about = ?, shown = ? WHERE id = ?"
            db.execute(sql, (*after, key))
            changed.add(key)
    return changed


class _Joint:
    """One course being joined from its files."""

    def __init__(self, db: sqlite3.Connection, key: int) -> None:
        self._db = db
        self._key = key
        self._problems: list[Problem] = []
        self._sources: dict[str, Source] = {}
        self._guides: dict[str, _Guide] = {}
        self._refused: set[str] = set()
        self._shown = False
        self._slug = self._head = ""

    def arrange(self) -> None:
        """Give every guide its place in the course, or none if the course or the guide is not shown."""
        sql = "SELECT slug, head, shown FROM course WHERE id = ?"
        self._slug, self._head, self._shown = self._db.execute(sql, (self._key,)).fetchone()
        sql = "SELECT r.name FROM refused AS r JOIN file AS f ON f.id = r.file WHERE f.course = ?"
        self._refused = {name for (name,) in self._db.execute(sql, (self._key,))}
        guides = self._all_guides()
        self._tell_unshown(len(guides))
        if self._shown:
            self._take_first_of_each_slug(guides)
        placed = self._place() if self._shown else {}
        moved = [
            (*placed.get(guide.id, (None, None)), guide.id)
            for guide in guides
            if placed.get(guide.id, (None, None)) != (guide.unit, guide.rank)
        ]
        self._db.executemany("UPDATE guide SET unit = ?, rank = ? WHERE id = ?", moved)

    def check(self) -> None:
        """Check what leads from file to file; all courses are arranged by now."""
        if self._shown:
            self._check_links()
            self._join_sets()

    def keep_problems(self) -> None:
        """Keep what was found in place of what was found the last time."""
        self._db.execute("DELETE FROM problem WHERE course = ?", (self._key,))
        add_problems(self._db, self._problems, course=self._key)

    def _all_guides(self) -> list[_Guide]:
        rows = self._db.execute(
            "SELECT g.id, g.slug, g.path, f.path, g.unit, g.rank FROM guide AS g JOIN file AS f ON f.id = g.file"
            " WHERE g.course = ? ORDER BY f.path <> ?, f.path, g.position",
            (self._key, self._head),
        )
        return [_Guide(*row) for row in rows]

    def _tell_unshown(self, guides: int) -> None:
        """Tell why a course is not shown, where its head does not tell it."""
        header = self._header()
        if self._shown or (header is None and not guides):
            return
        if header is None:
            shown = "The one guide" if guides == 1 else f"None of the {guides} guides"
            tail = "is not shown" if guides == 1 else "is shown"
            sentence = f"{shown} of this course {tail} until the course itself is mended."
            self._tell(self._head, (), sentence, "Mend the other problem of this file.")
            return
        sql = "SELECT home FROM course WHERE slug = ? AND shown"
        (first,) = self._db.execute(sql, (self._slug,)).fetchone()
        self._tell(
            self._head,
            ("course",),
            f"There is a course `{self._slug}` already, in {show_path(first)}; this one is not shown.",
            "Rename the folder (or file) of one of them.",
        )

    def _header(self) -> list[Any] | None:
        """The units as the head names them; None if the head is refused."""
        sql = "SELECT h.units FROM header AS h JOIN file AS f ON f.id = h.file WHERE f.course = ? AND f.path = ?"
        found = self._db.execute(sql, (self._key, self._head)).fetchone()
        return json.loads(found[0]) if found else None

    def _take_first_of_each_slug(self, guides: list[_Guide]) -> None:
        for guide in guides:
            first = self._guides.setdefault(guide.slug, guide)
            if first is not guide:
                line = self._source(first.file).line_of((*json.loads(first.path), "term"))
                self._tell(
                    guide.file,
                    (*json.loads(guide.path), "term"),
                    f"There is a guide `{guide.slug}` already, at {self._near(first.file)}:{line}; this one is not shown.",
                    "Rename one of them, or join the two.",
                )

    def _place(self) -> dict[int, tuple[int, int]]:
        """The unit and rank of each guide: as the units name them, then those that no unit names."""
        units = self._header() or []
        placed: dict[int, tuple[int, int]] = {}
        for unit, (_, slugs) in enumerate(units):
            for position, slug in enumerate(slugs):
                path = ("units", unit, "guides", position)
                guide = self._guides.get(slug)
                if guide is None:
                    self._tell_missing(slug, path)
                elif guide.id in placed:
                    title = shorten(units[placed[guide.id][0]][0])
                    sentence = f"The guide `{slug}` stands in the unit `{title}` already."
                    self._tell(self._head, path, sentence, "Delete it in one of the two places.")
                else:
                    placed[guide.id] = (unit, len(placed))
        for guide in self._guides.values():
            placed.setdefault(guide.id, (len(units), len(placed)))
        return placed

    def _tell_missing(self, slug: str, path: Path) -> None:
        """Tell that a unit names a guide that does not exist, unless it only could not be read."""
        if slug and normalise(slug) not in self._refused:
            sentence = f"There is no guide `{shorten(slug)}` in this course."
            hint = self._did_you_mean(slug, f"Write {shorten(slug)}.yaml, or delete this entry.")
            self._tell(self._head, path, sentence, hint)

    def _did_you_mean(self, word: str, otherwise: str) -> str:
        near = closest(word, list(self._guides))
        return f"Did you mean `{near}`?" if near else otherwise

    def _check_links(self) -> None:
        """Tell of links that lead nowhere."""
        rows = self._db.execute(
            "SELECT f.path, g.path, g.id, l.kind, l.position, l.target FROM guide AS g"
            " JOIN link AS l ON l.guide = g.id JOIN file AS f ON f.id = g.file"
            " WHERE g.course = ? AND g.rank IS NOT NULL AND NOT EXISTS (SELECT 1 FROM name AS n JOIN guide AS t"
            " ON t.id = n.guide WHERE n.name = l.name AND t.course = g.course AND t.rank IS NOT NULL AND t.id <> g.id)"
            " ORDER BY g.rank, l.kind, l.position",
            (self._key,),
        ).fetchall()
        resolver = Resolver(self._db, self._key)
        for file, way, guide, kind, position, target in rows:
            if fault := self._fault(resolver, guide, target):
                self._tell(file, (*json.loads(way), kind, position), *fault)

    def _fault(self, resolver: Resolver, guide: int, target: str) -> tuple[str, str] | None:
        """What is wrong with a link that leads to no other guide of this course, and the mend."""
        if resolver.leads_to_itself(target, guide):
            return "This guide links to itself.", "Delete the link."
        if normalise(target) in self._refused or resolver.resolve(target, guide):
            return None
        if resolver.may_lead_out(target):
            return None
        sentence = f"There is no term `{shorten(target)}` in this course."
        if "/" in target:
            sentence = f"There is no `{shorten(target)}` in this library."
        return sentence, self._did_you_mean(
            target, "Write the slug of a guide of this course, or delete the link."
        )

    def _join_sets(self) -> None:
        """Give the questions of sets to the guides that they name."""
        sets = self._db.execute(
            "SELECT s.id, s.slug, f.path FROM question_set AS s JOIN file AS f ON f.id = s.file WHERE s.course = ?"
            " ORDER BY f.path",
            (self._key,),
        ).fetchall()
        resolver = Resolver(self._db, self._key)
        known: dict[int, set[str]] = {}
        taken: set[str] = set(self._guides)
        for key, slug, file in sets:
            rows = "SELECT position, id, term FROM set_question WHERE question_set = ? ORDER BY position"
            results = []
            for position, ident, term in self._db.execute(rows, (key,)).fetchall():
                guide = self._guide_asked(resolver, term, file, position)
                shown = not (guide and self._is_repeated(guide, ident, known, file, position))
                results.append((guide, shown, key, position))
            if slug in taken and any(guide is None for guide, *_ in results):
                self._tell_taken_slug(slug, file)
                results = [
                    (guide, shown and guide is not None, *rest) for guide, shown, *rest in results
                ]
            taken.add(slug)
            sql = "UPDATE set_question SET guide = ?, shown = ? WHERE question_set = ? AND position = ?"
            self._db.executemany(sql, results)

    def _guide_asked(self, resolver: Resolver, term: str, file: str, position: int) -> int | None:
        """The guide that a question of a set names, if any."""
        if not term:
            return None
        guide = resolver.guide_named(term)
        if guide is None and normalise(term) not in self._refused:
            sentence = f"There is no term `{shorten(term)}` in this course."
            hint = self._did_you_mean(term, "Name a term of this course, or leave `term` out.")
            self._tell(file, ("questions", position, "term"), sentence, hint)
        return guide

    def _is_repeated(
        self, guide: int, ident: str, known: dict[int, set[str]], file: str, position: int
    ) -> bool:
        """Whether the guide has a question of this id already; tells if so."""
        if guide not in known:
            sql = "SELECT p.node, g.slug FROM page AS p JOIN guide AS g ON g.id = p.guide WHERE g.id = ?"
            node, slug = self._db.execute(sql, (guide,)).fetchone()
            (read_guide,) = read_again(json.loads(node), slug).guides
            known[guide] = {question.id for question in read_guide.questions}
        repeated = ident in known[guide]
        known[guide].add(ident)
        if repeated:
            sentence = f"The guide has a question with this text, or with the id `{shorten(ident)}`, already."
            self._tell(
                file, ("questions", position), sentence, "Delete it, or give it another `id`."
            )
        return repeated

    def _tell_taken_slug(self, slug: str, file: str) -> None:
        sentence = f"`{slug}` is the name of a guide or question set of this course already; these questions are not shown."
        self._tell(file, ("questions",), sentence, "Rename this file.")

    def _source(self, file: str) -> Source:
        """A file, to find places in it."""
        if file not in self._sources:
            try:
                data = read(file)
            except ReadError:
                data = b""
            self._sources[file] = Source(file, data)
        return self._sources[file]

    def _near(self, file: str) -> str:
        """A file's path as seen from the course."""
        return show_path(os.path.relpath(file, os.path.dirname(self._head)))  # noqa: PTH120

    def _tell(self, file: str, path: Path, sentence: str, hint: str) -> None:
        self._problems.append(self._source(file).problem(path, sentence, hint))
