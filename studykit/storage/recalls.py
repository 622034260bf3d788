"""What the reviews say about the learner: how long cards take, how they go, and how well they were foreseen."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from studykit.log import Rating
from studykit.scheduling.curve import MOST_SEEN, Seen
from studykit.scheduling.habits import Effort, Met, Spent
from studykit.storage.database import Database
from studykit.storage.renames import OF_CARDS
from studykit.storage.values import milliseconds

if TYPE_CHECKING:
    from studykit.scheduling.fidelity import Recall

_RECENT = 2000
"""So many of the last reviews tell the learner's habits."""

_SPENT = """
    SELECT form, elapsed IS NULL AS is_first, count(*), sum(min(seconds, 600)) / 60 FROM (
      SELECT form, elapsed, seconds FROM recalls WHERE counted IS NOT NULL ORDER BY day DESC, at DESC LIMIT :most
    ) GROUP BY form, is_first
"""
_MET = """
    SELECT elapsed IS NULL AS is_first, counted, count(*) FROM (
      SELECT elapsed, counted FROM recalls WHERE counted IS NOT NULL ORDER BY day DESC, at DESC LIMIT :most
    ) WHERE is_first OR elapsed > 0 GROUP BY is_first, counted
"""
_SEEN = """
    SELECT stability, elapsed, counted > 1 FROM recalls WHERE elapsed > 0
    ORDER BY day DESC, at DESC LIMIT :most
"""
_TODAY = """
    SELECT card, elapsed IS NULL AND counted IS NOT NULL, min(seconds, 600) / 60 FROM recalls
    WHERE day = :day
"""
_COUNTED = """
    SELECT card, day, counted, elapsed FROM recalls WHERE counted IS NOT NULL ORDER BY at, review
"""
_SINCE = """
    SELECT EXISTS (SELECT 1 FROM recalls WHERE day >= :day AND at >= :at AND (:until IS NULL OR at < :until))
"""
_MISSED = f"""
    SELECT judged.card, judged.point FROM judged_points AS judged
    WHERE judged.was IN ({OF_CARDS}) AND judged.card IN (SELECT value FROM json_each(:cards)) AND judged.verdict <> 'met' AND judged.review = (
      SELECT review FROM recalls WHERE recalls.card = judged.card AND counted IS NOT NULL
      ORDER BY at DESC, review DESC LIMIT 1
    )
"""  # noqa: S608 - text of our own


class Recalls:
    """Where that is read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def missed_points(self, cards: Sequence[str]) -> dict[str, list[str]]:
        """For each of some cards the points (their ids) that were not met when it was recalled last, if there are any."""
        found: dict[str, list[str]] = {}
        for card, point in self._database.rows(_MISSED, cards=json.dumps(list(cards))):
            found.setdefault(card, []).append(point)
        return found

    def spent(self) -> Mapping[Effort, Spent]:
        """How long cards took, by what kind of work they were."""
        rows = self._database.rows(_SPENT, most=_RECENT)
        return {(form, bool(first)): Spent(count, minutes) for form, first, count, minutes in rows}

    def met(self) -> Met:
        """How first meetings and later recalls went."""
        counts = {
            (bool(first), counted): count
            for first, counted, count in self._database.rows(_MET, most=_RECENT)
        }
        first = (counts.get((True, rating), 0) for rating in (1, 2, 3, 4))
        again, hard, good, easy = first
        good_later = counts.get((False, 3), 0) + counts.get((False, 4), 0)
        return Met((again, hard, good + easy), (counts.get((False, 2), 0), good_later))

    def seen(self) -> list[Seen]:
        """The last recalls after a day or more, oldest first."""
        rows = self._database.rows(_SEEN, most=MOST_SEEN)
        return [
            Seen(stability, elapsed, bool(known)) for stability, elapsed, known in reversed(rows)
        ]

    def counted(self) -> "list[Recall]":
        """All reviews that counted, oldest first."""
        from studykit.scheduling.fidelity import Recall  # noqa: PLC0415 - for fitting alone; costs time

        return [
            Recall(card, date.fromordinal(day), Rating(rating), elapsed)
            for card, day, rating, elapsed in self._database.rows(_COUNTED)
        ]

    def is_any_since(self, at: datetime, until: datetime | None = None) -> bool:
        """Whether anything was answered at that moment or after it, and before another, as it can be where the clock was set back."""
        earliest = at.toordinal() - 2  # a learner's day is never so far from that of UTC
        end = until and milliseconds(until)
        return bool(self._database.rows(_SINCE, day=earliest, at=milliseconds(at), until=end)[0][0])

    def on(self, day: date) -> list[tuple[str, bool, float]]:
        """What was asked on a day: the card, whether it was met for the first time, and the minutes."""
        rows = self._database.rows(_TODAY, day=day.toordinal())
        return [(card, bool(new), minutes) for card, new, minutes in rows]
