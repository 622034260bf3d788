"""What many tests share: a clock that tests move, ids that count, and a tiny course built from the model."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from studykit.content.model import (
    Choice,
    Course,
    Fact,
    Form,
    Guide,
    Point,
    Question,
    QuestionSet,
    Unit,
)

START = datetime(2026, 11, 26, 19, 4, tzinfo=UTC)


class TickingClock:
    """Tells a time that is one second later at each look; tests let more of it pass."""

    def __init__(self, start: datetime = START, tick: float = 1.0) -> None:
        self.time = start
        self._tick = timedelta(seconds=tick)

    def __call__(self) -> datetime:
        """The time, a tick later than the last."""
        self.time += self._tick
        return self.time

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.time += timedelta(seconds=seconds)


def counting_ids(prefix: str = "id") -> Callable[[], str]:
    """Ids that are the same in every run."""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers):06}"


INFORMATIONAL = Guide(
    slug="informational-interview",
    term="Informational Interview",
    aliases=("informational meeting",),
    definition="An **informational interview** is a talk in which *you* lead. Informational meetings are not for jobs.",
    points=(Point("talk", "It is a talk."), Point("lead", "You lead it.")),
    facts=(
        Fact("thanks", "Send a **thank-you note** within **one day**."),
        Fact("plain", "This one has nothing in bold."),
    ),
    questions=(
        Question(
            "differ",
            "How does it differ from a job interview?",
            Form.OPEN,
            answer="Nobody is assessed. The asker leads. It may lead to referrals.",
            points=(
                Point("assess", "Nobody is assessed.", core=True, why="That is what it is."),
                Point("leads", "The asker leads.", accept=("drives the conversation",)),
                Point("referrals", "It may lead to referrals."),
            ),
            hint="Think of who asks.",
        ),
        Question(
            "last",
            "What would you ask for last?",
            Form.CHOICE,
            choices=(
                Choice("A referral", correct=True, why="It comes after trust."),
                Choice("A typical day"),
                Choice("Their career"),
            ),
        ),
        Question(
            "after",
            "What should follow?",
            Form.SHORT,
            answer="A thank-you note.",
            accept=("thank-you note", "a letter of thanks"),
        ),
    ),
    contrast=("job-interview",),
)
JOB = Guide(
    slug="job-interview",
    term="Job Interview",
    definition="A talk in which an employer assesses you.",
    points=(Point("assesses", "An employer assesses you."),),
    facts=(Fact("length", "It takes about **45** minutes."),),
    questions=(
        Question(
            "why",
            "Why is it held?",
            Form.OPEN,
            answer="To choose. To be chosen.",
            points=(Point("choose", "To choose."), Point("chosen", "To be chosen.")),
        ),
    ),
)
LISTENING = Guide(
    slug="active-listening",
    term="Active Listening",
    definition="Listening with all of one's attention.",
    points=(Point("attention", "With all attention."),),
)
COURSE = Course(
    slug="art-of-asking",
    title="The Art of Asking",
    about="Asking and listening.",
    units=(Unit("Kinds of interview", (INFORMATIONAL, JOB)), Unit("", (LISTENING,))),
    sets=(
        QuestionSet(
            "revision",
            "Revision",
            (
                Question(
                    "all",
                    "Which of these are kinds of interview?",
                    Form.CHOICE,
                    choices=(
                        Choice("Informational", correct=True),
                        Choice("Job", correct=True),
                        Choice("Active"),
                    ),
                ),
            ),
        ),
    ),
)
