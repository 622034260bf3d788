"""Full-text search over guides and question sets, and going to a term by a part of its name.

What the learner types is taken as words, never as a query language. All words must occur; those already finished are
compared by their stems, the last one as a beginning.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from studykit.content.text import normalise, plain

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 10
_LONGEST_WORD = 64
_SHORTEST_BEGINNING = 3
"""Of fewer letters, the beginning of a word says too little to look for it in texts."""
_SHORTEST_STEM = 4
_RANKED = 1000
"""So many hits are ranked; where there are more, ranking takes long and says little."""
_SHIFT = 20
_MASK = (1 << _SHIFT) - 1
_WIDTH = 160
"""Characters of an excerpt."""


class HitKind(StrEnum):
    """Where the words were found."""

    TERM = "term"
    DEFINITION = "definition"
    FACT = "fact"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class GuideRef:
    """A guide, as far as a list of guides names it."""

    course: str
    """The course's slug."""
    course_title: str
    slug: str
    term: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a guide that has the words."""

    kind: HitKind
    ref: GuideRef
    excerpt: str
    """Plain text around the words, on one line."""


REF_COLUMNS = "c.slug, c.title, g.slug, g.term"
"""What a GuideRef is made of, in a query that has course as c and guide as g."""


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


def set_passages(questions: Iterable[dict[str, Any]]) -> list[tuple[HitKind, str]]:
    """The texts of questions that are searched."""
    return [
        (HitKind.QUESTION, f"{question['question']}\n{question.get('answer', '')}")
        for question in questions
    ]


def guide_row(guide: int) -> int:
    """The number of the first of a guide's rows in the table of words; a row for each of its passages."""
    return guide << _SHIFT


def set_row(question_set: int) -> int:
    """The number of the first of a question set's rows in the table of words."""
    return -(question_set << _SHIFT)


def add_words(db: sqlite3.Connection, row: int, passages: Sequence[tuple[HitKind, str]]) -> None:
    """Make passages findable."""
    rows = [(row + position, text) for position, (_, text) in enumerate(passages)]
    db.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)


def remove_words(db: sqlite3.Connection, row: int, passages: Sequence[tuple[HitKind, str]]) -> None:
    """Take passages out again; the table keeps no text, so it has to be told what they were."""
    rows = [(row + position, text) for position, (_, text) in enumerate(passages)]
    db.executemany("INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", rows)


def find(db: sqlite3.Connection, words: str, limit: int) -> list[GuideRef]:
    """Guides whose term or alias has all these words or parts of words, best first."""
    name = normalise(words)
    parts = name.split()[:_MOST_WORDS]
    if not parts:
        return []
    condition = " AND ".join("instr(n.name, ?) > 0" for _ in parts)
    rows = db.execute(
        f"""
        SELECT {REF_COLUMNS}, min(n.kind + CASE
            WHEN n.name = ? THEN 0
            WHEN substr(n.name, 1, ?) = ? THEN 10
            WHEN instr(' ' || n.name, ?) > 0 THEN 20
            ELSE 30 END) AS worth
        FROM name AS n JOIN guide AS g ON g.id = n.guide JOIN course AS c ON c.id = g.course
        WHERE n.kind > 0 AND g.rank IS NOT NULL AND {condition}
        GROUP BY g.id ORDER BY worth, length(g.term), g.term, c.title LIMIT ?
        """,  # noqa: S608 - only question marks are put in
        (name, len(name), name, f" {parts[0]}", *parts, limit),
    )
    return [GuideRef(*row[:4]) for row in rows]


def search(db: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    """Places that have all these words: terms first, then the best others."""
    typed = [word[:_LONGEST_WORD] for word in _WORD.findall(words)[:_MOST_WORDS]]
    if not typed:
        return []
    refs = find(db, words, limit)
    named = {(ref.course, ref.slug) for ref in refs}
    marks = [word.casefold() for word in typed]
    found = [
        hit
        for row in _rows(db, typed, limit + len(refs))
        if (hit := _hit(db, row, marks)) and not _repeats(hit, named)
    ]
    terms = [Hit(HitKind.TERM, ref, _opening(db, ref)) for ref in refs]
    terms += [hit for hit in found if hit.kind is HitKind.TERM]
    return (terms + [hit for hit in found if hit.kind is not HitKind.TERM])[:limit]


def _repeats(hit: Hit, named: set[tuple[str, str]]) -> bool:
    """Whether the hit is a term that is among the hits already."""
    return hit.kind is HitKind.TERM and (hit.ref.course, hit.ref.slug) in named


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
    word until something begins with it.
    """
    *finished, last = words
    known = [f'"{word}"' for word in finished]
    if len(last) < _SHORTEST_BEGINNING:
        yield " AND ".join([*known, f'"{last}"'])
        return
    for length in range(len(last), min(len(last), _SHORTEST_STEM) - 1, -1):
        yield " AND ".join([*known, f'"{last[:length]}"*'])


def _hit(db: sqlite3.Connection, row: int, marks: list[str]) -> Hit | None:
    """The hit for one row; None if its guide is not shown."""
    if row < 0:
        return _set_hit(db, -row, marks)
    sql = f"""
        SELECT {REF_COLUMNS}, p.node FROM guide AS g JOIN course AS c ON c.id = g.course JOIN page AS p ON p.guide = g.id
        WHERE g.id = ? AND g.rank IS NOT NULL
        """  # noqa: S608 - a constant
    if not (found := db.execute(sql, (row >> _SHIFT,)).fetchone()):
        return None
    kind, text = guide_passages(json.loads(found[4]))[row & _MASK]
    return Hit(kind, GuideRef(*found[:4]), _excerpt(text, marks))


def _set_hit(db: sqlite3.Connection, row: int, marks: list[str]) -> Hit | None:
    """The hit for a question of a set; None if it belongs to no guide, so that there is no page to open."""
    question_set = -(-row >> _SHIFT)
    position = (question_set << _SHIFT) - row
    sql = f"""
        SELECT {REF_COLUMNS}, s.node FROM set_question AS q JOIN question_set AS s ON s.id = q.question_set
        JOIN guide AS g ON g.id = q.guide JOIN course AS c ON c.id = g.course
        WHERE q.question_set = ? AND q.position = ? AND q.shown AND g.rank IS NOT NULL
        """  # noqa: S608 - a constant
    if not (found := db.execute(sql, (question_set, position)).fetchone()):
        return None
    kind, text = set_passages(json.loads(found[4]))[position]
    return Hit(kind, GuideRef(*found[:4]), _excerpt(text, marks))


def _opening(db: sqlite3.Connection, ref: GuideRef) -> str:
    """How the definition of a guide begins."""
    sql = """
        SELECT p.node FROM guide AS g JOIN course AS c ON c.id = g.course JOIN page AS p ON p.guide = g.id
        WHERE c.slug = ? AND c.shown AND g.slug = ? AND g.rank IS NOT NULL
        """
    (node,) = db.execute(sql, (ref.course, ref.slug)).fetchone()
    return _excerpt(guide_passages(json.loads(node))[1][1], [])


def _excerpt(text: str, marks: list[str]) -> str:
    """The part of a text around the first of the words, plain and on one line."""
    line = " ".join(plain(text).split())
    if len(line) <= _WIDTH:
        return line
    folded = line.casefold()
    places = [place for mark in marks if (place := folded.find(mark)) >= 0]
    start = max(0, min(min(places, default=0) - _WIDTH // 3, len(line) - _WIDTH))
    if start:
        start = line.find(" ", start) + 1
    shown = line[start : start + _WIDTH]
    return ("…" if start else "") + shown + ("…" if start + _WIDTH < len(line) else "")
