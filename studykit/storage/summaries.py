"""What the log says in short: of a quiz that is not over, of one that is, and of a term."""

from datetime import datetime
from typing import NamedTuple

from studykit.log import Ending, QuizRecord


class Unfinished(NamedTuple):
    """A quiz that can be gone on with."""

    quiz: QuizRecord
    answered: int
    """How many of its cards have an answer; in a mock test also one that is not locked yet."""


class EndedQuiz(NamedTuple):
    """A quiz that is over, with its score."""

    quiz: QuizRecord
    how: Ending
    met: float
    total: int
    ended_at: datetime


class TermFigures(NamedTuple):
    """How the cards of a term stand, counted."""

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
