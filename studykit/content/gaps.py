"""What is still to be written: the mark that stands for it in a form, and what is not asked because of it."""

from studykit.content.model import Fact, Guide, Question

GAP = "…"
"""Stands where a text is still to be written."""


def is_gap(text: str) -> bool:
    """Whether a text is still to be written: the forms of `studykit new` have this mark in its place."""
    return GAP in text and text.strip("* \n") == GAP


def has_gap(whole: Question | Guide | Fact) -> bool:
    """Whether something is still to be written of what is asked, or of what it is judged by: such a card is not asked."""
    if isinstance(whole, Fact):
        return is_gap(whole.text)
    if isinstance(whole, Guide):
        return any(map(is_gap, (whole.definition, *(point.text for point in whole.points))))
    points = (point.text for point in whole.points)
    choices = (choice.text for choice in whole.choices)
    return any(map(is_gap, (whole.text, whole.answer, *points, *choices, *whole.accept)))
