"""A second look at an old answer, as plain lines."""

from studykit.cli import plain_text
from studykit.cli.plain import VERDICTS, EndOfInput, Lines
from studykit.content.model import Point
from studykit.content.prose import as_text
from studykit.log import Verdict
from studykit.study.second_look import SecondLook, comparison


def judge_again(look: SecondLook, lines: Lines) -> None:
    """Show the answer without its old marks, ask for the verdict on each point, and then say how the two differ."""
    card = look.attempt.card
    lines.say(f"A second look: you answered this on {look.at.astimezone():%Y-%m-%d}.")
    lines.say("", plain_text.topic(card), *plain_text.question(card, (), lines.width))
    lines.say(*lines.pictures(card.course, card.prompt, card.answer))
    lines.say("", *plain_text.own_answer(look.attempt, (), whole=True))
    lines.say("", *plain_text.model_answer(card, (), lines.width), "")
    try:
        for place, point in enumerate(card.points, 1):
            look.judge(point.id, _verdict(f"Point {place} of {len(card.points)}", point, lines))
    except EndOfInput:
        lines.say("Nothing was kept.")
        return
    look.keep()
    lines.say("", comparison(look))


def _verdict(place: str, point: Point, lines: Lines) -> Verdict:
    """Ask until one is given."""
    core = ", core" if point.core else ""
    lines.say(f"{place}{core}: {as_text(point.text, lines.width)}", "y got it, p partly, n missed:")
    while (verdict := VERDICTS.get(lines.read().strip().lower())) is None:
        lines.say("Please answer y, p or n.")
    return verdict
