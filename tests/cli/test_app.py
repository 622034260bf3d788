"""The way from the command line into the app, where a person sits at a terminal."""

import pytest
from textual.screen import Screen

from studykit.cli import console
from studykit.study.study import Study
from studykit.tui.screens.practice import PracticeScreen
from tests.cli.support import Call

Opened = list[tuple[object, Screen[None] | None]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """With which theme and on which screen the app was opened."""
    opened: Opened = []

    def run_app(study: Study, start: Screen[None] | None = None) -> int:
        opened.append((study.log.setting("theme"), start))
        return 0

    monkeypatch.setattr("studykit.tui.app.run_app", run_app)
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    return opened


def test_without_a_command_the_app_opens(call: Call, opened: Opened) -> None:
    assert call() == (0, "", "")
    assert opened == [(None, None)]


def test_a_theme_is_chosen_by_its_short_name_and_kept(call: Call, opened: Opened) -> None:
    assert call("--theme", "light")[0] == 0
    call()
    assert [theme for theme, _ in opened] == ["studykit-light", "studykit-light"]


def test_a_theme_that_is_not_there_is_told_with_those_that_are(call: Call, opened: Opened) -> None:
    code, _, err = call("--theme", "pink")
    assert code == 1
    assert "colorblind-dark" in err
    assert not opened


def test_a_quiz_opens_in_the_app_unless_it_is_to_be_plain(call: Call, opened: Opened) -> None:
    assert call("quiz", "art-of-asking")[0] == 0
    assert isinstance(opened[0][1], PracticeScreen)
    assert "Question 1" in call("quiz", "art-of-asking", "--plain")[1]
    assert len(opened) == 1
