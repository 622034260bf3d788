"""What a test is called if nobody says, and what no test may be."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from studykit.errors import StudykitError
from studykit.scheduling.test import Test
from studykit.study.new_tests import proposed_name, refuse_unsound
from studykit.study.study import Study

TODAY = date(2026, 11, 26)
TEST = Test("1", "Finals", TODAY + timedelta(8), time(9), ())


@pytest.mark.parametrize(
    ("scope", "name"),
    [
        ((), "All courses test"),
        (("asking",), "The Art of Asking test"),
        (("writing/letter",), "Letter test"),
        (("asking/interview", "asking/rapport"), "The Art of Asking test"),
        (("asking", "writing/letter"), "The Art of Asking and Writing test"),
        (("asking", "writing", "gone"), "Test on 3 courses"),
        (("gone/unit",), "gone/unit test"),
    ],
)
def test_a_test_is_called_by_what_it_covers(
    study: Study, scope: tuple[str, ...], name: str
) -> None:
    assert proposed_name(study.catalog, scope, (), TODAY) == name


def test_no_proposed_name_is_that_of_another_test_ahead(study: Study) -> None:
    tests = [replace(TEST, name=name) for name in ("Letter test", "letter test 2")]
    assert proposed_name(study.catalog, ("writing/letter",), tests, TODAY) == "Letter test 3"
    over = [replace(test, day=TODAY - timedelta(1)) for test in tests]
    assert proposed_name(study.catalog, ("writing/letter",), over, TODAY) == "Letter test"


def test_a_test_has_a_name_a_near_day_and_a_day_to_study() -> None:
    refuse_unsound(TEST, [TEST], TODAY)
    for wrong, told in (
        (replace(TEST, name=""), "no name"),
        (replace(TEST, day=TODAY + timedelta(400)), "more than a year off"),
        (replace(TEST, weekdays_off=frozenset(range(7))), "Every day of the week"),
        (replace(TEST, id="2", name="FINALS"), "There is a test Finals already, Fri 4 Dec."),
    ):
        with pytest.raises(StudykitError, match=told):
            refuse_unsound(wrong, [TEST], TODAY)


def test_a_test_that_is_over_may_share_its_name_with_one_that_is_ahead() -> None:
    over = replace(TEST, id="2", day=TODAY - timedelta(1))
    refuse_unsound(over, [TEST], TODAY)
    refuse_unsound(TEST, [over], TODAY)
