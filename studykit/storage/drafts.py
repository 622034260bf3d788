"""Drafts in the database: answers that are not locked yet."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from studykit.log import Draft
from studykit.storage.database import Database
from studykit.storage.values import confidence_of, milliseconds, packed, storable, unpacked

if TYPE_CHECKING:
    from studykit.entries import Entry

_NEW_TEXT_COUNTS = """
    ON CONFLICT (quiz, position) DO UPDATE SET
      text = excluded.text, choices = excluded.choices, confidence = excluded.confidence,
      hinted = excluded.hinted, saved_at = excluded.saved_at
"""

_SAVE = f"""
    INSERT INTO drafts (quiz, position, text, choices, confidence, hinted, saved_at)
    VALUES (:quiz, :position, :text, :choices, :confidence, :hinted, :saved_at)
    {_NEW_TEXT_COUNTS}
"""  # noqa: S608 - put together from constants

_RESTORE = f"""
    INSERT INTO drafts (quiz, position, text, choices, confidence, hinted, saved_at)
    SELECT quiz, position, text, choices, (
        SELECT confidence FROM confidences JOIN entries AS said USING (id)
        WHERE confidences.attempt = attempts.id ORDER BY said.seq DESC LIMIT 1
      ), hinted, :saved_at
    FROM attempts JOIN entries USING (id, quiz)
    WHERE id IN (SELECT entry FROM undone WHERE by = :by)
    ORDER BY seq DESC
    {_NEW_TEXT_COUNTS}
"""  # noqa: S608 - put together from constants
"""Where one card has several attempts, the first comes last and stays: the learner is back there."""


def save(database: Database, quiz: str, draft: Draft, now: datetime) -> None:
    """Keep a draft in place of the one before."""
    row = {
        "quiz": quiz,
        "position": draft.card,
        "text": storable(draft.text),
        "choices": packed(draft.choices),
        "confidence": draft.confidence,
        "hinted": draft.hinted,
        "saved_at": milliseconds(now),
    }
    with database.transaction() as connection:
        connection.execute(_SAVE, row)


def read(database: Database, quiz: str) -> dict[int, Draft]:
    """The drafts of a quiz, by the card's position."""
    rows = database.rows("SELECT * FROM drafts WHERE quiz = :quiz ORDER BY position", quiz=quiz)
    return {row["position"]: _draft(row) for row in rows}


def follow(connection: sqlite3.Connection, quiz: str, entries: "Sequence[Entry]") -> None:
    """Let the drafts follow new entries: an answer that is locked is none, one that is undone is one again."""
    from studykit.entries import Answered, Undone  # noqa: PLC0415 - not needed to start

    for entry in entries:
        if isinstance(entry, Answered):
            locked = {"quiz": quiz, "position": entry.card}
            connection.execute(
                "DELETE FROM drafts WHERE quiz = :quiz AND position = :position", locked
            )
        elif isinstance(entry, Undone):
            connection.execute(_RESTORE, {"by": entry.id, "saved_at": milliseconds(entry.at)})


def _draft(row: sqlite3.Row) -> Draft:
    """The draft that a row tells."""
    return Draft(
        card=row["position"],
        text=row["text"],
        choices=unpacked(row["choices"]),
        confidence=confidence_of(row["confidence"]),
        hinted=bool(row["hinted"]),
    )
