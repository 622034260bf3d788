"""How well a card is remembered, and when it comes back."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple, Protocol

from studykit.log import Rating
from studykit.scheduling.review import Review, counted, is_fresh


class Memory(NamedTuple):
    """The memory state of a card, in FSRS's sense, as of its last counted review."""

    stability: float
    """Days until the probability of recall has fallen to 90 %."""
    difficulty: float
    """From 1 to 10."""
    day: date
    """The day of the last counted review."""
    due: date
    """The day from which on it is to be asked again."""
    reviews: int = 1
    """Counted reviews so far."""
    days: int = 0
    """Different days on which it was recalled."""
    lapses: int = 0
    """How often it was known before and then not any more."""


class Remembers(Protocol):
    """What the replay needs of a scheduler."""

    def first(self, card: str, rating: Rating, day: date) -> Memory:
        """The memory of a card that was never met."""

    def next(self, card: str, memory: Memory, rating: Rating, day: date) -> Memory:
        """The memory after another review."""

    def recall(self, memory: Memory, day: date) -> float:
        """The probability of recalling a card on a day."""


class Step(NamedTuple):
    """A review, as the scheduler took it."""

    review: Review
    counted: Rating | None
    """The rating that counted; None: nothing was recalled."""
    elapsed: int | None
    """Days since the last counted review; None: there was none, or this one does not count. 0 where the answer had just been on screen: not to
    know it then moves the memory, but tells nothing of how it was kept."""
    expected: float | None
    """The probability of recall that was expected; None where nothing is told of that."""
    memory: Memory | None
    """The memory afterwards; None while nothing has counted."""


class Trace(NamedTuple):
    """What the next review of a card has to be seen with."""

    memory: Memory | None = None
    last_at: datetime | None = None
    """When the card was answered last, whether it counted or not."""


def replay(
    reviews: Iterable[Review], scheduler: Remembers, trace: Trace | None = None
) -> Iterator[Step]:
    """The reviews of one card, oldest first, as the scheduler takes them. The same reviews give the same memory, to the bit."""
    memory, last_at = trace or Trace()
    for review in reviews:
        step = _take(review, scheduler, memory, last_at)
        yield step
        memory, last_at = step.memory, review.at


def _take(
    review: Review, scheduler: Remembers, memory: Memory | None, last_at: datetime | None
) -> Step:
    rating = counted(review, last_at)
    if rating is None:
        return Step(review, None, None, None, memory)
    if memory is None:
        return Step(review, rating, None, None, scheduler.first(review.card, rating, review.day))
    day = max(review.day, memory.day)  # a clock that was set back takes no day away
    after = scheduler.next(review.card, memory, rating, day)
    if is_fresh(review, last_at):
        return Step(review, rating, 0, None, after)
    return Step(review, rating, (day - memory.day).days, scheduler.recall(memory, day), after)
