"""The plain text of text2qti as marked pieces of text: `1.` begins a question, `*a)` a right choice, `...` feedback.

A piece goes on over the lines that are indented as far as its text; blank lines part its paragraphs. Code that stands
alone would make questions there; here it is a piece like any other, and never run.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from studykit.transfer.notes import TransferError

_MARKS = {
    "question": r"\d{1,9}\.",
    "right": r"\*[a-zA-Z]\)",
    "wrong": r"[a-zA-Z]\)",
    "right_of_several": r"\[\*\]",
    "wrong_of_several": r"\[ ?\]",
    "short": r"\*",
    "feedback": r"\.\.\.",
    "if_right": r"\+",
    "if_wrong": r"-",
    "solution": r"!",
    "number": r"=",
    "title": r"[Tt]itle:",
    "points": r"[Pp]oints:",
    "text_title": r"[Tt]ext [Tt]itle:",
    "text": r"[Tt]ext:",
    "quiz_title": r"[Qq]uiz [Tt]itle:",
    "quiz_description": r"[Qq]uiz [Dd]escription:",
    "pick": r"[Pp]ick:",
    "setting": (
        r"(?:[Ss]olutions pick|[Pp]oints per question|[Ss]huffle answers|[Ss]how correct answers|[Oo]ne question at a time"
        r"|[Cc]an't go back|[Ff]eedback is solution|[Ss]olutions sample groups|[Ss]olutions randomize groups):"
    ),
}
_ALONE = {
    "essay": r"_{3,}",
    "upload": r"\^{3,}",
    "group": r"GROUP",
    "end_group": r"END_GROUP",
    "code": r"`{3,}[ \t]*\{.*",
}
_START = re.compile(
    "|".join(
        [
            *(rf"(?P<{name}>(?:{mark})[ \t]+(?=\S))" for name, mark in _MARKS.items()),
            *(rf"(?P<{name}>(?:{mark})[ \t]*$)" for name, mark in _ALONE.items()),
        ]
    )
)
_ON_ONE_LINE = {"points", "pick", "setting", "number", "short"}
RESPONSES = {"right", "right_of_several", "number", "essay", "upload", "short"}


class Marked(NamedTuple):
    """A piece of text with what its mark says."""

    kind: str
    """`unknown` where a line has no mark and belongs to nothing."""
    text: str
    line: int


def pieces(text: str) -> Iterator[Marked]:
    """The pieces of a file, without comments.

    Raises:
        TransferError: A comment or code has no end.

    """
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        match = _START.match(line)
        if match and match.lastgroup == "code":
            end = _end_of_code(lines, at)
            yield Marked("code", "\n".join(lines[at + 1 : end]), at + 1)
            at = end + 1
        elif match:
            kind = match.lastgroup or ""
            rest = (
                []
                if kind in _ON_ONE_LINE or kind in _ALONE
                else _rest(lines, at, match.end(), kind)
            )
            said = "\n".join([line[match.end() :].rstrip(), *rest]) if kind not in _ALONE else ""
            yield Marked(kind, said.strip(), at + 1)
            at += 1 + len(rest)
        elif line.strip() == "COMMENT":
            at = _end_of_comment(lines, at) + 1
        else:
            if line.strip() and not line.startswith("%"):
                yield Marked("unknown", line.strip(), at + 1)
            at += 1


def _rest(lines: list[str], at: int, width: int, kind: str) -> list[str]:
    """The lines that go on with a piece, without their indentation, as long as they are indented far enough."""
    indent = len(lines[at][:width].expandtabs(4))
    if lines[at][:width].rstrip().endswith(":"):
        following = lines[at + 1].expandtabs(4) if at + 1 < len(lines) else ""
        indent = max(len(following) - len(following.lstrip(" ")), 2)
    stops = kind.endswith("title")
    found: list[str] = []
    for number in range(at + 1, len(lines)):
        line = lines[number].expandtabs(4)
        if not line.strip() and not stops:
            found.append("")
        elif line.strip() and line.startswith(" " * indent):
            found.append(line[indent:].rstrip())
        else:
            break
    while found and not found[-1]:
        found.pop()
    return found


def _end_of_code(lines: list[str], at: int) -> int:
    """The line that ends code."""
    fence = "".join(takewhile(lambda char: char == "`", lines[at]))
    for number in range(at + 1, len(lines)):
        if lines[number].rstrip() == fence:
            return number
    raise TransferError(
        f"Line {at + 1}: this code has no end.", f"Write {fence} on a line below it."
    )


def _end_of_comment(lines: list[str], at: int) -> int:
    """The line that ends a comment."""
    for number in range(at + 1, len(lines)):
        if lines[number].strip() == "END_COMMENT":
            return number
    raise TransferError(
        f"Line {at + 1}: this COMMENT has no end.", "Write END_COMMENT on a line below it."
    )
