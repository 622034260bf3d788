"""All pages of a library with their cards by name: enough to tell which cards there are, without a page being read."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property
from zlib import crc32

from studykit.content.listing import OF_EVERY_GUIDE
from studykit.content.text import normalise

_GUIDES = """
    SELECT c.slug || '/' || g.slug, g.cards FROM course AS c JOIN guide AS g ON g.course = c.id
    WHERE c.shown AND g.rank IS NOT NULL
"""
_SETS = """
    SELECT c.slug || '/' || coalesce(g.slug, s.slug), q.id FROM course AS c
    JOIN question_set AS s ON s.course = c.id
    JOIN set_question AS q ON q.question_set = s.id LEFT JOIN guide AS g ON g.id = q.guide
    WHERE c.shown AND q.shown
"""
_CALLED = """
    SELECT c.slug || '/' || g.slug FROM name AS n JOIN guide AS g ON g.id = n.guide JOIN course AS c ON c.id = g.course
    WHERE n.name = ? AND n.kind > 0 AND c.shown AND g.rank IS NOT NULL
"""
_IN_DISORDER = """
    SELECT c.slug FROM course AS c WHERE NOT c.shown AND NOT EXISTS (
      SELECT 1 FROM course AS first WHERE first.slug = c.slug AND first.shown
    )
    UNION
    SELECT c.slug FROM problem AS p JOIN file AS f ON f.id = p.file JOIN course AS c ON c.id = f.course
    WHERE p.severity = 'error' AND NOT f.held
"""
_NODES = """
    SELECT c.slug || '/' || g.slug, p.node FROM course AS c JOIN guide AS g ON g.course = c.id JOIN page AS p ON p.guide = g.id
    WHERE c.shown AND g.rank IS NOT NULL AND c.slug IN (SELECT value FROM json_each(:courses))
    UNION
    SELECT c.slug || '/' || coalesce(g.slug, s.slug), s.node FROM course AS c
    JOIN question_set AS s ON s.course = c.id
    JOIN set_question AS q ON q.question_set = s.id LEFT JOIN guide AS g ON g.id = q.guide
    WHERE c.shown AND q.shown AND c.slug IN (SELECT value FROM json_each(:courses))
"""


class Shelf:
    """The pages of a library, guides and question sets."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._pages = {page: f"{OF_EVERY_GUIDE} {cards}" for page, cards in db.execute(_GUIDES)}
        for page, ident in db.execute(_SETS):
            self._pages[page] = f"{self._pages.get(page, '')} question/{ident}"

    @cached_property
    def pages(self) -> frozenset[str]:
        """All of them: `course/term`."""
        return frozenset(self._pages)

    @cached_property
    def courses(self) -> frozenset[str]:
        """The courses that have pages."""
        return frozenset(page.partition("/")[0] for page in self._pages)

    @cached_property
    def mark(self) -> int:
        """A number that is another when other cards are here."""
        return crc32(repr(sorted(self._pages.items())).encode("utf-8", "replace"))

    @cached_property
    def in_disorder(self) -> frozenset[str]:
        """The courses with files that have errors: cards of theirs that are not here are perhaps only not to be read."""
        return frozenset(course for (course,) in self._db.execute(_IN_DISORDER))

    def missing(self, cards: Iterable[str]) -> list[str]:
        """Those of some cards that are on no page."""
        known: dict[str, set[str]] = {}
        found = []
        for card in cards:
            course, term, name = card.split("/", 2)
            page = f"{course}/{term}"
            if page not in known:
                known[page] = set(self._pages.get(page, "").split())
            if name not in known[page]:
                found.append(card)
        return found

    def cards(self, page: str) -> list[str]:
        """The cards of a page; none where it is not here."""
        return [f"{page}/{name}" for name in self._pages.get(page, "").split()]

    def marks(self, courses: Iterable[str]) -> dict[str, int]:
        """A number for each page of some courses that is another when something else is written there."""
        marks: dict[str, int] = {}
        rows = self._db.execute(_NODES, {"courses": json.dumps(list(courses))})
        for page, node in rows:
            marks[page] = crc32(node.encode("utf-8", "replace")) ^ marks.get(page, 0)
        return marks

    def called(self, name: str) -> set[str]:
        """The guides whose term or alias that is."""
        return {page for (page,) in self._db.execute(_CALLED, (normalise(name),))}

    def with_any(self, names: set[str]) -> Iterator[tuple[str, set[str]]]:
        """The pages that have some of these cards (`kind/id`), each with those that it has."""
        for page, cards in self._pages.items():
            if there := names.intersection(cards.split()):
                yield page, there
