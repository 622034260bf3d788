"""The answer to the question of a mock test that is turned to: as it stood while there was time for it."""

from dataclasses import replace

from studykit.log import Confidence, Draft
from studykit.study.sitting import MockSitting

_FOLLOWING = {
    None: Confidence.GUESS,
    Confidence.GUESS: Confidence.UNSURE,
    Confidence.UNSURE: Confidence.SURE,
    Confidence.SURE: None,
}


class OpenAnswer:
    """Follows what is typed, and takes no more of it once the time is up: a second's look at the clock may come late."""

    def __init__(self, sitting: MockSitting) -> None:
        self._sitting = sitting
        self.draft = Draft(card=0)
        self.is_shut = False
        """Whether the question's own time is used up."""

    def turn(self) -> None:
        """Begin with what was kept of the question turned to."""
        quiz = self._sitting.quiz
        self.draft = self._sitting.draft(quiz.open_card)
        self.is_shut = quiz.is_closed(quiz.open_card, self._sitting.now())

    @property
    def is_late(self) -> bool:
        """Whether nothing that is typed now counts."""
        quiz, now = self._sitting.quiz, self._sitting.now()
        if self.is_shut or not self._sitting.is_answering:
            return True
        return quiz.is_time_up(now) or quiz.is_closed(quiz.open_card, now)

    @property
    def answered(self) -> set[int]:
        """The cards that have an answer, this one as it stands."""
        here = {self.draft.card}
        has_answer = bool(self.draft.text.strip() or self.draft.choices)
        return self._sitting.answered | here if has_answer else self._sitting.answered - here

    def note(self, text: str, choices: tuple[int, ...]) -> None:
        """Note what stands in the editor."""
        if not self.is_late:
            self.draft = replace(self.draft, text=text, choices=choices)

    def cycle_confidence(self) -> None:
        """Go on from nothing to guess, to unsure, to sure, and to nothing again."""
        if not self.is_late:
            self.draft = replace(self.draft, confidence=_FOLLOWING[self.draft.confidence])

    def keep(self) -> None:
        """Keep it on disk."""
        if self._sitting.is_answering:
            self._sitting.keep_draft(self.draft)

    def close_question(self) -> None:
        """Keep it as it stood: its own time is used up."""
        self.is_shut = True
        self.keep()

    def close_test(self) -> None:
        """Keep it as it stood, and lock all answers: the time is up."""
        self.keep()
        self._sitting.close_if_time_is_up()
