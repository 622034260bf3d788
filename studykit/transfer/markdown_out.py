"""Courses as a study guide in Markdown, to be read, handed out or put on a page."""

import re
from collections.abc import Iterator, Sequence

from studykit.content.markdown import literal_spans
from studykit.content.model import Course, Form, Guide, Point, Question
from studykit.content.questions import sentence_points
from studykit.transfer.losses import tell_ids, tell_page
from studykit.transfer.luggage import Luggage, no_luggage
from studykit.transfer.rendering import letter
from studykit.transfer.shipment import Shipment

_TAG = re.compile(r"(?<!\\)<(?=[a-zA-Z/!?])(?!https?://|mailto:)")


def write(courses: Sequence[Course], luggage: Luggage | None = None) -> Shipment:
    """The courses, one below the other; what they show lies beside the file."""
    shipment = Shipment(
        unit="page", taken=sum(len(course.guides) + len(course.sets) for course in courses)
    )
    luggage = luggage or no_luggage()
    tell_ids(courses, shipment)
    courses = luggage.pack(courses, shipment, keeps=lambda _way: True)
    shipment.beside = luggage.files
    lines = [line for course in courses for line in _course(course)]
    for guide in (guide for course in courses for guide in course.guides):
        points = [*guide.points, *(point for one in guide.questions for point in one.points)]
        if any(point.accept for point in points):
            said = "Wordings that are underlined in an answer are not for reading."
            shipment.leave(guide.term, guide.term, said)
        tell_page(guide, shipment, names=False, links=False)
    shipment.data = (_without_tags("\n".join(lines)).strip() + "\n").encode()
    return shipment


def _without_tags(text: str) -> str:
    """Markdown in which no `<` is a tag: to us it is only text, but many programs let HTML through."""
    kept: list[str] = []
    done = 0
    for start, end in literal_spans(text):
        span = text[start:end]
        is_fence = span.startswith("```") and not text[
            max(text.rfind("\n", 0, start), 0) : start
        ].strip(" >\n")
        if text[start - 1 : start] != "\\" and (is_fence or "\n" not in span):
            kept += [_TAG.sub(r"\<", text[done:start]), span]
            done = end
    return "".join((*kept, _TAG.sub(r"\<", text[done:])))


def _course(course: Course) -> Iterator[str]:
    yield from (f"# {course.title}", "")
    if course.about:
        yield from (course.about, "")
    for unit in course.units:
        if unit.title:
            yield from (f"## {unit.title}", "")
        for guide in unit.guides:
            yield from _guide(course, guide)
    for found in course.sets:
        yield from (f"## {found.title}", "")
        if found.about:
            yield from (found.about, "")
        for number, question in enumerate(found.questions, 1):
            yield from _question(number, question)


def _guide(course: Course, guide: Guide) -> Iterator[str]:
    yield from (f"### {guide.term}", "")
    if guide.aliases:
        yield from (f"Also called {', '.join(guide.aliases)}.", "")
    yield from (guide.definition, "")
    yield from _points(guide.points, guide.definition)
    if guide.facts:
        yield from ("#### Must-know facts", "")
        for number, fact in enumerate(guide.facts, 1):
            yield _item(f"{number}. ", fact.text)
        yield ""
    if guide.questions:
        yield from ("#### Review questions", "")
        for number, question in enumerate(guide.questions, 1):
            yield from _question(number, question)
    names = {one.slug: one.term for one in course.guides}
    for label, slugs in (("Related", guide.related), ("Not to be confused with", guide.contrast)):
        if slugs:
            yield from (f"{label}: {', '.join(names.get(slug, slug) for slug in slugs)}.", "")


def _question(number: int, question: Question) -> Iterator[str]:
    yield from (_item(f"**{number}.** ", question.text, ""), "")
    if question.hint:
        yield from (f"*Hint:* {question.hint}", "")
    for at, choice in enumerate(question.choices):
        why = f" *{choice.why}*" if choice.why else ""
        yield _item(f"- {letter(at)}. ", f"{choice.text}{why}", "  ")
    if question.choices:
        right = (letter(at) for at, one in enumerate(question.choices) if one.correct)
        yield from ("", f"**Answer:** {', '.join(right)}", "")
    elif question.accept:
        yield from (f"**Answer:** {' / '.join(question.accept)}", "")
    if question.answer:
        yield from (f"> {line}".rstrip() for line in question.answer.split("\n"))
        yield ""
    if question.form is Form.OPEN:
        yield from _points(question.points, question.answer)


def _points(points: Sequence[Point], answer: str) -> Iterator[str]:
    """The points, unless they are no more than the sentences of the answer."""
    if tuple(points) == sentence_points(answer):
        return
    for point in points:
        why = f" *{point.why}*" if point.why else ""
        yield _item("- [ ] ", f"{'**(core)** ' if point.core else ''}{point.text}{why}")
    yield ""


def _item(sign: str, text: str, indent: str | None = None) -> str:
    """A text as an item; its further lines stand below its first."""
    within = " " * len(sign) if indent is None else indent
    return sign + text.replace("\n", f"\n{within}")
