"""How a card, and the page it belongs to, stands with the learner, told from its last review."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from studykit.log import Confidence, Rating


class PageState(StrEnum):
    """How far a page has come, or one question of it."""

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
    def is_surprise(self) -> bool:
        """Whether something was missed although the learner was sure."""
        return self.has_missed and self.confidence is Confidence.SURE

    @property
    def is_solid(self) -> bool:
        """Whether it was recalled well the last time."""
        return not self.has_missed and self.rating >= Rating.GOOD

    @property
    def state(self) -> PageState:
        """How far the card has come."""
        if self.has_missed:
            return PageState.MISSED
        return PageState.SOLID if self.is_solid else PageState.LEARNING


class PageFigures(NamedTuple):
    """How the cards of a page, a term or question set, stand, counted. There is at least one."""

    course: str
    term: str
    met: int
    """Cards that were reviewed at least once."""
    solid_questions: int
    """Questions that were recalled well the last time."""
    has_missed: bool
    """Whether something was missed the last time, in any card."""
    solid: int
    """Cards of any kind that were recalled well the last time."""
    cards: str
    """Which cards they are: `kind/id`, a space between two."""

    def state(self, questions: int) -> PageState:
        """The state of the page if it has so many questions.

        Missed points: something was missed the last time. Solid: all its questions were recalled well the last time
        (all its cards, where it has no questions). Learning: all else.
        """
        if self.has_missed:
            return PageState.MISSED
        is_solid = self.solid_questions >= questions if questions else self.solid >= self.met
        return PageState.SOLID if is_solid else PageState.LEARNING
