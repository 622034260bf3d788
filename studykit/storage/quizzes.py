"""Quizzes in the database: as they were begun, and how they went."""

import sqlite3
from collections.abc import Sequence

from studykit.errors import NotFoundError
from studykit.log import CardVersion, Ending, QuizRecord
from studykit.storage.database import Database
from studykit.storage.summaries import EndedQuiz, Unfinished
from studykit.storage.values import milliseconds, moment, storable

_SHORTEST_ID = 4

_ENDED = """
    SELECT quizzes.*, ending.how, ending.met, ending.total, ending.at AS ended_at
    FROM valid_endings AS ending JOIN quizzes ON quizzes.id = ending.quiz
    WHERE ending.total > 0
      OR EXISTS (SELECT 1 FROM attempts JOIN valid_entries USING (id) WHERE attempts.quiz = ending.quiz)
    ORDER BY ending.at DESC, ending.id LIMIT :limit
"""
"""A quiz without an attempt is in the log, but there is nothing to tell of it."""

_SECONDS = """
    SELECT coalesce(sum(seconds), 0) FROM valid_reviews WHERE quiz = :quiz AND is_first_attempt
"""

_LAST_OF_EACH_COURSE = """
    SELECT * FROM (
      SELECT quiz_courses.course, quizzes.*, ending.how, ending.met, ending.total, ending.at AS ended_at,
        row_number() OVER (PARTITION BY course ORDER BY ending.at DESC, ending.id) AS place
      FROM valid_endings AS ending
      JOIN quizzes ON quizzes.id = ending.quiz
      JOIN quiz_courses ON quiz_courses.quiz = ending.quiz
      WHERE ending.total > 0
    ) WHERE place = 1
"""

_UNFINISHED = """
    SELECT quizzes.*, (
      SELECT count(*) FROM (
        SELECT position FROM attempts JOIN valid_entries USING (id)
        WHERE attempts.quiz = quizzes.id AND position < quizzes.cards
          AND (quizzes.mode <> 'mock' OR text <> '' OR choices <> '[]')
        UNION
        SELECT position FROM drafts
        WHERE drafts.quiz = quizzes.id AND quizzes.mode = 'mock' AND (text <> '' OR choices <> '[]')
      )
    ) AS answered
    FROM quizzes
    WHERE NOT EXISTS (SELECT 1 FROM valid_endings WHERE valid_endings.quiz = quizzes.id)
      AND (
        quizzes.mode <> 'mock'
        OR EXISTS (SELECT 1 FROM valid_entries WHERE valid_entries.quiz = quizzes.id)
        OR EXISTS (SELECT 1 FROM drafts WHERE drafts.quiz = quizzes.id)
      )
    ORDER BY started_at DESC, id LIMIT :limit
"""
"""A mock test whose clock never began to run is none; what was handed in empty in one is not answered."""


def write(connection: sqlite3.Connection, quiz: QuizRecord, cards: Sequence[CardVersion]) -> None:
    """Write down a quiz as it is begun, with its plan."""
    connection.execute(
        "INSERT INTO quizzes (id, mode, title, options, started_at, cards) VALUES (?, ?, ?, ?, ?, ?)",
        (
            quiz.id,
            quiz.mode,
            quiz.title,
            quiz.options,
            milliseconds(quiz.started_at),
            sum(card.parts[2] != "point" for card in cards),
        ),
    )
    hashes = [_hash(card) for card in cards]
    connection.executemany(
        """
        INSERT INTO card_versions (hash, card, course, term, kind, content)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        ((h, c.card, *c.parts[:3], c.content) for h, c in zip(hashes, cards, strict=True)),
    )
    connection.executemany(
        "INSERT INTO quiz_cards (quiz, position, version) VALUES (?, ?, ?)",
        ((quiz.id, position, version) for position, version in enumerate(hashes)),
    )
    connection.executemany(
        "INSERT INTO quiz_courses (course, quiz) VALUES (?, ?)",
        ((course, quiz.id) for course in {card.parts[0] for card in cards}),
    )


def find(database: Database, quiz_id: str) -> QuizRecord:
    """The quiz of that id, or the only one whose id begins so."""
    quiz_id = storable(quiz_id)
    rows = database.rows("SELECT * FROM quizzes WHERE id = :id", id=quiz_id)
    if not rows and len(quiz_id) >= _SHORTEST_ID:
        sql = "SELECT * FROM quizzes WHERE substr(id, 1, length(:start)) = :start LIMIT 2"
        rows = database.rows(sql, start=quiz_id)
    if len(rows) > 1:
        raise NotFoundError(f"More than one quiz begins with {quiz_id}.", "Give more of its id.")
    if not rows:
        raise NotFoundError(f"There is no quiz {quiz_id}.", "`studykit results` lists them all.")
    return _quiz(rows[0])


def cards(database: Database, quiz_id: str) -> list[CardVersion]:
    """The plan of a quiz."""
    sql = """
        SELECT card, content FROM quiz_cards JOIN card_versions ON hash = version
        WHERE quiz = :quiz ORDER BY position
    """
    return [CardVersion(row["card"], row["content"]) for row in database.rows(sql, quiz=quiz_id)]


def unfinished(database: Database, limit: int) -> list[Unfinished]:
    """The quizzes that are not over, newest first."""
    rows = database.rows(_UNFINISHED, limit=limit)
    return [Unfinished(_quiz(row), row["answered"]) for row in rows]


def ended(database: Database, limit: int) -> list[EndedQuiz]:
    """The quizzes that are over, the last ended first."""
    return [_ended(row) for row in database.rows(_ENDED, limit=limit)]


def seconds(database: Database, quiz_id: str) -> float:
    """The time spent answering in a quiz, as far as its first attempts at each card are rated."""
    return float(database.rows(_SECONDS, quiz=quiz_id)[0][0])


def last_of_each_course(database: Database) -> dict[str, EndedQuiz]:
    """For each course the last ended quiz with a score that had cards of it."""
    return {row["course"]: _ended(row) for row in database.rows(_LAST_OF_EACH_COURSE)}


def _hash(card: CardVersion) -> str:
    """What tells one version of a card from all others."""
    from hashlib import blake2b  # noqa: PLC0415 - loads OpenSSL, and reading needs none

    text = f"{card.card}\0{card.content}"
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _quiz(row: sqlite3.Row) -> QuizRecord:
    """The quiz that a row tells."""
    return QuizRecord(
        id=row["id"],
        mode=row["mode"],
        title=row["title"],
        options=row["options"],
        started_at=moment(row["started_at"]),
        cards=row["cards"],
    )


def _ended(row: sqlite3.Row) -> EndedQuiz:
    """The ended quiz that a row tells."""
    return EndedQuiz(
        quiz=_quiz(row),
        how=Ending(row["how"]),
        met=row["met"],
        total=row["total"],
        ended_at=moment(row["ended_at"]),
    )
