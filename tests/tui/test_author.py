"""Writing a guide in a form."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input, TextArea

from studykit.tui.screens.ask import ConfirmScreen
from studykit.tui.screens.author import AuthorScreen
from studykit.tui.screens.author_question import QuestionScreen
from studykit.tui.screens.course import CourseScreen
from studykit.tui.screens.guide import GuideScreen
from tests.tui.support import COURSE, GUIDE, SIZES, MakeApp, settle
from tests.tui.test_snapshots import ScreenText, Size

SIZE = (120, 40)


@pytest.fixture(params=SIZES, ids=["80x24", "120x40"])
def size(request: pytest.FixtureRequest) -> Size:
    """A small terminal, and a comfortable one."""
    assert isinstance(request.param, tuple)
    return request.param


async def test_the_form(studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size) -> None:
    screens = snapshot.use_extension(ScreenText)
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=size) as pilot:
        assert f"{await settle(pilot)}\n" == screens(name="1 a page")
        await pilot.press("ctrl+n")
        assert f"{await settle(pilot)}\n" == screens(name="2 a new question")


async def test_a_fact_is_added_and_all_else_in_the_file_stays(
    studykit_app: MakeApp, library: Path
) -> None:
    file = library / COURSE / f"{GUIDE}.yaml"
    before = file.read_text("utf-8")
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("w")
        await settle(pilot)
        facts = pilot.app.screen.query_one("#facts", TextArea)
        facts.focus()
        facts.move_cursor(facts.document.end)
        await pilot.press("enter", *"It is short.")
        await pilot.press("ctrl+s")
        shown = await settle(pilot)
        assert isinstance(pilot.app.screen, GuideScreen)
        assert "It is short." in shown
    assert file.read_text("utf-8") == before.replace(
        "  - Never ask for **a job** in it.\n",
        "  - Never ask for **a job** in it.\n  - It is short.\n",
    )


async def test_a_new_term_is_written_for_the_unit_at_the_cursor(
    studykit_app: MakeApp, library: Path
) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "w")
        assert "✗" not in await settle(pilot)  # nobody has written anything yet
        await pilot.press(*"Silence")
        assert "✗ Definition" in await settle(pilot)
        pilot.app.screen.query_one("#definition", TextArea).focus()
        await pilot.press(*"What one hears when nobody speaks.")
        await pilot.press("ctrl+s")
        shown = await settle(pilot)
        assert isinstance(pilot.app.screen, GuideScreen)
        assert "What one hears" in shown
    text = (library / COURSE / "silence.yaml").read_text("utf-8")
    assert text == "term: Silence\ndefinition: What one hears when nobody speaks.\n"
    assert "silence" in (library / COURSE / "course.yaml").read_text("utf-8")


async def test_a_question_is_written_checked_and_put_on_the_page(
    studykit_app: MakeApp, library: Path
) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+n")
        await pilot.press(*"Which?")
        assert "This question has no `answer`." in await settle(pilot)
        await pilot.press("ctrl+s")  # is refused
        assert isinstance(pilot.app.screen, QuestionScreen)
        pilot.app.screen.query_one("#choices", TextArea).focus()
        await pilot.press(*"one", "enter", *"* two")
        assert "choice question" in await settle(pilot)
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, AuthorScreen)
        assert "Which?" in await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    text = (library / COURSE / f"{GUIDE}.yaml").read_text("utf-8")
    assert (
        "  - question: Which?\n    choices:\n      - one\n      - choice: two\n        correct: true\n"
        in text
    )


async def test_a_question_can_be_taken_out(studykit_app: MakeApp, library: Path) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        pilot.app.screen.query_one("#author-questions").focus()
        await pilot.press("down", "delete", "ctrl+s")
        await settle(pilot)
    text = (library / COURSE / f"{GUIDE}.yaml").read_text("utf-8")
    assert "ask for last" not in text
    assert "within a day" in text


async def test_leaving_asks_about_what_is_not_saved(studykit_app: MakeApp, library: Path) -> None:
    file = library / COURSE / f"{GUIDE}.yaml"
    before = file.read_text("utf-8")
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("x", "escape")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, AuthorScreen)
        await pilot.press("escape", "x")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, AuthorScreen)
    assert file.read_text("utf-8") == before


async def test_leaving_without_a_change_asks_nothing(studykit_app: MakeApp) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, AuthorScreen | ConfirmScreen)


async def test_a_problem_is_marked_at_its_field(studykit_app: MakeApp) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        pilot.app.screen.query_one("#term", Input).value = ""
        shown = await settle(pilot)
        assert "✗ Term" in shown
        assert "`term`" in shown


async def test_a_file_that_was_changed_meanwhile_is_told(
    studykit_app: MakeApp, library: Path
) -> None:
    file = library / COURSE / f"{GUIDE}.yaml"
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")
        await pilot.press("x", "ctrl+s")
        await settle(pilot)
        told = next(iter(pilot.app._notifications)).message
        assert "has been changed since you opened it" in told
        assert isinstance(pilot.app.screen, AuthorScreen)


async def test_a_page_that_cannot_be_written_is_told_and_the_reader_stays(
    studykit_app: MakeApp, library: Path
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        (library / COURSE / f"{GUIDE}.yaml").write_text("term: [unclosed\n", "utf-8")
        await pilot.press("w")
        await settle(pilot)
        assert isinstance(pilot.app.screen, GuideScreen)
        (told,) = pilot.app._notifications
        assert f"{GUIDE}.yaml:1:7: " in told.message
