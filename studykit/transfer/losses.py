"""What is told of a course when a format has no place for parts of it; a note for each page, and one for all ids."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from studykit.content.identity import identify
from studykit.content.model import Course, Guide, Point
from studykit.content.text import slugify
from studykit.transfer.pieces import Quiz
from studykit.transfer.rendering import looks_the_same
from studykit.transfer.shipment import Shipment


def tell_page(guide: Guide, shipment: Shipment, *, names: bool = True, links: bool = True) -> None:
    """Note what is lost of a page: its address, and as may be its other names and its links."""
    if names and guide.aliases:
        told = f"Its other names are not carried: {', '.join(guide.aliases)}."
        shipment.leave(guide.term, guide.term, told)
    if links and (guide.related or guide.contrast):
        shipment.leave(guide.term, guide.term, "Its links to other terms are not carried.")
    if guide.slug != slugify(guide.term):
        told = f"The name of its page, {guide.slug}, is not carried: where it comes back, that follows from the term."
        shipment.change(guide.term, guide.term, told)


def tell_ids(courses: Iterable[Course], shipment: Shipment, *, cards: bool = True) -> None:
    """Note that ids are lost which authors gave: those of points, and as may be of facts and questions."""
    count = sum(_ids(course, cards) for course in courses)
    if count:
        said = "1 id that was given is" if count == 1 else f"{count:,} ids that were given are"
        whose = "questions, facts and points" if cards else "points"
        told = (
            f"{said} not carried; where they come back, the ids of {whose} follow from their texts."
        )
        shipment.change("the file", "", told)


def _ids(course: Course, cards: bool) -> int:
    """How many ids of a course do not follow from the texts."""
    asked = [one for guide in course.guides for one in guide.questions]
    asked += [one for found in course.sets for one in found.questions]
    points = _points(course.guides, chain.from_iterable(one.points for one in asked))
    count = sum(point.id != identify(point.text) for point in points)
    if cards:
        count += sum(one.id != identify(one.text) for one in asked)
        count += sum(
            fact.id != identify(fact.text) for guide in course.guides for fact in guide.facts
        )
    return count


def _points(guides: Iterable[Guide], others: Iterable[Point]) -> Iterator[Point]:
    yield from (point for guide in guides for point in guide.points)
    yield from others


def tell_joined(courses: Sequence[Course], shipment: Shipment) -> None:
    """Note that several courses stand in one file as if they were one."""
    if len(courses) > 1:
        told = "The courses stand in it as one, their titles before those of their units."
        shipment.change("the file", "", told)
        tell_about(courses, shipment)


def tell_about(courses: Iterable[Course], shipment: Shipment) -> None:
    """Note that what courses are about is lost."""
    for course in courses:
        if course.about:
            shipment.leave(course.slug, course.title, "What it is about is not carried.")


def tell_sets(courses: Iterable[Course], shipment: Shipment) -> None:
    """Note what is lost of question sets: what they are for, and which of their questions name a term."""
    for course in courses:
        for found in course.sets:
            if found.about:
                shipment.leave(found.title, found.title, "What the set is about is not carried.")
        for guide in course.guides:
            for question in guide.questions:
                if question.term:
                    told = "It stands in a question set and names its term: where it comes back, it stands on the page of that."
                    shipment.change(guide.term, question.text, told)


def tell_look(quizzes: Iterable[Quiz], shipment: Shipment) -> None:
    """Note which texts look different when they come back from HTML."""
    for piece in chain.from_iterable(quiz.pieces for quiz in quizzes):
        question = piece.question
        said = [question.text, piece.answer, question.hint]
        said += [text for choice in question.choices for text in (choice.text, choice.why)]
        if not all(map(looks_the_same, said)):
            told = "Something of its Markdown looks different where it comes back from HTML."
            shipment.change(piece.title, question.text, told)


def tell_lines(quizzes: Iterable[Quiz], shipment: Shipment) -> None:
    """Note that points which have several lines stand on one, since that is how they are written below an answer."""
    for piece in chain.from_iterable(quiz.pieces for quiz in quizzes):
        if any("\n" in f"{point.text}{point.why}" for point in piece.question.points):
            told = "Points of several lines stand on one."
            shipment.change(piece.title, piece.question.text, told)
