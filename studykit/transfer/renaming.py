"""Ids that follow from texts, where an import has written the texts anew: they follow from what is there now."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from studykit.content.identity import identify
from studykit.content.model import Fact, Guide, Point, Question

Named = TypeVar("Named", Point, Fact, Question)
"""What has a text, and an id that may follow from it."""


def renamed_question(question: Question, before: Question) -> Question:
    """A question with other texts, as it and its points are called from now on."""
    (named,) = _named([question], [before])
    return replace(named, points=_named(question.points, before.points))


def renamed_guide(guide: Guide, before: Guide) -> Guide:
    """A guide with other texts, in the same way."""
    questions = tuple(map(renamed_question, guide.questions, before.questions))
    return replace(
        guide,
        points=_named(guide.points, before.points),
        facts=_named(guide.facts, before.facts),
        questions=_named(questions, before.questions),
    )


def _named(found: Sequence[Named], before: Sequence[Named]) -> tuple[Named, ...]:
    """Things with other texts; one that would have the id of another keeps its own."""
    if len(found) != len(before):  # sentences of another answer, which have their ids
        return tuple(found)
    taken = {one.id for one in found}
    made: list[Named] = []
    for one, old in zip(found, before, strict=True):
        ident = one.id
        if one.text != old.text and one.id == identify(old.text):
            ident = identify(one.text)
        made.append(one if ident in taken else replace(one, id=ident))
        taken.add(ident)
    return tuple(made)
