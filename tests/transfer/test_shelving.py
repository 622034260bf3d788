"""What was taken, as the files of a course: whole or not at all, and nothing that exists is lost."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studykit.content.model import Course
from studykit.transfer.notes import Fate, TransferError
from studykit.transfer.parcel import Parcel, make_guide, open_question, short_question
from studykit.transfer.shelving import Shelf, folder_name, make_files, shelve_into, shelve_new
from tests.content.shelf import refreshed


def parcel(*terms: str, questions: int = 0, unit: str = "") -> Parcel:
    made = Parcel(about="All of it.")
    for term in terms:
        made.add_guide(term, make_guide(term, f"What {term} is."), unit)
    for number in range(questions):
        made.add_question(f"{number}", open_question(f"Why {number}?", f"So {number}."), unit)
    return made


def course(library: Path, slug: str) -> Course:
    catalog = refreshed(library)
    assert not catalog.problems()
    found = catalog.course(slug)
    catalog.close()
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}  # fmt: skip


def test_a_new_course_is_read_as_any_other(tmp_path: Path) -> None:
    made = parcel("Lake", "Pond", questions=3, unit="Still waters")
    made.media["a.png"] = lambda: b"picture"
    folder = shelve_new(make_files(made, "Waters"), made, tmp_path / "library", "waters")
    assert sorted(files_in(folder)) == [
        "course.yaml",
        "lake.yaml",
        "media/a.png",
        "pond.yaml",
        "still-waters-questions.yaml",
    ]
    found = course(tmp_path / "library", "waters")
    assert (found.title, found.about) == ("Waters", "All of it.")
    assert [(unit.title, len(unit.guides)) for unit in found.units] == [("Still waters", 2)]
    assert [len(one.questions) for one in found.sets] == [3]


def test_many_terms_stand_together_and_each_has_its_place(tmp_path: Path) -> None:
    made = parcel(*(f"Term {number}" for number in range(700)), questions=1_500, unit="All")
    files = make_files(made, "Many")
    assert len(files) == 1 + 2 + 2
    folder = shelve_new(files, made, tmp_path, "many")
    found = course(tmp_path, folder.name)
    assert [guide.term for guide in found.guides] == [f"Term {number}" for number in range(700)]
    assert sum(len(one.questions) for one in found.sets) == 1_500


def test_a_course_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    made = parcel("Lake")
    shelve_new(make_files(made, "Waters"), made, tmp_path, "waters")
    before = files_in(tmp_path)
    other = parcel("River")
    with pytest.raises(TransferError, match="is there already"):
        shelve_new(make_files(other, "Waters"), other, tmp_path, "waters")
    assert files_in(tmp_path) == before


def test_what_a_course_has_already_does_not_come_twice(tmp_path: Path) -> None:
    made = parcel("Lake", questions=1)
    folder = shelve_new(make_files(made, "Waters"), made, tmp_path, "waters")
    before = files_in(folder)
    more = parcel("lake", "River", questions=2)
    files = make_files(more, "Waters", Shelf.of(course(tmp_path, "waters"), folder))
    shelve_into(files, more, folder)
    assert more.taken == 2
    assert [(note.item, note.fate) for note in more.notes] == [
        ("lake", Fate.LEFT),
        ("Why 0?", Fate.LEFT),
    ]
    assert before.items() <= files_in(folder).items()
    assert [guide.term for guide in course(tmp_path, "waters").guides] == ["Lake", "River"]


def test_what_a_course_answers_in_another_way_is_told_and_kept(tmp_path: Path) -> None:
    made = Parcel()
    made.add_guide("line 1", make_guide("Lake", "Water that stands."))
    made.add_question("line 2", open_question("How deep is it?", "Not very. It is a lake."))
    made.add_question("line 3", short_question("Who lives there?", ["pike"]))
    folder = shelve_new(make_files(made, "Waters"), made, tmp_path, "waters")
    before = files_in(folder)
    again = Parcel()
    again.add_guide("line 1", make_guide("Lake", "Still water."))
    again.add_question("line 2", open_question("How deep is it?", "Not very. It is a lake."))
    again.add_question("line 3", short_question("Who lives there?", ["perch"], hint="It bites."))
    shelve_into(
        make_files(again, "Waters", Shelf.of(course(tmp_path, "waters"), folder)), again, folder
    )
    assert {note.item: note.sentence for note in again.notes} == {
        "Lake": "It has a guide of this name already; its definition there is another one, and is kept.",
        "How deep is it?": "It has this question already.",
        "Who lives there?": "It has this question already; its answer there is another one, and is kept.",
    }
    assert files_in(folder) == before


Opener = Callable[..., Any]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A disk on which so many more files can be written."""

    def fill(room: int) -> None:
        left = [room]
        real: Opener = Path.open

        def open_file(path: Path, mode: str = "r", **how: Any) -> Any:
            file = real(path, mode, **how)
            if "x" in mode or "w" in mode:
                left[0] -= 1
                if left[0] < 0:
                    return _Full(file)
            return file

        monkeypatch.setattr(Path, "open", open_file)

    return fill


class _Full:
    """A file that takes nothing."""

    def __init__(self, file: io.IOBase) -> None:
        self._file = file

    def __enter__(self) -> "_Full":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, _: object) -> None:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("room", [0, 1, 3])
def test_a_full_disk_leaves_no_half_course(
    tmp_path: Path, full_disk: Callable[[int], None], room: int
) -> None:
    made = parcel("Lake", "Pond", "River", questions=2)
    files = make_files(made, "Waters")
    full_disk(room)
    with pytest.raises(OSError, match="No space"):
        shelve_new(files, made, tmp_path, "waters")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("room", [0, 1, 2])
def test_a_full_disk_adds_nothing_to_a_course(
    tmp_path: Path, full_disk: Callable[[int], None], room: int
) -> None:
    made = parcel("Lake")
    folder = shelve_new(make_files(made, "Waters"), made, tmp_path, "waters")
    before = files_in(tmp_path)
    more = parcel("Pond", "River", questions=2)
    files = make_files(more, "Waters", Shelf.of(course(tmp_path, "waters"), folder))
    full_disk(room)
    with pytest.raises(OSError, match="No space"):
        shelve_into(files, more, folder)
    assert files_in(tmp_path) == before


def test_a_program_that_is_killed_leaves_whole_files_and_the_rest_comes_with_the_next_run(
    tmp_path: Path,
) -> None:
    """What is killed cannot tidy up: it is played by a process that ends itself between two files."""
    made = parcel("Lake")
    folder = shelve_new(make_files(made, "Waters"), made, tmp_path, "waters")
    script = (
        "import os, sys; from pathlib import Path; from studykit.transfer import shelving; from studykit.transfer.parcel import Parcel\n"
        "move, moved = shelving._move, []\n"
        "def once(path, target):\n    move(path, target); os._exit(9)\n"
        "shelving._move = once\n"
        "files = {'a.yaml': 'term: A\\ndefinition: One.\\n', 'b.yaml': 'term: B\\ndefinition: Two.\\n'}\n"
        "shelving.shelve_into(files, Parcel(), Path(sys.argv[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, folder], check=False)
    assert done.returncode == 9
    left = course(tmp_path, "waters")
    assert {guide.slug for guide in left.guides} == {"lake", "a"}
    again = Parcel()
    for term in ("A", "B"):
        again.add_guide("line 1", make_guide(term, "Something."))
    shelve_into(make_files(again, "Waters", Shelf.of(left, folder)), again, folder)
    assert {guide.slug for guide in course(tmp_path, "waters").guides} == {"lake", "a", "b"}


def test_a_picture_that_cannot_be_read_leaves_no_half_course(tmp_path: Path) -> None:
    def broken() -> bytes:
        raise TransferError("The picture is broken.")

    made = parcel("Lake")
    made.media["a.png"] = broken
    with pytest.raises(TransferError):
        shelve_new(make_files(made, "Waters"), made, tmp_path, "waters")
    assert list(tmp_path.iterdir()) == []


def test_names_are_such_as_any_system_takes() -> None:
    names = list(make_files(parcel("Con", "Aux", "Course", "LPT1", "x" * 300, "水" * 59, "A/B\\C:D"), "T"))  # fmt: skip
    stems = [name.removesuffix(".yaml") for name in names]
    assert not {"con", "aux", "lpt1"} & set(stems)
    assert stems.count("course") == 1
    assert all(len(name.encode()) <= 255 for name in names)
    assert not any(char in name for name in names for char in '<>:"/\\|?*')
    assert len({name.lower() for name in names}) == len(names)
    assert [folder_name(title) for title in ("Con", "Waters", "!?")][:2] == ["con-course", "waters"]
    assert len(folder_name("水" * 200).encode()) <= 255
