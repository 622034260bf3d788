"""Old answers that are judged a second time, without their old marks."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from studykit.log import CardVersion, Verdict
from studykit.storage.database import Database
from studykit.storage.values import milliseconds, moment

LEAST_POINTS = 2
"""Fewer leave nothing to differ about."""
ANSWERS_FOR_ONE = 10
"""One look for so many open answers."""

_COUNTS = """
    SELECT (SELECT count(*) FROM recalls WHERE form = 'open'), (SELECT count(*) FROM second_looks)
"""
_DUE = """
    SELECT attempts.id, attempts.text, attempts.position, answered.at, version.card, version.content,
      recalls.met, recalls.total
    FROM attempts
    CROSS JOIN reviews ON reviews.attempt = attempts.id
    CROSS JOIN recalls ON recalls.review = reviews.id
    CROSS JOIN entries AS answered ON answered.id = attempts.id
    CROSS JOIN quiz_cards AS plan ON plan.quiz = attempts.quiz AND plan.position = attempts.position
    CROSS JOIN card_versions AS version ON version.hash = plan.version
    WHERE recalls.form = 'open' AND recalls.total >= :least AND recalls.at <= :before
      AND NOT attempts.dont_know AND trim(attempts.text, char(9, 10, 13, 32)) <> ''
      AND NOT EXISTS (SELECT 1 FROM second_looks WHERE second_looks.attempt = attempts.id)
    ORDER BY attempts.id LIMIT 1
"""
"""Ids are drawn by chance, so the first of them is an answer drawn by chance, and the same until it is judged."""

_ADD = """
    INSERT INTO second_looks (id, attempt, at, verdicts, first, second, total, words)
    VALUES (:id, :attempt, :at, :verdicts, :first, :second, :total, :words)
    ON CONFLICT DO NOTHING
"""


class OldAnswer(NamedTuple):
    """An answer as it was given, with what it scored."""

    attempt: str
    """Its id."""
    text: str
    position: int
    """Of its card in its quiz."""
    at: datetime
    card: CardVersion
    met: float
    total: int


class SecondLooks:
    """Where they are found, and where the looks are written down."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, before: datetime) -> OldAnswer | None:
        """An answer that was given before a time and is to be looked at again; None: none is, for now."""
        answers, looks = self._database.rows(_COUNTS)[0]
        if (looks + 1) * ANSWERS_FOR_ONE > answers:
            return None
        rows = self._database.rows(_DUE, before=milliseconds(before), least=LEAST_POINTS)
        return next(
            (
                OldAnswer(
                    *(attempt, text, position, moment(at)), CardVersion(card, content), met, total
                )
                for attempt, text, position, at, card, content, met, total in rows
            ),
            None,
        )

    def add(
        self,
        ident: str,
        answer: OldAnswer,
        verdicts: Mapping[str, Verdict],
        met: float,
        now: datetime,
    ) -> None:
        """Write down how an answer was judged the second time, and what it scored then."""
        row = {
            "id": ident,
            "attempt": answer.attempt,
            "at": milliseconds(now),
            "verdicts": json.dumps(verdicts),
            "first": answer.met,
            "second": met,
            "total": answer.total,
            "words": len(answer.text.split()),
        }
        with self._database.transaction() as connection:
            connection.execute(_ADD, row)

    def all(self, course: str | None = None) -> list[tuple[float, float, int]]:
        """The looks so far, of a course if it is named: the points of the first judgement, of the second, the words of the answer."""
        sql = """
            SELECT first, second, words FROM second_looks
            JOIN attempted_cards AS asked ON asked.attempt = second_looks.attempt
            LEFT JOIN addresses AS known ON known.card = asked.card
            WHERE :course IS NULL OR coalesce(known.course, asked.course) = :course
        """
        rows = self._database.rows(sql, course=course)
        return [(first, second, words) for first, second, words in rows]
