"""Blanks: what stands in a text for the words that are asked for."""

import re
from collections.abc import Iterable

from studykit.content.markdown import literal_spans

BLANK = r"\_\_\_\_\_"
"""Five underscores, written so that Markdown leaves them alone."""
BLANK_IN_CODE = "_____"
"""The same where Markdown takes nothing for a mark."""
_WORD = re.compile(r"""[,;:](?=\s)|[^\s*_`\-‐-―()\[\]{}<>"“”„«».,;:!?…/|]+""")
"""A word, or the mark that parts two words which then are no phrase: in `in writing, tone is` there is no *writing tone*."""
_WAY = re.compile(r"(?<=\]\()[^()\s]*")
"""Where a picture lies or a link leads to, which nobody reads."""
_POSSESSIVE = re.compile("['’]s?$")
_PLURAL = "esiy"
_SHORTEST_ROOT = 3


def blank_names(text: str, names: Iterable[str]) -> str:
    """The Markdown text with every mention of the names, in the singular or plural, blanked.

    Words are compared and not characters, so that marks, line ends and hyphens between the words of a name hide nothing.
    """
    wanted = sorted(filter(None, map(_roots, names)), key=len, reverse=True)
    words = list(_WORD.finditer(text))
    ways = [match.span() for match in _WAY.finditer(text)]
    roots = [
        "" if any(start <= word.start() < end for start, end in ways) else _root(word[0])
        for word in words
    ]
    parts: list[str] = []
    done = at = 0
    while at < len(words):
        length = next((len(n) for n in wanted if roots[at : at + len(n)] == n), 0)
        if length:
            parts += [text[done : words[at].start()], _blank_at(text, words[at].start())]
            done = words[at + length - 1].end()
        at += length or 1
    return "".join([*parts, text[done:]])


def _roots(text: str) -> list[str]:
    """The words of a text without case, possessive and plural."""
    return [_root(word) for word in _WORD.findall(text)]


def _root(word: str) -> str:
    """What a word has in common in the singular and the plural: `analys` of `analysis` and `analyses`, or less."""
    bare = _POSSESSIVE.sub("", word.casefold())
    root = bare.rstrip(_PLURAL)
    return root if len(root) >= _SHORTEST_ROOT else bare.removesuffix("s") or bare


def _blank_at(text: str, position: int) -> str:
    """The blank as it has to be written there."""
    in_code = any(s < position < e and text[s] == "`" for s, e in literal_spans(text))
    return BLANK_IN_CODE if in_code else BLANK
