"""The choices of questions in YAML banks: what they say, and which of them are right; texts that may be code."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby
from textwrap import dedent
from typing import NamedTuple

from studykit.content.markdown import FORMULA
from studykit.transfer.escaping import fenced
from studykit.transfer.markup import from_illustrated
from studykit.transfer.options import right_ones

_CODE = re.compile(r"->|::|=>|[(\[,;.]\s*$|^\w{2,}\s*[=(\[]")
"""What between two dollars is no formula: `$this->get($` is code."""
_DOLLAR = "\ue020"
_INDENTED = re.compile(r"(?: {2,}|\t)\s*(?![-*+•]\s|\d+[.)]\s)\S")


class Counting(Enum):
    """How a bank tells the right answer by a number."""

    NOT_AT_ALL = ""
    FROM_ZERO = "0"
    FROM_ONE = "1"


class Offer(NamedTuple):
    """A choice as it stands in a bank."""

    text: str
    key: str = ""
    is_right: bool = False
    why: str = ""


def told(
    said: Sequence[str], letter: str, offers: Sequence[Offer], counting: Counting
) -> frozenset[int]:
    """The right choices as the question tells them: by key, by position, by letter, or by what they say."""
    texts = [offer.text for offer in offers]
    if letter:
        return right_ones(letter, texts)
    keys = [offer.key.lower() for offer in offers]
    found: set[int] = set()
    for one in said:
        if one.lower() in keys:
            found.add(keys.index(one.lower()))
        elif one.isdecimal() and counting is not Counting.NOT_AT_ALL and len(one) < 4:
            found.add(int(one) - (counting is Counting.FROM_ONE))
        else:
            found |= right_ones(one, texts)
    return frozenset(found)


def shown_choice(text: str) -> str:
    """A choice; one that is code over several lines is shown as code."""
    stripped = text.strip("\n").rstrip()
    return fenced(stripped) if "\n" in stripped else _plain(stripped)


def shown(text: str) -> str:
    """A text as Markdown, in which lines that stand further in are code."""
    if "\n" not in text.strip():
        return _plain(text.strip())
    return "\n\n".join(_blocks(text.strip("\n").rstrip().split("\n")))


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs and the code of a text."""
    marked = []
    is_code = False
    for line in lines:
        is_code = bool(_INDENTED.match(line)) if line.strip() else is_code
        marked.append((is_code, line))
    for code, group in groupby(marked, key=lambda pair: pair[0]):
        block = "\n".join(line for _, line in group).strip("\n").rstrip()
        if block:
            yield fenced(dedent(block)) if code else _plain(block.strip())


def _plain(text: str) -> str:
    """Text in which a dollar is only a dollar where it begins the name of a variable."""
    formulas = (match["display"] or match["inline"] for match in FORMULA.finditer(text))
    if any(_CODE.search(formula) for formula in formulas):
        return from_illustrated(text.replace("$", _DOLLAR)).replace(_DOLLAR, "\\$")
    return from_illustrated(text)
