"""Pictures leave with `studykit export` and stand on paper, and nothing that is not the course's is read or written."""

from pathlib import Path

import pytest

from tests.cli.support import Call

PNG = b"\x89PNG picture"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Path:
    """A library with two courses that have pictures of the same name."""
    library = tmp_path / "library"
    for name in ("lakes", "hills"):
        folder = library / name / "media"
        folder.mkdir(parents=True)
        (folder / "map.png").write_bytes(PNG + name.encode())
        (folder / "plan.svg").write_text(f"<svg>{name}</svg>")
        (folder.parent / "course.yaml").write_text(f"course: {name.title()}\n")
        (folder.parent / f"{name}-map.yaml").write_text(
            f"term: Map of {name}\ndefinition: It shows ![{name}](media/map.png) and ![p](media/plan.svg) and ![out](../../secret.png).\n"
        )
    (tmp_path / "secret.png").write_bytes(b"SECRET")
    monkeypatch.setenv("STUDYKIT_LIBRARY", str(library))
    return library


@pytest.mark.usefixtures("library")
def test_pictures_lie_in_a_folder_beside_a_text_and_other_files_there_stay(
    call: Call, tmp_path: Path
) -> None:
    folder = tmp_path / "my-lakes-media"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    code, out, err = call(
        "export", "lakes", "--to", "markdown", "-o", str(tmp_path / "my lakes.md")
    )
    assert (code, out) == (0, "")
    text = (tmp_path / "my lakes.md").read_text("utf-8")
    assert "![lakes](my-lakes-media/map.png)" in text
    assert (folder / "map.png").read_bytes() == PNG + b"lakes"
    assert sorted(path.name for path in folder.iterdir()) == ["map.png", "mine.txt", "plan.svg"]
    assert "../../secret.png (outside of the folder)" in err
    assert "with 2 pictures and sounds" in err
    assert str(folder) in err


@pytest.mark.usefixtures("library")
def test_a_text_for_the_standard_output_tells_that_its_pictures_stay(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*.png"))
    for output in ((), ("-o", "-")):
        code, out, err = call("export", "lakes", "--to", "text2qti", *output)
        assert code == 0
        assert "It shows lakes and p and out." in out
        assert (
            "media/map.png, media/plan.svg, ../../secret.png (only beside a file, which -o names)"
            in err
        )
    assert set(tmp_path.rglob("*.png")) == before


@pytest.mark.skipif("sys.platform == 'win32'")
@pytest.mark.usefixtures("library")
def test_a_folder_for_pictures_that_is_a_link_or_a_file_is_not_written_to(
    call: Call, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "x-media").symlink_to(elsewhere)
    (tmp_path / "y-media").write_text("mine")
    for name in ("x", "y"):
        path = tmp_path / f"{name}.md"
        code, _, err = call("export", "lakes", "--to", "markdown", "-o", str(path))
        assert code == 1
        assert f"{name}-media is no folder" in err
        assert not path.exists()
    assert list(elsewhere.iterdir()) == []


def test_no_pictures_are_written_beside_a_file_that_is_not(
    call: Call, tmp_path: Path, library: Path
) -> None:
    head = library / "lakes" / "course.yaml"
    code, _, err = call("export", "lakes", "--to", "markdown", "-o", str(head))
    assert code == 1
    assert "may be part of a course" in err
    assert not (library / "lakes" / "course-media").exists()


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(("to", "ending"), [("qti", "zip"), ("moodle", "xml"), ("anki", "apkg")])
def test_pictures_come_back_with_what_took_them_along(
    call: Call, tmp_path: Path, library: Path, to: str, ending: str
) -> None:
    path = tmp_path / f"lakes.{ending}"
    assert call("export", "lakes", "--to", to, "-o", str(path))[0] == 0
    assert b"SECRET" not in path.read_bytes()
    assert call("import", str(path), "--title", "Back again")[0] == 0
    back = library / "back-again"
    assert (back / "media" / "map.png").read_bytes() == PNG + b"lakes"
    assert (back / "media" / "plan.svg").read_text() == "<svg>lakes</svg>"
    assert "![lakes](media/map.png)" in "".join(
        file.read_text("utf-8") for file in back.glob("*.yaml")
    )
    assert call("check", str(back))[0] == 0


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("paper", ["guide", "mock", "key"])
def test_each_course_has_its_own_pictures_on_paper(call: Call, tmp_path: Path, paper: str) -> None:
    path = tmp_path / "paper.html"
    code, _, err = call(
        "print", "lakes", "hills", "--paper", paper, "--kind", "term", "--kind", "definition", "-o", str(path)
    )  # fmt: skip
    assert code == 0
    page = path.read_text("utf-8")
    assert len({part.split('"')[0] for part in page.split("data:image/png;base64,")[1:]}) == 2
    assert "data:image/svg+xml;base64," in page
    assert "outside of the folder" in err
    assert 'src="media' not in page
