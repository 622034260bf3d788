"""Questions, facts and points: nodes to the values of the model."""

from studykit.content.document import Reporter
from studykit.content.fields import Fields, closest, open_fields
from studykit.content.identity import identify
from studykit.content.keys import CHOICE, FACT, POINT, QUESTION, SET_QUESTION, Keys
from studykit.content.markdown import sentences
from studykit.content.model import Choice, Fact, Form, Point, Question
from studykit.content.nodes import Node, Path
from studykit.content.text import shorten


def read_facts(parent: Fields) -> tuple[Fact, ...]:
    """The facts of a guide."""
    path = (*parent.path, "facts")
    facts = tuple(
        _fact(node, (*path, at), parent.report) for at, node in enumerate(parent.items("facts"))
    )
    _report_twins("fact", [(fact.id, fact.text) for fact in facts], path, parent.report)
    return facts


def read_points(parent: Fields) -> tuple[Point, ...]:
    """The points that the author gave a question or a definition."""
    path = (*parent.path, "points")
    points = tuple(
        _point(node, (*path, at), parent.report) for at, node in enumerate(parent.items("points"))
    )
    _report_twins("point", [(point.id, point.text) for point in points], path, parent.report)
    return points


def sentence_points(text: str) -> tuple[Point, ...]:
    """A point for each sentence of a text, where the author gave none."""
    found = {identify(sentence): sentence for sentence in sentences(text) or [text]}
    return tuple(Point(key, sentence) for key, sentence in found.items())


def read_questions(parent: Fields, in_set: bool = False) -> tuple[Question, ...]:
    """The questions of a guide, or of a question set, where each may name its term."""
    path = (*parent.path, "questions")
    keys = SET_QUESTION if in_set else QUESTION
    nodes = parent.items("questions")
    found = tuple(
        _question(node, (*path, at), parent.report, keys) for at, node in enumerate(nodes)
    )
    _report_twins("question", [(one.id, one.text) for one in found], path, parent.report)
    return found


def _text_of(node: Node, path: Path, report: Reporter, name: str) -> str:
    """The text of a point, choice or fact that is written as plain text."""
    text = node.strip() if type(node) is str else ""
    if not text:
        report(path, f"This {name} is empty.", "Write something after the `- `, or delete it.")
    return text


def _point(node: Node, path: Path, report: Reporter) -> Point:
    """One point."""
    if type(node) is str:
        text = _text_of(node, path, report, "point")
        return Point(identify(text), text)
    fields = open_fields(node, path, report, "A point", POINT)
    if fields is None:
        return Point("", "")
    text = fields.needed_text("point", "This point")
    accept = fields.texts("accept")
    return Point(
        fields.id() or identify(text), text, fields.flag("core"), accept, fields.text("why")
    )


def _choice(node: Node, path: Path, report: Reporter) -> Choice:
    """One choice."""
    if type(node) is str:
        return Choice(_text_of(node, path, report, "choice"))
    fields = open_fields(node, path, report, "A choice", CHOICE)
    if fields is None:
        return Choice("")
    return Choice(
        fields.needed_text("choice", "This choice"), fields.flag("correct"), fields.text("why")
    )


def _fact(node: Node, path: Path, report: Reporter) -> Fact:
    """One fact."""
    if type(node) is str:
        text = _text_of(node, path, report, "fact")
        return Fact(identify(text), text)
    fields = open_fields(node, path, report, "A fact", FACT)
    if fields is None:
        return Fact("", "")
    text = fields.needed_text("fact", "This fact")
    return Fact(fields.id() or identify(text), text)


def _question(node: Node, path: Path, report: Reporter, keys: Keys) -> Question:
    """One question; its keys say of which form it is."""
    fields = open_fields(node, path, report, "A question", keys)
    if fields is None:
        return Question("", "", Form.OPEN)
    text = fields.needed_text("question", "This question")
    answer = fields.text("answer")
    form = _form(fields)
    return Question(
        id=fields.id() or identify(text),
        text=text,
        form=form,
        answer=answer,
        points=_open_points(fields, answer) if form is Form.OPEN else (),
        choices=_choices(fields) if form is Form.CHOICE else (),
        accept=fields.texts("accept") if form is Form.SHORT else (),
        hint=fields.text("hint"),
        term=fields.text("term") if "term" in keys else "",
    )


def _form(fields: Fields) -> Form:
    """How a question is answered; reports keys that do not go together."""
    form = Form.CHOICE if "choices" in fields else Form.SHORT if "accept" in fields else Form.OPEN
    alone = {Form.CHOICE: ("accept", "points"), Form.SHORT: ("points",), Form.OPEN: ()}[form]
    for key in alone:
        if key in fields:
            first = "choices" if form is Form.CHOICE else "accept"
            fields.report(
                (*fields.path, key),
                f"A question with `{first}` cannot have `{key}`.",
                "Make two questions of it, or move `accept` into a point."
                if form is Form.SHORT
                else "Make two questions of it.",
                at_key=True,
            )
    return form


def _open_points(fields: Fields, answer: str) -> tuple[Point, ...]:
    """The points of an open question, which has to have a model answer."""
    if "answer" not in fields and fields.lacks("answer", "choices", "accept"):
        fields.report(
            fields.path,
            "This question has no `answer`.",
            "Add `answer: …`; or `choices:` or `accept:` for another kind of question.",
        )
    return read_points(fields) if "points" in fields else sentence_points(answer)


def _choices(fields: Fields) -> tuple[Choice, ...]:
    """The choices of a question: two or more, none twice, one or more correct."""
    path = (*fields.path, "choices")
    nodes = fields.items("choices")
    choices = tuple(_choice(node, (*path, at), fields.report) for at, node in enumerate(nodes))
    if len(choices) == 1:
        fields.report(
            path, "A choice question needs two choices or more.", "Add another choice.", at_key=True
        )
    elif (
        choices
        and not any(choice.correct for choice in choices)
        and not any(map(_means_correct, nodes))
    ):
        fields.report(
            path,
            "None of these choices is correct.",
            "Write `- {choice: …, correct: true}` for each that is.",
            at_key=True,
        )
    _report_twins("choice", [(choice.text, choice.text) for choice in choices], path, fields.report)
    return choices


def _means_correct(choice: Node) -> bool:
    """Whether a choice, of which something else has been told, was probably meant to be correct."""
    return type(choice) is dict and any(
        value != "false" and "correct" in (key, closest(key, CHOICE))
        for key, value in choice.items()
    )


def _report_twins(name: str, entries: list[tuple[str, str]], path: Path, report: Reporter) -> None:
    """Report entries, each an id and a text, that have the id or the text of an earlier one."""
    if len({key for key, _ in entries}) == len(entries):
        return
    first: dict[str, int] = {}
    for at, (key, text) in enumerate(entries):
        earlier = first.setdefault(key, at)
        if earlier == at or not key:
            continue
        if identify(text) == identify(entries[earlier][1]):
            report(
                (*path, at),
                f"This is the same {name} as {name} {earlier + 1} of this list.",
                "Delete one of them.",
            )
        else:
            report(
                (*path, at),
                f"The id `{shorten(key)}` is that of {name} {earlier + 1} already.",
                "Give it another id.",
            )
