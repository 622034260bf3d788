"""Places in the text of a file: what stands there, what stands around it, and errors at them."""

import re
from dataclasses import dataclass

from studykit.content.nodes import SourceError

BREAK = re.compile("\r\n?|\n")
_BLANK = re.compile(r"(?:\s++|#[^\r\n]*+)*+")

Told = tuple[str, str]
"""A sentence and a hint."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text that a parser complained about, counted from 0, and what stands around it."""

    text: str
    line: int
    column: int

    @property
    def row(self) -> str:
        """The whole line."""
        lines = self.text.split("\n", self.line + 1)
        return lines[self.line] if self.line < len(lines) else ""

    @property
    def above(self) -> "Spot":
        """The beginning of the nearest line before it that is not blank, or of the text."""
        rows = self.text.split("\n", self.line)[: self.line]
        line = next((at for at in range(len(rows) - 1, -1, -1) if rows[at].strip()), 0)
        return Spot(self.text, line, 0)

    @property
    def before(self) -> str:
        """What stands before it in its line."""
        return self.row[: self.column]

    @property
    def char(self) -> str:
        """The character at the place, or nothing at the end of a line."""
        return self.row[self.column : self.column + 1]

    def error(self, told: Told) -> SourceError:
        """The error with these words at this place."""
        return SourceError(self.line + 1, self.column + 1, *told)


def skip_blank(text: str, start: int) -> int:
    """Where, at or after an offset, something stands that is neither space nor comment."""
    match = _BLANK.match(text, start)
    return match.end() if match else start


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted from 1."""
    lines = BREAK.split(text[:offset])
    return len(lines), len(lines[-1]) + 1
