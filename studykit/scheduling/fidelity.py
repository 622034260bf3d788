"""How well parameters of FSRS-6 foretell what was recalled.

Two figures say it:

* log loss: the mean of -log of the probability that was given to what happened; it punishes being sure and wrong;
* error in bins: recalls are put into twenty bins by what was expected of them (0 to 5 %, 5 to 10 %, …); in each the mean expectation is compared
  with the share that was recalled; the error is the root of the mean square of the differences, each bin weighed by its recalls. It says
  how far one may take the percentages at their word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from math import log, sqrt
from typing import NamedTuple

from studykit.log import Rating
from studykit.scheduling.memory import Memory
from studykit.scheduling.scheduler import CardScheduler

BINS = 20
_SURE = 1e-6
"""No probability counts as nearer to 0 or 1 than this."""


class Recall(NamedTuple):
    """A review that counted, the first of its card or a later one."""

    card: str
    day: date
    rating: Rating
    elapsed: int | None
    """Days since the last counted review of the card; None: there was none."""

    @property
    def is_told_by_memory(self) -> bool:
        """Whether it came a day or more after the one before it, so that it tells how the card was remembered."""
        return bool(self.elapsed)


class Foretold(NamedTuple):
    """A recall as it was expected, and as it went."""

    expected: float
    was_recalled: bool


class Fidelity(NamedTuple):
    """How well parameters foretell: the smaller the figures, the better."""

    log_loss: float
    error: float
    """In bins of expected recall."""


def foretell(reviews: Sequence[Recall], start: int, parameters: Sequence[float]) -> list[Foretold]:
    """What was to be expected of each recall after a day or more, from some review on, by what had come before it."""
    scheduler = CardScheduler(parameters, fuzz=_no_fuzz)
    return [
        Foretold(scheduler.recall(before, _day(review, before)), review.rating > Rating.AGAIN)
        for review, before in islice(_played(reviews, scheduler), start, None)
        if before and review.is_told_by_memory
    ]


def _played(
    reviews: Iterable[Recall], scheduler: CardScheduler
) -> Iterator[tuple[Recall, Memory | None]]:
    """Each review with the memory that its card had before it."""
    memories: dict[str, Memory] = {}
    for review in reviews:
        card, before = review.card, memories.get(review.card)
        yield review, before
        memories[card] = (
            scheduler.next(card, before, review.rating, _day(review, before))
            if before
            else scheduler.first(card, review.rating, review.day)
        )


def _day(review: Recall, before: Memory) -> date:
    """The day of a review as it counts; a clock that was set back takes no day away."""
    return before.day + timedelta(days=review.elapsed or 0)


def _no_fuzz(_card: str, _reviews: int) -> float:
    return 0.5


def fidelity(foretold: Sequence[Foretold]) -> Fidelity:
    """How well recalls were foretold; of none, nothing was off."""
    if not foretold:
        return Fidelity(0.0, 0.0)
    losses = [-log(_given(one)) for one in foretold]
    bins: dict[int, list[Foretold]] = defaultdict(list)
    for one in foretold:
        bins[min(int(one.expected * BINS), BINS - 1)].append(one)
    squares = sum(_off(members) ** 2 * len(members) for members in bins.values())
    return Fidelity(sum(losses) / len(losses), sqrt(squares / len(foretold)))


def _given(one: Foretold) -> float:
    """The probability that was given to what happened."""
    expected = min(max(one.expected, _SURE), 1 - _SURE)
    return expected if one.was_recalled else 1 - expected


def _off(members: Sequence[Foretold]) -> float:
    """How far the mean expectation is off the share that was recalled."""
    return sum(one.expected - one.was_recalled for one in members) / len(members)
