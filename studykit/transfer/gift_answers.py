"""What stands between the braces of GIFT: the answers of a question."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from studykit.transfer import bounds
from studykit.transfer.asked import Ask, Item, Kind, Option
from studykit.transfer.gift_grammar import cut, unescaped
from studykit.transfer.marks import Marks, match, numbers, tell, wordings

_SIGN = re.compile(r"\\.|[=~]", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?[\d.,]{1,20})%")
_TRUTH = re.compile(r"\s*(?:(T|TRUE)|F|FALSE)\s*(#.*)?\Z", re.DOTALL | re.IGNORECASE)


class GiftKind(StrEnum):
    """The kinds of question of GIFT."""

    DESCRIPTION = "Description"
    ESSAY = "Essay"
    TRUTH = "TF"
    CHOICE = "MC"
    SHORT = "Short"
    NUMBER = "Numerical"
    MATCHING = "Matching"


class Answer(NamedTuple):
    """One answer, with its escapes."""

    is_right: bool
    """Marked by `=`."""
    weight: str
    """A percentage; empty if it has none."""
    text: str
    feedback: str


@dataclass(slots=True)
class Group:
    """A group of answers of a question."""

    content: str
    show: Callable[[str], str]
    """Makes Markdown of a text, by the format that the question is in."""
    say: Callable[[str], str]
    """Makes plain text of one."""
    general: str = ""
    answers: list[Answer] = field(init=False)

    def __post_init__(self) -> None:
        self.content, self.general = cut(self.content, "####")
        self.content = self.content.strip()
        answers = _answers(self.content.removeprefix("#"))
        self.answers = list(islice(answers, bounds.MOST + 1))

    @property
    def kind(self) -> GiftKind:
        """What kind of question it makes."""
        if not self.content:
            return GiftKind.ESSAY
        if self.content.startswith("#"):
            return GiftKind.NUMBER
        if any(not answer.is_right for answer in self.answers):
            return GiftKind.CHOICE
        if self.answers and all("->" in answer.text for answer in self.answers):
            return GiftKind.MATCHING
        return GiftKind.TRUTH if _TRUTH.match(self.content) else GiftKind.SHORT


def kind_of(groups: list[str]) -> GiftKind:
    """What kind of question these groups of answers make."""
    return Group(groups[0], str, str).kind if groups else GiftKind.DESCRIPTION


def _answers(content: str) -> Iterator[Answer]:
    """The answers that begin with `=` or `~`."""
    signs = [match for match in _SIGN.finditer(content) if len(match[0]) == 1]
    for at, sign in enumerate(signs):
        end = signs[at + 1].start() if at + 1 < len(signs) else len(content)
        yield _answer(content[sign.end() : end], sign[0] == "=")


def _answer(raw: str, is_right: bool) -> Answer:
    weight = _WEIGHT.match(raw)
    text, feedback = cut(raw[weight.end() :] if weight else raw, "#")
    return Answer(is_right, weight[1].replace(",", ".") if weight else "", text, feedback)


def read_group(item: Item, group: Group, ident: str) -> list[Ask]:
    """What a group asks; what it says after the answer goes to the item."""
    if fault := bounds.too_many(group.answers, "answers"):
        item.fault = fault
        return []
    readers = {
        GiftKind.ESSAY: _essay,
        GiftKind.TRUTH: _truth,
        GiftKind.CHOICE: _choice,
        GiftKind.SHORT: _short,
        GiftKind.NUMBER: _number,
        GiftKind.MATCHING: _matching,
    }
    return readers[group.kind](item, group, ident)


def _essay(_item: Item, _group: Group, ident: str) -> list[Ask]:
    return [Ask(Kind.WRITE, ident)]


def _truth(_item: Item, group: Group, ident: str) -> list[Ask]:
    """True or false; the first feedback is for those who were wrong."""
    found = _TRUTH.match(group.content)
    is_true = found is not None and bool(found[1])
    said = (found[2] or "")[1:] if found else ""
    wrong, right = map(group.show, cut(said, "#"))
    return [
        Ask(
            Kind.CHOOSE,
            ident,
            options=[
                Option("T", "True", is_true, right if is_true else wrong),
                Option("F", "False", not is_true, wrong if is_true else right),
            ],
        )
    ]


def _choice(item: Item, group: Group, ident: str) -> list[Ask]:
    """Choices: those marked by `=` are right; where none is, those that give points."""
    answers = group.answers
    single = any(answer.is_right for answer in answers)
    marks = Marks(
        [answer.weight or ("100" if answer.is_right else "0") for answer in answers], single=single
    )
    options = [
        Option(str(at), group.show(answer.text), marks.right[at], group.show(answer.feedback))
        for at, answer in enumerate(answers)
    ]
    item.changes += marks.changes([option.text for option in options])
    return [Ask(Kind.CHOOSE, ident, options=options)]


def _short(item: Item, group: Group, ident: str) -> list[Ask]:
    """A word or two."""
    answers = group.answers or [_answer(group.content, is_right=True)]
    marks = Marks([answer.weight or "100" for answer in answers], single=True)
    texts = [group.say(answer.text) for answer in answers]
    item.changes += marks.changes(texts)
    tell(item, marks, [group.show(answer.feedback) for answer in answers])
    right = [text for text, is_right in zip(texts, marks.right, strict=True) if is_right]
    return [Ask(Kind.TYPE, ident, accept=wordings(right, item))]


def _number(item: Item, group: Group, ident: str) -> list[Ask]:
    """A number, with the range in which it is right."""
    answers = [answer for answer in group.answers if answer.text.strip()]
    if not group.answers:
        answers = [_answer(group.content.removeprefix("#"), is_right=True)]
    answers = [answer for answer in answers if answer.is_right] or answers
    marks = Marks([answer.weight or "100" for answer in answers], single=True)
    right = [answer for answer, is_right in zip(answers, marks.right, strict=True) if is_right]
    item.changes += marks.changes([unescaped(answer.text).strip() for answer in answers])
    tell(item, marks, [group.show(answer.feedback) for answer in answers])
    return [numbers(ident, (_value(unescaped(answer.text)) for answer in right))]


def _value(text: str) -> tuple[str, str, str]:
    """A number as it is, or where it begins and ends; with its tolerance."""
    low, is_range, high = text.strip().partition("..")
    if is_range:
        return low, high, ""
    value, _, tolerance = text.partition(":")
    return value, "", tolerance


def _matching(item: Item, group: Group, ident: str) -> list[Ask]:
    """Pairs."""
    pairs = [cut(answer.text, "->") for answer in group.answers]
    return match(item, [(group.show(left), group.show(right)) for left, right in pairs], ident)
