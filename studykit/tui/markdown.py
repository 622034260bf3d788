"""Authors' Markdown as content for a `Static`: shown, never interpreted as anything but text."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len
from textual.content import Content, Span

from studykit.content.layout import Skin, lay_out
from studykit.content.markdown import bold_spans
from studykit.content.runs import Line, Run
from studykit.content.text import clean
from studykit.content.tokens import parse

_BLANK = "▁"
_BLANKS = re.compile(f"{_BLANK}+")
_BLANK_STYLE = "$text-accent"
_LENGTHS = (6, 9, 12)
"""How long a blank may be: enough to tell a word from a phrase, not enough to count letters."""
_BASE_STYLE = "$text"
_LONGEST_COLOURED = 20_000


def render(markdown: str, width: int | None = None) -> Content:
    """The Markdown as one content; with a width its lines are wrapped to it, with hanging indents and fitted tables."""
    return _content(lay_out(markdown, _SKIN, width))


def render_lines(markdown: str, width: int) -> list[Content]:
    """The same as one content a line, for a page of which only some lines are seen."""
    return [_content([line]) for line in lay_out(markdown, _SKIN, width)]


def read_ahead(markdown: str) -> None:
    """Do now what does not depend on the width for a text that is to be shown soon."""
    parse(clean(markdown))


def underline(
    content: Content, spans: Iterable[tuple[int, int]], style: str = "underline"
) -> Content:
    """The content with parts of its text underlined, such as the words in which a point was seen."""
    length = len(content)
    kept = [(max(start, 0), min(end, length)) for start, end in spans]
    return content.add_spans([Span(start, end, style) for start, end in kept if start < end])


def covered(markdown: str, uncovered: int = 0, width: int | None = None) -> Content:
    """A fact whose bold words are blanked, but for the first few."""
    parts: list[str] = []
    done = 0
    for start, end in bold_spans(markdown)[max(uncovered, 0) :]:
        parts += [markdown[done : start - 2], _blank(markdown[start:end])]
        done = end + 2
    content = render("".join([*parts, markdown[done:]]), width)
    return underline(
        content, (match.span() for match in _BLANKS.finditer(content.plain)), _BLANK_STYLE
    )


def _blank(words: str) -> str:
    """What stands in place of words."""
    return _BLANK * next((length for length in _LENGTHS if len(words) <= length), _LENGTHS[-1])


def _content(lines: Iterable[Line]) -> Content:
    """The lines as one content."""
    texts: list[str] = []
    spans: list[Span] = []
    position = 0
    for line in lines:
        for text, style in line:
            texts.append(text)
            if style and text:
                spans.append(Span(position, position + len(text), style))
            position += len(text)
        texts.append("\n")
        position += 1
    return Content("".join(texts[:-1]), spans)


@lru_cache(maxsize=256)
def _coloured(code: str, language: str) -> Line:
    """Code in its language's colours; without them where the language is unknown or the code very long."""
    from textual.highlight import highlight

    if not language or not code or len(code) > _LONGEST_COLOURED:
        return [Run(code)]
    try:
        content = highlight(code, language=language, tab_size=4)
    except Exception:  # lexers are many and of all kinds; the code itself is what matters
        return [Run(code)]
    return _runs(content) if content.plain == code else [Run(code)]


def _runs(content: Content) -> Line:
    """The content as runs; but for the base style over all of it, the spans of coloured code stand apart."""
    line: Line = []
    done = 0
    for start, end, style in content.spans:
        if start < done or style == _BASE_STYLE or not isinstance(style, str):
            continue
        line += [Run(content.plain[done:start]), Run(content.plain[start:end], style)]
        done = min(end, len(content))
    return [run for run in [*line, Run(content.plain[done:])] if run.text]


_SKIN = Skin(
    heading="bold $primary",
    bold="bold",
    emphasis="italic",
    struck="strike",
    code="$text-accent",
    link="underline $text-primary",
    muted="$text-muted",
    bullet="•",
    code_indent=2,
    folds_code=True,
    measure=cell_len,
    colour=_coloured,
)
