"""How a card, and the term it belongs to, stands with the learner, told from its last review."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from studykit.log import Confidence, Rating


class TermState(StrEnum):
    """How far a term has come."""

    UNSEEN = "unseen"
    LEARNING = "learning"
    MISSED = "missed points"
    SOLID = "solid"


class Standing(NamedTuple):
    """What the last review of a card said. A card that was never reviewed has none."""

    card: str
    """`course/term/kind/id`."""
    course: str
    term: str
    kind: str
    reviews: int
    rating: Rating
    met: float
    total: int
    confidence: Confidence | None
    at: datetime

    @property
    def has_missed(self) -> bool:
        """Whether something was missed the last time."""
        return self.met < self.total or self.rating is Rating.AGAIN

    @property
    def is_solid(self) -> bool:
        """Whether it was recalled well the last time."""
        return not self.has_missed and self.rating >= Rating.GOOD


def term_state(standings: Iterable[Standing], questions: int) -> TermState:
    """The state of a term from its cards' standings and its number of questions.

    Unseen: no card was ever reviewed. Missed points: something was missed the last time. Solid: all its questions were
    recalled well the last time (all its cards, where it has no questions). Learning: all else.
    """
    met = list(standings)
    if not met:
        return TermState.UNSEEN
    if any(standing.has_missed for standing in met):
        return TermState.MISSED
    solid_questions = sum(standing.kind == "question" and standing.is_solid for standing in met)
    solid = solid_questions >= questions if questions else all(s.is_solid for s in met)
    return TermState.SOLID if solid else TermState.LEARNING
