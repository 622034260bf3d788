"""The grammar of GIFT: a file cut into questions, and a question into its title, its texts and its answers.

Questions should stand between blank lines. Where they do not, a question begins where a title begins, or where answers
open although those of the question before are closed; one whose answers are never closed costs only itself.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

CATEGORY = "$CATEGORY:"
OURS = "// studykit: "
"""Begins a comment in which our own writer keeps what GIFT has no place for."""
FORMATS = ("html", "markdown", "moodle", "plain")

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_TITLE = re.compile(r"\s*::((?:\\.|[^\\:]|:(?!:))*+)::", re.DOTALL)
_FORMAT = re.compile(rf"\s*\[({'|'.join(FORMATS)})\]")
_LABEL = re.compile(r"\[(id|tag):((?:\\.|[^\[\]\\])*+)\]")
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_DEEPEST = 1000
"""Braces within braces that are counted."""


@dataclass(slots=True)
class Block:
    """A question, a description, or a line that names a category, as it stands in the file."""

    line: int
    text: str = ""
    """Without comments."""
    category: str = ""
    is_category: bool = False
    ident: str = ""
    tags: list[str] = field(default_factory=list)
    ours: dict[str, list[str]] = field(default_factory=dict)
    is_open: bool = False
    """Its answers are never closed."""


class Parts(NamedTuple):
    """What a question consists of, with its escapes."""

    title: str
    form: str
    """How its texts are written: one of the formats."""
    texts: list[str]
    """Before, between and after the answers: one more than there are groups of answers."""
    groups: list[str]
    """What stands between braces."""


def blocks(text: str) -> Iterator[Block]:
    """The questions of a file."""
    yield from _Cutter(text.split("\n")).blocks()


def parts_of(text: str) -> Parts:
    """What a question consists of."""
    title = _TITLE.match(text)
    form, rest = with_format(text[title.end() :] if title else text, "moodle")
    texts: list[str] = []
    groups: list[str] = []
    depth = start = 0
    for match in _BRACE.finditer(rest):
        if match[0] == "{":
            if not depth:
                texts.append(rest[start : match.start()])
                start = match.end()
            depth += 1
        elif match[0] == "}" and depth:
            depth -= 1
            if not depth:
                groups.append(rest[start : match.start()])
                start = match.end()
    texts.append(rest[start:])
    return Parts(unescaped(title[1]).strip() if title else "", form, texts, groups)


def with_format(text: str, default: str) -> tuple[str, str]:
    """The format that a text begins with, or the one that holds if it names none; and the text."""
    match = _FORMAT.match(text)
    return (match[1], text[match.end() :]) if match else (default, text)


def unescaped(text: str) -> str:
    """A text as it is to be read."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: "\n" if match[1] == "n" else match[1], text)


def cut(text: str, sign: str) -> tuple[str, str]:
    """A text before and after a sign that no backslash stands before; the second is empty where there is none."""
    if sign not in text:
        return text, ""
    for match in re.finditer(rf"\\.|{re.escape(sign)}", text, re.DOTALL):
        if match[0] == sign:
            return text[: match.start()], text[match.end() :]
    return text, ""


class _Cutter:
    """Cuts lines into blocks, each line read once or, after answers that are never closed, twice."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._next = Block(0)
        """Takes what comments say of the question to come."""
        self._begin()

    def _begin(self) -> None:
        """Begin with a new question."""
        self._start = -1
        self._here: list[str] = []
        self._depth = 0
        self._closed = -1
        """How many lines the question had when its answers closed."""
        self._blank = -1
        """The first blank line within open answers."""

    def blocks(self) -> Iterator[Block]:
        """All blocks."""
        while self._at < len(self._lines) or self._here:
            if self._at >= len(self._lines):
                yield from self._give_up() if self._depth else self._end()
                continue
            line = self._lines[self._at]
            bare = line.strip()
            if bare.startswith("//"):
                if self._closed >= 0 and not self._depth:
                    yield from self._end()
                self._read_comment(bare)
                self._here += [""] if self._here else []
                self._at += 1
            elif not bare:
                yield from self._read_blank()
            elif self._depth and self._blank >= 0 and (_begins(bare) or _opens(line)):
                yield from self._give_up()
            else:
                yield from self._read_line(line, bare)

    def _read_line(self, line: str, bare: str) -> Iterator[Block]:
        """Take a line that says something."""
        if not self._depth and self._here:
            if _begins(bare):
                yield from self._end()
            elif self._closed >= 0 and _opens(line):
                yield from self._end(self._closed)
        if not self._depth and bare.startswith(CATEGORY):
            yield from self._end()
            named = unescaped(bare.removeprefix(CATEGORY)).strip()
            ours = self._next.ours
            yield Block(self._at + 1, category=named, is_category=True, ours=ours)
            self._next = Block(0)
        else:
            self._add(line)
        self._at += 1

    def _add(self, line: str) -> None:
        """Add a line to the question."""
        if self._start < 0:
            self._start = self._at
        self._here.append(line)
        for match in _BRACE.finditer(line):
            if match[0] == "{":
                self._depth = min(self._depth + 1, _DEEPEST)
            elif match[0] == "}" and self._depth:
                self._depth -= 1
                if not self._depth:
                    self._closed = len(self._here)

    def _read_blank(self) -> Iterator[Block]:
        """Take a blank line, which ends a question unless its answers are open."""
        if self._depth:
            self._blank = self._at if self._blank < 0 else self._blank
            self._here.append("")
        else:
            yield from self._end()
        self._at += 1

    def _read_comment(self, bare: str) -> None:
        """Take what a comment says of the question to come."""
        if self._depth:
            return
        if bare.startswith(OURS):
            self._next.ours = _own_fields(bare.removeprefix(OURS))
        for label, value in _LABEL.findall(bare):
            if label == "id":
                self._next.ident = re.sub(r"\\(.)", r"\1", value).strip()
            else:
                self._next.tags.append(re.sub(r"\\(.)", r"\1", value).strip())

    def _end(self, most: int | None = None) -> Iterator[Block]:
        """Give the question; of its lines only so many, if that is said, with the rest as the next one's."""
        if not self._here:
            return
        rest = self._here[most:] if most is not None else []
        made, self._next = self._next, Block(0)
        made.line, made.text = self._start + 1, "\n".join(self._here[:most])
        start = self._at - len(rest)
        self._begin()
        if rest:
            self._start, self._here = start, rest
        yield made

    def _give_up(self) -> Iterator[Block]:
        """Give a question whose answers are never closed, and go on after its first blank line."""
        if self._blank >= 0:
            self._at = self._blank
            del self._here[self._blank - self._start :]
        for made in self._end():
            made.is_open = True
            yield made


def _begins(bare: str) -> bool:
    """Whether a question, or a category, surely begins with a line."""
    return bare.startswith(("::", CATEGORY))


def _opens(line: str) -> bool:
    """Whether answers open in a line."""
    return "{" in line and any(match[0] == "{" for match in _BRACE.finditer(line))


def _own_fields(text: str) -> dict[str, list[str]]:
    """What our own writer kept in a comment; nothing if somebody else's does not fit."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(key): [value for value in values if isinstance(value, str)]
        for key, values in found.items()
        if isinstance(values, list)
    }
