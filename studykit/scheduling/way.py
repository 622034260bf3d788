"""One card's way to a test: what it is worth to ask it on certain days, and what that costs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studykit.scheduling.habits import Habits
from studykit.scheduling.lookahead import Lookahead, Stage
from studykit.scheduling.test import Covered

WORTH = 0.01
"""A review that adds less than this to the probability of recalling its card is not worth its time."""
_ENOUGH_DAYS = 3
"""Different days on which each card is to be recalled, even where the learner's curve thinks that fewer would do."""
_LASTING = 0.1
"""What is remembered a month after the test counts a tenth: of two plans that are equal on the day, the one that lasts."""
_MONTH = 30
_EARLY = 0.4
"""What it is worth to meet a card a month earlier, as a share of recalling it. By the curve alone early and late are nearly even; but what was met
early can be made good if a day goes wrong."""
_REPEAT = 0.5
"""What it costs to bring a card back in a quiz until it is known, as a share of asking it."""

_DOUBT = 0.2
"""The probability that a card is not recalled in a review, about."""
_CHEAPEST = 0.1
"""Minutes that a further review takes at the least, also where it makes later ones quicker."""

Days = tuple[int, ...]
"""Days in order, counted as `date.toordinal` does."""


class Arrival(NamedTuple):
    """How a card arrives at the test."""

    recall: float
    """The probability of recalling it in the test."""
    value: float
    """What that is worth, in points; a little of it for what is left a month later."""
    minutes: tuple[float, ...]
    """What asking it costs on each day."""


class Offer(NamedTuple):
    """A further review of a card."""

    worth: float
    """What each of its minutes adds to the value."""
    day: int


class Way:
    """A card on its way to the test at a moment (in days as `date.toordinal` counts them)."""

    def __init__(self, card: Covered, ahead: Lookahead, habits: Habits, test: float) -> None:
        self._ahead = ahead
        self._test = test
        self._points = card.points
        self.given = tuple(day.toordinal() for day in card.given)
        """Days on which it is asked in any case, at no cost to this test's minutes."""
        self.beginning = habits.minutes[card.form, True]
        """The minutes of its first question and answer."""
        self.meeting = self.beginning * (1 + ahead.again * _REPEAT)
        """The minutes of its first meeting, with what it takes until it is known."""
        self.asking = habits.minutes[card.form, False]
        self.held = self.asking * (1 + _DOUBT * _REPEAT)
        """The minutes of a review that goes as most do."""
        memory = card.memory
        self._start = memory and Stage(memory.stability, memory.difficulty, memory.day.toordinal())
        self._days_recalled = memory.days if memory else 0
        self._first = card.rests_until.toordinal() if card.rests_until else 0
        self.likeness = (
            *(self._start, self._days_recalled, card.points, card.form, self.given, self._first),
        )
        """Cards for which it is the same go alike."""

    @property
    def last_day(self) -> int | None:
        """The day of its last review; None: it was never met."""
        return self._start.day if self._start else None

    @property
    def is_tied(self) -> bool:
        """Whether its days are not free: it is asked for another test too, or it rests."""
        return bool(self.given or self._first)

    @property
    def tolerance(self) -> float:
        """How much of its value is not worth a review."""
        return WORTH * self._points

    def arrive(self, days: Days) -> Arrival:
        """How it arrives where it is asked on these days."""
        ahead, stage = self._ahead, self._start
        minutes = []
        for day in _joined(days, self.given):
            if stage is None:
                stage, cost = ahead.meet(day), self.meeting
            elif day <= stage.day:
                cost = self.asking
            else:
                recall, stage = ahead.review(stage, day)
                cost = self.asking * (1 + (1 - recall) * _REPEAT)
            minutes.append(0.0 if day in self.given else cost)
        if stage is None:
            return Arrival(0.0, 0.0, ())
        left = max(self._test - stage.day, 0)  # a clock that was set back may have left it later
        recall = ahead.recall(stage.stability, left)
        later = ahead.recall(stage.stability, left + _MONTH)
        value = (recall + _LASTING * later) / (1 + _LASTING)
        if self._start is None:
            value += _EARLY * (self._test - min((*days, *self.given))) / _MONTH
        return Arrival(recall, self._points * value, tuple(minutes))

    def costs(self, days: Days) -> dict[int, float]:
        """The minutes that it takes on each of these days."""
        asked = _joined(days, self.given)
        costs = dict(zip(asked, self.arrive(days).minutes, strict=True))
        return {day: costs[day] for day in days}

    def offers(self, days: Days, among: Sequence[int]) -> list[Offer]:
        """What one more review would bring on each of some days, as far as it is worth it; the best last."""
        before = self.arrive(days)
        is_enough = self._days_recalled + len(days) >= _ENOUGH_DAYS
        if is_enough and before.recall > 1 - WORTH:
            return []
        spent = sum(before.minutes)
        least = before.value + (self.tolerance if is_enough else 0.0)
        return sorted(
            Offer((after.value - before.value) / max(sum(after.minutes) - spent, _CHEAPEST), day)
            for day, after in self._with_one_more(days, among)
            if after.value > least
        )

    def _with_one_more(self, days: Days, among: Sequence[int]) -> Iterator[tuple[int, Arrival]]:
        first = max(self._first, (self.last_day or 0) + 1)
        for day in among:
            if day >= first and day not in days and day not in self.given:
                yield day, self.arrive(with_day(days, day))


def with_day(days: Days, day: int) -> Days:
    """The days and one more."""
    return tuple(sorted((*days, day)))


def _joined(days: Days, given: Days) -> Days:
    return tuple(sorted({*days, *given})) if given else days
