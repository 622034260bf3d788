"""A mock test as plain lines: a prediction, the questions against the clock, then the judging pass."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from studykit.cli import plain_text
from studykit.cli.plain import Dialogue, Lines
from studykit.cli.plain_answer import DONT_KNOW, END, how_to_answer, no_choice, ticked, with_line
from studykit.cli.words import wrapped
from studykit.errors import QuizError
from studykit.log import Confidence, Draft
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card
from studykit.quiz.quiz import Phase
from studykit.quiz.timer import clock, pace
from studykit.study.sitting import MockSitting


class MockDialogue(Dialogue[MockSitting]):
    """No feedback before the end. The clock is looked at whenever a line arrives."""

    help: ClassVar = {
        "!go N": "turn to question N",
        "!back": "turn to the question before",
        "!next": "turn to the next question",
        "!list": "which questions are answered, empty, flagged",
        "!time": "how much time is left",
        "!hint": "show the hint",
        "!clear": "throw away your answer to this question",
        "!done": "hand in; then you judge your answers",
    }

    def __init__(self, sitting: MockSitting, lines: Lines) -> None:
        super().__init__(sitting, lines)
        self._asks_confidence = False
        self._is_at_end = False

    @property
    def commands(self) -> Mapping[str, Callable[[int | None], None]]:
        """What can be done in a mock test."""
        return {
            "go": self._go,
            "back": lambda _: self._turn_to(self.sitting.quiz.open_card - 1),
            "next": lambda _: self._next(),
            "list": self._list,
            "time": lambda _: self.lines.say(self._time()),
            "hint": self._hint,
            "clear": self._clear,
            "done": self._done,
        }

    def greet(self) -> None:
        """Say what the test is about, how long it may take, and where help is."""
        quiz = self.sitting.quiz
        each = " for each question" if quiz.limit.per_question else ""
        time = quiz.limit.one
        self.lines.say(
            f"Mock test: {quiz.plan.title}, {len(quiz.plan.cards)} questions, {clock(time)}{each}.",
            "!help lists what you can type besides answers; !done hands in.",
        )
        if quiz.locked_at:
            self.lines.say("Your answers are locked; now judge them.")

    def step(self) -> None:
        """Ask for what the test wants now."""
        attempt = self.sitting.quiz.attempt
        if self.sitting.quiz.phase is Phase.PREDICTING:
            self._predict()
        elif attempt is None:
            self._answer()
        else:
            self.once(attempt.id, lambda: self._feedback(attempt))
            (self.judge if self.sitting.quiz.phase is Phase.JUDGING else self.rate)(attempt)

    def takes_lines(self) -> bool:
        """Whether there is time left for a line that has just arrived; else what is closed is closed now."""
        quiz = self.sitting.quiz
        if self.sitting.close_if_time_is_up():
            self.lines.say("The time is up. Your answers are locked as they stood; now judge them.")
            return False
        if (
            self.sitting.is_answering
            and not self._is_at_end
            and quiz.is_closed(quiz.open_card, self.sitting.now())
        ):
            self.lines.say("The time for this question is up. Its answer is kept as it stood.")
            self._next()
            return False
        return True

    def end_of_input(self) -> None:
        """Hand in what there is."""
        if self.sitting.is_answering:
            self.sitting.hand_in()
            self.lines.say("", "No more input: handed in. Your answers wait to be judged.")

    def leave(self) -> None:
        """Say that the clock does not stop."""
        if self.sitting.is_answering:
            self.lines.say("The clock goes on running.")

    # -- prediction ------------------------------------------------------------------------------------------------------

    def _predict(self) -> None:
        line = self.ask(
            "What score do you expect, in percent? The clock begins to run when you answer:"
        )
        if line is None:
            return
        number = line.strip().removesuffix("%").strip()
        if number.isdecimal() and len(number) <= 3 and int(number) <= 100:
            self.sitting.predict(int(number) / 100)
        else:
            self.lines.say("Please type a number from 0 to 100.")

    # -- answering -------------------------------------------------------------------------------------------------------

    @property
    def _draft(self) -> Draft:
        if not self.sitting.is_answering:
            msg = "No answer is asked for now."
            raise QuizError(msg)
        return self.sitting.draft(self.sitting.quiz.open_card)

    def _answer(self) -> None:
        if self._is_at_end:
            self._ask_at_end()
        elif self._asks_confidence:
            self.confide(self._take_confidence)
        else:
            self.once(self.sitting.quiz.open_card, self._question)
            line = self.ask()
            if line is not None:
                self._take(line)

    def _question(self) -> Iterator[str]:
        quiz, draft = self.sitting.quiz, self._draft
        flagged = ", flagged" if quiz.open_card in quiz.flags else ""
        place = f"Question {quiz.open_card + 1} of {len(quiz.plan.cards)}{flagged}"
        yield f"{place}: {plain_text.topic(self._card)}. {self._time()}"
        yield from self.tell_question(self._card)
        yield how_to_answer(self._card)
        if draft.text:
            yield from ("You have typed so far (!clear throws it away):", draft.text)
        if draft.choices:
            yield f"You chose {', '.join(str(self.order.index(choice) + 1) for choice in draft.choices)}."

    def _take(self, line: str) -> None:
        """Take one line of an answer."""
        draft = self._draft
        if line.strip() in {END, DONT_KNOW}:
            self._close_card(
                has_answer=line.strip() == END and bool(draft.text.strip() or draft.choices)
            )
        elif not self._card.choices:
            self.sitting.keep_draft(with_line(draft, line))
        elif (choices := ticked(line, self._card, self.order)) is not None:
            self.sitting.keep_draft(replace(draft, choices=choices))
            self._close_card(has_answer=True)
        else:
            self.lines.say(no_choice(line, self._card, self.order))

    def _close_card(self, *, has_answer: bool) -> None:
        """Go on to what comes after an answer: how sure one is, or the next question."""
        if has_answer:
            self._asks_confidence = True
        else:
            self._next()

    def _take_confidence(self, level: Confidence | None) -> None:
        """Note how sure the learner is, and go on."""
        self.sitting.keep_draft(replace(self._draft, confidence=level))
        self._next()

    def _ask_at_end(self) -> None:
        cards = range(len(self.sitting.quiz.plan.cards))
        empty = [str(card + 1) for card in cards if card not in self.sitting.answered]
        self.once(
            "end",
            lambda: [
                f"That was the last question. Without an answer: {', '.join(empty) or 'none'}. {self._time()}",
                "!go N turns to a question, !done hands in:",
            ],
        )
        if self.ask() is not None:
            self.lines.say("Please type !done, or !go and the number of a question.")

    def _time(self) -> str:
        """What is left of the time, and the pace."""
        quiz, now = self.sitting.quiz, self.sitting.now()
        if quiz.locked_at:
            return "Your answers are locked; judge them in your own time."
        left = quiz.remaining(now)
        if left < timedelta(0):
            return f"Overtime: {clock(-left)}."
        each = " for this question" if quiz.limit.per_question else ""
        return (
            f"Time left{each}: {clock(left)}, {pace(quiz.behind(now, len(self.sitting.answered)))}."
        )

    # -- the judging pass --------------------------------------------------------------------------------------------------

    def _feedback(self, attempt: Attempt) -> Iterator[str]:
        quiz = self.sitting.quiz
        yield f"Judging question {attempt.answered.card + 1} of {len(quiz.plan.cards)}: {plain_text.topic(attempt.card)}."
        yield from self.tell_question(attempt.card)
        yield from plain_text.own_answer(attempt, self.order, whole=True)
        yield from plain_text.verdict(attempt)
        if change := self.sitting.change():
            yield wrapped(change.words, self.lines.width)
        yield from self.tell_answer(attempt.card)
        yield from plain_text.points(attempt, self.lines.width)

    # -- the commands ------------------------------------------------------------------------------------------------------

    @property
    def _card(self) -> Card:
        return self.sitting.quiz.plan.cards[self.sitting.quiz.open_card]

    def _next(self) -> None:
        """Turn to the next question that has time left, or come to the end."""
        quiz, now = self.sitting.quiz, self.sitting.now()
        cards = range(quiz.open_card + 1, len(quiz.plan.cards))
        following = next((card for card in cards if not quiz.is_closed(card, now)), None)
        if following is None:
            self._asks_confidence = False
            self._is_at_end = True
        else:
            self._turn_to(following)

    def _turn_to(self, card: int) -> None:
        if self.sitting.quiz.is_closed(card, self.sitting.now()):
            self.lines.say(f"The time for question {card + 1} is up.")
            return
        self.sitting.open(card)
        self._asks_confidence = self._is_at_end = False
        self.say_again()

    def _go(self, number: int | None) -> None:
        if number is None:
            self.lines.say("Type the number of the question too, such as !go 3.")
        else:
            self._turn_to(number - 1)

    def _list(self, _: int | None) -> None:
        quiz, answered = self.sitting.quiz, self.sitting.answered
        for card in range(len(quiz.plan.cards)):
            state = "answered" if card in answered else "empty"
            self.lines.say(f"{card + 1} {state}{', flagged' if card in quiz.flags else ''}")

    def _hint(self, _: int | None) -> None:
        draft = self._draft
        if self._card.hint:
            self.sitting.keep_draft(replace(draft, hinted=True))
        self.lines.say(*self.tell_hint(self._card))

    def _clear(self, _: int | None) -> None:
        self.sitting.keep_draft(replace(self._draft, text="", choices=()))
        self.lines.say("Cleared.")

    def _done(self, _: int | None) -> None:
        self.sitting.hand_in()
        self.lines.say("Your answers are locked; now judge them.")
