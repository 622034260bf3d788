"""Courses as GIFT: a category for each unit and question set, everything in it asked as a question.

What GIFT has no place for stands in a comment, which Moodle passes over and `studykit import` reads.
"""

import json
import re
from collections.abc import Iterator, Sequence

from studykit.content.model import Choice, Course
from studykit.transfer.gift_grammar import CATEGORY, OURS
from studykit.transfer.luggage import Luggage, no_luggage
from studykit.transfer.moodle_pieces import (
    Way,
    answer_of,
    fields_of,
    gapped,
    shelves_of,
    way_of,
    weights_of,
)
from studykit.transfer.pieces import Piece
from studykit.transfer.rendering import html_of, plain_of
from studykit.transfer.shipment import Shipment

_SIGNS = re.compile(r"[\\:#={}~]")
_GAP = "_____"


def write(courses: Sequence[Course], _luggage: Luggage | None = None) -> Shipment:
    """The courses as one file."""
    shipment = Shipment()
    lines: list[str] = []
    packed = no_luggage("GIFT has no place for pictures").pack(courses, shipment)
    for course, shelves in shelves_of(packed, shipment):
        if course.about:
            lines.append(_kept({"about": [course.about]}))
        for shelf in shelves:
            lines += [f"{CATEGORY} {' '.join(shelf.path.split())}", ""]
            for piece in shelf.pieces:
                lines += [*_question(piece, shipment, in_set=shelf.is_set), ""]
                shipment.taken += 1
    shipment.data = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    return shipment


def _question(piece: Piece, shipment: Shipment, *, in_set: bool) -> Iterator[str]:
    """The lines of a question."""
    question = piece.question
    fields = fields_of(piece, in_set=in_set)
    if question.hint:
        fields["hint"] = [question.hint]
        shipment.change(piece.title, question.text, "GIFT has no hints: it stands in a comment.")
    yield f"// [id:{piece.ident}]"
    yield _kept(fields)
    title = f"::{_escaped(plain_of(piece.title))}::" if piece.title else ""
    general = _html(answer_of(piece))
    said = f"####[html]{general}" if general else ""
    way = way_of(piece)
    if way is Way.TEXT:
        yield f"{title}[html]{_html(question.text)}"
    elif way is Way.GAPS:
        yield f"{title}[html]{_gaps(piece, said)}"
    elif way is Way.TRUTH:
        yield f"{title}[html]{_html(question.text)}{{{_truth(question.choices)}{said}}}"
    else:
        yield f"{title}[html]{_html(question.text)}{{"
        yield from (f"\t{answer}" for answer in _answers(piece, shipment))
        yield from [f"\t{said}"] if said else []
        yield "}"


def _kept(fields: dict[str, list[str]]) -> str:
    """A comment for our own reader."""
    return f"{OURS}{json.dumps(fields, ensure_ascii=False)}"


def _gaps(piece: Piece, said: str) -> str:
    """A fact with a gap for its bold word; where it has several, they are to be written."""
    around, words = gapped(piece.question.text)
    parts = list(map(_escaped, around))
    if len(words) == 1:
        return f"{parts[0]}{{=%100%{_typed(words[0])}{said}}}{parts[1]}"
    return f"{_GAP.join(parts)}{{{said}}}"


def _truth(choices: Sequence[Choice]) -> str:
    """True or false, with what is said to those who were wrong and to those who were right."""
    right, wrong = sorted(choices, key=lambda choice: not choice.correct)
    answer = "TRUE" if right.text == "True" else "FALSE"
    if right.why:
        return f"{answer}#{_html(wrong.why) or ' '}#{_html(right.why)}"
    return f"{answer}#{_html(wrong.why)}" if wrong.why else answer


def _answers(piece: Piece, shipment: Shipment) -> Iterator[str]:
    """The answers of a question, a line each."""
    question = piece.question
    if question.choices:
        weights = weights_of(piece, shipment)
        for choice, weight in zip(question.choices, weights, strict=True):
            sign = {"100": "=", "0": "~"}.get(weight, f"~%{weight}%")
            yield f"{sign}{_html(choice.text)}{f'#{_html(choice.why)}' if choice.why else ''}"
        return
    for wording in question.accept:
        if "->" in wording:
            shipment.change(
                piece.title, question.text, "GIFT keeps `->` for matchings: it is written `- >`."
            )
        yield f"=%100%{_typed(wording)}"


def _typed(wording: str) -> str:
    """What is typed; a `*` is only that, and no wildcard."""
    said = " ".join(wording.split()).replace("->", "- >").replace("*", "\\*")
    return _escaped(said)


def _html(markdown: str) -> str:
    """A text as HTML on one line."""
    return _escaped(html_of(markdown)) if markdown else ""


def _escaped(text: str) -> str:
    """A text in which nothing is a sign of GIFT."""
    return _SIGNS.sub(r"\\\g<0>", text).replace("\n", "\\n")
