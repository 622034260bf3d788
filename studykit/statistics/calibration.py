"""How well the learner, and the program, know how the learner stands."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from studykit.log import Confidence
from studykit.statistics import enough

_BINS = (10, 14, 16, 18, 19)
"""Where bins begin, in twentieths: most recalls are likely ones."""


class Answers(NamedTuple):
    """The answers of which the learner was as sure, counted."""

    confidence: Confidence
    answers: int
    met: float
    """Points met in all of them."""
    total: int
    """Points there were."""

    @property
    def share(self) -> float | None:
        """How right they were, between 0 and 1; None where there are too few to say."""
        is_enough = self.answers >= enough.ANSWERS and self.total
        return self.met / self.total if is_enough else None


class MockScore(NamedTuple):
    """The score of a mock test, with what the learner had expected."""

    quiz: str
    title: str
    at: datetime
    met: float
    total: int
    predicted: float | None

    @property
    def share(self) -> float:
        """The score between 0 and 1."""
        return self.met / self.total


class Off(NamedTuple):
    """By how much one figure was higher than another, on average."""

    by: float
    rests_on: int
    """On so many."""


class Foreseen(NamedTuple):
    """Recalls that were expected to be about as likely."""

    recalls: int
    expected: float
    """Of which so many were expected to succeed."""
    recalled: int
    """And so many did."""

    @property
    def is_enough(self) -> bool:
        """Whether there are enough of them to be told."""
        return self.recalls >= enough.FORESEEN


class Look(NamedTuple):
    """An old answer that was judged a second time."""

    first: float
    """Points met by the first judgement."""
    second: float
    """Points met by the second."""
    words: int
    """Of the answer."""


def prediction_off(tests: Iterable[MockScore]) -> Off | None:
    """By how much the learner expects more than they score, as a share; None where there are too few tests."""
    offs = [one.predicted - one.share for one in tests if one.predicted is not None]
    return Off(sum(offs) / len(offs), len(offs)) if len(offs) >= enough.MOCK_TESTS else None


def in_bins(twentieths: Iterable[tuple[int, int, float, int]]) -> list[Foreseen]:
    """Recalls that are counted by twentieths of their probability, put together where they are rare; the least likely first.

    Args:
        twentieths: For each the number of it, how many recalls there were, were expected to succeed, did succeed.

    """
    bins: dict[int, Foreseen] = {}
    for twentieth, recalls, expected, recalled in sorted(twentieths):
        at = bisect_right(_BINS, twentieth)
        bins[at] = whole([bins.get(at, Foreseen(0, 0.0, 0)), Foreseen(recalls, expected, recalled)])
    return list(bins.values())


def whole(bins: Sequence[Foreseen]) -> Foreseen:
    """All of them together."""
    return Foreseen(
        sum(one.recalls for one in bins),
        sum(one.expected for one in bins),
        sum(one.recalled for one in bins),
    )


def look_off(looks: Iterable[Look]) -> Off | None:
    """How many points more the first judgement gives than the second; None where there are too few."""
    offs = [one.first - one.second for one in looks]
    return Off(sum(offs) / len(offs), len(offs)) if len(offs) >= enough.LOOKS else None


def long_ones(looks: Sequence[Look]) -> list[Look]:
    """The looks at long answers: those with more words than the answer in the middle."""
    ranked = sorted(one.words for one in looks)
    return [one for one in looks if one.words > ranked[(len(ranked) - 1) // 2]]
