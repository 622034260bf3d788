"""Courses leave as QTI 2.1 packages, and come back."""

import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings

from studykit.content.model import Course, Guide, Question
from studykit.transfer import qti, qti21_out
from studykit.transfer.foreign import Foreign
from studykit.transfer.notes import Fate
from studykit.transfer.parcel import Parcel
from tests.support import COURSE
from tests.transfer.courses import SHIPPED, courses, shipped
from tests.transfer.same import parcel_guides, parcel_questions, question_said, shown


def back(course: Course) -> Parcel:
    """A course, sent away and taken in again, with nothing left out."""
    shipment = qti21_out.write([course])
    parcel = qti.read(Foreign("course.zip", shipment.data))
    assert not [note for note in parcel.notes if note.fate is Fate.LEFT]
    assert parcel.found == parcel.taken == shipment.taken
    return parcel


def carried(question: Question) -> tuple[object, ...]:
    """What of a question the format can carry: all but its hint."""
    form, text, answer, _, *rest = question_said(question)
    return (form, text, answer, *rest)


def page_carried(guide: Guide) -> tuple[object, ...]:
    """What of a page it can carry: all but its links and aliases."""
    return (
        guide.term,
        shown(guide.definition),
        [shown(fact.text) for fact in guide.facts],
        [carried(one) for one in guide.questions],
    )


def hold_same(course: Course, parcel: Parcel) -> None:
    """Hold what came back against what had left."""
    assert parcel.title == course.title
    assert [page_carried(one) for one in parcel_guides(parcel)] == [
        page_carried(one) for one in course.guides
    ]
    assert [carried(one) for one in parcel_questions(parcel)] == [
        carried(one) for found in course.sets for one in found.questions
    ]


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_course_comes_back_but_for_hints_and_links(slug: str) -> None:
    course = shipped()[slug]
    parcel = back(course)
    hold_same(course, parcel)
    assert parcel.about == course.about


def test_sets_and_units_come_back() -> None:
    parcel = back(COURSE)
    hold_same(COURSE, parcel)
    assert list(parcel.parts) == ["Kinds of interview", "", "Revision"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(courses())
def test_whatever_a_course_says_comes_back_in_files_that_are_well_formed(course: Course) -> None:
    hold_same(course, back(course))
    with zipfile.ZipFile(BytesIO(qti21_out.write([course]).data)) as packed:
        for name in packed.namelist():
            ET.fromstring(packed.read(name))


def test_the_same_course_gives_the_same_bytes() -> None:
    assert qti21_out.write([COURSE]).data == qti21_out.write([COURSE]).data
