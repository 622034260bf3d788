"""How Markdown becomes lines: one layout for the app and for plain text, in the styles of a skin."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from studykit.content.formula import to_unicode
from studykit.content.runs import (
    NARROWEST,
    Line,
    Measure,
    Run,
    cells,
    fold,
    plain_text,
    split,
    wrap,
)
from studykit.content.table import Table, draw
from studykit.content.text import clean
from studykit.content.tokens import parse

if TYPE_CHECKING:
    from markdown_it.token import Token

_UNBOUNDED = 1_000_000
_RULE_WIDTH = 40


def _uncoloured(code: str, _language: str) -> Line:
    """Code as one run."""
    return [Run(code)]


@dataclass(frozen=True, slots=True)
class Skin:
    """The styles in which a layout's runs come, and the signs that it draws; without arguments: plain text."""

    heading: str = ""
    bold: str = ""
    emphasis: str = ""
    struck: str = ""
    code: str = ""
    link: str = ""
    muted: str = ""
    """Of what is not the author's text: bullets, lines, addresses."""
    bullet: str = "-"
    code_indent: int = 4
    folds_code: bool = False
    """Whether lines of code that are too wide are broken."""
    measure: Measure = cells
    colour: Callable[[str, str], Line] = _uncoloured
    """Gives code of a language its colours."""


class _Block(NamedTuple):
    """A token with the tokens that stand within it."""

    token: "Token"
    children: "list[_Block]"


def lay_out(markdown: str, skin: Skin, width: int | None = None) -> list[Line]:
    """The lines of a Markdown text; without a width a paragraph is one line, however long."""
    blocks = _nested(parse(clean(markdown)))
    return _Layout(skin).blocks(blocks, max(width or _UNBOUNDED, NARROWEST))


def _nested(tokens: Iterable["Token"]) -> list[_Block]:
    """The tokens as a tree."""
    levels: list[list[_Block]] = [[]]
    for token in tokens:
        if token.nesting < 0:
            levels.pop()
            continue
        block = _Block(token, [])
        levels[-1].append(block)
        if token.nesting > 0:
            levels.append(block.children)
    return levels[0]


class _Layout:
    """One pass over blocks, in one skin."""

    def __init__(self, skin: Skin) -> None:
        self._skin = skin
        self._kinds: dict[str, Callable[[_Block, int], list[Line]]] = {
            "inline": self._inline,
            "heading_open": self._heading,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "blockquote_open": self._quote,
            "hr": self._rule,
            "fence": self._code,
            "code_block": self._code,
            "table_open": self._table,
        }

    def blocks(self, blocks: Sequence[_Block], width: int) -> list[Line]:
        """Blocks below each other, with an empty line between them unless their list is tight."""
        lines: list[Line] = []
        for index, block in enumerate(blocks):
            if index and not (block.token.hidden or blocks[index - 1].token.hidden):
                lines.append([])
            lines += self._kinds.get(block.token.type, self._unknown)(block, width)
        return lines

    def _unknown(self, block: _Block, width: int) -> list[Line]:
        """What has no layout of its own: what stands within it, else its text as it is."""
        if block.children:
            return self.blocks(block.children, width)
        return wrap([Run(clean(block.token.content))], width, self._skin.measure)

    def _inline(self, block: _Block, width: int) -> list[Line]:
        """A paragraph's text."""
        return wrap(inline_runs(block.token.children or (), self._skin), width, self._skin.measure)

    def _heading(self, block: _Block, width: int) -> list[Line]:
        """A heading."""
        style = self._skin.heading
        return [
            [Run(text, f"{style} {own}".strip()) for text, own in line]
            for line in self._unknown(block, width)
        ]

    def _list(self, block: _Block, width: int) -> list[Line]:
        """A list: bullets or numbers, and everything else of an item below its text."""
        tight = _is_tight(block)
        marks = self._marks(block)
        indent = max(map(self._skin.measure, marks))
        lines: list[Line] = []
        for mark, item in zip(marks, block.children, strict=True):
            lines += [[]] if lines and not tight else []
            body = self.blocks(item.children, max(width - indent, NARROWEST)) or [[]]
            lines += _hang(body, Run(mark.rjust(indent), self._skin.muted), Run(" " * indent))
        return lines

    def _marks(self, block: _Block) -> list[str]:
        """What stands before each item of a list."""
        if block.token.type == "bullet_list_open":
            return [f"{self._skin.bullet} "] * len(block.children)
        start = block.token.attrGet("start")
        first = 1 if start is None else int(start)
        return [f"{number}. " for number in range(first, first + len(block.children))]

    def _quote(self, block: _Block, width: int) -> list[Line]:
        """A quotation, behind a bar."""
        bar = Run("│ ", self._skin.muted)
        return _hang(self.blocks(block.children, max(width - 2, NARROWEST)), bar, bar)

    def _rule(self, _block: _Block, width: int) -> list[Line]:
        """A line across."""
        return [[Run("─" * min(width, _RULE_WIDTH), self._skin.muted)]]

    def _code(self, block: _Block, width: int) -> list[Line]:
        """A block of code, moved to the right and never wrapped between words."""
        skin = self._skin
        source = clean(block.token.content).rstrip("\n")
        lines = split(skin.colour(source, (block.token.info.split() or [""])[0]))
        if skin.folds_code:
            room = max(width - skin.code_indent, NARROWEST)
            lines = list(chain.from_iterable(fold(line, room, skin.measure) for line in lines))
        indent = Run(" " * skin.code_indent)
        return _hang(lines, indent, indent)

    def _table(self, block: _Block, width: int) -> list[Line]:
        """A table."""
        rows = [
            [self._cell(cell) for cell in row.children]
            for part in block.children
            for row in part.children
        ]
        head = block.children[0].children[0].children
        aligns = [
            str(cell.token.attrGet("style") or "").removeprefix("text-align:") for cell in head
        ]
        return draw(Table(rows, aligns), width, self._skin.measure, self._skin.muted)

    def _cell(self, block: _Block) -> Line:
        """The text of a cell; those of the head are bold."""
        style = self._skin.bold if block.token.type == "th_open" else ""
        return [
            run
            for inner in block.children
            for run in inline_runs(inner.token.children or (), self._skin, style)
        ]


def inline_runs(tokens: Iterable["Token"], skin: Skin, style: str = "") -> Line:
    """The runs of a paragraph's tokens; what nobody knows is shown as its text."""
    styles = [style]
    opened = {"strong_open": skin.bold, "em_open": skin.emphasis, "s_open": skin.struck}
    line: Line = []
    links: list[Token] = []
    for token in tokens:
        if token.type == "link_open":
            links.append(token)
            styles.append(f"{styles[-1]} {skin.link if _is_web(_address(token)) else ''}".strip())
        elif token.nesting > 0:
            styles.append(f"{styles[-1]} {opened.get(token.type, '')}".strip())
        elif token.nesting < 0:
            styles.pop()
            if token.type == "link_close":
                line += _address_runs(links.pop(), skin)
        else:
            line += _leaf(token, skin, styles[-1])
    return line


def _leaf(token: "Token", skin: Skin, style: str) -> Iterator[Run]:
    """The run of a token that has no others within it."""
    if token.type == "code_inline":
        yield Run(clean(token.content), f"{style} {skin.code}".strip())
    elif token.type == "formula":
        yield Run(to_unicode(token.content), style)
    elif token.type == "softbreak":
        yield Run(" ", style)
    elif token.type == "hardbreak":
        yield Run("\n", style)
    elif token.type == "image":
        words = plain_text(inline_runs(token.children or (), skin)) or clean(
            str(token.attrGet("src") or "")
        )
        yield Run(f"[image: {words}]", f"{style} {skin.muted}".strip())
    elif token.content:
        yield Run(clean(token.content), style)


def _address_runs(link: "Token", skin: Skin) -> Line:
    """Where a link leads, unless its text has said so already."""
    address = _address(link)
    return [] if link.info == "auto" or not address else [Run(f" ({address})", skin.muted)]


def _address(link: "Token") -> str:
    """The address of a link."""
    return clean(str(link.attrGet("href") or ""))


def _is_web(address: str) -> bool:
    """Whether an address is that of a page in the web."""
    return address.startswith(("https://", "http://"))


def _is_tight(block: _Block) -> bool:
    """Whether the items of a list stand without empty lines between them."""
    paragraphs = [
        part
        for item in block.children
        for part in item.children
        if part.token.type == "paragraph_open"
    ]
    return all(part.token.hidden for part in paragraphs)


def _hang(lines: Iterable[Line], first: Run, other: Run) -> list[Line]:
    """The lines, each after something: the first after its own."""
    return [[other if index else first, *line] for index, line in enumerate(lines)]
