"""Forms load as they are, say what is left to do, and the examples in their comments are right."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.checking import check_paths
from studykit.content.forms import course_form, guide_form, questions_form, scalar
from studykit.content.source import parse
from studykit.errors import Severity
from tests.content.editor import as_seen, complaints
from tests.content.shelf import guide, write

FORMS = [course_form, guide_form, questions_form]
KEYS = (
    "aliases|hint|point|core|accept|why|question|choices|related|contrast|units|unit|guides|about"
)
EXAMPLE = re.compile(
    rf"^( *)# ((?:  )*(?:- )?\{{?(?:{KEYS}|choice|- That one)\b.*|(?:  )*- That one)$", re.MULTILINE
)
"""A line of a form that is an example and no explanation."""


def library(folder: Path, change: Callable[[str], str] = str) -> Path:
    """A course made of all forms."""
    return write(
        folder,
        {
            "x/course.yaml": change(course_form("X")),
            "x/first.yaml": change(guide_form("First")),
            "x/second.yaml": change(guide_form("Second")),
            "x/a-term.yaml": guide("A Term"),
            "x/another-term.yaml": guide("Another Term"),
            "x/exam.yaml": change(questions_form("Exam")),
        },
    )


def test_forms_load_and_each_text_that_is_missing_is_a_warning(tmp_path: Path) -> None:
    report = check_paths([library(tmp_path)])
    assert (report.courses, report.terms, report.questions) == (1, 4, 2)
    assert {problem.severity for problem in report.problems} == {Severity.WARNING}
    assert {problem.sentence for problem in report.problems} == {"Nothing but `…` stands here."}
    assert len(report.problems) == 1 + 2 * 5 + 3


def test_a_form_that_is_filled_in_has_no_problems(tmp_path: Path) -> None:
    def fill(text: str) -> str:
        for number in range(text.count("…")):
            text = text.replace("…", f"The **word** number{number}", 1)
        return text.replace("units:", "units_:")

    found = check_paths([library(tmp_path, fill)]).problems
    assert {problem.sentence.partition(":")[0] for problem in found} <= {
        "The model answer does not say this"
    }


def test_the_examples_in_the_comments_are_right(tmp_path: Path) -> None:
    def uncomment(text: str) -> str:
        changed, count = EXAMPLE.subn(r"\1\2", text)
        assert count >= 1
        return changed

    report = check_paths([library(tmp_path, uncomment)])
    assert [one for one in report.problems if one.severity is Severity.ERROR] == []
    assert report.questions == 8


@pytest.mark.parametrize("form", FORMS)
def test_an_editor_finds_nothing_wrong_with_a_form(form: Callable[[str, str], str]) -> None:
    text = form("Null", "../studykit.schema.json")
    assert text.startswith("# yaml-language-server: $schema=../studykit.schema.json\n")
    assert complaints(as_seen(text)) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_no_line_that_an_editor_would_have_to_wrap(form: Callable[[str], str]) -> None:
    assert max(map(len, form("X").splitlines())) <= 120


@given(
    st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" ")).map(str.strip).filter(bool)
)
def test_any_name_is_written_so_that_it_is_read_as_it_was(name: str) -> None:
    assert parse(f"a: {scalar(name)}".encode()) == {"a": name}
    assert parse(f"a: [{scalar(name)}]".encode()) == {"a": [name]}


def test_a_name_has_quotes_only_where_it_needs_them() -> None:
    assert scalar("Kinds of interview (2)") == "Kinds of interview (2)"
    assert scalar("What's new") == "What's new"
    assert scalar("C: the language, it's old") == "'C: the language, it''s old'"
    assert scalar("No") == "'No'"
    assert scalar("1984") == "'1984'"
