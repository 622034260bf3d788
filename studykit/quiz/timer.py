"""Time limits: how long a quiz or a question may take, what is left of it, and the pace."""

from dataclasses import dataclass
from datetime import timedelta

EXTRA_TIME = (1.0, 1.25, 1.5, 2.0)
"""The factors that a learner may be granted."""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long a quiz, or each of its questions, may take."""

    minutes: float
    per_question: bool = False
    extra: float = 1.0
    """The factor of extra time."""

    @property
    def one(self) -> timedelta:
        """The time that the limit names: for the quiz, or for each question."""
        return timedelta(minutes=self.minutes * self.extra)

    def whole(self, cards: int) -> timedelta:
        """The time for the whole quiz."""
        return self.one * cards if self.per_question else self.one


def behind(elapsed: timedelta, allowed: timedelta, done: int, cards: int) -> timedelta:
    """How far behind an even pace the learner is; negative if ahead.

    An even pace gives each card the same share of the time. The card that is being answered counts as begun, so that
    nobody is behind in the first minute. It is told from what the clock shows, so that both change together.
    """
    elapsed = allowed - timedelta(seconds=_shown(allowed - elapsed))
    due = allowed * min(done + 1, cards) / cards
    ahead_of = allowed * done / cards
    if elapsed > due:
        return elapsed - due
    return min(elapsed - ahead_of, timedelta(0))


def clock(time: timedelta) -> str:
    """A time as `6:40`, or `1:06:40`; never negative."""
    seconds = max(0, _shown(time))
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


def _shown(time: timedelta) -> int:
    """The seconds that a clock shows."""
    return round(time.total_seconds())


def pace(late: timedelta) -> str:
    """The pace in words: `2 min behind`, `on pace`, `3 min ahead`."""
    minutes = round(abs(late.total_seconds()) / 60)
    if not minutes:
        return "on pace"
    return f"{minutes} min {'behind' if late > timedelta(0) else 'ahead'}"
