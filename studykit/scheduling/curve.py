"""How one learner forgets, told from their own reviews: the curve that expected scores are read from.

FSRS says of each card how stable it is; how that turns into a probability of recall differs from learner to learner, and from the average
learner of FSRS. Two numbers take up most of the difference: how much longer or shorter than FSRS thinks things last (`stretch`), and how
steeply they are forgotten after that (`decay`). A few dozen reviews are enough to tell them; before there are any, the
average holds. The curve is FSRS's power curve: R(t) = (1 + f t / (stretch S)) ** -decay, with f such that R(stretch S) = 0.9.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import exp, log, sqrt
from typing import NamedTuple

_STRETCHES = tuple(2 ** (step / 2) for step in range(-6, 7))
_SPREAD = 0.8
"""How far learners differ: the standard deviation of the logarithm of their stretch."""
_DECAYS = ((0.1542, 0.5), (0.3, 0.25), (0.5, 0.15), (0.8, 0.1))
"""FSRS's own decay and steeper ones, each with how likely it is before anything is known."""
_SLIPS = 0.02
"""The share of reviews that go against all expectation."""
MOST_SEEN = 400
"""So many of the last reviews are looked at: a learner changes."""


class Seen(NamedTuple):
    """A review of a card that had been met before, on an earlier day."""

    stability: float
    """In days, as FSRS had it before the review."""
    elapsed: int
    """Days since the review before."""
    was_recalled: bool


class Curve(NamedTuple):
    """A learner's forgetting curve."""

    stretch: float = 1.0
    decay: float = 0.1542

    @property
    def factor(self) -> float:
        """What makes the curve pass through 0.9 at the stability."""
        return float(0.9 ** (-1 / self.decay) - 1)

    def recall(self, stability: float, days: float) -> float:
        """The probability of recall so many days after the last review."""
        return float((1 + self.factor * days / (self.stretch * stability)) ** -self.decay)


class Likely(NamedTuple):
    """Curves that a learner may have, each with its probability; they add up to 1."""

    curves: tuple[tuple[Curve, float], ...]

    @property
    def middle(self) -> Curve:
        """The curve in the middle of them."""
        stretch = exp(sum(share * log(curve.stretch) for curve, share in self.curves))
        return Curve(stretch, sum(share * curve.decay for curve, share in self.curves))

    @property
    def edges(self) -> tuple[Curve, Curve]:
        """A curve that forgets faster than the middle one and one that forgets slower, each a standard deviation off."""
        middle = self.middle
        stretches = _deviation(
            (log(one.stretch / middle.stretch), share) for one, share in self.curves
        )
        decays = _deviation((one.decay - middle.decay, share) for one, share in self.curves)
        return (
            Curve(middle.stretch * exp(-stretches), middle.decay + decays),
            Curve(middle.stretch * exp(stretches), max(middle.decay - decays, _DECAYS[0][0] / 2)),
        )


def _deviation(offs: Iterable[tuple[float, float]]) -> float:
    """The standard deviation of values that are given by how far they are off their mean, each with its share."""
    return sqrt(sum(share * off**2 for off, share in offs))


def likely_curves(seen: Sequence[Seen]) -> Likely:
    """The curves that a learner may have after these reviews, oldest first; by Bayes' rule."""
    recent = seen[-MOST_SEEN:]
    weighed = [(curve, prior + sum(_log_likelihoods(curve, recent))) for curve, prior in _priors()]
    top = max(weight for _, weight in weighed)
    shares = [exp(weight - top) for _, weight in weighed]
    whole = sum(shares)
    return Likely(
        tuple((curve, share / whole) for (curve, _), share in zip(weighed, shares, strict=True))
    )


@lru_cache(maxsize=1)
def _priors() -> tuple[tuple[Curve, float], ...]:
    """The curves that are tried, each with the logarithm of how likely it is before anything is known."""
    return tuple(
        (Curve(stretch, decay), log(share) - (log(stretch) / _SPREAD) ** 2 / 2)
        for stretch in _STRETCHES
        for decay, share in _DECAYS
    )


def _log_likelihoods(curve: Curve, seen: Iterable[Seen]) -> Iterable[float]:
    """For each review the logarithm of the probability that it went as it did."""
    factor, stretch, power = curve.factor, curve.stretch, -curve.decay
    for stability, elapsed, was_recalled in seen:
        recall = (1 + factor * elapsed / (stretch * stability)) ** power
        expected = _SLIPS / 2 + (1 - _SLIPS) * recall
        yield log(expected if was_recalled else 1 - expected)
