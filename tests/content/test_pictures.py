"""Pictures that a text names."""

import os
from pathlib import Path

import pytest

from studykit.content.pictures import Picture, picture_file, pictures_in, where
from studykit.errors import StudykitError

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A course with a picture."""
    media = tmp_path / "course" / "media"
    media.mkdir(parents=True)
    (media / "a curve.png").write_bytes(PNG)
    return media.parent


def test_pictures_are_found_in_their_order_each_once() -> None:
    texts = ["Which? ![the **curve** $x^2$](media/a%20curve.png)", "No.", "![](b.gif) ![](b.gif)"]
    assert pictures_in(texts) == [
        Picture("media/a curve.png", "the curve x²"),
        Picture("b.gif", ""),
    ]
    assert [picture.name for picture in pictures_in(texts)] == ["the curve x²", "b.gif"]


def test_what_a_picture_shows_is_no_other_picture() -> None:
    assert [picture.way for picture in pictures_in(["![a ![b](c.png)](d.png)"])] == ["d.png"]


@pytest.mark.parametrize("text", ["`![x](y.png)`", "![x]", "!\\[x](y.png)", "[x](y.png)", "![x]()"])
def test_what_only_looks_like_a_picture_is_none(text: str) -> None:
    assert pictures_in([text]) == []


def test_controls_in_the_name_of_a_picture_go_nowhere() -> None:
    [picture] = pictures_in(["![a\x1bc](media/%1b%5b31mx%00.png)"])
    assert "\x1b" not in picture.way + picture.words
    assert "\0" not in picture.way


def test_a_picture_lies_in_the_folder_of_its_course(home: Path) -> None:
    [picture] = pictures_in(["![](media/a%20curve.png)"])
    assert picture_file(home, picture) == home / "media" / "a curve.png"
    assert where(picture, "x", lambda _: home) == str(home / "media" / "a curve.png")


def test_a_picture_of_a_course_in_one_file_lies_beside_it(home: Path) -> None:
    file = home / "small.yaml"
    file.write_text("course: Small\n", "utf-8")
    assert picture_file(file, Picture("media/a curve.png", "")).is_file()


@pytest.mark.parametrize(
    "way",
    ["../secret.png", "/etc/logo.png", "media/../../secret.png", "C:\\x.png", "file:///x.png", "..\\x.png"],
)  # fmt: skip
def test_nothing_outside_of_the_course_is_opened(home: Path, way: str) -> None:
    (home.parent / "secret.png").write_bytes(PNG)
    with pytest.raises(StudykitError, match="does not lie in the folder of the course"):
        picture_file(home, Picture(way, ""))


def test_a_link_out_of_the_course_is_not_followed(home: Path) -> None:
    (home.parent / "secret.png").write_bytes(PNG)
    (home / "media" / "link.png").symlink_to(home.parent / "secret.png")
    with pytest.raises(StudykitError, match="leads out of the course"):
        picture_file(home, Picture("media/link.png", ""))


@pytest.mark.skipif("sys.platform == 'win32'")
def test_a_pipe_that_is_called_a_picture_keeps_nobody_waiting(home: Path) -> None:
    os.mkfifo(home / "media" / "pipe.png")
    with pytest.raises(StudykitError, match="There is no picture"):
        picture_file(home, Picture("media/pipe.png", ""))


@pytest.mark.parametrize(
    ("name", "content"),
    [("run.sh", b"#!/bin/sh\n"), ("page.svg", b"<svg/>"), ("run.png", b"#!/bin/sh\n"), ("x.jpg", PNG)],
)  # fmt: skip
def test_only_what_is_a_picture_by_name_and_content_is_opened(
    home: Path, name: str, content: bytes
) -> None:
    (home / "media" / name).write_bytes(content)
    with pytest.raises(StudykitError, match="no picture that studykit opens"):
        picture_file(home, Picture(f"media/{name}", ""))


def test_a_picture_that_is_not_there_is_told_with_where_it_is_wanted(home: Path) -> None:
    picture = Picture("media/gone.png", "")
    with pytest.raises(StudykitError) as caught:
        picture_file(home, picture)
    assert caught.value.sentence == "There is no picture media/gone.png in the course."
    assert str(home) in caught.value.hint
    assert where(picture, "x", lambda _: home) == caught.value.sentence


def test_a_picture_in_the_web_is_told_by_its_address(home: Path) -> None:
    [picture] = pictures_in(["![x](https://example.org/x.png)"])
    assert picture.is_web
    assert where(picture, "x", lambda _: home) == "https://example.org/x.png"
