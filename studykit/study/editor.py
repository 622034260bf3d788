"""The author's own editor: which one it is, and how it is told to open a file at a line. It is never called through a shell."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath

from studykit import paths
from studykit.errors import StudykitError

Which = Callable[[str], str | None]
"""Finds a program by its name."""

_PLUS = set("vi vim nvim view nano pico emacs emacsclient micro joe ne mg kak mcedit gedit".split())
"""Editors that take `+LINE` before the file; gvim and its like too."""
_COLUMN = {
    **dict.fromkeys(("vim", "nvim"), "+normal! {column}|"),
    **dict.fromkeys(("emacs", "emacsclient", "micro", "kak", "gedit"), "+{line}:{column}"),
    "nano": "+{line},{column}",
}
"""How those of them that know columns are told one; vim is told the line before."""
_COLON = {"hx", "helix", "subl", "sublime_text", "zed"}
"""Editors that take `file:line`."""
_GOTO = {"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"}
"""Editors that take `--goto file:line`."""
_WAITING = {**dict.fromkeys(_GOTO, "-w"), "subl": "-w", "zed": "-w"}
"""What has an editor with a window of its own keep its caller waiting until the file is closed."""
_WAIT_WORDS = {"-w", "--wait"}
_HINT = "Set EDITOR to your editor, such as `nano` or `code -w`."


def editor_command(
    file: Path,
    line: int,
    environ: Mapping[str, str],
    *,
    column: int = 1,
    which: Which = shutil.which,
    windows: bool = os.name == "nt",
) -> list[str]:
    """The command that opens a file at a line and column, as far as the editor takes them; one that is not known gets only the file.

    Args:
        file: What to open.
        line: Counted from 1.
        environ: Where VISUAL and EDITOR are looked up, in this order.
        column: Counted from 1, in characters.
        which: Finds a program.
        windows: Whether names of programs and their arguments are written as on Windows.

    """
    words = _words(environ, windows) or [_fallback(which, windows)]
    program, *arguments = words
    found = which(program)
    if found is None:
        raise StudykitError(f"The editor {program} is not there.", _HINT)
    return [found, *arguments, *_place(program, arguments, file, (line, column))]


def run_editor(command: Sequence[str]) -> None:
    """Run an editor until it is closed. Raises StudykitError where it cannot be started, or says that it failed."""
    try:
        with subprocess.Popen(command) as process:  # noqa: S603 - the author's own choice, without a shell
            code = _wait(process)
    except OSError as error:
        msg = f"The editor {command[0]} cannot be started: {error.strerror or error}."
        raise StudykitError(msg, _HINT) from error
    if code:
        raise StudykitError(f"The editor {PurePath(command[0]).name} ended with exit code {code}.")


def refuse_shipped(file: Path, shipped: Path | None = None) -> None:
    """Refuse to have a file edited that belongs to the installed program. Raises StudykitError.

    Args:
        file: The file.
        shipped: Where the courses are that were installed with the program.

    """
    if file.is_relative_to(shipped or paths.installed_content()):
        msg = f"{file.name} comes with studykit, and the next installation would undo what you change."
        folder = file if file.is_dir() else file.parent
        hint = f"Copy its folder {folder} into your own library, and edit the copy."
        raise StudykitError(msg, hint)


def _words(environ: Mapping[str, str], windows: bool) -> list[str]:
    """What VISUAL or EDITOR says, word by word."""
    named = next((name for name in ("VISUAL", "EDITOR") if environ.get(name, "").strip()), "")
    if not named:
        return []
    try:
        words = shlex.split(environ[named], posix=not windows)
    except ValueError as error:
        msg = f"{named} cannot be read: {environ[named]}."
        raise StudykitError(msg, "A quotation mark is left open in it.") from error
    return [word.strip('"') for word in words] if windows else words


def _fallback(which: Which, windows: bool) -> str:
    """The editor of who has chosen none."""
    names = ["notepad"] if windows else ["nano", "vi"]
    found = next((name for name in names if which(name)), None)
    if found is None:
        raise StudykitError("There is no editor here.", _HINT)
    return found


def _place(program: str, arguments: Sequence[str], file: Path, place: tuple[int, int]) -> list[str]:
    """How an editor is told the file, the line and the column."""
    line, column = place
    name = (
        PurePath(program.replace("\\", "/")).name.lower().partition(".")[0]
    )  # vim.basic, code.cmd
    wait = [_WAITING[name]] if name in _WAITING and not _WAIT_WORDS & set(arguments) else []
    if name in _PLUS or name.removeprefix("g") in _PLUS:
        told = _COLUMN.get(name) or _COLUMN.get(name.removeprefix("g"), "")
        pieces = [f"+{line}"] if column == 1 or "{line}" not in told else []
        pieces += [told.format(line=line, column=column)] if told and column > 1 else []
        return [*pieces, str(file)]
    at = f"{file}:{line}" if column == 1 else f"{file}:{line}:{column}"
    if name in _GOTO:
        return [*wait, "-g", at]
    if name in _COLON:
        return [*wait, at]
    return [str(file)]


def _wait(process: "subprocess.Popen[bytes]") -> int:
    """Wait for the end. Ctrl+C is the editor's meanwhile."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
