"""What a file says written into the compiled library, and taken out again."""

import json
import sqlite3
from collections.abc import Iterable

from studykit.content.problems import add_problems
from studykit.content.rows import FileRows, GuideRows, SetRows
from studykit.content.search import guide_passages, set_passages, texts_of
from studykit.content.words import NewWords, change_guide, remove_guide, remove_set

_BONDS = ("term", "aliases", "related", "contrast")
"""The keys of a guide that other guides, or the joining of the course, may see."""


def write_file(
    db: sqlite3.Connection, course: int, file: int, rows: FileRows, words: NewWords
) -> None:
    """Write what one file of a course says; its words are given to those that wait."""
    if rows.problems:
        add_problems(db, rows.problems, file=file)
    if rows.refused:
        db.executemany("INSERT INTO refused VALUES (?, ?)", [(file, name) for name in rows.refused])
    if rows.refused_links:
        links = [(file, *link) for link in rows.refused_links]
        db.executemany("INSERT INTO refused_link VALUES (?, ?, ?, ?)", links)
    if rows.header:
        db.execute("INSERT INTO header VALUES (?, ?, ?, ?, ?)", (file, *rows.header))
    for position, guide in enumerate(rows.guides):
        _write_guide(db, (file, course, position), guide, words)
    if rows.question_set:
        _write_set(db, (file, course), rows.question_set, words)


def rewrite_file(db: sqlite3.Connection, course: int, file: int, rows: FileRows) -> bool:
    """Write what a file says over what it said, if only what its guides teach has changed; whether that is so.

    That is what most edits are. The guides keep their keys and places, and their course need not be joined again.
    """
    if rows.problems or rows.header or rows.question_set or _is_entangled(db, course, file):
        return False
    stored = db.execute(
        "SELECT g.id, g.path, g.slug, p.node FROM guide AS g JOIN page AS p ON p.guide = g.id"
        " WHERE g.file = ? ORDER BY g.position",
        (file,),
    ).fetchall()
    if [row[1:3] for row in stored] != [guide[:2] for guide in rows.guides]:
        return False
    changed = [
        (key, json.loads(page), guide)
        for (key, _, _, page), guide in zip(stored, rows.guides, strict=True)
        if page != guide.page
    ]
    for _, before, guide in changed:
        after = json.loads(guide.page)
        if any(before.get(key) != after.get(key) for key in _BONDS):
            return False
    for key, before, guide in changed:
        sql = "UPDATE guide SET questions = ?, facts = ?, cards = ?, worth = ? WHERE id = ?"
        db.execute(sql, (guide.questions, guide.facts, guide.cards, guide.worth, key))
        db.execute("UPDATE page SET node = ? WHERE guide = ?", (guide.page, key))
        change_guide(db, key, texts_of(guide_passages(before)), guide.texts)
    return True


def remove_file(db: sqlite3.Connection, file: int) -> int:
    """Forget what a file said; gives the key of its course."""
    guides = "SELECT g.id, p.node FROM guide AS g JOIN page AS p ON p.guide = g.id WHERE g.file = ?"
    for guide, node in db.execute(guides, (file,)).fetchall():
        remove_guide(db, guide, texts_of(guide_passages(json.loads(node))))
    sets = "SELECT id, node FROM question_set WHERE file = ?"
    for question_set, node in db.execute(sets, (file,)).fetchall():
        remove_set(db, question_set, texts_of(set_passages(json.loads(node))))
    (course,) = db.execute("SELECT course FROM file WHERE id = ?", (file,)).fetchone()
    db.execute("DELETE FROM file WHERE id = ?", (file,))
    return int(course)


def _is_entangled(db: sqlite3.Connection, course: int, file: int) -> bool:
    """Whether problems, or questions of sets, depend on what a file said."""
    sql = """
        SELECT EXISTS (SELECT 1 FROM problem WHERE file = :file OR course = :course)
            OR EXISTS (SELECT 1 FROM header WHERE file = :file)
            OR EXISTS (SELECT 1 FROM question_set WHERE file = :file)
            OR EXISTS (SELECT 1 FROM guide AS g JOIN set_question AS q ON q.guide = g.id WHERE g.file = :file)
        """
    (found,) = db.execute(sql, {"file": file, "course": course}).fetchone()
    return bool(found)


def _write_guide(
    db: sqlite3.Connection, place: tuple[int, int, int], guide: GuideRows, words: NewWords
) -> None:
    """One guide, with its page, its names and its links."""
    key = _insert(
        db,
        "INSERT INTO guide (file, course, position, path, slug, term, questions, facts, cards, worth)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*place, *guide[:7]),
    )
    db.execute("INSERT INTO page VALUES (?, ?)", (key, guide.page))
    names = [(name, key, kind) for name, kind in guide.names]
    db.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
    if guide.links:
        links = [(key, *link) for link in guide.links]
        db.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?)", links)
    words.of_guide(key, guide.texts)


def _write_set(
    db: sqlite3.Connection, place: tuple[int, int], found: SetRows, words: NewWords
) -> None:
    """A question set."""
    key = _insert(
        db,
        "INSERT INTO question_set (file, course, slug, title, about, node) VALUES (?, ?, ?, ?, ?, ?)",
        (*place, *found[:4]),
    )
    words.of_set(key, found.texts)
    questions = [(key, *question) for question in found.questions]
    sql = (
        "INSERT INTO set_question (question_set, position, id, term, worth) VALUES (?, ?, ?, ?, ?)"
    )
    db.executemany(sql, questions)


def _insert(db: sqlite3.Connection, sql: str, values: Iterable[object]) -> int:
    """Insert a row and give its key."""
    key = db.execute(sql, tuple(values)).lastrowid
    assert key is not None
    return key
