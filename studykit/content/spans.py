"""Where the nodes of a file begin and end in its text, so that something can be put between them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from studykit.content.nodes import Path
from studykit.content.walk import Events


class Span(NamedTuple):
    """A node in its text, by offsets."""

    start: int
    end: int
    """After its last character; comments and empty lines behind it do not belong to it."""
    flow: bool = False
    """Whether it is a list or mapping in brackets."""


def spans(text: str) -> dict[Path, Span]:
    """The span of every node of a text that is without mistake; `()` is the whole."""
    return _Spans(text).found


class _Spans:
    """Walks along the events of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._get: Callable[[], Any] = Events(text).get_event
        self.found: dict[Path, Span] = {}
        self._get()  # the stream begins
        self._get()  # the document begins
        self._node(self._get(), ())

    def _node(self, event: Any, path: Path) -> int:
        """Note the node that begins with this event; gives its end."""
        start: int = event.start_mark.index
        flow = False
        if type(event) is ScalarEvent:
            written: Any = event.end_mark
            end = max(start, len(self._text[: written.index].rstrip()))
        else:
            flow = event.flow_style
            last, closing = self._members(event, path, start)
            end = closing if flow else last
        self.found[path] = Span(start, end, flow)
        return end

    def _members(self, event: Any, path: Path, end: int) -> tuple[int, int]:
        """Note the members of a list or mapping; gives the end of the last one, and where all is closed."""
        item: Any
        if type(event) is MappingStartEvent:
            while type(item := self._get()) is not MappingEndEvent:
                end = max(item.end_mark.index, self._node(self._get(), (*path, item.value)))
        else:
            position = 0
            while type(item := self._get()) is not SequenceEndEvent:
                end = self._node(item, (*path, position))
                position += 1
        return end, item.end_mark.index
