"""Saving a text as a file."""

from pathlib import Path

import pytest

from studykit.errors import StudykitError
from studykit.study.saving import save


def test_a_text_is_saved_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    save(tmp_path / "result.md", "# Größe\n")
    assert (tmp_path / "result.md").read_bytes() == "# Größe\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["result.md"]


def test_a_file_that_is_there_is_only_replaced_if_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "result.md"
    save(path, "one")
    with pytest.raises(StudykitError, match="there already"):
        save(path, "two")
    assert path.read_text() == "one"
    save(path, "two", overwrite=True)
    assert path.read_text() == "two"


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(StudykitError, match="there already"):
        save(tmp_path, "text", overwrite=True)


def test_a_folder_that_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StudykitError, match=r"cannot be written.*another folder"):
        save(tmp_path / "nowhere" / "result.md", "text")


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(StudykitError, match=r"cannot be written: File name too long"):
        save(tmp_path / ("x" * 300), "text")


def test_an_old_file_stays_whole_where_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "result.md"
    save(path, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StudykitError, match="No space left"):
        save(path, "new", overwrite=True)
    assert path.read_text() == "old"
    assert [left.name for left in tmp_path.iterdir()] == ["result.md"]
