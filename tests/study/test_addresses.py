"""Courses, units and terms as people name them."""

import pytest

from studykit.errors import NotFoundError
from studykit.study.scope import resolve, title_of
from studykit.study.study import Study


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("asking", "asking"),
        (" asking/ ", "asking"),
        ("asking/job-interview", "asking/job-interview"),
        ("asking/Job Interview", "asking/job-interview"),
        ("asking/skills", "asking/skills/"),
        ("asking/Kinds of interview/", "asking/kinds-of-interview/"),
        ("asking/job-interview/", "asking/job-interview"),
    ],
)
def test_a_unit_or_term_is_found_by_its_slug_or_its_title(
    study: Study, named: str, address: str
) -> None:
    assert resolve(study.catalog, named) == address


@pytest.mark.parametrize(
    ("named", "hint"),
    [
        ("askin", "Did you mean `asking`?"),
        ("asking/skils", "Did you mean `asking/skills`?"),
        ("asking/Job Intervew", "Did you mean `asking/job-interview`?"),
        ("asking/xyz", "`studykit list asking` names them."),
    ],
)
def test_what_is_not_there_is_told_with_what_may_be_meant(
    study: Study, named: str, hint: str
) -> None:
    with pytest.raises(NotFoundError) as error:
        resolve(study.catalog, named)
    assert error.value.hint == hint


def test_an_address_stands_for_a_title(study: Study) -> None:
    titles = {
        "asking": "The Art of Asking",
        "asking/skills": "Skills",
        "asking/skills/": "Skills",
        "asking/job-interview": "Job Interview",
        "asking/gone": "gone (not in the library any more)",
    }
    assert {address: title_of(study.catalog, address) for address in titles} == titles
    with pytest.raises(NotFoundError):
        title_of(study.catalog, "gone/skills")
