"""Texts with gaps: what is hidden in them, and how it is asked."""

from collections.abc import Iterator, Sequence

from studykit.content.blanks import BLANK, BLANK_IN_CODE
from studykit.content.markdown import literal_spans, plain
from studykit.content.model import Question
from studykit.transfer.parcel import make_point, open_question, short_question


def gap_question(
    before: str, pieces: Sequence[str], gaps: Sequence[Sequence[str]], hint: str = ""
) -> Question:
    """A question on a text with gaps.

    One gap is filled by typing; with more the whole is written down, and each gap is a point.

    Args:
        before: What stands over the text; may be empty.
        pieces: The text around the gaps, one more than there are gaps; Markdown.
        gaps: The wordings that fill each gap, the best one first; Markdown.
        hint: A nudge.

    """
    asked, whole = pieces[0], pieces[0]
    for gap, piece, in_code in zip(gaps, pieces[1:], _in_code(pieces), strict=True):
        asked += f"{BLANK_IN_CODE if in_code else BLANK}{piece}"
        is_bare = in_code or whole.endswith("*") or not gap[0].strip()  # it may be bold already
        whole += f"{gap[0] if is_bare else f'**{gap[0]}**'}{piece}"
    text = f"{before}\n\n{asked}" if before else asked
    if len(gaps) == 1:
        return short_question(text, map(plain, gaps[0]), hint=hint)
    points = (make_point(gap[0], accept=tuple(map(plain, gap[1:]))) for gap in gaps)
    return open_question(text, whole, tuple({one.id: one for one in points}.values()), hint)


def _in_code(pieces: Sequence[str]) -> Iterator[bool]:
    """Of each gap between pieces, whether it stands in code."""
    text = BLANK_IN_CODE.join(pieces)
    spans = iter([span for span in literal_spans(text) if text[span[0]] == "`"])
    start, end = next(spans, (len(text), len(text)))
    at = -len(BLANK_IN_CODE)
    for piece in pieces[:-1]:
        at += len(BLANK_IN_CODE) + len(piece)
        while end <= at < len(text):
            start, end = next(spans, (len(text), len(text)))
        yield start < at
