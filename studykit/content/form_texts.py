"""What a form shows of nodes, as texts that are easily typed, and nodes made of them again.

A fact, point or choice is a line. Whatever a line does not show (an id, the reason, other wordings) stays with the node
that it was made of, as long as the line is the same or much like it.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from studykit.content.nodes import Node

_LIKE = 0.6
"""A line so much like another is that one, reworded."""


class Line(NamedTuple):
    """A fact, point or choice as a line."""

    text: str
    marked: bool = False
    """A point: it is core; a choice: it is right."""


class Shape(NamedTuple):
    """How such a thing is written."""

    key: str
    flag: str = ""
    """The key of what a mark means."""
    mark: str = ""
    """The mark before the line."""


FACT = Shape("fact")
POINT = Shape("point", "core", "!")
CHOICE = Shape("choice", "correct", "*")


def shown(nodes: Node | None, shape: Shape) -> str:
    """The nodes of a list as lines."""
    lines = [_line_of(node, shape) for node in nodes] if type(nodes) is list else []
    return "\n".join(f"{shape.mark} {line.text}" if line.marked else line.text for line in lines)


def taken(text: str, before: Node | None, shape: Shape) -> list[Node]:
    """Lines as the nodes of a list; what they do not show is kept from those that were there before."""
    lines = [_read(line, shape) for line in text.split("\n") if line.strip()]
    nodes = before if type(before) is list else []
    kept = _paired([line.text for line in lines], [_line_of(node, shape).text for node in nodes])
    return [
        _node_of(line, nodes[at] if (at := kept[place]) is not None else None, shape)
        for place, line in enumerate(lines)
    ]


def listed(nodes: Node | None) -> str:
    """A list of short texts, with commas between them."""
    return ", ".join(node for node in nodes if type(node) is str) if type(nodes) is list else ""


def unlisted(text: str) -> list[Node]:
    """The short texts between commas; each once."""
    found = dict.fromkeys(part.strip() for part in text.split(","))
    return [part for part in found if part]


def _line_of(node: Node, shape: Shape) -> Line:
    """A node as a line."""
    if type(node) is dict:
        said = node.get(shape.key, "")
        text = said if type(said) is str else ""
        return Line(_one_line(text), node.get(shape.flag) == "true")
    return Line(_one_line(node) if type(node) is str else "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _read(line: str, shape: Shape) -> Line:
    """A line that was typed."""
    text = _one_line(line)
    if shape.mark and text.startswith(shape.mark):
        return Line(text.removeprefix(shape.mark).strip(), marked=True)
    return Line(text)


def _node_of(line: Line, before: Node | None, shape: Shape) -> Node:
    """A line as a node: the one it was, changed where it says something else."""
    if before is None:
        return {shape.key: line.text, shape.flag: "true"} if line.marked else line.text
    old = _line_of(before, shape)
    if line == old:
        return before
    members = dict(before) if type(before) is dict else {shape.key: before}
    if line.text != old.text:
        members[shape.key] = line.text
    if line.marked:
        members[shape.flag] = "true"
    elif shape.flag:
        members.pop(shape.flag, None)
    return members[shape.key] if members.keys() == {shape.key} else members


def _paired(new: Sequence[str], old: Sequence[str]) -> list[int | None]:
    """For each new text the position of the old one that it was: the same, else one that is much like it."""
    free = dict.fromkeys(range(len(old)))
    found: list[int | None] = [None] * len(new)

    def pair(is_it: Callable[[str, str], bool]) -> None:
        for place, text in enumerate(new):
            at = next((at for at in free if is_it(text, old[at])), None)
            if found[place] is None and at is not None:
                found[place] = at
                del free[at]

    pair(lambda text, other: text == other)
    pair(lambda text, other: SequenceMatcher(None, text, other, False).ratio() >= _LIKE)
    return found
