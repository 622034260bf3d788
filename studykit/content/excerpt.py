"""What is shown of a text in which words were found: the part around them."""

import re
from collections.abc import Iterable, Sequence

_GAPS = re.compile(r"\s+")
_WIDTH = 160
"""Characters of an excerpt."""


def excerpt(text: str, marks: Iterable[str]) -> tuple[str, ...]:
    """The part of a text around the first of the words, on one line; plain text and whole formulas in turn."""
    from studykit.content.markdown import plain_parts  # noqa: PLC0415 - its patterns cost start-up

    parts = [_GAPS.sub(" ", part) for part in plain_parts(text.strip())]
    line = "".join(parts)
    if len(line) <= _WIDTH:
        return tuple(parts)
    folded = line.casefold()
    places = [place for mark in marks if (place := folded.find(mark)) >= 0]
    start = max(0, min(min(places, default=0) - _WIDTH // 3, len(line) - _WIDTH))
    if start:
        start = line.find(" ", start) + 1
    shown = _window(parts, start, start + _WIDTH)
    cut = "".join(shown)
    shown[0] = ("" if line.startswith(cut) else "…") + shown[0]
    shown[-1] += "" if line.endswith(cut) else "…"
    return tuple(shown)


def _window(parts: Sequence[str], start: int, end: int) -> list[str]:
    """What lies between two places of a text; a formula that does so in part is taken whole."""
    shown = []
    for at, part in enumerate(parts):
        inside = part[max(start, 0) : max(end, 0)]
        shown.append(part if at % 2 and inside else inside)
        start, end = start - len(part), end - len(part)
    return shown
