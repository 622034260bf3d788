"""What is to be done today, told and done from the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from studykit.study.study import Study
from studykit.tui.screens.practice import PracticeScreen
from tests.cli.support import HARDLY, Call, TickingClock, days, learn

pytestmark = pytest.mark.usefixtures("calendar")

LISTENING = "art-of-asking/active-listening"


def due(call: Call) -> dict[str, list[object]]:
    """What is to be done, as JSON tells it."""
    data = json.loads(call("due", "--json")[1])
    assert isinstance(data, dict)
    return data


# -- due ---------------------------------------------------------------------------------------------------------------------


def test_before_anything_was_answered_it_is_said_how_to_begin(call: Call, tmp_path: Path) -> None:
    for verb in ("due", "today"):
        code, out, err = call(verb)
        assert (code, out) == (0, "")
        assert "`studykit quiz` begins a quiz" in err
    assert due(call)["due"] == []
    assert not (tmp_path / "home" / "studykit.db").exists()


def test_a_database_without_any_answer_is_a_beginning_too(call: Call) -> None:
    call("quiz", LISTENING, "--plain", typed="half\n!leave\n")
    assert "`studykit quiz` begins a quiz" in call("due")[2]
    assert "`studykit quiz` begins a quiz" in call("today")[2]


def test_what_was_not_known_is_due_the_next_day(call: Call, calendar: TickingClock) -> None:
    learn(call, LISTENING)
    assert due(call)["due"] == []
    days(calendar, 1)
    code, out, _ = call("due")
    assert code == 0
    assert out.startswith("Fri 27 Nov\n")
    row = next(line for line in out.splitlines() if line.startswith("Art of Asking"))
    assert row.split()[3:] == ["–", "2", "6"]
    assert "`studykit today` begins." in out
    assert len(due(call)["due"]) == 2


def test_the_days_to_come_are_told_with_how_many_cards_come(call: Call) -> None:
    learn(call, "art-of-asking", "business-talk")
    assert "Cards that come next: tomorrow: 10." in call("due")[1]
    coming = due(call)["coming"]
    assert coming[0] == {"day": "2026-11-27", "planned": 0, "due": 10}
    assert len(coming) == 7


def test_a_test_ahead_is_told_in_one_sentence_with_its_work(call: Call) -> None:
    call("test", "add", "Interview", "--on", "friday week", "--covers", "art-of-asking")
    said = " ".join(call("due")[1].split())
    assert "Interview, Fri 4 Dec, in 8 days: expected now 0 %, with the plan" in said
    assert "cards, all new," in said
    (test,) = json.loads(call("due", "--json")[1])["tests"]
    assert test["name"] == "Interview"
    assert test["today"]["cards"]


def test_a_day_off_is_told(call: Call) -> None:
    call("test", "add", "Interview", "--on", "friday week", "--off", "thursdays")
    assert "Today is a day off." in " ".join(call("due")[1].split())


def test_what_was_sure_but_missed_is_said_to_come_first(call: Call, calendar: TickingClock) -> None:
    missed, known = "x\n.\ns\nn\nn\n\n", "y\n.\ns\ny\ny\n\n"
    call("quiz", "art-of-asking/job-interview", "--plain", typed=missed + known)
    days(calendar, 1)
    assert "First comes what you were sure of and missed: 1 card." in call("due")[1]


def test_problems_of_the_settings_are_mentioned(call: Call, tmp_path: Path) -> None:
    learn(call, LISTENING)
    (tmp_path / "home" / "settings.yaml").write_text("retenton: 1\n", encoding="utf-8")
    assert "Your settings have problems" in call("due")[2]


def test_a_narrow_terminal_gets_short_lines(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    learn(call, LISTENING)
    call("test", "add", "The art of the interview", "--on", "friday week")
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, call("due")[1].splitlines())) <= 58
    assert max(map(len, call("test", "show")[1].splitlines())) <= 58


# -- today -------------------------------------------------------------------------------------------------------------------


def test_today_asks_what_is_due(call: Call, calendar: TickingClock) -> None:
    learn(call, LISTENING)
    days(calendar, 1)
    code, out, _ = call("today", "--plain", typed=HARDLY)
    assert code == 0
    assert out.startswith("Today: 8 questions.")
    assert "Left for today: 7 cards, about" in out


def test_today_says_what_it_did_for_the_test(call: Call) -> None:
    call("test", "add", "Listening", "--on", "in 4 days", "--covers", LISTENING)
    right = "x\n.\n\ny\ny\n\nparaphrasing\n.\n\n\n"
    said = " ".join(call("today", "--plain", typed=right)[1].split())
    assert "Listening: expected now " in said
    assert "(before this quiz 0 %), with the plan" in said


def test_today_goes_on_with_a_quiz_that_was_left(call: Call, calendar: TickingClock) -> None:
    learn(call, LISTENING)
    days(calendar, 1)
    call("today", "--plain", typed=HARDLY + "!leave\n")
    calendar.advance(60)
    out = call("today", "--plain", typed=HARDLY)[1]
    assert "Question 2 of 8" in out
    assert len(json.loads(call("results", "--json")[1])) == 1, "today's is still not over"


def test_the_end_of_input_leaves_todays_quiz_to_be_gone_on_with(
    call: Call, calendar: TickingClock
) -> None:
    learn(call, LISTENING)
    days(calendar, 1)
    assert due(call)["unfinished"] is None
    code, out, _ = call("today", "--plain", typed=HARDLY)
    assert code == 0
    assert "This quiz is not over. Go on with: studykit today --plain" in out
    left = due(call)["unfinished"]
    assert isinstance(left, dict)
    assert (left["answered"], left["cards"]) == (1, 8)
    said = " ".join(call("due")[1].split())
    assert (
        "Today's quiz is not finished: 1 of 8 answered. `studykit today` goes on with it." in said
    )
    assert "Left for today: 7 cards" in said
    out = call("today", "--plain", typed="")[1]
    assert "Question 2 of 8" in out
    call("today", "--plain", typed="!stop\n")
    assert due(call)["unfinished"] is None


def test_a_quiz_that_was_left_yesterday_is_not_todays(call: Call, calendar: TickingClock) -> None:
    learn(call, LISTENING)
    days(calendar, 1)
    call("today", "--plain", typed="!leave\n")
    days(calendar, 1)
    assert "Question 1 of 8" in call("today", "--plain", typed="!leave\n")[1]
    assert call("quiz", "--plain", "--resume")[0] == 0


def test_with_nothing_left_to_do_the_next_day_of_work_is_told(call: Call) -> None:
    learn(call, "art-of-asking", "business-talk")
    code, out, err = call("today", "--plain")
    assert (code, out) == (0, "")
    assert "There is nothing left to do today." in err
    assert "The next is Fri 27 Nov: 10 cards." in err


def test_today_opens_in_the_app_where_a_person_sits_at_a_terminal(
    call: Call, calendar: TickingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(call, LISTENING)
    days(calendar, 1)
    opened: list[object] = []

    def run_app(study: Study, start: object = None) -> int:
        opened.append(start)
        return 0

    monkeypatch.setattr("studykit.tui.app.run_app", run_app)
    monkeypatch.setattr("studykit.cli.console.is_terminal", lambda: True)
    assert call("today") == (0, "", "")
    assert isinstance(opened[0], PracticeScreen)


def test_who_follows_the_plan_for_a_week_sees_the_expectation_rise_and_hold(
    call: Call, calendar: TickingClock
) -> None:
    call("test", "add", "Asking", "--on", "thursday", "--covers", "art-of-asking")
    foreseen = json.loads(call("test", "show", "--json")[1])["planned"]["score"]
    scores = []
    for _ in range(7):
        call("today", "--plain", typed="?\n3\n" * 20)
        scores.append(json.loads(call("test", "show", "--json")[1])["now"]["score"])
        days(calendar, 1)
    assert scores == sorted(scores)
    assert scores[-1] >= foreseen - 0.05
    assert "Asking" not in call("due")[1], "it began in the morning, and this is the evening"


def test_who_studies_past_midnight_is_still_in_the_day_before(
    call: Call, calendar: TickingClock
) -> None:
    calendar.advance(7 * 60)
    assert "Fri 27 Nov at 9:00, tomorrow." in call("test", "add", "T", "--on", "tomorrow")[2]
    assert call("due")[1].startswith("Thu 26 Nov\n")
    calendar.advance(2 * 60)
    assert call("test", "add", "U", "--on", "2026-11-26")[0] == 2


def test_where_only_new_cards_come_next_that_is_said_as_on_the_first_screen(
    call: Call, calendar: TickingClock
) -> None:
    learn(call, LISTENING)
    call("rest", "art-of-asking", "--days", "9")
    call("settings", "new-cards", "0")
    assert "Nothing comes back in the next 7 days." in call("due")[1]
    assert json.loads(call("due", "--json")[1])["next_day"] == "2026-12-05"
    call("settings", "new-cards", "2")
    call("rest", "art-of-asking", "--wake")
    days(calendar, 1)
    data = json.loads(call("due", "--json")[1])
    assert data["next_day"] == "2026-11-28"
    assert data["coming"][0] == {"day": "2026-11-28", "planned": 0, "due": 0}
    assert "Cards that come next: tomorrow: new cards" in " ".join(call("due")[1].split())


def test_a_page_that_was_just_read_on_the_command_line_is_no_recall(
    call: Call, calendar: TickingClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = "art-of-asking/job-interview"
    learn(call, LISTENING)
    call("show", page)
    assert readings(tmp_path) == 0  # read by another program
    with monkeypatch.context() as at_a_terminal:
        at_a_terminal.setattr("studykit.cli.console.is_terminal", lambda: True)
        call("show", page)
    assert readings(tmp_path) == 1


def readings(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "home" / "studykit.db")) as database:
        return int(database.execute("SELECT count(*) FROM readings").fetchone()[0])
