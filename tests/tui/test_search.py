"""Search, problems and the palette."""

import threading
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from studykit.content.catalog import Catalog
from studykit.errors import StorageError
from studykit.study.study import Study
from studykit.tui.screens.course import CourseScreen
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.home import HomeScreen
from studykit.tui.screens.problems import ProblemsScreen
from studykit.tui.screens.scope import ScopeScreen
from studykit.tui.screens.search import SearchScreen
from studykit.tui.theme import LIGHT
from tests.tui.support import COURSE, MakeApp, settle, text_of


async def test_words_are_searched_in_terms_facts_and_questions_as_one_types(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(SearchScreen()).run_test(size=(80, 24)) as pilot:
        assert "Type words" in await settle(pilot)
        await pilot.press(*"listen")
        lines = [" ".join(line.split()) for line in (await settle(pilot)).splitlines()]
        assert "▸ term Active Listening Art of Asking" in lines
        assert "question Active Listening Art of Asking" in lines
        await pilot.press(*"er", "space", *"shows")
        assert "Nothing has all these words." not in await settle(pilot)
        await pilot.press("space", *"zzzz")
        assert "Nothing has all these words." in await settle(pilot)


async def test_a_place_that_was_found_opens_while_the_words_keep_the_keys(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(SearchScreen()).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"active listening", "down", "enter")
        assert isinstance(pilot.app.screen, GuideScreen)
        await pilot.press("escape")
        assert "active listening" in await settle(pilot)


async def test_search_takes_any_text_as_words(studykit_app: MakeApp) -> None:
    async with studykit_app(SearchScreen()).run_test(size=(80, 24)) as pilot:
        for text in ["[/x]", '"', "NEAR(", "list[int]", "*", "a OR", "%_"]:
            pilot.app.screen.query_one("#words").value = text  # type: ignore[attr-defined]
            assert "Search" in await settle(pilot)
        assert isinstance(pilot.app.screen, SearchScreen)


async def test_nothing_that_is_pasted_reaches_the_terminal_as_more_than_text(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(SearchScreen()).run_test(size=(80, 24)) as pilot:
        pilot.app.post_message(Paste("active\x1b[31m\u202e\x9b listening"))
        assert "active[31m listening" in await settle(pilot)
        assert pilot.app.screen.query_one(Input).value == "active[31m listening"


async def test_a_found_place_opens_by_mouse(studykit_app: MakeApp) -> None:
    async with studykit_app(SearchScreen()).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"pitch")
        await pilot.click("#hits", offset=(8, 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, GuideScreen)


async def test_each_problem_is_told_with_place_excerpt_caret_and_mend(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    page = library / COURSE / "job-interview.yaml"
    page.write_text(page.read_text("utf-8").replace("definition", "defintion"), "utf-8")
    study.catalog.refresh()
    async with studykit_app(ProblemsScreen()).run_test(size=(80, 24)) as pilot:
        lines = (await settle(pilot)).splitlines()
        at = next(at for at, line in enumerate(lines) if "There is no `defintion`" in line)
        assert "2 │ defintion: A talk" in lines[at + 1]
        assert lines[at + 2].index("^") == lines[at + 1].index("defintion")
        assert "→ Did you mean `definition`?" in lines[at + 3]
        assert any("▸ ✗ error" in line for line in lines)
        page.write_text(page.read_text("utf-8").replace("defintion", "definition"), "utf-8")
        await pilot.press("r")
        assert "No problems" in await settle(pilot)


async def test_files_are_read_again_in_a_thread_of_their_own(
    studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []

    def refresh(*_: object, **__: object) -> bool:
        threads.append(threading.current_thread() is threading.main_thread())
        return False

    async with studykit_app(ProblemsScreen()).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(Catalog, "refresh", refresh)
        await pilot.press("r")
        await settle(pilot)
    assert threads == [False]


def lines_read(pilot: Pilot[None]) -> list[str]:
    """What stands on the page, without its scrollbar."""
    return [line[:78].rstrip() for line in text_of(pilot.app.screen).splitlines()[1:-1]]


async def test_a_reader_of_problems_stays_at_their_place_when_one_above_is_mended(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    for number in range(9):
        (library / COURSE / f"z{number}.yaml").write_text("trem: X\n", encoding="utf-8")
    study.catalog.refresh()
    async with studykit_app(ProblemsScreen()).run_test(size=(80, 12)) as pilot:
        await settle(pilot)
        await pilot.press(*["down"] * 11)
        await settle(pilot)
        read = lines_read(pilot)
        (library / COURSE / "z0.yaml").unlink()
        await pilot.press("r")
        screen = await settle(pilot)
        assert "8 problems" in screen
        assert lines_read(pilot) == read


async def test_a_library_that_cannot_be_read_again_is_told_and_the_problems_stay(
    library: Path, study: Study, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bool:
        raise StorageError("The library cannot be compiled.")

    (library / COURSE / "z.yaml").write_text("trem: X\n", encoding="utf-8")
    study.catalog.refresh()
    app = studykit_app(ProblemsScreen())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        monkeypatch.setattr(Catalog, "refresh", fail)
        await pilot.press("r")
        screen = await settle(pilot)
        assert "The library cannot be compiled." in screen
        assert "1 problem" in screen
        assert "has been read again" not in screen


async def test_control_characters_of_a_file_never_reach_the_terminal(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    (library / COURSE / "evil.yaml").write_bytes(b"term: \x1b[31mEvil\ndefinition: [/x] @click\n")
    study.catalog.refresh()
    async with studykit_app(ProblemsScreen()).run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "evil.yaml" in screen
        assert "\x1b" not in screen


async def test_the_palette_goes_to_a_term(studykit_app: MakeApp) -> None:
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"elev")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.3)
        assert "Elevator Pitch  Business Talk" in await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, GuideScreen)


async def test_the_palette_goes_to_a_question_set(studykit_app: MakeApp) -> None:
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"exam re")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.3)
        assert "Exam review  Art of Asking" in await settle(pilot)


async def test_the_palette_offers_courses_and_what_there_is_to_do(studykit_app: MakeApp) -> None:
    async with studykit_app().run_test(size=(80, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        screen = await settle(pilot)
        for wanted in ["Business Talk", "Search", "Results", "Problems", "Theme", "Quit"]:
            assert wanted in screen
        await pilot.press(*"busi")
        await pilot.pause(0.3)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, CourseScreen)


async def test_a_theme_is_chosen_and_kept(study: Study, studykit_app: MakeApp) -> None:
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        pilot.app.search_themes()
        await pilot.pause()
        await pilot.press(*"studykit-light")
        await pilot.pause(0.3)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert study.log.setting("theme") == LIGHT.name


async def test_two_courses_of_one_title_are_told_apart_wherever_one_is_chosen(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    head = library / "business-talk" / "course.yaml"
    head.write_text(head.read_text("utf-8").replace("Business Talk", "Art of Asking"), "utf-8")
    study.catalog.refresh()
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        home = await settle(pilot)
        assert " art-of-asking " in home
        assert " business-talk " in home
        await pilot.press("ctrl+p", *"elev")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.3)
        assert "Elevator Pitch  Art of Asking (business-talk)" in await settle(pilot)
        await pilot.press("escape", "slash", *"pitch")
        assert "Elevator Pitch  Art of Asking (business-talk)" in await settle(pilot)
        await pilot.app.push_screen(ScopeScreen(()))
        scope = await settle(pilot)
        assert "[ ] Art of Asking  art-of-asking" in scope
        assert "[ ] Art of Asking  business-talk" in scope
