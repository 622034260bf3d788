"""Ids written into a file, so that its cards stay what they are whatever their wording becomes; nothing else is touched.

The ids are those that follow from the texts as they are, under which all that was answered is kept already. They are put in
between: not a character of the file is changed or moved, but for the further lines of a text that gets a key before it,
which move in with it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studykit.content.identity import identify
from studykit.content.nodes import Node, SourceError
from studykit.content.source import parse
from studykit.content.spans import Span, read_spans
from studykit.content.writer import write_member

BOM = "\ufeff"


class _Put(NamedTuple):
    """Something to be put in."""

    at: int
    depth: int
    """Of what ends at the same place the inner part comes first."""
    text: str


def with_ids(text: str) -> tuple[str, int] | None:
    """The text of a file that is in order with the ids that it lacks, and how many they are; None where they cannot be put in.

    A byte order mark and all ends of lines stay as they are.
    """
    mark = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(mark)
    try:
        lacking = list(_in_document(read_spans(body), 0))
        changed = _with_all(body, sorted(put for one in lacking for put in one.puts(body)))
        is_sound = without_ids(_nodes(changed)) == without_ids(_nodes(body))
    except (
        SourceError
    ):  # invisible characters between its parts, or ends of lines that are none here
        return None
    return (mark + changed, len(lacking)) if is_sound else None


def lacking_ids(text: str) -> set[str]:
    """The ids that the facts and questions of a file lack; none where its parts cannot be told apart."""
    try:
        lacking = list(_in_document(read_spans(text.removeprefix(BOM)), 0))
    except SourceError:
        return set()
    return {identify(one.said) for one in lacking if one.key != "point"}


def _with_all(text: str, puts: Iterable[_Put]) -> str:
    """A text with all that has to be put in, which comes in order."""
    parts, done = [], 0
    for at, _, put in puts:
        parts += [text[done:at], put]
        done = at
    return "".join([*parts, text[done:]])


def without_ids(node: Node) -> Node:
    """Nodes as they are without ids, for comparison: a mapping of a text alone is that text."""
    if type(node) is dict:
        rest = {key: without_ids(value) for key, value in node.items() if key != "id"}
        return next(iter(rest.values())) if rest.keys() in ({"fact"}, {"point"}) else rest
    if type(node) is list:
        return [without_ids(item) for item in node]
    assert type(node) is str
    return node.strip()


def _nodes(text: str) -> Node:
    return parse(text.encode("utf-8"))


class _Lacking(NamedTuple):
    """A question, fact or point without an id."""

    key: str
    """Of its text."""
    span: Span
    depth: int
    in_brackets: bool
    """Whether the list that it is an item of is written in brackets."""

    @property
    def said(self) -> str:
        """Its text."""
        value = self.span.value
        said = value[self.key] if type(value) is dict else value
        assert type(said) is str
        return said.strip()

    def puts(self, text: str) -> Iterator[_Put]:
        """What has to be put in."""
        member = write_member("id", identify(self.said)).strip()
        if type(self.span.value) is dict:
            yield self._after_members(text, member)
        elif self.in_brackets:
            yield _Put(self.span.start, self.depth, f"{{{self.key}: ")
            yield _Put(self.span.end, -self.depth, f", {member}}}")
        else:
            yield from self._as_mapping(text, member)

    def _after_members(self, text: str, member: str) -> _Put:
        """The id as the last member of a mapping."""
        end = max(one.end for one in self.span.members.values())
        if self.span.is_flow:
            return _Put(end, -self.depth, f", {member}")
        return self._line(text, end, member)

    def _as_mapping(self, text: str, member: str) -> Iterator[_Put]:
        """A text that is an item of a list becomes a mapping; its further lines move in."""
        start, end = self.span.start, self.span.end
        yield _Put(start, self.depth, f"{self.key}: ")
        further = " " * (start - text.rindex("-", 0, start))
        at = _line_after(text, start)
        while at < end:
            if text[at : _line_after(text, at)].strip():
                yield _Put(at, self.depth, further)
            at = _line_after(text, at)
        yield self._line(text, end, member)

    def _line(self, text: str, end: int, member: str) -> _Put:
        """The id on a line of its own, after the one on which something ends."""
        at = _line_after(text, end)
        indent = " " * self.span.column
        if at == len(text) and not text.endswith(("\n", "\r")):
            return _Put(at, -self.depth, f"{_line_end(text)}{indent}{member}")
        return _Put(at, -self.depth, f"{indent}{member}{_line_end(text)}")


# -- what lacks an id --------------------------------------------------------------------------------------------------------


def _in_document(span: Span, depth: int) -> Iterator[_Lacking]:
    """What lacks an id in a file, or in a guide."""
    for unit in _items(span, "units"):
        yield from _in_guides(unit, depth + 2)
    yield from _in_guides(span, depth)
    yield from _of_list("fact", span, "facts", depth)
    if definition := span.members.get("definition"):
        yield from _of_list("point", definition, "points", depth + 1)
    yield from _of_list("question", span, "questions", depth)
    for question in _items(span, "questions"):
        yield from _of_list("point", question, "points", depth + 2)


def _in_guides(span: Span, depth: int) -> Iterator[_Lacking]:
    for guide in _items(span, "guides"):
        yield from _in_document(guide, depth + 2)


def _of_list(key: str, parent: Span, name: str, depth: int) -> Iterator[_Lacking]:
    """The items of a list that lack one."""
    for item in _items(parent, name):
        if "id" not in item.members:
            yield _Lacking(key, item, depth + 2, parent.members[name].is_flow)


def _items(span: Span, name: str) -> list[Span]:
    """The items of a list of a mapping."""
    return span.members[name].items if name in span.members else []


# -- lines -------------------------------------------------------------------------------------------------------------------


def _line_after(text: str, at: int) -> int:
    """Where the line after a position begins, or the end of the text."""
    found = text.find("\n", at)
    return found + 1 if found >= 0 else len(text)


def _line_end(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"
