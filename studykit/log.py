"""The words of the log: ratings, verdicts, confidence, and a quiz, a card and a draft as they are kept.

Values that every start needs are named tuples, here and elsewhere: a dataclass takes a millisecond to be made.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NamedTuple

KINDS = ("question", "definition", "term", "fact")
"""The kinds of card that can be chosen, in the order in which they are told."""


class Rating(IntEnum):
    """How well a card was recalled: FSRS's four ratings, derived from the points or chosen by hand."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        """The rating in a word, for people."""
        return self.name.lower()


class Confidence(StrEnum):
    """How sure the learner was, said before the model answer is seen."""

    GUESS = "guess"
    UNSURE = "unsure"
    SURE = "sure"


class Verdict(StrEnum):
    """The learner's judgement of one point."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"

    @property
    def share(self) -> float:
        """What the point adds to the score: a part counts half."""
        return {"met": 1.0, "partly": 0.5, "missed": 0.0}[self.value]

    @property
    def words(self) -> str:
        """As said to the learner."""
        return {"met": "got it", "partly": "partly", "missed": "missed"}[self.value]


class Ending(StrEnum):
    """How answering, or the whole quiz, came to an end."""

    FINISHED = "finished"
    STOPPED = "stopped"
    TIME_UP = "time up"


class CardVersion(NamedTuple):
    """A card as it was when it was asked, so that a quiz can be gone on with, and read later, whatever became of the file."""

    card: str
    """`course/term/kind/id`."""
    content: str
    """The card as JSON."""

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """Course, term, kind and id."""
        course, term, kind, ident = self.card.split("/", 3)
        return course, term, kind, ident


class QuizRecord(NamedTuple):
    """A quiz as it was begun."""

    id: str
    mode: str
    """`practice` or `mock`."""
    title: str
    """What it is about, for people: `Art of the Interview`."""
    options: str
    """What was chosen in the set-up, as JSON."""
    started_at: datetime
    cards: int = 0
    """How many cards its plan has."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that is not locked yet: what stood in the editor, what was ticked."""

    card: int
    text: str = ""
    choices: tuple[int, ...] = ()
    confidence: Confidence | None = None
    hinted: bool = False
