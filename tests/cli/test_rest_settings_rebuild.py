"""Cards that rest, the settings, and what follows from the log made again; from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.support import Call, TickingClock, days, learn

pytestmark = pytest.mark.usefixtures("calendar")

LISTENING = "art-of-asking/active-listening"


def count_due(call: Call) -> int:
    """How many cards are due."""
    return len(json.loads(call("due", "--json")[1])["due"])


# -- rest --------------------------------------------------------------------------------------------------------------------


def test_cards_that_rest_are_not_asked_until_their_day_comes(
    call: Call, calendar: TickingClock
) -> None:
    learn(call, LISTENING)
    code, _, err = call("rest", LISTENING, "--until", "monday")
    assert (code, err) == (0, "5 cards rest until Mon 30 Nov, in 4 days.\n")
    days(calendar, 3)
    assert count_due(call) == 0
    days(calendar, 1)
    assert count_due(call) == 2


def test_a_woken_card_is_due_again_at_once(call: Call, calendar: TickingClock) -> None:
    learn(call, LISTENING)
    call("rest", "art-of-asking", "--days", "30")
    days(calendar, 1)
    assert "Awake again: 5 cards." in call("rest", LISTENING, "--wake")[2]
    assert count_due(call) == 2
    assert call("rest", LISTENING, "--wake") == (0, "", "None of that was resting.\n")


def test_what_rests_is_listed_by_day_and_page(call: Call) -> None:
    call("rest", LISTENING, "--days", "2")
    call("rest", f"{LISTENING}/term/term")
    out = call("rest")[1]
    rows = [line.split() for line in out.splitlines()[1:]]
    assert rows == [
        ["Sat", "28", "Nov", LISTENING, "4"],
        ["Thu", "3", "Dec", f"{LISTENING}/term/term", "1"],
    ]
    assert {one["until"] for one in json.loads(call("rest", "--json")[1])} == {
        "2026-11-28",
        "2026-12-03",
    }


def test_a_unit_rests_by_its_title_or_its_slug(call: Call) -> None:
    for address in ("art-of-asking/Kinds of interview", "art-of-asking/kinds-of-interview"):
        cards = json.loads(call("rest", address, "--json")[1])
        assert {one["card"].split("/")[1] for one in cards} == {
            "informational-interview",
            "job-interview",
        }


def test_a_card_that_is_gone_can_still_be_woken(call: Call) -> None:
    call("rest", "business-talk")
    without = ["--library", "tests/tui/library/art-of-asking"]
    assert "Awake again" in call("rest", "business-talk", "--wake", *without)[2]


def test_nothing_rests_at_first_and_no_database_is_made(call: Call, tmp_path: Path) -> None:
    assert call("rest") == (0, "", "Nothing rests.\n")
    assert call("rest", "--json")[1] == "[]\n"
    assert call("rest", LISTENING, "--wake")[2] == "None of that was resting.\n"
    assert not (tmp_path / "home" / "studykit.db").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["--days", "3"],
        ["art-of-asking", "--days", "3", "--wake"],
        ["art-of-asking", "--days", "0"],
        ["art-of-asking", "--until", "today"],
        ["art-of-asking", "--until", "2026-11-01"],
        ["art-of-asking", "--until", "soon"],
        ["art-of-asking", "--until", "2090-01-01"],
    ],
)
def test_wrong_use_is_told(call: Call, words: list[str]) -> None:
    code, out, err = call("rest", *words)
    assert (code, out) == (2, "")
    assert "--help" in err


def test_what_is_missing_to_wake_a_card_is_said(call: Call) -> None:
    code, _, err = call("rest", "--wake")
    assert code == 2
    said = " ".join(err.split())
    assert "Name a course, a unit, a term or a card that is to wake: `studykit rest` lists" in said


def test_a_card_that_was_meant_is_told(call: Call) -> None:
    err = call("rest", f"{LISTENING}/terms/term")[2]
    assert f"Did you mean `{LISTENING}/term/term`?" in err


def test_a_course_may_be_named_by_its_title_and_one_that_is_mistyped_is_told(call: Call) -> None:
    for verb in ("rest", "list"):
        assert call(verb, "Art of Asking")[0] == 0
    for verb in ("rest", "list", "quiz"):
        code, _, err = call(verb, "Art of Askin")
        assert code == 1
        assert "Did you mean `art-of-asking`?" in err


def test_a_term_that_is_named_without_its_course_is_told(call: Call) -> None:
    for name in ("active-listening", "Active Listening"):
        assert f"Did you mean `{LISTENING}`?" in call("quiz", name)[2]


@pytest.mark.parametrize(
    "address", ["nothing", "art-of-asking/listning", f"{LISTENING}/question/none"]
)
def test_what_is_not_there_cannot_rest(call: Call, address: str) -> None:
    code, _, err = call("rest", address)
    assert code == 1
    assert err.startswith("studykit: There is no ")


# -- settings ----------------------------------------------------------------------------------------------------------------


def test_settings_are_told_with_what_they_mean_and_where_they_are(
    call: Call, tmp_path: Path
) -> None:
    code, out, err = call("settings")
    assert (code, err) == (0, "")
    assert "new-cards: 10\n    How many cards" in out
    assert str(tmp_path / "home" / "settings.yaml") in out
    assert "not there yet" in out
    assert not (tmp_path / "home").exists()


def test_a_number_below_nought_is_told_which_numbers_there_are(call: Call) -> None:
    for key, told in (("new-cards", "from 0 to 999"), ("retention", "from 0.7 to 0.97")):
        code, _, err = call("settings", key, "-1")
        assert code == 2
        assert f"-1 is no value for {key}." in err
        assert told in err
    assert "No such option" in call("settings", "--jsn")[2]


def test_a_setting_is_changed_and_counts(call: Call, calendar: TickingClock) -> None:
    learn(call, LISTENING)
    days(calendar, 1)
    assert call("settings", "new-cards", "2")[2] == "new-cards is now 2; it was 10.\n"
    assert call("settings", "new-cards")[1] == "2\n"
    assert len(json.loads(call("due", "--json")[1])["new"]) == 2


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["retention", "0.85"], "0.85"),
        (["day-start", "0:30"], "0:30"),
        (["kinds", "[definition, question]"], "[question, definition]"),
        (["kinds", "definition,question"], "[question, definition]"),
        (["kinds", "fact", "term"], "[term, fact]"),
    ],
)
def test_values_are_read_as_in_the_file(call: Call, words: list[str], value: str) -> None:
    assert call("settings", *words)[0] == 0
    assert call("settings", words[0])[1] == f"{value}\n"


def test_settings_as_json_have_values_for_scripts(call: Call) -> None:
    assert json.loads(call("settings", "--json")[1])["settings"] == {
        "retention": 0.9,
        "new-cards": 10,
        "day-start": "4:00",
        "kinds": ["question"],
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["retention", "2"], "Write a number from 0.7 to 0.97"),
        (["new-cards", "many"], "Write a whole number"),
        (["day-start", "25:00"], "Write a time of day"),
        (["kinds", "poem"], "Write a list"),
        (["kinds", "[]"], "Write a list"),
        (["retenton", "0.9"], "Did you mean retention?"),
        (["colour"], "There are retention, new-cards, day-start, kinds."),
    ],
)
def test_a_wrong_key_or_value_is_told_and_changes_nothing(
    call: Call, tmp_path: Path, words: list[str], told: str
) -> None:
    code, out, err = call("settings", *words)
    assert (code, out) == (2, "")
    assert told in err
    assert not (tmp_path / "home").exists()


def test_problems_of_the_file_are_told_with_their_places(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "home" / "settings.yaml"
    file.parent.mkdir()
    file.write_text("new-cards: many\nretenton: 0.8\n", encoding="utf-8")
    code, out, err = call("settings")
    assert code == 1
    assert f"{file}:1:12: " in err
    assert f"{file}:2:1: " in err
    assert "new-cards: 10" in out
    assert len(json.loads(call("settings", "--json")[1])["problems"]) == 2


def test_a_file_with_problems_is_left_as_it_is(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "home" / "settings.yaml"
    file.parent.mkdir()
    file.write_text("new-cards: many\n", encoding="utf-8")
    code, _, err = call("settings", "retention", "0.8")
    assert code == 1
    assert "Nothing was changed" in err
    assert file.read_text(encoding="utf-8") == "new-cards: many\n"


# -- rebuild -----------------------------------------------------------------------------------------------------------------


def test_what_follows_from_the_log_is_made_again_and_is_the_same(
    call: Call, calendar: TickingClock
) -> None:
    learn(call, "art-of-asking")
    days(calendar, 2)
    learn(call, LISTENING)
    before = call("due", "--json")[1]
    assert call("rebuild")[1] == "Made again: 10 reviews of 8 cards.\n"
    assert call("due", "--json")[1] == before
    assert json.loads(call("rebuild", "--json")[1]) == {"reviews": 10, "cards": 8}


def test_with_nothing_to_rebuild_no_database_is_made(call: Call, tmp_path: Path) -> None:
    assert call("rebuild")[1] == "Made again: 0 reviews of 0 cards.\n"
    assert not (tmp_path / "home" / "studykit.db").exists()
