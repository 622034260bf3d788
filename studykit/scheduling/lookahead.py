"""What is to be expected of a card that is asked on certain days to come.

FSRS-6 in closed form, for the many what-ifs of a plan; the memories themselves come from the `fsrs` package (see `scheduler`), with
which these formulas agree (a test holds them to it). Where a review may go either way, the card goes on with the average of both
outcomes (of the logarithms of its stability), weighed by their probabilities.

Source of the formulas: FSRS-6, https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from studykit.log import Rating
from studykit.scheduling.curve import Curve
from studykit.scheduling.habits import Habits

_LEAST = 0.001
"""Of a stability, in days."""


class Stage(NamedTuple):
    """How a card stands at some moment of its way."""

    stability: float
    difficulty: float
    day: int
    """Of its last review, counted as `date.toordinal` does."""


class Lookahead:
    """Follows cards into the future.

    Args:
        parameters: The 21 parameters of FSRS-6.
        curve: How the learner forgets.
        habits: How their attempts go.

    """

    def __init__(self, parameters: Sequence[float], curve: Curve, habits: Habits) -> None:
        self._w = w = tuple(parameters)
        self._curve = curve
        self._reach = curve.factor / curve.stretch
        self._power = -curve.decay
        self._hard = habits.hard_later
        self._gain = exp(w[8]) * (1 - habits.hard_later * (1 - w[15]))
        self._worst = exp(w[17] * w[18])
        self._easy_start = w[4] - exp(w[5] * 3) + 1
        self.again = habits.again
        """The probability that a card is not known at the first meeting."""
        self._start = self._first(habits)

    def recall(self, stability: float, days: float) -> float:
        """The probability of recall so many days after the last review."""
        return (1 + self._reach * days / stability) ** self._power  # type: ignore[no-any-return]

    def meet(self, day: int) -> Stage:
        """A card that is met for the first time."""
        return Stage(*self._start, day)

    def review(self, card: Stage, day: int) -> tuple[float, Stage]:
        """A card that is asked on a later day: the probability that it is recalled, and how it stands then."""
        w, (stability, difficulty, last) = self._w, card
        recall = (1 + self._reach * (day - last) / stability) ** self._power
        lack = 1 - recall
        growth = self._gain * (11 - difficulty) * stability ** -w[9] * (exp(lack * w[10]) - 1)
        lost = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp(lack * w[14])
        lost = max(min(lost, stability / self._worst), _LEAST)
        after = exp(recall * log(stability * (1 + growth)) + lack * log(lost))
        # The difficulty rises where the recall is hard, and twice as much where there is none.
        rise = (10 - difficulty) * w[6] * (self._hard * recall + 2 * lack) / 9
        harder = w[7] * self._easy_start + (1 - w[7]) * (difficulty + rise)
        return recall, Stage(after, min(max(harder, 1.0), 10.0), day)

    def _first(self, habits: Habits) -> tuple[float, float]:
        """Stability and difficulty after the first meeting, over all ways in which it may go."""
        w = self._w
        good = 1 - habits.again - habits.hard
        ways = ((Rating.AGAIN, habits.again), (Rating.HARD, habits.hard), (Rating.GOOD, good))
        stability = exp(sum(share * log(max(w[rating - 1], _LEAST)) for rating, share in ways))
        return stability, sum(
            share * min(max(w[4] - exp(w[5] * (rating - 1)) + 1, 1.0), 10.0)
            for rating, share in ways
        )
