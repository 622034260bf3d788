"""A course as a tree."""

from pathlib import Path

from textual.pilot import Pilot

from studykit.log import Verdict
from studykit.quiz.plan import Mode, QuizOptions
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from studykit.tui.app import StudykitApp
from studykit.tui.screens.course import CourseScreen
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.setup import SetupScreen
from tests.tui.support import COURSE, GUIDE, FixedClock, MakeApp, answer_all, open_study, settle


def scope_of_set_up(pilot: Pilot[None]) -> tuple[str, ...]:
    """What the quiz that is being set up asks."""
    assert isinstance(pilot.app.screen, SetupScreen)
    return pilot.app.screen.options.scope


async def test_terms_stand_in_their_units_with_their_state(
    study: Study, studykit_app: MakeApp
) -> None:
    answer_all(study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/{GUIDE}",))))
    missed = study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/job-interview",)))
    assert isinstance(missed, PracticeSitting)
    missed.submit("Nobody.")
    missed.confide(None)
    for point in missed.quiz.plan.cards[0].points:
        missed.judge(point.id, Verdict.MISSED)
    missed.rate()
    async with studykit_app(CourseScreen(COURSE)).run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        lines = [" ".join(line.split()) for line in screen.splitlines()]
        assert "● 1 solid ✗ 1 with missed points · 3 unseen" in lines
        unit = next(at for at, line in enumerate(lines) if line.startswith("▾ Kinds of interview"))
        assert lines[unit + 1].startswith("● Informational Interview 3 questions solid")
        assert lines[unit + 2].startswith("✗ Job Interview 1 question missed points")
        assert any(line.startswith("· list[int]") for line in lines)
        assert any(line.startswith("· Exam review 1 question unseen") for line in lines)


async def test_the_course_opens_at_the_term_one_came_from(studykit_app: MakeApp) -> None:
    async with studykit_app(CourseScreen(COURSE, "job-interview")).run_test(size=(80, 24)) as pilot:
        assert "▸     · Job Interview" in await settle(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, GuideScreen)


async def test_a_quiz_asks_what_is_ticked(studykit_app: MakeApp) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "space", "down", "down", "space")
        screen = await settle(pilot)
        assert "[x]     · Informational Interview" in screen
        assert "[ ]     · Job Interview" in screen
        await pilot.press("q")
        assert scope_of_set_up(pilot) == (f"{COURSE}/{GUIDE}", f"{COURSE}/active-listening")


async def test_ticking_a_unit_ticks_its_terms(studykit_app: MakeApp) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "space", "space", "t")
        assert scope_of_set_up(pilot) == (f"{COURSE}/job-interview",)
        assert isinstance(pilot.app.screen, SetupScreen)
        assert pilot.app.screen.options.mode is Mode.MOCK


async def test_with_nothing_ticked_a_quiz_asks_what_is_at_the_cursor(studykit_app: MakeApp) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        assert scope_of_set_up(pilot) == (COURSE,)
        await pilot.press("escape", "end", "q")
        assert scope_of_set_up(pilot) == (f"{COURSE}/exam-review",)


async def test_terms_are_found_as_one_types_and_escape_shows_all_again(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"meeting")
        screen = await settle(pilot)
        assert "Informational Interview" in screen
        assert "Job Interview" not in screen
        await pilot.press("escape")
        screen = await settle(pilot)
        assert "Job Interview" in screen
        assert "▸     · Informational Interview" in screen
        assert isinstance(pilot.app.screen, CourseScreen)


async def test_enter_opens_the_first_term_that_was_found(studykit_app: MakeApp) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"list[i", "enter")
        assert isinstance(pilot.app.screen, GuideScreen)
        assert "also: [/x]" in await settle(pilot)


async def test_a_unit_folds_and_unfolds(studykit_app: MakeApp) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "left")
        screen = await settle(pilot)
        assert "▸ Kinds of interview" in screen
        assert "Job Interview" not in screen
        await pilot.press("enter")
        assert "Job Interview" in await settle(pilot)


async def test_what_the_course_is_about_is_told_on_request(studykit_app: MakeApp) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=(80, 24)) as pilot:
        assert "on both sides" not in await settle(pilot)
        await pilot.press("a")
        assert "on both sides" in await settle(pilot)


async def test_a_course_that_is_not_there_is_told(studykit_app: MakeApp) -> None:
    async with studykit_app(CourseScreen("art-of-askin")).run_test(notifications=True) as pilot:
        screen = await settle(pilot)
        assert "Did you mean" in screen
        assert "Next" in screen


async def test_a_course_of_a_thousand_terms_opens_at_its_last_one(
    tmp_path: Path, clock: FixedClock
) -> None:
    terms = "".join(f"  - term: Term {n}\n    definition: The {n}th.\n" for n in range(1000))
    (tmp_path / "large.yaml").write_text(f"course: Large\nguides:\n{terms}", encoding="utf-8")
    study = open_study(tmp_path, clock)
    async with StudykitApp(study, CourseScreen("large", "term-999")).run_test() as pilot:
        screen = await settle(pilot)
        assert "▸     · Term 999" in screen
        assert "Term 100 " not in screen
    study.close()
