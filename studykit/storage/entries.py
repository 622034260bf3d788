"""Entries of the log as rows of its tables, there and back."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from studykit.entries import (
    Answered,
    Confided,
    Ended,
    Entry,
    Flagged,
    Judged,
    Locked,
    Opened,
    Overruled,
    Paused,
    Predicted,
    Rated,
    Rested,
    Resumed,
    Skipped,
    Undone,
)
from studykit.errors import StorageError
from studykit.log import Ending, Rating, Verdict
from studykit.storage.database import Database
from studykit.storage.faults import is_repeated_key
from studykit.storage.values import (
    confidence_of,
    milliseconds,
    moment,
    packed,
    storable,
    unpacked,
)

_ENTRY = """
    INSERT INTO entries (id, quiz, seq, at, kind, detail)
    VALUES (:id, :quiz, :seq, :at, :kind, :detail)
"""
_UNDONE = "INSERT INTO undone (entry, by) VALUES (:entry, :by) ON CONFLICT DO NOTHING"

_PARTICULARS: dict[type[Entry], str] = {
    Answered: """
        INSERT INTO attempts
          (id, quiz, position, text, choices, dont_know, hinted, seconds, overtime, correct)
        VALUES
          (:id, :quiz, :card, :text, :choices, :dont_know, :hinted, :seconds, :overtime, :correct)
    """,
    Confided: """
        INSERT INTO confidences (id, attempt, confidence) VALUES (:id, :attempt, :confidence)
    """,
    Judged: """
        INSERT INTO judgements (id, attempt, point, verdict)
        VALUES (:id, :attempt, :point, :verdict)
    """,
    Overruled: "INSERT INTO overrules (id, attempt, correct) VALUES (:id, :attempt, :correct)",
    Rated: """
        INSERT INTO reviews (id, attempt, card, derived, chosen, reason, met, total)
        VALUES (
          :id, :attempt, (SELECT card FROM attempted_cards WHERE attempt = :attempt),
          :derived, :chosen, :reason, :met, :total
        )
    """,
    Ended: "INSERT INTO endings (id, quiz, at, how, met, total) VALUES (:id, :quiz, :at, :how, :met, :total)",
}
"""The kinds of entry that have a table of their own; the particulars of the others are JSON in `entries`."""

_SELECTIONS: dict[type[Entry], str] = {
    Answered: "SELECT *, position AS card FROM entries JOIN attempts USING (id, quiz)",
    Confided: "SELECT * FROM entries JOIN confidences USING (id)",
    Judged: "SELECT * FROM entries JOIN judgements USING (id)",
    Overruled: "SELECT * FROM entries JOIN overrules USING (id)",
    Rated: "SELECT * FROM entries JOIN reviews USING (id)",
    Ended: "SELECT * FROM entries JOIN endings USING (id, quiz, at)",
}

_SMALL: tuple[type[Entry], ...] = (
    Predicted,
    Opened,
    Skipped,
    Rested,
    Flagged,
    Paused,
    Resumed,
    Locked,
    Undone,
)
_KINDS = {kind.__name__.lower(): kind for kind in (*_PARTICULARS, *_SMALL)}
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _KINDS.values()}

_READ: dict[str, Callable[[Any], Any]] = {
    "at": moment,
    "choices": unpacked,
    "dont_know": bool,
    "hinted": bool,
    "overtime": bool,
    "correct": lambda stored: None if stored is None else bool(stored),
    "confidence": confidence_of,
    "verdict": Verdict,
    "derived": Rating,
    "chosen": Rating,
    "how": Ending,
    "entries": tuple,
}
"""How the fields are read that are not stored as they are."""


class SeqTakenError(StorageError):
    """The entries' numbers, or their ids, are in the log already."""

    def __init__(self) -> None:
        super().__init__(
            "This quiz is being continued in another window: the last step was not written.",
            "Go on there, or open the quiz again here.",
        )


def write(connection: sqlite3.Connection, quiz: str, seq: int, entries: Sequence[Entry]) -> None:
    """Add entries to the log of a quiz, numbered from `seq`."""
    for number, entry in enumerate(entries, seq):
        row = _row(entry) | {"quiz": quiz, "seq": number}
        try:
            connection.execute(_ENTRY, row)
        except sqlite3.IntegrityError as error:
            raise SeqTakenError if is_repeated_key(error) else error from error
        if statement := _PARTICULARS.get(type(entry)):
            connection.execute(statement, row)
        if isinstance(entry, Undone):
            connection.executemany(_UNDONE, [{"entry": e, "by": entry.id} for e in entry.entries])


def read(database: Database, quiz: str) -> list[Entry]:
    """All entries of a quiz, in order."""
    found: dict[int, Entry] = {}
    with database.snapshot():
        for kind, selection in _SELECTIONS.items():
            for row in database.rows(f"{selection} WHERE quiz = :quiz", quiz=quiz):
                found[row["seq"]] = _entry(kind, row)
        small = "SELECT * FROM entries WHERE quiz = :quiz AND detail IS NOT NULL"
        for row in database.rows(small, quiz=quiz):
            found[row["seq"]] = _entry(_KINDS[row["kind"]], {**row, **json.loads(row["detail"])})
    return [found[seq] for seq in sorted(found)]


def holds(database: Database, quiz: str, seq: int, entries: Sequence[Entry]) -> bool:
    """Whether just these entries stand in the log of the quiz, numbered from `seq`."""
    sql = "SELECT id FROM entries WHERE quiz = :quiz AND seq >= :seq ORDER BY seq LIMIT :count"
    rows = database.rows(sql, quiz=quiz, seq=seq, count=len(entries))
    return [row["id"] for row in rows] == [entry.id for entry in entries]


def _row(entry: Entry) -> dict[str, object]:
    """The values of an entry as they are stored."""
    kind = type(entry)
    fields_of = {name: getattr(entry, name) for name in _FIELDS[kind]}
    row = {name: _stored(value) for name, value in fields_of.items()}
    detail = None
    if kind in _SMALL:
        detail = json.dumps(
            {name: fields_of[name] for name in fields_of if name not in {"id", "at"}}
        )
    return row | {"at": milliseconds(entry.at), "kind": kind.__name__.lower(), "detail": detail}


def _stored(value: object) -> object:
    """A value as SQLite takes it."""
    if isinstance(value, tuple):
        return packed(value)
    return storable(value) if isinstance(value, str) else value


def _entry(kind: type[Entry], row: Mapping[str, Any] | sqlite3.Row) -> Entry:
    """The entry of that kind that a row tells."""
    values: dict[str, Any] = {name: row[name] for name in _FIELDS[kind]}
    return kind(**{name: _READ[name](v) if name in _READ else v for name, v in values.items()})
