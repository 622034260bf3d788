"""The score to be expected in a test, with a range that says how sure that is."""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

_EIGHTY = 1.2816
"""Standard deviations to both sides within which eight of ten outcomes lie."""

_AMISS = 0.03
"""By how much a forgetting curve is off even where much is known of the learner: the standard deviation, as the simulation has it."""


class Expected(NamedTuple):
    """A score between 0 and 1: eight of ten times it will lie from `low` to `high`."""

    score: float
    low: float
    high: float


def expected(
    points: Sequence[int], recalls: Sequence[float], edges: Iterable[Sequence[float]]
) -> Expected:
    """The mean probability of recall over cards, weighted by their points.

    Three things make the range: that a card is recalled or not, which is chance; that the learner may forget faster or slower than is
    thought; and that no curve is quite right.

    Args:
        points: What each card is worth.
        recalls: The probability of recalling each.
        edges: The same probabilities for a learner who forgets faster, and for one who forgets slower.

    """
    whole = sum(points) or 1
    score = _mean(points, recalls, whole)
    scores = [_mean(points, edge, whole) for edge in edges]
    doubt = (max(scores) - min(scores)) / 2
    chance = sum(
        (worth / whole) ** 2 * recall * (1 - recall)
        for worth, recall in zip(points, recalls, strict=True)
    )
    amiss = _AMISS if score else 0.0
    off = _EIGHTY * sqrt(chance + doubt**2 + amiss**2)
    return Expected(score, max(score - off, 0.0), min(score + off, 1.0))


def _mean(points: Sequence[int], recalls: Sequence[float], whole: int) -> float:
    return sum(worth * recall for worth, recall in zip(points, recalls, strict=True)) / whole
