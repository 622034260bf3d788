"""Markdown as far as sentences need it: what is bold, what is code or a formula, where a sentence ends.

Small scanners of our own and not a Markdown parser: they keep positions, cost microseconds, and what they do not know
they leave as it is. Each looks at every character a fixed number of times.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_BODY = r"(?:[^$\\\n]|\\[^\n]|\n(?![ \t]*\n))"
FORMULA = re.compile(
    rf"\$\$(?P<display>{_BODY}++)\$\$"
    rf"|\$(?=[^\s$])(?!\d[^$\\^_=]*\s[A-Za-z]{{2,}})(?P<inline>{_BODY}++)(?<=\S)\$(?![\d$])"
)
"""A formula with its marks. `$5 and $6` is none, and neither is `$5 in cash, not US$`."""

_UNESCAPED_FORMULA = re.compile(rf"(?<!\\)(?:{FORMULA.pattern})")
_TICKS = re.compile("`+")
_BOLD = re.compile(r"\*\*(?<!\\\*\*)")  # what it begins with stands first, which is quicker
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)")
_STARS = re.compile(
    r"(?<!\\)(?:(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|\*\*(?=\S)|(?<=\S)\*\*"
    r"|(?<![\w_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\w_]))"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~\n])")
_HARD_BREAK = re.compile(r"(?<!\\)\\(?=\n)")
_FENCE = re.compile(r"`{3,}|~{3,}")
_BULLET = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+")
_QUOTED = re.compile(r"(?:>\s*)+")
_NO_TEXT = re.compile(r"\||#{1,6}\s|[-*_=:|\s]+$")

_END = re.compile(r"[.!?…][\"'”’»)\]*_`]*\s+(?=[\"'“‘«(\[*_`$]*[^\Wa-z_])|[。！？]")
_NO_END = re.compile(
    r"(?:\b(?:e\.\s?g|i\.\s?e|cf|vs|approx|resp|incl|viz|Dr|Mr|Mrs|Ms|Prof|St|Fig|Eq|Ch|Sec|pp|Vol)"
    r"|(?:^|[\s(.])[A-Z])\.[\"'”’»)\]*_]*\s*$"
)
_LOOK_BACK = 23


def bold_spans(markdown: str) -> list[Span]:
    """Where the insides of the **bold** parts are, in order; stars in code and formulas make nothing bold."""
    spans: list[Span] = []
    opened = -1
    for mark in _outside(_BOLD, markdown):
        start, end = mark
        if opened >= 0 and end > opened + 2 and not markdown[start - 1].isspace():
            spans.append((opened, start))
            opened = -1
        elif opened < 0 and not markdown[end : end + 1].isspace() and end < len(markdown):
            opened = end
    return spans


def plain(markdown: str) -> str:
    """The text without the marks of inline Markdown; the insides of code and formulas stay as they are."""
    return "".join(plain_parts(markdown))


def plain_parts(markdown: str) -> list[str]:
    """The same in parts: text, formula, text, and so on in turn."""
    parts = [""]
    done = 0
    for start, end in [*literal_spans(markdown), (len(markdown), len(markdown))]:
        parts[-1] += _unmarked(markdown[done:start])
        if markdown.startswith("`", start):
            parts[-1] += markdown[start:end].strip("`")
        elif start < end:
            parts += [markdown[start:end], ""]
        done = end
    return parts


def sentences(markdown: str) -> list[str]:
    """The sentences of a text, in order; an item of a list is one.

    Code blocks, tables and headings say nothing by themselves, nor does a line that leads in to them with a colon.
    """
    found: list[str] = []
    for block, is_item in _blocks(markdown):
        found += [block] if is_item else _divide(block)
    return [sentence for sentence in found if sentence and not sentence.endswith(":")]


def literal_spans(markdown: str) -> list[Span]:
    """Where code and formulas are, with their marks, in order and apart."""
    if "`" not in markdown and "$" not in markdown:
        return []
    spans: list[Span] = []
    done = 0
    for start, end in _code_spans(markdown):
        spans += [match.span() for match in _UNESCAPED_FORMULA.finditer(markdown, done, start)]
        spans.append((start, end))
        done = end
    return spans + [match.span() for match in _UNESCAPED_FORMULA.finditer(markdown, done)]


def _code_spans(markdown: str) -> list[Span]:
    """Where code is: from a run of backticks to the next run of the same length."""
    runs = [match.span() for match in _TICKS.finditer(markdown)]
    following: dict[int, int] = {}
    closers = [0] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closers[index] = following.get(length, 0)
        following[length] = index
    spans: list[Span] = []
    index = 0
    while index < len(runs):
        if closer := closers[index]:
            spans.append((runs[index][0], runs[closer][1]))
            index = closer
        index += 1
    return spans


def _outside(pattern: re.Pattern[str], markdown: str) -> Iterator[Span]:
    """Where a pattern is found outside code and formulas."""
    done = 0
    for start, end in [*literal_spans(markdown), (len(markdown), len(markdown))]:
        for match in pattern.finditer(markdown, done, start):
            yield match.span()
        done = end


def _unmarked(text: str) -> str:
    """Text outside code and formulas without its marks."""
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _STARS.sub("", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def _blocks(markdown: str) -> Iterator[tuple[str, bool]]:
    """The paragraphs and list items of a text, each on one line, and whether it is an item."""
    gathered: list[str] = []
    is_item = False
    for line in _lines_of_text(markdown):
        bullet = None if line[:1].isalpha() else _BULLET.match(line)
        if (bullet or not line) and gathered:
            yield " ".join(gathered), is_item
            gathered = []
        if line:
            is_item = bool(bullet) or (is_item and bool(gathered))
            gathered.append(line[bullet.end() :] if bullet else line)
    if gathered:
        yield " ".join(gathered), is_item


def _lines_of_text(markdown: str) -> Iterator[str]:
    """The lines of a text without their indentation; an empty one for each that holds no sentence."""
    fence = ""
    if "\\\n" in markdown:
        markdown = _HARD_BREAK.sub("", markdown)
    for line in map(str.strip, markdown.split("\n")):
        if fence:
            fence = "" if line.startswith(fence) else fence
        elif line[:1].isalpha():  # as nearly all lines begin
            yield line
        elif opening := _FENCE.match(line):
            fence = opening[0]
            yield ""
        else:
            yield (
                ""
                if _NO_TEXT.match(line)
                else _QUOTED.sub("", line, count=1)
                if line[:1] == ">"
                else line
            )


def _divide(block: str) -> Iterator[str]:
    """The sentences of one paragraph or item."""
    masked = _masked(block)
    done = 0
    for match in _END.finditer(masked):
        end = match.end()
        if not _NO_END.search(masked[max(done, match.start() - _LOOK_BACK) : end]):
            yield block[done:end].strip()
            done = end
    yield block[done:].strip()


def _masked(block: str) -> str:
    """The block with letters in place of code, formulas and bold text, in which no sentence ends."""
    spans = sorted([*literal_spans(block), *bold_spans(block)])
    if not spans:
        return block
    parts: list[str] = []
    done = 0
    for start, end in spans:
        if start < done:
            continue
        parts += [block[done:start], "X" * (end - start - 1), block[end - 1 : end]]
        done = end
    return "".join([*parts, block[done:]])
