"""The kinds of question of Moodle XML, each as what it asks."""

from collections.abc import Callable
from typing import NamedTuple

from studykit.content.text import shorten
from studykit.transfer.asked import Ask, Item, Kind, Option
from studykit.transfer.elements import Element
from studykit.transfer.judging import HEADING, joined
from studykit.transfer.marks import Marks, decimal, match, numbers, tell, wordings
from studykit.transfer.moodle_cloze import read_cloze, read_places
from studykit.transfer.moodle_texts import Texts, raw_of, said_in

_PICTURED = "It is answered on a picture."
_UNKNOWN = {
    "calculated": "Its numbers are made anew each time, which is not possible here.",
    "calculatedsimple": "Its numbers are made anew each time, which is not possible here.",
    "calculatedmulti": "Its numbers are made anew each time, which is not possible here.",
    "random": "It stands for any question of a category.",
    "randomsamatch": "It is made of other questions each time.",
    "ddimageortext": _PICTURED,
    "ddmarker": _PICTURED,
}


class _Answer(NamedTuple):
    """One of the answers."""

    fraction: str
    """What it gives, in percent."""
    element: Element
    feedback: str


def read_question(question: Element, item: Item, texts: Texts) -> None:
    """What a question asks, put into its item."""
    kind = question.get("type").lower()
    item.text = texts.show(question.child("questiontext"))
    reader = _READERS.get(kind)
    if reader:
        reader(question, item, texts)
    elif kind != "description":
        known = f"Questions of the kind “{shorten(kind, 30)}” are not known here."
        item.fault = _UNKNOWN.get(kind, known)
    general = texts.show(question.child("generalfeedback"))
    if general and general != item.answer:
        item.answer = joined(item.answer, general)
    hints = [texts.show(hint) for hint in question.children("hint")]
    item.hint = joined(*hints)


def _answers(question: Element, texts: Texts) -> list[_Answer]:
    return [
        _Answer(answer.get("fraction") or "0", answer, texts.show(answer.child("feedback")))
        for answer in question.children("answer")
    ]


def _choice(question: Element, item: Item, texts: Texts) -> None:
    """One choice is right, or several are."""
    found = _answers(question, texts)
    single = question.child("single")
    is_single = single is not None and single.text.lower() in ("true", "1")
    marks = Marks([answer.fraction for answer in found], single=is_single)
    options = [
        Option(str(at), texts.show(answer.element), marks.right[at], answer.feedback)
        for at, answer in enumerate(found)
    ]
    item.changes += marks.changes([option.text for option in options])
    item.asks = [Ask(Kind.CHOOSE, options=options)]


def _truth(question: Element, item: Item, texts: Texts) -> None:
    """True or false."""
    options = [
        Option(said.lower(), said.capitalize(), (decimal(one.fraction) or 0) > 0, one.feedback)
        for one in _answers(question, texts)
        if (said := said_in(one.element))
    ]
    item.asks = [Ask(Kind.CHOOSE, options=options)]


def _short(question: Element, item: Item, texts: Texts) -> None:
    """A word or two."""
    found = _answers(question, texts)
    marks = Marks([answer.fraction for answer in found], single=True)
    said = [said_in(answer.element) for answer in found]
    item.changes += marks.changes(said)
    tell(item, marks, [answer.feedback for answer in found])
    right = [text for text, is_right in zip(said, marks.right, strict=True) if is_right]
    item.asks = [Ask(Kind.TYPE, accept=wordings(right, item))]


def _number(question: Element, item: Item, texts: Texts) -> None:
    """A number, in one unit or another."""
    found = _answers(question, texts)
    marks = Marks([answer.fraction for answer in found], single=True)
    said = [said_in(answer.element) for answer in found]
    item.changes += marks.changes(said)
    tell(item, marks, [answer.feedback for answer in found])
    values = [
        (text, "", _said(answer.element, "tolerance"))
        for text, answer, is_right in zip(said, found, marks.right, strict=True)
        if is_right
    ]
    ask = numbers("", values)
    units = [_said(unit, "unit_name") for unit in question.walk("unit") if _is_one(unit)]
    ask.accept += [f"{value} {unit}" for value in ask.accept for unit in units[:20] if unit]
    if any(not _is_one(unit) for unit in question.walk("unit")):
        item.changes.append("Only its first unit counts here; others would need another number.")
    item.asks = [ask]


def _said(element: Element, name: str) -> str:
    found = element.child(name)
    return " ".join(found.text.split()) if found else ""


def _is_one(unit: Element) -> bool:
    """Whether a number in this unit is the number itself."""
    return decimal(_said(unit, "multiplier") or "1") == 1


def _essay(question: Element, item: Item, texts: Texts) -> None:
    """An essay: what the grader is told is the model answer, or its points."""
    item.asks = [Ask(Kind.WRITE)]
    notes = texts.show(question.child("graderinfo"))
    general = texts.show(question.child("generalfeedback"))
    lines = [line for line in notes.split("\n") if line.strip()]
    if general and len(lines) > 1 and all(line.startswith(("- ", "  ")) for line in lines):
        item.changes.append("What the grader is told is taken for the points.")
        item.answer = joined(general, HEADING, notes)
        question.parts = _without(question, "generalfeedback")
    else:
        item.answer = notes
    if texts.show(question.child("responsetemplate")):
        item.changes.append("The text that the answer begins with there is left out.")


def _without(question: Element, name: str) -> list[Element | str]:
    return [part for part in question.parts if isinstance(part, str) or part.name != name]


def _matching(question: Element, item: Item, texts: Texts) -> None:
    """Pairs."""
    pairs = [
        (texts.show(pair), texts.show_raw(*_answer_of(pair)))
        for pair in question.children("subquestion")
    ]
    item.asks = match(item, pairs)


def _answer_of(pair: Element) -> tuple[str, str]:
    raw, _ = raw_of(pair.child("answer"))
    return raw, "moodle"


def _order(question: Element, item: Item, texts: Texts) -> None:
    """An order."""
    found = [texts.show(answer) for answer in question.children("answer")]
    item.asks = [Ask(Kind.ORDER, accept=[text for text in found if text])]


_READERS: dict[str, Callable[[Element, Item, Texts], None]] = {
    "multichoice": _choice,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _number,
    "essay": _essay,
    "matching": _matching,
    "ordering": _order,
    "cloze": read_cloze,
    "multianswer": read_cloze,
    "ddwtos": read_places,
    "gapselect": read_places,
}
