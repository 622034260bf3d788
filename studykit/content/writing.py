"""What a file says written into the compiled library, and taken out again."""

import json
import sqlite3
from collections.abc import Iterable

from studykit.content.compiler import CompiledFile, node_at
from studykit.content.markdown import bold_spans
from studykit.content.model import Guide, QuestionSet
from studykit.content.nodes import Node
from studykit.content.problems import add_problems
from studykit.content.search import add_guide, add_set, remove_guide, remove_set
from studykit.content.text import normalise

SLUG, TERM, ALIAS = range(3)
"""Kinds of names, the better ones first."""


def write_file(db: sqlite3.Connection, course: int, file: int, compiled: CompiledFile) -> None:
    """Write what one file of a course says."""
    if compiled.problems:
        add_problems(db, compiled.problems, file=file)
    if compiled.refused:
        refused = [(file, normalise(slug)) for slug in compiled.refused]
        db.executemany("INSERT INTO refused VALUES (?, ?)", refused)
    document = compiled.document
    if header := document.course:
        units = json.dumps([[unit.title, unit.guides] for unit in header.units])
        row = (file, header.title, header.about, units)
        db.execute("INSERT INTO header VALUES (?, ?, ?, ?)", row)
    for position, (guide, path) in enumerate(zip(document.guides, document.paths, strict=True)):
        key = _write_guide(db, guide, (file, course, position, json.dumps(path)))
        _write_page(db, key, node_at(compiled.node, path))
        _write_names(db, key, guide)
    if document.question_set:
        questions = node_at(compiled.node, ("questions",))
        _write_set(db, (file, course), document.question_set, questions)


def remove_file(db: sqlite3.Connection, file: int) -> int:
    """Forget what a file said; gives the key of its course."""
    guides = "SELECT g.id, p.node FROM guide AS g JOIN page AS p ON p.guide = g.id WHERE g.file = ?"
    for guide, node in db.execute(guides, (file,)).fetchall():
        remove_guide(db, guide, json.loads(node))
    sets = "SELECT id, node FROM question_set WHERE file = ?"
    for question_set, node in db.execute(sets, (file,)).fetchall():
        remove_set(db, question_set, json.loads(node))
    (course,) = db.execute("SELECT course FROM file WHERE id = ?", (file,)).fetchone()
    db.execute("DELETE FROM file WHERE id = ?", (file,))
    return int(course)


def _write_guide(db: sqlite3.Connection, guide: Guide, place: tuple[int, int, int, str]) -> int:
    """What lists of guides need of a guide; gives its key."""
    return _insert(
        db,
        "INSERT INTO guide (file, course, position, path, slug, term, questions, facts)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*place, guide.slug, guide.term, *count_cards(guide)),
    )


def count_cards(guide: Guide) -> tuple[int, int]:
    """How many questions a guide has, and how many facts with words to blank."""
    return len(guide.questions), sum(bool(bold_spans(fact.text)) for fact in guide.facts)


def _write_page(db: sqlite3.Connection, guide: int, node: Node) -> None:
    """The nodes of a guide, and the words in it."""
    assert isinstance(node, dict)
    db.execute("INSERT INTO page VALUES (?, ?)", (guide, page_text(node)))
    add_guide(db, guide, node)


def _write_names(db: sqlite3.Connection, key: int, guide: Guide) -> None:
    """By what a guide can be found, and where it leads."""
    names = {(normalise(alias), key, ALIAS) for alias in guide.aliases}
    names |= {(normalise(guide.slug), key, SLUG), (normalise(guide.term), key, TERM)}
    db.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
    links = [
        (key, kind, position, target, normalise(target))
        for kind, targets in (("related", guide.related), ("contrast", guide.contrast))
        for position, target in enumerate(targets)
    ]
    if links:
        db.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?)", links)


def _write_set(
    db: sqlite3.Connection, place: tuple[int, int], found: QuestionSet, node: Node
) -> None:
    """A question set."""
    assert isinstance(node, list)
    key = _insert(
        db,
        "INSERT INTO question_set (file, course, slug, title, node) VALUES (?, ?, ?, ?, ?)",
        (*place, found.slug, found.title, page_text(node)),
    )
    add_set(db, key, node)
    questions = [(key, at, one.id, one.term) for at, one in enumerate(found.questions)]
    sql = "INSERT INTO set_question (question_set, position, id, term) VALUES (?, ?, ?, ?)"
    db.executemany(sql, questions)


def _insert(db: sqlite3.Connection, sql: str, values: Iterable[object]) -> int:
    """Insert a row and give its key."""
    key = db.execute(sql, tuple(values)).lastrowid
    assert key is not None
    return key


page_text = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
"""Nodes as the text that is kept of them."""
