"""A bench to try quizzes on: it lets each step count at once, as if it had been written down."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from studykit.entries import Entry
from studykit.log import Confidence, Draft, Rating, Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card, cards_of
from studykit.quiz.mock import MockTest
from studykit.quiz.plan import Mode, QuizOptions, QuizPlan
from studykit.quiz.practice import PracticeQuiz
from studykit.quiz.quiz import Quiz
from studykit.quiz.timer import TimeLimit
from tests.support import COURSE, START, counting_ids

CARDS = tuple(cards_of(COURSE))


def card(end: str) -> Card:
    """The card of the tiny course whose id ends so."""
    return next(card for card in CARDS if card.id.endswith(end))


OPEN, CHOICE, SHORT = card("/differ"), card("/last"), card("/after")
NO_CORE, DEFINITION, TERM, FACT = card("/why"), card("/definition"), card("/term"), card("/thanks")


def plan(cards: Sequence[Card], mode: Mode = Mode.PRACTICE, **options: Any) -> QuizPlan:
    """A plan of just these cards."""
    return QuizPlan("quiz", "A quiz", QuizOptions(mode=mode, **options), START, tuple(cards))


def minutes(count: float, **rest: Any) -> TimeLimit:
    """A time limit."""
    return TimeLimit(minutes=count, **rest)


def at(seconds: float) -> datetime:
    """A time so many seconds after the beginning."""
    return START + timedelta(seconds=seconds)


class Bench:
    """A quiz and a time that tests let pass."""

    quiz: Quiz

    def __init__(self, seconds: float = 0.0) -> None:
        self.now = at(seconds)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    def take(self, command: Callable[..., Iterable[Entry]], *arguments: Any, **named: Any) -> None:
        """Take a step now."""
        self.quiz.apply(command(*arguments, now=self.now, **named))

    @property
    def attempt(self) -> Attempt:
        """The attempt that is being judged or rated."""
        assert self.quiz.attempt is not None
        return self.quiz.attempt

    def judge_all(self, verdict: Verdict = Verdict.MET) -> None:
        """Judge all points alike."""
        for point in self.attempt.card.points:
            self.take(self.quiz.judge, point.id, verdict)

    def rate(self, chosen: Rating | None = None) -> None:
        """Take the derived rating, or another."""
        self.take(self.quiz.rate, chosen=chosen)

    def undo(self) -> None:
        """Take the last step back."""
        self.take(self.quiz.undo)


class PracticeBench(Bench):
    """A practice quiz on the bench."""

    quiz: PracticeQuiz

    def __init__(self, cards: Sequence[Card] = CARDS, **options: Any) -> None:
        super().__init__()
        self.quiz = PracticeQuiz(plan(cards, **options), counting_ids())

    def submit(self, text: str = "An answer.", choices: Iterable[int] = ()) -> None:
        """Lock an answer."""
        self.take(self.quiz.submit, text, choices)

    def confide(self, confidence: Confidence | None = Confidence.SURE) -> None:
        """Say how sure one is."""
        self.take(self.quiz.confide, confidence)

    def answer(self, text: str = "An answer.", choices: Iterable[int] = ()) -> None:
        """Lock an answer and say nothing of how sure one is."""
        self.submit(text, choices)
        self.confide(None)

    def finish_card(
        self, verdict: Verdict = Verdict.MET, chosen: Rating | None = Rating.GOOD
    ) -> None:
        """Answer, judge and rate the current card."""
        self.answer("An answer.", (0,) if self.quiz.card.choices else ())
        if self.attempt.card.is_open:
            self.judge_all(verdict)
        self.rate(chosen)


class MockBench(Bench):
    """A mock test on the bench."""

    quiz: MockTest

    def __init__(self, cards: Sequence[Card] = CARDS, **options: Any) -> None:
        super().__init__()
        self.quiz = MockTest(plan(cards, Mode.MOCK, **options), counting_ids())
        self.drafts: dict[int, Draft] = {}

    def begin(self, expected: float = 0.5) -> "MockBench":
        """Predict a score; the clock runs."""
        self.take(self.quiz.predict, expected)
        return self

    def open(self, position: int) -> None:
        """Turn to a card."""
        self.take(self.quiz.open, position)

    def type(self, position: int, text: str, **rest: Any) -> None:
        """Type an answer, which stays a draft."""
        self.drafts[position] = Draft(card=position, text=text, **rest)

    def lock(self) -> None:
        """Hand in."""
        self.take(self.quiz.lock, self.drafts)
