"""The file that a command writes: whatever the name, no course and no log is lost to it."""

import os
import threading
from pathlib import Path

import pytest

from studykit.cli import pdf
from studykit.cli.output import put
from studykit.errors import StudykitError
from tests.cli.support import LIBRARY, Call


@pytest.mark.parametrize(
    "command",
    [
        ("export", "art-of-asking", "--to", "csv"),
        ("print", "art-of-asking", "--paper", "guide"),
    ],
)
def test_a_guide_is_never_written_over(
    call: Call, tmp_path: Path, command: tuple[str, ...]
) -> None:
    guide = tmp_path / "guide.yaml"
    guide.write_text("term: Lake\n")
    code, _, err = call(*command, "-o", str(guide))
    assert code == 1
    assert "may be part of a course" in err
    assert guide.read_text() == "term: Lake\n"
    assert LIBRARY


def test_a_course_is_not_written_over_through_a_link_that_is_called_otherwise(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = tmp_path / "guide.yaml"
    guide.write_text("term: Lake\n")
    link = tmp_path / "paper.pdf"
    link.symlink_to(guide)
    monkeypatch.setattr(pdf, "find_browser", lambda: pytest.fail("No browser is wanted."))
    code, _, err = call("print", "art-of-asking", "--paper", "guide", "-o", str(link))
    assert code == 1
    assert "may be part of a course" in err
    assert guide.read_text() == "term: Lake\n"


def test_a_database_is_never_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "log.db"
    kept.write_bytes(b"SQLite format 3\0all of it")
    link = tmp_path / "link.csv"
    link.symlink_to(kept)
    for path in (kept, link):
        with pytest.raises(StudykitError, match="is a database"):
            put(path, "text")
    assert kept.read_bytes().endswith(b"all of it")


def test_an_older_file_is_replaced_and_a_link_stays_one(tmp_path: Path) -> None:
    kept = tmp_path / "deck.csv"
    kept.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(kept)
    put(link, "new")
    assert link.is_symlink()
    assert kept.read_text() == "new"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    put(pipe, "Größe\n" * 50_000)
    reader.join()
    assert got == ["Größe\n" * 50_000]
    assert not pipe.is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_device_that_is_full_is_told_in_a_sentence() -> None:
    with pytest.raises(StudykitError, match="No space left"):
        put(Path("/dev/full"), "text")
