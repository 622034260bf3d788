"""Writing a guide in a form."""

import asyncio
from pathlib import Path
from threading import Event

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from studykit.content.catalog import Catalog
from studykit.content.forms import guide_form
from studykit.study.drafting import Draft, save_draft
from studykit.study.study import Study
from studykit.study.typed import Saved
from studykit.tui.screens.ask import ChooseScreen, ConfirmScreen
from studykit.tui.screens.author import AuthorScreen
from studykit.tui.screens.author_question import QuestionScreen
from studykit.tui.screens.course import CourseScreen
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.keeping import PATIENCE
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
        assert isinstance(pilot.app.screen, ChooseScreen)
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
        assert not isinstance(pilot.app.screen, AuthorScreen | ChooseScreen)


async def test_saving_goes_to_the_field_that_is_wrong(studykit_app: MakeApp) -> None:
    async with studykit_app(AuthorScreen(COURSE)).run_test(size=SIZE) as pilot:
        await pilot.press(*"Silence", "ctrl+s")
        await settle(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#definition")
        await pilot.press(*"No sound.", "ctrl+n", *"Why?", "ctrl+s")
        await settle(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#answer")


async def test_a_question_that_is_wrong_is_named_on_the_page(
    studykit_app: MakeApp, library: Path, study: Study
) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, AuthorScreen)
        questions = screen.draft.node["questions"]
        assert isinstance(questions, list)
        screen.draft.node["questions"] = [*questions, {"question": "Why?"}]
        await pilot.press("ctrl+s")
        assert "✗ Question 4: This question has no `answer`." in await settle(pilot)
        assert pilot.app.focused is screen.questions


async def test_what_is_typed_right_behind_tab_is_for_the_next_field(studykit_app: MakeApp) -> None:
    async with studykit_app(AuthorScreen(COURSE)).run_test(size=SIZE) as pilot:
        for key in ("A", "tab", "B", "tab", "C"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        screen = pilot.app.screen
        assert [screen.query_one(f"#{name}", Input).value for name in ("term", "aliases")] == [
            "A",
            "B",
        ]
        assert screen.query_one("#definition", TextArea).text == "C"


async def test_what_is_still_to_be_written_is_shown_as_empty_and_stays_until_it_is(
    studykit_app: MakeApp, library: Path, study: Study
) -> None:
    file = library / COURSE / "new.yaml"
    file.write_text(guide_form("New"), "utf-8")
    study.catalog.refresh()
    async with studykit_app(AuthorScreen(COURSE, "new")).run_test(size=SIZE) as pilot:
        screen = pilot.app.screen
        assert screen.query_one("#definition", TextArea).text == ""
        assert screen.query_one("#facts", TextArea).text == ""
        screen.query_one("#facts").focus()
        await pilot.press(*"It is **new**.", "ctrl+s")
        await settle(pilot)
    told = file.read_text("utf-8")
    assert told == guide_form("New").replace(
        '  - "…"\n\n# Review', "  - It is **new**.\n\n# Review"
    )


async def test_ctrl_end_and_ctrl_home_go_to_the_ends_of_a_text(studykit_app: MakeApp) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        facts = pilot.app.screen.query_one("#facts", TextArea)
        before = facts.text
        facts.focus()
        await pilot.press("ctrl+end", "enter", *"Z", "ctrl+home", *"A")
        assert facts.text == f"A{before}\nZ"
        await pilot.press("ctrl+shift+end", "delete")
        assert facts.text == "A"


async def test_a_problem_is_marked_at_its_field(studykit_app: MakeApp) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        pilot.app.screen.query_one("#term", Input).value = ""
        shown = await settle(pilot)
        assert "✗ Term" in shown
        assert "`term`" in shown


async def test_a_link_that_leads_nowhere_is_told_as_it_is_typed_and_when_it_is_saved(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        field = pilot.app.screen.query_one("#related", Input)
        field.focus()
        field.cursor_position = len(field.value)
        await pilot.press(*", silense")
        shown = await settle(pilot)
        assert "✗ Related terms" in shown
        assert "✗ There is no term `silense` in this course." in shown
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, AuthorScreen)
        (told,) = pilot.app._notifications
        assert told.message.startswith("Saved. There is no term `silense` in this course.")
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        assert "✗ There is no term `silense`" in await settle(pilot)  # also when it is opened again


async def test_a_term_that_is_taken_is_told_as_it_is_typed(studykit_app: MakeApp) -> None:
    async with studykit_app(AuthorScreen(COURSE)).run_test(size=SIZE) as pilot:
        await pilot.press(*"Informational Interview", "tab", "tab", *"A talk.")
        shown = await settle(pilot)
        assert "✗ Term" in shown
        assert f"There is `{GUIDE}` already in this course" in shown


async def test_a_file_that_was_changed_meanwhile_is_told_and_both_are_kept(
    studykit_app: MakeApp, library: Path
) -> None:
    file = library / COURSE / f"{GUIDE}.yaml"
    before = file.read_text("utf-8")
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("x")
        file.write_text(before.replace("**a job**", "**a post**") + "# mine\n", "utf-8")
        await pilot.press("ctrl+s")
        told = told_in(await settle(pilot))
        assert f"{GUIDE}.yaml was changed after you opened it, but not where you wrote" in told
        await pilot.press("enter")
        assert "**a post**" in await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    after = file.read_text("utf-8")
    assert "term: Informational Interviewx\n" in after
    assert "**a post**" in after
    assert after.endswith("# mine\n")


# -- while it is saved, and after ----------------------------------------------------------------------------------------------


async def test_a_new_term_opens_under_the_name_that_it_was_given(
    studykit_app: MakeApp, library: Path
) -> None:
    async with studykit_app(AuthorScreen(COURSE)).run_test(size=SIZE) as pilot:
        await pilot.press(*"Course", "tab", "tab", *"A class.", "ctrl+s")
        shown = await settle(pilot)
        assert isinstance(pilot.app.screen, GuideScreen)
        assert "A class." in shown
    assert (library / COURSE / "course-guide.yaml").is_file()


async def test_a_new_term_that_is_there_already_is_told_and_stays_in_the_form(
    studykit_app: MakeApp, library: Path, study: Study
) -> None:
    (library / COURSE / "more.yaml").write_text("guides:\n  - {term: Silence, definition: None.}\n")
    study.catalog.refresh()
    async with studykit_app(AuthorScreen(COURSE)).run_test(size=SIZE) as pilot:
        await pilot.press(*"Silence", "tab", "tab", *"No sound.", "ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, AuthorScreen)
        (told,) = pilot.app._notifications
        assert "more.yaml:2" in told.message


async def test_a_file_whose_comments_could_not_be_kept_is_told(
    studykit_app: MakeApp, library: Path, study: Study
) -> None:
    text = "{term: Silence, # mine\n definition: None.}\n"
    (library / COURSE / "silence.yaml").write_text(text)
    study.catalog.refresh()
    async with studykit_app(AuthorScreen(COURSE, "silence")).run_test(size=SIZE) as pilot:
        await pilot.press("tab", *"quiet", "ctrl+s")
        await settle(pilot)
        (told,) = pilot.app._notifications
        assert "without the comments within" in told.message
        assert "silence.yaml~" in told.message
    assert (library / COURSE / "silence.yaml~").read_text() == text


async def test_keys_wait_while_a_page_is_saved_and_the_app_goes_on(
    studykit_app: MakeApp, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def slow(catalog: Catalog, draft: Draft) -> Saved:
        begun.set()
        assert go_on.wait(10)
        return save_draft(catalog, draft)

    monkeypatch.setattr("studykit.tui.screens.author.save_draft", slow)
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, AuthorScreen)
        await pilot.press("x")
        for key in ("ctrl+s", "y", "escape"):
            pilot.app.post_message(Key(key, None if len(key) > 1 else key))
        assert await asyncio.to_thread(begun.wait, 10)
        ticked = asyncio.Event()
        screen.call_later(ticked.set)
        await asyncio.wait_for(ticked.wait(), 10)
        assert screen.is_current
        assert screen.draft.node["term"] == "Informational Interviewx"
        go_on.set()
        await settle(pilot)
        assert not isinstance(pilot.app.screen, AuthorScreen)
    assert "term: Informational Interviewx\n" in (library / COURSE / f"{GUIDE}.yaml").read_text(
        "utf-8"
    )


# -- what is not saved ---------------------------------------------------------------------------------------------------------


def told_in(shown: str) -> str:
    """What a box in front of the screen says, as one line."""
    cells = (line.split("│") for line in shown.splitlines())
    return " ".join(" ".join(max(row, key=len).split()) for row in cells)


async def kill(pilot: Pilot[None]) -> None:
    """Let the moments pass after which what was typed is kept; what comes then may be the end of the program."""
    screen = next(one for one in pilot.app.screen_stack if isinstance(one, AuthorScreen))
    assert screen._keeper
    timer = screen._keeper._timer
    assert timer
    assert timer._interval == PATIENCE
    screen._keeper.keep()
    screen._keeper._is_over = True  # nothing more can be done by a program that was killed


async def test_what_was_typed_outlives_the_program(studykit_app: MakeApp, library: Path) -> None:
    file = library / COURSE / f"{GUIDE}.yaml"
    before = file.read_text("utf-8")
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("x")
        await kill(pilot)
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        assert "Your unsaved text of today 19:04 was kept." in await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        await settle(pilot)
    assert file.read_text("utf-8") == before.replace("Interview\n", "Interviewx\n", 1)
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert isinstance(pilot.app.screen, AuthorScreen)  # what was saved is not offered again


async def test_so_does_a_question_that_is_still_open(studykit_app: MakeApp) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+n", *"Who asks?")
        await kill(pilot)
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        assert "Who asks?" in await settle(pilot)


async def test_leaving_keeps_a_new_term_with_its_unit(studykit_app: MakeApp, study: Study) -> None:
    app = studykit_app(CourseScreen(COURSE))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "w", *"Silence", "escape", "enter")
        assert isinstance(pilot.app.screen, CourseScreen)
        await pilot.press("up", "w")
        shown = told_in(await settle(pilot))
        assert "was kept: Silence, for the unit" in shown
        await pilot.press("enter")
        assert "✗ Definition" in await settle(pilot)


async def test_what_is_thrown_away_is_not_offered_again(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("w", "x", "escape", "x", "w")
        await settle(pilot)
        assert isinstance(pilot.app.screen, AuthorScreen)
        await pilot.press("x", "escape", "enter", "w", "x", "escape", "w")
        await settle(pilot)
        assert isinstance(pilot.app.screen, AuthorScreen)


async def test_who_only_looks_leaves_what_was_kept(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("w", "x", "escape", "enter", "w", "escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, GuideScreen)
        await pilot.press("w")
        assert "Your unsaved text" in await settle(pilot)


async def test_a_file_that_says_something_else_by_then_is_told(
    studykit_app: MakeApp, library: Path
) -> None:
    file = library / COURSE / f"{GUIDE}.yaml"
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("w", "x", "escape", "enter")
        text = file.read_text("utf-8").replace("term: Inf", "term: An Inf")
        file.write_text(text, "utf-8")
        await pilot.press("w")
        shown = told_in(await settle(pilot))
        assert "also where you wrote (`term`)" in shown
        assert "take what the file says" in shown


async def test_a_question_is_not_left_without_asking(studykit_app: MakeApp) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+n", "escape")
        assert isinstance(pilot.app.screen, AuthorScreen)
        await pilot.press("ctrl+n", *"Who?", "escape")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, QuestionScreen)
        await pilot.press("escape", "x")
        assert "Who?" not in await settle(pilot)


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


async def test_what_is_typed_right_before_saving_is_saved(
    studykit_app: MakeApp, library: Path
) -> None:
    async with studykit_app(AuthorScreen(COURSE, GUIDE)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one("#definition", TextArea).focus()
        for key in [*"Listen. ", "ctrl+s"]:  # as quick as a slow line hands them over, all at once
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(pilot)
    assert "definition: Listen. A **short talk**" in (library / COURSE / f"{GUIDE}.yaml").read_text(
        "utf-8"
    )
