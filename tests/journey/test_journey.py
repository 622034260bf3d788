"""A learner's way through the program itself, in a real terminal: nothing is stood in for."""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals to drive here", allow_module_level=True)

from tests.terminal import Terminal

Open = Callable[..., Terminal]
LIBRARY = Path(__file__).parents[1] / "tui" / "library"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def studykit(home: Path) -> Open:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("STUDYKIT", "NO_COLOR"))
    }

    def begin(*arguments: str, columns: int = 100, rows: int = 30, editor: str = "") -> Terminal:
        environ = {**kept, "STUDYKIT_HOME": str(home), "VISUAL": editor}
        return Terminal(
            [sys.executable, "-m", "studykit", *arguments], environ, columns=columns, rows=rows
        )

    return begin


def read(home: Path, sql: str) -> list[tuple[object, ...]]:
    """What the database says, read beside the running program."""
    connection = sqlite3.connect(home / "studykit.db")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def answer_all(terminal: Terminal, last: str) -> None:
    """Say "don't know" to each question and call it good, until the result comes."""
    while last not in terminal.see_any("Don't know", last):
        terminal.press("f2")
        terminal.see("take it")
        terminal.press("3")
        terminal.see_no_more("take it")


def test_a_learner_reads_a_guide_takes_a_quiz_is_killed_and_finishes_it_another_time(
    studykit: Open, home: Path
) -> None:
    with studykit() as terminal:
        terminal.see("Begin with Art of the Interview", "Programming with Python")
        terminal.press("tab", "enter")
        terminal.see("Kinds of interview", "Informational Interview")
        terminal.press("down", "down", "enter")
        terminal.see("Must-know facts", "career seeker")
        terminal.press("q")
        terminal.see("Set up a quiz", "4 cards")
        terminal.press("enter")
        terminal.see("1 of 4", "Lock answer")
        terminal.type("you ask and learn about the work")
        terminal.press("ctrl+s")
        terminal.see("How sure are you?")
        terminal.press("s")
        terminal.see("Model answer", "0 of 5")
        terminal.press("y", "n", "p", "y", "y")
        terminal.see("a core point is missing")
        terminal.press("enter")
        terminal.see("2 of")
        terminal.type("half an answer")
        terminal.see("half an answer")
        for _ in range(300):
            if read(home, "SELECT 1 FROM drafts WHERE text = 'half an answer'"):
                break
            terminal.read_on(0.1)
        terminal.kill(signal.SIGKILL)

    with studykit() as terminal:
        terminal.see("Unfinished", "Informational Interview")
        terminal.press("enter")
        terminal.see("half an answer")
        answer_all(terminal, "Practise what I missed")
        terminal.see("3.5 of")
        terminal.press("escape")
        terminal.see("Last quizzes", "3.5 of 15")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert read(home, "SELECT count(*) FROM endings") == [(1,)]


def test_a_mock_test_that_was_killed_goes_on_with_the_time_that_is_left(
    studykit: Open, home: Path
) -> None:
    quiz = ["quiz", "art-of-the-interview/networking", "--mock", "--minutes", "10", "--seed", "1"]
    with studykit(*quiz) as terminal:
        terminal.see("expect")
        terminal.press("enter")
        terminal.see("left", "Hand in")
        terminal.kill(signal.SIGKILL)
    assert read(home, "SELECT count(*) FROM entries WHERE kind = 'opened'") == [(1,)]

    with studykit() as terminal:
        terminal.see("Unfinished mock test", "left")
        terminal.press("enter")
        terminal.see("Hand in")
        terminal.press("ctrl+t")
        terminal.see("Hand in?")
        terminal.press("y")
        terminal.see("Judging")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_ends_the_program_with_its_code_and_gives_the_terminal_back(
    studykit: Open, number: signal.Signals, code: int
) -> None:
    with studykit() as terminal:
        terminal.see("Programming with Python")
        assert terminal.kill(number) == code
        assert b"\x1b[?1049l" in terminal.raw
        assert b"\x1b[?25h" in terminal.raw


def test_a_small_terminal_shows_the_way(studykit: Open) -> None:
    with studykit(columns=80, rows=24) as terminal:
        terminal.see("Art of the Interview", "q Quiz", "? Help")
        terminal.press("?")
        terminal.see("Keys of this screen", "Set up a quiz")
        terminal.press("escape", "ctrl+q")
        assert terminal.wait() == 0


# -- an author -----------------------------------------------------------------------------------------------------------

EDITOR = """#!{python}
import pathlib, sys
line, name = sys.argv[1:]
print("this is the editor:", line, pathlib.Path(name).name)  # a long path would be broken in two
file = pathlib.Path(name)
file.write_text(file.read_text("utf-8").replace("A **short talk**", "A **long talk**"), "utf-8")
sys.stdin.readline()
"""


def test_an_author_previews_a_guide_breaks_it_mends_it_and_edits_it_with_their_own_editor(
    studykit: Open, home: Path, tmp_path: Path
) -> None:
    course = Path(shutil.copytree(LIBRARY / "art-of-asking", tmp_path / "asking"))
    guide = course / "informational-interview.yaml"
    good = guide.read_text("utf-8")
    vi = tmp_path / "vi"
    vi.write_text(EDITOR.format(python=sys.executable), "utf-8")
    vi.chmod(0o755)
    with studykit("preview", str(guide), editor=str(vi)) as terminal:
        terminal.see("A short talk with somebody", "1 of 5")
        guide.write_text(good.replace("related:", "realted:"), "utf-8")
        terminal.see("informational-interview.yaml:30", "Did you mean `related`?")
        terminal.see("A short talk with somebody", "last good version shown")
        guide.write_text(good.replace("A thank-you note.", "A short note."), "utf-8")
        terminal.see_no_more("last good version shown")
        terminal.press("tab", "tab", "e")
        terminal.see("this is the editor: +22", "informational-interview.yaml")
        terminal.press("enter")
        terminal.see("A long talk with somebody", "▸  2  Which of these", "1 of 5")
        terminal.press("tab", "enter")
        terminal.see("A short note.")
        terminal.press("q")
        terminal.see("Set up a quiz")
        terminal.press("enter")
        terminal.see("1 of", "Lock answer")
        terminal.press("f7")
        terminal.see("The file shows the answer. Open it anyway?")
        terminal.press("escape", "ctrl+q")
        assert terminal.wait() == 0
    assert not home.exists()


def test_a_preview_of_what_is_broken_says_where_and_shows_it_once_it_is_mended(
    studykit: Open, home: Path, tmp_path: Path
) -> None:
    course = Path(shutil.copytree(LIBRARY / "art-of-asking", tmp_path / "asking"))
    guide = course / "job-interview.yaml"
    good = guide.read_text("utf-8")
    guide.write_text(good.replace("term:", "trem:"), "utf-8")
    with studykit("preview", str(guide)) as terminal:
        terminal.see("job-interview.yaml:1", "There is no `trem` here.")
        guide.write_text(good, "utf-8")
        terminal.see("The mistakes are mended.", "Must-know facts")
        terminal.press("escape")
        terminal.see("Art of Asking", "Job Interview")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    with studykit("preview", str(tmp_path)) as terminal:
        terminal.see("it has no course.yaml")
        assert terminal.wait() == 1
    assert not home.exists()


def test_what_an_author_typed_is_there_again_after_the_terminal_was_closed(
    studykit: Open, home: Path
) -> None:
    shutil.copytree(LIBRARY, home / "library")
    with studykit() as terminal:
        terminal.see("Art of Asking")
        terminal.press("tab", "enter")
        terminal.see("Kinds of interview", "Edit")
        terminal.press("down", "down", "w")
        terminal.see("a new term", "for the unit Kinds of interview")
        terminal.type("Silence\t\tNo sound.")
        terminal.see("Silence", "No sound.")
        terminal.kill(signal.SIGHUP)
    with studykit() as terminal:
        terminal.see("Art of Asking")
        terminal.press("tab", "enter")
        terminal.see("Kinds of interview", "Edit")
        terminal.press("w")
        terminal.see("was kept: Silence,", "Go on with it")
        terminal.press("enter")
        terminal.see("Silence", "No sound.")
        terminal.press("ctrl+s")
        terminal.see("Saved.", "No sound.")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    written = (home / "library" / "art-of-asking" / "silence.yaml").read_text("utf-8")
    assert written == "term: Silence\ndefinition: No sound.\n"


def test_the_first_course_of_ones_own_is_seen_while_the_app_is_open(
    home: Path, studykit: Open
) -> None:
    with studykit() as terminal:
        terminal.see("Programming with Python")
        course = home / "library" / "rivers"
        course.mkdir()
        (course / "course.yaml").write_text("course: Rivers\nabout: Water.\n", "utf-8")
        (course / "a.yaml").write_text("term: Delta\ndefinition: Where it ends.\n", "utf-8")
        terminal.see("Rivers")
        terminal.press("ctrl+q")
        terminal.wait()
