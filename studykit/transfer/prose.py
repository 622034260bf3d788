"""Markdown notes in which cards are hidden: their front matter, and their lines without those that are code."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Row(NamedTuple):
    """A line of a note."""

    number: int
    """Counted from 1."""
    text: str
    is_code: bool
    """Whether it stands in a block of code, or is a fence of one."""


def front_matter(text: str) -> str:
    """What stands between the lines of dashes at the top of a note; empty if nothing does."""
    match = _FRONT_MATTER.match(text)
    return match[1] if match else ""


def rows(text: str) -> list[Row]:
    """The lines of a note below its front matter, without comments; blocks of code are told."""
    return list(_rows(_blanked(text)))


def _blanked(text: str) -> str:
    """The text without front matter and comments, every line still at its number."""
    if match := _FRONT_MATTER.match(text):
        text = "\n" * match[0].count("\n") + text[match.end() :]
    return _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)


def _rows(text: str) -> Iterator[Row]:
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _FENCE.match(line)
        if not fence and match:
            fence = match[1]
            yield Row(number, line, is_code=True)
        elif fence:
            if match and match[1].startswith(fence) and line.strip() == match[1]:
                fence = ""
            yield Row(number, line, is_code=True)
        else:
            yield Row(number, line, is_code=False)
