"""Runs: pieces of text with a style, and how lines are made of them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Run(NamedTuple):
    """A piece of text in one style; what a style means is the business of whoever shows it."""

    text: str
    style: str = ""


Line = list[Run]
"""Runs that stand on one line."""

NARROWEST = 10
"""No text is wrapped to fewer cells."""

Measure = Callable[[str], int]
"""How many cells of a terminal a text takes."""

_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60"
_WORD = re.compile(r"[^ ]+ *| +")
ONE_CELL = re.compile("[ -~¡-¬®-ʯΑ-ΡΣ-ω‐-…⁰ⁱ⁴-₎ₐ-ₜ←-↔∀-⋿]*")
"""Text of which each character takes one cell, as nearly all is."""
_WORD_OR_WIDE = rf"[{_WIDE}][、。，．！？：；」』）】》〉]* *|[^ {_WIDE}]+ *| +"
"""For a text with wide letters; takes 6 ms to compile."""


def cells(text: str) -> int:
    """How many cells of a terminal a text takes, by Unicode's own tables."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def plain_text(line: Iterable[Run]) -> str:
    """The text of runs."""
    return "".join(run.text for run in line)


def divide(line: Line, spans: Sequence[tuple[int, int]]) -> list[Line]:
    """The parts of a line at positions of its text, which are in order and apart."""
    parts: list[Line] = [[] for _ in spans]
    index = position = 0
    for text, style in line:
        end = position + len(text)
        while index < len(spans) and spans[index][0] < end:
            first, last = max(spans[index][0], position), min(spans[index][1], end)
            if first < last:
                parts[index].append(Run(text[first - position : last - position], style))
            if spans[index][1] > end:
                break
            index += 1
        position = end
    return parts


def split(line: Line) -> list[Line]:
    """The lines that a text with line feeds in it makes."""
    lines: list[Line] = [[]]
    for text, style in line:
        first, *others = text.split("\n")
        lines[-1].append(Run(first, style))
        lines += [[Run(other, style)] for other in others]
    return lines


def wrap(line: Line, width: int, measure: Measure) -> list[Line]:
    """The lines no wider than the width that a text makes, broken between words where that can be done."""
    return [part for whole in split(line) for part in _wrapped(whole, width, measure)]


def fold(line: Line, width: int, measure: Measure) -> list[Line]:
    """The same, broken wherever the width ends; for code."""
    text = plain_text(line)
    if measure(text) <= width:
        return [line]
    edges = [0, *_folds(text, width, measure), len(text)]
    return divide(line, list(pairwise(edges)))


def pad(line: Line, width: int, align: str, measure: Measure) -> Line:
    """The line with blanks on one side or both, so that it fills the width."""
    missing = max(width - measure(plain_text(line)), 0)
    left = {"right": missing, "center": missing // 2}.get(align, 0)
    return [
        *([Run(" " * left)] if left else []),
        *line,
        *([Run(" " * (missing - left))] if missing > left else []),
    ]


def _wrapped(line: Line, width: int, measure: Measure) -> list[Line]:
    """The lines that one text without line feeds makes."""
    text = plain_text(line)
    if ONE_CELL.fullmatch(text):
        measure = len
    if measure(text) <= width:
        return [line]
    edges = [0, *_breaks(text, width, measure), len(text)]
    return divide(
        line, [(start, start + len(text[start:end].rstrip(" "))) for start, end in pairwise(edges)]
    )


def _breaks(text: str, width: int, measure: Measure) -> Iterator[int]:
    """Where new lines begin: before words that have no room, and within words wider than a line."""
    if measure is len and (places := _simple_breaks(text, width)) is not None:
        yield from places
        return
    used = 0
    words = re.compile(_WORD_OR_WIDE) if _may_be_wide(text) else _WORD
    for match in words.finditer(text):
        word, start = match[0], match.start()
        size = measure(word.rstrip(" "))
        if used and used + size > width:
            yield start
            used = 0
        places = _folds(word, width, measure) if size > width else []
        yield from (start + place for place in places)
        used += measure(word[places[-1] :] if places else word)


def _simple_breaks(text: str, width: int) -> list[int] | None:
    """The same, much quicker, for a text of one cell a character; None where a word is wider than a line."""
    places: list[int] = []
    start = 0
    while (end := start + width) < len(text):
        start = text.rfind(" ", start, end + 1) + 1
        if not start:
            return None
        while start < len(text) and text[start] == " ":
            start += 1
        if start < len(text):
            places.append(start)
    return places


def _may_be_wide(text: str) -> bool:
    """Whether a text has wide letters, between which a line may end; quotation marks and dashes are none."""
    return not text.isascii() and any("\u1100" <= c <= "\u115f" or c >= "\u2e80" for c in text)


def _folds(text: str, width: int, measure: Measure) -> list[int]:
    """Where a text without good places to break it is broken."""
    places: list[int] = []
    used = 0
    for index, char in enumerate(text):
        size = measure(char)
        if used and used + size > width:
            places.append(index)
            used = 0
        used += size
    return places


def _cells_of(char: str) -> int:
    """How many cells a character takes."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
