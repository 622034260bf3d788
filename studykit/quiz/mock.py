"""A mock test: all questions at hand, a clock, no feedback before the end; then the answers are judged."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from studykit.entries import (
    Answered,
    Confided,
    Ended,
    Entry,
    Judged,
    Locked,
    Opened,
    Overruled,
    Predicted,
    Rated,
)
from studykit.errors import QuizError
from studykit.log import Draft, Ending
from studykit.quiz.attempt import Attempt
from studykit.quiz.quiz import Entries, Phase, Quiz
from studykit.quiz.timer import TimeLimit, behind

DEFAULT_LIMIT = TimeLimit(minutes=2, per_question=True)
"""What a mock test without a limit of its own would be granted; used to tell the pace."""


class MockTest(Quiz):
    """Free movement against the clock. Until they are locked the answers are drafts, kept by the one who runs the quiz."""

    def _reset(self) -> None:
        super()._reset()
        self.phase = Phase.PREDICTING
        self.predicted: float | None = None
        self.begun_at: datetime | None = None
        """When the clock began to run."""
        self.locked_at: datetime | None = None
        self.open_card = 0
        """The card that is turned to while answering."""
        self._opened_at = self.plan.started_at
        self._spent: dict[int, timedelta] = {}
        self._late: set[int] = set()
        """Cards that were turned to after the deadline."""
        self._how = Ending.FINISHED

    @property
    def position(self) -> int | None:
        """The card turned to while answering; in the judging pass the card to be judged."""
        return super().position if self.locked_at or self.phase is Phase.ENDED else self.open_card

    @property
    def attempt(self) -> Attempt | None:
        """In the judging pass, the attempt to be judged."""
        if self.phase not in {Phase.JUDGING, Phase.RATING}:
            return None
        return next(attempt for attempt in self.attempts if attempt.answered.card == self.position)

    @property
    def limit(self) -> TimeLimit:
        """The time limit."""
        return self.plan.options.limit or DEFAULT_LIMIT

    @property
    def allowed(self) -> timedelta:
        """The time for the whole test."""
        return self.limit.whole(len(self.plan.cards))

    @property
    def deadline(self) -> datetime | None:
        """When the whole test closes; the clock does not stop for anything."""
        return self.begun_at + self.allowed if self.begun_at else None

    def elapsed(self, now: datetime) -> timedelta:
        """The time since the first question was shown, up to the locking."""
        if self.begun_at is None:
            return timedelta(0)
        return max((self.locked_at or now) - self.begun_at, timedelta(0))

    def remaining(self, now: datetime) -> timedelta:
        """What is left for the whole test, or with a limit for each question, for the question turned to."""
        if self.limit.per_question:
            return min(
                self.limit.one - self.spent(self.open_card, now), self.allowed - self.elapsed(now)
            )
        return self.allowed - self.elapsed(now)

    def spent(self, card: int, now: datetime) -> timedelta:
        """The time that a card was turned to."""
        spent = self._spent.get(card, timedelta(0))
        if self.begun_at and card == self.open_card:
            spent += max((self.locked_at or now) - self._opened_at, timedelta(0))
        return spent

    def is_closed(self, card: int, now: datetime) -> bool:
        """Whether the time for this one question is used up."""
        return (
            self.limit.per_question
            and not self.plan.options.overtime
            and self.spent(card, now) >= self.limit.one
        )

    def is_time_up(self, now: datetime) -> bool:
        """Whether the test is to be closed now."""
        is_closing = self.phase is Phase.ANSWERING and not self.plan.options.overtime
        return is_closing and self.elapsed(now) >= self.allowed

    def behind(self, now: datetime, done: int) -> timedelta:
        """How far behind an even pace, with so many cards answered; negative if ahead."""
        return behind(self.elapsed(now), self.allowed, done, len(self.plan.cards))

    # -- commands ----------------------------------------------------------------------------------------------------

    def predict(self, score: float, now: datetime) -> Entries:
        """Say what score one expects, between 0 and 1; the first question opens and the clock runs."""
        if self.phase is not Phase.PREDICTING or not 0 <= score <= 1:
            msg = "A score can be predicted once, before the first question, from 0 to 100 percent."
            raise QuizError(msg)
        return (
            Predicted(id=self.new_id(), at=now, score=score),
            Opened(id=self.new_id(), at=now, card=0),
        )

    def open(self, card: int, now: datetime) -> Entries:
        """Turn to a card."""
        if self.phase is not Phase.ANSWERING or not 0 <= card < len(self.plan.cards):
            msg = "There is no such question to turn to now."
            raise QuizError(msg)
        if self.is_time_up(now):
            msg = "The time is up."
            raise QuizError(msg)
        return () if card == self.open_card else (Opened(id=self.new_id(), at=now, card=card),)

    def lock(self, drafts: Mapping[int, Draft], now: datetime) -> Entries:
        """Lock all answers as they stand in the drafts, and begin the judging pass. After the deadline: as of the deadline."""
        if self.phase is not Phase.ANSWERING:
            msg = "The answers are locked already."
            raise QuizError(msg)
        how = Ending.FINISHED
        if self.is_time_up(now) and self.deadline:
            how, now = Ending.TIME_UP, self.deadline
        entries: list[Entry] = []
        for card in range(len(self.plan.cards)):
            entries += self._lock_one(card, drafts.get(card, Draft(card=card)), now)
        return (*entries, Locked(id=self.new_id(), at=now, how=how))

    def _lock_one(self, card: int, draft: Draft, now: datetime) -> Entries:
        has_answer = bool(draft.text.strip() or draft.choices)
        answer = self._answer(
            card,
            draft.text,
            draft.choices,
            now,
            hinted=draft.hinted,
            seconds=round(self.spent(card, now).total_seconds(), 3),
            overtime=has_answer and self._is_late(card, now),
        )
        if not has_answer or draft.confidence is None:
            return (answer,)
        return answer, Confided(
            id=self.new_id(), at=now, attempt=answer.id, confidence=draft.confidence
        )

    def _is_late(self, card: int, now: datetime) -> bool:
        """Whether a card was worked at when its time was over."""
        if self.limit.per_question and self.spent(card, now) > self.limit.one:
            return True
        is_open_late = card == self.open_card and self.elapsed(now) > self.allowed
        return is_open_late or card in self._late

    # -- playing the log -----------------------------------------------------------------------------------------------

    def _play(self, entry: Entry) -> None:
        match entry:
            case Predicted():
                self.predicted, self.phase = entry.score, Phase.ANSWERING
            case Opened():
                self._turn_to(entry)
            case Answered():
                self._begin_attempt(entry)
            case Locked():
                self.locked_at, self._how = entry.at, entry.how
                self._face_next()
            case Judged():
                self._face_next()
            case Rated():
                self.queue.pop(0)
                self._face_next()

    def _turn_to(self, entry: Opened) -> None:
        if self.begun_at is None:
            self.begun_at = entry.at
        else:
            passed = max(entry.at - self._opened_at, timedelta(0))
            self._spent[self.open_card] = self._spent.get(self.open_card, timedelta(0)) + passed
            if entry.at - self.begun_at > self.allowed:
                self._late.add(self.open_card)
        self.open_card, self._opened_at = entry.card, entry.at

    def _face_next(self) -> None:
        """Ask for what the current card of the judging pass needs."""
        if not self.queue:
            self.phase = Phase.ENDED
            return
        self.phase = Phase.RATING
        attempt = self.attempt
        if attempt and not attempt.is_judged:
            self.phase = Phase.JUDGING

    def _ending_after(self, rated: Rated) -> Entries:
        return (self._end(rated.at, self._how, rated),) if len(self.queue) == 1 else ()

    def _last_step(self) -> list[Entry]:
        step: list[Entry] = []
        for entry in reversed(self.valid):
            if isinstance(entry, Ended) and entry.how is Ending.STOPPED:
                return [entry]
            if isinstance(entry, Ended):
                step.append(entry)
            elif isinstance(entry, Judged | Overruled | Rated):
                return [*step, entry]
        return []
