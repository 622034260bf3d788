"""Texts with gaps: what is hidden in them, and how it is asked."""

from collections.abc import Sequence

from studykit.content.model import Question
from studykit.transfer.parcel import make_point, open_question, short_question

BLANK = "_____"
"""What stands for a gap."""


def gap_question(
    before: str, pieces: Sequence[str], gaps: Sequence[Sequence[str]], hint: str = ""
) -> Question:
    """A question on a text with gaps.

    One gap is filled by typing; with more the whole is written down, and each gap is a point.

    Args:
        before: What stands over the text; may be empty.
        pieces: The text around the gaps, one more than there are gaps.
        gaps: The wordings that fill each gap, the best one first.
        hint: A nudge.

    """
    asked = BLANK.join(pieces)
    text = f"{before}\n\n{asked}" if before else asked
    if len(gaps) == 1:
        return short_question(text, list(gaps[0]), hint=hint)
    whole = pieces[0]
    for gap, piece in zip(gaps, pieces[1:], strict=True):
        mark = "" if whole.endswith("*") or not gap[0].strip() else "**"  # it may be bold already
        whole += f"{mark}{gap[0]}{mark}{piece}"
    points = {
        point.id: point for point in (make_point(gap[0], accept=tuple(gap[1:])) for gap in gaps)
    }
    return open_question(text, whole, tuple(points.values()), hint)
