"""Nodes with the place in the text where each stands, so that one can be changed and all else left as it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml import YAMLError
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from studykit.content.nodes import Node, Path
from studykit.content.source import SEPARATORS
from studykit.content.syntax import explain
from studykit.content.text import clean
from studykit.content.walk import Events


@dataclass(slots=True)
class Span:
    """A node and where it stands; positions are counted in characters from 0."""

    value: Node
    start: int
    end: int
    """Where its text ends: that of its last part, not of the comments after it."""
    column: int
    is_flow: bool = False
    """Whether it is written in brackets, or is a text."""
    members: dict[str, "Span"] = field(default_factory=dict)
    """Of a mapping."""
    keys: dict[str, int] = field(default_factory=dict)
    """Where each key of a mapping begins."""
    items: list["Span"] = field(default_factory=list)
    """Of a list."""

    def at(self, path: Path) -> "Span":
        """The span at a path within it, which exists."""
        span = self
        for step in path:
            span = span.items[step] if isinstance(step, int) else span.members[step]
        return span


def read_spans(text: str) -> Span:
    """The nodes of a text that is in order: it has been parsed before.

    Raises SourceError where invisible characters, which are taken out before a file is parsed, stand between its parts.
    """
    events = _events(text)
    try:
        next(events)  # the stream begins
        next(events)  # the document begins
        return _node(text, next(events), events)
    except YAMLError as error:
        raise explain(error, text) from None


def _events(text: str) -> Iterator[Any]:
    loader: Any = Events(text.translate(SEPARATORS))  # no place is another by that
    while loader.check_event():
        yield loader.get_event()


def _node(text: str, event: Any, events: Iterator[Any]) -> Span:
    start, column = event.start_mark.index, event.start_mark.column
    if type(event) is ScalarEvent:
        end = _end_of_text(text, event)
        return Span(clean(event.value), start, end, column, is_flow=True)
    flow = bool(event.flow_style)
    if type(event) is MappingStartEvent:
        return _mapping(text, Span({}, start, start, column, flow), events)
    return _list(text, Span([], start, start, column, flow), events)


def _mapping(text: str, span: Span, events: Iterator[Any]) -> Span:
    key: Any = next(events)
    while type(key) is not MappingEndEvent:
        name = clean(key.value)
        span.keys[name] = key.start_mark.index
        span.members[name] = _node(text, next(events), events)
        span.end = max(span.members[name].end, key.end_mark.index)
        key = next(events)
    closing: Any = key
    if span.is_flow:
        span.end = closing.end_mark.index
    span.value = {name: member.value for name, member in span.members.items()}
    return span


def _list(text: str, span: Span, events: Iterator[Any]) -> Span:
    event: Any = next(events)
    while type(event) is not SequenceEndEvent:
        span.items.append(_node(text, event, events))
        span.end = span.items[-1].end
        event = next(events)
    closing: Any = event
    if span.is_flow:
        span.end = closing.end_mark.index
    span.value = [item.value for item in span.items]
    return span


def _end_of_text(text: str, event: Any) -> int:
    """Where a text ends; a block of lines is said to end where the next thing begins."""
    start, end = event.start_mark.index, event.end_mark.index
    if event.style not in ("|", ">"):
        return int(end)
    return int(start) + len(text[start:end].rstrip())
