"""Courses as the plain text that text2qti makes a quiz of: one quiz, its units under headings."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from string import ascii_lowercase

from studykit.content.blanks import BLANK
from studykit.content.model import Course, Form, Question
from studykit.transfer.losses import tell_ids, tell_joined, tell_lines, tell_page, tell_sets
from studykit.transfer.luggage import Luggage, no_luggage
from studykit.transfer.pieces import Piece, Sort, gaps_of, quizzes_of
from studykit.transfer.references import is_web
from studykit.transfer.rendering import html_of, line_of, plain_of
from studykit.transfer.shipment import Shipment


def write(courses: Sequence[Course], luggage: Luggage | None = None) -> Shipment:
    """The courses as one quiz; what it shows lies beside it."""
    writer = _Writer()
    luggage = luggage or no_luggage()
    tell_ids(courses, writer.shipment)
    courses = luggage.pack(courses, writer.shipment, keeps=is_web)
    writer.shipment.beside = luggage.files
    quizzes = quizzes_of(courses)
    tell_joined(courses, writer.shipment)
    tell_sets(courses, writer.shipment)
    for guide in (guide for course in courses for guide in course.guides):
        tell_page(guide, writer.shipment)
    tell_lines(quizzes, writer.shipment)
    lines = [f"Quiz title: {line_of(', '.join(course.title for course in courses))}"]
    if len(courses) == 1 and courses[0].about:
        lines += _marked("Quiz description: ", courses[0].about, 4)
    for quiz in quizzes:
        lines += ["", f"Text title: {line_of(quiz.title)}"]
        for piece in quiz.pieces:
            lines += writer.piece(piece)
    writer.shipment.data = ("\n".join(lines) + "\n").encode("utf-8")
    return writer.shipment


class _Writer:
    """Writes questions, none twice."""

    def __init__(self) -> None:
        self.shipment = Shipment()
        self._number = 0
        self._asked: set[str] = set()

    def piece(self, piece: Piece) -> list[str]:
        """The lines of a piece, a blank one before."""
        question = piece.question
        if piece.sort is Sort.FACT:
            return self._fact(piece)
        if question.hint:
            self.shipment.change(piece.title, question.text, "Its hint is not carried.")
        lines = self._begin(piece, question.text)
        if lines and piece.answer:
            lines += _marked("... ", piece.answer)
        return lines and lines + list(_answers(question))

    def _fact(self, piece: Piece) -> list[str]:
        """A fact: its first bold words are a gap; without any there is nothing to ask."""
        around, words = gaps_of(piece.question.text)
        if not words:
            self.shipment.leave(
                piece.title, piece.question.text, "A fact without bold words asks nothing."
            )
            return []
        if len(words) > 1:
            told = "Only the first of its bold words are asked for."
            self.shipment.change(piece.title, piece.question.text, told)
        fact = piece.question.text
        rest = fact[len(around[0]) + len(words[0]) + 4 :]
        lines = self._begin(piece, f"{around[0]}{BLANK}{rest}")
        return lines and [*lines, *_marked("... ", piece.question.text), f"* {plain_of(words[0])}"]

    def _begin(self, piece: Piece, text: str) -> list[str]:
        """The title, the points and the text of a question; nothing if it was asked before."""
        shown = html_of(text)
        if shown in self._asked:
            text = f"{text} ({piece.title})"
            shown = html_of(text)
        if shown in self._asked:
            self.shipment.leave(piece.title, text, "The same question stands in the quiz already.")
            return []
        self._asked.add(shown)
        self._number += 1
        self.shipment.taken += 1
        title = [f"Title: {line_of(piece.title)}"] if piece.title else []
        worth = [f"Points: {len(piece.question.points)}"] if len(piece.question.points) > 1 else []
        return ["", *title, *worth, *_marked(f"{self._number}. ".ljust(4), text)]


def _answers(question: Question) -> Iterator[str]:
    """What is to be chosen, typed or written."""
    if question.form is Form.OPEN:
        yield "____"
    elif question.form is Form.SHORT:
        yield from (f"* {' '.join(wording.split())}" for wording in question.accept)
    else:
        several = sum(choice.correct for choice in question.choices) > 1
        for letter, choice in zip(cycle(ascii_lowercase), question.choices, strict=False):
            mark = f"*{letter})" if choice.correct else f"{letter})"
            if several:
                mark = "[*]" if choice.correct else "[ ]"
            yield from _marked(f"{mark:<4}", choice.text)
            if choice.why:
                yield from _marked("... ", choice.why)


def _marked(mark: str, text: str, indent: int = 0) -> list[str]:
    """A text after its mark, its other lines indented."""
    first, *others = text.split("\n")
    space = " " * (indent or len(mark))
    return [f"{mark}{first}", *(f"{space}{line}" if line else "" for line in others)]
