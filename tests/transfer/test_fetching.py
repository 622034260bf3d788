"""Pictures are read from the folder of their course, and nothing else is."""

import os
from pathlib import Path

import pytest

from studykit.transfer.fetching import fetch_from, read_within
from studykit.transfer.notes import TransferError

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a course, with things around it that are nobody's business."""
    home = tmp_path / "course"
    (home / "media").mkdir(parents=True)
    (home / "media" / "a.png").write_bytes(PNG)
    (home / "course.yaml").write_text("course: C\n")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return home


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("../secret.png", "outside of the folder"),
        ("media/../../secret.png", "outside of the folder"),
        ("/etc/passwd.png", "outside of the folder"),
        ("C:\\secret.png", "outside of the folder"),
        ("file:///secret.png", "outside of the folder"),
        ("media/a\0.png", "outside of the folder"),
        ("course.yaml", "no picture or sound"),
        ("media", "no picture or sound"),
        ("media/b.png", "not there"),
        ("media/a.png/b.png", "not there"),
        ("media/" + "x" * 5000 + ".png", "cannot be read"),
        ("", "no picture or sound"),
    ],
)
def test_nothing_is_read_outside_of_a_course(home: Path, way: str, told: str) -> None:
    with pytest.raises(TransferError, match=told):
        read_within(home, way)


@pytest.mark.skipif("sys.platform == 'win32'")
def test_no_link_out_of_a_course_is_followed_and_no_pipe_is_read(home: Path) -> None:
    (home / "media" / "out.png").symlink_to(home.parent / "secret.png")
    (home / "out").symlink_to(home.parent)
    (home / "media" / "in.png").symlink_to("a.png")
    (home / "media" / "loop.png").symlink_to("loop.png")
    os.mkfifo(home / "media" / "pipe.png")
    for way in ("media/out.png", "out/secret.png"):
        with pytest.raises(TransferError, match="a link out"):
            read_within(home, way)
    for way in ("media/pipe.png", "media/loop.png"):
        with pytest.raises(TransferError):
            read_within(home, way)
    assert read_within(home, "media/in.png") == PNG


def test_a_file_that_is_too_large_is_never_read_whole(home: Path) -> None:
    with (home / "media" / "huge.png").open("wb") as file:
        file.truncate(10**12 if os.name == "posix" else 10**6)
    with pytest.raises(TransferError, match="larger than"):
        read_within(home, "media/huge.png", 1_000_000 - 1)


def test_the_pictures_of_a_course_that_is_a_single_file_lie_beside_it(home: Path) -> None:
    fetching = fetch_from({"c": home / "course.yaml"})
    assert fetching("c", "media/a.png") == PNG
    with pytest.raises(TransferError, match="outside of the folder"):
        fetching("c", "../secret.png")
