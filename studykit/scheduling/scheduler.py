"""Spaced repetition: from a card's memory and a rating to its next memory. The only module that knows the `fsrs` package.

FSRS-6 without its learning steps: within a quiz it is the quiz that brings a card back, and from one day to the next it is this.
Days are the learner's, so what is answered late in the evening and early in the morning is a day apart.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from fsrs import Card, Scheduler, State
from fsrs import Rating as FsrsRating
from fsrs.scheduler import (
    DEFAULT_PARAMETERS,
    LOWER_BOUNDS_PARAMETERS,
    UPPER_BOUNDS_PARAMETERS,
)

from studykit.log import Rating
from studykit.scheduling.memory import Memory

Fuzz = Callable[[str, int], float]
"""For a card and the number of its reviews a number from 0 up to 1, always the same one."""

USUAL_PARAMETERS = tuple(DEFAULT_PARAMETERS)
"""The 21 parameters of FSRS-6 that its authors fitted to many learners."""
DEFAULT_RETENTION = 0.9
_FUZZ_FROM = 3
"""Shorter intervals are kept as they are."""
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From how many days to how many, and by what share of them an interval may be shorter or longer."""


def within_bounds(parameters: Sequence[float]) -> tuple[float, ...]:
    """The parameters, each moved to where the scheduler takes it; other programs round them to other digits."""
    bounds = zip(LOWER_BOUNDS_PARAMETERS, parameters, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(value, least), most) for least, value, most in bounds)


def seeded(card: str, reviews: int) -> float:
    """The usual fuzz: it follows from the card and its reviews alone."""
    return Random(f"{card} {reviews}").random()


class CardScheduler:
    """Says how a card is remembered after a review, and when it comes back.

    Args:
        parameters: The 21 parameters of FSRS-6; none: those of its authors.
        retention: The probability of recall at which a card comes back, between 0.7 and 0.99.
        fuzz: Spreads cards that were learnt together over a few days.

    """

    def __init__(
        self,
        parameters: Sequence[float] = (),
        retention: float = DEFAULT_RETENTION,
        fuzz: Fuzz = seeded,
    ) -> None:
        self.parameters = tuple(parameters or USUAL_PARAMETERS)
        self._fsrs = Scheduler(
            self.parameters, retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )
        self._fuzz = fuzz

    def first(self, card: str, rating: Rating, day: date) -> Memory:
        """The memory of a card that was never met."""
        after = self._review(Card(card_id=0), rating, day)
        return self._memory(card, after, day, Memory(0, 0, day, day, reviews=0), rating)

    def next(self, card: str, memory: Memory, rating: Rating, day: date) -> Memory:
        """The memory after another review."""
        after = self._review(_card(memory), rating, day)
        return self._memory(card, after, day, memory, rating)

    def recall(self, memory: Memory, day: date) -> float:
        """The probability of recalling a card on a day."""
        return self._fsrs.get_card_retrievability(_card(memory), _midnight(day))

    def _review(self, card: Card, rating: Rating, day: date) -> Card:
        after, _ = self._fsrs.review_card(card, FsrsRating(rating), _midnight(day))
        return after

    def _memory(self, card: str, after: Card, day: date, before: Memory, rating: Rating) -> Memory:
        assert after.stability is not None
        assert after.difficulty is not None
        reviews = before.reviews + 1
        is_known = rating is not Rating.AGAIN
        is_new_day = day > before.day or not before.days
        interval = _fuzzed((after.due - _midnight(day)).days, self._fuzz(card, reviews))
        return Memory(
            after.stability,
            after.difficulty,
            day,
            day + timedelta(days=interval),
            reviews,
            before.days + (is_known and is_new_day),
            before.lapses + (not is_known and before.days > 0),
        )


def _card(memory: Memory) -> Card:
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_review=_midnight(memory.day),
    )


def _midnight(day: date) -> datetime:
    """A day as fsrs takes it."""
    return datetime.combine(day, time(), UTC)


def _fuzzed(interval: int, share: float) -> int:
    """The interval, a little shorter or longer."""
    if interval < _FUZZ_FROM:
        return interval
    most = 1 + sum(factor * max(min(interval, end) - start, 0) for start, end, factor in _FUZZ)
    shortest, longest = max(round(interval - most), 2), round(interval + most)
    return shortest + int(share * (longest - shortest + 1))
