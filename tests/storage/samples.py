"""Quizzes, cards and entries to remember."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from studykit.entries import Answered, Confided, Ended, Rated
from studykit.log import CardVersion, Confidence, Ending, QuizRecord, Rating

NOW = datetime(2026, 11, 26, 19, 4, tzinfo=UTC)
_NUMBERS: Iterator[int] = count()


def new_id() -> str:
    """An id that was not given before."""
    return f"id-{next(_NUMBERS):06}"


def after(seconds: float) -> datetime:
    """A time so many seconds after the beginning."""
    return NOW + timedelta(seconds=seconds)


def quiz(ident: str = "", mode: str = "practice", started_at: datetime = NOW) -> QuizRecord:
    """A quiz of three cards."""
    return QuizRecord(ident or new_id(), mode, "Art of the Interview", "{}", started_at, cards=3)


def card(
    ident: str = "q1", term: str = "listening", course: str = "interview", kind: str = "question"
) -> CardVersion:
    """A card as it was when it was asked."""
    return CardVersion(f"{course}/{term}/{kind}/{ident}", f'{{"text": "{ident}"}}')


CARDS = [card("q1"), card("q2"), card("f1", term="asking", kind="fact")]


def answered(position: int = 0, text: str = "an answer", at: datetime = NOW) -> Answered:
    """An answer that was locked."""
    return Answered(id=new_id(), at=at, card=position, text=text, seconds=12.5)


def rated(
    attempt: Answered, chosen: Rating = Rating.GOOD, met: float = 2.0, at: datetime | None = None
) -> Rated:
    """A rating of an attempt, of two points."""
    return Rated(
        id=new_id(),
        at=at or attempt.at,
        attempt=attempt.id,
        derived=Rating.GOOD,
        chosen=chosen,
        reason="all points met",
        met=met,
        total=2,
    )


def confided(attempt: Answered, confidence: Confidence | None = Confidence.SURE) -> Confided:
    """What the learner said of how sure they are."""
    return Confided(id=new_id(), at=attempt.at, attempt=attempt.id, confidence=confidence)


def ended(at: datetime = NOW, met: float = 2.0) -> Ended:
    """The end of a quiz."""
    return Ended(id=new_id(), at=at, how=Ending.FINISHED, met=met, total=6)
