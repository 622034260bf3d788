"""The lines of a pasted page: which say something, which are headings, which are items of a list.

What is copied from a page has lost its form: headings are lines like others, lists have numbers, bullets or nothing, and
the words of buttons stand between. Headings are known by what they say.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent

from studykit.content.text import normalise

_COUNTED = r"(?:\d+\s+)?"
_ABOUT = r"(?: (?:to|for|about|on)\b.*)?(?: \(\d+\))?"
_HEADINGS = (
    ("definition", rf"{_COUNTED}(?:definitions?|meaning)"),
    ("facts", rf"{_COUNTED}(?:must[- ]know|key|need[- ]to[- ]know|important|essential) (?:facts?|points?|things?){_ABOUT}"),
    ("questions", rf"{_COUNTED}(?:review|practice|study|discussion|self[- ]check|sample) questions?(?: (?:and|with) answers?)?{_ABOUT}"),
    ("related", rf"{_COUNTED}(?:related|similar|key) (?:terms?|words?|concepts?){_ABOUT}|see also"),
    ("contrast", r"not to be confused with|easily confused with"),
    ("aliases", r"(?:also (?:known as|called)|synonyms|aliases|other names)"),
    ("found", r"(?:.{1,80}?\s)?(?:is )?also found in(?: \d+ .*)?|(?:found|appears) in"),
)  # fmt: skip
_HEADING = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in _HEADINGS), re.IGNORECASE
)
_ITEM = re.compile(r"^(?:\(?(?:(\d{1,3})|[a-z])[.):]|[-*+•◦▪‣–—●○·])\s+(.*)$")
_BUTTON = re.compile(
    r"(?:[›»>|·•—–\-_=*#/\\~]{1,200}|(?:learn|read|see|show) (?:more|less)|(?:show|hide|view|reveal) (?:the )?answer|back to top|advertisement)\W*",
    re.IGNORECASE,
)
"""Lines that say nothing wherever they stand."""
_AROUND = re.compile(
    r"(?:study guides?|class notes|unit \d+|flashcards?|share|print|copy(?: link)?|cite|menu|search|sign (?:in|up)|log in|next|previous|"
    r"get started|start (?:quiz|studying)|practice quiz|expand|collapse|©.*)\W*",
    re.IGNORECASE,
)
"""Lines that say nothing above and below what is to be learnt; in an answer they could be words of it."""
_LABEL = re.compile(
    r"^(\*\*|__)(?P<label>(?:question|answer|q|a|ans)?\s*\d{0,3}\s*[:.)]?|[^*_:]{1,60}:)\1(?P<rest>.*)$",
    re.IGNORECASE,
)
"""A bold label before a text: `**Q:** Why?`, `**1.** Why?`, `**Definition:** …`."""
_BOLD = re.compile(r"^(\*\*|__)(?!\s)((?:(?!\1).)+)(?<!\s)\1(:?)$")
_HASHES = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ENDS = (".", "!", "?", ":", ";", "。", "！", "？", "…", "”", '"')
BLOCKS = ("```", "~~~", "|")
"""What lines begin with that only say something together."""
_LONGEST = 5_000
"""Characters of a line that may have marks around it."""
_WIDE = 60
"""A line this long that ends in no sign goes on in the next one."""


@dataclass(slots=True)
class Line:
    """A line that says something."""

    number: int
    """Counted from 1."""
    indent: int
    text: str
    """Without the marks of headings, quotations and labels."""
    level: int = 0
    """Of a heading in Markdown; 0 of other lines."""
    is_apart: bool = False
    """Whether a blank line stands before it."""

    @property
    def item(self) -> str | None:
        """What it says as an item of a list; None if it is none."""
        match = _ITEM.match(self.text)
        return match[2] if match else None

    @property
    def ordinal(self) -> int | None:
        """The number of a numbered item."""
        match = _ITEM.match(self.text)
        return int(match[1]) if match and match[1] else None

    def goes_on(self, before: str) -> bool:
        """Whether it only carries on the text before it, which was broken at some width."""
        if self.is_apart or self.item is not None or before.endswith(_ENDS):
            return False
        return self.text[:1].islower() or len(before) >= _WIDE


def lines(text: str) -> Iterator[Line]:
    """The lines that say something; a block of code, and a table, is one of them."""
    raws = text.split("\n")
    is_apart = True
    at = 0
    never_closed = False
    while at < len(raws):
        raw, bare, number = raws[at], raws[at].strip(), at + 1
        at += 1
        if not bare:
            is_apart = True
            continue
        if bare.startswith(BLOCKS) and not (bare[0] != "|" and never_closed):
            end = _end_of_block(raws, at, bare)
            never_closed |= end == 0
            if end > at:
                block = "\n".join(raws[at - 1 : end])
                yield Line(number, _indent(raw), dedent(block).strip("\n"), 0, is_apart=True)
                at, is_apart = end, True
                continue
        shown, level = _without_marks(bare)
        if shown and not _BUTTON.fullmatch(shown):
            yield Line(number, _indent(raw), shown, level, is_apart)
        is_apart = False


def _end_of_block(raws: list[str], at: int, first: str) -> int:
    """Behind which line a block ends whose first line stands before this one; 0 if it never does."""
    if first.startswith("|"):
        others = (end for end in range(at, len(raws)) if not raws[end].strip().startswith("|"))
        return next(others, len(raws))
    fence = first[:3]
    ends = (end for end in range(at, len(raws)) if raws[end].strip().startswith(fence))
    return next(ends, -1) + 1


def _indent(raw: str) -> int:
    """How far a line stands in."""
    return len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())


def without_buttons(found: Iterable[Line]) -> list[Line]:
    """The lines without those that say nothing around what is to be learnt."""
    return [line for line in found if not _AROUND.fullmatch(line.text)]


def heading(line: Line) -> tuple[str, str]:
    """What a line is the heading of, and what it says behind its colon; empty if it is none."""
    if len(line.text) > 2_000 or (line.item is not None and not line.level):
        return "", ""
    said, colon, rest = line.text.partition(":")
    for shown, left in ((line.text.rstrip(":"), ""), (said, rest.strip() if colon else "")):
        if len(shown) > 120:
            continue
        match = _HEADING.fullmatch(normalise(shown)) or _HEADING.fullmatch(shown)
        if match and match.lastgroup:
            return match.lastgroup, left
    return "", ""


def _without_marks(text: str) -> tuple[str, int]:
    """A line without the marks of a heading or a quotation around it, and the level of the heading."""
    level = 0
    if len(text) > _LONGEST:
        return text, level
    if match := _HASHES.match(text):
        level, text = len(match[1]), match[2]
    text = re.sub(r"^(?:>\s?)+", "", text)
    if match := _LABEL.match(text):
        text = f"{match['label']} {match['rest'].strip()}".strip()
    elif match := _BOLD.match(text):
        text = match[2] + match[3]
    return text.strip(), level
