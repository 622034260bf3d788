"""Markdown as plain text, for terminals without control and for pipes."""

import re

from studykit.content.runs import NARROWEST, Run, cells, plain_text, wrap

_SAFE = r"[^\W_]|[ .,;:?!'\"()/%+=…–—‘’“”-]"
_INSIDE = rf"(?:{_SAFE}|(?<! )\n(?=[^\W\d_]))*+"
_OPEN = r"(?:\*\*(?=[^\W_])|(?<!\w)\*\*(?=[“‘\"'(]))"
_CLOSE = r"(?:(?<=\w)|(?<=[^ ])(?=\*\*\W|\*\*$))\*\*(?!\*)"
_BOLD = _OPEN + _INSIDE + _CLOSE
_LINE = rf"(?=[\w\"'(“‘*])(?!\d+[.)])(?:{_SAFE}|{_BOLD})++(?<! )"
_SENTENCES = re.compile(rf"{_LINE}(?:\n+{_LINE})*+\n*")
"""Paragraphs with no more Markdown in them than bold words, as nearly all facts and answers are."""


def as_text(markdown: str, width: int = 78) -> str:
    """The Markdown as text without marks, wrapped to the width; only code may be wider."""
    if _SENTENCES.fullmatch(markdown):
        return _wrapped(markdown.replace("**", ""), max(width, NARROWEST))
    from studykit.content.layout import Skin, lay_out  # noqa: PLC0415 - with its parser it takes 50 ms

    return "\n".join(plain_text(line).rstrip() for line in lay_out(markdown, Skin(), width))


def _wrapped(text: str, width: int) -> str:
    """Paragraphs without marks, as the layout would have them."""
    paragraphs = [part.replace("\n", " ") for part in re.split("\n\n+", text.strip("\n"))]
    return "\n\n".join(
        "\n".join(plain_text(line).rstrip() for line in wrap([Run(paragraph)], width, cells))
        for paragraph in paragraphs
    )
