"""A file changed as a person would change it: what stays the same stays as it was written, comments and all.

The nodes that are wanted are compared with those that are there. Where they differ, the lines of that part alone are
written anew; items of lists are matched, so that an item put in between moves nothing else.
"""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from studykit.content.nodes import Node, SourceError
from studykit.content.source import SEPARATORS, parse
from studykit.content.spans import Span, read_spans
from studykit.content.text import clean
from studykit.content.writer import write, write_list, write_member
from studykit.errors import StudykitError


class _Edit(NamedTuple):
    """Characters of the text to be replaced."""

    start: int
    end: int
    text: str


class Rewritten(NamedTuple):
    """A text that says something else."""

    text: str
    is_anew: bool = False
    """Whether all of it was written anew, so that its layout and the comments within are gone."""


def rewrite(text: str, wanted: dict[str, Node]) -> Rewritten:
    """The text of a file with the nodes that are wanted.

    Args:
        text: The file as it is, in order, with line feeds at the ends of its lines.
        wanted: What it shall say; a text is compared without the space around it.

    Raises:
        StudykitError: Something in the file cannot be written anew.

    """
    if not text.endswith("\n"):
        text += "\n"
    try:
        spans = read_spans(text)
    except SourceError:
        text = clean(text.translate(SEPARATORS))
        spans = read_spans(text)
    edits = sorted(_edits(text, spans, _stripped(wanted)), key=lambda edit: (edit.start, edit.end))
    parts, done = [], 0
    for edit in edits:
        parts += [text[done : edit.start], edit.text]
        done = max(done, edit.end)
    changed = "".join([*parts, text[done:]])
    if says(changed, wanted):
        return Rewritten(changed)
    anew = _head_of(text) + write(wanted)
    if says(anew, wanted):
        return Rewritten(anew, is_anew=True)
    msg = "The file is laid out in a way that cannot be changed here."
    raise StudykitError(msg, "Open it in an editor: `studykit check` tells what is wrong with it.")


def says(text: str, wanted: dict[str, Node]) -> bool:
    """Whether a text says what is wanted."""
    try:
        return _stripped(parse(text.encode("utf-8"))) == _stripped(wanted)
    except Exception:  # whatever it is that cannot be parsed
        return False


def _head_of(text: str) -> str:
    """The comments that a file begins with."""
    lines = text.split("\n")
    count = next((at for at, line in enumerate(lines) if not line.startswith("#")), 0)
    return "".join(f"{line}\n" for line in lines[:count])


def _stripped(node: Node) -> Node:
    """Nodes whose texts have no space around them, as the loader takes them."""
    if type(node) is dict:
        return {key: _stripped(value) for key, value in node.items()}
    if type(node) is list:
        return [_stripped(item) for item in node]
    assert type(node) is str
    return node.strip()


def _edits(text: str, old: Span, new: Node) -> Iterator[_Edit]:
    """What has to be changed within a mapping or a list that is written on lines of its own."""
    if _stripped(old.value) == new:
        return
    if type(old.value) is dict and type(new) is dict:
        yield from _edits_of_mapping(text, old, new)
    elif type(old.value) is list and type(new) is list:
        yield from _edits_of_list(text, old, new)


def _edits_of_mapping(text: str, old: Span, new: dict[str, Node]) -> Iterator[_Edit]:
    """Members changed, put in and taken out."""
    after = old.start
    for key, value in new.items():
        if key not in old.members:
            at = _line_after(text, after) if after != old.start or old.members else after
            yield _Edit(at, at, write_member(key, value, old.column))
            continue
        member = old.members[key]
        if _stripped(member.value) != value:
            if _goes_within(member, value):
                yield from _edits(text, member, value)
            else:
                yield _member_anew(text, old, key, value)
        after = member.end
    for key, member in old.members.items():
        if key not in new:
            yield _without(text, old.keys[key], member.end)


def _edits_of_list(text: str, old: Span, new: list[Node]) -> Iterator[_Edit]:
    """Items changed, put in and taken out."""
    before, after = [_mark(item.value) for item in old.items], [_mark(item) for item in new]
    for kind, first, last, start, stop in SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(last - first, stop - start)
        for at in range(pairs):
            yield from _item_edits(text, old, old.items[first + at], new[start + at])
        for at in range(first + pairs, last):
            yield _without(text, _begin_of_item(text, old, at), old.items[at].end)
        if added := new[start + pairs : stop]:
            place = (
                _line_after(text, old.items[first + pairs - 1].end)
                if first + pairs
                else _line_of(text, old.start)
            )
            yield _Edit(place, place, write_list(added, old.column))


def _item_edits(text: str, old: Span, item: Span, new: Node) -> Iterator[_Edit]:
    """An item changed: within it, if it is a mapping on lines of its own."""
    if _goes_within(item, new):
        yield from _edits(text, item, new)
    else:
        lines = write_list([new], old.column)
        yield _anew(text, _dash(text, old, item), item.end, lines, old.column)


def _member_anew(text: str, old: Span, key: str, value: Node) -> _Edit:
    """A member written anew from its key on."""
    start, end = old.keys[key], max(old.members[key].end, old.keys[key] + len(key) + 1)
    return _anew(text, start, end, write_member(key, value, old.column), old.column)


def _anew(text: str, start: int, end: int, lines: str, column: int) -> _Edit:
    """Lines that begin in a column, in the place of what stands there; a comment behind that moves above where it would become part of them."""
    written = lines[column:].rstrip("\n")
    rest = text[end : text.index("\n", end)]
    if rest.strip() and "\n" in written:
        return _Edit(start, end + len(rest), f"{rest.strip()}\n{' ' * column}{written}")
    return _Edit(start, end, written)


def _goes_within(old: Span, new: Node) -> bool:
    """Whether a change can be made within a node, because it stands on lines of its own and stays what it is."""
    if old.is_flow or not new:
        return False
    if type(old.value) is dict and type(new) is dict:
        return bool(old.value.keys() & new.keys())
    return type(old.value) is list and type(new) is list and bool(old.value)


def _without(text: str, start: int, end: int) -> _Edit:
    """The lines of something taken out; what stands before it on its first line stays."""
    line = _line_of(text, start)
    if text[line:start].strip():  # the first member of an item: the next one moves up to the dash
        stop = end + len(text[end:]) - len(text[end:].lstrip())
        return _Edit(start, stop, "")
    return _Edit(line, _line_after(text, end), "")


def _begin_of_item(text: str, old: Span, at: int) -> int:
    """Where an item of a list begins: at its dash, or at the comment that stands right above that."""
    start = _dash(text, old, old.items[at])
    before = old.items[at - 1].end if at else 0
    line, comment = _line_of(text, start), f"{' ' * old.column}#"
    if text[line:start].strip():
        return start
    while line and (above := _line_of(text, line - 1)) > before and text.startswith(comment, above):
        line = start = above
    return start


def _dash(text: str, old: Span, item: Span) -> int:
    """Where the dash of an item of a list stands: in the column of the list, perhaps some lines above."""
    line = _line_of(text, item.start)
    while line and not text.startswith("-", line + old.column):
        line = _line_of(text, line - 1)
    return line + old.column


def _line_of(text: str, at: int) -> int:
    """Where the line of a position begins."""
    return text.rfind("\n", 0, at) + 1


def _line_after(text: str, at: int) -> int:
    """Where the line after a position begins."""
    return text.index("\n", at) + 1


def _mark(node: Node) -> str:
    """By what an item is known again."""
    return json.dumps(_stripped(node), ensure_ascii=False)
