"""What a learner's own attempts say about the attempts to come: how long they take, and how they go."""

from collections.abc import Mapping
from typing import NamedTuple

_PRIOR = 10
"""So many attempts of an average learner are mixed into the learner's own."""

Effort = tuple[str, bool]
"""A kind of work: the form of the card (`open`, `choice`, `short`), and whether it is met for the first time."""

AVERAGE_MINUTES: Mapping[Effort, float] = {
    ("open", True): 2.0,
    ("open", False): 1.3,
    ("short", True): 0.5,
    ("short", False): 0.35,
    ("choice", True): 0.6,
    ("choice", False): 0.4,
}
"""How long a card takes from its question to its rating, before anything is known of the learner."""


class Spent(NamedTuple):
    """Past attempts at one kind of work."""

    attempts: int
    minutes: float
    """In all, none of them counted longer than ten."""


class Habits(NamedTuple):
    """What is to be expected of a learner's attempts."""

    minutes: Mapping[Effort, float] = AVERAGE_MINUTES
    """For each kind of work."""
    again: float = 0.35
    """The share of cards that are not known at the first meeting."""
    hard: float = 0.25
    """The share of cards that are known, but not wholly, at the first meeting."""
    hard_later: float = 0.25
    """The share of hard ones among later recalls."""


class Met(NamedTuple):
    """How first meetings and later recalls went, counted."""

    first: tuple[int, int, int] = (0, 0, 0)
    """First meetings that went again, hard, and good or better."""
    later: tuple[int, int] = (0, 0)
    """Later recalls that went hard, and good or better."""


def habits_of(spent: Mapping[Effort, Spent], met: Met) -> Habits:
    """The habits that past attempts tell, each drawn towards the average while there are few."""
    average = Habits()
    again, hard, good = met.first
    meetings = again + hard + good + _PRIOR
    hard_later, good_later = met.later
    return Habits(
        {
            effort: _mixed(spent.get(effort, Spent(0, 0.0)), usual)
            for effort, usual in AVERAGE_MINUTES.items()
        },
        again=(again + average.again * _PRIOR) / meetings,
        hard=(hard + average.hard * _PRIOR) / meetings,
        hard_later=(hard_later + average.hard_later * _PRIOR) / (hard_later + good_later + _PRIOR),
    )


def _mixed(spent: Spent, usual: float) -> float:
    return (spent.minutes + usual * _PRIOR) / (spent.attempts + _PRIOR)
