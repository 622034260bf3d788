"""What was done on each day: how much was recalled, how long it took, and the calendar of it."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from studykit.statistics import enough

LEVELS = 4
"""A day of the calendar is empty, or has one of so many levels."""
_WEEK = 7


class DayFigures(NamedTuple):
    """A day on which something was reviewed, counted."""

    day: date
    reviews: int
    minutes: float
    recalls: int
    """Reviews of cards that had not been asked for a day or more."""
    recalled: int
    """Those of them that were recalled."""


class Recall(NamedTuple):
    """How many of some recalls succeeded: the true retention."""

    recalls: int = 0
    recalled: int = 0

    def share(self, least: int = enough.RECALLS) -> float | None:
        """Between 0 and 1; None where there are too few to say."""
        return self.recalled / self.recalls if self.recalls >= max(least, 1) else None


def recall_since(days: Sequence[DayFigures], since: date) -> Recall:
    """The recalls of a day and all after it."""
    counted = [one for one in days if one.day >= since]
    return Recall(sum(one.recalls for one in counted), sum(one.recalled for one in counted))


def last_days(days: Sequence[DayFigures], today: date, count: int) -> list[DayFigures]:
    """The last days up to today, oldest first, also those on which nothing was done."""
    known = {one.day: one for one in days}
    wanted = (today - timedelta(days=ago) for ago in reversed(range(count)))
    return [known.get(day, DayFigures(day, 0, 0.0, 0, 0)) for day in wanted]


def calendar(days: Sequence[DayFigures], today: date, weeks: int) -> list[list[int | None]]:
    """For each of the last weeks, from Monday to Sunday, how much was done: 0 is nothing, LEVELS is most; None: not yet.

    The levels are quarters of the learner's own days: who studies ten minutes a day sees as many shades as who studies two hours.
    """
    monday = today - timedelta(days=today.weekday() + _WEEK * (weeks - 1))
    minutes = {one.day: one.minutes for one in days if one.day >= monday and one.reviews}
    ranked = sorted(minutes.values())

    def level(day: date) -> int | None:
        if day > today:
            return None
        return _level(minutes[day], ranked) if day in minutes else 0

    return [
        [level(monday + timedelta(days=_WEEK * week + weekday)) for weekday in range(_WEEK)]
        for week in range(weeks)
    ]


def _level(minutes: float, ranked: Sequence[float]) -> int:
    """Which quarter of the days this one belongs to."""
    return 1 + bisect_left(ranked, minutes) * LEVELS // len(ranked)
