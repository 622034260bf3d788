"""`studykit test`: the tests in class that are ahead, from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.support import Call, TickingClock, days, learn

pytestmark = pytest.mark.usefixtures("calendar")

ADD = ["test", "add", "Interview", "--on", "friday week", "--covers", "art-of-asking"]


def shown(call: Call, *words: str) -> dict[str, object]:
    """A test as JSON tells it."""
    code, out, _ = call("test", "show", *words, "--json")
    assert code == 0
    data = json.loads(out)
    assert isinstance(data, dict)
    return data


def test_a_test_for_friday_week_is_told_with_its_date_and_what_to_expect(call: Call) -> None:
    code, out, err = call(*ADD, "--at", "14:30")
    assert (code, out) == (0, "")
    assert "Added: Interview, Fri 4 Dec at 14:30, in 8 days." in err
    assert "none of them met; expected now 0 %, with the plan" in err


def test_everything_that_is_said_of_a_test_is_kept(call: Call) -> None:
    call(
        *("test", "add", "Interview", "--on", "2026-12-04", "--at", "8", "--minutes", "15"),
        *("--covers", "art-of-asking/Kinds of interview", "--covers", "business-talk"),
        *("--kind", "question", "--kind", "fact", "--off", "sundays", "--off", "1 dec"),
    )
    data = shown(call)
    assert (data["name"], data["day"], data["time"]) == ("Interview", "2026-12-04", "08:00")
    assert data["days_left"] == 8
    assert data["covers"] == ["art-of-asking/kinds-of-interview/", "business-talk"]
    assert data["kinds"] == ["fact", "question"]
    assert data["minutes_a_day"] == 15
    assert data["weekdays_off"] == ["sunday"]
    assert data["days_off"] == ["2026-12-01"]


def test_what_is_not_said_is_sensible(call: Call) -> None:
    call("test", "add", "Everything", "--on", "in 3 days")
    data = shown(call)
    assert (data["time"], data["minutes_a_day"]) == ("09:00", 20)
    assert (data["covers"], data["kinds"]) == ([], ["question"])


def test_a_test_as_json_has_the_plan_day_by_day(call: Call) -> None:
    call(*ADD)
    data = shown(call, "Int")
    plan = data["days"]
    assert isinstance(plan, list)
    assert [day["day"] for day in plan][:2] == ["2026-11-26", "2026-11-27"]
    assert len(plan) == 8
    assert data["unmet"] == data["covered"]
    assert isinstance(data["more"], list)
    assert [more["minutes_a_day"] for more in data["more"]] == [25, 30, 40]


def test_the_way_to_a_test_is_shown_in_words_and_bars(call: Call) -> None:
    call(*ADD, "--off", "sundays")
    code, out, _ = call("test", "show")
    assert code == 0
    assert "Fri 4 Dec at 9:00, in 8 days." in out
    assert "It covers Art of Asking: questions." in out
    assert "20 minutes a day, none on Sundays." in out
    assert "0 met" in out
    assert "There are no reviews of yours yet" in " ".join(out.split())
    assert "day off" in out
    assert "█" in out
    assert "█" not in call("test", "show", "--plain")[1]


def test_the_expectation_says_on_how_many_reviews_it_rests(
    call: Call, calendar: TickingClock
) -> None:
    learn(call, "art-of-asking/active-listening")
    days(calendar, 1)
    learn(call, "art-of-asking/active-listening")
    call(*ADD)
    said = " ".join(call("test", "show")[1].split())
    assert "It rests on 2 reviews of yours after a day or more, and else on what is usual." in said


def test_too_little_time_is_told_with_what_is_left_out_by_term(call: Call) -> None:
    call("test", "add", "Soon", "--on", "tomorrow", "--minutes", "1", "--covers", "art-of-asking")
    out = call("test", "show")[1]
    assert "There is too little time: " in out
    assert "  Job Interview: 1 card\n" in out
    assert "1 min a day:" in out


def test_the_tests_ahead_are_listed_by_date(call: Call) -> None:
    call(*ADD)
    call("test", "add", "Talk", "--on", "tomorrow", "--covers", "business-talk")
    out = call("test")[1]
    assert out == call("test", "list")[1]
    assert out.index("Talk") < out.index("Interview")
    assert [test["name"] for test in json.loads(call("test", "list", "--json")[1])] == [
        "Talk",
        "Interview",
    ]


def test_the_overview_names_the_next_test(call: Call, calendar: TickingClock) -> None:
    call(*ADD)
    assert "\nInterview: Fri 4 Dec, in 8 days. What is to be done: studykit due\n" in call()[1]
    days(calendar, 10)
    assert "Interview:" not in call()[1]


def test_a_narrow_terminal_gets_a_narrow_list(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    call("test", "add", "Kinds of interview", "--on", "friday")
    monkeypatch.setenv("COLUMNS", "60")
    out = call("test")[1]
    assert max(map(len, out.splitlines())) <= 58
    assert "Fri 27 Nov" in out


def test_a_test_that_is_over_is_listed_only_if_asked_for(
    call: Call, calendar: TickingClock
) -> None:
    call(*ADD)
    days(calendar, 10)
    assert call("test", "list")[1] == ""
    assert "2 days ago" in call("test", "list", "--all")[1]
    assert "It is over." in call("test", "show", "Interview")[1]
    assert shown(call, "Interview")["days_left"] == -2
    code, _, err = call("test", "show")
    assert code == 1
    assert "There is no test ahead." in err


def test_a_test_is_changed_and_all_else_stays(call: Call) -> None:
    call(*ADD, "--off", "sundays")
    code, _, err = call(
        "test", "edit", "int", "--on", "in 3 days", "--minutes", "5", "--name", "Talk"
    )
    assert code == 0
    assert "Changed: Talk, Sun 29 Nov at 9:00, in 3 days." in err
    data = shown(call, "Talk")
    assert data["covers"] == ["art-of-asking"]
    assert data["weekdays_off"] == ["sunday"]
    call("test", "edit", "Talk", "--off", "none", "--covers", "all")
    assert shown(call)["weekdays_off"] == []
    assert shown(call)["covers"] == []


def test_a_test_is_removed(call: Call) -> None:
    call(*ADD)
    code, _, err = call("test", "remove", "Interview")
    assert (code, err) == (0, "Removed: Interview, Fri 4 Dec.\n")
    assert call("test", "list", "--json")[1] == "[]\n"


def test_two_tests_ahead_of_one_name_are_refused(call: Call, calendar: TickingClock) -> None:
    call(*ADD)
    code, _, err = call("test", "add", "INTERVIEW", "--on", "friday")
    assert code == 1
    assert "There is a test Interview already, Fri 4 Dec." in err
    days(calendar, 10)
    assert call("test", "add", "Interview", "--on", "friday")[0] == 0


def test_of_two_tests_of_one_name_the_one_that_is_ahead_is_meant(
    call: Call, calendar: TickingClock
) -> None:
    call(*ADD)
    days(calendar, 10)
    call("test", "add", "Interview", "--on", "in 3 days")
    assert shown(call, "interview")["day"] == "2026-12-09"
    assert shown(call, "Int")["day"] == "2026-12-09"
    assert call("test", "remove", "Interview")[2] == "Removed: Interview, Wed 9 Dec.\n"
    assert shown(call, "Interview")["day"] == "2026-12-04"


def test_the_name_that_was_meant_is_told(call: Call) -> None:
    call(*ADD)
    code, _, err = call("test", "show", "Intervew")
    assert code == 1
    assert "Did you mean Interview?" in err


def test_a_script_removes_a_test_only_by_its_whole_name(call: Call) -> None:
    call(*ADD)
    code, _, err = call("test", "remove", "Int")
    assert code == 1
    assert "That is not the whole name of Interview, Fri 4 Dec: nothing was removed." in err
    assert "add --yes" in err
    assert call("test", "remove", str(shown(call)["id"])[:8])[0] == 0
    call(*ADD)
    assert call("test", "remove", "Int", "--yes")[2] == "Removed: Interview, Fri 4 Dec.\n"


@pytest.mark.parametrize(("said", "left"), [("n\n", 1), ("\n", 1), ("y\n", 0)])
def test_a_person_who_types_the_beginning_of_a_name_is_asked(
    call: Call, monkeypatch: pytest.MonkeyPatch, said: str, left: int
) -> None:
    call(*ADD)
    monkeypatch.setattr("studykit.cli.console.is_terminal", lambda: True)
    code, out, err = call("test", "remove", "Int", typed=said)
    assert (code, out) == (0, "")
    assert "Remove Interview, Fri 4 Dec?" in err
    assert len(json.loads(call("test", "list", "--json")[1])) == left


def test_what_is_no_day_off_is_told_with_the_forms_of_a_weekday(call: Call) -> None:
    code, _, err = call(*ADD, "--off", "funday")
    assert code == 2
    said = " ".join(err.split())
    assert "`funday` is no day." in said
    assert "Or write a weekday: sunday, sundays, sun, weekends" in said


def test_a_test_needs_a_day_of_the_week_to_study(call: Call) -> None:
    weekdays = [
        word for day in ("weekends", "mon", "tue", "wed", "thu", "fri") for word in ("--off", day)
    ]
    code, _, err = call(*ADD, *weekdays)
    assert code == 1
    assert "Every day of the week is a day off." in err


def test_what_a_test_covers_must_be_there(call: Call) -> None:
    code, _, err = call("test", "add", "T", "--on", "friday", "--covers", "art-of-asking/listning")
    assert code == 1
    assert "There is no unit or term `listning` in Art of Asking." in err
    assert "Did you mean `art-of-asking/listening`?" in err


def test_a_test_of_which_nothing_is_asked_is_told(call: Call) -> None:
    _, _, err = call(
        "test", "add", "T", "--on", "friday", "--covers", "art-of-asking/exam-review",
        "--kind", "fact",
    )  # fmt: skip
    assert "It covers no card of that kind" in err
    assert "There is no card of that kind in it." in call("test", "show")[1]


def test_a_course_that_is_gone_is_told_by_its_address(call: Call) -> None:
    call("test", "add", "Talk", "--on", "friday", "--covers", "business-talk")
    out = call("test", "show", "--library", "tests/tui/library/art-of-asking")[1]
    assert "business-talk (not in the library any more)" in " ".join(out.split())


@pytest.mark.parametrize("command", [["list"], ["show", "Talk"]])
def test_what_a_test_has_lost_is_told_by_its_name(call: Call, command: list[str]) -> None:
    call("test", "add", "Talk", "--on", "friday", "--covers", "business-talk")
    elsewhere = ("--library", "tests/tui/library/art-of-asking")
    told = "Talk covers Business Talk, which is not in the library any more."
    assert told in " ".join(call("test", *command, *elsewhere)[2].split())
    data = json.loads(call("test", *command, *elsewhere, "--json")[1])
    assert (data[0] if isinstance(data, list) else data)["gone"] == ["Business Talk"]
    assert call("test", *command)[2] == ""


@pytest.mark.parametrize(
    "words",
    [
        ["add", "X"],
        ["add", " ", "--on", "friday"],
        ["add", "X" * 81, "--on", "friday"],
        ["add", "X", "--on", "2026-11-25"],
        ["add", "X", "--on", "next friday"],
        ["add", "X", "--on", "2029-01-01"],
        ["add", "X", "--on", "friday", "--at", "25:00"],
        ["add", "X", "--on", "friday", "--off", "funday"],
        ["add", "X", "--on", "friday", "--off", "yesterday"],
        ["add", "X", "--on", "friday", "--minutes", "0"],
        ["add", "X", "--on", "friday", "--kind", "poem"],
        ["edit", "X"],
        ["shw"],
        ["dance"],
    ],
)
def test_wrong_use_is_told_and_makes_no_database(
    call: Call, tmp_path: Path, words: list[str]
) -> None:
    code, out, err = call("test", *words)
    assert (code, out) == (2, "")
    assert "--help" in err
    assert not (tmp_path / "home" / "studykit.db").exists()


def test_before_there_is_any_test_it_is_said_how_to_add_one(call: Call, tmp_path: Path) -> None:
    assert "`studykit test add NAME --on DATE`" in call("test")[2]
    assert call("test", "list", "--json")[1] == "[]\n"
    for words in (["show"], ["edit", "X", "--minutes", "5"], ["remove", "X"]):
        code, _, err = call("test", *words)
        assert code == 1
        assert "There are no tests yet." in err
    assert not (tmp_path / "home" / "studykit.db").exists()


def test_a_name_cannot_reach_the_terminal(call: Call) -> None:
    call("test", "add", "\x1b[2JBig\u202e", "--on", "friday")
    for words in (["test"], ["test", "show"], ["due"], ["test", "remove", ""]):
        _, out, err = call(*words)
        assert not {char for char in out + err if not char.isprintable()} - {"\n"}


def test_an_empty_name_names_no_test(call: Call) -> None:
    call(*ADD)
    for words in (["remove", ""], ["edit", "", "--minutes", "5"]):
        assert call("test", *words)[0] == 1
    assert "Interview" in call("test", "list")[1]


def test_a_test_whose_hour_has_come_is_refused(call: Call) -> None:
    code, _, told = call("test", "add", "Now", "--on", "today", "--at", "9:00")
    assert code == 1
    assert "That hour is over." in told


def test_a_test_that_was_this_morning_is_listed_with_those_that_are_over(
    call: Call, calendar: TickingClock
) -> None:
    call("test", "add", "Morning", "--on", "tomorrow", "--at", "8:00")
    days(calendar, 1)
    assert "There is no test ahead." in call("test", "list")[2]
    assert "Morning" in call("test", "list", "--all")[1]
    assert call("test", "show", "Morning")[1].endswith("It has begun.\n")
