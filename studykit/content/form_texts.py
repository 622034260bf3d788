"""What a form shows of nodes, as texts that are easily typed, and nodes made of them again.

A fact, point or choice is a line. Whatever a line does not show (an id, the reason, other wordings) stays with the node
that it was made of, as long as the line is the same or much like it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studykit.content.gaps import is_gap
from studykit.content.nodes import Node

_LIKE = 0.65
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
    lines = (_line_of(node, shape) for node in _list_of(nodes))
    return "\n".join(_shown(line, shape) for line in lines if not is_gap(line.text))


def taken(text: str, before: Node | None, shape: Shape) -> list[Node]:
    """Lines as the nodes of a list; what they do not show is kept from those that were there before."""
    nodes = _list_of(before)
    old = [_line_of(node, shape) for node in nodes]
    known = {_shown(line, shape): line for line in old}  # a text may begin with the mark
    lines = [known.get(line) or _read(line, shape) for line in text.split("\n") if line.strip()]
    kept = _paired([line.text for line in lines], [line.text for line in old])
    found = [
        _node_of(line, nodes[at] if (at := kept[place]) is not None else None, shape)
        for place, line in enumerate(lines)
    ]
    for at, node in enumerate(nodes):
        if _is_misshapen(
            node, shape
        ):  # no line shows it, so none can take it out: it is told as a mistake
            found.insert(at, node)
    return found or [node for node in nodes if is_gap(_line_of(node, shape).text)]


def shown_text(node: Node | None) -> str:
    """A text as it is shown; nothing, where it is still to be written."""
    return node if type(node) is str and not is_gap(node) else ""


def taken_text(typed: str, before: Node | None) -> str:
    """A text that was typed; the one before where it says the same, or is still to be written."""
    if type(before) is str and (
        before.strip() == typed.strip() or (not typed.strip() and is_gap(before))
    ):
        return before
    return typed.strip()


def listed(nodes: Node | None) -> str:
    """A list of short texts, with commas between them."""
    return ", ".join(_one_line(node) for node in _list_of(nodes) if type(node) is str)


def unlisted(text: str, before: Node | None = None) -> list[Node]:
    """The short texts between commas, each once; one of those before keeps the commas that are in it."""
    old = _list_of(before)
    known = {_one_line(node): node for node in old if type(node) is str and "," in node}
    found: dict[str, None] = {}
    parts = [_one_line(part) for part in text.split(",")]
    while parts:
        most = next((n for n in range(len(parts), 1, -1) if ", ".join(parts[:n]) in known), 1)
        joined = ", ".join(parts[:most])
        found[known.get(joined, joined)] = None
        del parts[:most]
    found.pop("", None)
    return [*found, *(node for node in old if type(node) is not str)]


def _list_of(nodes: Node | None) -> list[Node]:
    """The items of a list; a text where a list is wanted is its only one."""
    if type(nodes) is str:
        return [nodes] if nodes else []
    return nodes if type(nodes) is list else []


def _is_misshapen(node: Node, shape: Shape) -> bool:
    """Whether a node has no text where such a thing has its own, as `- Note: this` has none."""
    return type(node) is not str and not (type(node) is dict and type(node.get(shape.key)) is str)


def _shown(line: Line, shape: Shape) -> str:
    """A fact, point or choice as it is shown."""
    return f"{shape.mark} {line.text}" if line.marked else line.text


def definition_of(node: dict[str, Node]) -> Node | None:
    """The text of a definition, which may have points beside it."""
    found = node.get("definition")
    return found.get("definition") if type(found) is dict else found


def put_definition(node: dict[str, Node], typed: str) -> None:
    """Take the text of a definition; its points stay."""
    before = node.get("definition")
    old = definition_of(node)
    text = taken_text(typed, old)
    node["definition"] = {**before, "definition": text} if type(before) is dict else text


def put(node: dict[str, Node], key: str, value: Node) -> None:
    """Put a member that says something; one that says what it said before stays as it was written."""
    before = node.get(key)
    if type(before) is str and type(value) is str and " ".join(before.split()) == value:
        return
    if value or key in ("term", "definition"):
        node[key] = value
    else:
        node.pop(key, None)


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
    """A line that was typed. What begins with `*word*` or an image begins with Markdown, and with no mark."""
    text = _one_line(line)
    rest = text.removeprefix(shape.mark)
    is_marked = rest != text and (
        rest[:1] in ("", " ") or not (shape.mark in rest or rest[0] == "[")
    )
    return Line(rest.strip(), marked=True) if is_marked else Line(text)


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
    """For each new text the position of the old one that it was: the same, else the one that is most like it."""
    found: list[int | None] = [None] * len(new)
    free: dict[str, list[int]] = {}
    for at in reversed(range(len(old))):
        free.setdefault(old[at], []).append(at)
    for place, text in enumerate(new):
        if free.get(text):
            found[place] = free[text].pop()
    places = [place for place, at in enumerate(found) if at is None]
    left = [at for positions in free.values() for at in positions]
    for _, place, at in sorted(_likenesses(new, places, old, left)):
        if found[place] is None and at not in found:
            found[place] = at
    return found


def _likenesses(
    new: Sequence[str], places: Sequence[int], old: Sequence[str], left: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    """Texts that are much like others: how unlike they are, and where both stand."""
    if not (places and left):
        return
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - only while something is being reworded

    for place in places:
        for at in left:
            unlike = Indel.normalized_distance(new[place], old[at])
            if unlike <= 1 - _LIKE:
                yield unlike, place, at
