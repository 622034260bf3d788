"""Problems with a place, and the errors that are told to a person."""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem costs."""

    ERROR = "error"
    """The content cannot be used as it stands."""
    WARNING = "warning"
    """The content works, but teaches badly."""


class Problem(NamedTuple):
    """One mistake in one file: what, where, and how to mend it. All its text is clean and may be shown."""

    path: str
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    sentence: str
    hint: str = ""
    """How to mend it."""
    excerpt: str = ""
    """The source line, where there is one."""
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """The place as editors and compilers write it."""
        return f"{self.path}:{self.line}:{self.column}"

    def __str__(self) -> str:
        word = "" if self.severity is Severity.ERROR else "warning: "
        return f"{self.place}: {word}{self.sentence}"

    def render(self, width: int = 0) -> str:
        """The problem with its source line, a caret under it, and the hint, as several lines.

        Args:
            width: Where sentences are broken between words, and the source line ends; 0: they are as long as they are.

        """
        lines = _broken(str(self), width, "    ")
        if self.excerpt:
            gutter = f"{self.line:>5} | "
            shown, caret = self._window(min(100, max(width - len(gutter), 20)) if width else 100)
            lines += [gutter + shown, " " * 5 + " | " + " " * caret + "^"]
        if self.hint:
            lines += _broken(f"      = {self.hint}", width, " " * 8)
        return "\n".join(lines)

    def _window(self, width: int = 100) -> tuple[str, int]:
        """The part of the excerpt around the column that fits, and where the caret stands in it."""
        caret = min(self.column - 1, len(self.excerpt))
        start = max(0, caret - width // 2) if len(self.excerpt) > width else 0
        shown = self.excerpt[start : start + width].replace("\t", " ")
        return shown, caret - start


def _broken(text: str, width: int, indent: str) -> list[str]:
    """A text as lines that are no wider, broken between words, those after the first a little in."""
    if not width:
        return [text]
    from textwrap import wrap  # noqa: PLC0415 - only a terminal needs it

    return wrap(
        text,
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


class StudykitError(Exception):
    """Something that a person can be told: what happened and what to do about it.

    Everything that the program raises on purpose is one of these; it is caught in one place of each
    front end and shown without a traceback.
    """

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()


class NotFoundError(StudykitError):
    """A course, term or quiz was asked for that is not there."""


class StorageError(StudykitError):
    """What should be remembered cannot be written or read."""


class QuizError(StudykitError):
    """A step was asked of a quiz that it cannot take now."""
