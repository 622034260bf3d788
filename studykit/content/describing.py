"""Values of the model as the nodes that an author would write: nothing that follows from the rest is said."""

from collections.abc import Iterable

from studykit.content.identity import identify
from studykit.content.model import Choice, Course, Fact, Guide, Point, Question
from studykit.content.nodes import Node
from studykit.content.questions import sentence_points


def guide_node(guide: Guide) -> dict[str, Node]:
    """A guide, without the questions that question sets give it."""
    own = [question for question in guide.questions if not question.term]
    return _said(
        term=guide.term,
        aliases=list(guide.aliases),
        definition=_definition(guide),
        facts=[_fact(fact) for fact in guide.facts],
        questions=[question_node(question) for question in own],
        related=list(guide.related),
        contrast=list(guide.contrast),
    )


def question_node(question: Question) -> dict[str, Node]:
    """A question."""
    return _said(
        question=question.text,
        term=question.term,
        hint=question.hint,
        choices=[_choice(choice) for choice in question.choices],
        accept=list(question.accept),
        answer=question.answer,
        points=_points(question.points, question.answer),
        id=_id(question.id, question.text),
    )


def set_node(title: str, questions: Iterable[Question]) -> dict[str, Node]:
    """A question set."""
    return {"set": title, "questions": [question_node(question) for question in questions]}


def course_node(course: Course) -> dict[str, Node]:
    """The head of a course: its title, what it is about, and its units."""
    units: list[Node] = [
        _said(unit=unit.title, guides=[guide.slug for guide in unit.guides])
        for unit in course.units
        if unit.title
    ]
    return _said(course=course.title, about=course.about, units=units)


def _said(**members: Node) -> dict[str, Node]:
    """The members that say something."""
    return {key: value for key, value in members.items() if value}


def _definition(guide: Guide) -> Node:
    """The definition, with points if the author gave some."""
    points = _points(guide.points, guide.definition)
    return {"definition": guide.definition, "points": points} if points else guide.definition


def _points(points: tuple[Point, ...], answer: str) -> list[Node]:
    """The points, unless they are the sentences of the answer."""
    return [] if points == sentence_points(answer) else [_point(point) for point in points]


def _point(point: Point) -> Node:
    """A point; one that is only a text is written as one."""
    return _short(
        "point",
        _said(
            point=point.text,
            core="true" if point.core else "",
            accept=list(point.accept),
            why=point.why,
            id=_id(point.id, point.text),
        ),
    )


def _fact(fact: Fact) -> Node:
    """A fact."""
    return _short("fact", _said(fact=fact.text, id=_id(fact.id, fact.text)))


def _choice(choice: Choice) -> Node:
    """A choice."""
    return _short(
        "choice",
        _said(choice=choice.text, correct="true" if choice.correct else "", why=choice.why),
    )


def _short(key: str, members: dict[str, Node]) -> Node:
    """The one member of a mapping instead of the mapping, where that is allowed."""
    return members[key] if members.keys() == {key} else members


def _id(given: str, text: str) -> str:
    """An id, if it does not follow from the text."""
    return "" if given == identify(text) else given
