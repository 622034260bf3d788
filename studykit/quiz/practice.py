"""A practice quiz: each answer is judged and rated before the next card comes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from studykit.entries import (
    Answered,
    Confided,
    Ended,
    Entry,
    Judged,
    Overruled,
    Paused,
    Rated,
    Rested,
    Resumed,
    Skipped,
)
from studykit.errors import QuizError
from studykit.log import Confidence, Ending, Rating, Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.plan import QuizPlan
from studykit.quiz.quiz import Entries, NewId, Phase, Quiz
from studykit.quiz.stopwatch import Stopwatch

AGAIN_AFTER = 4
"""How many other cards come before one that was rated again returns; the second time twice as many, and so on, so that the rest has its turn."""


class PracticeQuiz(Quiz):
    """Feedback after each answer; what was rated again returns."""

    def __init__(self, plan: QuizPlan, new_id: NewId) -> None:
        super().__init__(plan, new_id)
        self._stopwatch = Stopwatch(plan.started_at)

    @property
    def attempt(self) -> Attempt | None:
        """The attempt at the current card, once its answer is locked and until it is rated."""
        last = self.attempts[-1] if self.attempts else None
        return last if last and not last.rated and self.phase is not Phase.ENDED else None

    @property
    def is_paused(self) -> bool:
        """Whether the learner has left and the clock stands still."""
        return self.phase is not Phase.ENDED and not self._stopwatch.is_running

    def elapsed(self, now: datetime) -> timedelta:
        """How long the learner has been at this quiz; pauses do not count."""
        return self._stopwatch.elapsed(now)

    def remaining(self, now: datetime) -> timedelta | None:
        """What is left of the time, if it is limited."""
        limit = self.plan.options.limit
        return limit.whole(self.plan.count) - self.elapsed(now) if limit else None

    # -- commands ----------------------------------------------------------------------------------------------------

    def submit(
        self, text: str, choices: Iterable[int], now: datetime, *, hinted: bool = False
    ) -> Entries:
        """Lock an answer; it must not be empty."""
        answer = self._locked(text, choices, now, hinted=hinted)
        if not answer.text.strip() and not answer.choices:
            msg = "There is no answer yet."
            raise QuizError(msg, "Write one, or say that you don't know: that is an answer too.")
        return (answer,)

    def dont_know(self, now: datetime, text: str = "", *, hinted: bool = False) -> Entries:
        """Say that one does not know: a full answer, with full feedback. What was typed is kept."""
        return (self._locked(text, (), now, hinted=hinted, dont_know=True),)

    def confide(self, confidence: Confidence | None, now: datetime) -> Entries:
        """Say how sure one is, or not."""
        attempt = self._in(Phase.CONFIDENCE)
        return (Confided(id=self.new_id(), at=now, attempt=attempt.id, confidence=confidence),)

    def skip(self, now: datetime) -> Entries:
        """Put the current card off to the end."""
        card = self._asked()
        if len(self.queue) == 1:
            msg = "This is the last card: there is none to skip to."
            raise QuizError(msg)
        return (Skipped(id=self.new_id(), at=now, card=card),)

    def let_rest(self, now: datetime, *, on: bool = True) -> Entries:
        """Let the card that is being rated rest, however it is rated: it does not come back in this quiz. Or wake it."""
        card = self._in(Phase.RATING).answered.card
        return (Rested(id=self.new_id(), at=now, card=card, on=on),)

    def pause(self, now: datetime) -> Entries:
        """Stop the clock."""
        if self.is_paused or self.phase is Phase.ENDED:
            return ()
        return (Paused(id=self.new_id(), at=now),)

    def resume(self, now: datetime) -> Entries:
        """Go on. After a crash the time since the last entry does not count."""
        return () if self.phase is Phase.ENDED else (Resumed(id=self.new_id(), at=now),)

    # -- playing the log -----------------------------------------------------------------------------------------------

    def apply(self, entries: Iterable[Entry]) -> None:
        """Add entries that are on disk. Their time was spent whatever is undone later."""
        for entry in entries:
            self._stopwatch.note(entry)
            super().apply([entry])

    def _reset(self) -> None:
        super()._reset()
        self.resting: set[int] = set()
        """Positions of the cards that come no more, as they rest."""

    def _play(self, entry: Entry) -> None:
        match entry:
            case Answered():
                attempt = self._begin_attempt(entry)
                self.phase = Phase.RATING if attempt.is_blank else Phase.CONFIDENCE
            case Confided() | Judged():
                attempt = self._attempt_of(entry.attempt)
                self.phase = Phase.RATING if attempt.is_judged else Phase.JUDGING
            case Rated():
                self.queue = self._queue_after(entry)
                self.phase = Phase.ANSWERING if self.queue else Phase.ENDED
            case Skipped():
                self.queue.append(self.queue.pop(0))
            case Rested():
                change = self.resting.union if entry.on else self.resting.difference
                self.resting = change(self._family(entry.card))

    def _queue_after(self, rated: Rated) -> list[int]:
        """The cards that come after a rating: points that are still missing first, then, if it was again, the card itself."""
        card = self._attempt_of(rated.attempt).answered.card
        queue = [one for one in self.queue if one != card and one not in self.resting]
        points = self._still_missing(self._attempt_of(rated.attempt))
        queue[AGAIN_AFTER:AGAIN_AFTER] = points
        if rated.chosen is Rating.AGAIN and card not in self.resting:
            times = sum(attempt.answered.card == card for attempt in self.attempts)
            queue.insert(AGAIN_AFTER * times + len(points), card)
        return queue

    def _ending_after(self, rated: Rated) -> Entries:
        left = self.remaining(rated.at)
        if left is not None and left <= timedelta(0) and not self.plan.options.overtime:
            return (self._end(rated.at, Ending.TIME_UP, rated),)
        is_last = not self._queue_after(rated)
        return (self._end(rated.at, Ending.FINISHED, rated),) if is_last else ()

    def _family(self, position: int) -> set[int]:
        """A card and its points that are asked by themselves, by their positions."""
        card = self.plan.cards[position]
        whole = card.follows or card.id
        return {at for at, one in enumerate(self.plan.cards) if whole in {one.id, one.follows}}

    def _still_missing(self, attempt: Attempt) -> list[int]:
        """Positions of the points that were missed before and are again: they come by themselves, before the card may return."""
        if attempt.is_repeat or attempt.is_blank:
            return []
        return [
            position
            for position, card in enumerate(self.plan.cards)
            if card.follows == attempt.card.id
            and position not in self.resting
            and attempt.verdicts.get(card.points[0].id) is not Verdict.MET
        ]

    def _last_step(self) -> list[Entry]:
        step: list[Entry] = []
        for entry in reversed(self.valid):
            if isinstance(entry, Ended) and entry.how is Ending.STOPPED:
                return [entry]
            if isinstance(entry, Ended | Confided):
                step.append(entry)
            elif isinstance(entry, Answered | Judged | Overruled | Rated | Skipped):
                return [*step, entry]
        return []

    def _locked(
        self,
        text: str,
        choices: Iterable[int],
        now: datetime,
        *,
        hinted: bool,
        dont_know: bool = False,
    ) -> Answered:
        card = self._asked()
        left = self.remaining(now)
        late = left is not None and left < timedelta(0)
        return self._answer(
            card,
            text,
            choices,
            now,
            hinted=hinted,
            dont_know=dont_know,
            seconds=round(self._stopwatch.on_card(now).total_seconds(), 3),
            overtime=late,
        )

    def _asked(self) -> int:
        if self.phase is not Phase.ANSWERING:
            msg = "No answer is asked for now."
            raise QuizError(msg)
        return self._current()
