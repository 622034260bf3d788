"""What the figures of the learner's progress rest on, counted in the database.

Each question is one pass over the reviews or the cards: a hundred thousand of the former, twenty thousand of the latter are usual
after a year.
"""

import json
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from studykit.log import Confidence
from studykit.storage.database import Database
from studykit.storage.values import milliseconds, moment

_BY_DAY = """
    SELECT day, count(*), sum(min(seconds, 600)) / 60.0,
      count(*) FILTER (WHERE elapsed > 0), count(*) FILTER (WHERE elapsed > 0 AND counted > 1)
    FROM recalls WHERE day >= :since AND (:course IS NULL OR course = :course) GROUP BY day
"""
_BY_CONFIDENCE = """
    SELECT confidence, count(*), sum(met), sum(total) FROM recalls
    WHERE confidence IS NOT NULL AND counted IS NOT NULL AND (elapsed IS NULL OR elapsed > 0)
      AND (:course IS NULL OR course = :course)
    GROUP BY confidence
"""
_FORESEEN = """
    SELECT CAST(expected * 20 AS INTEGER) AS twentieth, count(*), sum(expected), sum(counted > 1) FROM recalls
    WHERE elapsed > 0 AND (:since IS NULL OR at > :since) AND (:course IS NULL OR course = :course)
    GROUP BY twentieth
"""
_REMEMBERED = """
    SELECT min(CAST(stability AS INTEGER), 366) AS stable_for, CAST(difficulty AS INTEGER) AS hardness,
      lapses > 0 AS has_lapsed, card IN (
        SELECT card FROM recalls WHERE day >= :week AND elapsed IS NULL AND counted IS NOT NULL
      ) AS is_new, count(*)
    FROM memories
    WHERE (:course IS NULL OR course = :course) AND card NOT IN (SELECT value FROM json_each(:gone))
    GROUP BY stable_for, hardness, has_lapsed, is_new
"""
_MOCK_TESTS = """
    SELECT quizzes.id, quizzes.title, ending.at, ending.met, ending.total, (
      SELECT json_extract(detail, '$.score') FROM valid_entries AS said
      WHERE said.quiz = quizzes.id AND said.kind = 'predicted' ORDER BY said.seq DESC LIMIT 1
    )
    FROM quizzes JOIN valid_endings AS ending ON ending.quiz = quizzes.id
    WHERE quizzes.mode = 'mock' AND ending.total > 0 AND (
      :course IS NULL OR EXISTS (
        SELECT 1 FROM quiz_courses WHERE quiz_courses.quiz = quizzes.id AND quiz_courses.course = :course
      )
    )
    ORDER BY ending.at, ending.id
"""


class Figures:
    """Where they are counted; of all courses, or of one."""

    def __init__(self, database: Database, course: str | None = None) -> None:
        self._database = database
        self._course = course

    def of(self, course: str | None) -> "Figures":
        """The same of a course."""
        return Figures(self._database, course)

    def by_day(self, since: date) -> list[tuple[date, int, float, int, int]]:
        """For each day with a review: the reviews, the minutes, those after a day or more, those of them that were recalled."""
        rows = self._rows(_BY_DAY, since=since.toordinal())
        return [(date.fromordinal(day), *rest) for day, *rest in rows]

    def by_confidence(self) -> list[tuple[Confidence, int, float, int]]:
        """For each confidence: the answers, the points met, the points there were. What was asked twice in a quiz counts once."""
        rows = self._rows(_BY_CONFIDENCE)
        return [(Confidence(said), *rest) for said, *rest in rows]

    def foreseen(self, since: datetime | None) -> list[tuple[int, int, float, int]]:
        """Recalls after a day or more by how likely they were, in twentieths: how many, how many were expected to succeed, how many did.

        Args:
            since: When the parameters that hold were fitted, for what came before is hindsight: they were fitted to it; None: they
                were fitted to nothing of this learner's.

        """
        after = None if since is None else milliseconds(since)
        return [(at, *rest) for at, *rest in self._rows(_FORESEEN, since=after)]

    def remembered(
        self, today: date, gone: Collection[str]
    ) -> list[tuple[int, int, bool, bool, int]]:
        """The cards that were met, without those that are gone: their stability, difficulty, whether lapsed, whether new; counted."""
        week = (today - timedelta(days=6)).toordinal()
        rows = self._rows(_REMEMBERED, week=week, gone=json.dumps(list(gone)))
        return [
            (days, hardness, bool(lapsed), bool(new), count)
            for days, hardness, lapsed, new, count in rows
        ]

    def mock_tests(self) -> list[tuple[str, str, datetime, float, int, float | None]]:
        """The mock tests that are over and have a score, oldest first: id, title, end, points met, points, what was predicted."""
        rows = self._rows(_MOCK_TESTS)
        return [
            (quiz, title, moment(at), met, total, predicted)
            for quiz, title, at, met, total, predicted in rows
        ]

    def _rows(self, sql: str, **values: object) -> list[Any]:
        return list(self._database.rows(sql, course=self._course, **values))
