"""`studykit stats`: the figures in words, as bars, as JSON; and a second look as plain lines."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from studykit.content.catalog import Catalog
from studykit.study.study import Study
from tests.cli.support import LIBRARY, Call
from tests.history import live
from tests.support import TickingClock, counting_ids

COURSES = ("art-of-asking", "business-talk")


@pytest.fixture
def lived(tmp_path: Path) -> None:
    """Four weeks in which a learner practised, up to now."""
    clock = TickingClock(datetime.now(UTC) - timedelta(days=30))
    catalog = Catalog.open([LIBRARY], None)
    catalog.refresh()
    home = tmp_path / "home"
    study = Study(catalog, home / "studykit.db", clock=clock, new_id=counting_ids(), rng=Random(7))
    live(study, clock.wait, COURSES)
    study.close()


def test_where_nothing_was_reviewed_that_is_told_and_no_database_is_made(
    call: Call, tmp_path: Path
) -> None:
    code, out, err = call("stats")
    assert (code, out) == (0, "")
    assert err.startswith("Nothing has been reviewed yet.")
    assert json.loads(call("stats", "--json")[1]) is None
    assert not (tmp_path / "home" / "studykit.db").exists()


@pytest.mark.usefixtures("lived")
def test_the_figures_are_told_in_words_and_small_bars(call: Call) -> None:
    code, out, err = call("stats")
    assert (code, err) == (0, "")
    for title in ("Recall", "Coming back", "Cards", "Terms", "Mock tests", "A second look"):
        assert f"\n{title}\n" in f"\n{out}"
    assert "In the last 30 days you recalled " in out
    assert "█" in out
    assert max(len(line) for line in out.splitlines()) <= 100


@pytest.mark.usefixtures("lived")
def test_for_a_screen_reader_there_are_words_only(call: Call) -> None:
    out = call("stats", "--plain")[1]
    assert "In the last 30 days you recalled " in out
    assert not set("█▁▂▃▄▅▆▇▏▎▍▌▋▊▉") & set(out)


@pytest.mark.usefixtures("lived")
def test_one_course_is_told_by_itself_with_each_of_its_terms(call: Call) -> None:
    out = call("stats", "--course", "business-talk/", "--plain")[1]
    assert "The Art of Asking" not in out
    terms = json.loads(call("list", "business-talk", "--json")[1])["units"][0]["terms"]
    for one in terms:
        assert f"{one['term']}: {one['state']}." in out
    code, out, err = call("stats", "--course", "busines")
    assert (code, out) == (1, "")
    assert "business-talk" in err


@pytest.mark.usefixtures("lived")
def test_as_json_all_figures_are_there(call: Call) -> None:
    told = json.loads(call("stats", "--json")[1])
    assert sum(one["reviews"] for one in told["days"]) > 50
    assert len(told["due_ahead"]) == 30
    assert {one["confidence"] for one in told["confidence"]} <= {"sure", "unsure", "guess"}
    assert sum(told["stability"].values()) == sum(told["difficulty"].values())
    assert told["cards"]["not met yet"] == 0
    assert [course["slug"] for course in told["courses"]] == list(COURSES)
    assert told["mock_tests"][0]["predicted"] in {0.7, 0.8, 0.9}
    assert told["second_looks"] == {"looks": 0, "off": None, "off_in_long_answers": None}


@pytest.mark.usefixtures("lived")
def test_an_old_answer_is_judged_again_line_by_line(call: Call) -> None:
    code, out, err = call("stats", "--second-look", typed="maybe\n" + "y\n" * 9)
    assert (code, err) == (0, "")
    assert "Your answer: An answer" in out
    assert "Model answer:" in out
    assert "Please answer y, p or n." in out
    assert "you gave yourself" in out
    assert json.loads(call("stats", "--json")[1])["second_looks"]["looks"] == 1


@pytest.mark.usefixtures("lived")
def test_a_second_look_that_is_broken_off_leaves_nothing(call: Call) -> None:
    out = call("stats", "--second-look", typed="y\n")[1]
    assert out.endswith("Nothing was kept.\n")
    assert json.loads(call("stats", "--json")[1])["second_looks"]["looks"] == 0


def test_a_second_look_before_there_are_ten_answers_is_told(call: Call) -> None:
    call("quiz", "art-of-asking", "-n", "1", "--plain", typed="?\n\n")
    code, out, err = call("stats", "--second-look")
    assert (code, out) == (0, "")
    assert err.startswith("No old answer is due")


def test_a_second_look_takes_no_other_options(call: Call) -> None:
    assert call("stats", "--second-look", "--json")[0] == 2
    assert call("stats", "--second-look", "--course", "business-talk")[0] == 2
