"""What the tests of the command line share: a clock, a few cards, and a desk without a library."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import count
from pathlib import Path
from random import Random
from typing import cast

from studykit.cli.plain import Lines
from studykit.cli.plain_mock import MockDialogue
from studykit.cli.plain_practice import PracticeDialogue
from studykit.content.catalog import Catalog
from studykit.content.model import Choice, Form, Point
from studykit.quiz.cards import Card, Kind
from studykit.quiz.plan import QuizOptions
from studykit.storage.database import Database
from studykit.study.sitting import AnySitting, PracticeSitting
from studykit.study.study import Study

LIBRARY = Path(__file__).parents[1] / "tui" / "library"
"""Two courses that share a term, and a question set."""
START = datetime(2026, 11, 26, 19, 4, tzinfo=UTC)


class NoCatalog:
    """Stands in where no content is read."""

    def close(self) -> None:
        """Nothing is open."""


class TickingClock:
    """A millisecond passes at each look, and more when a test lets it."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time

    def advance(self, minutes: float) -> None:
        """Let time pass."""
        self.time += timedelta(minutes=minutes)


def make_study(clock: Callable[[], datetime]) -> Study:
    """A desk with a log in memory and without content."""
    numbers = count(1)
    return Study(
        cast(Catalog, NoCatalog()),
        Database.memory,
        clock=clock,
        new_id=lambda: f"{next(numbers):08}",
        rng=Random(7),
    )


def card(term: str, form: Form = Form.OPEN, kind: Kind = Kind.QUESTION, **rest: object) -> Card:
    """A card about a term."""
    parts: dict[str, object] = {
        "id": f"asking/{term.lower()}/{kind}/1",
        "kind": kind,
        "form": form,
        "course": "asking",
        "course_title": "The Art of Asking",
        "unit": "Basics",
        "term": term.lower(),
        "term_title": term,
        "prompt": f"What about **{term}**?",
        "answer": f"All there is to say about {term}.",
    }
    return Card(**(parts | rest))  # type: ignore[arg-type]


OPEN = card(
    "Interview",
    hint="Think of who asks.",
    points=(
        Point("a", "It gathers information.", core=True, why="That is its purpose."),
        Point("b", "The asker leads."),
    ),
)
CHOICE = card(
    "Rapport",
    Form.CHOICE,
    answer="",
    choices=(
        Choice("A referral", correct=True, why="It needs trust."),
        Choice("A typical day", why="That comes first."),
        Choice("A salary"),
    ),
)
SHORT = card(
    "Note", Form.SHORT, accept=("thank-you note", "note of thanks"), answer="A thank-you note."
)


def typed(*lines: str | Callable[[], object]) -> Callable[[], str]:
    """What the learner types, line by line; before a line is read, something may happen."""
    coming = list(lines)

    def read_line() -> str:
        while coming:
            line = coming.pop(0)
            if isinstance(line, str):
                return line + "\n"
            line()
        return ""

    return read_line


def talk(
    sitting: AnySitting,
    *lines: str | Callable[[], object],
    home_of: Callable[[str], Path] = Path,
) -> str:
    """What is said when the learner types these lines and then no more."""
    said = StringIO()
    streams = Lines(typed(*lines), said, 78, home_of)
    if isinstance(sitting, PracticeSitting):
        PracticeDialogue(sitting, streams).run()
    else:
        MockDialogue(sitting, streams).run()
    return said.getvalue()


def begin(study: Study, cards: Sequence[Card], options: QuizOptions | None = None) -> AnySitting:
    """Begin a quiz with just these cards."""
    return study.quizzes.begin_with(cards, options or QuizOptions(seed=3), "Asking")


Call = Callable[..., tuple[int, str, str]]


class Interrupting:
    """A terminal on which Ctrl+C is pressed at once."""

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        raise KeyboardInterrupt


def a_quiz(call: Call) -> str:
    """Take a short quiz; its id."""
    code, *_ = call(
        "quiz", "art-of-asking/informational-interview", "-n2", "--plain", typed="?\n2\n"
    )
    assert code == 0
    return str(json.loads(call("results", "--json")[1])[0]["id"])


HARDLY = "?\n2\n"
"""A card that the learner does not know, but calls hard, so that it does not come back in the same quiz."""


def days(clock: TickingClock, number: float) -> None:
    """Let days pass."""
    clock.advance(number * 24 * 60)


def learn(call: Call, *scope: str) -> None:
    """Meet all questions of a scope, and hardly know them: they are due the next day."""
    code, *_ = call("quiz", *scope, "-n99", "--plain", typed=HARDLY * 20)
    assert code == 0
