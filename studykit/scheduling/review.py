"""What a rated attempt is to the scheduler: a recall, or something less.

A rating says how well a card went. It tells of memory only where something was recalled:

* a card that comes a second time in one quiz was answered with its model answer fresh in mind: it does not count;
* so it is ten minutes after its page was read, or after it was asked in another quiz: to know it then counts only for a card that was
  never met, as hard; not to know it counts in any case;
* what was right with a hint, or was a guess, counts as hard at best: it comes sooner than what was known.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from studykit.log import Confidence, Rating

FRESH = timedelta(minutes=10)
"""So long after it was on screen an answer is repeated rather than recalled."""


class Review(NamedTuple):
    """A rated attempt, as the log has it."""

    id: str
    card: str
    """`course/term/kind/id`."""
    at: datetime
    """When it was answered, not when it was judged."""
    day: date
    """The learner's day of that moment."""
    rating: Rating
    confidence: Confidence | None = None
    is_hinted: bool = False
    is_repeat: bool = False
    """Whether the card was answered before in the same quiz."""
    read_at: datetime | None = None
    """When the card's page was opened last before the answer."""


def is_fresh(review: Review, last_at: datetime | None) -> bool:
    """Whether the answer had been on screen shortly before; `last_at` is when the card was answered the time before."""
    return any(
        seen is not None and seen <= review.at < seen + FRESH for seen in (last_at, review.read_at)
    )


def counted(review: Review, last_at: datetime | None) -> Rating | None:
    """The rating that the scheduler takes; None where nothing was recalled.

    Args:
        review: The attempt.
        last_at: When the card was answered the time before; None: it was never met.

    """
    if review.is_repeat:
        return None
    if review.rating is Rating.AGAIN:
        return Rating.AGAIN
    if is_fresh(review, last_at):
        return None if last_at else Rating.HARD
    if review.is_hinted or review.confidence is Confidence.GUESS:
        return Rating.HARD
    return review.rating
