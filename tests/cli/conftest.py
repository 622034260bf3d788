"""A clock that ticks, a desk of one's own, and studykit as it is called."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from studykit.cli.launch import run
from studykit.study.study import Study
from tests.cli.support import LIBRARY, Call, TickingClock, make_study


@pytest.fixture
def clock() -> TickingClock:
    """The time as the desk knows it."""
    return TickingClock()


@pytest.fixture
def study(clock: TickingClock) -> Iterator[Study]:
    """A desk with a log in memory and without content."""
    study = make_study(clock)
    yield study
    study.close()


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Calls studykit with arguments and lines of input; gives exit code, stdout and stderr."""
    monkeypatch.setenv("STUDYKIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("STUDYKIT_LIBRARY", str(LIBRARY))
    monkeypatch.setenv("STUDYKIT_SHIPPED", "0")
    monkeypatch.delenv("STUDYKIT_DEBUG", raising=False)

    def call(*argv: str, typed: str = "", stdin: object = None) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", stdin or io.StringIO(typed))
        code = run(argv)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call
