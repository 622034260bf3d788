"""The program as a process: exit codes, pipes, locales, and what it does not import."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import LIBRARY

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment with a home of its own and the small library."""
    own = {
        "STUDYKIT_HOME": str(tmp_path),
        "STUDYKIT_LIBRARY": str(LIBRARY),
        "STUDYKIT_SHIPPED": "0",
    }
    return os.environ | own


def studykit(*argv: str) -> list[str]:
    """The command line that runs studykit."""
    return [sys.executable, "-m", "studykit", *argv]


def test_no_command_of_the_command_line_imports_textual(environ: dict[str, str]) -> None:
    code = (
        "import io, sys\n"
        "from studykit.cli.launch import run\n"
        "for words in ([], ['list'], ['show', 'art-of-asking/active-listening'], ['search', 'active'],\n"
        "              ['check'], ['quiz', '--plain'], ['results'], ['stats'], ['--help'], ['--version'],\n"
        "              ['test', 'add', 'T', '--on', 'in 9 days'], ['test'], ['test', 'show'], ['due'],\n"
        "              ['today', '--plain'], ['test', 'edit', 'T', '--minutes', '5'], ['test', 'remove', 'T'],\n"
        "              ['rest', 'art-of-asking'], ['rest'], ['settings'], ['settings', 'new-cards', '5'],\n"
        "              ['rebuild'], ['test', 'add', '--help']):\n"
        "    sys.stdin = io.StringIO('?\\n2\\n')\n"
        "    assert run(words) == 0, words\n"
        "assert not {'textual', 'rich'} & sys.modules.keys()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_way_to_the_app_does_not_import_click(environ: dict[str, str]) -> None:
    code = (
        "import sys\n"
        "from studykit.cli import app, launch\n"
        "from studykit.cli.desk import Library\n"
        "Library().open().close()\n"
        "assert not {'click', 'yaml', 'markdown_it', 'pylatexenc', 'rapidfuzz'} & sys.modules.keys()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@POSIX
def test_a_reader_that_goes_away_is_no_mistake(environ: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            studykit("list"), env=environ, stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr == b""
    assert done.returncode == 141


def test_text_is_utf_8_whatever_the_locale(environ: dict[str, str]) -> None:
    plain = environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    quiz = studykit("quiz", "art-of-asking/informational-interview", "--order=taught", "--plain")
    typed = "Gründe\n.\n".encode()
    done = subprocess.run(
        quiz, env=plain, input=typed + b"\xff\n", capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8")


@POSIX
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)]
)
def test_a_signal_ends_a_quiz_and_keeps_what_was_typed(
    environ: dict[str, str], number: signal.Signals, code: int
) -> None:
    quiz = studykit("quiz", "art-of-asking/informational-interview", "--order=taught", "--plain")
    with subprocess.Popen(
        quiz,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Where the tests run in the background, a shell has Ctrl+C ignored, and that would be inherited.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # noqa: PLW1509 - nothing else is done
    ) as process:
        assert process.stdin
        assert process.stdout
        while "Question 1" not in process.stdout.readline():
            pass
        process.stdin.write("typed so far\n!time\n")
        process.stdin.flush()
        while "There is no command !time" not in process.stdout.readline():
            pass
        process.send_signal(number)
        assert process.wait(10) == code
    again = subprocess.run(
        studykit("quiz", "--plain", "--resume"),
        env=environ,
        input=b"",
        capture_output=True,
        check=False,
    )
    assert b"typed so far" in again.stdout


@POSIX
def test_output_that_cannot_be_written_is_told(environ: dict[str, str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no device that is always full")
    with full.open("wb") as sink:
        done = subprocess.run(
            studykit("list"), env=environ, stdout=sink, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"studykit: The output cannot be written")


@POSIX
def test_a_quiz_without_any_input_or_output_ends(environ: dict[str, str]) -> None:
    line = f"{sys.executable} -m studykit quiz --plain <&- >&-"
    assert subprocess.run(line, env=environ, shell=True, check=False).returncode == 0
