"""Courses leave for Moodle, as GIFT and as XML, and come back as they were."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings

from studykit.content.markdown import plain
from studykit.content.model import Choice, Course, Fact, Form, Guide, Question, QuestionSet, Unit
from studykit.transfer import gift, gift_out, moodle, moodle_out
from studykit.transfer.foreign import Foreign
from studykit.transfer.formats import recognise
from studykit.transfer.gift_grammar import blocks
from studykit.transfer.markup import from_plain
from studykit.transfer.notes import Fate
from studykit.transfer.parcel import Parcel
from studykit.transfer.shelving import make_files
from studykit.transfer.shipment import Shipment
from tests.support import COURSE
from tests.transfer.courses import SHIPPED, courses, shipped
from tests.transfer.same import guide_said, parcel_guides, parcel_questions, question_said

both = pytest.mark.parametrize(
    ("reader", "writer"), [(gift, gift_out), (moodle, moodle_out)], ids=["gift", "moodle"]
)


def shipped_out(writer: ModuleType, course: Course) -> Shipment:
    """A course, sent away."""
    shipment = writer.write([course])
    assert isinstance(shipment, Shipment)
    return shipment


def back(reader: ModuleType, writer: ModuleType, course: Course) -> Parcel:
    """A course, sent away and taken in again, with nothing left out."""
    shipment = shipped_out(writer, course)
    file = Foreign("course", shipment.data)
    assert reader.is_mine(file)
    parcel = reader.read(file)
    assert isinstance(parcel, Parcel)
    assert not [note for note in parcel.notes if note.fate is Fate.LEFT]
    assert parcel.found == parcel.taken == shipment.taken
    return parcel


def hold_same(course: Course, parcel: Parcel) -> None:
    """Hold what came back against what had left."""
    assert parcel.title == course.title
    assert [guide_said(guide) for guide in parcel_guides(parcel)] == [
        guide_said(guide) for guide in course.guides
    ]
    assert [question_said(one) for one in parcel_questions(parcel)] == [
        question_said(one) for found in course.sets for one in found.questions
    ]


@both
@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_course_comes_back_as_it_was(
    reader: ModuleType, writer: ModuleType, slug: str
) -> None:
    course = shipped()[slug]
    parcel = back(reader, writer, course)
    hold_same(course, parcel)
    assert parcel.about == course.about
    units = [unit.title for unit in course.units if unit.guides]
    assert [part.title for part in parcel.parts.values() if part.guides] == units
    assert [question.id for guide in parcel_guides(parcel) for question in guide.questions] == [
        question.id for guide in course.guides for question in guide.questions
    ]


@both
def test_sets_ids_and_guides_without_unit_come_back(reader: ModuleType, writer: ModuleType) -> None:
    parcel = back(reader, writer, COURSE)
    hold_same(COURSE, parcel)
    points = parcel_guides(parcel)[0].questions[0].points
    assert [point.id for point in points] == ["assess", "leads", "referrals"]
    assert list(parcel.parts) == ["Kinds of interview", "", "Revision"]
    make_files(parcel, "Art")


@both
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(course=courses())
def test_whatever_a_course_says_comes_back(
    reader: ModuleType, writer: ModuleType, course: Course
) -> None:
    hold_same(course, back(reader, writer, course))


@both
def test_several_courses_are_told_apart(reader: ModuleType, writer: ModuleType) -> None:
    shipment = writer.write([COURSE, shipped()[SHIPPED[1]]])
    parcel = reader.read(Foreign("two", shipment.data))
    assert not parcel.title
    assert "Business Communication / How communication works" in parcel.parts
    assert f"{COURSE.title} / Kinds of interview" in parcel.parts


@both
def test_the_same_course_gives_the_same_bytes_and_ids(
    reader: ModuleType, writer: ModuleType
) -> None:
    assert reader is not None
    first = shipped_out(writer, COURSE).data
    assert first == shipped_out(writer, COURSE).data
    edited = replace(COURSE, about="Something else.")
    pattern = rb"\[id:\w+\]|<idnumber>\w+<"
    assert re.findall(pattern, first) == re.findall(pattern, shipped_out(writer, edited).data)
    assert len(set(re.findall(pattern, first))) == len(re.findall(pattern, first))


EVIL = "<script>alert(1)</script> ]]> & <img src=x onerror=y> {=a} ~b #c :: // \\} \x00\ufffe"


def evil_course() -> Course:
    """A course all of whose texts try to be something else."""
    forms = (
        Question("a", EVIL, Form.OPEN, EVIL),
        Question("b", f"{EVIL} 2", Form.SHORT, EVIL, accept=("a<b>*}{#", "%50%x", "TRUE")),
        Question(
            "c", f"{EVIL} 3", Form.CHOICE, choices=(Choice(EVIL, True, EVIL), Choice("~=#{}"))
        ),
    )
    guide = Guide("evil", "Evil ::{}", EVIL, (), (Fact("f", f"It is **{{=x}} #~** {EVIL}"),), forms)
    sets = (QuestionSet("more", "A/B // {C}", forms),)
    return Course("evil", "Evil {=}", EVIL, (Unit("U/V :: $x$", (guide,)),), sets)


def test_nothing_of_a_course_is_markup_in_the_xml() -> None:
    root = ET.fromstring(shipped_out(moodle_out, evil_course()).data)
    texts = [found.text or "" for found in root.iter("text")]
    assert sum("&lt;script" in text for text in texts) > 8
    for found in (*root.iter("questiontext"), *root.iter("generalfeedback"), *root.iter("answer")):
        if found.get("format") == "html":
            assert not re.search("<script|<img", found.findtext("text") or "")


def test_nothing_of_a_course_is_grammar_in_gift() -> None:
    text = shipped_out(gift_out, evil_course()).data.decode()
    found = [block for block in blocks(text) if not block.is_category]
    assert len(found) == 8
    assert not any(block.is_open for block in found)
    lines = [line for line in text.split("\n") if not line.startswith("//")]
    assert not re.search("<script|<img", "\n".join(lines))


@both
def test_texts_that_look_like_grammar_come_back(reader: ModuleType, writer: ModuleType) -> None:
    parcel = back(reader, writer, evil_course())
    (guide,) = parcel_guides(parcel)
    assert guide.term == "Evil ::{}"
    assert guide.questions[1].accept == ("a<b>*}{#", "%50%x", "TRUE")
    assert [choice.correct for choice in guide.questions[2].choices] == [True, False]
    assert next(iter(parcel.parts)) == "U/V :: $x$"


def test_the_grader_is_told_the_model_answer_and_the_points() -> None:
    root = ET.fromstring(shipped_out(moodle_out, COURSE).data)
    essays = root.findall("question[@type='essay']")
    notes = essays[1].findtext("graderinfo/text") or ""
    assert "Points" in notes
    assert "(core)" in notes
    assert notes == essays[1].findtext("generalfeedback/text")
    assert essays[1].findtext("defaultgrade") == "3"


def test_several_right_choices_share_what_a_question_gives() -> None:
    choices = tuple(Choice(f"c{at}", at < 3) for at in range(5))
    question = Question("q", "Which?", Form.CHOICE, choices=choices)
    course = Course("c", "C", "", (), (QuestionSet("s", "S", (question,)),))
    assert "~%33.33333%<p>c0</p>" in shipped_out(gift_out, course).data.decode()
    root = ET.fromstring(shipped_out(moodle_out, course).data)
    assert root.findtext(".//single") == "false"
    fractions = [float(answer.get("fraction", "")) for answer in root.iter("answer")]
    assert fractions[3:] == [-100, -100]
    assert sum(fractions[:3]) == pytest.approx(100, abs=0.01)


def test_eleven_right_choices_are_told_since_moodle_has_no_such_share() -> None:
    choices = tuple(Choice(f"c{at}", at < 11) for at in range(12))
    question = Question("q", "Which?", Form.CHOICE, choices=choices)
    course = Course("c", "C", "", (), (QuestionSet("s", "S", (question,)),))
    (note,) = shipped_out(moodle_out, course).notes
    assert "11 right choices" in note.sentence


def test_what_gift_has_no_place_for_is_told() -> None:
    question = Question("q", "Which?", Form.SHORT, accept=("a -> b",), hint="An arrow.")
    course = Course("c", "C", "", (), (QuestionSet("s", "S", (question,)),))
    said = [note.sentence for note in shipped_out(gift_out, course).notes]
    assert any("no hints" in sentence for sentence in said)
    assert any("`->`" in sentence for sentence in said)


def test_the_format_of_what_we_write_is_recognised() -> None:
    for name, writer in (("gift", gift_out), ("moodle", moodle_out)):
        assert recognise(Foreign("x", shipped_out(writer, COURSE).data)).name == name


def test_a_parser_of_others_reads_our_gift() -> None:
    peer = pytest.importorskip("pygiftparser.parser")
    text = shipped_out(gift_out, COURSE).data.decode()
    found = peer.parseFile(text.splitlines(keepends=True))
    assert len(found) == shipped_out(gift_out, COURSE).taken
    assert all(question.valid for question in found)


def test_a_parser_of_others_reads_our_xml() -> None:
    peer = pytest.importorskip("moodle_xml_parser.parser")
    shipment = shipped_out(moodle_out, shipped()[SHIPPED[0]])
    found = peer.parse_string(shipment.data.decode())
    root = ET.fromstring(shipment.data)
    for kind, questions in found.items():
        assert len(questions) == len(root.findall(f"question[@type='{kind}']"))
    assert all(gap.options[0].score == 100 for one in found["cloze"] for gap in one.gaps)


@both
@pytest.mark.parametrize(
    "text", ["#", "1.", "-", "+", "2)", "## x", "1. x", "=", ">", "*", "_", "`"]
)
def test_a_lone_sign_of_markdown_comes_back(
    reader: ModuleType, writer: ModuleType, text: str
) -> None:
    choices = (Choice(from_plain(text), True), Choice("no"))
    question = Question("q", "Which?", Form.CHOICE, choices=choices)
    course = Course("c", "C", "", (), (QuestionSet("s", "S", (question,)),))
    (found,) = parcel_questions(back(reader, writer, course))
    assert plain(found.choices[0].text) == text
