"""What is remembered of a quiz: the entries of its log, in the order in which they happened.

A quiz *is* its entries: played again from the first, they give the same quiz. The log is append-only; what was
undone stays in it, with an entry that says so. All times are UTC. Ids are UUIDs, so that two logs can be joined.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What all entries have."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicted(Entry):
    """The learner said what score they expect of a mock test."""

    score: float
    """Between 0 and 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Entry):
    """A card of a mock test was turned to. The time spent on each card follows from these."""

    card: int
    """The card's position in the quiz's plan, from 0; so for every entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Entry):
    """An attempt: an answer was locked. The entry's id is the attempt's id."""

    card: int
    text: str = ""
    """As typed; empty for a choice question."""
    choices: tuple[int, ...] = ()
    """Positions of the choices ticked."""
    dont_know: bool = False
    hinted: bool = False
    seconds: float = 0.0
    overtime: bool = False
    correct: bool | None = None
    """The program's verdict where it can give one: choice, short, term and fact cards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confided(Entry):
    """The learner said, or chose not to say, how sure they are."""

    attempt: str
    confidence: Confidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Entry):
    """One point was judged. The last judgement of a point counts."""

    attempt: str
    point: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruled(Entry):
    """The learner overruled the program's verdict on a typed answer."""

    attempt: str
    correct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(Entry):
    """A review: the attempt got its rating, and the card is done for now."""

    attempt: str
    derived: Rating
    chosen: Rating
    reason: str
    """Why this rating was derived, as said to the learner."""
    met: float
    """Points met, a part counting half."""
    total: int
    """Points there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped(Entry):
    """A card was put off to the end of the quiz."""

    card: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged(Entry):
    """A card was flagged to look at again, or the flag was taken off."""

    card: int
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(Entry):
    """The learner left a practice quiz; its clock stands still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Entry):
    """The learner came back to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked(Entry):
    """All answers of a mock test were locked; the judging pass begins."""

    how: Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Entry):
    """The quiz is over."""

    how: Ending
    met: float
    """The quiz's score: points met on the first attempt at each card, of `total`."""
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Entry):
    """Entries taken back; they stay in the log and count no more."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardVersion:
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


@dataclass(frozen=True, slots=True)
class QuizRecord:
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
