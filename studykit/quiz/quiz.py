"""A quiz as a state machine over its log.

A command (`judge`, `rate`, `undo`, …) changes nothing: it returns the entries that would be added to the log, or raises
`QuizError` where it does not apply. Once they are on disk they are given to `apply`. So the quiz on screen is never
ahead of the quiz on disk, and playing the log again gives the same quiz.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from studykit.entries import (
    Answered,
    Confided,
    Ended,
    Entry,
    Flagged,
    Judged,
    Overruled,
    Rated,
    Undone,
)
from studykit.errors import QuizError
from studykit.log import Ending, Rating, Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card, Kind
from studykit.quiz.plan import QuizPlan
from studykit.quiz.typed import is_right

NewId = Callable[[], str]
Entries = tuple[Entry, ...]


class Phase(StrEnum):
    """What the learner is asked for now."""

    PREDICTING = "predicting"
    """The score they expect of a mock test."""
    ANSWERING = "answering"
    CONFIDENCE = "confidence"
    JUDGING = "judging"
    """The points of an open answer."""
    RATING = "rating"
    """To take the derived rating or choose another; the feedback is on screen."""
    ENDED = "ended"


class Quiz(ABC):
    """What practice and mock tests share: the log, judging, rating, undo and the score."""

    def __init__(self, plan: QuizPlan, new_id: NewId) -> None:
        self.plan = plan
        self.new_id = new_id
        self.entries: list[Entry] = []
        """All that happened, also what was undone."""
        self._reset()

    def _reset(self) -> None:
        self.valid: list[Entry] = []
        """What happened and was not undone."""
        self.attempts: list[Attempt] = []
        self.queue: list[int] = list(range(self.plan.count))
        """Positions of the cards that are still to come, the current one first."""
        self.flags: set[int] = set()
        self.phase = Phase.ANSWERING
        self.ending: Ending | None = None

    # -- looking -----------------------------------------------------------------------------------------------------

    @property
    def position(self) -> int | None:
        """The position of the current card in the plan."""
        return self.queue[0] if self.queue else None

    @property
    def card(self) -> Card:
        """The current card. Raises QuizError where the quiz is over."""
        return self.plan.cards[self._current()]

    @property
    @abstractmethod
    def attempt(self) -> Attempt | None:
        """The attempt that is being judged or rated, if any."""

    @property
    def scored(self) -> list[Attempt]:
        """The attempts that count, once rated."""
        return [attempt for attempt in self.attempts if attempt.rated and self._counts(attempt)]

    @property
    def score(self) -> tuple[float, int]:
        """Points met, and points there are, on the first attempts."""
        rated = [attempt.rated for attempt in self.scored if attempt.rated]
        return sum(entry.met for entry in rated), sum(entry.total for entry in rated)

    # -- commands ----------------------------------------------------------------------------------------------------

    def judge(self, point: str, verdict: Verdict, now: datetime) -> Entries:
        """Judge one point of the attempt; again and again until it is rated."""
        attempt = self._in(Phase.JUDGING, Phase.RATING)
        if attempt.is_blank or point not in {p.id for p in attempt.card.points}:
            msg = "There is no such point to judge."
            raise QuizError(msg)
        return (Judged(id=self.new_id(), at=now, attempt=attempt.id, point=point, verdict=verdict),)

    def overrule(self, now: datetime) -> Entries:
        """Turn the program's verdict on a typed answer round, or back."""
        attempt = self._in(Phase.RATING)
        if not attempt.can_be_overruled:
            msg = "Only the verdict on a typed answer can be overruled."
            raise QuizError(msg)
        return (
            Overruled(id=self.new_id(), at=now, attempt=attempt.id, correct=not attempt.is_correct),
        )

    def rate(self, now: datetime, chosen: Rating | None = None) -> Entries:
        """Take the derived rating, or another one; the last card's rating ends the quiz."""
        attempt = self._in(Phase.RATING)
        derived = attempt.derived
        rated = Rated(
            id=self.new_id(),
            at=now,
            attempt=attempt.id,
            derived=derived.rating,
            chosen=chosen or derived.rating,
            reason=derived.reason,
            met=derived.met,
            total=derived.total,
        )
        return (rated, *self._ending_after(rated))

    def flag(self, now: datetime, card: int | None = None) -> Entries:
        """Flag a card, the current one unless told, or take its flag off."""
        card = self._current() if card is None else card
        if not 0 <= card < len(self.plan.cards):
            msg = "There is no such card to flag."
            raise QuizError(msg)
        return (Flagged(id=self.new_id(), at=now, card=card, on=card not in self.flags),)

    def stop(self, now: datetime) -> Entries:
        """End early; what was rated counts."""
        return () if self.phase is Phase.ENDED else (self._end(now, Ending.STOPPED),)

    def undo(self, now: datetime) -> Entries:
        """Take back the last step: a rating, a judgement, a submission, a skip."""
        step = self._last_step()
        if not step:
            msg = "There is nothing to undo."
            raise QuizError(msg)
        return (Undone(id=self.new_id(), at=now, entries=tuple(entry.id for entry in step)),)

    # -- playing the log -----------------------------------------------------------------------------------------------

    def apply(self, entries: Iterable[Entry]) -> None:
        """Add entries that are on disk."""
        for entry in entries:
            self.entries.append(entry)
            if isinstance(entry, Undone):
                self._take_back(set(entry.entries))
            else:
                self._count(entry)

    def _take_back(self, undone: set[str]) -> None:
        kept = [entry for entry in self.valid if entry.id not in undone]
        self._reset()
        for entry in kept:
            self._count(entry)

    def _count(self, entry: Entry) -> None:
        self.valid.append(entry)
        self._play_shared(entry)
        self._play(entry)

    @abstractmethod
    def _play(self, entry: Entry) -> None:
        """What an entry means in this kind of quiz, once it has had its meaning in both."""

    def _play_shared(self, entry: Entry) -> None:
        """What an entry means in both kinds of quiz."""
        match entry:
            case Confided():
                self._attempt_of(entry.attempt).confidence = entry.confidence
            case Judged():
                self._attempt_of(entry.attempt).verdicts[entry.point] = entry.verdict
            case Overruled():
                self._attempt_of(entry.attempt).overruled = entry.correct
            case Rated():
                self._attempt_of(entry.attempt).rated = entry
            case Flagged():
                (self.flags.add if entry.on else self.flags.discard)(entry.card)
            case Ended():
                self.phase, self.ending = Phase.ENDED, entry.how

    # -- for the two kinds of quiz ---------------------------------------------------------------------------------------

    @abstractmethod
    def _ending_after(self, rated: Rated) -> Entries:
        """The end of the quiz, where this rating is the last."""

    @abstractmethod
    def _last_step(self) -> list[Entry]:
        """The entries of the last step, newest first."""

    def _end(self, now: datetime, how: Ending, last: Rated | None = None) -> Ended:
        met, total = self.score
        if last and self._counts(self._attempt_of(last.attempt)):
            met, total = met + last.met, total + last.total
        return Ended(id=self.new_id(), at=now, how=how, met=met, total=total)

    @staticmethod
    def _counts(attempt: Attempt) -> bool:
        """Whether an attempt counts for the score: the first at each card, and not a point that is asked by itself."""
        return not attempt.is_repeat and not attempt.card.follows

    def _in(self, *phases: Phase) -> Attempt:
        attempt = self.attempt
        if attempt is None or self.phase not in phases:
            msg = "That is not what is asked for now."
            raise QuizError(msg)
        return attempt

    def _current(self) -> int:
        if self.position is None:
            msg = "This quiz has no more cards."
            raise QuizError(msg)
        return self.position

    def _attempt_of(self, ident: str) -> Attempt:
        return next(attempt for attempt in reversed(self.attempts) if attempt.id == ident)

    def _begin_attempt(self, entry: Answered) -> Attempt:
        is_repeat = any(attempt.answered.card == entry.card for attempt in self.attempts)
        attempt = Attempt(self.plan.cards[entry.card], entry, is_repeat)
        self.attempts.append(attempt)
        return attempt

    def _answer(
        self, card: int, text: str, choices: Iterable[int], now: datetime, **rest: Any
    ) -> Answered:
        ticked = tuple(sorted(set(choices)))
        return Answered(
            id=self.new_id(),
            at=now,
            card=card,
            text=text,
            choices=ticked,
            correct=verdict_on(self.plan.cards[card], text, ticked),
            **rest,
        )


def verdict_on(card: Card, text: str, choices: tuple[int, ...]) -> bool | None:
    """The program's verdict on an answer; None where only the learner can tell."""
    if card.is_open:
        return None
    if card.choices:
        return frozenset(choices) == card.correct_choices
    if card.kind is Kind.QUESTION or not text.strip():
        return is_right(text, card.accept)
    # These cards are made from the page, whose author did not think of them: one or several is the same.
    either = [*card.accept, *(f"{wording}s" for wording in card.accept)]
    return is_right(text, either) or is_right(f"{text.rstrip()}s", card.accept)
