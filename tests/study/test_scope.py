"""What a quiz or a test covers."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from studykit.errors import NotFoundError
from studykit.quiz.plan import QuizOptions
from studykit.scheduling.test import Test
from studykit.study.quizzes import pages_in
from studykit.study.scope import covered, is_in, resolve, title_of
from studykit.study.study import Study
from tests.study.conftest import ASKING

TERM, UNIT = "asking/job-interview", "asking/job-interview/"


@pytest.mark.parametrize(
    ("scope", "is_covered"),
    [
        ((), True),
        (("asking",), True),
        (("asking/kinds-of-interview/",), True),
        (("asking/kinds-of-interview",), True),  # as units were once kept
        (("asking/job-interview",), True),
        (("writing", "asking/job-interview"), True),
        (("writing",), False),
        (("asking/skills/",), False),
        (("asking/skills",), False),
        (("asking/informational-interview",), False),
        (("job-interview",), False),
        (("asking/gone/",), False),
        (("gone/skills/",), False),
    ],
)
def test_a_page_is_covered_by_its_course_its_unit_or_itself(
    study: Study, scope: tuple[str, ...], is_covered: bool
) -> None:
    assert is_in(covered(study.catalog, scope), "asking", "job-interview") is is_covered


# -- a unit that is called like one of its terms -------------------------------------------------------------------------------


@pytest.fixture
def twins(study: Study, library: Path) -> Study:
    """The desk; the unit `Job Interview` has two terms, one of them `Job Interview`."""
    text = ASKING.replace("Kinds of interview", "Job Interview")
    (library / "asking.yaml").write_text(text, encoding="utf-8")
    study.catalog.refresh()
    return study


def pages(study: Study, scope: str) -> set[str]:
    """The pages of the cards that a quiz of that scope may ask."""
    return {card.term for card in study.quizzes.pool(QuizOptions(scope=(scope,))).cards}


def test_a_term_is_told_apart_from_a_unit_of_its_name(twins: Study) -> None:
    assert pages(twins, TERM) == {"job-interview"}
    assert pages(twins, UNIT) == {"informational-interview", "job-interview"}


def test_a_test_covers_the_term_or_the_unit(twins: Study) -> None:
    planner = twins.schedule.planner()
    term = Test("", "Term", date(2026, 12, 4), time(9), (TERM,))
    unit = replace(term, scope=(UNIT,))
    assert len(planner.cards(term)) == 1
    assert len(planner.cards(unit)) == 3


def test_the_slash_says_which_is_meant(twins: Study) -> None:
    assert [resolve(twins.catalog, TERM), title_of(twins.catalog, TERM)] == [TERM, "Job Interview"]
    assert [resolve(twins.catalog, UNIT), title_of(twins.catalog, UNIT)] == [
        UNIT,
        "Job Interview (unit)",
    ]
    assert resolve(twins.catalog, "asking/Job Interview/") == UNIT


def test_a_course_comes_whole_and_once_also_where_a_term_of_it_is_named_too(study: Study) -> None:
    scope = ["asking", "asking/job-interview"]
    assert pages_in(study.catalog, scope) == [study.catalog.course("asking")]


@pytest.mark.parametrize(
    ("scope", "pages"),
    [
        (["asking/active-listening", TERM], ["job-interview", "active-listening"]),
        (["asking/kinds-of-interview/"], ["informational-interview", "job-interview"]),
        (["asking/asking"], ["asking"]),
        ([TERM, "asking/asking"], ["job-interview", "asking"]),
    ],
)
def test_pages_come_as_they_are_taught_with_no_others_and_no_empty_unit(
    study: Study, scope: list[str], pages: list[str]
) -> None:
    [course] = pages_in(study.catalog, scope)
    found = [guide.slug for guide in course.guides] + [group.slug for group in course.sets]
    assert found == pages
    assert all(unit.guides for unit in course.units)


def test_a_course_or_page_that_is_not_there_is_told(study: Study) -> None:
    for address in ("asking/gone", "gone"):
        with pytest.raises(NotFoundError):
            pages_in(study.catalog, [address])
