import os
import socket
import sys
from pathlib import Path

import pytest

from studykit.content.loader import ReadError, Scan, read, scan, show_path
from studykit.content.source import MAX_BYTES
from studykit.errors import Severity
from tests.content.shelf import course, guide, write

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")


def homes(found: Scan) -> list[str]:
    return [Path(one.home).name for one in found.courses]


def files(found: Scan) -> list[str]:
    return [Path(file.path).name for one in found.courses for file in one.files]


def troubles(found: Scan) -> dict[str, str]:
    return {
        Path(file.path).name: file.trouble
        for one in found.courses
        for file in one.files
        if file.trouble
    }


def test_a_library_holds_course_folders_and_single_file_courses(tmp_path: Path) -> None:
    write(tmp_path, {"b/course.yaml": course("B"), "a.yml": course("A"), "notes.txt": "none"})
    found = scan([tmp_path])
    assert homes(found) == ["a.yml", "b"]
    assert not found.problems


def test_a_root_may_be_one_course_or_one_file(tmp_path: Path) -> None:
    write(tmp_path, {"b/course.yaml": course("B"), "a.yaml": course("A")})
    found = scan([tmp_path / "b", tmp_path / "a.yaml"])
    assert homes(found) == ["b", "a.yaml"]
    assert all(one.alone for one in found.courses)
    assert [one.library for one in found.courses] == [0, 1]


def test_files_in_folders_of_a_course_belong_to_it_and_hidden_ones_do_not(tmp_path: Path) -> None:
    names = ["course.yaml", "one/a.yaml", "one/two/b.YAML", ".hidden.yaml", ".git/c.yaml", "d.txt"]
    write(tmp_path / "x", dict.fromkeys(names, "x"))
    assert files(scan([tmp_path])) == ["course.yaml", "a.yaml", "b.YAML"]


def test_hidden_courses_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, {".trash/course.yaml": "x", ".a.yaml": "x"})
    assert scan([tmp_path]) == Scan((), ())


def test_a_folder_of_yaml_without_a_course_file_is_mentioned(tmp_path: Path) -> None:
    write(tmp_path, {"b/a.yaml": guide("A"), "empty/readme.txt": "x"})
    found = scan([tmp_path])
    assert not found.courses
    (problem,) = found.problems
    assert problem.severity is Severity.WARNING
    assert problem.path.endswith("b")
    assert "course.yaml" in problem.sentence


def test_a_library_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    (problem,) = scan([tmp_path / "gone"]).problems
    assert "not there: no such file" in problem.sentence


def test_a_course_reached_twice_is_listed_once(tmp_path: Path) -> None:
    write(tmp_path, {"x/course.yaml": course("X")})
    assert homes(scan([tmp_path, tmp_path / "x", tmp_path])) == ["x"]


def test_a_file_over_the_limit_is_refused_unopened(tmp_path: Path) -> None:
    write(tmp_path, {"x/course.yaml": course("X")})
    with (tmp_path / "x/huge.yaml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "too large" in troubles(scan([tmp_path]))["huge.yaml"]
    with pytest.raises(ReadError, match="too large"):
        read(str(tmp_path / "x/huge.yaml"))


@needs_links
def test_pipes_sockets_and_folders_named_like_files_are_refused_unopened(tmp_path: Path) -> None:
    write(tmp_path / "x", {"course.yaml": course("X"), "folder.yaml/inner.txt": "x"})
    os.mkfifo(tmp_path / "x/pipe.yaml")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(tmp_path / "x")  # the address of a socket may not be long
        try:
            listener.bind("socket.yaml")
        finally:
            os.chdir(here)
        found = troubles(scan([tmp_path]))
    assert set(found) == {"pipe.yaml", "socket.yaml", "folder.yaml"}
    with pytest.raises(ReadError, match="not an ordinary file"):
        read(str(tmp_path / "x/pipe.yaml"))


@needs_links
def test_a_device_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    assert "not an ordinary file" in troubles(scan([tmp_path]))["zero.yaml"]


@needs_links
def test_links_inside_a_course_may_not_lead_out_of_it(tmp_path: Path) -> None:
    write(tmp_path, {"lib/x/course.yaml": course("X"), "lib/x/a.yaml": guide("A"), "out.yaml": "x"})
    (tmp_path / "lib/x/secret.yaml").symlink_to(tmp_path / "out.yaml")
    (tmp_path / "lib/x/same.yaml").symlink_to("a.yaml")
    (tmp_path / "lib/x/nowhere.yaml").symlink_to("gone.yaml")
    (tmp_path / "lib/x/ring.yaml").symlink_to("ring.yaml")
    found = troubles(scan([tmp_path / "lib"]))
    assert set(found) == {"secret.yaml", "nowhere.yaml", "ring.yaml"}
    assert "leads out" in found["secret.yaml"]


@needs_links
def test_links_to_folders_are_not_followed_inside_a_course(tmp_path: Path) -> None:
    write(tmp_path, {"x/course.yaml": course("X")})
    (tmp_path / "x/loop").symlink_to(tmp_path / "x")
    found = scan([tmp_path])
    assert files(found) == ["course.yaml"]
    assert "not followed" in found.problems[0].sentence


@needs_links
def test_the_entries_of_a_library_may_be_links(tmp_path: Path) -> None:
    write(tmp_path, {"real/course.yaml": course("X"), "single.yaml": course("S")})
    library = tmp_path / "lib"
    library.mkdir()
    (library / "x").symlink_to(tmp_path / "real")
    (library / "s.yaml").symlink_to(tmp_path / "single.yaml")
    (library / "broken.yaml").symlink_to(tmp_path / "gone")
    (library / "ring").symlink_to("ring")
    found = scan([library])
    assert homes(found) == ["broken.yaml", "s.yaml", "x"]
    assert set(troubles(found)) == {"broken.yaml"}


@needs_links
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read all")
def test_a_folder_without_permission_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"x/course.yaml": course("X"), "x/closed/a.yaml": "x"})
    (tmp_path / "x/closed").chmod(0)
    try:
        (problem,) = scan([tmp_path]).problems
    finally:
        (tmp_path / "x/closed").chmod(0o700)
    assert "cannot be read" in problem.sentence


def test_a_folder_that_cannot_be_listed_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    (problem,) = scan([tmp_path]).problems
    assert problem.sentence == "This folder cannot be read: permission denied."


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file or directory"):
        read(str(tmp_path / "gone.yaml"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always Unicode")
def test_a_name_that_is_not_utf8_is_a_problem_and_is_shown_clean(tmp_path: Path) -> None:
    write(tmp_path, {"x/course.yaml": course("X")})
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/x/\xff\x1b[2J.yaml")).write_text("x")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xfe.yaml")).write_text("x")
    found = scan([tmp_path])
    assert files(found) == ["course.yaml"]
    assert [problem.sentence for problem in found.problems] == [
        "This name has bytes that are not UTF-8."
    ] * 2
    assert all(problem.path.isprintable() for problem in found.problems)


def test_a_path_is_shown_on_one_line_without_controls() -> None:
    assert show_path("a\x1b[31m\nb\tc\u202e.yaml") == "a[31m b c.yaml"
