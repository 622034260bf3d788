"""What is to leave: courses, or terms of them."""

import pytest

from studykit.content.model import Course, Guide, QuestionSet, Unit
from studykit.errors import NotFoundError
from studykit.transfer.parcel import make_guide, open_question
from studykit.transfer.selecting import select


def guide(term: str) -> Guide:
    return make_guide(term, f"What {term} is.")


COURSE = Course(
    "waters",
    "Waters",
    "",
    (Unit("Still", (guide("Lake"), guide("Pond"))), Unit("Moving", (guide("River"),))),
    (QuestionSet("all", "All", (open_question("Why?", "So."),)),),
)


def course_of(slug: str) -> Course:
    if slug != COURSE.slug:
        raise NotFoundError(f"There is no course `{slug}`.")
    return COURSE


def test_a_course_leaves_whole_and_once_also_where_a_term_of_it_is_named_too() -> None:
    assert select(["waters", "waters/", "waters/lake"], course_of) == [COURSE]


def test_terms_leave_in_the_order_taught_without_the_questions_of_no_term() -> None:
    (course,) = select(["waters/river", "/waters/lake/"], course_of)
    assert [one.slug for one in course.guides] == ["lake", "river"]
    assert [unit.title for unit in course.units] == ["Still", "Moving"]
    assert not course.sets


def test_a_name_that_is_nearly_right_is_told() -> None:
    with pytest.raises(NotFoundError) as refused:
        select(["waters/rivver"], course_of)
    assert "`river`" in refused.value.hint
    with pytest.raises(NotFoundError):
        select(["water"], course_of)
