"""The time that a learner spends at a practice quiz, told from its log."""

from datetime import datetime, timedelta

from studykit.entries import (
    Answered,
    Ended,
    Entry,
    Flagged,
    Paused,
    Rated,
    Resumed,
    Skipped,
    Undone,
)

_NO_TIME = timedelta(0)


class Stopwatch:
    """Runs while the learner is at the quiz: not in pauses, not after its end, not between a crash and coming back.

    What is undone does not bring its time back: it was spent.
    """

    def __init__(self, started_at: datetime) -> None:
        self.is_running = True
        self._spent = _NO_TIME
        self._on_card = _NO_TIME
        self._last_at = started_at
        self._seconds: dict[str, float] = {}
        """The time that each answer took, by attempt."""

    def elapsed(self, now: datetime) -> timedelta:
        """The time spent in all."""
        return self._spent + self._since(now)

    def on_card(self, now: datetime) -> timedelta:
        """The time since the current card was turned to."""
        return self._on_card + self._since(now)

    def note(self, entry: Entry) -> None:
        """Let the time up to an entry count, and start or stop as it says."""
        if not isinstance(entry, Resumed):
            self._spent = self.elapsed(entry.at)
            self._on_card = self.on_card(entry.at)
        self._last_at = entry.at
        match entry:
            case Flagged():
                return
            case Answered():
                self._seconds[entry.id] = entry.seconds
            case Undone():
                self._on_card = self._answering_time(entry)
            case Rated() | Skipped():
                self._on_card = _NO_TIME
        self.is_running = not isinstance(entry, Paused | Ended)

    def _since(self, now: datetime) -> timedelta:
        return max(now - self._last_at, _NO_TIME) if self.is_running else _NO_TIME

    def _answering_time(self, entry: Undone) -> timedelta:
        """The time that went into an answer that is undone: it goes on from there."""
        return timedelta(seconds=sum(self._seconds.get(ident, 0.0) for ident in entry.entries))
