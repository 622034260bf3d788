"""Pictures, opened outside of the terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.screen import Screen

from studykit.errors import StudykitError
from studykit.quiz.plan import Mode, Order, QuizOptions
from studykit.study.sitting import MockSitting, PracticeSitting
from studykit.study.study import Study
from studykit.tui.app import StudykitApp
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.judging import JudgingScreen
from studykit.tui.screens.mock import MockScreen
from studykit.tui.screens.practice import PracticeScreen
from studykit.tui.viewer import no_viewer
from tests.content.test_pictures import PNG
from tests.tui.support import COURSE, MakeApp, settle

DECK = """\
set: Deck
questions:
  - question: "What is this? ![a demand curve](media/curve.png)"
    hint: "See ![a hint](media/hint.png)."
    answer: "Demand. ![with supply](media/both.png)"
  - question: Nothing to see?
    accept: ["no"]
  - question: "And this? ![](https://example.org/x.png)"
    accept: [web]
"""
SIZE = (120, 30)


class Viewer:
    """Notes what it is to open."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.failed: Callable[[], None] = lambda: None

    def __call__(self, what: str, failed: Callable[[], None]) -> None:
        self.opened.append(what)
        self.failed = failed

    @property
    def names(self) -> list[str]:
        """The names of what was opened."""
        return [Path(what).name for what in self.opened]


@pytest.fixture
def viewer() -> Viewer:
    """A viewer with no window."""
    return Viewer()


@pytest.fixture
def app(library: Path, study: Study, studykit_app: MakeApp, viewer: Viewer) -> MakeApp:
    """An app with that viewer, and a course with pictures."""
    media = library / COURSE / "media"
    media.mkdir()
    for name in ("curve", "hint", "both"):
        (media / f"{name}.png").write_bytes(PNG)
    (library / COURSE / "deck.yaml").write_text(DECK, "utf-8")
    study.catalog.refresh()

    def make(*start: Screen[None] | None) -> StudykitApp:
        app = studykit_app(*start)
        app.viewer = viewer
        return app

    return make


def options(mode: Mode = Mode.PRACTICE) -> QuizOptions:
    """A quiz of the deck, as it stands there."""
    return QuizOptions(scope=(f"{COURSE}/deck",), order=Order.TAUGHT, mode=mode)


async def test_the_picture_of_the_question_at_the_cursor_is_opened(
    app: MakeApp, viewer: Viewer, library: Path
) -> None:
    async with app(GuideScreen(COURSE, "deck")).run_test(size=SIZE) as pilot:
        await pilot.press("tab", "o")
        await settle(pilot)
        assert [note.message for note in pilot.app._notifications] == ["Opening a demand curve …"]
        assert viewer.opened == [str(library / COURSE / "media" / "curve.png")]


async def test_of_several_pictures_one_is_chosen(app: MakeApp, viewer: Viewer) -> None:
    async with app(GuideScreen(COURSE, "deck")).run_test(size=SIZE) as pilot:
        await pilot.press("tab", "enter", "o")
        screen = await settle(pilot)
        assert "▸ a demand curve  media/curve.png" in screen
        assert "with supply  media/both.png" in screen
        assert "Enter  Open it" in screen
        await pilot.press("down", "enter")
        await settle(pilot)
        assert viewer.names == ["both.png"]
        await pilot.press("o", "escape")
        await settle(pilot)
        assert viewer.names == ["both.png"]


async def test_the_key_is_offered_only_where_there_is_a_picture(
    app: MakeApp, viewer: Viewer
) -> None:
    async with app(GuideScreen(COURSE, "deck")).run_test(size=SIZE) as pilot:
        assert "o Open picture" in await settle(pilot)
    async with app(GuideScreen(COURSE, "job-interview")).run_test(size=SIZE) as pilot:
        assert "Open picture" not in await settle(pilot)
        await pilot.press("o")
        assert not viewer.opened


async def test_the_web_is_gone_into_only_when_that_is_agreed_to(
    app: MakeApp, viewer: Viewer
) -> None:
    async with app(GuideScreen(COURSE, "deck")).run_test(size=SIZE) as pilot:
        await pilot.press("shift+tab", "o")
        assert "https://example.org/x.png" in await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert not viewer.opened
        await pilot.press("o", "y")
        await settle(pilot)
        assert viewer.opened == ["https://example.org/x.png"]


async def test_where_nothing_can_show_it_the_path_is_said(
    app: MakeApp, viewer: Viewer, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(library / COURSE / "media" / "curve.png")
    async with app(GuideScreen(COURSE, "deck")).run_test(size=(200, 30)) as pilot:
        await pilot.press("tab", "o")
        told: list[str] = []
        monkeypatch.setattr(pilot.app, "tell", lambda error: told.append(str(error)))
        await pilot.app.run_worker(viewer.failed, thread=True).wait()
        assert told == [str(no_viewer(path))]

        def nothing(what: str, _: Callable[[], None]) -> None:
            raise no_viewer(what)

        pilot.app.viewer = nothing  # type: ignore[attr-defined]
        await pilot.press("o")
        assert told[1:] == [str(no_viewer(path))]


async def test_a_picture_that_is_gone_is_told(app: MakeApp, library: Path, viewer: Viewer) -> None:
    (library / COURSE / "media" / "curve.png").unlink()
    async with app(GuideScreen(COURSE, "deck")).run_test(size=(200, 30)) as pilot:
        await pilot.press("tab", "o")
        await settle(pilot)
        (told,) = pilot.app._notifications
        assert "There is no picture" in told.message
        assert not viewer.opened


async def test_in_practice_it_is_opened_while_one_types_and_the_answers_only_later(
    app: MakeApp, study: Study, viewer: Viewer
) -> None:
    sitting = study.quizzes.begin(options())
    assert isinstance(sitting, PracticeSitting)
    async with app(PracticeScreen(sitting)).run_test(size=SIZE) as pilot:
        await pilot.press(*"It is", "ctrl+o", *" o")
        assert "^o Open picture" in await settle(pilot)
        assert viewer.names == ["curve.png"]
        await pilot.press("f3", "ctrl+o", "down", "enter")
        await settle(pilot)
        assert viewer.names[1:] == ["hint.png"]
        await pilot.press("ctrl+s", "enter", "ctrl+o", "end", "enter")
        await settle(pilot)
        assert viewer.names[2:] == ["both.png"]
        assert sitting.quiz.attempts[-1].answered.text == "It is o"
        await pilot.press("y", "enter")
        assert "Nothing to see?" in await settle(pilot)
        await pilot.press("ctrl+o")
        assert len(viewer.opened) == 3


async def test_in_a_small_terminal_the_key_is_seen_behind_those_that_go_on(
    app: MakeApp, study: Study
) -> None:
    practice, mock = study.quizzes.begin(options()), study.quizzes.begin(options(Mode.MOCK))
    assert isinstance(practice, PracticeSitting)
    assert isinstance(mock, MockSitting)
    mock.predict(0.5)
    async with app(PracticeScreen(practice)).run_test(size=(80, 24)) as pilot:
        assert " ^s Lock answer  f2 Don't know  f3 Hint  ^o Open picture" in await settle(pilot)
    async with app(MockScreen(mock)).run_test(size=(80, 24)) as pilot:
        assert " f7 Previous  f8 Next  ^t Hand in  ^o Open picture" in await settle(pilot)


async def test_in_a_mock_test_and_its_judging(app: MakeApp, study: Study, viewer: Viewer) -> None:
    sitting = study.quizzes.begin(options(Mode.MOCK))
    assert isinstance(sitting, MockSitting)
    sitting.predict(0.5)
    async with app(MockScreen(sitting)).run_test(size=SIZE) as pilot:
        assert "^o Open picture" in await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert viewer.names == ["curve.png"]
        await pilot.press(*"It", "f8")
        assert "Open picture" not in await settle(pilot)
        await pilot.press("ctrl+t", "y")
        await settle(pilot)
        assert isinstance(pilot.app.screen, JudgingScreen)
        await pilot.press("ctrl+o", "end", "enter")
        await settle(pilot)
        assert viewer.names[1:] == ["both.png"]


def test_what_cannot_be_shown_is_an_error_that_is_told() -> None:
    assert isinstance(no_viewer("x"), StudykitError)
