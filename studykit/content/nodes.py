"""The nodes of a file: what strict YAML leaves of it, before anybody asks what it means."""

from typing import NamedTuple, TypeAlias

from studykit.errors import StudykitError

Node: TypeAlias = str | list["Node"] | dict[str, "Node"]
"""Text, a list, or a mapping from keys to nodes. Nothing else: every scalar is text."""

MAX_BYTES = 4_000_000
"""The size of the largest file that is read."""

Path: TypeAlias = tuple[str | int, ...]
"""The way from the whole file to one node: keys and positions, such as `("facts", 2)`; `()` is the whole."""


class Place(NamedTuple):
    """Where a node stands, counted from 1: its value, and its key where it has one (else 0)."""

    line: int
    column: int
    key_line: int = 0
    key_column: int = 0


class SourceError(StudykitError):
    """A file that cannot be read as YAML of our kind: where it stops, why, and how to mend it."""

    def __init__(self, line: int, column: int, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.line = line
        self.column = column
