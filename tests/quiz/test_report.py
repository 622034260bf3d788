"""The report on a quiz, as a learner keeps it or hands it in."""

import re
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.content.model import Choice, Form, Point
from studykit.errors import StudykitError
from studykit.quiz.plan import Mode, QuizOptions
from studykit.quiz.report import to_html, to_markdown
from studykit.quiz.result import Result
from studykit.quiz.timer import TimeLimit
from studykit.study.saving import save
from tests.cli.support import CHOICE, OPEN, SHORT, TickingClock, begin, card, make_study, talk


def result_after(cards: list[object], *lines: str, options: QuizOptions | None = None) -> Result:
    """The result of a quiz in which these lines were typed."""
    study = make_study(TickingClock())
    try:
        sitting = begin(study, cards, options)  # type: ignore[arg-type]
        talk(sitting, *lines)
        return sitting.result
    finally:
        study.close()


@pytest.fixture(scope="module")
def result() -> Result:
    """A mock test with everything in it."""
    options = QuizOptions(mode=Mode.MOCK, limit=TimeLimit(6), seed=3)
    lines = ["60", "!hint", "to `learn`", ".", "s", "1", "g", "?", "!done", "y", "n", "1", "", ""]
    return result_after([OPEN, CHOICE, SHORT], *lines, options=options)


def test_it_says_the_score_against_the_prediction(result: Result) -> None:
    text = to_markdown(result)
    assert "# Asking: mock test" in text
    assert "**1 of 4 points (25%), you expected 60%.**" in text
    assert "3 of 3 questions" in text


def test_it_says_the_score_by_unit_term_and_confidence(result: Result) -> None:
    text = to_markdown(result)
    assert "| Basics | 1 of 4 | 25% | 3 |" in text
    assert "| Interview | 1 of 2 | 50% | 1 |" in text
    assert "| sure | 1 of 2 | 50% | 1 |" in text


def test_it_lists_the_missed_points_with_their_why(result: Result) -> None:
    text = to_markdown(result).partition("## Missed points")[2].partition("## Questions")[0]
    assert "- The asker leads. – Interview" in text
    assert "*Why:* It needs trust." in text


def test_it_has_every_question_with_own_and_model_answer_points_and_verdicts(
    result: Result,
) -> None:
    text = to_markdown(result)
    assert "### 1. Interview" in text
    assert "```\nto `learn`\n```" in text
    assert "> All there is to say about Interview." in text
    assert "- ✓ got it: It gathers information. (core)" in text
    assert "- ✗ missed: The asker leads." in text
    assert "with the hint" in text
    assert "**Rating: hard** (1 of 2 points, nothing at the core missing); you took again." in text
    assert "You left it empty." in text


def test_its_date_is_that_of_the_zone(result: Result) -> None:
    assert "2026-11-26 19:04" in to_markdown(result)
    assert "2026-11-27 05:04" in to_markdown(result, timezone(timedelta(hours=10)))


def test_a_practice_quiz_says_what_was_not_known(tmp_path: Path) -> None:
    text = to_markdown(result_after([SHORT, OPEN], "?", "2"))
    assert "You did not know." in text
    assert "stopped" in text
    assert "1 of 2 questions" in text


def test_a_quiz_without_answers_has_a_report_too() -> None:
    text = to_markdown(result_after([OPEN]))
    assert "0 of 1 questions." in text
    assert "## " not in text


def test_the_page_needs_nothing_from_outside(result: Result) -> None:
    page = to_html(result)
    assert page.startswith("<!doctype html>")
    assert "<title>Asking: mock test</title>" in page
    assert "<table>" in page
    assert not re.search(r"<script|<link|<img|<iframe|https?:|url\(|@import|\son\w+=", page)


def test_nothing_that_was_written_is_taken_for_html_or_reaches_beyond_its_place() -> None:
    nasty = card(
        "<b>A|B</b> *x*",
        prompt="<script>alert(1)</script>\n\n```\nunclosed",
        answer="![x](http://evil.example/a.png) [y](javascript:alert(1)) <http://evil.example>",
        points=(Point("a", "# not a heading\n\n```"),),
    )
    page = to_html(
        result_after([nasty, SHORT], "</pre><script>x</script>\n```", ".", "s", "n", "2", "?", "2")
    )
    assert "<script" not in page
    assert not re.search(r"<(img|a|b)[ >]", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;A|B&lt;/b&gt; x" in page
    assert page.count("<h3>") == 2


def test_formulas_are_readable_on_the_page() -> None:
    page = to_html(
        result_after([card("Error", answer=r"It is $\sigma/\sqrt{n}$.", points=())], "?", "2")
    )
    assert "σ/√n" in page


def test_ticked_choices_are_named() -> None:
    both = card(
        "Trust",
        Form.CHOICE,
        choices=(Choice("Right one", correct=True), Choice("Wrong | one", why="No.")),
    )
    text = to_markdown(result_after([both], "1", "", "4"))
    assert "- ✓ Right one" in text
    assert "- ✗ Wrong | one – No." in text


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_no_control_character_is_in_a_report(prompt: str, answer: str) -> None:
    result = result_after(
        [card("T", prompt=prompt, points=(Point("a", answer),))], "x" + answer, ".", "", "n", "2"
    )
    for text in (to_markdown(result), to_html(result)):
        assert not [
            char
            for char in text
            if not char.isprintable() and char not in "\n\t" and ord(char) < 0xA0
        ]


def test_a_file_is_not_overwritten_without_being_asked(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    save(path, "one")
    with pytest.raises(StudykitError, match="is there already"):
        save(path, "two")
    assert path.read_text(encoding="utf-8") == "one"
    save(path, "two", overwrite=True)
    assert path.read_text(encoding="utf-8") == "two"
    assert [file.name for file in tmp_path.iterdir()] == ["report.md"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StudykitError, match="cannot be written"):
        save(tmp_path / "nowhere" / "report.md", "one")


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(StudykitError, match="is there already"):
        save(tmp_path, "one", overwrite=True)
