"""Where things lie on this machine."""

import os
from pathlib import Path

import pytest

from studykit import paths


def test_everything_lies_in_the_folder_that_the_learner_names() -> None:
    environ = {"STUDYKIT_HOME": "/somewhere"}
    assert paths.data_folder(environ) == Path("/somewhere")
    assert paths.database_file(environ) == Path("/somewhere/studykit.db")
    assert paths.own_library(environ) == Path("/somewhere/library")
    assert paths.cache_folder(environ) == Path("/somewhere/cache")


def test_without_a_named_folder_the_systems_own_folders_are_used() -> None:
    assert paths.data_folder({}).name == "studykit"
    assert "studykit" in paths.cache_folder({}).parts
    assert paths.data_folder({}) != paths.cache_folder({})


def test_asking_for_a_folder_does_not_make_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environ = {"STUDYKIT_HOME": str(home)}
    paths.database_file(environ)
    paths.library_folders((), environ)
    assert not home.exists()


def test_folders_on_the_command_line_come_before_all_others(tmp_path: Path) -> None:
    environ = {"STUDYKIT_HOME": str(tmp_path), "STUDYKIT_LIBRARY": "/named"}
    (tmp_path / "library").mkdir()
    folders = paths.library_folders([Path("/given")], environ, with_shipped=False)
    assert folders == [Path("/given")]


def test_the_environment_may_name_several_folders(tmp_path: Path) -> None:
    environ = {
        "STUDYKIT_HOME": str(tmp_path),
        "STUDYKIT_LIBRARY": os.pathsep.join(["/one", "", "/two"]),
    }
    assert paths.library_folders((), environ, with_shipped=False) == [Path("/one"), Path("/two")]


def test_the_learners_own_library_is_read_if_it_exists(tmp_path: Path) -> None:
    environ = {"STUDYKIT_HOME": str(tmp_path)}
    assert paths.library_folders((), environ, with_shipped=False) == []
    (tmp_path / "library").mkdir()
    assert paths.library_folders((), environ, with_shipped=False) == [tmp_path / "library"]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the installed package, with shipped courses beside it."""
    folder = tmp_path / "site" / "studykit"
    folder.mkdir(parents=True)
    (tmp_path / "site" / "content").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", folder)
    return folder


def test_the_shipped_courses_are_joined_last(package: Path) -> None:
    shipped = package.parent / "content"
    assert paths.library_folders([Path("/given")], {}) == [Path("/given"), shipped]


def test_the_shipped_courses_can_be_switched_off(package: Path) -> None:
    given = [Path("/given")]
    assert paths.library_folders(given, {"STUDYKIT_SHIPPED": "0"}) == given
    assert paths.library_folders(given, {}, with_shipped=False) == given


def test_an_installed_program_finds_its_courses_in_the_package(package: Path) -> None:
    (package / "_content").mkdir()
    assert paths.shipped_content() == package / "_content"


def test_a_folder_that_is_named_twice_is_read_once(package: Path) -> None:
    shipped = package.parent / "content"
    again = shipped / ".." / "content"
    assert paths.library_folders([Path("/given"), again], {}) == [Path("/given"), again]
