"""The entries of a quiz's log: all that can happen in a quiz, in the order in which it happened.

A quiz *is* its entries: played again from the first, they give the same quiz. The log is append-only; what was
undone stays in it, with an entry that says so. All times are UTC. Ids are UUIDs, so that two logs can be joined.
"""

from dataclasses import dataclass
from datetime import datetime

from studykit.log import Confidence, Ending, Rating, Verdict


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
class Rested(Entry):
    """A card was let rest, and so does not come back in this quiz, nor do its points by themselves; or it was woken."""

    card: int
    on: bool


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
