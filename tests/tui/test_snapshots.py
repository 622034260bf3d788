"""Every screen as a learner sees it, kept as text that a person can read in a diff.

`pytest tests/tui/test_snapshots.py --snapshot-update` takes the screens as they are now; look at the diff before you commit it.
"""

import shutil
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual import events
from textual.pilot import Pilot

from studykit.log import Confidence, Draft, Verdict
from studykit.quiz.cards import ALL_KINDS, Kind
from studykit.quiz.plan import Mode, Order, QuizOptions
from studykit.quiz.timer import TimeLimit
from studykit.scheduling.test import Test
from studykit.study.sitting import AnySitting, MockSitting, PracticeSitting
from studykit.study.study import Study
from studykit.tui.app import StudykitApp
from studykit.tui.live import LibraryChanged
from studykit.tui.screens.agenda import AgendaScreen
from studykit.tui.screens.course import CourseScreen
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.mock import MockScreen
from studykit.tui.screens.outlook import OutlookScreen
from studykit.tui.screens.practice import PracticeScreen
from studykit.tui.screens.problems import ProblemsScreen
from studykit.tui.screens.result import ResultScreen
from studykit.tui.screens.results import ResultsScreen
from studykit.tui.screens.scope import ScopeScreen
from studykit.tui.screens.search import SearchScreen
from studykit.tui.screens.settings import SettingsScreen
from studykit.tui.screens.setup import SetupScreen
from studykit.tui.screens.sittings import screen_for
from tests.tui.support import (
    COURSE,
    GUIDE,
    SIZES,
    FixedClock,
    MakeApp,
    answer_all,
    open_study,
    settle,
)

Size = tuple[int, int]
DAY = 86_400
ANSWER = "One meets somebody to learn what a field is really like. You may hear of a job later."
QUESTIONS = QuizOptions(
    scope=(f"{COURSE}/{GUIDE}",), kinds=frozenset({Kind.QUESTION}), order=Order.TAUGHT
)
"""An open, a choice and a short question, in that order."""


class ScreenText(SingleFileSnapshotExtension):
    """One text file for each screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The screens as they were taken last."""
    return snapshot.use_extension(ScreenText)


@pytest.fixture(params=SIZES, ids=["80x24", "120x40"])
def size(request: pytest.FixtureRequest) -> Size:
    """The terminal: the smallest one that shows everything, and a comfortable one."""
    assert isinstance(request.param, tuple)
    return request.param


async def screen_text(pilot: Pilot[None], *keys: str) -> str:
    """What is on the screen after some keys, and after the clock of a mock test has been looked at once more."""
    await pilot.press(*keys)
    for screen in pilot.app.screen_stack:
        if isinstance(screen, MockScreen):
            screen.look_at_the_clock()
    return f"{await settle(pilot)}\n"


async def paste(pilot: Pilot[None], text: str) -> None:
    """Write an answer at once."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


def practice(study: Study, **options: object) -> PracticeSitting:
    """A practice quiz of three questions."""
    sitting = study.quizzes.begin(QuizOptions(**{**_options(QUESTIONS), **options}))  # type: ignore[arg-type]
    assert isinstance(sitting, PracticeSitting)
    return sitting


def mock_test(study: Study) -> MockSitting:
    """A mock test of three questions in six minutes, not yet begun."""
    options = {**_options(QUESTIONS), "mode": Mode.MOCK, "limit": TimeLimit(6)}
    sitting = study.quizzes.begin(QuizOptions(**options))  # type: ignore[arg-type]
    assert isinstance(sitting, MockSitting)
    return sitting


def _options(options: QuizOptions) -> dict[str, object]:
    return {name: getattr(options, name) for name in options.__slots__}


def hand_in_answers(sitting: MockSitting, clock: FixedClock) -> None:
    """Answer a mock test, one question after the other, with more or less knowledge."""
    sitting.predict(0.9)
    clock.advance(75)
    sitting.keep_draft(Draft(0, ANSWER, confidence=Confidence.SURE))
    sitting.open(1)
    clock.advance(12)
    sitting.keep_draft(Draft(1, choices=(1,), confidence=Confidence.GUESS))
    sitting.open(2)
    clock.advance(8)
    sitting.keep_draft(Draft(2, "thank you note"))
    sitting.hand_in()


def judge_all(sitting: AnySitting) -> None:
    """Judge the open answer as partly right, and take every rating."""
    for verdicts in [(Verdict.MET, Verdict.PARTLY, Verdict.MISSED), (), ()]:
        attempt = sitting.quiz.attempt
        assert attempt is not None
        for point, verdict in zip(attempt.card.points, verdicts, strict=bool(verdicts)):
            sitting.judge(point.id, verdict)
        sitting.rate()


# -- home ----------------------------------------------------------------------------------------------------------------


async def test_home(
    study: Study, clock: FixedClock, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    async with studykit_app().run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="the first time")
        assert await screen_text(pilot, "f1") == snapshot(name="help")
    answer_all(study.quizzes.begin(QUESTIONS))
    clock.advance(DAY)
    sitting = mock_test(study)
    hand_in_answers(sitting, clock)
    judge_all(sitting)
    clock.advance(DAY / 2)
    study.keep_page(COURSE, "active-listening")
    async with studykit_app().run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="a day later")
        assert await screen_text(pilot, "down", "down") == snapshot(name="at a course")
    practice(study).submit(ANSWER)
    async with studykit_app().run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="with an unfinished quiz")


async def test_home_with_problems(
    library: Path, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    (library / COURSE / "broken.yaml").write_text("term: [", encoding="utf-8")
    async with studykit_app().run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot


async def test_home_without_courses(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    clock: FixedClock,
    snapshot: SnapshotAssertion,
    size: Size,
) -> None:
    monkeypatch.setenv("STUDYKIT_HOME", "my-studykit")
    (tmp_path / "nothing").mkdir()
    study = open_study(tmp_path / "nothing", clock)
    async with StudykitApp(study).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot
    study.close()


# -- the next test -------------------------------------------------------------------------------------------------------


def some_days(study: Study, clock: FixedClock) -> None:
    """A few days of studying toward a test on Friday week, with one more test ahead, and one that is over."""
    for scope in (f"{COURSE}/{GUIDE}", f"{COURSE}/job-interview"):
        sitting = study.quizzes.begin(QuizOptions(scope=(scope,)))
        answer_all(sitting)
        clock.advance(DAY)
    add_test(study, "Interview test", 8, minutes=5, weekdays_off=frozenset({6}))
    add_test(study, "Talking in business", 20, scope=("business-talk",))
    add_test(study, "Entry test", -30)


def add_test(study: Study, name: str, days: int, **changes: object) -> Test:
    """A test so many days from now."""
    day = study.schedule.day() + timedelta(days=days)
    test = Test("", name, day, time(9), (COURSE,), minutes=10)
    return study.schedule.add_test(replace(test, **changes))  # type: ignore[arg-type]


async def test_set(studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size) -> None:
    async with studykit_app(GuideScreen(COURSE, "exam-review")).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="folded")
        assert await screen_text(pilot, "tab", "enter") == snapshot(name="unfolded")
        assert await screen_text(pilot, "question_mark") == snapshot(name="help")


async def test_home_before_a_test(
    study: Study, clock: FixedClock, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    some_days(study, clock)
    async with studykit_app().run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="with work")
    study.schedule.rest([card.id for card in study.catalog.askable(COURSE)], 3)
    async with studykit_app().run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="all done")


async def test_tests(
    study: Study, clock: FixedClock, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    async with studykit_app(AgendaScreen((COURSE,))).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="none")
        assert await screen_text(pilot, "a") == snapshot(name="adding one")
    some_days(study, clock)
    async with studykit_app(AgendaScreen()).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="some")
        assert await screen_text(pilot, "x") == snapshot(name="removing one")
        assert await screen_text(pilot, "escape", "e", "end", "up", "up", "space") == snapshot(
            name="changing one"
        )
        assert await screen_text(pilot, "f1") == snapshot(name="changing one, help")


async def test_an_outlook(
    study: Study, clock: FixedClock, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    some_days(study, clock)
    test = study.schedule.agenda.test("Interview test")
    async with studykit_app(OutlookScreen(test)).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="as it opens")
        assert await screen_text(pilot, "f1") == snapshot(name="help")
    short = add_test(study, "Too soon", 3, minutes=5, kinds=frozenset(ALL_KINDS))
    async with studykit_app(OutlookScreen(short)).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="too little time")
        assert await screen_text(pilot, "end") == snapshot(name="too little time, at the end")


async def test_settings(studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size) -> None:
    async with studykit_app(SettingsScreen()).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="as they are")
        assert await screen_text(pilot, "down", "down", *"25:") == snapshot(name="a wrong hour")


async def test_resting(
    study: Study, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=size) as pilot:
        assert await screen_text(pilot, "z") == snapshot


# -- reading -------------------------------------------------------------------------------------------------------------


async def test_course(
    study: Study, clock: FixedClock, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    sitting = mock_test(study)
    hand_in_answers(sitting, clock)
    judge_all(sitting)
    async with studykit_app(CourseScreen(COURSE)).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="as it opens")
        assert await screen_text(pilot, "down", "down", "space") == snapshot(name="a term ticked")
        assert await screen_text(pilot, "slash", *"list") == snapshot(name="searched")
        assert await screen_text(pilot, "escape", "a") == snapshot(name="what it is about")


async def test_guide(studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="folded")
        assert await screen_text(pilot, "c", "space") == snapshot(name="covered")
        assert await screen_text(pilot, "c", "tab", "enter") == snapshot(name="unfolded")
        assert await screen_text(pilot, "a", "end") == snapshot(name="at the end")
        assert await screen_text(pilot, "f1") == snapshot(name="help")


async def test_search(studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size) -> None:
    async with studykit_app(SearchScreen()).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="nothing typed")
        assert await screen_text(pilot, *"interv", "down") == snapshot(name="found")
        assert await screen_text(pilot, *" zzzz") == snapshot(name="nothing found")


@pytest.fixture
def in_library(library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library, looked at from beside it: what is told of its files has short names."""
    monkeypatch.chdir(library.parent)
    return library


async def test_a_broken_file_with_its_last_good_version(
    in_library: Path, studykit_app: MakeApp, size: Size, snapshot: SnapshotAssertion
) -> None:
    file = in_library / COURSE / f"{GUIDE}.yaml"
    broken = file.read_text("utf-8").replace("related:", "realted:").replace("facts:", "fcats:")
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=size) as pilot:
        await settle(pilot)
        file.write_text(broken, "utf-8")
        pilot.app.post_message(LibraryChanged())
        assert await screen_text(pilot) == snapshot(name="its guide")
        assert await screen_text(pilot, "b") == snapshot(name="its course")


async def test_problems(
    in_library: Path,
    study: Study,
    studykit_app: MakeApp,
    snapshot: SnapshotAssertion,
    size: Size,
) -> None:
    page = in_library / COURSE / "job-interview.yaml"
    page.write_text(page.read_text("utf-8").replace("definition", "defintion"), "utf-8")
    study.catalog.refresh()
    async with studykit_app(ProblemsScreen()).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="some")
    shutil.rmtree(in_library / COURSE)
    study.catalog.refresh()
    async with studykit_app(ProblemsScreen()).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="none")


# -- setting a quiz up -----------------------------------------------------------------------------------------------------


async def test_set_up(studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size) -> None:
    async with studykit_app(SetupScreen((COURSE,))).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="practice")
    screen = SetupScreen((COURSE,), options=QuizOptions(mode=Mode.MOCK))
    async with studykit_app(screen).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="mock test")


async def test_what_a_quiz_is_about(
    studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    screen = ScopeScreen((f"{COURSE}/{GUIDE}", "business-talk"))
    async with studykit_app(screen).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot


# -- practice --------------------------------------------------------------------------------------------------------------


async def test_practice_of_an_open_question(
    study: Study, clock: FixedClock, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    async with studykit_app(PracticeScreen(practice(study))).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="1 the question")
        assert await screen_text(pilot, "f1") == snapshot(name="1 the question, help")
        assert await screen_text(pilot, "escape", "ctrl+s", "f3") == snapshot(
            name="2 no answer, and a hint"
        )
        await paste(pilot, ANSWER)
        clock.advance(40)
        assert await screen_text(pilot, "ctrl+s") == snapshot(name="3 how sure")
        assert await screen_text(pilot, "s") == snapshot(name="4 nothing judged")
        assert await screen_text(pilot, "n", "p") == snapshot(name="5 judging")
        assert await screen_text(pilot, "y") == snapshot(name="6 a core point is missing")
        assert await screen_text(pilot, "f5", "escape") == snapshot(name="7 paused")


async def test_practice_of_what_is_checked(
    study: Study, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    async with studykit_app(PracticeScreen(practice(study))).run_test(size=size) as pilot:
        assert await screen_text(pilot, "f4") == snapshot(name="1 a choice")
        assert await screen_text(pilot, "1") == snapshot(name="2 a choice, ticked")
        assert await screen_text(pilot, "ctrl+s") == snapshot(name="3 a choice, how sure")
        assert await screen_text(pilot, "g") == snapshot(name="4 a choice, wrong")
        assert await screen_text(pilot, "u", "2", "ctrl+s", "g") == snapshot(
            name="5 a choice, right"
        )
        assert await screen_text(pilot, "3") == snapshot(name="6 a short answer")
        await paste(pilot, "thank-you mote")
        assert await screen_text(pilot, "ctrl+s", "u") == snapshot(name="7 a short answer, wrong")
        assert await screen_text(pilot, "o") == snapshot(name="8 a short answer, overruled")


async def test_practice_without_knowing(
    study: Study, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    async with studykit_app(PracticeScreen(practice(study, count=1))).run_test(size=size) as pilot:
        assert await screen_text(pilot, "f2") == snapshot(name="the answer")
        assert await screen_text(pilot, "enter") == snapshot(name="once more")


async def test_practice_of_other_cards(
    study: Study, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    kinds = frozenset({Kind.DEFINITION, Kind.TERM, Kind.FACT})
    async with studykit_app(PracticeScreen(practice(study, kinds=kinds))).run_test(
        size=size
    ) as pilot:
        assert await screen_text(pilot) == snapshot(name="1 a definition")
        await paste(pilot, "a talk held to learn")
        assert await screen_text(pilot, "ctrl+s", "enter") == snapshot(
            name="2 a definition, locked"
        )
        assert await screen_text(pilot, "y", "n", "2") == snapshot(name="3 a term")
        await paste(pilot, "job interview")
        assert await screen_text(pilot, "ctrl+s", "enter") == snapshot(name="4 a term, wrong")
        assert await screen_text(pilot, "1") == snapshot(name="5 a fact")
        await paste(pilot, "asker")
        assert await screen_text(pilot, "ctrl+s", "enter") == snapshot(name="6 a fact, right")


# -- mock test -------------------------------------------------------------------------------------------------------------


async def test_mock_test(
    study: Study, clock: FixedClock, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    async with studykit_app(screen_for(mock_test(study))).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="1 the prediction")
        await pilot.press("enter")
        clock.advance(150)
        await paste(pilot, ANSWER)
        assert await screen_text(pilot, "f6", "f8", "f7") == snapshot(name="2 an open question")
        assert await screen_text(pilot, "f1") == snapshot(name="2 an open question, help")
        assert await screen_text(pilot, "escape", "f8", "f5", "1") == snapshot(
            name="3 a choice, flagged"
        )
        assert await screen_text(pilot, "f8") == snapshot(name="4 a short question")
        assert await screen_text(pilot, "ctrl+g") == snapshot(name="5 to a number")
        assert await screen_text(pilot, "escape", "escape") == snapshot(name="6 leaving")
        assert await screen_text(pilot, "escape", "ctrl+t") == snapshot(name="7 handing in")
        assert await screen_text(pilot, "y") == snapshot(name="8 judging")
        assert await screen_text(pilot, "y", "y", "n") == snapshot(name="9 judged")


# -- results ---------------------------------------------------------------------------------------------------------------


async def test_result_of_practice(
    study: Study, clock: FixedClock, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    sitting = practice(study)
    for typed, choices in [(ANSWER, ()), ("", (0,)), ("thank-you note", ())]:
        clock.advance(30)
        sitting.submit(typed, choices)
        sitting.confide(Confidence.UNSURE)
        if typed == ANSWER:
            for point, verdict in zip(sitting.quiz.card.points, Verdict, strict=True):
                sitting.judge(point.id, verdict)
        sitting.rate()
    async with studykit_app(ResultScreen(sitting)).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot


async def test_result_without_a_mistake(
    study: Study, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    sitting = practice(study)
    answer_all(sitting)
    async with studykit_app(ResultScreen(sitting)).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot


async def test_result_of_a_mock_test(
    study: Study,
    clock: FixedClock,
    studykit_app: MakeApp,
    snapshot: SnapshotAssertion,
    size: Size,
) -> None:
    sitting = mock_test(study)
    hand_in_answers(sitting, clock)
    judge_all(sitting)
    async with studykit_app(ResultScreen(sitting)).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="1 on top")
        assert await screen_text(pilot, "end") == snapshot(name="2 at the end")
        assert await screen_text(pilot, "s") == snapshot(name="3 to be saved")


async def test_results(
    study: Study, clock: FixedClock, studykit_app: MakeApp, snapshot: SnapshotAssertion, size: Size
) -> None:
    async with studykit_app(ResultsScreen()).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="none")
    sitting = mock_test(study)
    hand_in_answers(sitting, clock)
    judge_all(sitting)
    clock.advance(3 * DAY)
    answer_all(practice(study))
    clock.advance(DAY)
    practice(study).submit(ANSWER)
    async with studykit_app(ResultsScreen()).run_test(size=size) as pilot:
        assert await screen_text(pilot) == snapshot(name="some")
