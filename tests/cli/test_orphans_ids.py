"""`studykit orphans` and `studykit ids`: what instructors and learners see of edits."""

import json
import shutil
import stat
from pathlib import Path

import pytest

from studykit import paths
from tests.cli.support import LIBRARY, Call, TickingClock, learn

COURSE, TERM = "art-of-asking", "informational-interview"
QUESTION = "Which of these would you ask for last?"


@pytest.fixture
def library(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The learner's own library, which may be changed."""
    folder = Path(shutil.copytree(LIBRARY, tmp_path / "library"))
    monkeypatch.setenv("STUDYKIT_LIBRARY", str(folder))
    return folder


def guide(library: Path) -> Path:
    return library / COURSE / f"{TERM}.yaml"


def change(library: Path, old: str, new: str) -> None:
    text = guide(library).read_text("utf-8")
    assert old in text
    guide(library).write_text(text.replace(old, new), "utf-8")


def due(call: Call) -> list[str]:
    found: list[str] = json.loads(call("due", "--json")[1])["due"]
    return found


# -- orphans -----------------------------------------------------------------------------------------------------------------


def test_without_answers_nothing_is_missing(call: Call) -> None:
    assert call("orphans") == (0, "", "All that you answered is in your courses.\n")
    assert json.loads(call("orphans", "--json")[1]) == {"orphans": [], "recognised": []}


def test_a_reworded_question_is_due_as_before_and_told_as_recognised(
    call: Call, library: Path, calendar: TickingClock
) -> None:
    learn(call, f"{COURSE}/{TERM}")
    calendar.advance(3 * 24 * 60)
    before = due(call)
    change(library, QUESTION, "What would you ask for last of all?")
    after = due(call)
    assert len(after) == len(before)
    (new,) = set(after) - set(before)
    (old,) = set(before) - set(after)
    code, out, _ = call("orphans")
    assert code == 0
    assert out == (
        f"Recognised lately:\n\n{old}\n  is now {new}, 91 % alike, Sun 29 Nov\n"
        "\n`studykit orphans --not OLD` parts a card from what it was taken for wrongly.\n"
    )
    data = json.loads(call("orphans", "--json")[1])
    assert data["orphans"] == []
    assert [(one["old"], one["new"]) for one in data["recognised"]] == [(old, new)]


def test_a_wrong_recognition_is_undone_and_not_made_again(
    call: Call, library: Path, calendar: TickingClock
) -> None:
    learn(call, f"{COURSE}/{TERM}")
    calendar.advance(3 * 24 * 60)
    before = due(call)
    change(library, QUESTION, "What would you ask for last of all?")
    (old,) = set(before) - set(due(call))
    code, out, err = call("orphans", "--not", old)
    assert (code, out) == (0, "")
    assert err.startswith(f"Parted: {old} has again what was asked of it: 1 review.\n")
    assert "keeps what was asked of itself: nothing; it is new.\n" in err
    assert "will not be taken for each other again" in err
    for _ in range(2):
        assert len(due(call)) == len(before) - 1
        (orphan,) = json.loads(call("orphans", "--json")[1])["orphans"]
        assert orphan["card"] == old
    assert "\n  parted by you from " in call("orphans")[1]


def test_what_was_not_recognised_is_proposed_and_joined_by_hand(
    call: Call, library: Path, calendar: TickingClock
) -> None:
    learn(call, f"{COURSE}/{TERM}")
    calendar.advance(3 * 24 * 60)
    before = due(call)
    change(library, QUESTION, "When would one ask for a referral?")
    change(library, "A typical day", "Some other choice in quite other words than before")
    (old,) = set(before) - set(due(call))
    out = call("orphans")[1]
    assert f"{old}\n  {QUESTION}\n  1 review, the last Thu 26 Nov\n  perhaps now " in out
    assert "`studykit orphans --join OLD NEW` joins a card to what it is now.\n" in out
    (orphan,) = json.loads(call("orphans", "--json")[1])["orphans"]
    code, _, err = call("orphans", "--join", old, orphan["perhaps"]["card"])
    assert code == 0
    assert err.startswith(f"Joined: {old} is now {orphan['perhaps']['card']}: 1 review.\n")
    assert len(due(call)) == len(before)


def test_what_cannot_be_parted_or_joined_is_told(call: Call, library: Path) -> None:
    assert call("orphans", "--not", "x", "--join", "x", "y")[0] == 2
    learn(call, f"{COURSE}/{TERM}")
    code, _, err = call("orphans", "--not", "x")
    assert code == 1
    assert "x was not recognised as another card." in err
    assert "`studykit orphans` lists what was recognised." in err
    assert call("orphans", "--join", "x", "y")[0] == 1


def test_what_is_gone_is_listed_with_what_was_asked_and_never_deleted(
    call: Call, library: Path, calendar: TickingClock
) -> None:
    learn(call, f"{COURSE}/{TERM}")
    text = guide(library).read_text("utf-8")
    guide(library).unlink()
    code, out, _ = call("orphans")
    assert code == 0
    assert "In no course any more, and kept: " in out
    assert f"  {QUESTION}\n  1 review, the last Thu 26 Nov\n" in out
    data = json.loads(call("orphans", "--json")[1])
    assert QUESTION in {one["asked"] for one in data["orphans"]}
    guide(library).write_text(text, "utf-8")
    assert call("orphans")[2] == "All that you answered is in your courses.\n"
    calendar.advance(3 * 24 * 60)
    assert len(due(call)) == len(data["orphans"])


@pytest.mark.parametrize("verb", ["today", "stats", "quiz"])
def test_the_commands_that_need_it_recognise_by_themselves(
    call: Call, library: Path, calendar: TickingClock, verb: str
) -> None:
    learn(call, f"{COURSE}/{TERM}")
    change(library, QUESTION, "What would you ask for last of all?")
    argv = {"quiz": ["quiz", "-n1", "--plain"], "today": ["today", "--plain"]}.get(verb, [verb])
    call(*argv, typed="")
    database = paths.database_file({"STUDYKIT_HOME": str(library.parent / "home")})
    assert database.is_file()
    data = json.loads(call("orphans", "--json")[1])
    assert len(data["recognised"]) == 1


# -- ids ---------------------------------------------------------------------------------------------------------------------


def test_ids_are_written_into_every_file_and_only_once(call: Call, library: Path) -> None:
    before = guide(library).read_text("utf-8")
    code, out, err = call("ids")
    assert code == 0
    assert f"{guide(library)}: " in out
    assert err.endswith("ids written into 7 files.\n")
    assert guide(library).read_text("utf-8").count("id: ") > before.count("id: ")
    assert call("check")[0] == 0
    assert call("ids") == (0, "", "0 ids written into 0 files.\n")


def test_a_dry_run_writes_nothing(call: Call, library: Path) -> None:
    before = guide(library).read_bytes()
    code, out, err = call("ids", "--dry-run", str(guide(library)))
    assert code == 0
    assert out.startswith(f"{guide(library)}: ")
    assert err.endswith("would be written into 1 file.\n")
    assert guide(library).read_bytes() == before


@pytest.mark.parametrize("name", [COURSE, "Art of Asking"])
def test_ids_are_written_into_the_course_of_a_name(call: Call, library: Path, name: str) -> None:
    others = {file: file.read_bytes() for file in (library / "business-talk").rglob("*.yaml")}
    code, out, _ = call("ids", name)
    assert code == 0
    assert f"{guide(library)}: " in out
    assert all(file.read_bytes() == before for file, before in others.items())


@pytest.mark.parametrize(
    ("name", "told"),
    [("art-of-askin", f"Did you mean `{COURSE}`?"), (f"{COURSE}/{TERM}", "only the whole")],
)
def test_ids_of_a_name_that_is_no_course_are_refused(
    call: Call, library: Path, name: str, told: str
) -> None:
    code, _, err = call("ids", name)
    assert code == 2
    assert told in err


def test_with_ids_any_rewording_keeps_the_history(
    call: Call, library: Path, calendar: TickingClock
) -> None:
    learn(call, f"{COURSE}/{TERM}")
    calendar.advance(3 * 24 * 60)
    before = due(call)
    call("ids", str(library / COURSE))
    change(library, QUESTION, "Something that nobody would recognise by its words")
    assert due(call) == before
    assert json.loads(call("orphans", "--json")[1]) == {"orphans": [], "recognised": []}


def test_permissions_and_links_stay(call: Call, library: Path) -> None:
    real = library / COURSE / "real"
    real.mkdir()
    file = guide(library).rename(real / "page.yaml")
    file.chmod(0o640)
    guide(library).symlink_to(file)
    assert call("ids", str(guide(library)))[0] == 0
    assert guide(library).is_symlink()
    assert "id: " in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [one.name for one in real.iterdir()] == ["page.yaml"]


def test_a_file_with_errors_is_left_as_it_is(call: Call, library: Path) -> None:
    change(library, "questions:", "qestions:")
    before = guide(library).read_bytes()
    code, _, err = call("ids", str(guide(library)))
    assert code == 1
    assert f"{guide(library)}: left as it is. It has errors: `studykit check` tells which." in err
    assert guide(library).read_bytes() == before


def test_a_file_of_another_program_is_left_alone(call: Call, library: Path) -> None:
    other = library / "other.yaml"
    other.write_text("name: something else\nfacts: [one, two]\n", "utf-8")
    assert call("ids")[0] == 0
    assert other.read_text("utf-8") == "name: something else\nfacts: [one, two]\n"


def test_courses_that_come_with_studykit_are_refused(call: Call) -> None:
    course = paths.shipped_content() / "art-of-the-interview"
    code, _, err = call("ids", str(course))
    assert code == 1
    assert "comes with studykit" in err
    assert "Copy the course into your own library" in err


def test_without_a_library_of_ones_own_there_is_nothing_to_write(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STUDYKIT_LIBRARY")
    monkeypatch.delenv("STUDYKIT_SHIPPED")
    code, _, err = call("ids")
    assert code == 1
    assert "There is no library of your own here." in err
