"""Courses as a QTI 2.1 package: a file for each item, and a test with a section for each unit and question set.

A definition is a text to be written, with its points in a rubric for those who judge; the bold words of a fact are gaps.
What each item was stands in its label, so that `studykit import` makes the same pages of it again.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import chain

from studykit.content.model import Course, Form, Question
from studykit.transfer.archive import pack
from studykit.transfer.losses import (
    tell_ids,
    tell_joined,
    tell_lines,
    tell_look,
    tell_page,
    tell_sets,
)
from studykit.transfer.luggage import Luggage, no_luggage
from studykit.transfer.pieces import Piece, Quiz, Sort, gaps_of, ident_of, quizzes_of
from studykit.transfer.qti_media import ABOVE, dependency, media_files, resource, shown_in
from studykit.transfer.qti_meta import OURS, general
from studykit.transfer.rendering import html_of, line_of, plain_of
from studykit.transfer.shipment import Shipment

_SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write(courses: Sequence[Course], luggage: Luggage | None = None) -> Shipment:
    """The courses as a package."""
    shipment = Shipment(unit="item")
    luggage = luggage or no_luggage()
    tell_ids(courses, shipment)
    packed = luggage.pack(courses, shipment)
    quizzes = quizzes_of(packed)
    items = {piece.ident: _item(piece, quiz) for quiz in quizzes for piece in quiz.pieces}
    shows = {ident: shown_in(item, luggage.files) for ident, item in items.items()}
    files = {"imsmanifest.xml": _manifest(packed, shows), "test.xml": _test(packed, quizzes)}
    files |= {_name(ident): item for ident, item in items.items()}
    _tell(packed, quizzes, shipment)
    for piece in (piece for quiz in quizzes for piece in quiz.pieces):
        shipment.taken += 1
        if piece.question.hint:
            shipment.change(piece.title, piece.question.text, "Its hint is not carried.")
    shipment.data = pack(
        {name: text.encode("utf-8") for name, text in files.items()} | media_files(luggage.files)
    )
    return shipment


def _tell(courses: Sequence[Course], quizzes: Sequence[Quiz], shipment: Shipment) -> None:
    """Note what has no place in items: only their title and label say what they were."""
    tell_joined(courses, shipment)
    tell_sets(courses, shipment)
    for guide in (guide for course in courses for guide in course.guides):
        tell_page(guide, shipment)
    tell_lines(quizzes, shipment)
    tell_look(quizzes, shipment)


def _name(ident: str) -> str:
    return f"items/{ident}.xml"


def _manifest(courses: Sequence[Course], shows: Mapping[str, Sequence[str]]) -> str:
    """The table of contents, given the names of what each item shows."""
    items = "".join(
        f'<resource identifier="{ident}" type="imsqti_item_xmlv2p1" href="{_name(ident)}">'
        f'<file href="{_name(ident)}"/>{"".join(map(dependency, names))}</resource>\n'
        for ident, names in shows.items()
    )
    items += "".join(map(resource, dict.fromkeys(chain.from_iterable(shows.values()))))
    needs = "".join(f'<dependency identifierref="{ident}"/>' for ident in shows)
    return (
        f'{_HEAD}<manifest identifier="{ident_of(*(course.slug for course in courses), "qti21")}"'
        ' xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2">\n'
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion>"
        f"{general(courses)}</metadata>\n<organizations/>\n<resources>\n"
        '<resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml"><file href="test.xml"/>'
        f"{needs}</resource>\n{items}</resources>\n</manifest>\n"
    )


def _test(courses: Sequence[Course], quizzes: Sequence[Quiz]) -> str:
    """The test: which items, in which order and sections."""
    title = escape(line_of(", ".join(course.title for course in courses)))
    sections = "".join(
        f'<assessmentSection identifier="{quiz.ident}" title="{escape(line_of(quiz.title))}" visible="true">\n'
        + "".join(
            f'<assessmentItemRef identifier="{piece.ident}" href="{_name(piece.ident)}"/>\n'
            for piece in quiz.pieces
        )
        + "</assessmentSection>\n"
        for quiz in quizzes
    )
    return (
        f'{_HEAD}<assessmentTest xmlns="{_SPACE}" identifier="test" title="{title}" toolName="{OURS}">\n'
        '<testPart identifier="part" navigationMode="nonlinear" submissionMode="individual">\n'
        f"{sections}</testPart>\n</assessmentTest>\n"
    )


def _item(piece: Piece, quiz: Quiz) -> str:
    """A piece as an item."""
    title = escape(line_of(piece.title or "Question"))
    label = f"{piece.sort} set" if quiz.is_set else piece.sort
    declared, body, processing = _parts(piece)
    said = piece.question.text if piece.sort is Sort.FACT else piece.answer
    writes = piece.question.form is Form.OPEN and piece.sort is not Sort.FACT
    rubric = f'<rubricBlock view="scorer tutor">{_html(said)}</rubricBlock>\n' if writes else ""
    shown = (
        '<outcomeDeclaration identifier="SAID" cardinality="single" baseType="identifier">'
        "<defaultValue><value>said</value></defaultValue></outcomeDeclaration>\n"
    )
    modal = f'<modalFeedback outcomeIdentifier="SAID" identifier="said" showHide="show">{_html(said)}</modalFeedback>\n'
    has_modal = bool(said) and not writes
    return (
        f'{_HEAD}<assessmentItem xmlns="{_SPACE}" identifier="{piece.ident}" title="{title}" label="{label}"'
        f' adaptive="false" timeDependent="false" toolName="{OURS}">\n{declared}'
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>\n'
        f"{shown if has_modal else ''}<itemBody>\n{rubric}{body}</itemBody>\n{processing}"
        f"{modal if has_modal else ''}</assessmentItem>\n"
    )


def _parts(piece: Piece) -> tuple[str, str, str]:
    """What is right, what is asked, and how it is scored."""
    question = piece.question
    html = _html(question.text)
    if piece.sort is Sort.FACT:
        return _fact(question.text)
    if question.form is Form.CHOICE:
        return _choice(question, html)
    if question.form is Form.SHORT:
        body = f'{html}\n<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>\n'
        return _typed("RESPONSE", question.accept), body, _scored("map_response")
    declared = (
        '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/>\n'
    )
    return declared, f'{html}\n<extendedTextInteraction responseIdentifier="RESPONSE"/>\n', ""


def _fact(fact: str) -> tuple[str, str, str]:
    """A fact with gaps for its bold words."""
    around, words = gaps_of(fact)
    text = "".join(
        f"{said}\ue010{at}\ue011" if at <= len(words) else said for at, said in enumerate(around, 1)
    )
    body = _html(text)
    for at in range(1, len(words) + 1):
        gap = f'<textEntryInteraction responseIdentifier="RESPONSE{at}"/>'
        body = body.replace(f"\ue010{at}\ue011", gap)
    declared = "".join(
        _typed(f"RESPONSE{at}", (plain_of(word),)) for at, word in enumerate(words, 1)
    )
    scores = "".join(f'<mapResponse identifier="RESPONSE{at}"/>' for at in range(1, len(words) + 1))
    processing = (
        f'<responseProcessing><setOutcomeValue identifier="SCORE"><sum>{scores}</sum></setOutcomeValue>'
        "</responseProcessing>\n"
    )
    return declared, body + "\n", processing if words else ""


def _choice(question: Question, html: str) -> tuple[str, str, str]:
    """A question with choices."""
    right = [f"C{at}" for at, choice in enumerate(question.choices, 1) if choice.correct]
    several = len(right) > 1
    declared = (
        '<responseDeclaration identifier="RESPONSE" baseType="identifier"'
        f' cardinality="{"multiple" if several else "single"}"><correctResponse>'
        f"{''.join(f'<value>{ident}</value>' for ident in right)}</correctResponse></responseDeclaration>\n"
    )
    choices = "".join(_choices(question))
    body = (
        f'{html}\n<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{0 if several else 1}">\n'
        f"{choices}</choiceInteraction>\n"
    )
    return declared, body, _scored("match_correct")


def _choices(question: Question) -> Iterator[str]:
    for at, choice in enumerate(question.choices, 1):
        why = _html(choice.why)
        said = f'<feedbackInline outcomeIdentifier="RESPONSE" identifier="C{at}" showHide="show">{why}</feedbackInline>'
        yield f'<simpleChoice identifier="C{at}">{_html(choice.text)}{said if why else ""}</simpleChoice>\n'


def _html(markdown: str) -> str:
    return html_of(markdown, ABOVE)


def _typed(ident: str, accept: Sequence[str]) -> str:
    """What is right when it is typed, in whatever case."""
    entries = "".join(
        f'<mapEntry mapKey="{escape(wording)}" mappedValue="1" caseSensitive="false"/>'
        for wording in accept
    )
    return (
        f'<responseDeclaration identifier="{ident}" cardinality="single" baseType="string"><correctResponse>'
        f"<value>{escape(accept[0], quote=False)}</value></correctResponse>"
        f'<mapping defaultValue="0">{entries}</mapping></responseDeclaration>\n'
    )


def _scored(template: str) -> str:
    return f'<responseProcessing template="{_TEMPLATES}/{template}"/>\n'
