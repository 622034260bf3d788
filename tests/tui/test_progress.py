"""The progress screen, and a second look at an old answer."""

import asyncio

import pytest
from syrupy.assertion import SnapshotAssertion

from studykit.log import Verdict
from studykit.study.study import Study
from studykit.tui.plots import bar
from studykit.tui.screens.progress import ALL, ProgressScreen
from studykit.tui.screens.result import ResultScreen
from studykit.tui.screens.second_look import SecondLookScreen
from tests.history import live
from tests.tui.support import COURSE, SIZES, FixedClock, MakeApp, settle, text_of
from tests.tui.test_snapshots import ScreenText, Size

COURSES = (COURSE, "business-talk")


@pytest.fixture(params=SIZES, ids=["80x24", "120x40"])
def size(request: pytest.FixtureRequest) -> Size:
    """A small terminal, and a comfortable one."""
    assert isinstance(request.param, tuple)
    return request.param


@pytest.fixture
def lived(study: Study, clock: FixedClock) -> Study:
    """The desk of a learner who has practised for four weeks."""
    live(study, clock.advance, COURSES)
    return study


@pytest.mark.usefixtures("lived")
async def test_progress(studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size) -> None:
    screens = snapshot.use_extension(ScreenText)
    async with studykit_app(ProgressScreen()).run_test(size=size) as pilot:
        assert f"{await settle(pilot)}\n" == screens(name="1 recall")
        await pilot.press("end")
        assert f"{await settle(pilot)}\n" == screens(name="1 recall, the end")
        for name in ("2 cards", "3 terms", "4 calibration"):
            await pilot.press("right")
            assert f"{await settle(pilot)}\n" == screens(name=name)
            await pilot.press("end")
            assert f"{await settle(pilot)}\n" == screens(name=f"{name}, the end")


async def test_progress_of_a_new_learner(
    studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    async with studykit_app(ProgressScreen()).run_test(size=size) as pilot:
        assert f"{await settle(pilot)}\n" == snapshot.use_extension(ScreenText)


@pytest.mark.usefixtures("lived")
async def test_second_look(studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size) -> None:
    screens = snapshot.use_extension(ScreenText)
    async with studykit_app(ProgressScreen()).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("b")
        assert f"{await settle(pilot)}\n" == screens(name="1 nothing judged")
        await pilot.press("y", "p", "n")
        assert f"{await settle(pilot)}\n" == screens(name="2 judged")
        await pilot.press("enter")
        assert f"{await settle(pilot)}\n" == screens(name="3 kept")


@pytest.mark.usefixtures("lived")
async def test_from_home_g_opens_progress_and_the_arrows_turn_its_pages(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app().run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("g")
        assert "Recalled after a day or more" in await settle(pilot)
        await pilot.press("left")
        assert "How sure you are" in await settle(pilot)
        await pilot.press("tab")
        assert "Recalled after a day or more" in await settle(pilot)


@pytest.mark.usefixtures("lived")
async def test_c_tells_of_one_course_after_the_other_and_then_of_all(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(ProgressScreen()).run_test(size=(100, 30)) as pilot:
        assert ALL in (await settle(pilot)).splitlines()[0]
        await pilot.press("right", "right")
        shown = []
        for _ in range(3):
            await pilot.press("c")
            screen = await settle(pilot)
            top, *rest = screen.splitlines()
            others = [name for name in ("Art of Asking", "Business Talk") if name in str(rest)]
            shown.append((top.split("  ")[-1].strip(), others))
        assert shown == [
            ("Art of Asking", ["Art of Asking"]),
            ("Business Talk", ["Business Talk"]),
            (ALL, ["Art of Asking", "Business Talk"]),
        ]
        await pilot.press("C")
        assert (await settle(pilot)).splitlines()[0].endswith("Business Talk")


async def test_figures_are_counted_anew_when_the_screen_comes_back(
    lived: Study, studykit_app: MakeApp
) -> None:
    async with studykit_app(ProgressScreen()).run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SecondLookScreen)
        for _ in screen.look.attempt.card.points:
            await pilot.press("y")
        await pilot.press("enter", "escape")
        await pilot.press("left")
        assert "so far 1 look" in await settle(pilot)
        assert len(lived.schedule.progress(lived.catalog).looks) == 1


@pytest.mark.usefixtures("lived")
async def test_the_old_marks_are_told_only_after_the_new_ones_are_kept(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(ProgressScreen()).run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        before = await settle(pilot)
        assert "gave yourself" not in before
        assert "got it" not in before
        await pilot.press("enter")  # nothing to keep yet
        screen = pilot.app.screen
        assert isinstance(screen, SecondLookScreen)
        assert not screen.look.is_kept
        for _ in screen.look.attempt.card.points:
            await pilot.press("n")
        await pilot.press("u", "n", "enter")
        assert "gave yourself" in await settle(pilot)
        assert set(screen.look.attempt.verdicts.values()) == {Verdict.MISSED}


async def test_a_second_look_is_offered_after_a_quiz_where_one_is_due(
    lived: Study, studykit_app: MakeApp
) -> None:
    result = lived.quizzes.result(lived.results(1)[0].quiz.id)
    async with studykit_app(ResultScreen(result=result)).run_test(size=(120, 30)) as pilot:
        assert "Second look" in (await settle(pilot)).splitlines()[-1]
        await pilot.press("b")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SecondLookScreen)


async def test_a_new_learner_is_offered_no_second_look(studykit_app: MakeApp) -> None:
    async with studykit_app(ProgressScreen()).run_test(size=(100, 30)) as pilot:
        assert "Second look" not in await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ProgressScreen)


async def test_the_screen_says_that_it_counts_while_it_does(
    lived: Study, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = asyncio.Event()

    async def wait(step: object, *values: object) -> object:
        await may_go_on.wait()
        return step(*values)  # type: ignore[operator]

    screen = ProgressScreen()
    monkeypatch.setattr("studykit.tui.screens.progress.asyncio.to_thread", wait)
    async with studykit_app(screen).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "Counting your reviews …" in text_of(pilot.app.screen)
        may_go_on.set()
        assert "Recalled after a day or more" in await settle(pilot)


def test_a_bar_is_as_long_as_its_share_to_an_eighth_of_a_column() -> None:
    assert bar(0, 4) == "    "
    assert bar(0.001, 4) == "▏   "
    assert bar(0.5, 4) == "██  "
    assert bar(0.53125, 4) == "██▏ "
    assert bar(1, 4) == "████"
    assert bar(2, 4) == "████"
