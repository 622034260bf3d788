"""Courses as Moodle XML: a category for each unit and question set, everything in it asked as a question.

Model answers and points are told to the grader, and to the learner after the answer. What each question was stands in
an element of our own, which Moodle passes over and `studykit import` reads.
"""

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO
from xml.etree import ElementTree as ET

from studykit.content.model import Course
from studykit.content.text import shorten
from studykit.transfer.categories import path_of
from studykit.transfer.luggage import Luggage, no_luggage
from studykit.transfer.moodle import OURS
from studykit.transfer.moodle_files import put_files
from studykit.transfer.moodle_pieces import (
    Shelf,
    Way,
    answer_of,
    fields_of,
    gapped,
    shelves_of,
    shown,
    way_of,
    weights_of,
)
from studykit.transfer.moodle_texts import as_title
from studykit.transfer.pieces import Piece
from studykit.transfer.rendering import plain_of
from studykit.transfer.shipment import Shipment

_SIGNS = re.compile(r"[\\}#~/\"*]")
"""What means something in the answer of a gap."""
_NONE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no way to write."""


def write(courses: Sequence[Course], luggage: Luggage | None = None) -> Shipment:
    """The courses as one file."""
    shipment = Shipment()
    luggage = luggage or no_luggage()
    quiz = ET.Element("quiz")
    for course, shelves in shelves_of(luggage.pack(courses, shipment), shipment):
        _category(quiz, path_of(course.title), course.about)
        for shelf in shelves:
            _category(quiz, shelf.path)
            _add_all(quiz, shelf, shipment)
    put_files(quiz, luggage.files, shipment)
    ET.indent(quiz, " ")
    made = BytesIO()
    made.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    ET.ElementTree(quiz).write(made, encoding="UTF-8", xml_declaration=False)
    made.write(b"\n")
    shipment.data = made.getvalue()
    return shipment


def _add_all(quiz: ET.Element, shelf: Shelf, shipment: Shipment) -> None:
    """Add the questions of a category."""
    for piece in shelf.pieces:
        _question(quiz, piece, shipment, in_set=shelf.is_set)
        shipment.taken += 1


def _category(quiz: ET.Element, path: str, about: str = "") -> None:
    """Begin a category."""
    made = ET.SubElement(quiz, "question", type="category")
    _text(ET.SubElement(made, "category"), as_title(" ".join(path.split())))
    if about:
        _html(made, "info", about)


def _question(quiz: ET.Element, piece: Piece, shipment: Shipment, *, in_set: bool) -> None:
    """Add a question."""
    question, way = piece.question, way_of(piece)
    made = ET.SubElement(quiz, "question", type=way)
    name = plain_of(piece.title) or shorten(plain_of(question.text), 80)
    _text(ET.SubElement(made, "name"), as_title(name))
    asked = ET.SubElement(made, "questiontext", format="html")
    _text(asked, _gaps(question.text) if way is Way.GAPS else shown(question.text))
    _html(made, "generalfeedback", "" if way is Way.TEXT else answer_of(piece))
    worth = 0 if way is Way.TEXT else max(len(question.points), 1)
    ET.SubElement(made, "defaultgrade").text = str(worth)
    ET.SubElement(made, "penalty").text = "0"
    ET.SubElement(made, "hidden").text = "0"
    ET.SubElement(made, "idnumber").text = piece.ident
    if way is Way.ESSAY:
        _essay(made, piece)
    elif way is Way.TRUTH:
        _truth(made, piece)
    elif way is Way.CHOICE:
        _choices(made, piece, shipment)
    elif way is Way.SHORT:
        ET.SubElement(made, "usecase").text = "0"
        for wording in question.accept:
            said = " ".join(wording.split()).replace("*", "\\*")
            _answer(made, "100", said, form="moodle_auto_format")
    if question.hint:
        _html(made, "hint", question.hint)
    kept = ET.SubElement(made, OURS)
    for label, values in fields_of(piece, in_set=in_set).items():
        for value in values:
            ET.SubElement(kept, label).text = _fit(value)


def _essay(made: ET.Element, piece: Piece) -> None:
    """What an essay has: the notes for its grader."""
    settings = {
        "responseformat": "editor",
        "responserequired": "1",
        "responsefieldlines": "15",
        "attachments": "0",
        "attachmentsrequired": "0",
    }
    for name, value in settings.items():
        ET.SubElement(made, name).text = value
    _html(made, "graderinfo", piece.answer)
    _html(made, "responsetemplate", "")


def _truth(made: ET.Element, piece: Piece) -> None:
    """The answers true and false."""
    for choice in piece.question.choices:
        fraction = "100" if choice.correct else "0"
        _answer(made, fraction, choice.text.lower(), choice.why, form="moodle_auto_format")


def _choices(made: ET.Element, piece: Piece, shipment: Shipment) -> None:
    """The choices."""
    weights = weights_of(piece, shipment)
    ET.SubElement(made, "single").text = "true" if "100" in weights else "false"
    ET.SubElement(made, "shuffleanswers").text = "true"
    ET.SubElement(made, "answernumbering").text = "abc"
    for choice, weight in zip(piece.question.choices, weights, strict=True):
        _answer(made, weight, shown(choice.text), choice.why, form="html")


def _gaps(fact: str) -> str:
    """A fact with gaps for its bold words."""
    around, words = gapped(fact)
    gaps = [f"{{1:SHORTANSWER:={_typed(word)}}}" for word in words]
    return "".join(f"{text}{word}" for text, word in zip(around, [*gaps, ""], strict=True))


def _typed(word: str) -> str:
    """A word in which nothing is a sign of a gap."""
    return escape(_SIGNS.sub(r"\\\g<0>", word), quote=False)


def _answer(made: ET.Element, fraction: str, text: str, why: str = "", *, form: str) -> None:
    """Add an answer."""
    answer = ET.SubElement(made, "answer", fraction=fraction, format=form)
    _text(answer, text)
    _html(answer, "feedback", why)


def _html(parent: ET.Element, name: str, markdown: str) -> None:
    """Add an element with a text."""
    made = ET.SubElement(parent, name, format="html")
    _text(made, shown(markdown) if markdown else "")


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = _fit(text)


def _fit(text: str) -> str:
    """A text that XML can hold."""
    return _NONE.sub("\N{REPLACEMENT CHARACTER}", text)
