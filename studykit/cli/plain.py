"""A quiz as a dialogue of plain lines: one line is read, one step is taken, and the next thing is asked.

Nothing is kept here but what was said last: the quiz itself tells what is asked for now, and what was typed of an answer
is a draft from line to line. So the input may end anywhere and nothing is lost.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar, Generic, TextIO, TypeVar

from studykit.cli import plain_text
from studykit.cli.console import writing
from studykit.cli.plain_answer import confidence
from studykit.content.prose import as_text
from studykit.content.text import clean
from studykit.errors import QuizError
from studykit.log import Confidence, Rating, Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card
from studykit.quiz.quiz import Phase
from studykit.quiz.report import reason
from studykit.study.sitting import AnySitting

S = TypeVar("S", bound=AnySitting)

_COMMAND = re.compile(r"!([a-z]+)(?:\s+(\d{1,6}))?\s*")
VERDICTS = {"y": Verdict.MET, "p": Verdict.PARTLY, "n": Verdict.MISSED}
"""What is typed for each verdict."""
_RATINGS = {str(int(rating)): rating for rating in Rating}
_WHICH_RATING = "Enter takes it; 1 again, 2 hard, 3 good, 4 easy"


def going_on(sitting: AnySitting) -> str:
    """The command that goes on with a quiz."""
    plan = sitting.quiz.plan
    if plan.options.of_today:
        return "studykit today --plain"
    return f"studykit quiz --plain --resume {plan.id[:8]}"


class EndOfInput(Exception):  # noqa: N818 - an event, not an error
    """No more lines will come."""


class Lines:
    """What the learner types, and what is said to them.

    Args:
        read_line: Gives the next line with its end, and nothing when no more will come.
        sink: Where all is said.
        width: How wide running text is to be.
        home_of: Gives the folder of a course, for its pictures.

    """

    def __init__(
        self,
        read_line: Callable[[], str],
        sink: TextIO,
        width: int,
        home_of: Callable[[str], Path],
    ) -> None:
        self._read_line = read_line
        self._sink = sink
        self.width = width
        self._home_of = home_of

    def pictures(self, course: str, *texts: str) -> Iterator[str]:
        """Where the pictures lie that texts of a course name."""
        if any("![" in text for text in texts):
            from studykit.content.pictures import pictures_in, where

            for picture in pictures_in(texts):
                yield f"Picture ({picture.name}): {where(picture, course, self._home_of)}"

    def say(self, *lines: str) -> None:
        """Say something, at once."""
        with writing():
            self._sink.writelines(clean(line) + "\n" for line in lines)
            self._sink.flush()

    def read(self) -> str:
        """The next line, without its end and without controls."""
        line = self._read_line()
        if not line:
            raise EndOfInput
        return clean(line).removesuffix("\n")


class Dialogue(ABC, Generic[S]):
    """What a practice quiz and a mock test share: the loop, the commands, judging and rating."""

    help: ClassVar[Mapping[str, str]]
    """The commands besides those that always apply, with what each does."""

    def __init__(self, sitting: S, lines: Lines) -> None:
        self.sitting = sitting
        self.lines = lines
        self._said: object = None
        """What stands on the screen last, so that it is not said twice."""
        self._is_left = False

    def run(self) -> None:
        """Ask until the quiz is over, is left, or no more input comes; then say what came of it."""
        self.greet()
        try:
            while not self._is_left and self.sitting.quiz.phase is not Phase.ENDED:
                self._step()
        except EndOfInput:
            self.end_of_input()
        self.lines.say("", *plain_text.result(self.sitting.result, self.lines.width))
        if self.sitting.quiz.phase is not Phase.ENDED:
            self.lines.say(f"This quiz is not over. Go on with: {going_on(self.sitting)}")

    def _step(self) -> None:
        try:
            self.step()
        except QuizError as error:
            self.lines.say(str(error))

    # -- for the two kinds of quiz -------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def commands(self) -> Mapping[str, Callable[[int | None], None]]:
        """What each of these commands does; it is given the number that was typed after it."""

    @abstractmethod
    def greet(self) -> None:
        """Say what is about to begin."""

    @abstractmethod
    def step(self) -> None:
        """Ask for the one thing that is asked for now, and take it."""

    @abstractmethod
    def end_of_input(self) -> None:
        """Save and end, since no more lines will come."""

    def takes_lines(self) -> bool:
        """Whether a line that has just arrived may still count."""
        return True

    # -- asking ----------------------------------------------------------------------------------------------------------

    def ask(self, prompt: str = "") -> str | None:
        """Read a line; None if it was a command, which is done then."""
        if prompt:
            self.lines.say(prompt)
        line = self.lines.read()
        if not self.takes_lines():
            return None
        command = _COMMAND.fullmatch(line.strip().lower())
        if not command:
            return line
        name, value = command[1], int(command[2]) if command[2] else None
        known = {
            "help": self._help,
            "leave": self._leave,
            "flag": self._flag,
            "undo": self._undo,
            **self.commands,
        }
        if name in known:
            known[name](value)
        else:
            self.lines.say(f"There is no command !{name}. !help lists them.")
        return None

    def once(self, key: object, lines: Callable[[], Iterable[str]]) -> None:
        """Say something unless it is what was said last."""
        if key != self._said:
            self._said = key
            self.lines.say("", *lines())

    def say_again(self) -> None:
        """Let what is asked for now be said again."""
        self._said = None

    def _help(self, _: int | None) -> None:
        shared = {
            "!flag": "flag this question, or take the flag off",
            "!undo": "take the last step back",
            "!leave": "leave, to go on another time",
            "!help": "this list",
        }
        self.lines.say(*(f"{name}: {does}" for name, does in {**self.help, **shared}.items()))

    def _leave(self, _: int | None) -> None:
        self.leave()
        self._is_left = True

    def leave(self) -> None:
        """What is to be done before the learner leaves."""

    def _flag(self, _: int | None) -> None:
        quiz = self.sitting.quiz
        self.sitting.flag()
        self.lines.say("Flagged." if quiz.position in quiz.flags else "The flag is off.")

    def _undo(self, _: int | None) -> None:
        self.sitting.undo()
        self.say_again()
        self.lines.say("Undone.")

    def tell_question(self, card: Card) -> Iterator[str]:
        """The question of a card, and where its pictures are."""
        yield from plain_text.question(card, self.order, self.lines.width)
        yield from self.lines.pictures(
            card.course, card.prompt, *(one.text for one in card.choices)
        )

    def tell_answer(self, card: Card) -> Iterator[str]:
        """The model answer of a card, and where its pictures are."""
        yield from plain_text.model_answer(card, self.order, self.lines.width)
        yield from self.lines.pictures(card.course, card.answer, *(one.why for one in card.choices))

    def tell_hint(self, card: Card) -> Iterator[str]:
        """The hint of a card, and where its pictures are."""
        yield from plain_text.hint(card, self.lines.width)
        yield from self.lines.pictures(card.course, card.hint)

    # -- judging and rating ----------------------------------------------------------------------------------------------

    @property
    def order(self) -> list[int]:
        """In which order the choices of the current card are shown."""
        position = self.sitting.quiz.position
        return [] if position is None else self.sitting.quiz.plan.choice_order(position)

    def judge(self, attempt: Attempt) -> None:
        """Ask for the verdict on the first point that has none."""
        points = attempt.card.points
        place, point = next((i, p) for i, p in enumerate(points, 1) if p.id not in attempt.verdicts)
        core = ", core" if point.core else ""
        text = as_text(point.text, self.lines.width)
        told = f"Point {place} of {len(points)}{core}: {text}\n"
        is_said = bool(
            attempt.card.follows
        )  # a point that is asked by itself is its own model answer
        answer = self.ask(f"{'' if is_said else told}y got it, p partly, n missed:")
        if answer is None:
            return
        verdict = VERDICTS.get(answer.strip().lower())
        if verdict is None:
            self.lines.say("Please answer y, p or n.")
            return
        self.sitting.judge(point.id, verdict)
        if point.why and verdict is not Verdict.MET:
            self.lines.say(f"Why: {as_text(point.why, self.lines.width)}")

    def confide(self, take: Callable[[Confidence | None], None]) -> None:
        """Ask how sure the learner is."""
        line = self.ask("How sure are you? g guess, u unsure, s sure, or Enter:")
        if line is None:
            return
        is_said, level = confidence(line)
        if is_said:
            take(level)
        else:
            self.lines.say("Please type g, u or s, or press Enter.")

    def rate(self, attempt: Attempt) -> None:
        """Say the derived rating and why, and ask whether it is to be another."""
        derived = attempt.derived
        turn = f"; o if it was {'not right' if attempt.is_correct else 'right in other words'}"
        keys = f"{_WHICH_RATING}{turn if attempt.can_be_overruled else ''}"
        answer = self.ask(f"Rating: {derived.rating.word} ({reason(derived)}). {keys}:")
        if answer is None:
            return
        choice = answer.strip().lower()
        if choice == "o" and attempt.can_be_overruled:
            self.sitting.overrule()
        elif not choice or choice in _RATINGS:
            self.sitting.rate(_RATINGS.get(choice))
        else:
            self.lines.say("Please press Enter, or type 1, 2, 3 or 4.")
