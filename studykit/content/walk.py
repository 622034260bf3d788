"""Walks along the events of YAML: one builds the nodes of a file, one notes their places.

Events instead of PyYAML's own loaders, since those let the last of two equal keys win, turn `No` and `12:30` into
something else, and can be crashed by a file. Only this module, `spans` and `syntax` know PyYAML.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from studykit.content import syntax
from studykit.content.nodes import Node, Path, Place, SourceError
from studykit.content.spot import position, skip_blank
from studykit.content.text import clean, shorten

try:
    from yaml import CBaseLoader as Events
except ImportError:  # PyYAML without libyaml: slower, and no different otherwise
    from yaml import BaseLoader as Events  # type: ignore[assignment]

__all__ = [
    "MAX_DEPTH",
    "MAX_NODES",
    "MAX_SCALAR",
    "Events",
    "Surveyor",
    "build",
    "joined",
    "last",
    "survey",
]

MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_SCALAR = 200_000

_GARBLED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]|\$[^$\n]*\n[a-z]")
"""What `"$\\beta \\times \\nu$"` becomes in double quotes, where a backslash makes backspaces, tabs and new lines."""

_BAD_INPUT = (YAMLError, ValueError, OverflowError)
"""What PyYAML raises on bad input: its pure parser has ValueError for an escape that is no character."""


def last(_first: Node, second: Node) -> Node:
    """What a key says that is repeated, for most programs."""
    return second


def joined(first: Node, second: Node) -> Node:
    """What a key says that is repeated, so that no mistake in it is overlooked: both lists, or else the first that is not empty."""
    if type(first) is list and type(second) is list:
        first += second
    return first or second


def build(
    text: str,
    repeated: list[SourceError] | None = None,
    most: int = MAX_NODES,
    of_two: Callable[[Node, Node], Node] = last,
) -> Node:
    """The nodes of a text; raises SourceError.

    Args:
        text: What to read.
        repeated: Where to put what is wrong with keys that are repeated; None: such a key is an error like any other.
        most: How many keys and values it may have.
        of_two: What a key says that is repeated, by what it says the first time and again.

    """
    try:
        return _Builder(text, repeated, most, of_two).document()
    except _BAD_INPUT as error:
        raise syntax.explain(error, text) from None


def survey(text: str) -> "Surveyor":
    """The places in a text, up to the first mistake in it."""
    surveyor = Surveyor(text)
    with suppress(*_BAD_INPUT, SourceError):
        surveyor.document()
    return surveyor


class _Builder:
    """Builds nodes from events, and refuses what is not meant to be in a guide."""

    __slots__ = ("_depth", "_get", "_most", "_nodes", "_of_two", "_repeated", "_text")

    def __init__(
        self,
        text: str,
        repeated: list[SourceError] | None,
        most: int,
        of_two: Callable[[Node, Node], Node],
    ) -> None:
        self._text = text
        self._most = most
        self._repeated = repeated
        self._of_two = of_two
        self._get: Callable[[], Any] = Events(text).get_event
        self._nodes = 0
        self._depth = 0

    def document(self) -> Node:
        """The nodes of the first document, which has to be the only one."""
        self._get()  # the stream begins
        self._get()  # the document begins
        root = self._node(self._get())
        self._end(self._get())
        if root == "":
            raise SourceError(1, 1, "The file is empty.", "A guide begins with `term: `.")
        return root

    def _end(self, event: Any) -> None:
        """Make sure that nothing follows the document."""
        start = skip_blank(self._text, event.end_mark.index)
        if start < len(self._text) and (
            event.explicit or self._text.startswith(("---", "%"), start)
        ):
            raise SourceError(
                *position(self._text, start),
                "A second document begins here; a file holds one.",
                "Delete this line, or put what follows into a file of its own.",
            )
        self._get()  # the end of the stream, or a complaint about what follows

    def _node(self, event: Any) -> Node:
        """The node that begins with this event."""
        self._nodes += 1
        if self._nodes > self._most:
            raise _refusal(
                event,
                f"The file has more than {self._most:,} keys and values.",
                "Split it into several files.",
            )
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent or event.anchor is not None or event.tag is not None:
            raise _sigil(event, self._text)
        if self._depth >= MAX_DEPTH:
            raise _refusal(event, *syntax.TOO_DEEP)
        self._depth += 1
        found = self._mapping() if kind is MappingStartEvent else self._list()
        self._depth -= 1
        return found

    def _scalar(self, event: Any) -> str:
        """The text of a scalar; only an escape in double quotes can still spell what is not clean."""
        value: str = event.value
        if event.tag is not None or event.anchor is not None:
            raise _sigil(event, self._text)
        if len(value) > MAX_SCALAR:
            raise _refusal(
                event,
                f"This text is longer than {MAX_SCALAR:,} characters.",
                "Shorten it or divide it.",
            )
        return clean(value) if event.style == '"' else value

    def _list(self) -> list[Node]:
        """The items of a list, up to its end."""
        items: list[Node] = []
        get, node = self._get, self._node
        while type(event := get()) is not SequenceEndEvent:
            items.append(node(event))
        return items

    def _mapping(self) -> dict[str, Node]:
        """The members of a mapping, up to its end."""
        members: dict[str, Node] = {}
        keys: dict[str, Any] = {}
        get, node = self._get, self._node
        while type(event := get()) is not MappingEndEvent:
            key = self._key(event)
            if key in members:
                self._tell_repeated(_repeated(event, key, keys[key]))
                members[key] = self._of_two(members[key], node(get()))
            else:
                keys[key] = event
                members[key] = node(get())
        self._nodes += len(keys)
        return members

    def _tell_repeated(self, error: SourceError) -> None:
        """Tell of a key that is repeated."""
        if self._repeated is None:
            raise error
        self._repeated.append(error)

    def _key(self, event: Any) -> str:
        """The text of a key."""
        if type(event) is not ScalarEvent:
            if type(event) is AliasEvent:
                raise _sigil(event, self._text)
            raise _refusal(
                event,
                "Brackets cannot stand where a key is wanted.",
                "Text that begins with `{` or `[` needs double quotes around it.",
            )
        key = self._scalar(event)
        if key == "<<" and not event.style:
            raise _refusal(event, "A merge key (`<<`) is not used here.", "Write the keys out.")
        if not key:
            raise _refusal(
                event,
                "There is no key before this colon.",
                "Write `key: value`, or put the text in quotes.",
            )
        return key


class Surveyor:
    """Notes the place of every node, and which texts an escape in double quotes has probably garbled."""

    def __init__(self, text: str) -> None:
        self._get: Callable[[], Any] = Events(text).get_event
        self.found: dict[Path, Place] = {}
        self.garbled: list[Path] = []
        self._items: dict[Path, int] = {}
        """How many items each list has."""

    def document(self) -> None:
        """Note the places of the first document; an empty file has none."""
        self._get()  # the stream begins
        self._get()  # the document begins
        if root := self._get():
            self._node(root, (), None)

    def _node(self, event: Any, path: Path, key: Any) -> None:
        """Note the place of the node that begins with this event, and of all within it."""
        mark = event.start_mark
        keyed = (key.start_mark.line + 1, key.start_mark.column + 1) if key else (0, 0)
        self.found.setdefault(path, Place(mark.line + 1, mark.column + 1, *keyed))
        if len(path) > MAX_DEPTH or len(self.found) > MAX_NODES:
            raise _refusal(event, "There is too much here to note it all.")
        if type(event) is MappingStartEvent:
            while type(member := self._get()) is ScalarEvent:
                self._node(self._get(), (*path, clean(member.value)), member)
        elif type(event) is ScalarEvent and event.style == '"' and _GARBLED.search(event.value):
            self.garbled.append(path)
        elif type(event) is SequenceStartEvent:
            position = self._items.get(path, 0)  # more than 0: the key of this list is repeated
            while type(item := self._get()) is not SequenceEndEvent:
                self._node(item, (*path, position), None)
                position += 1
            self._items[path] = position


def _refusal(event: Any, sentence: str, hint: str = "") -> SourceError:
    """An error at the place where an event begins."""
    mark = event.start_mark
    return SourceError(mark.line + 1, mark.column + 1, sentence, hint)


def _repeated(event: Any, key: str, first: Any) -> SourceError:
    """The error for a key that a mapping has already, by the event of the first."""
    return _refusal(
        event,
        f"The key `{shorten(key)}` is repeated; it is also at line {first.start_mark.line + 1}.",
        "Join the two, or begin a new item with `- ` if two things are meant.",
    )


def _sigil(event: Any, text: str) -> SourceError:
    """The error for an anchor, an alias or a tag, told by the character that makes it one."""
    mark = event.start_mark
    return SourceError(
        mark.line + 1, mark.column + 1, *syntax.sigil(text[mark.index : mark.index + 1])
    )
