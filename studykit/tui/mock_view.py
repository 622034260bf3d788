"""What is said during a mock test: its rules, its clock, and what handing it in would mean. Pure functions."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from textual.content import Content

from studykit.log import Confidence
from studykit.quiz.mock import MockTest
from studykit.quiz.timer import clock, pace
from studykit.quiz.words import counted
from studykit.study.sitting import MockSitting
from studykit.tui.widgets.progress import FLAG
from studykit.tui.widgets.question_grid import Questions

_MOST_NUMBERS = 12
HIDDEN = "clock hidden"
TIME_IS_UP = "Your answers are locked as they stood. Now they are compared with the model answers."
LEAVING = "The clock goes on, also while studykit is closed. Your answers are kept, and Home offers to go on."


def rules(quiz: MockTest) -> str:
    """What holds in this mock test, told before it begins."""
    one, count = quiz.limit.one, len(quiz.plan.cards)
    each = f"{_minutes(one)} for each" if quiz.limit.per_question else _minutes(one)
    closing = (
        "you may go on, and the overtime is marked"
        if quiz.plan.options.overtime
        else "your answers are locked as they stand"
    )
    return "\n\n".join(
        [
            f"{counted(count, 'question')}, {each}. When the time is up, {closing}.",
            "The clock begins with the first question and stops for nothing, not even when studykit is closed.",
            "You can go to and fro between the questions. Nothing tells right from wrong before the end.",
        ]
    )


def questions(quiz: MockTest, answered: set[int], now: datetime) -> Questions:
    """How the questions stand."""
    count = len(quiz.plan.cards)
    closed = {card for card in range(count) if quiz.is_closed(card, now)}
    return Questions(count, quiz.open_card, answered, frozenset(quiz.flags), closed)


def used_up(card: int) -> str:
    """What is told when a question's own time is used up."""
    return f"The time for question {card + 1} is used up: its answer stays as it stood."


def time_line(quiz: MockTest, now: datetime, answered: int) -> str:
    """The time that is left and the pace, or the overtime."""
    left = quiz.remaining(now)
    if quiz.is_closed(quiz.open_card, now):
        return "time used up"
    if left < timedelta(0):
        return f"{clock(-left)} overtime"
    if quiz.limit.per_question:
        return f"{clock(left)} left for this question"
    return f"{clock(left)} left  ·  {pace(quiz.behind(now, answered))}"


def status(quiz: MockTest, confidence: Confidence | None, *, is_shut: bool) -> Content:
    """Which question this is, and what was said of it."""
    parts = [
        Content.styled(f"Question {quiz.open_card + 1} of {len(quiz.plan.cards)}", "bold $primary")
    ]
    if quiz.card.kind.task:
        parts.append(Content.styled(quiz.card.kind.task, "$text-muted"))
    if quiz.open_card in quiz.flags:
        parts.append(Content.styled(f"{FLAG} flagged", "$warning"))
    if confidence:
        parts.append(Content(str(confidence)))
    if is_shut:
        parts.append(Content.styled("time used up: to be read only", "$warning"))
    return Content("   ").join(parts)


def hand_in_text(sitting: MockSitting) -> str:
    """What is empty and what is flagged."""
    empty = sorted(set(range(len(sitting.quiz.plan.cards))) - sitting.answered)
    lines = [
        _counted(empty, "empty") if empty else "Every question has an answer.",
        _counted(sorted(sitting.quiz.flags), "flagged"),
        "All answers are locked then, and you judge them.",
    ]
    return "\n".join(filter(None, lines))


def next_open(quiz: MockTest, now: datetime) -> int:
    """The next card whose own time is not used up; the one turned to, where there is none."""
    count = len(quiz.plan.cards)
    order = [(quiz.open_card + step) % count for step in range(1, count)]
    return next((card for card in order if not quiz.is_closed(card, now)), quiz.open_card)


def _counted(cards: Sequence[int], word: str) -> str:
    if not cards:
        return ""
    numbers = ", ".join(str(card + 1) for card in cards[:_MOST_NUMBERS])
    rest = ", …" if len(cards) > _MOST_NUMBERS else ""
    verb = "is" if len(cards) == 1 else "are"
    return f"{counted(len(cards), 'question')} {verb} {word}: {numbers}{rest}."


def _minutes(time: timedelta) -> str:
    minutes = time.total_seconds() / 60
    return (
        f"{minutes:g} minute{'s' * (minutes != 1)}"
        if minutes == round(minutes, 2)
        else f"{clock(time)} minutes"
    )
