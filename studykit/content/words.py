"""The tables of words, by which passages are found: what new pages say is put into them, and what is changed or gone taken out.

They keep no text, so that they have to be told what it was.
"""

import sqlite3
from collections.abc import Iterable, Sequence

SHIFT = 20
"""Rows of words are numbered by guide and position, or by set (negative) and position."""
_GATHERED = 50_000_000
"""So many characters of new pages are held at most before they are made findable."""
_ADD = "INSERT INTO words (rowid, text) VALUES (?, ?)"
_REMOVE = "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)"


class NewWords:
    """What new pages say, gathered, and made findable when all is there.

    While other processes read files on the same processors, the tables of words take twice as long.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._guides: list[tuple[int, Sequence[str]]] = []
        self._sets: list[tuple[int, Sequence[str]]] = []
        self._size = 0

    def of_guide(self, guide: int, texts: Sequence[str]) -> None:
        """Take the texts of the passages of a guide."""
        self._guides.append((guide, texts))
        self._take(texts)

    def of_set(self, question_set: int, texts: Sequence[str]) -> None:
        """Take the texts of the questions of a set."""
        self._sets.append((question_set, texts))
        self._take(texts)

    def _take(self, texts: Sequence[str]) -> None:
        self._size += sum(map(len, texts))
        if self._size > _GATHERED:
            self.write()

    def write(self) -> None:
        """Make all that was taken findable."""
        for guide, texts in self._guides:
            self._db.execute("INSERT INTO names (rowid, text) VALUES (?, ?)", (guide, texts[0]))
            self._db.executemany(_ADD, enumerate(texts, guide << SHIFT))
        for question_set, texts in self._sets:
            self._db.executemany(_ADD, enumerate(texts, -question_set << SHIFT))
        self._guides, self._sets, self._size = [], [], 0


def change_guide(
    db: sqlite3.Connection, guide: int, before: Iterable[str], after: Iterable[str]
) -> None:
    """Make a guide findable by what it says now; its names are the same."""
    old, new = (set(enumerate(texts, guide << SHIFT)) for texts in (before, after))
    db.executemany(_REMOVE, old - new)
    db.executemany(_ADD, new - old)


def remove_guide(db: sqlite3.Connection, guide: int, texts: Sequence[str]) -> None:
    """Take a guide out again."""
    sql = "INSERT INTO names (names, rowid, text) VALUES ('delete', ?, ?)"
    db.execute(sql, (guide, texts[0]))
    db.executemany(_REMOVE, enumerate(texts, guide << SHIFT))


def remove_set(db: sqlite3.Connection, question_set: int, texts: Iterable[str]) -> None:
    """Take the questions of a set out again."""
    db.executemany(_REMOVE, enumerate(texts, -question_set << SHIFT))
