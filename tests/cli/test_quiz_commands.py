"""The commands that take quizzes and show what came of them."""

import json
from pathlib import Path

import pytest

from tests.cli.support import Call, Interrupting, a_quiz


def test_a_quiz_runs_from_a_pipe_and_is_remembered(call: Call) -> None:
    ident = a_quiz(call)
    code, out, _ = call("results")
    assert code == 0
    assert ident[:8] in out
    assert "practice" in out


def test_the_same_seed_gives_the_same_quiz(call: Call) -> None:
    asked = ["quiz", "--order", "shuffled", "--seed", "5", "-n", "3", "--plain"]
    assert call(*asked)[1] == call(*asked)[1]


def test_kinds_of_card_can_be_chosen(call: Call) -> None:
    out = call("quiz", "art-of-asking", "--kind", "definition", "--order", "taught", "--plain")[1]
    assert "Define this term." in out


def test_a_course_without_questions_asks_what_it_has(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text("course: Words\nguides:\n  - {term: uno, definition: One.}\n", "utf-8")
    words = ("words", "--library", str(file))
    code, out, _ = call("quiz", *words, "--order", "taught", "--plain")
    assert code == 0
    assert "Define this term." in out
    code, _, err = call("quiz", *words, "--kind", "question", "--plain")
    assert code == 1
    assert "There are no questions here, only definitions and terms." in err
    paper = tmp_path / "paper.html"
    assert call("print", *words, "--paper", "mock", "-o", str(paper))[0] == 0
    assert "uno" in paper.read_text("utf-8")
    _, _, err = call("test", "add", "Exam", "--on", "friday", "--covers", *words)
    assert "It covers 2 cards" in err


def test_a_mock_test_has_two_minutes_for_each_question(call: Call) -> None:
    quiz = ["quiz", "art-of-asking", "-n", "2", "--mock", "--plain"]
    assert "2 questions, 4:00." in call(*quiz)[1]
    assert "2 questions, 8:00." in call(*quiz, "--extra", "2")[1]
    assert "3:00 for each question." in call(*quiz, "--minutes", "3", "--per-question")[1]


def test_an_unfinished_quiz_is_gone_on_with(call: Call) -> None:
    call(
        "quiz",
        "art-of-asking/informational-interview",
        "--order=taught",
        "--plain",
        typed="half of it\n!leave\n",
    )
    assert "half of it" in call("quiz", "--plain", "--resume")[1]
    code, _, err = call("quiz", "--plain", "--resume")
    assert code == 1
    assert "There is no unfinished quiz." in err


def test_a_quiz_that_is_over_cannot_be_resumed(call: Call) -> None:
    ident = a_quiz(call)
    code, _, err = call("quiz", "--plain", "--resume", ident[:8])
    assert code == 1
    assert "That quiz is over." in err


@pytest.mark.parametrize(
    "words",
    [
        ["quiz", "--resume", "abcd", "art-of-asking"],
        ["quiz", "--extra", "2"],
        ["quiz", "--kind", "poem"],
        ["quiz", "-n", "0"],
        ["dance"],
        ["--dance"],
        ["search"],
        ["list", "--library", "nowhere/at/all"],
    ],
)
def test_wrong_use_is_told_and_exits_with_2(call: Call, words: list[str]) -> None:
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert "--help" in err or "-h" in err


def test_a_result_is_shown_in_full(call: Call) -> None:
    ident = a_quiz(call)
    out = call("results", ident[:8])[1]
    assert "You did not know." in out
    whole = json.loads(call("results", ident[:8], "--json")[1])
    assert whole["attempts"][0]["dont_know"]
    assert whole["missed"]


def test_a_result_is_saved_as_a_page_and_as_markdown(call: Call, tmp_path: Path) -> None:
    a_quiz(call)
    page, text = tmp_path / "r.html", tmp_path / "r.md"
    code, out, err = call("results", "--html", str(page), "--markdown", str(text))
    assert (code, out) == (0, "")
    assert err.count("Written to") == 2
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert text.read_text(encoding="utf-8").startswith("# ")


def test_no_results_yet_is_told(call: Call) -> None:
    assert call("results") == (0, "", "There are no results yet.\n")
    assert call("results", "--json")[1] == "[]\n"


def test_a_result_that_is_not_there_is_told(call: Call) -> None:
    a_quiz(call)
    assert call("results", "ffffffff")[0] == 1


def test_ctrl_c_in_a_quiz_keeps_it(call: Call) -> None:
    code, _, err = call("quiz", "art-of-asking", "--plain", stdin=Interrupting())
    assert code == 130
    assert "The quiz is kept." in err
