"""How a piece of a course is asked in Moodle, whichever of its formats it is written in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from studykit.content.model import Course, Form
from studykit.transfer.categories import path_of
from studykit.transfer.losses import tell_lines, tell_look, tell_sets
from studykit.transfer.pieces import Piece, Sort, gaps_of, quizzes_of
from studykit.transfer.qti_meta import PREFIX, own_fields
from studykit.transfer.rendering import html_of, plain_of
from studykit.transfer.shipment import Shipment

_SHARES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20}
"""Into so many equal parts Moodle divides a question."""
FILES = "@@PLUGINFILE@@/"
"""What Moodle writes before the name of a file that lies beside a text."""
_MARK = "\ue012"


class Way(StrEnum):
    """What a piece becomes, as Moodle XML calls it."""

    ESSAY = "essay"
    CHOICE = "multichoice"
    TRUTH = "truefalse"
    SHORT = "shortanswer"
    GAPS = "cloze"
    TEXT = "description"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pieces of one category."""

    path: str
    pieces: tuple[Piece, ...]
    is_set: bool


def shelves_of(
    courses: Sequence[Course], shipment: Shipment
) -> Iterator[tuple[Course, list[Shelf]]]:
    """Each course with its categories: one for each unit and question set, within one of the course."""
    for course in courses:
        quizzes = quizzes_of([course])
        tell_sets([course], shipment)
        tell_lines(quizzes, shipment)
        tell_look(quizzes, shipment)
        yield (
            course,
            [
                Shelf(
                    path_of(course.title, quiz.title)
                    if quiz.title != course.title
                    else path_of(course.title),
                    quiz.pieces,
                    quiz.is_set,
                )
                for quiz in quizzes
            ],
        )


def way_of(piece: Piece) -> Way:
    """What a piece becomes."""
    question = piece.question
    if piece.sort is Sort.FACT:
        return Way.GAPS if gaps_of(question.text)[1] else Way.TEXT
    if question.form is Form.CHOICE:
        texts = [choice.text for choice in question.choices]
        right = [choice for choice in question.choices if choice.correct]
        return Way.TRUTH if texts == ["True", "False"] and len(right) == 1 else Way.CHOICE
    return Way.SHORT if question.form is Form.SHORT else Way.ESSAY


def answer_of(piece: Piece) -> str:
    """What is said after the answer; of a fact, the fact."""
    return piece.question.text if piece.sort is Sort.FACT else piece.answer


def gapped(fact: str) -> tuple[list[str], list[str]]:
    """The HTML of a fact cut at its bold words, one part more than there are words, and the words."""
    around, words = gaps_of(fact)
    html = shown(_MARK.join(part.replace(_MARK, "") for part in around)).split(_MARK)
    return html, [plain_of(word) for word in words]


def shown(markdown: str) -> str:
    """A text as HTML that Moodle shows."""
    return html_of(markdown, FILES)


def weights_of(piece: Piece, shipment: Shipment) -> list[str]:
    """What each choice gives, in percent: of several right ones each the same, and a wrong one takes all."""
    choices = piece.question.choices
    right = sum(choice.correct for choice in choices)
    if right == 1:
        return ["100" if choice.correct else "0" for choice in choices]
    if right not in _SHARES:
        said = f"Moodle cannot divide a question among {right} right choices; it may ask about it."
        shipment.change(piece.title, piece.question.text, said)
    share = f"{100 / right:.5f}".rstrip("0").rstrip(".")
    return [share if choice.correct else "-100" for choice in choices]


def fields_of(piece: Piece, *, in_set: bool) -> dict[str, list[str]]:
    """What a piece was, for our own reader."""
    fields: dict[str, list[str]] = {}
    for label, value in own_fields(piece):
        fields.setdefault(label.removeprefix(PREFIX), []).append(value)
    return {**fields, "set": ["true"]} if in_set else fields
