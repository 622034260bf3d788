"""The folder in which an import works: nothing of it stays, and nobody's is taken away from under them."""

import subprocess
import sys
from pathlib import Path

import pytest

from studykit.transfer import workshop as module
from studykit.transfer.parcel import Parcel, make_guide
from studykit.transfer.shelving import make_files, shelve_into, shelve_new
from studykit.transfer.workshop import BEGINNING, sweep, workshop

_WRITES = """
import os, sys
from pathlib import Path
from studykit.transfer.workshop import workshop
with workshop(Path(sys.argv[1])) as made:
    (made / "half.yaml").write_text("term: Ha")
    print("in it", flush=True)
    if sys.stdin.read() == "die":
        os._exit(9)
"""


def _other(library: Path) -> "subprocess.Popen[str]":
    """Another program that is in the middle of an import."""
    other = subprocess.Popen(
        [sys.executable, "-c", _WRITES, str(library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout
    assert other.stdout.readline() == "in it\n"
    return other


def _parcel(term: str) -> Parcel:
    made = Parcel()
    made.add_guide("line 1", make_guide(term, "Something."))
    return made


def test_what_a_killed_import_left_behind_goes_with_the_next_one(tmp_path: Path) -> None:
    other = _other(tmp_path)
    other.communicate("die")
    assert other.returncode == 9
    assert len(list(tmp_path.glob(f"{BEGINNING}*"))) == 2
    shelve_new(make_files(_parcel("Lake"), "Waters"), Parcel(), tmp_path, "waters")
    assert [path.name for path in tmp_path.iterdir()] == ["waters"]


def test_an_import_that_adds_to_a_course_tidies_up_as_well(tmp_path: Path) -> None:
    folder = shelve_new(make_files(_parcel("Lake"), "Waters"), Parcel(), tmp_path, "waters")
    _other(tmp_path).communicate("die")
    shelve_into({"pond.yaml": "term: Pond\ndefinition: Small.\n"}, Parcel(), folder)
    assert [path.name for path in tmp_path.iterdir()] == ["waters"]


def test_an_import_that_is_at_work_is_left_alone(tmp_path: Path) -> None:
    other = _other(tmp_path)
    shelve_new(make_files(_parcel("Lake"), "Waters"), Parcel(), tmp_path, "waters")
    (half,) = tmp_path.glob(f"{BEGINNING}*/half.yaml")
    assert half.read_text() == "term: Ha"
    other.communicate("end")
    assert other.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["waters"]


def test_nothing_is_removed_that_has_another_name_or_lies_elsewhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    library = tmp_path / "library"
    for folder in (elsewhere, library / ".mine-abcdefgh", library / "studykit-import-notes"):
        folder.mkdir(parents=True)
        (folder / "kept.txt").write_text("kept")
    (library / f"{BEGINNING}link").symlink_to(elsewhere, target_is_directory=True)
    sweep(library)
    assert len(list(tmp_path.rglob("kept.txt"))) == 3


def test_a_folder_whose_lock_is_swept_away_before_it_is_held_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = module._hold
    held: list[int] = []

    def late(handle: int) -> None:
        if not held:
            for lock in tmp_path.glob("*.lock"):
                lock.unlink()
        held.append(handle)
        hold(handle)

    monkeypatch.setattr(module, "_hold", late)
    with workshop(tmp_path) as made:
        assert len(held) == 2
        assert sorted(tmp_path.iterdir()) == [made, made.with_name(f"{made.name}.lock")]
    assert not list(tmp_path.iterdir())
