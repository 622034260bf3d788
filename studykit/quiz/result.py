"""What came of a quiz: the score, where the points were lost, how sure the learner was, and how long it took."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from studykit.content.model import Point
from studykit.entries import Ended
from studykit.log import Confidence, Ending, Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card
from studykit.quiz.mock import MockTest
from studykit.quiz.plan import Mode
from studykit.quiz.practice import PracticeQuiz
from studykit.quiz.quiz import Quiz


@dataclass(frozen=True, slots=True)
class Score:
    """Points met of those there are, for some of the cards."""

    label: str
    met: float
    total: int
    cards: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where there are no points."""
        return self.met / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class MissedPoint:
    """A point that was not fully met."""

    card: Card
    point: Point
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """A quiz, summed up. Only the first attempt at each card counts."""

    quiz_id: str
    title: str
    mode: Mode
    started_at: datetime
    ended_at: datetime | None
    """None while the quiz is unfinished."""
    ending: Ending | None
    met: float
    total: int
    predicted: float | None
    attempts: tuple[Attempt, ...]
    asked: int
    """How many cards the quiz had."""
    elapsed: float | None = None
    """The seconds that a practice quiz took with judging, as its clock showed them: without the pauses. None: a mock test."""

    @property
    def share(self) -> float:
        """The score between 0 and 1; 0 where nothing was asked."""
        return self.met / self.total if self.total else 0.0

    @property
    def by_unit(self) -> list[Score]:
        """The score of each unit, as they came."""
        return _grouped(
            self.attempts,
            lambda card: (card.course, card.unit),
            lambda card: card.unit or card.course_title,
        )

    @property
    def by_term(self) -> list[Score]:
        """The score of each term, as they came."""
        return _grouped(
            self.attempts, lambda card: (card.course, card.term), lambda card: card.term_title
        )

    @property
    def by_confidence(self) -> list[Score]:
        """The score at each confidence, the surest first; attempts without one are left out."""
        said = {
            level: [attempt for attempt in self.attempts if attempt.confidence is level]
            for level in reversed(Confidence)
        }
        return [_summed(level, attempts) for level, attempts in said.items() if attempts]

    @property
    def missed(self) -> list[MissedPoint]:
        """The points that were not fully met."""
        return [missed for attempt in self.attempts for missed in missed_points(attempt)]

    @property
    def missed_cards(self) -> list[Card]:
        """The cards on which something was missed: what is worth practising."""
        return [a.card for a in self.attempts if a.rated and a.rated.met < a.rated.total]

    @property
    def seconds(self) -> float:
        """The time spent answering."""
        return sum(attempt.answered.seconds for attempt in self.attempts)


def result_of(quiz: Quiz) -> Result:
    """The result of a quiz, also of one that is not over yet."""
    met, total = quiz.score
    ended_at = next((entry.at for entry in quiz.valid if isinstance(entry, Ended)), None)
    return Result(
        quiz_id=quiz.plan.id,
        title=quiz.plan.title,
        mode=quiz.plan.options.mode,
        started_at=quiz.plan.started_at,
        ended_at=ended_at,
        ending=quiz.ending,
        met=met,
        total=total,
        predicted=quiz.predicted if isinstance(quiz, MockTest) else None,
        attempts=tuple(quiz.scored),
        asked=quiz.plan.count,
        elapsed=_elapsed(quiz),
    )


def _elapsed(quiz: Quiz) -> float | None:
    """The seconds up to the last thing that the learner did in a practice quiz."""
    if not isinstance(quiz, PracticeQuiz):
        return None
    last = quiz.entries[-1].at if quiz.entries else quiz.plan.started_at
    return quiz.elapsed(last).total_seconds()


def missed_points(attempt: Attempt) -> list[MissedPoint]:
    """The points of one attempt that were not fully met; for a checked answer, the answer itself."""
    card = attempt.card
    if not card.is_open:
        if attempt.is_correct:
            return []
        choices = " / ".join(choice.text for choice in card.choices if choice.correct)
        right = choices or card.answer or card.accept[0]
        why = " ".join(c.why for c in card.choices if c.correct and c.why)
        return [MissedPoint(card, Point(id="answer", text=right, why=why), Verdict.MISSED)]
    verdicts = {} if attempt.is_blank else attempt.verdicts
    judged = [(point, verdicts.get(point.id, Verdict.MISSED)) for point in card.points]
    return [
        MissedPoint(card, point, verdict) for point, verdict in judged if verdict is not Verdict.MET
    ]


def _grouped(
    attempts: Iterable[Attempt], key: Callable[[Card], object], label: Callable[[Card], str]
) -> list[Score]:
    groups: dict[object, list[Attempt]] = {}
    for attempt in attempts:
        groups.setdefault(key(attempt.card), []).append(attempt)
    return [_summed(label(group[0].card), group) for group in groups.values()]


def _summed(label: str, attempts: Sequence[Attempt]) -> Score:
    rated = [attempt.rated for attempt in attempts if attempt.rated]
    met, total = sum(entry.met for entry in rated), sum(entry.total for entry in rated)
    return Score(label, met, total, len(rated))
