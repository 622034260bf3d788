"""Reviews written down in a log, as if the quizzes had been taken."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import groupby

from studykit.entries import Answered, Entry, Rated
from studykit.log import CardVersion, QuizRecord, Rating
from studykit.quiz.plan import QuizOptions
from studykit.scheduling.fidelity import Recall
from studykit.storage.review_log import ReviewLog


def write_down(log: ReviewLog, reviews: Sequence[Recall]) -> None:
    """Write a quiz for each day, at noon."""
    for day, asked in groupby(reviews, key=lambda one: one.day):
        _write_day(log, day, list(asked))


def _write_day(log: ReviewLog, day: date, reviews: Sequence[Recall]) -> None:
    at = datetime.combine(day, time(12), UTC)
    options = QuizOptions().to_json()
    quiz = QuizRecord(f"{day}", "practice", "Today", options, at, len(reviews))
    cards = [CardVersion(f"asking/term/question/{one.card}", "{}") for one in reviews]
    entries = [
        entry
        for place, one in enumerate(reviews)
        for entry in _answer(f"{day}-{place:03}", at, place, one.rating)
    ]
    log.begin(quiz, cards, entries)


def _answer(ident: str, at: datetime, place: int, rating: Rating) -> tuple[Entry, Entry]:
    answered = Answered(id=ident, at=at, card=place, text="An answer.", seconds=20)
    met = 0.0 if rating is Rating.AGAIN else 1.0
    return answered, Rated(
        id=f"{ident}-rated",
        at=at,
        attempt=ident,
        derived=rating,
        chosen=rating,
        reason="",
        met=met,
        total=1,
    )
