"""A practice quiz as plain lines: question, answer, confidence, model answer, points, rating."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from studykit.cli import plain_text
from studykit.cli.plain import Dialogue
from studykit.cli.plain_answer import (
    DONT_KNOW,
    END,
    how_to_answer,
    no_choice,
    ticked,
    with_line,
)
from studykit.cli.words import wrapped
from studykit.errors import QuizError
from studykit.log import Draft
from studykit.quiz.attempt import Attempt
from studykit.quiz.quiz import Phase
from studykit.quiz.timer import clock
from studykit.quiz.words import counted
from studykit.study.sitting import PracticeSitting


class PracticeDialogue(Dialogue[PracticeSitting]):
    """Feedback after each answer."""

    help: ClassVar = {
        "!hint": "show the hint",
        "!clear": "throw away what you typed of this answer",
        "!skip": "put this question off to the end",
        "!stop": "end the quiz here",
    }

    @property
    def commands(self) -> Mapping[str, Callable[[int | None], None]]:
        """What can be done in practice."""
        return {"hint": self._hint, "clear": self._clear, "skip": self._skip, "stop": self._stop}

    def greet(self) -> None:
        """Say what the quiz is about and where help is."""
        plan = self.sitting.quiz.plan
        self.lines.say(
            f"{plan.title}: {counted(plan.count, 'question')}.",
            "!help lists what you can type besides answers.",
        )

    def step(self) -> None:
        """Ask for what the quiz wants now."""
        attempt = self.sitting.quiz.attempt
        if attempt is None:
            self._answer()
            return
        if self.sitting.quiz.phase is Phase.CONFIDENCE:
            self.confide(self.sitting.confide)
            return
        self.once(attempt.id, lambda: self._feedback(attempt))
        if self.sitting.quiz.phase is Phase.JUDGING:
            self.judge(attempt)
        else:
            self.rate(attempt)

    def end_of_input(self) -> None:
        """End the quiz early, but leave the work of a day to be gone on with; what was typed is kept as a draft."""
        if self.sitting.quiz.plan.options.of_today:
            self.sitting.pause()
        else:
            self.sitting.stop()

    def leave(self) -> None:
        """Stop the clock."""
        self.sitting.pause()

    # -- the answer ------------------------------------------------------------------------------------------------------

    @property
    def _draft(self) -> Draft:
        position = self.sitting.quiz.position
        if position is None or self.sitting.quiz.phase is not Phase.ANSWERING:
            msg = "No answer is asked for now."
            raise QuizError(msg)
        return self.sitting.draft(position)

    def _answer(self) -> None:
        quiz, draft = self.sitting.quiz, self._draft
        self.once((quiz.position, len(quiz.attempts)), self._question)
        line = self.ask()
        if line is None:
            return
        if line.strip() == DONT_KNOW:
            self.sitting.dont_know(draft.text, hinted=draft.hinted)
        elif quiz.card.choices:
            self._choose(line)
        elif line.strip() == END:
            self.sitting.submit(draft.text, hinted=draft.hinted)
        else:
            self.sitting.keep_draft(with_line(draft, line))

    def _question(self) -> Iterator[str]:
        quiz, draft = self.sitting.quiz, self._draft
        card = quiz.card
        left = quiz.remaining(self.sitting.now())
        time = f" Time left: {clock(left)}." if left is not None else ""
        yield f"{self._place()}: {plain_text.topic(card)}.{time}"
        yield from self.tell_question(card)
        yield how_to_answer(card)
        if draft.text:
            yield from ("You have typed so far (!clear throws it away):", draft.text)

    def _place(self) -> str:
        """Which question this is; one that returns has no new number."""
        quiz = self.sitting.quiz
        if quiz.card.follows:
            return "A missed point"
        first = [
            attempt.answered.card
            for attempt in quiz.attempts
            if not (attempt.is_repeat or attempt.card.follows)
        ]
        return (
            "Once more"
            if quiz.position in first
            else f"Question {len(first) + 1} of {quiz.plan.count}"
        )

    def _choose(self, line: str) -> None:
        choices = ticked(line, self.sitting.quiz.card, self.order)
        if choices is None:
            self.lines.say(no_choice(line, self.sitting.quiz.card, self.order))
        else:
            self.sitting.submit("", choices, hinted=self._draft.hinted)

    def _feedback(self, attempt: Attempt) -> Iterator[str]:
        yield from plain_text.own_answer(attempt, self.order, whole=False)
        yield from plain_text.verdict(attempt)
        if change := self.sitting.change():
            yield wrapped(change.words, self.lines.width)
        yield from self.tell_answer(attempt.card)
        yield from plain_text.points(attempt, self.lines.width)

    # -- the commands ----------------------------------------------------------------------------------------------------

    def _hint(self, _: int | None) -> None:
        draft, card = self._draft, self.sitting.quiz.card
        if card.hint:
            self.sitting.keep_draft(replace(draft, hinted=True))
        self.lines.say(*self.tell_hint(card))

    def _clear(self, _: int | None) -> None:
        self.sitting.keep_draft(replace(self._draft, text=""))
        self.lines.say("Cleared.")

    def _skip(self, _: int | None) -> None:
        self.sitting.skip()

    def _stop(self, _: int | None) -> None:
        self.sitting.stop()
