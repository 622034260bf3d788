"""A clock that ticks, a desk of one's own, and studykit as it is called."""

import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studykit.cli.launch import run
from studykit.study.opening import open_study
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
def calendar(clock: TickingClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[TickingClock]:
    """The time as each call of studykit knows it, where the learner is: a Thursday evening in UTC."""
    assert open_study.__kwdefaults__
    monkeypatch.setitem(open_study.__kwdefaults__, "clock", clock)
    before = os.environ.get("TZ")
    _set_zone("UTC")
    yield clock
    _set_zone(before)


def _set_zone(name: str | None) -> None:
    if name is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = name
    if hasattr(time, "tzset"):
        time.tzset()


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
