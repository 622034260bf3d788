"""What of a course must be the same after it has left and come back."""

from itertools import chain
from typing import Any

from studykit.content.html import marked
from studykit.content.model import Guide, Question
from studykit.transfer.parcel import Parcel


def shown(markdown: str) -> str:
    """How a text looks; two ways to write the same Markdown are the same."""
    return " ".join(
        marked(" ".join(markdown.split()) if "\n" not in markdown else markdown).split()
    )


def question_said(question: Question) -> tuple[Any, ...]:
    """All that a question says, as it looks."""
    return (
        question.form,
        shown(question.text),
        shown(question.answer),
        shown(question.hint),
        [(shown(one.text), one.correct, shown(one.why)) for one in question.choices],
        question.accept,
        [(shown(one.text), one.core, one.accept, shown(one.why)) for one in question.points],
    )


def guide_said(guide: Guide) -> tuple[Any, ...]:
    """All that a page says, as it looks."""
    return (
        guide.term,
        guide.slug,
        guide.aliases,
        shown(guide.definition),
        [(shown(one.text), one.core, one.accept, shown(one.why)) for one in guide.points],
        [(fact.id, shown(fact.text)) for fact in guide.facts],
        guide.related,
        guide.contrast,
        [question_said(one) for one in guide.questions],
    )


def parcel_guides(parcel: Parcel) -> list[Guide]:
    """All pages of a parcel."""
    return list(chain.from_iterable(part.guides for part in parcel.parts.values()))


def parcel_questions(parcel: Parcel) -> list[Question]:
    """All questions of a parcel that stand on no page."""
    return list(chain.from_iterable(part.questions for part in parcel.parts.values()))
