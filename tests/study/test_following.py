"""A test covers what it covered, whatever becomes of it in the files; and what is lost is told."""

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from studykit.scheduling.memory import Memory
from studykit.scheduling.test import Test
from studykit.study.study import Study
from tests.study.conftest import ASKING, OpenStudy, Save
from tests.study.steps import read

PAGE = "asking/informational-interview"
KINDS_OF = "asking/kinds-of-interview/"
JOB = """\
      - term: Job Interview
        definition: A talk in which an employer assesses you.
        questions:
          - question: Why is it held?
            answer: To choose.
"""


def plan_test(study: Study, *scope: str) -> Test:
    day = study.schedule.day() + timedelta(days=9)
    return study.schedule.add_test(
        Test("", f"Test of {scope[0]}", day, time(9), scope, frozenset({"question"}), 20)
    )


def scope(study: Study) -> tuple[str, ...]:
    (test,) = study.schedule.agenda.tests()
    return test.scope


def gone(study: Study) -> list[str]:
    (test,) = study.schedule.agenda.tests()
    return study.schedule.edited.gone(test)


def cards(study: Study) -> int:
    (test,) = study.schedule.agenda.tests()
    return len(study.schedule.planner().cards(test))


# -- what was never asked ----------------------------------------------------------------------------------------------------


def test_a_test_follows_a_term_that_was_never_asked_by_its_questions(
    study: Study, save: Save
) -> None:
    plan_test(study, PAGE)
    save(("term: Informational Interview", "term: Interview to Learn"))
    assert scope(study) == ("asking/interview-to-learn",)
    save()
    assert scope(study) == (PAGE,)


def test_a_test_follows_a_course_in_another_folder_of_which_nothing_was_asked(
    study: Study, library: Path
) -> None:
    plan_test(study, "asking", KINDS_OF, PAGE, "asking/asking")
    (library / "asking.yaml").rename(library / "art.yaml")
    read(study)
    assert scope(study) == (
        "art",
        "art/kinds-of-interview/",
        "art/informational-interview",
        "art/art",
    )
    assert gone(study) == []


def test_a_test_follows_a_course_whose_title_is_what_its_folder_was_called(
    study: Study, library: Path
) -> None:
    plan_test(study, "writing", "writing/letter")
    before = cards(study)
    (library / "writing.yaml").rename(library / "letters.yaml")
    read(study)
    assert scope(study) == ("letters", "letters/letter")
    assert cards(study) == before
    assert gone(study) == []


def test_a_course_of_the_same_terms_is_not_the_one_that_is_away(
    study: Study, library: Path
) -> None:
    plan_test(study, "asking", "asking/active-listening")
    other = "course: Other\nguides:\n  - term: Active Listening\n    definition: Something.\n"
    (library / "other.yaml").write_text(other, encoding="utf-8")
    (library / "asking.yaml").rename(library / "asking.away")
    read(study)
    assert scope(study) == ("asking", "asking/active-listening")
    assert gone(study) == ["The Art of Asking", "Active Listening"]
    (library / "asking.away").rename(library / "asking.yaml")
    read(study)
    assert gone(study) == []


# -- units -------------------------------------------------------------------------------------------------------------------


def test_a_test_follows_a_unit_with_another_title(study: Study, save: Save) -> None:
    plan_test(study, KINDS_OF)
    before = cards(study)
    save(("unit: Kinds of interview", "unit: Interviews"))
    assert scope(study) == ("asking/interviews/",)
    assert cards(study) == before
    save()
    assert scope(study) == (KINDS_OF,)


def test_a_test_follows_a_unit_whose_terms_have_other_names_too(study: Study, save: Save) -> None:
    plan_test(study, KINDS_OF)
    save(
        ("unit: Kinds of interview", "unit: Interviews"),
        ("term: Informational Interview", "term: Interview to Learn"),
        ("contrast: [job-interview]", "contrast: [hiring-talk]"),
        ("term: Job Interview", "term: Hiring Talk"),
    )
    assert scope(study) == ("asking/interviews/",)


def test_a_test_covers_the_terms_of_a_unit_that_was_merged_into_a_larger_one(
    study: Study, save: Save
) -> None:
    plan_test(study, "asking/skills/")
    save(("  - unit: Skills\n    guides:\n", ""))
    assert scope(study) == ("asking/active-listening",)
    assert gone(study) == []


def test_a_test_covers_the_terms_of_a_unit_that_was_split(study: Study, save: Save) -> None:
    plan_test(study, KINDS_OF)
    save(
        ("unit: Kinds of interview", "unit: To learn"),
        (JOB, f"  - unit: To be hired\n    guides:\n{JOB}"),
    )
    assert scope(study) == ("asking/informational-interview", "asking/job-interview")


def test_a_test_follows_the_units_of_a_course_without_units_now(
    study: Study, library: Path
) -> None:
    plan_test(study, KINDS_OF)
    plain = ASKING.replace("units:\n  - unit: Kinds of interview\n    guides:\n", "guides:\n")
    plain = plain.replace("  - unit: Skills\n    guides:\n", "")
    (library / "asking.yaml").write_text(plain, encoding="utf-8")
    read(study)
    assert scope(study) == ("asking/informational-interview", "asking/job-interview")


# -- what is lost ------------------------------------------------------------------------------------------------------------


def test_what_is_gone_is_told_by_its_name_and_covered_as_nothing(study: Study, save: Save) -> None:
    plan_test(study, "asking/job-interview", PAGE)
    save((JOB, ""), ("        contrast: [job-interview]\n", ""))
    assert gone(study) == ["Job Interview"]
    assert cards(study) == 2
    save()
    assert gone(study) == []
    assert cards(study) == 3


def test_while_a_file_has_errors_no_test_is_changed(study: Study, save: Save) -> None:
    plan_test(study, "asking", KINDS_OF, PAGE)
    for change in (
        ("unit: Kinds of interview", "unit: ["),
        ("term: Job Interview", "trem: Job Interview"),
    ):
        save(change)
        assert scope(study) == ("asking", KINDS_OF, PAGE)
    save(("unit: Kinds of interview", "unit: Interviews"))
    assert scope(study) == ("asking", "asking/interviews/", PAGE)


def test_what_a_test_covers_is_known_again_after_the_next_start(
    study: Study, open_study: OpenStudy, library: Path
) -> None:
    plan_test(study, KINDS_OF)
    study.close()
    text = ASKING.replace("unit: Kinds of interview", "unit: Interviews")
    (library / "asking.yaml").write_text(text, encoding="utf-8")
    later = open_study("later")
    later.today()
    assert scope(later) == ("asking/interviews/",)


@pytest.mark.parametrize("changed", ["asking/kinds-of-interview", KINDS_OF])
def test_a_unit_is_followed_however_it_was_named(study: Study, save: Save, changed: str) -> None:
    plan_test(study, changed)
    save(("unit: Kinds of interview", "unit: Interviews"))
    assert scope(study) == ("asking/interviews/",)


def test_a_test_that_is_changed_or_removed_meanwhile_is_not_written_over(
    study: Study, save: Save
) -> None:
    agenda, test = study.schedule.agenda, plan_test(study, KINDS_OF)
    agenda.save_test(replace(test, scope=("asking",)))
    agenda.follow(test, ("writing",))
    assert scope(study) == ("asking",)
    agenda.remove_test(test.id)
    agenda.follow(replace(test, scope=("asking",)), ("writing",))
    assert agenda.tests() == []


def test_a_test_that_is_removed_leaves_nothing_behind(
    study: Study, learnt: dict[str, Memory], save: Save
) -> None:
    test = plan_test(study, KINDS_OF)
    study.schedule.agenda.remove_test(test.id)
    save(("unit: Kinds of interview", "unit: Interviews"))
    assert study.schedule.agenda.tests() == []
    assert study.schedule.edited._covered.read() == {}
