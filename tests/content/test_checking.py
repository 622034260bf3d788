from pathlib import Path

import pytest

from studykit.content.checking import check_paths
from studykit.content.fields import MAX_PROBLEMS
from studykit.errors import Severity
from tests.content.shelf import course, guide, told, write


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A course without problems, and one with an error and a warning."""
    return write(
        tmp_path,
        {
            "good/course.yaml": course("Good", "a"),
            "good/a.yaml": guide("A"),
            "bad/course.yaml": course("Bad", "b", "gone"),
            "bad/in/b.yaml": guide("B", "related: [nothing]"),
            "bad/c.yaml": "term: C\ndefinition: C.\nfacts: [no bold]\n",
            "bad/broken.yaml": "term: 'Broken\n",
            "bad/set.yaml": "questions:\n  - {question: Q?, accept: [a], term: b}\n",
        },
    )


def test_a_library_is_checked_with_all_its_problems_by_file_and_line(library: Path) -> None:
    report = check_paths([library])
    assert (report.courses, report.terms, report.questions) == (2, 3, 3)
    assert [(told(problem)[:2], problem.severity.value) for problem in report.problems] == [
        (("broken.yaml", 1), "error"),
        (("c.yaml", 1), "warning"),
        (("c.yaml", 3), "warning"),
        (("course.yaml", 5), "error"),
        (("b.yaml", 8), "error"),
    ]


def test_a_course_folder_is_checked_alone(library: Path) -> None:
    report = check_paths([library / "good"])
    assert report.problems == ()
    assert (report.courses, report.terms, report.questions) == (1, 1, 1)


def test_a_file_of_a_course_is_checked_with_it_but_only_its_problems_are_told(
    library: Path,
) -> None:
    report = check_paths([library / "bad/in/b.yaml"])
    (problem,) = report.problems
    assert told(problem) == ("b.yaml", 8, 11)
    assert (report.courses, report.terms, report.questions) == (1, 1, 1)


def test_a_folder_within_a_course_is_checked_with_it(library: Path) -> None:
    assert [told(problem)[0] for problem in check_paths([library / "bad/in"]).problems] == [
        "b.yaml"
    ]


def test_what_is_asked_for_twice_is_told_once(library: Path) -> None:
    report = check_paths(
        [library / "bad/c.yaml", library / "bad/broken.yaml", library / "bad/c.yaml"]
    )
    assert [told(problem)[0] for problem in report.problems] == ["broken.yaml", "c.yaml", "c.yaml"]
    assert report.terms == 1


def test_a_term_that_a_question_set_asks_about_is_not_called_unasked(library: Path) -> None:
    write(library, {"bad/in/b.yaml": "term: B\ndefinition: B.\n"})
    assert not [
        p for p in check_paths([library]).problems if "asks" in p.sentence and "b.yaml" in p.path
    ]


def test_paths_below_the_working_folder_are_short(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library / "bad")
    assert check_paths([Path("c.yaml")]).problems[0].path == "c.yaml"
    assert check_paths([Path()]).problems[0].path == "broken.yaml"
    monkeypatch.chdir(library / "good")
    assert check_paths([library / "bad/c.yaml"]).problems[0].path == str(library / "bad/c.yaml")


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    report = check_paths([tmp_path / "gone"])
    assert [problem.severity for problem in report.problems] == [Severity.ERROR]
    assert (report.courses, report.terms, report.questions) == (0, 0, 0)


def test_a_lone_guide_is_told_that_it_needs_a_course(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": guide("A")})
    sentences = [problem.sentence for problem in check_paths([tmp_path / "a.yaml"]).problems]
    assert "This file belongs to no course." in sentences


def test_a_formula_spoilt_by_double_quotes_is_a_warning(tmp_path: Path) -> None:
    text = guide("A").replace("What A is.", '"The mean is $\\bar{x}$, **b**."')
    write(tmp_path, {"x/course.yaml": course("X"), "x/a.yaml": text})
    problems = check_paths([tmp_path]).problems
    assert any("backslash" in problem.sentence.lower() for problem in problems)


def test_a_formula_that_cannot_be_read_is_a_warning_at_its_place(tmp_path: Path) -> None:
    text = (
        "term: A\ndefinition: What A is.\nquestions:\n  - {question: Why?, accept: [b]}\nfacts:\n"
        "  - 'It is **half**, $\\frac{1}{2}$, and costs $5; `$x^{2$` is code.'\n"
        "  - 'It is **half**, $\\frac{1$.'\n"
        "  - {fact: 'It is $x^{2$ **or** $\\fraq{1}{2}$.'}\n"
    )
    write(tmp_path, {"x/course.yaml": course("X"), "x/a.yaml": text})
    problems = check_paths([tmp_path]).problems
    assert [told(problem) for problem in problems] == [
        ("a.yaml", 7, 5),
        ("a.yaml", 8, 12),
        ("a.yaml", 8, 12),
    ]
    assert [problem.sentence.split("`")[1] for problem in problems] == [
        "\\frac{1",
        "\\fraq{1}{2}",
        "x^{2",
    ]
    assert {problem.severity for problem in problems} == {Severity.WARNING}


TWICE = """term: Mean
term: Average
definition: The sum by the number.
definition: The middle.
facts: ["The **mean** is a sum by a number."]
facts: [""]
answre: The middle.
questions:
  - question: What is it?
    question: What is it for?
    answer: It sums up.
questions:
  - question: What is it not?
    answer: ""
"""


def test_repeated_keys_are_told_in_one_run_with_each_other_and_all_else(tmp_path: Path) -> None:
    write(tmp_path, {"x/course.yaml": course("X"), "x/mean.yaml": TWICE})
    report = check_paths([tmp_path])
    assert report.terms == 0
    assert [(problem.line, problem.sentence.split(";")[0]) for problem in report.problems] == [
        (2, "The key `term` is repeated"),
        (4, "The key `definition` is repeated"),
        (6, "The key `facts` is repeated"),
        (6, "This fact is empty."),
        (7, "There is no `answre` here."),
        (10, "The key `question` is repeated"),
        (12, "The key `questions` is repeated"),
        (14, "`answer` is empty."),
    ]


def test_keys_that_are_repeated_before_the_end_of_what_can_be_read_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"x/course.yaml": course("X"), "x/a.yaml": "term: A\nterm: A\nfacts: [a\n"})
    assert [problem.line for problem in check_paths([tmp_path]).problems] == [2, 3]


def test_a_file_full_of_repeated_keys_is_told_up_to_a_limit(tmp_path: Path) -> None:
    write(tmp_path, {"x.yaml": "course: X\n" + "about: [x]\n" * 50_000})
    problems = check_paths([tmp_path]).problems
    assert len(problems) <= MAX_PROBLEMS + 1
    assert any("more problems" in problem.sentence for problem in problems)
