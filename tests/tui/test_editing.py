"""Opening a file in the author's editor, and coming back."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from studykit.quiz.cards import Kind
from studykit.quiz.plan import Mode, Order, QuizOptions
from studykit.quiz.quiz import Phase
from studykit.quiz.timer import TimeLimit
from studykit.study.sitting import MockSitting, PracticeSitting
from studykit.study.study import Study
from studykit.tui.screens.ask import ConfirmScreen
from studykit.tui.screens.course import CourseScreen
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.judging import JudgingScreen
from studykit.tui.screens.mock import MockScreen
from studykit.tui.screens.practice import PracticeScreen
from studykit.tui.screens.problems import ProblemsScreen
from tests.tui.support import COURSE, GUIDE, MakeApp, settle

SIZE = (120, 40)
SCRIPT = """
import json, pathlib, sys
log, old, new, *told = sys.argv[1:]
pathlib.Path(log).write_text(json.dumps(told))
file = pathlib.Path(told[-1])
text = file.read_text("utf-8")
file.write_text(text.replace(old, new), "utf-8")
"""
WHOLE = """\
course: Whole
units:
  - unit: One
    guides: [a]
guides:
  - {term: A, definition: It.}
"""
Told = Callable[[], list[str]]
"""What the editor was told; empty where it was not called."""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can be left to an editor, as the one of the tests cannot."""

    @contextlib.contextmanager
    def suspend(_: App[None]) -> Iterator[None]:
        yield

    monkeypatch.setattr(App, "suspend", suspend)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: None) -> Told:
    """An editor that replaces `to get a job` by `for fame`, and is told lines as vi is."""
    vi = tmp_path / "vi"
    vi.write_text(f"#!{sys.executable}\n{SCRIPT}", "utf-8")
    vi.chmod(0o755)
    log = tmp_path / "told.json"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{vi}' '{log}' 'to get a job' 'for fame'")
    return lambda: json.loads(log.read_text("utf-8")) if log.exists() else []


@pytest.fixture
def nano(tmp_path: Path, editor: Told, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that is told columns, and mends `fcat`."""
    nano = tmp_path / "nano"
    nano.symlink_to(tmp_path / "vi")
    monkeypatch.setenv("EDITOR", f"'{nano}' '{tmp_path / 'told.json'}' fcat fact")
    return nano


needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="scripts are no programs here")


def practice(study: Study) -> PracticeSitting:
    options = QuizOptions(
        scope=(f"{COURSE}/{GUIDE}",), kinds=frozenset({Kind.QUESTION}), order=Order.TAUGHT
    )
    sitting = study.quizzes.begin(options)
    assert isinstance(sitting, PracticeSitting)
    return sitting


async def finish(pilot: Pilot[None]) -> None:
    """Answer the card, and say that it was known."""
    await pilot.press("ctrl+s", "s", "y", "y", "y", "enter")
    await settle(pilot)


def were_read(study: Study) -> list[bool]:
    """For each answer whether its page had been read before."""
    assert study._opened
    rows = study._opened[0].rows("SELECT read_at FROM scheduled_reviews ORDER BY id")
    return [read_at is not None for (read_at,) in rows]


@needs_scripts
async def test_a_guide_is_opened_at_its_line_and_what_is_saved_is_seen_at_once(
    library: Path, studykit_app: MakeApp, editor: Told
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("e")
        assert "It is not held for fame." in " ".join((await settle(pilot)).split())
        assert editor() == ["+1", str(library / COURSE / f"{GUIDE}.yaml")]


@needs_scripts
async def test_at_a_question_the_file_is_opened_there_and_the_cursor_is_there_afterwards(
    studykit_app: MakeApp, editor: Told
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", "enter", "e")
        screen = await settle(pilot)
        assert editor()[0] == "+22"
        assert "▸  2  Which of these would you ask for last?" in screen
        assert "✓ A referral" in screen


@needs_scripts
async def test_the_palette_opens_the_editor_too(studykit_app: MakeApp, editor: Told) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"open in editor")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert editor()


@needs_scripts
async def test_an_editor_that_breaks_the_file_is_followed_by_the_banner(
    studykit_app: MakeApp, editor: Told, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = f"'{tmp_path / 'vi'}' '{tmp_path / 'told.json'}' facts: fcats:"
    monkeypatch.setenv("EDITOR", words)
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("e")
        assert f"{GUIDE}.yaml:5 " in await settle(pilot)
        monkeypatch.setenv("EDITOR", words.replace("facts: fcats:", "fcats: facts:"))
        await pilot.press("e")
        assert "last good version" not in await settle(pilot)
        assert editor()[0] == "+5"


@needs_scripts
async def test_before_the_answer_is_locked_the_learner_is_asked_first(
    study: Study, studykit_app: MakeApp, editor: Told
) -> None:
    sitting = practice(study)
    async with studykit_app(PracticeScreen(sitting)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press(*"see", "f7")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert "The file shows the answer. Open it anyway?" in await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert editor() == []
        assert pilot.app.screen.query_one(TextArea).text == "see"
        await finish(pilot)
    assert were_read(study) == [False]


@needs_scripts
async def test_who_looks_at_the_file_first_has_read_not_recalled(
    study: Study, studykit_app: MakeApp, editor: Told
) -> None:
    sitting = practice(study)
    async with studykit_app(PracticeScreen(sitting)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press(*"see", "f7", "y")
        await settle(pilot)
        assert editor()[0] == "+10"
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert sitting.quiz.phase is Phase.ANSWERING
        assert not sitting.quiz.is_paused
        assert pilot.app.screen.query_one(TextArea).text == "see"
        await finish(pilot)
    assert were_read(study) == [True]


@needs_scripts
async def test_after_the_answer_is_locked_nothing_is_asked_and_the_quiz_stays_as_it_was(
    study: Study, studykit_app: MakeApp, editor: Told
) -> None:
    sitting = practice(study)
    async with studykit_app(PracticeScreen(sitting)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press(*"see", "ctrl+s", "s", "y")
        before = await settle(pilot)
        await pilot.press("e")
        assert await settle(pilot) == before
        assert editor()[0] == "+10"


async def test_letters_of_an_answer_are_letters(study: Study, studykit_app: MakeApp) -> None:
    sitting = practice(study)
    async with studykit_app(PracticeScreen(sitting)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("e")
        assert pilot.app.screen.query_one(TextArea).text == "e"


async def test_a_mock_test_opens_no_editor_before_it_is_handed_in(
    study: Study, studykit_app: MakeApp
) -> None:
    options = QuizOptions(scope=(f"{COURSE}/{GUIDE}",), mode=Mode.MOCK, limit=TimeLimit(6))
    sitting = study.quizzes.begin(options)
    assert isinstance(sitting, MockSitting)
    sitting.predict(0.5)
    async with studykit_app(MockScreen(sitting)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"open in editor")
        assert "Open in editor" not in await settle(pilot)
    assert not hasattr(MockScreen, "action_edit")
    assert hasattr(JudgingScreen, "action_edit")


async def test_a_terminal_that_cannot_be_left_is_told_with_file_and_line(
    studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", f"'{sys.executable}'")
    app = studykit_app(GuideScreen(COURSE, GUIDE))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("e")
        screen = " ".join((await settle(pilot)).replace("▌", "").split())
        assert "This terminal cannot be left to an editor." in screen


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("nothing-of-that-name", "The editor nothing-of-that-name is not there."),
        (f"'{sys.executable}' -c 'raise SystemExit(7)'", "ended with exit code 7."),
    ],
)
async def test_an_editor_that_fails_is_told_and_the_app_goes_on(
    studykit_app: MakeApp,
    monkeypatch: pytest.MonkeyPatch,
    terminal: None,
    editor: str,
    told: str,
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    app = studykit_app(GuideScreen(COURSE, GUIDE))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("e")
        screen = " ".join((await settle(pilot)).replace("▌", "").split())
        assert told in screen
        assert "Must-know facts" in screen


async def test_an_installed_course_is_refused_with_the_way_out(
    library: Path, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch, terminal: None
) -> None:
    monkeypatch.setattr("studykit.paths.installed_content", lambda: library)
    app = studykit_app(GuideScreen(COURSE, GUIDE))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("e")
        screen = " ".join((await settle(pilot)).replace("▌", "").split())
        assert "comes with studykit" in screen
        assert "into your own library" in screen


@needs_scripts
async def test_a_short_question_is_opened_with_a_key_that_is_no_letter(
    study: Study, studykit_app: MakeApp, editor: Told
) -> None:
    sitting = practice(study)
    async with studykit_app(PracticeScreen(sitting)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("f4", "f4")
        await settle(pilot)
        assert pilot.app.screen.query_one(Input).has_focus
        await pilot.press("f7", "y")
        await settle(pilot)
        assert editor()[0] == "+27"


# -- from a course, and from the list of problems --------------------------------------------------------------------------


@needs_scripts
@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ([], ("+1", "course.yaml")),
        (["down"], ("+4", "course.yaml")),
        (["down", "down"], ("+1", f"{GUIDE}.yaml")),
        (["end"], ("+2", "exam-review.yaml")),
    ],
)
async def test_on_a_course_the_file_of_the_line_at_the_cursor_is_opened(
    library: Path, studykit_app: MakeApp, editor: Told, keys: list[str], place: tuple[str, str]
) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=(80, 24)) as pilot:
        assert " e Edit" in await settle(pilot)
        await pilot.press(*keys, "e")
        await settle(pilot)
        line, file = place
        assert editor() == [line, str(library / COURSE / file)]


@needs_scripts
async def test_on_a_course_that_is_one_file_a_unit_is_opened_there(
    library: Path, study: Study, studykit_app: MakeApp, editor: Told
) -> None:
    file = library / "whole.yaml"
    file.write_text(WHOLE, "utf-8")
    study.catalog.refresh()
    async with studykit_app(CourseScreen("whole")).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("down", "e")
        await settle(pilot)
        assert editor() == ["+3", str(file)]


@needs_scripts
async def test_a_problem_is_opened_at_its_place_and_what_is_left_is_shown_afterwards(
    library: Path,
    study: Study,
    studykit_app: MakeApp,
    editor: Told,
    nano: Path,
) -> None:
    for name in ("y", "z"):
        text = "term: X\ndefinition: It is.\nfacts:\n  - {fcat: One.}\n"
        (library / COURSE / f"{name}.yaml").write_text(text, "utf-8")
    study.catalog.refresh()
    async with studykit_app(ProblemsScreen()).run_test(size=SIZE) as pilot:
        assert " e Edit" in await settle(pilot)
        await pilot.press("down", "down", "e")
        shown = await settle(pilot)
        assert editor() == ["+4,5", str(library / COURSE / "z.yaml")]
        assert "z.yaml" not in shown
        assert "▸ ✗ error" in shown
        await pilot.press("e")
        assert "No problems" in await settle(pilot)
        assert editor() == ["+4,5", str(library / COURSE / "y.yaml")]
        assert " e Edit" not in await settle(pilot)


async def test_a_problem_of_a_folder_opens_no_editor(
    library: Path, study: Study, studykit_app: MakeApp, terminal: None
) -> None:
    (library / "lost").mkdir()
    (library / "lost" / "a.yaml").write_text("term: A\n", "utf-8")
    study.catalog.refresh()
    app = studykit_app(ProblemsScreen())
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("e")
        screen = " ".join((await settle(pilot)).replace("▌", "").split())
        assert "lost is no file that can be edited." in screen


async def test_problems_make_way_for_what_could_not_be_shown(
    studykit_app: MakeApp, library: Path, study: Study
) -> None:
    file = library / COURSE / f"{GUIDE}.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("term:", "trem:"), "utf-8")
    study.catalog.refresh()
    ready: list[GuideScreen] = []
    async with studykit_app(ProblemsScreen(lambda: ready)).run_test(size=SIZE) as pilot:
        assert "There is no `trem` here." in await settle(pilot)
        file.write_text(good, "utf-8")
        ready.append(GuideScreen(COURSE, GUIDE))
        await pilot.app.live.take_in()  # type: ignore[attr-defined]
        await settle(pilot)
        assert pilot.app.screen is ready[0]
        await pilot.press("escape")
        assert len(pilot.app.screen_stack) == 1
