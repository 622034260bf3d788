"""What opens a picture on this and other systems."""

import sys
from pathlib import Path
from threading import Event

import pytest

from studykit.errors import StudykitError
from studykit.tui.viewer import view, viewer_command

DISPLAY = {"DISPLAY": ":0"}


def has(*names: str) -> dict[str, str]:
    """The programs that are there."""
    return {name: f"/bin/{name}" for name in names}


@pytest.mark.parametrize(
    ("platform", "environ", "programs", "command"),
    [
        ("linux", DISPLAY, has("xdg-open", "gio"), ["/bin/xdg-open", "x.png"]),
        ("linux", {"WAYLAND_DISPLAY": "w"}, has("gio"), ["/bin/gio", "open", "x.png"]),
        ("linux", {}, has("xdg-open"), []),
        ("linux", {"DISPLAY": ""}, has("xdg-open"), []),
        ("linux", DISPLAY, {}, []),
        ("linux", {}, has("wslview", "xdg-open"), ["/bin/wslview", "x.png"]),
        ("freebsd14", DISPLAY, has("xdg-open"), ["/bin/xdg-open", "x.png"]),
        ("darwin", {}, has("open"), ["/bin/open", "x.png"]),
        ("darwin", {"SSH_CONNECTION": "1.2.3.4"}, has("open"), []),
    ],
)
def test_each_system_opens_it_with_its_own_program_where_it_can_be_seen(
    platform: str, environ: dict[str, str], programs: dict[str, str], command: list[str]
) -> None:
    assert viewer_command("x.png", platform, environ, programs.get) == command


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="a viewer of Linux")
def test_a_viewer_that_fails_tells_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "xdg-open"
    program.write_text('#!/bin/sh\nexit "$(basename "$1")"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    failed = Event()
    view("/pictures/3", failed.set)
    assert failed.wait(20)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="a viewer of Linux")
def test_where_there_is_no_viewer_the_path_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StudykitError, match=r"^No viewer .* It lies at /x/curve\.png$"):
        view("/x/curve.png", lambda: None)
