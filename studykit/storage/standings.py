"""Standings in the database: what the last valid review of each card said, the first in its quiz. They follow from the log.

What was missed and known when it came once more in the same quiz was missed.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from studykit.log import Rating
from studykit.scheduling.standing import PageFigures, Standing
from studykit.storage.database import Database
from studykit.storage.renames import TODAYS
from studykit.storage.values import confidence_of, moment

if TYPE_CHECKING:
    from studykit.entries import Entry

_MAKE = """
    INSERT INTO standings
      (course, term, card, kind, reviews, rating, met, total, confidence, at)
    SELECT course, term, card, kind, reviews, rating, met, total, confidence, at FROM (
      SELECT course, term, card, kind, rating, met, total, confidence, at,
        count(*) OVER (PARTITION BY card) AS reviews,
        row_number() OVER (PARTITION BY card ORDER BY at DESC, seq DESC, id DESC) AS place
      FROM valid_reviews WHERE is_first_attempt {of}
    ) WHERE place = 1
"""
_MAKE_ALL = _MAKE.format(of="")
_MAKE_ONE = _MAKE.format(
    of="AND was IN (SELECT :card UNION SELECT card FROM addresses WHERE now = :card) AND card = :card"
)
_REMOVE_ONE = "DELETE FROM standings WHERE course = :course AND term = :term AND card = :card"

_ADD_NEWEST = """
    INSERT INTO standings
      (course, term, card, kind, reviews, rating, met, total, confidence, at)
    SELECT course, term, card, kind, 1, rating, met, total, confidence, at
    FROM valid_reviews WHERE id = :id AND is_first_attempt
    ON CONFLICT (course, term, card) DO UPDATE SET
      reviews = standings.reviews + 1, rating = excluded.rating, met = excluded.met, total = excluded.total,
      confidence = excluded.confidence, at = excluded.at
    WHERE excluded.at > standings.at
"""
"""Changes nothing where the entry is no review, or one that does not count here or is not clearly later than the last one."""

_CARDS_OF_ENTRY = TODAYS.format(
    """
    SELECT card FROM reviews WHERE id = :id
    UNION
    SELECT card FROM attempted_cards WHERE attempt = :id
    UNION
    SELECT card FROM reviews WHERE attempt = (SELECT attempt FROM confidences WHERE id = :id)
    """
)
"""The reviewed cards that stand otherwise when this review, attempt or confidence is added or undone."""

_FIGURES = """
    SELECT course, term, count(*), sum(kind = 'question' AND is_solid), max(has_missed), sum(is_solid),
      group_concat(substr(card, length(course) + length(term) + 3), ' ')
    FROM standings {of} GROUP BY course, term
"""
_FIGURES_OF_ALL = _FIGURES.format(of="")
_FIGURES_OF_COURSE = _FIGURES.format(of="WHERE course = :course")
_FIGURES_WITHOUT = _FIGURES.format(
    of="""
    WHERE course = :course AND term = :term
      AND substr(card, length(course) + length(term) + 3) NOT IN (SELECT value FROM json_each(:gone))
    """
)


def read(database: Database, course: str | None, term: str | None) -> list[Standing]:
    """The standings, of one course or one term if it is named."""
    sql = """
        SELECT card, course, term, kind, reviews, rating, met, total, confidence, at FROM standings
        WHERE (:course IS NULL OR course = :course) AND (:term IS NULL OR term = :term)
    """
    rows = database.rows(sql, course=course, term=term)
    return [
        Standing(
            card,
            in_course,
            of_term,
            kind,
            reviews,
            Rating(rating),
            met,
            total,
            confidence_of(said),
            moment(at),
        )
        for card, in_course, of_term, kind, reviews, rating, met, total, said, at in rows
    ]


def figures(database: Database, course: str | None) -> list[PageFigures]:
    """The standings of each page, counted; of one course if it is named."""
    sql = _FIGURES_OF_COURSE if course else _FIGURES_OF_ALL
    return _figures(database.rows(sql, course=course))


def figures_without(
    database: Database, course: str, term: str, gone: Collection[str]
) -> PageFigures | None:
    """The standings of a page, counted without some cards (`kind/id`); None if there are no others."""
    values = {"course": course, "term": term, "gone": json.dumps(list(gone))}
    return next(iter(_figures(database.rows(_FIGURES_WITHOUT, **values))), None)


def _figures(rows: Iterable[sqlite3.Row]) -> list[PageFigures]:
    return [
        PageFigures(course, term, met, solid_questions, bool(missed), solid, cards)
        for course, term, met, solid_questions, missed, solid, cards in rows
    ]


def sure_but_missed(database: Database) -> list[str]:
    """The cards that were missed the last time although the learner was sure, the last missed first."""
    sql = (
        "SELECT card FROM standings WHERE has_missed AND confidence = 'sure' ORDER BY at DESC, card"
    )
    return [card for (card,) in database.rows(sql)]


def follow(connection: sqlite3.Connection, entries: "Sequence[Entry]") -> None:
    """Let the standings follow new entries."""
    from studykit.entries import Confided, Rated, Undone  # noqa: PLC0415 - not needed to start

    touched: list[str] = []
    for entry in entries:
        if isinstance(entry, Undone):
            touched += entry.entries
        elif isinstance(entry, Confided | Rated) and not _added(connection, entry):
            touched.append(entry.id)
    _make_anew(connection, touched)


def _added(connection: sqlite3.Connection, entry: "Entry") -> bool:
    """Let a new review count where it is the last of its card, as nearly all are; False where all must be looked at."""
    return bool(connection.execute(_ADD_NEWEST, {"id": entry.id}).rowcount)


def _make_anew(connection: sqlite3.Connection, touched: "Sequence[str]") -> None:
    """Make the standings anew of the cards that some entries touch, whatever stood there."""
    cards = {row[0] for id_ in touched for row in connection.execute(_CARDS_OF_ENTRY, {"id": id_})}
    make_again(connection, cards)


def make_again(connection: sqlite3.Connection, cards: Iterable[str]) -> None:
    """Make the standings of cards anew."""
    for card in cards:
        course, term, _ = card.split("/", 2)
        connection.execute(_REMOVE_ONE, {"course": course, "term": term, "card": card})
        connection.execute(_MAKE_ONE, {"card": card})


def rebuild(database: Database) -> None:
    """Throw all standings away and make them again from the log."""
    with database.transaction() as connection:
        connection.execute("DELETE FROM standings")
        connection.execute(_MAKE_ALL)
