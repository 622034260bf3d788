"""What the log says in short: of a quiz that is not over, and of one that is."""

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
