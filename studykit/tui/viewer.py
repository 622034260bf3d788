"""What the system shows a picture with: a program with a window of its own. It is never called through a shell."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from threading import Thread

from studykit.errors import StudykitError

Which = Callable[[str], str | None]
"""Finds a program by its name."""
Viewer = Callable[[str, Callable[[], None]], None]
"""Opens a file or web address outside of the terminal, and goes on at once; calls back where it did not come to be seen.
Raises StudykitError where nothing can show it."""

_LINUX: tuple[tuple[str, ...], ...] = (("wslview",), ("xdg-open",), ("gio", "open"))
"""What opens a file with the program that the learner has chosen for its kind."""
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def view(what: str, failed: Callable[[], None]) -> None:
    """The viewer of this system."""
    if sys.platform == "win32":
        _start_on_windows(what)
        return
    command = viewer_command(what, sys.platform, os.environ)
    if not command:
        raise no_viewer(what)
    try:
        process = subprocess.Popen(  # noqa: S603 - our own choice, without a shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is not meant for it, and it stays when we go
        )
    except OSError as error:
        raise no_viewer(what) from error
    Thread(target=_wait, args=(process, failed), daemon=True).start()


def viewer_command(
    what: str, platform: str, environ: Mapping[str, str], which: Which = shutil.which
) -> list[str]:
    """The command that opens a file or web address; empty where there is no viewer, or no display to show it on."""
    commands: list[tuple[str, ...]]
    if platform == "darwin":
        commands = [] if environ.get("SSH_CONNECTION") else [("open",)]
    else:
        has_display = any(environ.get(name) for name in _DISPLAYS)
        commands = [each for each in _LINUX if has_display or each == ("wslview",)]
    for name, *arguments in commands:
        if found := which(name):
            return [found, *arguments, what]
    return []


def no_viewer(what: str) -> StudykitError:
    """That nothing here can show it."""
    return StudykitError(f"No viewer can be opened here. It lies at {what}")


def _start_on_windows(what: str) -> None:
    try:
        os.startfile(what)  # type: ignore[attr-defined, unused-ignore]  # noqa: S606
    except OSError as error:
        raise no_viewer(what) from error


def _wait(process: "subprocess.Popen[bytes]", failed: Callable[[], None]) -> None:
    """Wait for the viewer in a thread of its own, which ends with us."""
    if process.wait():
        failed()
