"""Where searched words stand in what was found."""

import re

from textual.content import Content

from studykit.tui.markdown import underline
from studykit.tui.text import one_line

_WORD = re.compile(r"[^\W_]+")
_STEM = 4
"""Words are searched by their stems: so many letters have to be the same."""


def mark_words(written: str, words: str) -> Content:
    """A text on one line, the searched words underlined in it."""
    content = one_line(written)
    starts = [word.casefold() for word in _WORD.findall(words)]
    spans = [
        match.span()
        for match in _WORD.finditer(content.plain)
        if any(_begins(match[0].casefold(), start) for start in starts)
    ]
    return underline(content, spans, "underline $text-accent")


def _begins(word: str, start: str) -> bool:
    """Whether a word of a text is one that was searched, be its ending another."""
    return word.startswith(start) or (len(start) > _STEM and word.startswith(start[:-2]))
