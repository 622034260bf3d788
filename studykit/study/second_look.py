"""A second look: an old answer of one's own, judged again without its old marks."""

from collections.abc import Callable
from datetime import datetime, timedelta

from studykit.entries import Answered
from studykit.errors import QuizError
from studykit.log import Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card
from studykit.quiz.words import number, score_words
from studykit.storage.second_looks import OldAnswer, SecondLooks

AGE = timedelta(days=7)
"""So old an answer is: one does not remember any more how one judged it."""


class SecondLook:
    """The judging of one old answer. Nothing of it is kept until every point is judged."""

    def __init__(
        self,
        answer: OldAnswer,
        looks: SecondLooks,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._answer = answer
        self._looks = looks
        self._clock = clock
        self._new_id = new_id
        self._judged: list[str] = []
        answered = Answered(id=answer.attempt, at=answer.at, card=answer.position, text=answer.text)
        self.attempt = Attempt(Card.from_json(answer.card.content), answered, is_repeat=False)
        """The answer with the verdicts of now; how sure the learner was is left out, as the old marks are."""
        self.is_kept = False

    @property
    def at(self) -> datetime:
        """When it was answered."""
        return self._answer.at

    @property
    def first(self) -> float:
        """The points that the first judgement gave; to be shown only once the second is kept."""
        return self._answer.met

    def judge(self, point: str, verdict: Verdict) -> None:
        """Judge one point, again and again until all is kept."""
        if self.is_kept:
            msg = "This answer has been judged."
            raise QuizError(msg)
        self.attempt.verdicts[point] = verdict
        self._judged = [one for one in self._judged if one != point] + [point]

    def undo(self) -> None:
        """Take the last judgement back."""
        if self.is_kept or not self._judged:
            msg = "There is nothing to undo."
            raise QuizError(msg)
        del self.attempt.verdicts[self._judged.pop()]

    def keep(self) -> None:
        """Write the second judgement down."""
        if not self.attempt.is_judged:
            msg = "There are points left to judge."
            raise QuizError(msg)
        if not self.is_kept:
            met = self.attempt.derived.met
            self._looks.add(self._new_id(), self._answer, self.attempt.verdicts, met, self._clock())
            self.is_kept = True


def comparison(look: SecondLook) -> str:
    """The two judgements beside each other, once the second is kept."""
    derived = look.attempt.derived
    if derived.met == look.first:
        return f"Both times you gave yourself {score_words(look.first, derived.total)} points."
    first, second = number(look.first), score_words(derived.met, derived.total)
    return f"The first time you gave yourself {first} points, this time {second}."
