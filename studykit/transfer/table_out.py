"""Courses as a table: a row for each definition, fact and question, which spreadsheets and flashcard programs take."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from studykit.content.identity import identify
from studykit.content.markdown import bold_spans, plain
from studykit.content.model import Choice, Course, Fact, Form, Guide, Point, Question
from studykit.content.questions import sentence_points
from studykit.content.text import shorten
from studykit.transfer.losses import tell_about, tell_ids, tell_joined, tell_page, tell_sets
from studykit.transfer.luggage import Luggage, no_luggage
from studykit.transfer.shipment import Shipment
from studykit.transfer.table_own import COLUMNS, guard

Cells = dict[str, str]


def write(courses: Sequence[Course], _luggage: Luggage | None = None) -> Shipment:
    """The courses with commas between the columns."""
    return write_table(courses, ",")


def write_table(courses: Sequence[Course], delimiter: str) -> Shipment:
    """The courses with this delimiter; the mark at the beginning tells spreadsheets that it is UTF-8."""
    shipment = Shipment(unit="row")
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    tell_joined(courses, shipment)
    tell_sets(courses, shipment)
    none = no_luggage("a table has no place for pictures")
    for course in none.pack(courses, shipment, keeps=lambda _way: True):
        _tell(course, shipment, named=len(courses) > 1)
        title = course.title if len(courses) > 1 else ""
        for cells in _rows(course, title, shipment):
            shipment.taken += 1
            writer.writerow([guard(cells.get(name, "")) for name in COLUMNS])
    tell_ids(courses, shipment, cards=False)
    shipment.data = text.getvalue().encode("utf-8-sig")
    return shipment


def _tell(course: Course, shipment: Shipment, *, named: bool) -> None:
    """Note what of a course has no column."""
    if not named:
        told = "Its title has no column; `studykit import --title` gives it one again."
        shipment.leave(course.slug, course.title, told)
        tell_about([course], shipment)
    for guide in course.guides:
        tell_page(guide, shipment, names=False)


def _rows(course: Course, title: str, shipment: Shipment) -> Iterator[Cells]:
    """The rows of a course, with a title before those of its units."""
    for unit in course.units:
        for guide in unit.guides:
            place = {"term": guide.term, "unit": _joined(title, unit.title)}
            yield place | _definition(guide, shipment)
            for fact in guide.facts:
                yield place | _fact(fact)
            for question in guide.questions:
                yield place | _question(question, shipment)
    for found in course.sets:
        for question in found.questions:
            yield {"unit": _joined(title, found.title)} | _question(question, shipment)


def _definition(guide: Guide, shipment: Shipment) -> Cells:
    own = guide.points != sentence_points(guide.definition)
    return {
        "kind": "definition",
        "front": guide.term,
        "back": guide.definition,
        "accept": "\n".join(guide.aliases),
        "points": _points(guide.points, guide.term, shipment) if own else "",
    }


def _fact(fact: Fact) -> Cells:
    words = [plain(fact.text[start:end]) for start, end in bold_spans(fact.text)]
    return {
        "kind": "fact",
        "front": fact.text,
        "back": "; ".join(words),
        "id": _id(fact.id, fact.text),
    }


def _question(question: Question, shipment: Shipment) -> Cells:
    if any(choice.why for choice in question.choices):
        shipment.leave("a question", question.text, "Why its choices are right or wrong has no column.")  # fmt: skip
    if any("\n" in choice.text for choice in question.choices):
        shipment.change("a question", question.text, "Choices of several lines stand on one.")
    own = question.form is Form.OPEN and question.points != sentence_points(question.answer)
    return {
        "kind": str(question.form),
        "front": question.text,
        "back": question.answer,
        "points": _points(question.points, question.text, shipment) if own else "",
        "choices": "\n".join(map(_choice, question.choices)),
        "accept": "\n".join(question.accept),
        "hint": question.hint,
        "id": _id(question.id, question.text),
    }


def _joined(title: str, unit: str) -> str:
    return ": ".join(filter(None, (title, unit)))


def _choice(choice: Choice) -> str:
    return _line(choice.text, "* ", is_marked=choice.correct)


def _line(text: str, mark: str, *, is_marked: bool) -> str:
    """A text on one line, with a mark or without; one that begins so by itself is escaped, as Markdown has it."""
    line = " ".join(text.split())
    return f"{mark}{line}" if is_marked else f"\\{line}" if line.startswith(mark) else line


def _points(points: Sequence[Point], item: str, shipment: Shipment) -> str:
    """Points, one a line, `!` before a core one."""
    lines = []
    for point in points:
        if point.why or point.accept:
            shipment.leave(shorten(item), point.text, "Reasons and wordings of a point have no column.")  # fmt: skip
        if "\n" in point.text:
            shipment.change(shorten(item), point.text, "Points of several lines stand on one.")
        lines.append(_line(point.text, "! ", is_marked=point.core))
    return "\n".join(lines)


def _id(given: str, text: str) -> str:
    return "" if given == identify(text) else given
