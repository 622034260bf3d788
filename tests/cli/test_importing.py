"""`studykit import` and `studykit export`."""

import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from studykit.cli.telling import note_line, note_lines
from studykit.transfer.archive import Archive
from studykit.transfer.notes import Fate, Note
from tests.cli.support import LIBRARY, Call, TickingClock

LAKES = """course: Lakes
guides:
  - term: Lake
    definition: {definition: Water that stands still., points: [It stands., It is water.]}
    facts: ['A lake is **still**.', Nothing of this is hidden.]
    questions:
      - {question: How deep is it?, answer: Not very deep.}
      - {question: How wide is it?, answer: Rather wide., id: wide}
"""
WORDS = "word,meaning\nLake,Water that stands still.\nRiver,Water that moves on.\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Path:
    """A library of one's own, empty."""
    folder = tmp_path / "library"
    folder.mkdir()
    monkeypatch.setenv("STUDYKIT_LIBRARY", str(folder))
    return folder


def file(tmp_path: Path, text: str | bytes = WORDS, name: str = "waters.csv") -> str:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_a_file_becomes_a_course_that_is_in_order(
    call: Call, library: Path, tmp_path: Path
) -> None:
    code, out, err = call("import", file(tmp_path))
    assert (code, err) == (0, "")
    assert "2 found, 2 taken" in out
    assert str(library / "waters") in out
    assert call("check", str(library / "waters"))[0] == 0
    assert "Lake" in call("list", "waters")[1]


def test_a_dry_run_tells_the_same_and_writes_nothing(
    call: Call, library: Path, tmp_path: Path
) -> None:
    code, out, _ = call("import", file(tmp_path), "--dry-run")
    assert code == 0
    assert "2 taken" in out
    assert "Nothing was written." in out
    assert list(library.iterdir()) == []


def test_more_is_added_to_a_course_and_what_it_has_is_told(
    call: Call, library: Path, tmp_path: Path
) -> None:
    call("import", file(tmp_path), "--title", "All waters")
    more = file(tmp_path, WORDS + "Pond,A small lake of its own.\n", "more.csv")
    code, out, _ = call("import", more, "--into", "all-waters")
    assert code == 0
    assert "3 found, 1 taken, 1 changed, 2 left out." in out
    assert "left out: Lake: It has a guide of this name already." in out
    assert (library / "all-waters" / "pond.yaml").is_file()
    code, out, _ = call("import", more, "--into", "all-waters")
    assert code == 1
    assert "There was nothing to write." in out


def test_the_same_course_is_not_made_twice(call: Call, library: Path, tmp_path: Path) -> None:
    call("import", file(tmp_path))
    code, _, err = call("import", file(tmp_path))
    assert code == 1
    assert "is there already" in err
    assert "--title" in err


def test_pictures_that_lie_beside_a_file_are_put_into_the_course(
    call: Call, library: Path, tmp_path: Path
) -> None:
    text = "# What is it?\n![](figures/hat.png)\n\n* A hat\n- A cat\n---\n# And ![](no.png)?\n* A cat\n- A hat\n"
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "hat.png").write_bytes(b"a hat")
    path = file(tmp_path, text, "hats.txt")
    assert call("import", path, "--dry-run")[0] == 0
    assert list(library.iterdir()) == []
    code, out, _ = call("import", path)
    assert code == 0
    assert "line 7: changed: And ![](no.png)?: Named, but not carried: no.png (not there)." in out
    assert (library / "hats" / "media" / "hat.png").read_bytes() == b"a hat"
    assert "![](media/hat.png)" in (library / "hats" / "hats-questions.yaml").read_text("utf-8")
    assert call("check", str(library / "hats"))[0] == 0


def test_no_picture_of_a_course_is_taken_for_another_of_its_name(
    call: Call, library: Path, tmp_path: Path
) -> None:
    def hats(stem: str, picture: bytes) -> str:
        (tmp_path / stem).mkdir()
        (tmp_path / stem / "1.png").write_bytes(picture)
        text = f"# Which {stem} is it?\n![](1.png)\n\n* This\n- That\n"
        return file(tmp_path / stem, text, f"{stem}.txt")

    assert call("import", hats("cap", b"a cap"))[0] == 0
    for stem, picture in (("hat", b"a hat"), ("helmet", b"a hat"), ("beret", b"a cap")):
        path = hats(stem, picture)
        assert call("import", path, "--into", "cap")[0] == 0
        assert "It has this question already" in call("import", path, "--into", "cap")[1]
    media = {path.name: path.read_bytes() for path in (library / "cap" / "media").iterdir()}
    assert media == {"1.png": b"a cap", "1-2.png": b"a hat"}
    asked = {path.name: path.read_text("utf-8") for path in (library / "cap").glob("*-questions*")}
    shown = {name.partition("-")[0]: "1-2.png" in text for name, text in asked.items()}
    assert shown == {"cap": False, "hat": True, "helmet": True, "beret": False}
    assert not any("id:" in text for text in asked.values())
    assert call("check", str(library / "cap"))[0] == 0


def test_what_was_taken_is_told_as_json_too(call: Call, library: Path, tmp_path: Path) -> None:
    _, out, _ = call("import", file(tmp_path, WORDS + "Sea,\n"), "--json")
    told = json.loads(out)
    assert (told["format"], told["found"], told["taken"], told["guides"]) == ("csv", 3, 2, 2)
    assert [note["place"] for note in told["notes"]] == ["the file", "line 4"]
    assert Path(told["course"]) == library / "waters"


def test_a_column_may_be_named(call: Call, library: Path, tmp_path: Path) -> None:
    path = file(tmp_path, "a,b,c\nWhat is it?,x,It is a thing of its own.\n")
    assert call("import", path, "--column", "back=c", "--column", "hint=2")[0] == 0
    text = next(library.glob("waters/*questions.yaml")).read_text("utf-8")
    assert "answer: It is a thing of its own." in text
    assert "hint: x" in text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--column", "nothing=c"], "roles are front, back"),
        (["--column", "front"], "is no ROLE=NAME"),
        (["--column", "front=zzz"], "There is no column zzz."),
        (["--title", "A", "--into", "b"], "not both"),
        (["--into", "zzz"], "zzz"),
        (["--as", "zzz"], "zzz"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_written(
    call: Call, library: Path, tmp_path: Path, options: list[str], told: str
) -> None:
    code, out, err = call("import", file(tmp_path), *options)
    assert code in {1, 2}
    assert out == ""
    assert told in err
    assert list(library.iterdir()) == []


def test_columns_are_only_for_tables(call: Call, library: Path, tmp_path: Path) -> None:
    bank = file(tmp_path, "- question: Which?\n  answers: [a, b]\n  correct: a\n", "bank.yaml")
    code, _, err = call("import", bank, "--column", "front=question")
    assert code == 2
    assert "--column is for tables" in err


def test_guides_are_entered_into_the_unit_that_is_named(
    call: Call, library: Path, tmp_path: Path
) -> None:
    call("import", file(tmp_path), "--title", "All waters", "--unit", "Inland")
    more = file(tmp_path, "term,definition\nPond,A small lake.\nSea,A large one.\n", "more.csv")
    assert call("import", more, "--into", "all-waters", "--unit", "Small", "--dry-run")[0] == 0
    assert "Small" not in call("list", "all-waters")[1]
    assert call("import", more, "--into", "all-waters", "--unit", "Small and large")[0] == 0
    listed = call("list", "all-waters")[1]
    inland, _, small = listed.partition("Small and large")
    assert "Lake" in inland.partition("Inland")[2]
    assert "Pond" in small
    assert "Sea" in small
    assert "Other terms" not in listed
    assert call("check", str(library))[0] == 0


UNITS = "term,definition,unit\nPond,A small lake.,Standing\nBrook,A small river.,Moving\nFog,A cloud.,\n"


def test_a_course_that_is_added_to_gets_the_units_of_the_file(
    call: Call, library: Path, tmp_path: Path
) -> None:
    call("import", file(tmp_path), "--title", "All waters", "--unit", "standing")
    head = library / "all-waters" / "course.yaml"
    head.write_text(f"# mine\n{head.read_text('utf-8')}# to the end\n", "utf-8")
    more = file(tmp_path, UNITS, "more.csv")
    assert call("import", more, "--into", "all-waters", "--dry-run")[0] == 0
    assert "Moving" not in head.read_text("utf-8")
    code, out, _ = call("import", more, "--into", "all-waters")
    assert code == 0
    assert "3 taken, 1 changed" in out
    text = head.read_text("utf-8")
    assert text.startswith("# mine\n")
    assert text.endswith("  - unit: Moving\n    guides: [brook]\n# to the end\n")
    assert "guides: [lake, river, pond]" in text
    assert "fog" not in text
    assert call("check", str(library))[0] == 0


def test_units_of_a_file_that_cannot_be_entered_are_told_and_its_guides_come_all_the_same(
    call: Call, library: Path, tmp_path: Path
) -> None:
    call("import", file(tmp_path), "--title", "All waters")
    head = library / "all-waters" / "course.yaml"
    head.write_text("{course: All waters}\n", "utf-8")
    more = file(tmp_path, UNITS, "more.csv")
    assert call("import", more, "--into", "all-waters", "--unit", "Small")[0] == 1
    assert not (library / "all-waters" / "pond.yaml").exists()
    code, out, _ = call("import", more, "--into", "all-waters")
    assert code == 0
    assert "Its guides stand in no unit: The units of this course are written in a way" in out
    assert head.read_text("utf-8") == "{course: All waters}\n"
    assert (library / "all-waters" / "pond.yaml").is_file()


def test_a_unit_of_a_file_without_guides_is_told(call: Call, library: Path, tmp_path: Path) -> None:
    asked = file(tmp_path, "Why?{=so}\n\nHow?{=this}\n", "asked.gift")
    code, _, err = call("import", asked, "--title", "Asked", "--unit", "Small")
    assert code == 0
    assert "no guides" in err
    assert (library / "asked").is_dir()


@pytest.mark.parametrize("data", [b"", b"\0\x01\xff" * 99, b"one word\n", b"\x89PNG\r\n"])
def test_what_is_in_no_known_format_is_told(
    call: Call, library: Path, tmp_path: Path, data: bytes
) -> None:
    code, out, err = call("import", file(tmp_path, data, "thing.bin"))
    assert code in {1, 2}
    assert out == ""
    assert "thing.bin" in err
    assert "Traceback" not in err


def test_a_course_that_comes_with_the_program_is_not_added_to(
    call: Call, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDYKIT_SHIPPED", "1")
    code, _, err = call("import", file(tmp_path), "--into", "art-of-the-interview")
    assert code in {1, 2}
    assert "not yours to add to" in err


@pytest.mark.parametrize("to", ["csv", "tsv"])
def test_a_course_that_leaves_can_come_back(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    path = tmp_path / f"asking.{to}"
    code, out, err = call("export", "art-of-asking", "--to", to, "-o", str(path))
    assert (code, out) == (0, "")
    assert "rows" in err
    library = tmp_path / "library"
    library.mkdir()
    monkeypatch.setenv("STUDYKIT_LIBRARY", str(library))
    assert call("import", str(path), "--title", "Back again")[0] == 0
    was = sorted(guide.stem for guide in (LIBRARY / "art-of-asking").glob("*.yaml"))
    terms = call("list", "back-again")[1]
    assert sum(slug in terms for slug in was) >= 3


def test_a_study_guide_leaves_as_markdown_for_one_term_or_all(call: Call) -> None:
    code, out, _ = call("export", "art-of-asking", "--to", "markdown")
    assert code == 0
    assert out.startswith("# ")
    assert "#### Review questions" in out
    assert "Must-know facts" in out


def test_a_set_and_a_unit_leave_alone_as_they_are_printed(call: Call) -> None:
    code, out, _ = call("export", "art-of-asking/exam-review", "--to", "markdown")
    assert code == 0
    assert "Exam review" in out
    assert "Informational Interview" not in out
    code, unit, _ = call("export", "art-of-asking/kinds-of-interview/", "--to", "markdown")
    assert code == 0
    assert "Informational Interview" in unit
    assert "Exam review" not in unit
    code, _, err = call("export", "art-of-asking/informational-intervew", "--to", "markdown")
    assert code == 1
    assert "Did you mean `art-of-asking/informational-interview`?" in err


def test_what_cannot_leave_is_told(call: Call, tmp_path: Path) -> None:
    assert "zzz" in call("export", "zzz", "--to", "csv")[2]
    assert call("export", "art-of-asking")[0] == 2
    nowhere = str(tmp_path / "no" / "such" / "x.csv")
    code, _, err = call("export", "art-of-asking", "--to", "csv", "-o", nowhere)
    assert code in {1, 2}
    assert "Traceback" not in err
    assert "x.csv" in err


def test_a_file_that_is_written_is_told_and_what_it_took_the_place_of(
    call: Call, tmp_path: Path
) -> None:
    path = tmp_path / "asking.gift"
    command = ("export", "art-of-asking", "--to", "gift", "-o", str(path))
    assert f"Written to {path}.\n" in call(*command)[2]
    code, out, err = call(*command)
    assert (code, out) == (0, "")
    assert f"Written to {path}, over what was there.\n" in err


def test_a_name_that_does_not_tell_what_is_in_the_file_is_told(call: Call, tmp_path: Path) -> None:
    paper = ("print", "art-of-asking", "--paper", "guide", "-o", str(tmp_path / "paper.txt"))
    assert (
        "paper.txt will hold a page as HTML; the name of such a file ends in .html."
        in call(*paper)[2]
    )
    for name, to, fits in (("x.csv", "qti", False), ("x.txt", "csv", True), ("x", "qti", True)):
        err = call("export", "art-of-asking", "--to", to, "-o", str(tmp_path / name))[2]
        assert ("ends in" not in err) == fits


def test_a_note_without_a_place_or_an_item_has_no_empty_place() -> None:
    said = "It is so."
    assert (
        note_line(Note("line 3", "Why?", Fate.CHANGED, said)) == "line 3: changed: Why?: It is so."
    )
    assert note_line(Note("", "Why?", Fate.CHANGED, said)) == "changed: Why?: It is so."
    assert note_line(Note("the file", "", Fate.LEFT, said)) == "the file: left out: It is so."


def packed(call: Call, path: Path) -> tuple[dict[str, int], str]:
    """When each note of an Anki package of the course was changed, and what was told."""
    code, _, err = call("export", "lakes", "--to", "anki", "-o", str(path))
    assert code == 0
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(Archive(path.read_bytes()).read("collection.anki2"))
        return dict(db.execute("SELECT guid, mod FROM notes")), err


def test_each_package_for_anki_is_newer_than_the_last_so_that_anki_takes_what_changed(
    call: Call, library: Path, tmp_path: Path, calendar: TickingClock
) -> None:
    (library / "lakes.yaml").write_text(LAKES)
    first, _ = packed(call, tmp_path / "lakes.apkg")
    calendar.advance(5)
    second, _ = packed(call, tmp_path / "lakes.apkg")
    assert first.keys() == second.keys()
    assert {second[guid] - first[guid] for guid in first} == {5 * 60}


def test_it_is_told_how_many_cards_anki_would_take_for_new_ones_once_they_are_reworded(
    call: Call, library: Path, tmp_path: Path
) -> None:
    file = library / "lakes.yaml"
    file.write_text(LAKES)
    before, told = packed(call, tmp_path / "lakes.apkg")
    assert told.count("`studykit ids`") == 1
    assert "2 cards have no id of their own" in told
    assert call("ids", str(file))[0] == 0
    file.write_text(file.read_text().replace("How deep is it?", "What is its depth?"))
    after, told = packed(call, tmp_path / "lakes.apkg")
    assert after.keys() == before.keys()
    assert "`studykit ids`" not in told


def test_whether_a_line_names_the_columns_can_be_said_of_tables_only(
    call: Call, library: Path, tmp_path: Path
) -> None:
    _, out, _ = call("import", file(tmp_path), "--no-header")
    assert "3 found, 3 taken, 0 changed" in out
    assert "Word" in call("list", "waters")[1].title()
    code, _, err = call("import", file(tmp_path, "::Q:: Is it so? {T}", "quiz.gift"), "--no-header")
    assert code == 2
    assert "--no-header is for tables" in err


def test_a_sentence_that_holds_for_many_pages_is_said_once_and_names_them_all() -> None:
    links = [Note(term, term, Fate.LEFT, "No links.") for term in ("Alpha", "Beta", "Gamma")]
    hints = [Note("Alpha", said, Fate.CHANGED, "No hint.") for said in ("Why?", "How?")]
    alone = Note("Beta", "Beta", Fate.LEFT, "No names: B.")
    told = list(note_lines([*links, *hints, alone, alone], 24))
    assert told == [
        "left out, 3 times: No links.",
        "    Alpha; Beta; Gamma",
        "changed, 2 times: No hint.",
        "    Alpha: Why?; How?",
        "Beta: left out: No names: B.",
    ]


def test_the_report_of_a_whole_course_is_short_enough_to_be_read(
    call: Call, tmp_path: Path
) -> None:
    err = call("export", "art-of-asking", "--to", "csv", "-o", str(tmp_path / "x.csv"))[2]
    assert err.count("Its links to other terms are not carried.") == 1
    assert "Informational Interview: left out: Informational Interview" not in err


def test_a_dry_run_of_an_export_tells_the_same_and_writes_nothing(
    call: Call, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    command = ("export", "art-of-asking", "--to", "csv", "-o", str(path))
    dry = call(*command, "--dry-run")
    assert dry[:2] == (0, "")
    assert not path.exists()
    assert dry[2].replace("Nothing was written.", f"Written to {path}.") == call(*command)[2]
    assert call("export", "art-of-asking", "--to", "qti", "--dry-run")[:2] == (0, "")
    assert call("export", "art-of-asking", "--to", "markdown", "--dry-run")[:2] == (0, "")


def test_a_file_is_written_before_anything_is_told(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_text: str) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("studykit.cli.console.say", gone)
    path = tmp_path / "x.csv"
    with suppress(BrokenPipeError):
        call("export", "art-of-asking", "--to", "csv", "-o", str(path))
    assert path.read_bytes()
