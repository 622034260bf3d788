"""What a quiz or a test covers."""

import pytest

from studykit.study.scope import is_in


@pytest.mark.parametrize(
    ("scope", "is_covered"),
    [
        ((), True),
        (("asking",), True),
        (("asking/kinds-of-interview",), True),
        (("asking/job-interview",), True),
        (("writing", "asking/job-interview"), True),
        (("writing",), False),
        (("asking/skills",), False),
        (("asking/informational-interview",), False),
        (("job-interview",), False),
    ],
)
def test_a_card_is_covered_by_its_course_its_unit_or_its_term(
    scope: tuple[str, ...], is_covered: bool
) -> None:
    assert is_in(scope, "asking", "job-interview", "Kinds of interview") is is_covered


def test_a_card_without_a_unit_is_in_no_unit() -> None:
    assert not is_in(("asking/",), "asking", "job-interview", "")
    assert is_in(("asking/job-interview",), "asking", "job-interview", "")
