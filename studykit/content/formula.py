"""Formulas: `$…$` in LaTeX becomes one line of Unicode, such as `x̄ ± z · σ/√n`."""

import re
from functools import lru_cache

from studykit.content.linear import linear, tidy
from studykit.content.markdown import FORMULA, literal_spans
from studykit.content.symbols import CHARACTERS
from studykit.content.text import clean

_MARKED = re.compile(rf"\\.|{FORMULA.pattern}")
_LONGEST = 2_000
_DEEPEST = 50
_SIMPLE = re.compile(r"[\w\s=+.,()<>|:;!/*-]*")


@lru_cache(maxsize=1024)
def formulas(markdown: str) -> str:
    r"""The text with its formulas in Unicode; code stays as it is, and `\$` becomes a dollar sign."""
    if "$" not in markdown:
        return markdown
    parts: list[str] = []
    done = 0
    code = [span for span in literal_spans(markdown) if markdown[span[0]] == "`"]
    for start, end in [*code, (len(markdown), len(markdown))]:
        parts += [_MARKED.sub(_shown, markdown[done:start]), markdown[start:end]]
        done = end
    return "".join(parts)


def unread(markdown: str) -> list[str]:
    """The formulas of a text that cannot be read, or have a command that nobody knows: at least in part they are shown as written."""
    spans = [markdown[start:end] for start, end in literal_spans(markdown)]
    found = [
        match["display"] or match["inline"] for match in map(FORMULA.fullmatch, spans) if match
    ]
    return [latex for latex in found if "\\" in (_read(latex) or "\\")]


def to_unicode(latex: str) -> str:
    """The formula on one line of Unicode, or as it was written if it cannot be read."""
    return _read(latex) or latex


@lru_cache(maxsize=4096)
def _read(latex: str) -> str | None:
    """The formula on one line of Unicode; None if it cannot be read."""
    if _SIMPLE.fullmatch(latex) and "_" not in latex:
        return tidy("".join(CHARACTERS.get(char, char) for char in latex))
    if len(latex) > _LONGEST or latex.count("{") > _DEEPEST:
        return None
    try:
        return clean(linear(latex)) or None
    except Exception:  # the parser fails in many ways; then what the author wrote is shown
        return None


def _shown(match: re.Match[str]) -> str:
    """What stands for an escape or a formula."""
    latex = match["display"] or match["inline"]
    if latex:
        return to_unicode(latex)
    return "$" if match[0] == r"\$" else match[0]
