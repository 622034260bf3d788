"""Texts in which Anki hides words: `{{c1::word::hint}}`."""

import re
from collections.abc import Callable, Iterator

from studykit.content.model import Question
from studykit.transfer.gaps import gap_question
from studykit.transfer.markup import to_text

_MARK = re.compile(r"\{\{c\d{1,4}::|\}\}")


def hides_words(raw: str) -> bool:
    """Whether words of a text are marked to be hidden."""
    return any(inner is not None for _, inner in _pieces(raw))


def cloze_question(raw: str, markdown: Callable[[str], str]) -> tuple[Question | None, int]:
    """The question that a text with hidden words is, and how many are hidden; None where formatting tears them apart."""
    # Marks that HTML leaves alone stand for the gaps while the text becomes Markdown.
    shown: list[str] = []
    gaps: list[list[str]] = []
    hints: list[str] = []
    for text, inner in _pieces(raw):
        shown.append(text)
        if inner is not None:
            said, _, hint = inner.partition("::")
            shown.append(f"\ue010{len(gaps)}\ue011")
            gaps.append([_hidden(said, markdown)])
            hints += filter(None, [markdown(hint).strip()])
    pieces = re.split("\ue010\\d+\ue011", markdown("".join(shown)))
    if len(pieces) != len(gaps) + 1:
        return None, len(gaps)
    return gap_question("", pieces, gaps, "; ".join(hints)), len(gaps)


def _hidden(said: str, markdown: Callable[[str], str]) -> str:
    """What a gap hides; a picture alone cannot be typed."""
    shown = markdown(said).strip()
    is_picture = shown.startswith("![") and not to_text(said).strip()
    return "…" if is_picture or not shown else shown


def _pieces(raw: str) -> Iterator[tuple[str, str | None]]:
    """The text before each hidden word, and the word; at last the rest, and None. Marks within a word vanish.

    Every mark is looked at once: a pattern for the whole takes years on a text of marks that are never closed.
    """
    marks = list(_MARK.finditer(raw))
    closers = sum(mark[0] == "}}" for mark in marks)
    done = begun = depth = 0
    inner: list[str] = []
    before = ""
    for mark in marks:
        is_end = mark[0] == "}}"
        closers -= is_end
        if not is_end and (depth or closers):
            if depth:
                inner.append(raw[begun : mark.start()])
            else:
                before = raw[done : mark.start()]
            depth, begun = depth + 1, mark.end()
        elif is_end and depth:
            inner.append(raw[begun : mark.start()])
            depth, begun = depth - 1, mark.end()
            if not depth:
                yield before, "".join(inner)
                inner, done = [], mark.end()
    yield raw[done:], None  # also what is never closed
