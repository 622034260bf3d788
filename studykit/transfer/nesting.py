"""Blocks of Markdown that hold others, while they are written: items of lists, quotations, headings and lines of code.

Each is written on a sheet of its own and put into what it stands in when it ends, its lines moved as far in as they must
be. Where none can be, in a cell of a table or too deep, its text stands as it is.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from studykit.transfer.escaping import fenced
from studykit.transfer.sheet import FEED, Sheet

_DEEPEST = 20
"""Blocks within blocks that are moved further in."""
_LINE = re.compile(f"([\n{FEED}])(?![\n{FEED}]|\\Z)")
_QUOTED = "> "
_FENCE = re.compile(r"[ >]*(?:[-*] |\d+[.)] )*(?:`{3,}|~{3,})")
_NO_PARAGRAPH = re.compile(r"[ >]*(?:[-*] |\d+[.)] )*(?:#{1,6} |\||(?:-{3,}|_{3,}|\*{3,})\s*$)")
"""A line that is none of a paragraph: a heading, a row of a table, a rule."""
_BEGINS = re.compile(rf"[ >]*(?:[-*+] |\d{{1,9}}[.)] |>)|{_NO_PARAGRAPH.pattern}|{_FENCE.pattern}")
"""A line with which something else begins."""
_OTHER = {"-": "*", "*": "-", ".": ")", ")": "."}
"""What marks the items of a list right below one that is marked so, which it would go on otherwise."""


@dataclass(slots=True)
class _List:
    """A list whose end is still to come."""

    mark: str
    """What its items begin with: a bullet, or what follows their numbers."""
    number: int
    """Of its next item; -1: they have none."""
    depth: int
    """How many blocks were open when it began."""
    in_cell: bool
    count: int = 0
    """How many items were written."""
    is_loose: bool = False
    """Whether blank lines part its items."""

    def sign(self) -> str:
        """What its next item begins with."""
        if self.number < 0:
            return f"{self.mark} "
        self.number += 1
        return f"{self.number - 1}{self.mark} "


@dataclass(slots=True)
class _Block:
    """A block whose end is still to come."""

    tag: str
    sign: str
    """What it begins with; of code, its language."""
    outside: list[str]
    """What stands before it."""
    lists: int
    links: int
    """How many lists and links were open when it began."""
    is_loose: bool = False
    """Whether it is an item that has paragraphs."""


def _with_hard_breaks(markdown: str) -> str:
    """Lines of one paragraph that stay lines: HTML has no others that would run on."""
    lines = markdown.split("\n")
    is_apart = False
    """Whether a line stands among code or in a formula of its own."""
    for at, (line, following) in enumerate(pairwise(lines)):
        is_fence = bool(_FENCE.match(line))
        is_apart ^= is_fence or line.count("$$") % 2 == 1
        runs_on = line.strip(_QUOTED) and following.strip(_QUOTED)
        ends = is_apart or is_fence or _NO_PARAGRAPH.match(line) or _BEGINS.match(following)
        if runs_on and not ends:
            lines[at] += "\\"
    return "\n".join(lines)


class Nest(Sheet):
    """Markdown, or plain text, of blocks within blocks."""

    def __init__(self, *, marked: bool) -> None:
        """Begin with nothing.

        Args:
            marked: Whether it is Markdown.

        """
        super().__init__(marked=marked)
        self._blocks: list[_Block] = []
        self._lists: list[_List] = []
        self._links: list[tuple[int, str]] = []
        """Where each open link begins among the parts, and where it leads."""
        self._in_code = False
        self._last: tuple[list[str], int, str] = ([], 0, "")
        """The list that ended last: where, after how many parts, and its mark."""

    def markdown(self) -> str:
        """All that was written."""
        self._close_to(0)
        written = self._written().replace(FEED, "\n")
        return _with_hard_breaks(written) if self._marked else written

    @property
    def _is_flat(self) -> bool:
        """Whether no block can begin here."""
        return not self._marked or self._in_cell or self._in_code or len(self._blocks) >= _DEEPEST

    @property
    def _gap(self) -> int:
        """The feeds between blocks here: one where an item has no paragraphs."""
        block = self._blocks[-1] if self._blocks else None
        return 1 if block and block.tag == "li" and not block.is_loose else 2

    def _begin(self, tag: str, sign: str = "") -> None:
        """A block begins; its text goes to a sheet of its own."""
        self._blocks.append(_Block(tag, sign, self._parts, len(self._lists), len(self._links)))
        self._parts = []

    def _close_to(self, depth: int) -> None:
        """End blocks until so many are open."""
        while len(self._blocks) > depth:
            self._close()

    def _close_last(self, *tags: str) -> bool:
        """End the last block that is one of these, and all within it; whether there is one."""
        for at in range(len(self._blocks) - 1, -1, -1):
            if self._blocks[at].tag in tags:
                self._close_to(at)
                return True
            if self._blocks[at].tag == "li":
                return False
        return False

    def _close(self) -> None:
        """End a block, and put what it says into what it stands in."""
        block = self._blocks.pop()
        for start, _ in self._links[block.links :]:
            self._unlink(start)
        del self._links[block.links :]
        self._in_cell = False
        text = "".join(self._parts) if block.tag == "pre" else self._written()
        del self._lists[block.lists :]
        self._parts = block.outside
        if block.tag == "quote":
            self._put_quote(text)
        elif block.tag == "heading":
            self._put_heading(block, text)
        elif block.tag == "pre":
            self._put_code(block, text)
        else:
            self._put_item(block, text)

    def _unlink(self, start: int) -> None:
        """Take away the bracket of a link that is none."""
        if start < len(self._parts) and self._parts[start] == "[":
            self._parts[start] = ""

    def _begin_list(self, number: int) -> None:
        """A list begins, with the number of its first item; -1: its items have none."""
        top = self._lists[-1] if self._lists else None
        if top and not self._is_flat and top.depth == len(self._blocks):
            self._begin("inset", " " * len(top.sign()))  # a list in a list, beside its items
        within = bool(self._lists) and not (self._marked and not self._blocks)
        self._break(1 if within and number in (-1, 1) else 2)
        mark = "-" if number < 0 else "."
        parts, count, last = self._last
        if parts is self._parts and mark in (last, _OTHER.get(last)):
            since = parts[count:]
            mark = _OTHER[last] if len(since) < 3 and "".join(since).isspace() else mark
        self._lists.append(_List(mark, number, len(self._blocks), self._in_cell))

    def _end_list(self) -> None:
        """A list ends."""
        top = self._lists[-1] if self._lists else None
        if top and top.in_cell == self._in_cell and not self._in_code:
            self._close_to(top.depth)
            self._lists.pop()
            if top.count:
                self._last = (self._parts, len(self._parts), top.mark)
        self._break(2 if self._marked or not self._lists else 1)

    def _begin_item(self) -> None:
        """An item begins; one in no list makes one."""
        if not self._lists or self._lists[-1].in_cell != self._in_cell:
            self._lists.append(_List("-", -1, len(self._blocks), self._in_cell))
        top = self._lists[-1]
        if not self._in_cell and not self._in_code:
            self._close_to(top.depth)
        if self._is_flat:
            self._break(1)
            self._put(("" if self._marked else "  " * (len(self._lists) - 1)) + top.sign())
        else:
            self._begin("li", top.sign())

    def _end_item(self) -> None:
        """An item ends."""
        if self._lists and not self._in_cell and not self._in_code:
            self._close_to(self._lists[-1].depth)

    def _put_item(self, block: _Block, text: str) -> None:
        """An item, or a list that stands beside items; nothing of a bullet without a text, which could be an underline."""
        top = self._lists[-1]
        if not text and top.number < 0:
            return
        if top.count or block.tag == "inset":
            self._break(2 if block.is_loose or top.is_loose else 1)
        top.is_loose |= block.is_loose
        top.count += 1
        indent = " " * len(block.sign)
        self._put(block.sign + _LINE.sub(rf"\g<1>{indent}", text))
        self._break(1)

    def _put_quote(self, text: str) -> None:
        """A quotation."""
        if text:
            self._break(self._gap)
            self._put("> " + re.sub(f"([\n{FEED}])(?=([\n{FEED}])?)", _quoted, text))
            self._break(2)

    def _put_heading(self, block: _Block, text: str) -> None:
        """A heading, on one line."""
        said = " ".join(text.replace(FEED, " ").split())
        if said != block.sign:
            self._break(self._gap)
            self._put(re.sub(r"(#+)$", r"\\\1", said))
            self._break(self._gap)

    def _put_code(self, block: _Block, text: str) -> None:
        """Lines of code; the feeds around them are their tag's."""
        self._in_code = False
        code = text.removeprefix("\n").removesuffix("\n")
        if code.strip():
            self._break(self._gap)
            self._put(fenced(code, block.sign).replace("\n", FEED))
            self._break(self._gap)


def _quoted(feed: re.Match[str]) -> str:
    """The feed before a line of a quotation."""
    return f"{feed[1]}{'>' if feed[2] else '> '}"
