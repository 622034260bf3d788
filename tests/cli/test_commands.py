"""The commands that show and check content, called in this process."""

import json
from pathlib import Path

import pytest

from tests.cli.support import LIBRARY, Call, a_quiz

# -- list ------------------------------------------------------------------------------------------


def test_list_names_the_courses(call: Call) -> None:
    code, out, err = call("list")
    assert code == 0
    assert "art-of-asking" in out
    assert "business-talk" in out
    assert not err


def test_list_of_a_course_names_its_terms_and_how_they_stand(call: Call) -> None:
    out = call("list", "art-of-asking")[1]
    assert "art-of-asking/informational-interview" in out
    assert "unseen" in out
    a_quiz(call)
    assert "missed points" in call("list", "art-of-asking")[1]


def test_list_as_json_has_the_figures(call: Call) -> None:
    a_quiz(call)
    courses = json.loads(call("list", "--json")[1])
    asking = next(course for course in courses if course["slug"] == "art-of-asking")
    assert asking["met"] == 1
    assert asking["last"]["met"] == 0
    terms = json.loads(call("list", "art-of-asking", "--json")[1])
    assert terms["units"][0]["terms"]


def test_looking_at_courses_makes_no_database(call: Call, tmp_path: Path) -> None:
    for words in (
        *([], ["list"], ["results"], ["check"], ["search", "interview"]),
        *(["due"], ["today"], ["test"], ["rest"], ["settings"], ["rebuild"]),
    ):
        assert call(*words)[0] == 0
    assert not (tmp_path / "home" / "studykit.db").exists()


def test_a_course_that_is_not_there_is_told_with_what_may_be_meant(call: Call) -> None:
    code, out, err = call("list", "art-of-askin")
    assert (code, out) == (1, "")
    assert err.startswith("studykit: ")
    assert "art-of-asking" in err


def test_a_damaged_database_does_not_hide_the_courses(call: Call, tmp_path: Path) -> None:
    a_quiz(call)
    for file in (tmp_path / "home").glob("studykit.db*"):
        file.write_bytes(b"not a database" * 200)
    code, out, err = call("list")
    assert code == 0
    assert "art-of-asking" in out
    assert "studykit: " in err


def test_an_empty_library_is_told(call: Call, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = call("list", "--library", str(tmp_path / "empty"))
    assert (code, out) == (0, "")
    assert "There are no courses." in err


# -- without a command -----------------------------------------------------------------------------


def test_without_a_terminal_the_overview_is_printed(call: Call) -> None:
    call("quiz", "art-of-asking", "--plain", typed="half\n!leave\n")
    code, out, _ = call()
    assert code == 0
    assert "art-of-asking" in out
    assert "Unfinished:" in out
    assert call("--library", str(LIBRARY))[1] == out


def test_a_file_with_problems_is_mentioned_in_one_line(call: Call, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("course: [\n", encoding="utf-8")
    code, out, err = call("list", "--library", str(LIBRARY), "--library", str(tmp_path))
    assert code == 0
    assert "art-of-asking" in out
    assert err == "1 file has problems: `studykit check` tells which.\n"


def test_library_options_may_stand_before_the_command_too(call: Call, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("course: One\nguides: []\n", encoding="utf-8")
    before = call("--library", str(LIBRARY / "business-talk"), "list", "--json")[1]
    after = call("list", "--library", str(LIBRARY / "business-talk"), "--json")[1]
    assert before == after
    assert [course["slug"] for course in json.loads(after)] == ["business-talk"]


def test_the_shipped_courses_can_be_left_out(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STUDYKIT_SHIPPED")
    assert "art-of-the-interview" in call("list")[1]
    assert "art-of-the-interview" not in call("list", "--no-shipped")[1]


# -- show and search -------------------------------------------------------------------------------


def test_show_prints_the_page_without_the_model_answers(call: Call) -> None:
    code, out, _ = call("show", "art-of-asking/informational-interview")
    assert code == 0
    assert "Must-know facts" in out
    assert "Review questions" in out
    assert "Model answer" not in out
    assert "**" not in out
    assert "Model answer" in call("show", "art-of-asking/informational-interview", "--answers")[1]


def test_show_names_linked_terms_and_where_else_a_term_is_found(call: Call) -> None:
    out = call("show", "art-of-asking/active-listening")[1]
    assert "Also found in" in out
    assert "business-talk/active-listening" in out


def test_show_as_json_has_the_whole_guide(call: Call) -> None:
    page = json.loads(call("show", "art-of-asking/active-listening", "--json")[1])
    assert page["slug"] == "active-listening"
    assert page["questions"]
    assert page["also_found_in"] == ["business-talk/active-listening"]


def test_show_prints_the_questions_of_a_set_and_their_answers_when_asked(call: Call) -> None:
    code, out, _ = call("show", "art-of-asking/exam-review")
    assert code == 0
    assert out.startswith("Exam review\n===========\n\n1. ")
    assert "Model answer" not in out
    assert "Model answer" in call("show", "art-of-asking/exam-review", "--answers")[1]
    page = json.loads(call("show", "art-of-asking/exam-review", "--json")[1])
    assert (page["course"], page["title"]) == ("art-of-asking", "Exam review")
    assert page["questions"][0]["answer"]


def test_what_is_right_is_shown_beside_what_is_said_of_it(call: Call, tmp_path: Path) -> None:
    deck = "set: Rivers\nquestions:\n  - {question: Which?, accept: [Volga], answer: It is long.}\n"
    folder = tmp_path / "own" / "geography"
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text("course: Geography\nabout: Of the world.\n", "utf-8")
    (folder / "rivers.yaml").write_text(deck, "utf-8")
    shown = call("show", "geography/rivers", "--answers", "--library", str(folder.parent))[1]
    assert "Right: Volga" in shown
    assert "It is long." in shown


def test_a_set_that_is_not_there_is_told_with_what_may_be_meant(call: Call) -> None:
    code, _, err = call("show", "art-of-asking/exam-reveiw")
    assert code == 1
    assert "Did you mean `exam-review`?" in err


def test_a_course_is_listed_with_how_its_sets_stand(call: Call) -> None:
    lines = call("list", "art-of-asking")[1].splitlines()
    at = lines.index("Question sets")
    assert (
        lines[at + 1].split() == "art-of-asking/exam-review Exam review (1 question) unseen".split()
    )
    [group] = json.loads(call("list", "art-of-asking", "--json")[1])["sets"]
    assert group == {
        "slug": "exam-review",
        "title": "Exam review",
        "questions": 1,
        "state": "unseen",
    }


def test_show_without_a_course_says_how_to_write_it(call: Call) -> None:
    code, _, err = call("show", "active-listening")
    assert code == 2
    assert "COURSE/PAGE" in err
    assert "/active-listening?" in err


def test_search_finds_where_all_words_stand(call: Call) -> None:
    code, out, _ = call("search", "active", "listen")
    assert code == 0
    assert "art-of-asking/active-listening" in out
    hits = json.loads(call("search", "active", "--json")[1])
    assert {hit["slug"] for hit in hits} >= {"active-listening"}


def test_a_search_that_finds_nothing_says_so(call: Call) -> None:
    assert call("search", "xyzzyx") == (0, "", "Nothing was found.\n")


# -- check -----------------------------------------------------------------------------------------


def test_check_of_good_content_says_what_there_is(call: Call, tmp_path: Path) -> None:
    code, out, _ = call("check")
    assert code == 0
    assert "2 courses" in out


def test_check_tells_each_problem_with_its_place_and_fails(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("course: Broken\nguides:\n  - term: A\n    defintion: x\n", encoding="utf-8")
    code, out, _ = call("check", str(path))
    assert code == 1
    assert "broken.yaml:4:5: " in out
    assert "error" in out.splitlines()[-1]
    problems = json.loads(call("check", str(path), "--json")[1])["problems"]
    assert problems[0]["line"] >= 3


def test_a_path_that_is_not_there_is_wrong_use(call: Call) -> None:
    assert call("check", "nowhere/at/all")[0] == 2


def test_a_preview_without_a_terminal_is_refused(call: Call) -> None:
    code, out, err = call("preview", str(LIBRARY / "art-of-asking"))
    assert (code, out) == (1, "")
    assert "A preview needs a terminal." in err
