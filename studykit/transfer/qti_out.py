"""Courses as a QTI 1.2 package, as Canvas and its like take it: a quiz for each unit and question set.

What is no question there is asked as one: a definition is to be written, the bold words of a fact are gaps. What each
item was stands in its metadata, so that `studykit import` makes the same pages of it again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from studykit.content.blanks import BLANK
from studykit.content.model import Choice, Course, Form, Question
from studykit.transfer.archive import pack
from studykit.transfer.losses import tell_joined, tell_lines, tell_look, tell_sets
from studykit.transfer.luggage import Luggage, no_luggage
from studykit.transfer.pieces import Piece, Quiz, gaps_of, ident_of, quizzes_of
from studykit.transfer.qti_media import ABOVE, media_files, shown_in
from studykit.transfer.qti_meta import manifest, own_fields, quiz_meta
from studykit.transfer.rendering import html_of, line_of, plain_of
from studykit.transfer.shipment import Shipment

_NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"


def write(courses: Sequence[Course], luggage: Luggage | None = None) -> Shipment:
    """The courses as a package."""
    shipment = Shipment(unit="item")
    luggage = luggage or no_luggage()
    packed = luggage.pack(courses, shipment)
    quizzes = quizzes_of(packed)
    tell_joined(packed, shipment)
    tell_sets(packed, shipment)
    tell_lines(quizzes, shipment)
    tell_look(quizzes, shipment)
    texts = {quiz.ident: "".join(_quiz(quiz)) for quiz in quizzes}
    shows = {ident: shown_in(text, luggage.files) for ident, text in texts.items()}
    files = {"imsmanifest.xml": manifest(packed, quizzes, shows)}
    for quiz in quizzes:
        files[f"{quiz.ident}/{quiz.ident}.xml"] = texts[quiz.ident]
        files[f"{quiz.ident}/assessment_meta.xml"] = quiz_meta(quiz)
        shipment.taken += len(quiz.pieces)
    shipment.data = pack(
        {name: text.encode("utf-8") for name, text in files.items()} | media_files(luggage.files)
    )
    return shipment


def _quiz(quiz: Quiz) -> Iterator[str]:
    """A quiz as a file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<questestinterop xmlns="{_NAMESPACE}">\n'
    yield f'<assessment ident="{quiz.ident}" title="{escape(line_of(quiz.title))}">\n'
    yield "<qtimetadata>" + _field("cc_maxattempts", "unlimited")
    yield _field("studykit_set", "true") if quiz.is_set else ""
    yield '</qtimetadata>\n<section ident="root_section">\n'
    for piece in quiz.pieces:
        yield from _item(_with_single_gap(piece))
    yield "</section>\n</assessment>\n</questestinterop>\n"


def _with_single_gap(piece: Piece) -> Piece:
    """A fact with one bold part as a question that is answered by typing it, which every program knows."""
    fact = piece.question.text
    around, words = gaps_of(fact)
    if not piece.is_told or len(words) != 1:
        return piece
    accept = (plain_of(words[0]),)
    asked = Question(piece.question.id, BLANK.join(around), Form.SHORT, fact, accept=accept)
    return replace(piece, question=asked)


def _item(piece: Piece) -> Iterator[str]:
    """A piece as an item."""
    kind = _kind(piece)
    title = escape(line_of(piece.title) or "Question")
    yield f'<item ident="{piece.ident}" title="{title}">\n<itemmetadata><qtimetadata>\n'
    yield _field("question_type", kind)
    yield _field("points_possible", _worth(piece, kind))
    yield _field("assessment_question_identifierref", ident_of(piece.ident, "bank"))
    for label, value in own_fields(piece):
        yield _field(label, value)
    yield "</qtimetadata></itemmetadata>\n<presentation>\n"
    yield from _presentation(piece)
    yield "</presentation>\n"
    if kind != "text_only_question":
        yield "<resprocessing>\n<outcomes>"
        yield '<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>\n'
        yield from _conditions(piece)
        yield "</resprocessing>\n"
    yield from _feedback(piece)
    yield "</item>\n"


def _kind(piece: Piece) -> str:
    """What Canvas calls such an item."""
    question = piece.question
    if piece.is_told:
        _, words = gaps_of(question.text)
        return "fill_in_multiple_blanks_question" if words else "text_only_question"
    if question.form is Form.CHOICE:
        if sum(choice.correct for choice in question.choices) > 1:
            return "multiple_answers_question"
        texts = [choice.text for choice in question.choices]
        return "true_false_question" if texts == ["True", "False"] else "multiple_choice_question"
    return "short_answer_question" if question.form is Form.SHORT else "essay_question"


def _worth(piece: Piece, kind: str) -> str:
    """How many points an item gives: an open one as many as it has."""
    if kind == "text_only_question":
        return "0"
    return str(max(len(piece.question.points), 1))


def _presentation(piece: Piece) -> Iterator[str]:
    """What is shown of an item."""
    question = piece.question
    if piece.is_told:
        yield from _gaps(question.text)
        return
    yield _material(_html(question.text))
    if question.form is not Form.CHOICE:
        yield '<response_str ident="response1" rcardinality="Single"><render_fib>'
        yield '<response_label ident="answer1" rshuffle="No"/></render_fib></response_str>\n'
        return
    several = sum(choice.correct for choice in question.choices) > 1
    cardinality = "Multiple" if several else "Single"
    yield f'<response_lid ident="response1" rcardinality="{cardinality}"><render_choice>\n'
    for ident, choice in _choices(question):
        yield f'<response_label ident="{ident}">{_material(_html(choice.text))}</response_label>\n'
    yield "</render_choice></response_lid>\n"


def _gaps(fact: str) -> Iterator[str]:
    """A fact with gaps for its bold words, as `[blank1]`."""
    around, words = gaps_of(fact)
    text = "".join(
        f"{said}[blank{at}]" if at <= len(words) else said for at, said in enumerate(around, 1)
    )
    yield _material(_html(text))
    for at, word in enumerate(words, 1):
        yield f'<response_lid ident="response_blank{at}"><material><mattext>blank{at}</mattext>'
        yield f'</material><render_choice><response_label ident="answer{at}"><material>'
        yield f'<mattext texttype="text/plain">{escape(plain_of(word))}</mattext>'
        yield "</material></response_label></render_choice></response_lid>\n"


def _conditions(piece: Piece) -> Iterator[str]:
    """What is right."""
    question = piece.question
    if piece.answer or piece.is_told:
        yield _condition("<other/>", feedback="general_fb", goes_on=True)
    if piece.is_told:
        _, words = gaps_of(question.text)
        for at in range(1, len(words) + 1):
            test = f'<varequal respident="response_blank{at}">answer{at}</varequal>'
            yield _condition(test, score=f"{100 / len(words):.2f}", action="Add")
        return
    if question.form is Form.OPEN:
        yield _condition("<other/>")
        return
    if question.form is Form.SHORT:
        yield _condition("".join(map(_equal, question.accept)), score="100")
        return
    for ident, choice in _choices(question):
        if choice.why:
            yield _condition(_equal(ident), feedback=f"{ident}_fb", goes_on=True)
    right = [ident for ident, choice in _choices(question) if choice.correct]
    wrong = [ident for ident, choice in _choices(question) if not choice.correct]
    tests = [*map(_equal, right), *(f"<not>{_equal(ident)}</not>" for ident in wrong)]
    yield _condition(
        _equal(right[0]) if len(right) == 1 else f"<and>{''.join(tests)}</and>", score="100"
    )


def _equal(value: str) -> str:
    return f'<varequal respident="response1">{escape(value, quote=False)}</varequal>'


def _condition(
    test: str, *, score: str = "", action: str = "Set", feedback: str = "", goes_on: bool = False
) -> str:
    """What follows from an answer."""
    points = f'<setvar action="{action}" varname="SCORE">{score}</setvar>' if score else ""
    shown = f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/>' if feedback else ""
    going = "Yes" if goes_on or action == "Add" else "No"
    return (
        f'<respcondition continue="{going}"><conditionvar>{test}</conditionvar>'
        f"{points}{shown}</respcondition>\n"
    )


def _feedback(piece: Piece) -> Iterator[str]:
    """What is said after the answer, and the hint."""
    question = piece.question
    said = question.text if piece.is_told and gaps_of(question.text)[1] else piece.answer
    if said:
        yield _said("general_fb", _html(said))
    for ident, choice in _choices(question):
        if choice.why:
            yield _said(f"{ident}_fb", _html(choice.why))
    if question.hint:
        yield '<itemfeedback ident="hint"><hint><hintmaterial>'
        yield f"{_material(_html(question.hint))}</hintmaterial></hint></itemfeedback>\n"


def _said(ident: str, html: str) -> str:
    return f'<itemfeedback ident="{ident}"><flow_mat>{_material(html)}</flow_mat></itemfeedback>\n'


def _choices(question: Question) -> list[tuple[str, Choice]]:
    """The choices with an identifier each; Canvas wants numbers."""
    return [(str(1000 + at), choice) for at, choice in enumerate(question.choices)]


def _html(markdown: str) -> str:
    return html_of(markdown, ABOVE)


def _material(html: str) -> str:
    return (
        f'<material><mattext texttype="text/html">{escape(html, quote=False)}</mattext></material>'
    )


def _field(label: str, value: str) -> str:
    return (
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel>"
        f"<fieldentry>{escape(value, quote=False)}</fieldentry></qtimetadatafield>\n"
    )
