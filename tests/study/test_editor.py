"""The author's own editor, and how it is told to open a file at a line."""

import sys
from pathlib import Path

import pytest

from studykit.errors import StudykitError
from studykit.study.editor import editor_command, refuse_shipped, run_editor

FILE = Path("/courses/my talk/trust.yaml")
AT = f"{FILE}:12"
WINDOWS = "C:\\Program Files\\Notepad++\\notepad++.exe"


def everywhere(name: str) -> str:
    """Every program is where its name says."""
    return name


def command(editor: str, *, windows: bool = False) -> list[str]:
    return editor_command(FILE, 12, {"EDITOR": editor}, which=everywhere, windows=windows)


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("vi", ["vi", "+12", str(FILE)]),
        ("/usr/bin/vim", ["/usr/bin/vim", "+12", str(FILE)]),
        ("vim.basic", ["vim.basic", "+12", str(FILE)]),
        ("gvim -f", ["gvim", "-f", "+12", str(FILE)]),
        ("nvim -p", ["nvim", "-p", "+12", str(FILE)]),
        ("nano", ["nano", "+12", str(FILE)]),
        ("emacsclient -t -a ''", ["emacsclient", "-t", "-a", "", "+12", str(FILE)]),
        ("micro", ["micro", "+12", str(FILE)]),
        ("hx", ["hx", AT]),
        ("code", ["code", "-w", "-g", AT]),
        ("code --wait", ["code", "--wait", "-g", AT]),
        ("subl -n -w", ["subl", "-n", "-w", AT]),
        ("subl", ["subl", "-w", AT]),
        ("'/opt/my editor/ed it' -x", ["/opt/my editor/ed it", "-x", str(FILE)]),
        ("strange; rm -rf /", ["strange;", "rm", "-rf", "/", str(FILE)]),
    ],
)
def test_an_editor_is_told_the_line_in_its_own_way(editor: str, told: list[str]) -> None:
    assert command(editor) == told


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("vi", ["vi", "+12", str(FILE)]),
        ("vim", ["vim", "+12", "+normal! 7|", str(FILE)]),
        ("gvim -f", ["gvim", "-f", "+12", "+normal! 7|", str(FILE)]),
        ("nano", ["nano", "+12,7", str(FILE)]),
        ("emacs", ["emacs", "+12:7", str(FILE)]),
        ("joe", ["joe", "+12", str(FILE)]),
        ("hx", ["hx", f"{AT}:7"]),
        ("code", ["code", "-w", "-g", f"{AT}:7"]),
        ("strange", ["strange", str(FILE)]),
    ],
)
def test_an_editor_that_knows_columns_is_told_the_column(editor: str, told: list[str]) -> None:
    environ = {"EDITOR": editor}
    found = editor_command(FILE, 12, environ, column=7, which=everywhere, windows=False)
    assert found == told


def test_on_windows_paths_keep_their_backslashes() -> None:
    assert command(f'"{WINDOWS}" -x', windows=True) == [WINDOWS, "-x", str(FILE)]
    assert command("code.cmd", windows=True) == ["code.cmd", "-w", "-g", AT]


def test_visual_comes_before_editor_and_an_empty_one_does_not_count() -> None:
    chosen = editor_command(FILE, 1, {"VISUAL": "hx", "EDITOR": "vi"}, which=everywhere)
    assert chosen[0] == "hx"
    assert editor_command(FILE, 1, {"VISUAL": " ", "EDITOR": "vi"}, which=everywhere)[0] == "vi"


def test_who_has_chosen_none_gets_what_is_there() -> None:
    def only_vi(name: str) -> str | None:
        return "/bin/vi" if name == "vi" else None

    assert editor_command(FILE, 3, {}, which=everywhere, windows=False)[0] == "nano"
    assert editor_command(FILE, 3, {}, which=only_vi, windows=False)[:2] == ["/bin/vi", "+3"]
    assert editor_command(FILE, 3, {}, which=everywhere, windows=True) == ["notepad", str(FILE)]


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("nothing-here -w", "The editor nothing-here is not there."),
        ("", "There is no editor here."),
        ("vi 'open", "A quotation mark is left open"),
    ],
)
def test_an_editor_that_is_not_there_is_told(editor: str, told: str) -> None:
    with pytest.raises(StudykitError, match=told):
        editor_command(FILE, 1, {"EDITOR": editor}, which=lambda _: None)


def test_an_editor_that_fails_is_told_with_its_exit_code() -> None:
    run_editor([sys.executable, "-c", "pass"])
    with pytest.raises(StudykitError, match="ended with exit code 3"):
        run_editor([sys.executable, "-c", "raise SystemExit(3)"])


def test_an_editor_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    (tmp_path / "editor").write_text("no program", "utf-8")
    with pytest.raises(StudykitError, match="cannot be started"):
        run_editor([str(tmp_path / "editor")])


def test_an_installed_course_is_not_edited_but_a_copy_of_it_may_be(tmp_path: Path) -> None:
    file = tmp_path / "_content/talk/trust.yaml"
    with pytest.raises(StudykitError, match=r"Copy its folder .*talk into your own library"):
        refuse_shipped(file, tmp_path / "_content")
    refuse_shipped(file, tmp_path / "elsewhere")
    refuse_shipped(file)
