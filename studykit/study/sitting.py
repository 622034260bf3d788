"""A quiz together with its log: what the learner does is on disk before it shows."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Generic, TypeVar

from studykit.entries import Answered
from studykit.log import Confidence, Draft, Rating, Verdict
from studykit.quiz.cards import Card
from studykit.quiz.changes import Change, change_of
from studykit.quiz.mock import MockTest
from studykit.quiz.practice import PracticeQuiz
from studykit.quiz.quiz import Entries, Phase, Quiz
from studykit.quiz.result import Result, result_of
from studykit.storage.review_log import ReviewLog

Q = TypeVar("Q", bound=Quiz)
Clock = Callable[[], datetime]


class Sitting(Generic[Q]):
    """What practice and mock tests share.

    Every step raises QuizError where it does not apply, StorageError where it cannot be written down; in both cases
    nothing has changed.
    """

    def __init__(self, quiz: Q, log: ReviewLog, clock: Clock) -> None:
        self.quiz = quiz
        self._log = log
        self._clock = clock
        self.drafts: dict[int, Draft] = log.drafts(quiz.plan.id)
        """Answers that are not locked yet, by the card's position."""

    def now(self) -> datetime:
        """The time, in whole milliseconds, as the log keeps it."""
        return milliseconds(self._clock())

    @property
    def result(self) -> Result:
        """What has come of it so far."""
        return result_of(self.quiz)

    def draft(self, card: int) -> Draft:
        """The answer to a card as far as it has come."""
        return self.drafts.get(card, Draft(card=card))

    def keep_draft(self, draft: Draft) -> None:
        """Keep an answer that is not locked yet; does nothing where it is kept already."""
        if draft != self.draft(draft.card):
            self._log.save_draft(self.quiz.plan.id, draft, self.now())
            self.drafts[draft.card] = draft

    def change(self) -> Change | None:
        """What has changed in the answer to the card since it was answered before; None before an answer is locked."""
        attempt = self.quiz.attempt
        if attempt is None or attempt.card.follows or self.quiz.phase is Phase.CONFIDENCE:
            return None
        before = self._log.last_asked(attempt.card.id)
        return before and change_of(Card.from_json(before.content), attempt.card)

    def judge(self, point: str, verdict: Verdict) -> None:
        """Judge one point."""
        self._take(self.quiz.judge(point, verdict, self.now()))

    def overrule(self) -> None:
        """Turn the program's verdict on a typed answer round."""
        self._take(self.quiz.overrule(self.now()))

    def rate(self, chosen: Rating | None = None) -> None:
        """Take the derived rating, or another."""
        self._take(self.quiz.rate(self.now(), chosen))

    def flag(self, card: int | None = None) -> None:
        """Flag a card, or take its flag off."""
        self._take(self.quiz.flag(self.now(), card))

    def stop(self) -> None:
        """End the quiz early."""
        self._take(self.quiz.stop(self.now()))

    def undo(self) -> None:
        """Take the last step back. A submission that is undone is a draft again."""
        self._take(self.quiz.undo(self.now()))
        self.drafts = self._log.drafts(self.quiz.plan.id)

    def _take(self, entries: Entries) -> None:
        """Write entries down, then let them count."""
        if entries:
            self._log.append(self.quiz.plan.id, len(self.quiz.entries), entries)
            self.quiz.apply(entries)
        for entry in entries:
            if isinstance(entry, Answered):
                self.drafts.pop(entry.card, None)


class PracticeSitting(Sitting[PracticeQuiz]):
    """A practice quiz that is being taken."""

    def submit(self, text: str, choices: Iterable[int] = (), *, hinted: bool = False) -> None:
        """Lock an answer."""
        self._take(self.quiz.submit(text, choices, self.now(), hinted=hinted))

    def dont_know(self, text: str = "", *, hinted: bool = False) -> None:
        """Say that one does not know."""
        self._take(self.quiz.dont_know(self.now(), text, hinted=hinted))

    def confide(self, confidence: Confidence | None) -> None:
        """Say how sure one is, or not."""
        self._take(self.quiz.confide(confidence, self.now()))

    def skip(self) -> None:
        """Put the card off to the end."""
        self._take(self.quiz.skip(self.now()))

    def let_rest(self, *, on: bool) -> None:
        """Leave the card that is being rated out of the rest of the quiz, or let it come back after all."""
        self._take(self.quiz.let_rest(self.now(), on=on))

    def pause(self) -> None:
        """Stop the clock and leave; the quiz stays unfinished."""
        self._take(self.quiz.pause(self.now()))

    def resume(self) -> None:
        """Go on."""
        self._take(self.quiz.resume(self.now()))


class MockSitting(Sitting[MockTest]):
    """A mock test that is being taken or judged."""

    def predict(self, score: float) -> None:
        """Say what score one expects, 0 to 1; the clock begins to run."""
        self._take(self.quiz.predict(score, self.now()))

    def open(self, card: int) -> None:
        """Turn to a card."""
        self._take(self.quiz.open(card, self.now()))

    @property
    def answered(self) -> set[int]:
        """The cards that have an answer."""
        return {card for card, draft in self.drafts.items() if draft.text.strip() or draft.choices}

    def hand_in(self) -> None:
        """Lock all answers as they are on disk, where another window may have written too, and begin to judge."""
        self.drafts = self._log.drafts(self.quiz.plan.id)
        self._take(self.quiz.lock(self.drafts, self.now()))

    def close_if_time_is_up(self) -> bool:
        """Lock all answers as of the deadline where it has passed; True if it did so now."""
        if not self.quiz.is_time_up(self.now()):
            return False
        self.hand_in()
        return True

    @property
    def is_answering(self) -> bool:
        """Whether the answers can still be changed."""
        return self.quiz.phase is Phase.ANSWERING


AnySitting = PracticeSitting | MockSitting


def milliseconds(now: datetime) -> datetime:
    """The time as the log keeps it."""
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
