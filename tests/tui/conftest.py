"""What the tests of the app stand on: a small library, the learner's desk, and the app."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.screen import Screen

from studykit.study.study import Study
from studykit.tui.app import StudykitApp
from tests.tui.support import LIBRARY, FixedClock, MakeApp, open_study


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with two courses that share the term Active Listening; it may be changed."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


@pytest.fixture
def clock() -> FixedClock:
    """The time as the desk knows it."""
    return FixedClock()


@pytest.fixture
def study(library: Path, clock: FixedClock, tmp_path: Path) -> Iterator[Study]:
    """A desk over the small library, with a log in memory."""
    study = open_study(library, clock, cache=tmp_path / "cache")
    yield study
    study.close()


@pytest.fixture
def studykit_app(study: Study) -> MakeApp:
    """Makes the app, with other screens on top of home where they are given: `async with studykit_app().run_test(size=(80, 24)) as pilot`."""

    def make(*start: Screen[None] | None) -> StudykitApp:
        return StudykitApp(study, *start)

    return make


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times on screen are the same everywhere."""
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()
