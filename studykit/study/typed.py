"""What is typed in a form: what a guide and a question of a set have in common there."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from studykit.content.loader import ReadError, read
from studykit.content.nodes import Node, SourceError
from studykit.content.source import parse
from studykit.errors import StudykitError


@dataclass(slots=True)
class Typed:
    """Something in a form, and the file that it is to be put into."""

    file: Path
    node: dict[str, Node]
    """What it says now."""
    before: bytes = b""
    """What the file said when it was opened; empty: it is new."""
    course: str = ""
    slug: str = ""
    """Of its page; empty: that is new."""
    first: dict[str, Node] = field(default_factory=dict)
    """What it said when it was opened."""
    unit: str = ""
    """Of a new guide: the unit that it is entered into; empty: into none."""

    @property
    def is_new(self) -> bool:
        """Whether it is not in any file yet."""
        return not self.first

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than when it was opened."""
        return _said(self.node) != _said(self.first)

    @property
    def is_behind(self) -> bool:
        """Whether its file has been changed since it was opened."""
        return bool(self.before) and bytes_of(self.file) != self.before

    @property
    def kept_as(self) -> str:
        """Under which it is kept while it is not saved; of a course there is one new guide at a time."""
        return f"unsaved/{self.course}/{self.slug}"


class Saved(NamedTuple):
    """What was put into its file."""

    file: Path
    slug: str
    """Of its page."""
    news: str = ""
    """What is to be told of the file, if anything."""


def refuse_behind(typed: Typed) -> None:
    """Refuse to write over what was changed meanwhile. Raises StudykitError."""
    if typed.is_behind:
        msg = f"{typed.file.name} has been changed since you opened it."
        raise StudykitError(msg, "Go back, and open it again: what you typed is kept.")


def bytes_of(file: Path) -> bytes:
    """What a file holds. Raises StudykitError where it cannot be read."""
    try:
        return read(str(file))
    except ReadError as error:
        raise StudykitError(error.sentence, error.hint) from error


def nodes_of(file: Path, data: bytes) -> dict[str, Node]:
    """What a file says. Raises StudykitError, with the place of what is wrong with it."""
    try:
        root = parse(data)
    except SourceError as error:
        place = f"{file.name}:{error.line}:{error.column}"
        raise StudykitError(f"{place}: {error.sentence}", error.hint) from error
    if not isinstance(root, dict):
        raise StudykitError(f"{file.name} holds no guide.")
    return root


def _said(node: dict[str, Node]) -> dict[str, Node]:
    """The members that say something."""
    return {key: value for key, value in node.items() if value}
