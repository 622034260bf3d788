"""Courses leave as QTI packages, and come back as they were."""

import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings

from studykit.content.model import Course
from studykit.transfer import qti, qti_out
from studykit.transfer.foreign import Foreign
from studykit.transfer.notes import Fate
from studykit.transfer.parcel import Parcel
from tests.support import COURSE
from tests.transfer.courses import SHIPPED, courses, shipped
from tests.transfer.same import guide_said, parcel_guides, parcel_questions, question_said

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"


def back(course: Course) -> Parcel:
    """A course, sent away and taken in again, with nothing left out."""
    shipment = qti_out.write([course])
    file = Foreign("course.zip", shipment.data)
    assert qti.is_mine(file)
    parcel = qti.read(file)
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


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_course_comes_back_as_it_was(slug: str) -> None:
    course = shipped()[slug]
    parcel = back(course)
    hold_same(course, parcel)
    assert parcel.about == course.about
    units = [unit.title for unit in course.units if unit.guides]
    assert [part.title for part in parcel.parts.values() if part.guides] == units


def test_sets_ids_and_guides_without_unit_come_back() -> None:
    parcel = back(COURSE)
    hold_same(COURSE, parcel)
    assert [point.id for point in parcel_guides(parcel)[0].questions[0].points] == [
        "assess",
        "leads",
        "referrals",
    ]
    assert list(parcel.parts) == ["Kinds of interview", "", "Revision"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(courses())
def test_whatever_a_course_says_comes_back(course: Course) -> None:
    hold_same(course, back(course))


def test_the_same_course_gives_the_same_bytes() -> None:
    assert qti_out.write([COURSE]).data == qti_out.write([COURSE]).data


def test_several_courses_are_told_apart() -> None:
    shipment = qti_out.write([COURSE, shipped()[SHIPPED[0]]])
    parcel = qti.read(Foreign("two.zip", shipment.data))
    assert "The Art of Asking: Kinds of interview" in parcel.parts


def test_nothing_of_a_course_is_markup_in_the_package() -> None:
    evil = "<script>alert(1)</script> ]]> & <img src=x onerror=y>"
    course = Course(
        "evil",
        evil,
        evil,
        (COURSE.units[0],),
        tuple(
            type(one)(
                "evil",
                evil,
                tuple(type(q)(q.id, evil, q.form, evil, choices=q.choices) for q in one.questions),
            )
            for one in COURSE.sets
        ),
    )
    data = qti_out.write([course]).data
    with zipfile.ZipFile(BytesIO(data)) as packed:
        for name in packed.namelist():
            root = ET.fromstring(packed.read(name))  # well-formed
            for found in root.iter(f"{{{NAMESPACE}}}mattext"):
                assert "<script" not in (found.text or "")


def test_each_item_of_canvas_has_what_canvas_needs() -> None:
    data = qti_out.write([COURSE]).data
    with zipfile.ZipFile(BytesIO(data)) as packed:
        names = packed.namelist()
        assert names[0] == "imsmanifest.xml"
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in packed.infolist())
        texts = [packed.read(name).decode() for name in names]
    whole = "".join(texts)
    for kind in (
        "essay_question",
        "multiple_choice_question",
        "multiple_answers_question",
        "short_answer_question",
        "fill_in_multiple_blanks_question",
        "text_only_question",
    ):
        assert f"<fieldentry>{kind}</fieldentry>" in whole
    assert "practice_quiz" in whole
