"""What of a course must be the same after it has left and come back."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from studykit.content.html import marked
from studykit.content.model import Course, Guide, Question
from studykit.content.questions import sentence_points
from studykit.transfer.parcel import Parcel


def shown(markdown: str) -> str:
    """How a text looks; two ways to write the same Markdown are the same."""
    return " ".join(
        marked(" ".join(markdown.split()) if "\n" not in markdown else markdown).split()
    )


def question_said(question: Question, points: bool = True) -> tuple[Any, ...]:
    """All that a question says, as it looks."""
    derived = question.points == sentence_points(question.answer)
    return (
        question.form,
        shown(question.text),
        shown(question.answer),
        shown(question.hint),
        [(shown(one.text), one.correct, shown(one.why)) for one in question.choices],
        question.accept,
        None
        if derived or not points
        else [(shown(one.text), one.core, one.accept, shown(one.why)) for one in question.points],
    )


def guide_said(guide: Guide) -> tuple[Any, ...]:
    """All that a page says, as it looks."""
    derived = guide.points == sentence_points(guide.definition)
    return (
        guide.term,
        guide.slug,
        guide.aliases,
        shown(guide.definition),
        None
        if derived
        else [(shown(one.text), one.core, one.accept, shown(one.why)) for one in guide.points],
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


def course_questions(course: Course) -> list[Question]:
    """All questions of a course, those of pages first."""
    return [
        *(question for guide in course.guides for question in guide.questions),
        *(question for found in course.sets for question in found.questions),
    ]


def differences(first: list[Any], second: list[Any], name: Callable[[Any], str] = str) -> list[str]:
    """Where two lists differ, for people."""
    return [
        f"{name(one)} != {name(other)}"
        for one, other in zip(first, second, strict=False)
        if one != other
    ] + ([f"{len(first)} != {len(second)}"] if len(first) != len(second) else [])
