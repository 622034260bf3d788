"""Nodes written as YAML, as a person would have written them.

Text stands plain where it can, in quotes where it must, and over several lines where it is long; lists of names
stand on one line. What is written and read again gives the same nodes, but for white space around a text.
"""

import re
from collections.abc import Iterator

from studykit.content.nodes import Node

WIDTH = 100
"""Lines are kept no longer, where a text has a space to break it at."""

_FLAGS = {"core", "correct"}
"""Keys whose value is `true`, which any other text would be quoted for."""
_SENTENCES = {"facts", "points", "choices"}
"""Keys of lists whose items are sentences: each stands on a line of its own, to be read and changed by itself."""
_NO_START = re.compile(r"[-?:](?:\s|$)|[\[\]{},&*!|>%@`\"'#]|---|\.\.\.|<<$")
_NO_PLAIN = re.compile(r":(?:\s|$)|\s#|\t")
_NO_FLOW = re.compile(r"[\[\]{},:?#]")
_NO_TEXT = re.compile(
    r"(?i:true|false|yes|no|on|off|null|y|n|[-+]?\.(?:inf|nan))|~|=|[-+.]?[\d][\d_.,:eExXoOa-fA-F+-]*"
    r"|\d{4}-\d\d?-\d\d?.*"
)
"""What other readers of YAML take for something else than text."""


def write(members: dict[str, Node]) -> str:
    """The text of a file."""
    return "".join(line + "\n" for line in _mapping(members, 0))


def write_list(items: list[Node], indent: int = 0) -> str:
    """Items of a list as lines that begin in a column, to be put into a file."""
    return "".join(line + "\n" for line in _items(items, indent))


def write_member(key: str, value: Node, indent: int = 0) -> str:
    """One member of a mapping as lines that begin in a column, to be put into a file."""
    return "".join(line + "\n" for line in _mapping({key: value}, indent))


def _mapping(members: dict[str, Node], indent: int) -> Iterator[str]:
    """The lines of a mapping."""
    for key, value in members.items():
        start = f"{' ' * indent}{key}:"
        if type(value) is str:
            plain = key in _FLAGS and value == "true"
            yield from [f"{start} {value}"] if plain else _text(value, start, indent)
        elif type(value) is list:
            flow = "" if key in _SENTENCES else _flow(value)
            if flow and len(start) + len(flow) < WIDTH:
                yield f"{start} {flow}"
            else:
                yield start
                yield from _items(value, indent + 2)
        elif type(value) is dict:
            yield start
            yield from _mapping(value, indent + 2)


def _items(items: list[Node], indent: int) -> Iterator[str]:
    """The lines of a list."""
    for item in items:
        if type(item) is str:
            yield from _text(item, f"{' ' * indent}-", indent)
        elif type(item) is dict:
            first, *others = _mapping(item, indent + 2)
            yield f"{' ' * indent}- {first[indent + 2 :]}"
            yield from others


def _flow(items: list[Node]) -> str:
    """A list on one line; empty if it cannot be written so."""
    texts = [item for item in items if type(item) is str]
    if not texts or len(texts) < len(items) or any("\n" in text for text in texts):
        return ""
    return f"[{', '.join(_on_one_line(text, in_flow=True) for text in texts)}]"


def _text(text: str, start: str, indent: int) -> Iterator[str]:
    """The lines of a text after its key or dash."""
    if "\n" in text:
        # The indentation has to be said where the first line would be taken to show another.
        sign = "|2" if text[0] in " \n\t" else "|"
        yield f"{start} {sign}"
        yield from _lines(text.split("\n"), indent + 2)
        return
    line = _on_one_line(text)
    if len(start) + 1 + len(line) <= WIDTH:
        yield f"{start} {line}"
        return
    width = WIDTH - indent - 2
    if line == text:
        first, *others = _rows(text, width, len(start) - indent - 1)
        yield f"{start} {first}"
        yield from _lines(others, indent + 2)
    elif len(rows := _rows(text, width)) > 1:
        yield f"{start} >"
        yield from _lines(rows, indent + 2)
    else:
        yield f"{start} {line}"


def _lines(rows: list[str], indent: int) -> Iterator[str]:
    """Rows, indented."""
    return (f"{' ' * indent}{row}" if row else "" for row in rows)


def _rows(text: str, width: int, used: int = 0) -> list[str]:
    """A text broken at single spaces, with some of the first row in use; read again, each break is that space."""
    rows: list[str] = []
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if rows and used + 1 + len(word) <= width:
            rows[-1] += f" {word}"
            used += 1 + len(word)
        else:
            used = len(word) + (0 if rows else used)
            rows.append(word)
    return rows


def _on_one_line(text: str, in_flow: bool = False) -> str:
    """A text of one line: plain if that means the same, else in the quotes that need the least."""
    if _is_plain(text) and not (in_flow and _NO_FLOW.search(text)):
        return text
    if "\\" in text or '"' in text or "\t" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _is_plain(text: str) -> bool:
    """Whether a text needs no quotes."""
    return (
        bool(text)
        and text == text.strip()
        and not _NO_START.match(text)
        and not _NO_PLAIN.search(text)
        and not _NO_TEXT.fullmatch(text)
    )
