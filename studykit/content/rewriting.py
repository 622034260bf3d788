"""A file written anew into the compiled library, where only what its guides teach has changed.

That is what most edits are. The guides keep their keys and places, and their course need not be joined again.
"""

import json
import sqlite3
from typing import Any, NamedTuple

from studykit.content.compiler import CompiledFile, node_at
from studykit.content.search import change_guide
from studykit.content.writing import count_cards, page_text

_BONDS = ("term", "aliases", "related", "contrast")
"""The keys of a guide that other guides, or the joining of the course, may see."""


class _Page(NamedTuple):
    """A guide as it is kept, or as it is to be."""

    path: str
    slug: str
    node: dict[str, Any]

    def looks_like(self, other: "_Page") -> bool:
        """Whether the two are the same for all who do not read them."""
        same = self[:2] == other[:2]
        return same and all(self.node.get(key) == other.node.get(key) for key in _BONDS)


def rewrite_file(db: sqlite3.Connection, course: int, file: int, compiled: CompiledFile) -> bool:
    """Write what a file says over what it said; False, and nothing done, if its course has to be joined again."""
    document = compiled.document
    if compiled.problems or document.course or document.question_set:
        return False
    new = [
        _Page(json.dumps(path), guide.slug, node_at(compiled.node, path))  # type: ignore[arg-type]
        for guide, path in zip(document.guides, document.paths, strict=True)
    ]
    keys, old = _stored(db, file)
    if len(old) != len(new) or not all(map(_Page.looks_like, old, new)):
        return False
    if _is_entangled(db, course, file):
        return False
    for key, before, after, guide in zip(keys, old, new, document.guides, strict=True):
        if before.node != after.node:
            sql = "UPDATE guide SET questions = ?, facts = ? WHERE id = ?"
            db.execute(sql, (*count_cards(guide), key))
            db.execute("UPDATE page SET node = ? WHERE guide = ?", (page_text(after.node), key))
            change_guide(db, key, before.node, after.node)
    return True


def _stored(db: sqlite3.Connection, file: int) -> tuple[list[int], list[_Page]]:
    """The guides of a file as they are kept, with their keys."""
    rows = db.execute(
        "SELECT g.id, g.path, g.slug, p.node FROM guide AS g JOIN page AS p ON p.guide = g.id"
        " WHERE g.file = ? ORDER BY g.position",
        (file,),
    ).fetchall()
    pages = [_Page(path, slug, json.loads(node)) for _, path, slug, node in rows]
    return [key for key, *_ in rows], pages


def _is_entangled(db: sqlite3.Connection, course: int, file: int) -> bool:
    """Whether problems, or questions of sets, depend on what a file said."""
    sql = """
        SELECT EXISTS (SELECT 1 FROM problem WHERE file = :file OR course = :course)
            OR EXISTS (SELECT 1 FROM header WHERE file = :file)
            OR EXISTS (SELECT 1 FROM question_set WHERE file = :file)
            OR EXISTS (SELECT 1 FROM set_question AS q JOIN guide AS g ON g.id = q.guide WHERE g.file = :file)
        """
    (found,) = db.execute(sql, {"file": file, "course": course}).fetchone()
    return bool(found)
