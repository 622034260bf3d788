"""How an answer is taken down line by line: typed and ended by a dot, or the numbers of choices."""

import re
from dataclasses import replace

from studykit.content.text import shorten
from studykit.log import Confidence, Draft
from studykit.quiz.cards import Card

END = "."
DONT_KNOW = "?"

_CONFIDENCES = {"": None, "g": Confidence.GUESS, "u": Confidence.UNSURE, "s": Confidence.SURE}


def with_line(draft: Draft, line: str) -> Draft:
    """The draft with one more line."""
    return replace(draft, text=f"{draft.text}\n{line}" if draft.text else line)


def ticked(line: str, card: Card, order: list[int]) -> tuple[int, ...] | None:
    """The choices that a line such as `2` or `1,3` names; None if it names none, too many, or one that is not there."""
    if not re.fullmatch(r"\d{1,3}(?:[\s,]+\d{1,3})*", line.strip()):
        return None
    numbers = {int(number) for number in re.findall(r"\d+", line)}
    if not numbers <= set(range(1, len(order) + 1)) or (len(numbers) > 1 and not card.has_several):
        return None
    return tuple(sorted(order[number - 1] for number in numbers))


def how_to_answer(card: Card) -> str:
    """What to type to answer a card."""
    if card.has_several:
        return "The numbers of all right choices, such as 1,3; ? alone if you don't know:"
    if card.choices:
        return "The number of your choice; ? alone if you don't know:"
    return "Your answer, ended by a line with a single dot; ? alone if you don't know:"


def no_choice(line: str, card: Card, order: list[int]) -> str:
    """Why a line answers no choice question, and what would."""
    several = "one number or several, such as 1,3" if card.has_several else "one number"
    told = f"`{shorten(line)}` is no answer" if line.strip() else "That is no answer"
    return f"{told}: type {several}, from 1 to {len(order)}, or ? if you don't know."


def confidence(line: str) -> tuple[bool, Confidence | None]:
    """Whether a line says how sure one is (an empty one: does not wish to), and how sure."""
    key = line.strip().lower()
    return key in _CONFIDENCES, _CONFIDENCES.get(key)
