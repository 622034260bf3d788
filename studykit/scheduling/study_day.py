"""The learner's days: they begin at an hour of the learner's choice, and go with them through time zones.

Times are kept in UTC. Which day a moment belongs to depends on where the learner was, so each change of that is kept in the log, and
an old moment keeps its day wherever the learner is now.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple


class DayShift(NamedTuple):
    """From a moment on, what is added to UTC so that the date that comes out is the learner's day."""

    at: datetime
    shift: timedelta


class StudyDays:
    """Tells the day that a moment belongs to."""

    def __init__(self, shifts: Iterable[DayShift] = ()) -> None:
        self._shifts = sorted(shifts)
        self._times = [shift.at for shift in self._shifts]

    def shift(self, at: datetime) -> timedelta | None:
        """The shift that held at a moment; before the first one, the first. None: none is known."""
        if not self._shifts:
            return None
        return self._shifts[max(bisect_right(self._times, at) - 1, 0)].shift

    def day(self, at: datetime) -> date:
        """The day that a moment belongs to."""
        return day_at(at, self.shift(at) or timedelta(0))


def day_at(at: datetime, shift: timedelta) -> date:
    """The day that a moment belongs to, where this shift holds."""
    return (at + shift).date()


def shift_now(now: datetime, day_start: timedelta, zone: tzinfo | None = None) -> timedelta:
    """The shift that holds now.

    Args:
        now: The moment, in UTC.
        day_start: How long after midnight the learner's day begins.
        zone: Where the learner is; None: where this machine says.

    """
    return (now.astimezone(zone).utcoffset() or timedelta(0)) - day_start
