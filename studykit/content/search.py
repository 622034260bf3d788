"""Full-text search over guides and question sets, and going to a term by a part of its name.

What the learner types is taken as words, never as a query language. All words must occur; those already finished are
compared by their stems, the last one as a beginning.
"""

import json
import re
import sqlite3
from collections.abc import Container, Iterable
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple

from studykit.content.excerpt import excerpt
from studykit.content.text import normalise
from studykit.content.words import SHIFT

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 10
_LONGEST_WORD = 64
_SHORTEST_BEGINNING = 4
"""Of fewer letters, the beginning of a word says too little to look for it in texts."""
_SHORTEST_STEM = 4
_RANKED = 1000
"""So many hits are ranked; where there are more, ranking takes long and says little."""
_MOST_TERMS = 20
"""Terms among the hits of a search; the others shall be seen too."""
_MOST_NAMED = 300
"""Guides of which the best are chosen, where the words are in the names of many."""
_MASK = (1 << SHIFT) - 1


class HitKind(StrEnum):
    """Where the words were found."""

    TERM = "term"
    DEFINITION = "definition"
    FACT = "fact"
    QUESTION = "question"


class PageRef(NamedTuple):
    """A guide or question set, as far as a list of pages names it."""

    course: str
    """The course's slug."""
    course_title: str
    slug: str
    term: str
    apart: str = ""
    """The course's slug, where another course has its title."""

    @property
    def course_name(self) -> str:
        """The course's title, with what tells it apart from another of that title."""
        return f"{self.course_title} ({self.apart})" if self.apart else self.course_title


class Hit(NamedTuple):
    """A place in a guide that has the words."""

    kind: HitKind
    ref: PageRef
    parts: tuple[str, ...]
    """What stands around the words: plain text and formulas in turn."""

    @property
    def excerpt(self) -> str:
        """Plain text around the words, on one line, with its formulas in Unicode; they are worked out when it is shown."""
        if len(self.parts) == 1:
            return self.parts[0]
        from studykit.content.formula import formulas  # noqa: PLC0415 - most texts have none

        return "".join(formulas(part) if at % 2 else part for at, part in enumerate(self.parts))


REF_COLUMNS = "c.slug, c.title, g.slug, g.term, c.apart"
"""What a PageRef is made of, in a query that has course as c and guide as g."""


def guide_passages(node: dict[str, Any]) -> list[tuple[HitKind, str]]:
    """The texts of a guide that are searched, in an order that never changes."""
    definition = node["definition"]
    found = [
        (HitKind.TERM, " \n".join([node["term"], *node.get("aliases", ())])),
        (HitKind.DEFINITION, definition if type(definition) is str else definition["definition"]),
    ]
    found += [
        (HitKind.FACT, fact if type(fact) is str else fact["fact"])
        for fact in node.get("facts", ())
    ]
    return found + set_passages(node.get("questions", ()))


def set_passages(questions: Iterable[Any]) -> list[tuple[HitKind, str]]:
    """The texts of questions that are searched."""
    return [
        (HitKind.QUESTION, f"{question['question']}\n{question.get('answer', '')}")
        for question in questions
    ]


def texts_of(passages: Iterable[tuple[HitKind, str]]) -> list[str]:
    """The texts of passages, as the tables of words want them."""
    return [text for _, text in passages]


def find(db: sqlite3.Connection, words: str, limit: int) -> list[PageRef]:
    """Guides whose term or alias has all these words or parts of words, best first."""
    name = normalise(words)
    guides = _guides_named(db, name)
    if len(guides) < limit:
        guides |= _guides_with_parts(db, name)
    return [ref for _, ref in _best(db, name, guides, limit)]


def find_sets(db: sqlite3.Connection, words: str, limit: int) -> list[PageRef]:
    """Question sets with questions of their own whose title has all these parts of words, by title."""
    parts = normalise(words).split()
    rows = db.execute(
        "SELECT DISTINCT c.slug, c.title, s.slug, s.title, c.apart FROM question_set AS s JOIN course AS c ON c.id = s.course"
        " JOIN set_question AS q ON q.question_set = s.id WHERE c.shown AND q.shown AND q.guide IS NULL ORDER BY s.title, c.title"
    )
    named = (row for row in rows if all(part in normalise(row[3]) for part in parts))
    return [PageRef(*row) for row in islice(named, limit)]


def search(db: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    """Places that have all these words: terms first, then the best others."""
    typed = [word[:_LONGEST_WORD] for word in _WORD.findall(words)[:_MOST_WORDS]]
    if not typed:
        return []
    name = normalise(words)
    marks = [word.casefold() for word in typed]
    named = dict(_best(db, name, _guides_named(db, name), min(limit, _MOST_TERMS)))
    hits = [_term_hit(db, guide, ref) for guide, ref in named.items()]
    wanted = [row for row in _rows(db, typed, limit + len(named)) if not _is_term_of(row, named)]
    found = [hit for row in wanted[:limit] if (hit := _hit(db, row, marks))]
    found.sort(key=lambda hit: hit.kind is not HitKind.TERM)
    return (hits + found)[:limit]


def _guides_named(db: sqlite3.Connection, name: str) -> set[int]:
    """Guides with a name that begins so, or with words that do."""
    words = _WORD.findall(name)[:_MOST_WORDS]
    if not words:
        return set()
    begins = "SELECT guide FROM name WHERE name >= ? AND name < ? AND kind > 0 LIMIT ?"
    values = (name, name + chr(0x10FFFF), _MOST_NAMED)
    query = " AND ".join(f'"{word[:_LONGEST_WORD]}"*' for word in words)
    has = "SELECT rowid FROM names WHERE names MATCH ? LIMIT ?"
    rows = [*db.execute(begins, values), *db.execute(has, (query, _MOST_NAMED))]
    return {guide for (guide,) in rows}


def _guides_with_parts(db: sqlite3.Connection, name: str) -> set[int]:
    """Guides with a name that has all these parts of words; looks through all names."""
    parts = name.split()[:_MOST_WORDS]
    condition = " AND ".join(["kind > 0", *("instr(name, ?)" for _ in parts)])
    sql = f"SELECT guide FROM name WHERE {condition} LIMIT ?"  # noqa: S608 - only question marks
    return {guide for (guide,) in db.execute(sql, (*parts, _MOST_NAMED))} if parts else set()


def _best(
    db: sqlite3.Connection, name: str, guides: Iterable[int], limit: int
) -> list[tuple[int, PageRef]]:
    """The guides of these that are shown and whose names come closest, with their keys."""
    sql = f"""
        SELECT n.name, n.kind, g.id, {REF_COLUMNS} FROM name AS n JOIN guide AS g ON g.id = n.guide
        JOIN course AS c ON c.id = g.course
        WHERE n.guide IN (SELECT value FROM json_each(?)) AND n.kind > 0 AND g.rank IS NOT NULL
        """  # noqa: S608 - a constant
    scored: dict[tuple[int, PageRef], tuple[int, int, str]] = {}
    for known, kind, guide, *ref in db.execute(sql, (json.dumps(list(guides)),)):
        key = guide, PageRef(*ref)
        score = _distance(name, known) + kind, len(known), known
        scored[key] = min(score, scored.get(key, score))
    return sorted(scored, key=lambda key: (scored[key], key[1].course_title))[:limit]


def _distance(name: str, known: str) -> int:
    """How far a known name is from what was typed: the same, its beginning, the beginning of a word, elsewhere."""
    if known == name:
        return 0
    if known.startswith(name):
        return 10
    return 20 if all(f" {word}" in f" {known}" for word in name.split()) else 30


def _is_term_of(row: int, guides: Container[int]) -> bool:
    """Whether a row is the term of one of these guides."""
    return row >= 0 and not row & _MASK and row >> SHIFT in guides


def _term_hit(db: sqlite3.Connection, guide: int, ref: PageRef) -> Hit:
    """The hit for a term: its excerpt is how the definition begins."""
    (node,) = db.execute("SELECT node FROM page WHERE guide = ?", (guide,)).fetchone()
    return Hit(HitKind.TERM, ref, excerpt(guide_passages(json.loads(node))[1][1], []))


def _rows(db: sqlite3.Connection, words: list[str], limit: int) -> list[int]:
    """Numbers of the rows that have the words, the best first where they are few enough to be ranked."""
    for query in _queries(words):
        sql = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
        rows = [row for (row,) in db.execute(sql, (query, _RANKED + 1))]
        if len(rows) > _RANKED:
            return rows[:limit]
        if rows:
            ranked = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
            return [row for (row,) in db.execute(ranked, (query, limit))]
    return []


def _queries(words: list[str]) -> Iterable[str]:
    """Queries to be tried until one finds something.

    Words are kept by their stems, and `informati` does not begin the stem `inform`: so letters are taken off the last
    word until something begins with it. A last word that is hardly begun is left out where it finds nothing.
    """
    *finished, last = words
    known = [f'"{word}"' for word in finished]
    if len(last) < _SHORTEST_BEGINNING:
        yield " AND ".join([*known, f'"{last}"'])
        if known:
            yield " AND ".join(known)
        return
    for length in range(len(last), min(len(last), _SHORTEST_STEM) - 1, -1):
        yield " AND ".join([*known, f'"{last[:length]}"*'])


def _hit(db: sqlite3.Connection, row: int, marks: list[str]) -> Hit | None:
    """The hit for one row; None if its guide is not shown."""
    if row < 0:
        return _set_hit(db, -(row >> SHIFT), row & _MASK, marks)
    sql = f"""
        SELECT {REF_COLUMNS}, p.node FROM guide AS g JOIN course AS c ON c.id = g.course JOIN page AS p ON p.guide = g.id
        WHERE g.id = ? AND g.rank IS NOT NULL
        """  # noqa: S608 - a constant
    if not (found := db.execute(sql, (row >> SHIFT,)).fetchone()):
        return None
    kind, text = guide_passages(json.loads(found[-1]))[row & _MASK]
    return Hit(kind, PageRef(*found[:-1]), excerpt(text, marks))


def _set_hit(
    db: sqlite3.Connection, question_set: int, position: int, marks: list[str]
) -> Hit | None:
    """The hit for a question of a set, on the page of its guide or else of the set; None if it is not shown."""
    sql = """
        SELECT c.slug, c.title, coalesce(g.slug, s.slug), coalesce(g.term, s.title), c.apart, s.node
        FROM set_question AS q JOIN question_set AS s ON s.id = q.question_set
        JOIN course AS c ON c.id = s.course LEFT JOIN guide AS g ON g.id = q.guide
        WHERE q.question_set = ? AND q.position = ? AND q.shown AND c.shown AND (q.guide IS NULL OR g.rank IS NOT NULL)
        """
    if not (found := db.execute(sql, (question_set, position)).fetchone()):
        return None
    kind, text = set_passages(json.loads(found[-1]))[position]
    return Hit(kind, PageRef(*found[:-1]), excerpt(text, marks))
