"""How the cards stand: how many are in each state, and how stable and how difficult they are."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

LASTING_DAYS = 21
"""A card that is this stable is remembered for three weeks or more."""


class CardState(StrEnum):
    """How far a card has come."""

    LASTING = "lasting"
    """Remembered for three weeks or more."""
    YOUNG = "young"
    """Remembered for less."""
    NEW = "new"
    """Met in the last week."""
    LAPSED = "lapsed"
    """Was known once, was forgotten, and does not last yet again."""
    UNMET = "not met yet"


class Remembered(NamedTuple):
    """Cards that are remembered alike, counted."""

    stability: int
    """In whole days, none counted for more than a year and a day."""
    difficulty: int
    """From 1 to 10, cut down to a whole number."""
    has_lapsed: bool
    """Whether they were ever known and then not any more."""
    is_new: bool
    """Whether they were met in the last week."""
    cards: int

    @property
    def state(self) -> CardState:
        """How far they have come."""
        if self.is_new:
            return CardState.NEW
        if self.stability >= LASTING_DAYS:
            return CardState.LASTING
        return CardState.LAPSED if self.has_lapsed else CardState.YOUNG


class Bar(NamedTuple):
    """One bar of a plot."""

    label: str
    cards: int


_STABILITIES = {
    "under a day": 0,
    "1 to 3 days": 1,
    "3 to 7 days": 3,
    "1 to 3 weeks": 7,
    "3 weeks to 3 months": 21,
    "3 months to a year": 90,
    "a year and more": 365,
}
_DIFFICULTIES = {"easy": 1, "rather easy": 3, "middling": 5, "rather hard": 7, "hard": 9}


def by_state(remembered: Iterable[Remembered], unmet: int) -> dict[CardState, int]:
    """How many cards are in each state."""
    counts = Counter({CardState.UNMET: unmet})
    for one in remembered:
        counts[one.state] += one.cards
    return {state: counts[state] for state in CardState}


def by_stability(remembered: Iterable[Remembered]) -> list[Bar]:
    """How many cards are how stable."""
    return _bars(((one.stability, one.cards) for one in remembered), _STABILITIES)


def by_difficulty(remembered: Iterable[Remembered]) -> list[Bar]:
    """How many cards are how difficult for the learner."""
    return _bars(((one.difficulty, one.cards) for one in remembered), _DIFFICULTIES)


def _bars(values: Iterable[tuple[int, int]], starts: Mapping[str, int]) -> list[Bar]:
    """The values, each so many times, counted between the starts of the bars."""
    edges: Sequence[int] = list(starts.values())
    counts: Counter[int] = Counter()
    for value, times in values:
        counts[max(bisect_right(edges, value) - 1, 0)] += times
    return [Bar(label, counts[at]) for at, label in enumerate(starts)]
