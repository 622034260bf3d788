"""One answer to one card in one quiz, as far as it has come."""

from dataclasses import dataclass, field

from studykit.entries import Answered, Rated
from studykit.log import Confidence, Verdict
from studykit.quiz.cards import Card
from studykit.quiz.points import Derived, derive, derive_checked, derive_dont_know


@dataclass(slots=True)
class Attempt:
    """An answer with what was said of it since."""

    card: Card
    answered: Answered
    is_repeat: bool
    """Whether the card was answered before in the same quiz; only the first answer counts for the score."""
    confidence: Confidence | None = None
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    """By point id; the last judgement counts."""
    overruled: bool | None = None
    """The learner's own verdict on a typed answer, if they overruled the program."""
    rated: Rated | None = None

    @property
    def id(self) -> str:
        """The attempt's id is that of its first entry."""
        return self.answered.id

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered: said so, or left empty in a mock test."""
        return self.answered.dont_know or not (self.answered.text.strip() or self.answered.choices)

    @property
    def is_correct(self) -> bool:
        """Whether a checked answer was right; the learner's overruling counts more than the program's verdict."""
        if self.is_blank:
            return False
        return bool(self.answered.correct if self.overruled is None else self.overruled)

    @property
    def can_be_overruled(self) -> bool:
        """Whether the learner may overrule the program's verdict: only that on a typed answer."""
        return not (self.card.is_open or self.card.choices or self.is_blank)

    @property
    def is_judged(self) -> bool:
        """Whether there is nothing left to judge."""
        return (
            self.is_blank
            or not self.card.is_open
            or self.verdicts.keys() >= {p.id for p in self.card.points}
        )

    @property
    def derived(self) -> Derived:
        """Score and rating that follow from the judgements so far."""
        if self.is_blank:
            return derive_dont_know(len(self.card.points) or 1)
        if self.card.is_open:
            return derive(self.card.points, self.verdicts)
        return derive_checked(correct=self.is_correct)
