"""Memory states in the database, and each review as the scheduler took it. They follow from the log."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from studykit.log import Rating
from studykit.scheduling.memory import Memory, Remembers, Step, Trace, replay
from studykit.scheduling.review import Review
from studykit.scheduling.study_day import StudyDays
from studykit.storage.database import Database
from studykit.storage.renames import TODAYS
from studykit.storage.values import confidence_of, milliseconds, moment

if TYPE_CHECKING:
    from studykit.entries import Entry

_SAVE_MEMORY = """
    INSERT INTO memories (card, course, term, stability, difficulty, day, due, reviews, days, lapses)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (card) DO UPDATE SET
      stability = excluded.stability, difficulty = excluded.difficulty, day = excluded.day, due = excluded.due,
      reviews = excluded.reviews, days = excluded.days, lapses = excluded.lapses
"""
_ADD_RECALL = """
    INSERT INTO recalls
      (review, card, course, term, form, at, day, rating, counted, elapsed, stability, expected, seconds,
       confidence, met, total)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ONE = "SELECT * FROM scheduled_reviews WHERE id = ?"
_OF_CARD = """
    SELECT * FROM scheduled_reviews
    WHERE was IN (SELECT :card UNION SELECT card FROM addresses WHERE now = :card) AND card = :card ORDER BY at, id
"""
_LAST = "SELECT review, at FROM recalls WHERE card = ? ORDER BY at DESC, review DESC LIMIT 1"
_MEMORY = (
    "SELECT stability, difficulty, day, due, reviews, days, lapses FROM memories WHERE card = ?"
)
_CARD_OF = TODAYS.format(
    """
    SELECT card FROM reviews WHERE id = :id
    UNION
    SELECT card FROM attempted_cards WHERE attempt = :id
    UNION
    SELECT card FROM reviews WHERE attempt = (SELECT attempt FROM confidences WHERE id = :id)
    """
)
_MISPLACED = """
    DELETE FROM recalls WHERE card <> (
      SELECT coalesce(known.now, reviews.card)
      FROM reviews LEFT JOIN addresses AS known ON known.card = reviews.card WHERE reviews.id = recalls.review
    )
"""
_REVIEWED = """
    SELECT card, sum(reviews) FROM (
      SELECT coalesce(known.now, reviews.card) AS card, 1 AS reviews
      FROM reviews LEFT JOIN addresses AS known ON known.card = reviews.card
      UNION ALL SELECT old, 0 FROM renames
      UNION ALL SELECT new, 0 FROM renames
    ) GROUP BY card ORDER BY card
"""


class Keeper:
    """Keeps the memories in step with the log."""

    def __init__(
        self, connection: sqlite3.Connection, scheduler: Remembers, days: StudyDays
    ) -> None:
        self._connection = connection
        self._scheduler = scheduler
        self._days = days

    def follow(self, entries: "Sequence[Entry]") -> None:
        """Take new entries in: a rating leads on from the last memory, all else has its card played again."""
        from studykit.entries import Confided, Rated, Undone  # noqa: PLC0415 - not needed to start

        undone = [
            ident for entry in entries if isinstance(entry, Undone) for ident in entry.entries
        ]
        said = [entry.id for entry in entries if isinstance(entry, Confided)]
        again = self._cards([*undone, *said])
        rated = [self._row(entry.id) for entry in entries if isinstance(entry, Rated)]
        for card, rows in _by_card(rated).items():
            if card in again or len(rows) > 1 or not self._lead_on(rows[0]):
                again.add(card)
        self.make_again(again)

    def make_again(self, cards: Collection[str]) -> None:
        """Make the memory of cards anew from all their reviews, some of which may have been another's of them before."""
        for card in cards:
            self._connection.execute("DELETE FROM memories WHERE card = ?", (card,))
            self._connection.execute("DELETE FROM recalls WHERE card = ?", (card,))
        for card in cards:
            self._play(self._connection.execute(_OF_CARD, {"card": card}).fetchall())

    def _cards(self, ids: Iterable[str]) -> set[str]:
        """The cards whose reviews these entries belong to."""
        return {row[0] for id_ in ids for row in self._connection.execute(_CARD_OF, {"id": id_})}

    def _row(self, review: str) -> sqlite3.Row | None:
        """What the log says of a review; None where it does not count, or is of a point that was asked by itself."""
        row: sqlite3.Row | None = self._connection.execute(_ONE, (review,)).fetchone()
        return row

    def _lead_on(self, row: sqlite3.Row) -> bool:
        """Take a review in, if it is newer than all others of its card."""
        last = self._connection.execute(_LAST, (row["card"],)).fetchone()
        if last and (last["at"], last["review"]) >= (row["at"], row["id"]):
            return False
        known = self._connection.execute(_MEMORY, (row["card"],)).fetchone()
        trace = Trace(known and _memory(known), last and moment(last["at"]))
        self._write([row], replay([self._review(row)], self._scheduler, trace), trace.memory)
        return True

    def _play(self, rows: Sequence[sqlite3.Row]) -> None:
        self._write(rows, replay(map(self._review, rows), self._scheduler), None)

    def _write(
        self, rows: Sequence[sqlite3.Row], steps: Iterable[Step], before: Memory | None
    ) -> None:
        for row, step in zip(rows, steps, strict=True):
            self._connection.execute(_ADD_RECALL, _recall_row(row, step, before))
            before = step.memory
        if rows and before:
            self._connection.execute(_SAVE_MEMORY, _memory_row(rows[0], before))

    def _review(self, row: sqlite3.Row) -> Review:
        at = moment(row["at"])
        return Review(
            row["id"],
            row["was"],  # chance spreads the days by it: another address moves none of them
            at,
            self._days.day(at),
            Rating(row["rating"]),
            confidence_of(row["confidence"]),
            bool(row["hinted"]),
            bool(row["is_repeat"]),
            None if row["read_at"] is None else moment(row["read_at"]),
        )


def reviewed(database: Database, at_a_time: int) -> Iterator[list[str]]:
    """The cards that were ever reviewed, also where that was undone or is another card's now, so many together as have about so many reviews."""
    cards: list[str] = []
    reviews = 0
    for card, count in database.rows(_REVIEWED):
        if cards and reviews + count > at_a_time:
            yield cards
            cards, reviews = [], 0
        cards.append(card)
        reviews += count
    if cards:
        yield cards


def put_in_place(connection: sqlite3.Connection) -> None:
    """Throw away what is kept under another card than it belongs to now."""
    connection.execute(_MISPLACED)


def read(database: Database, courses: Sequence[str] | None = None) -> dict[str, Memory]:
    """How each card is remembered, by its id; of some courses, or of all."""
    sql = """
        SELECT card, stability, difficulty, day, due, reviews, days, lapses FROM memories
        WHERE :courses IS NULL OR course IN (SELECT value FROM json_each(:courses))
    """
    named = None if courses is None else json.dumps(list(courses))
    return {card: _memory(rest) for card, *rest in database.rows(sql, courses=named)}


def met(database: Database) -> dict[str, set[str]]:
    """The cards that were met, by course; quicker than their memories."""
    rows = database.rows("SELECT course, group_concat(card, ' ') FROM memories GROUP BY course")
    return {course: set(cards.split(" ")) for course, cards in rows}


def due_days(database: Database) -> dict[str, date]:
    """The day on which each card that was met is due; quicker than the memories."""
    rows = database.rows("SELECT due, group_concat(card, ' ') FROM memories GROUP BY due")
    days = ((date.fromordinal(day), cards.split(" ")) for day, cards in rows)
    return {card: day for day, cards in days for card in cards}


def due(database: Database, today: date) -> dict[str, Memory]:
    """The cards that are due on a day or before, the longest due first."""
    sql = """
        SELECT card, stability, difficulty, day, due, reviews, days, lapses FROM memories
        WHERE due <= :today ORDER BY due, card
    """
    rows = database.rows(sql, today=today.toordinal())
    return {card: _memory(rest) for card, *rest in rows}


def _by_card(rows: Iterable[sqlite3.Row | None]) -> dict[str, list[sqlite3.Row]]:
    """The rows that there are, by their cards."""
    cards: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        if row is not None:
            cards.setdefault(row["card"], []).append(row)
    return cards


def _memory(values: Iterable[Any]) -> Memory:
    stability, difficulty, day, due_on, *counts = values
    return Memory(stability, difficulty, date.fromordinal(day), date.fromordinal(due_on), *counts)


def _memory_row(row: sqlite3.Row, memory: Memory) -> tuple[object, ...]:
    return (
        *(row["card"], row["course"], row["term"], memory.stability, memory.difficulty),
        *(memory.day.toordinal(), memory.due.toordinal()),
        *(memory.reviews, memory.days, memory.lapses),
    )


def _recall_row(row: sqlite3.Row, step: Step, before: Memory | None) -> tuple[object, ...]:
    review = step.review
    is_recall = step.elapsed is not None
    return (
        *(row["id"], row["card"], row["course"], row["term"], row["form"]),
        *(milliseconds(review.at), review.day.toordinal(), review.rating, step.counted),
        *(step.elapsed, before.stability if before and is_recall else None, step.expected),
        *(row["seconds"], review.confidence, row["met"], row["total"]),
    )
