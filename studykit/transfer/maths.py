"""Formulas in texts of other programs, however they are marked, as `$…$` and `$$…$$`."""

import re

from studykit.content.markdown import FORMULA

_MATH = (
    (re.compile(r"\\\((.+?)\\\)", re.DOTALL), r"\)", "$"),
    (re.compile(r"\\\[(.+?)\\\]", re.DOTALL), r"\]", "$$"),
    (re.compile(r"\[\$\](.+?)\[/\$\]", re.DOTALL), "[/$]", "$"),
    (re.compile(r"\[\$\$\](.+?)\[/\$\$\]", re.DOTALL), "[/$$]", "$$"),
    (re.compile(r"\[latex\](.+?)\[/latex\]", re.DOTALL), "[/latex]", "$"),
)
"""How formulas are marked, what ends them, and the mark that they get."""


def take_out(text: str, kept: list[str]) -> str:
    """The text with its formulas taken out and kept, since they must neither be escaped nor read as tags."""
    if "$" not in text and "\\" not in text and "[latex]" not in text:
        return text
    for pattern, end, mark in _MATH:
        last = text.rfind(end) + len(end) if end in text else 0
        # Behind the last end nothing is looked at: each beginning there would be followed through all the rest.
        done = pattern.sub(lambda match, mark=mark: _keep(match[1], mark, kept), text[:last])  # type: ignore[misc]
        text = done + text[last:]
    return FORMULA.sub(lambda match: _keep_as_is(match, kept), text)


def set_aside(said: str, kept: list[str]) -> str:
    """Keep something, and give what stands for it meanwhile."""
    kept.append(said)
    return f"\ue000{len(kept) - 1}\ue001"


def _keep(formula: str, mark: str, kept: list[str]) -> str:
    """Keep a formula with its marks."""
    said = " ".join(_without_tags(formula).split())
    return set_aside(f"{mark}{said}{mark}", kept)


def _keep_as_is(match: re.Match[str], kept: list[str]) -> str:
    """Keep a formula that stands between dollars already."""
    shown = match["display"]
    return _keep(shown or match["inline"], "$$" if shown else "$", kept)


def _without_tags(formula: str) -> str:
    """A formula as its editor had it: line breaks and entities of HTML are none of LaTeX."""
    from html import unescape  # noqa: PLC0415 - most texts have no formula

    return unescape(re.sub(r"</?(?:br|div|p|span|b|i|anki-mathjax)\b[^<>]*>", " ", formula))


def put_back(text: str, kept: list[str]) -> str:
    """The text with what was taken out."""
    return re.sub("\ue000(\\d+)\ue001", lambda match: kept[int(match[1])], text) if kept else text
