"""The first screen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time
from pathlib import Path

import pytest

from studykit.errors import StorageError
from studykit.log import Draft
from studykit.quiz.plan import Mode, QuizOptions
from studykit.quiz.timer import TimeLimit
from studykit.scheduling.test import Test
from studykit.study.sitting import MockSitting
from studykit.study.study import Study
from studykit.tui.app import StudykitApp
from studykit.tui.planning import WORKING
from studykit.tui.reading import LibraryReader, StoppedError
from studykit.tui.screens.course import CourseScreen
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.home import HomeScreen
from studykit.tui.screens.practice import PracticeScreen
from studykit.tui.screens.setup import SetupScreen
from tests.tui.support import (
    COURSE,
    GUIDE,
    FixedClock,
    MakeApp,
    answer_all,
    open_study,
    settle,
    text_of,
)

DAY = 86_400


async def test_a_new_learner_is_told_to_begin_with_the_first_course(studykit_app: MakeApp) -> None:
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "Begin with Art of Asking" in screen
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CourseScreen)


async def test_a_library_that_cannot_be_read_is_told_and_the_app_goes_on(
    studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: LibraryReader) -> None:
        raise StorageError("The library cannot be compiled.")

    monkeypatch.setattr(LibraryReader, "read", fail)
    async with studykit_app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settle(pilot)
        assert "The library cannot be compiled." in screen
        assert "Reading the library" not in screen
        assert "Begin with Art of Asking" in screen


async def test_the_learner_goes_on_reading_where_they_left_off(
    study: Study, studykit_app: MakeApp
) -> None:
    study.keep_page(COURSE, "job-interview")
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        assert "Go on reading: Job Interview" in await settle(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, GuideScreen)
        assert "Job Interview" in await settle(pilot)


async def test_an_unfinished_quiz_is_offered_first(study: Study, studykit_app: MakeApp) -> None:
    study.keep_page(COURSE, GUIDE)
    study.quizzes.begin(QuizOptions(scope=(COURSE,), count=3))
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "Unfinished quiz: Art of Asking" in screen
        assert "0 of 3 answered" in screen
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PracticeScreen)


async def test_the_time_that_is_really_left_of_a_mock_test_is_told(
    study: Study, clock: FixedClock, studykit_app: MakeApp
) -> None:
    options = QuizOptions(scope=(COURSE,), count=3, mode=Mode.MOCK, limit=TimeLimit(10))
    test = study.quizzes.begin(options)
    assert isinstance(test, MockSitting)
    test.predict(0.5)
    test.keep_draft(Draft(card=0, text="typed"))
    clock.advance(200)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        assert "1 of 3 answered, 6:40 left" in await settle(pilot)
        clock.advance(60)
        pilot.app.screen._tick()  # type: ignore[attr-defined]
        assert "5:40 left" in await settle(pilot)
        clock.advance(600)
        pilot.app.screen._tick()  # type: ignore[attr-defined]
        assert "the time is up" in await settle(pilot)


async def test_the_courses_are_listed_with_how_they_stand(
    study: Study, clock: FixedClock, studykit_app: MakeApp
) -> None:
    answer_all(study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/{GUIDE}",))))
    clock.advance(86_400)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        [line] = [line for line in screen.splitlines() if "yesterday" in line and "▹" in line]
        assert line.split()[:8] == ["▹", "Art", "of", "Asking", "5", "22", "1", "1"]
        assert "5 of 5 · yesterday" in line
        assert "Last quizzes" in screen


async def test_figures_are_renewed_when_the_learner_comes_back(
    study: Study, studykit_app: MakeApp
) -> None:
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        answer_all(study.quizzes.begin(QuizOptions(scope=(COURSE,), count=1)))
        assert "today" not in await settle(pilot)
        await pilot.press("escape")
        assert "today" in await settle(pilot)


async def test_arrows_go_from_the_box_to_the_courses_and_back(studykit_app: MakeApp) -> None:
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        await pilot.press("down", "down")
        assert home.courses.has_focus
        await pilot.press("q")
        assert isinstance(pilot.app.screen, SetupScreen)
        assert pilot.app.screen.options.scope == ("business-talk",)
        await pilot.press("escape", "up", "up")
        assert home.next.has_focus


async def test_a_mock_test_of_the_course_is_set_up_at_one_key(studykit_app: MakeApp) -> None:
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("t")
        assert isinstance(pilot.app.screen, SetupScreen)
        assert pilot.app.screen.options.mode is Mode.MOCK


async def test_a_course_opens_by_mouse(studykit_app: MakeApp) -> None:
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        await pilot.click("#courses", offset=(6, 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, CourseScreen)
        assert pilot.app.screen.slug == "business-talk"


async def test_problems_of_files_are_mentioned(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    (library / COURSE / "broken.yaml").write_text("term: [", encoding="utf-8")
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        assert "1 file has problems: press !" in await settle(pilot)


async def test_a_new_file_is_read_at_the_start(library: Path, studykit_app: MakeApp) -> None:
    (library / COURSE / "rapport.yaml").write_text("term: Rapport\ndefinition: Trust.\n", "utf-8")
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        assert "▹ Art of Asking               6" in await settle(pilot)


async def test_many_new_files_are_read_while_the_app_goes_on(
    library: Path, studykit_app: MakeApp
) -> None:
    for number in range(25):
        page = f"term: Term {number}\ndefinition: The {number}th.\n"
        (library / "business-talk" / f"term-{number}.yaml").write_text(page, encoding="utf-8")
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "Business Talk              27" in screen
        assert "Reading" not in screen


async def test_the_very_first_start_reads_the_library_and_then_offers_a_course(
    library: Path, clock: FixedClock
) -> None:
    study = open_study(library, clock, read=False)
    async with StudykitApp(study).run_test(size=(80, 24)) as pilot:
        assert "no courses" not in text_of(pilot.app.screen)
        assert "Begin with Art of Asking" in await settle(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CourseScreen)
    study.close()


async def test_leaving_stops_reading(library: Path, clock: FixedClock) -> None:
    study = open_study(library, clock, read=False)
    reader = LibraryReader(study)
    reader.stop()
    with pytest.raises(StoppedError):
        reader.read()
    assert study.catalog.is_empty()
    study.close()


async def test_an_empty_library_says_what_to_do(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "nothing").mkdir()
    study = open_study(tmp_path / "nothing", clock)
    async with StudykitApp(study).run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "There are no courses here yet." in screen
        assert "--library" in screen
        assert "--no-shipped" in screen
        await pilot.press("q", "enter", "down", "t")
        assert isinstance(pilot.app.screen, HomeScreen)
    study.close()


async def test_all_that_matters_is_seen_at_any_size(studykit_app: MakeApp) -> None:
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        for width, height in [(120, 40), (60, 12), (20, 6), (80, 24)]:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert "Business Talk" in await settle(pilot)


# -- today ---------------------------------------------------------------------------------------------------------------


def add_test(study: Study, name: str = "Interview test", minutes: int = 10) -> None:
    """A test on Friday week."""
    test = Test("", name, date(2026, 12, 4), time(9), (COURSE,), minutes=minutes)
    study.schedule.add_test(test)


async def test_the_next_test_comes_first_and_enter_begins_todays_work(
    study: Study, studykit_app: MakeApp
) -> None:
    add_test(study)
    study.keep_page(COURSE, GUIDE)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "Interview test · in 8 days" in screen
        assert "now 0 % → " in screen
        assert " with the plan" in screen
        assert " min today: " in screen
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.sitting.quiz.plan.title == "Today"


async def test_without_a_test_what_is_due_and_new_is_offered(
    study: Study, clock: FixedClock, studykit_app: MakeApp
) -> None:
    answer_all(study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/{GUIDE}",))))
    clock.advance(40 * DAY)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "Today: 3 to review, 5 new, about " in screen
        await pilot.press("d")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PracticeScreen)


async def test_where_there_is_other_work_beside_the_test_its_share_is_told(
    study: Study, clock: FixedClock, studykit_app: MakeApp
) -> None:
    answer_all(study.quizzes.begin(QuizOptions(scope=("business-talk",), count=1)))
    clock.advance(4 * DAY)
    add_test(study, minutes=3)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        assert " of it for the test: " in await settle(pilot)


async def test_an_unfinished_quiz_comes_before_the_test(
    study: Study, studykit_app: MakeApp
) -> None:
    add_test(study)
    study.quizzes.begin(QuizOptions(scope=(COURSE,), count=3))
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "Unfinished quiz: Art of Asking" in screen
        assert "0 of 3 answered · Interview test · in 8 days" in screen, (
            "the test is not out of sight"
        )


async def test_the_work_of_another_day_does_not_hide_todays(
    study: Study, clock: FixedClock, studykit_app: MakeApp
) -> None:
    add_test(study)
    study.begin_today()
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        assert "Unfinished quiz: Today" in await settle(pilot)
    clock.advance(2 * DAY)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "Unfinished" not in screen
        assert "Begin  " in screen


async def test_a_mock_test_that_never_began_does_not_hide_todays_work(
    study: Study, studykit_app: MakeApp
) -> None:
    add_test(study)
    study.quizzes.begin(QuizOptions(scope=(COURSE,), count=3, mode=Mode.MOCK))
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        assert "Unfinished" not in await settle(pilot)


async def test_when_all_is_done_that_is_said_with_when_more_comes_and_reading_goes_on(
    study: Study, studykit_app: MakeApp
) -> None:
    study.keep_page(COURSE, "job-interview")
    answer_all(study.quizzes.begin(QuizOptions(scope=(COURSE,))))
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "All done for today. More comes " in screen
        assert "Go on reading: Job Interview" in screen
        assert "d Today" not in screen
        await pilot.press("d")
        assert isinstance(pilot.app.screen, HomeScreen)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, GuideScreen)


async def test_when_the_work_for_the_test_is_done_the_test_is_still_told(
    study: Study, studykit_app: MakeApp
) -> None:
    add_test(study, minutes=5)
    study.keep_page(COURSE, "job-interview")
    answer_all(study.begin_today())
    async with studykit_app().run_test(size=(100, 24)) as pilot:
        screen = await settle(pilot)
        while "min today" in screen:
            answer_all(study.begin_today())
            await pilot.press("r", "escape")
            screen = await settle(pilot)
        assert "Interview test · in 8 days" in screen
        assert "All done for today. More comes " in screen


async def test_figures_of_the_last_time_are_shown_until_they_are_worked_out_anew(
    study: Study, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_test(study)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        known = await settle(pilot)
    async with asleep(monkeypatch), studykit_app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = text_of(pilot.app.screen)
        assert screen.splitlines()[2:4] == known.splitlines()[2:4]
        assert WORKING not in screen


async def test_after_an_answer_no_figure_of_before_is_shown(
    study: Study, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_test(study)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        assert "min today" in await settle(pilot)
    answer_all(study.begin_today())
    async with asleep(monkeypatch), studykit_app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "min today" not in text_of(pilot.app.screen)
        assert WORKING in text_of(pilot.app.screen)


async def test_on_a_new_day_that_it_is_worked_out_is_said_quietly(
    study: Study, clock: FixedClock, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_test(study)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
    clock.advance(DAY)
    async with asleep(monkeypatch), studykit_app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert WORKING in text_of(pilot.app.screen)
        assert "Begin with Art of Asking" in text_of(pilot.app.screen)


async def test_the_learners_next_day_begins_while_the_app_is_open(
    study: Study, clock: FixedClock, studykit_app: MakeApp
) -> None:
    add_test(study)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        assert "in 8 days" in await settle(pilot)
        clock.advance(DAY)
        pilot.app.screen._tick()  # type: ignore[attr-defined]
        assert "in 7 days" in await settle(pilot)


async def test_what_goes_wrong_in_the_planner_is_told_and_the_app_goes_on(
    study: Study, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise StorageError("The disk is full.")

    add_test(study)
    monkeypatch.setattr("studykit.tui.planning.ask_planner", fail)
    async with studykit_app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settle(pilot)
        assert "The disk is full." in screen
        assert WORKING not in screen
        assert "Begin with Art of Asking" in screen


@asynccontextmanager
async def asleep(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The planner gives no answer as long as this lasts."""
    awake = asyncio.Event()

    async def sleep(*_: object) -> None:
        await awake.wait()
        raise StorageError("It was asleep.")

    monkeypatch.setattr("studykit.tui.planning.ask_planner", sleep)
    yield
    awake.set()
