"""Tests that are ahead: adding them, how they stand, and the plan toward them."""

import shutil
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from studykit.scheduling.test import Test
from studykit.study.study import Study
from studykit.tui.screens.agenda import AgendaScreen
from studykit.tui.screens.ask import ConfirmScreen
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.home import HomeScreen
from studykit.tui.screens.outlook import OutlookScreen
from studykit.tui.screens.plan_test import PlanScreen
from studykit.tui.screens.practice import PracticeScreen
from studykit.tui.screens.scope import ScopeScreen
from tests.tui.support import COURSE, SIZES, FixedClock, MakeApp, settle

FRIDAY_WEEK = date(2026, 12, 4)
"""From Thursday, 26 November."""
DAY = 86_400


def add_test(study: Study, **changes: object) -> Test:
    """A test of a course on Friday week."""
    test = Test("", "Interview test", FRIDAY_WEEK, time(9), (COURSE,), minutes=10)
    return study.schedule.add_test(replace(test, **changes))  # type: ignore[arg-type]


def kept(study: Study) -> list[Test]:
    """The tests that are kept."""
    return study.schedule.agenda.tests()


def plan(pilot: Pilot[None]) -> PlanScreen:
    """The screen, which must be the form."""
    assert isinstance(pilot.app.screen, PlanScreen)
    return pilot.app.screen


async def go_to(pilot: Pilot[None], name: str) -> None:
    """Move the cursor to the line of that name."""
    form = plan(pilot).form
    await pilot.press("home")
    while form.current.name != name:
        await pilot.press("down")


# -- adding one ------------------------------------------------------------------------------------------------------------


async def test_a_new_student_adds_a_test_with_a_few_keys_and_sees_the_plan(
    study: Study, studykit_app: MakeApp
) -> None:
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        assert "No test so far. Press a" in await settle(pilot)
        await pilot.press("a")
        assert "Thursday, in 7 days" in await settle(pilot)
        await pilot.press("down", "right", "enter")
        screen = await settle(pilot)
        assert isinstance(pilot.app.screen, OutlookScreen)
        assert "Fri 4 Dec 9:00, in 8 days" in screen
        assert "as things stand 0 %: nothing of it is met yet" in screen
        [test] = kept(study)
        assert (test.name, test.day, test.time) == ("Art of Asking test", FRIDAY_WEEK, time(9))
        assert (test.scope, test.minutes) == ((COURSE,), 20)
        assert test.kinds == {"question"}
        await pilot.press("escape", "escape")
        assert "Art of Asking test · in 8 days" in await settle(pilot)


async def test_a_name_a_date_and_an_hour_can_be_typed(study: Study, studykit_app: MakeApp) -> None:
    async with studykit_app(PlanScreen(None, (COURSE,))).run_test() as pilot:
        await pilot.press(*["backspace"] * 18, *"Finals?")
        await go_to(pilot, "day")
        await pilot.press(*"2026-12-1")
        await pilot.press("8")
        await go_to(pilot, "time")
        await pilot.press(*"14:30")
        assert "14:30" in await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
    [test] = kept(study)
    assert (test.name, test.day, test.time) == ("Finals?", date(2026, 12, 18), time(14, 30))


async def test_the_date_is_stepped_by_days_and_weeks_but_not_into_the_past(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(PlanScreen(None, (COURSE,))).run_test() as pilot:
        await go_to(pilot, "day")
        await pilot.press("right", "pagedown", "shift+right", "shift+left", "left")
        assert plan(pilot).test.day == date(2026, 12, 10)
        await pilot.press("pageup", "pageup", "pageup", "pageup")
        assert plan(pilot).test.day == date(2026, 11, 26)


async def test_a_date_is_typed_as_on_the_command_line(studykit_app: MakeApp) -> None:
    async with studykit_app(PlanScreen(None, (COURSE,))).run_test() as pilot:
        await go_to(pilot, "day")
        await pilot.press(*"friday", "space", *"week")
        assert plan(pilot).test.day == FRIDAY_WEEK
        assert "Friday, in 8 days" in await settle(pilot)


async def test_what_is_no_date_is_told_and_not_kept(study: Study, studykit_app: MakeApp) -> None:
    app = studykit_app(PlanScreen(None, (COURSE,)))
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, "day")
        await pilot.press(*"2026-13")
        assert "✗ Write it like 2026-12-04 or friday." in await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        assert "Write it like 2026-12-04 or friday." in next(iter(app._notifications)).message
    assert not kept(study)


async def test_a_date_that_cannot_be_read_stays_as_it_was_typed_until_it_is_mended(
    study: Study, studykit_app: MakeApp
) -> None:
    app = studykit_app(PlanScreen(None, (COURSE,)))
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, "day")
        await pilot.press(*"2026-13", "tab", "down")
        screen = await settle(pilot)
        assert "2026-13" in screen
        assert "✗ Write it like 2026-12-04 or friday." in screen
        await go_to(pilot, "kind fact")
        await pilot.press("space")
        assert "2026-13" in await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "`2026-13` cannot be read." in next(iter(app._notifications)).message
        assert plan(pilot).form.current.name == "day"
        await pilot.press("backspace", *"2-02", "enter")
        await settle(pilot)
    assert [test.day for test in kept(study)] == [date(2026, 12, 2)]


async def test_a_second_test_of_one_name_and_one_without_a_day_to_study_are_refused(
    study: Study, studykit_app: MakeApp
) -> None:
    add_test(study, name="Finals")
    app = studykit_app(PlanScreen(None, (COURSE,)))
    async with app.run_test() as pilot:
        await pilot.press(*["backspace"] * 20, *"finals", "enter")
        assert "There is a test Finals already, Fri 4 Dec." in [*app._notifications][-1].message
        await pilot.press(*" two")
        await go_to(pilot, "weekdays_off")
        await pilot.press(*["space", "right"] * 7, "enter")
        assert "Every day of the week is a day off." in [*app._notifications][-1].message
        assert isinstance(app.screen, PlanScreen)
    assert len(kept(study)) == 1


async def test_a_second_test_of_a_course_is_proposed_with_a_name_of_its_own(
    study: Study, studykit_app: MakeApp
) -> None:
    add_test(study, name="Art of Asking test")
    async with studykit_app(PlanScreen(None, (COURSE,))).run_test() as pilot:
        assert "Art of Asking test 2" in await settle(pilot)


async def test_typing_a_name_replaces_the_proposed_one_and_adds_to_a_kept_one(
    study: Study, studykit_app: MakeApp
) -> None:
    async with studykit_app(PlanScreen(None, (COURSE,))).run_test() as pilot:
        await pilot.press(*"Finals", "down", "up", *" two", "enter")
        await settle(pilot)
    (test,) = kept(study)
    assert test.name == "Finals two"


async def test_single_days_off_are_typed_and_can_be_taken_back(
    study: Study, studykit_app: MakeApp
) -> None:
    async with studykit_app(PlanScreen(None, (COURSE,))).run_test() as pilot:
        await go_to(pilot, "days_off")
        assert "single days, such as 4 Dec, 24 Dec" in await settle(pilot)
        await pilot.press(*"28 Nov, 2026-12-0")
        assert "✗ Write them like 4 Dec" in await settle(pilot)
        await pilot.press("1")
        assert "2 days without work" in await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
    (test,) = kept(study)
    assert test.days_off == {date(2026, 11, 28), date(2026, 12, 1)}
    async with studykit_app(PlanScreen(test)).run_test() as pilot:
        await go_to(pilot, "days_off")
        assert "2026-11-28, 2026-12-01" in await settle(pilot)
        await pilot.press(*["backspace"] * len("2026-11-28, 2026-12-01"), "enter")
        await settle(pilot)
    assert kept(study)[0].days_off == frozenset()


async def test_a_test_in_the_past_or_without_a_name_is_refused(
    study: Study, studykit_app: MakeApp
) -> None:
    app = studykit_app(PlanScreen(None, (COURSE,)))
    async with app.run_test() as pilot:
        await go_to(pilot, "day")
        await pilot.press(*"2026-11-01", "enter")
        assert "That day is over" in [*app._notifications][-1].message
        await pilot.press(*"2026-12-01", "home", *["backspace"] * 30, "enter")
        assert "no name" in [*app._notifications][-1].message
    assert not kept(study)


async def test_days_off_are_switched_day_by_day(study: Study, studykit_app: MakeApp) -> None:
    async with studykit_app(PlanScreen(None, (COURSE,))).run_test() as pilot:
        await go_to(pilot, "weekdays_off")
        await pilot.press("left", "space", "left", "space", "space")
        assert plan(pilot).test.weekdays_off == {6}
        await pilot.press("enter")
        await settle(pilot)
    assert kept(study)[0].weekdays_off == {6}


async def test_what_it_covers_is_chosen_in_the_tree_and_the_proposed_name_follows(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(PlanScreen(None, (COURSE,))).run_test() as pilot:
        await go_to(pilot, "scope")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ScopeScreen)
        assert pilot.app.screen.trail[-1] == "What it covers"
        await pilot.press("c", "right", "down", "space", "enter")
        await pilot.pause()
        assert plan(pilot).test.scope == (f"{COURSE}/kinds-of-interview/",)
        assert plan(pilot).test.name == "Kinds of interview test"


async def test_a_new_test_asks_for_what_there_is(
    studykit_app: MakeApp, library: Path, study: Study
) -> None:
    words = "course: Words\nguides:\n  - {term: uno, definition: One.}\n"
    (library / "words.yaml").write_text(words, "utf-8")
    study.catalog.refresh()
    async with studykit_app(PlanScreen(None, ("words",))).run_test() as pilot:
        await pilot.pause()
        assert plan(pilot).test.kinds == {"definition", "term"}
        plan(pilot)._take_scope((COURSE,))
        assert plan(pilot).test.kinds == {"question"}
        await go_to(pilot, "kind fact")
        await pilot.press("space")
        plan(pilot)._take_scope(("words",))
        assert plan(pilot).test.kinds == {"question", "fact"}  # as it was chosen


async def test_kinds_are_switched_but_never_all_off(studykit_app: MakeApp) -> None:
    async with studykit_app(PlanScreen(None, (COURSE,))).run_test() as pilot:
        await go_to(pilot, "kind fact")
        await pilot.press("space")
        await go_to(pilot, "kind question")
        await pilot.press("space", "space", "space")
        assert plan(pilot).test.kinds == {"fact"}
        await go_to(pilot, "kind fact")
        await pilot.press("space")
        assert plan(pilot).test.kinds == {"fact"}


async def test_escape_leaves_a_test_as_it_was(study: Study, studykit_app: MakeApp) -> None:
    before = add_test(study)
    async with studykit_app(PlanScreen(before)).run_test() as pilot:
        await pilot.press("right", "right", "escape")
    assert kept(study) == [before]


# -- the list ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_tests_ahead_come_first_with_what_is_expected_and_those_over_last(
    study: Study, studykit_app: MakeApp, size: tuple[int, int]
) -> None:
    add_test(study, name="An old one", day=date(2026, 11, 2))
    add_test(study)
    async with studykit_app(AgendaScreen()).run_test(size=size) as pilot:
        lines = [line for line in (await settle(pilot)).splitlines() if line.strip()]
        assert "Interview test" in lines[1]
        assert "in 8 days" in lines[1]
        assert "0 % → " in lines[1]
        assert "Art of Asking  ·  6 cards, 0 met" in lines[2] or "0 met" in lines[2]
        assert "today" in lines[2]
        assert "An old one" in lines[3]
        assert "over" in lines[3]
        assert "%" not in lines[3]


async def test_a_test_is_removed_only_after_a_question(study: Study, studykit_app: MakeApp) -> None:
    add_test(study)
    async with studykit_app(AgendaScreen()).run_test() as pilot:
        await settle(pilot)
        await pilot.press("x")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("escape")
        assert len(kept(study)) == 1
        await pilot.press("x", "x")
        assert "No test so far" in await settle(pilot)
    assert not kept(study)


async def test_a_test_that_is_over_can_be_changed_but_has_no_outlook(
    study: Study, studykit_app: MakeApp
) -> None:
    add_test(study, day=date(2026, 11, 2))
    async with studykit_app(AgendaScreen()).run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        assert plan(pilot).test.day == date(2026, 11, 2)
        await pilot.press("right", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, AgendaScreen)
    assert kept(study)[0].day == date(2026, 11, 3)


async def test_what_a_test_covers_is_told_even_where_its_course_is_gone(
    study: Study, studykit_app: MakeApp
) -> None:
    add_test(study, scope=("gone",))
    async with studykit_app(AgendaScreen()).run_test(size=(80, 24)) as pilot:
        assert "not in the library any more: gone ·" in await settle(pilot)
        await pilot.press("enter")
        screen = await settle(pilot)
        assert "! gone is not in the library any more. Press e and choose what it covers." in screen
        assert "It covers no card that is in the library." in screen


async def test_home_tells_that_a_test_has_lost_a_part(
    study: Study, studykit_app: MakeApp, library: Path
) -> None:
    add_test(study, scope=(COURSE, "business-talk"))
    shutil.rmtree(library / "business-talk")
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "Interview test: Business Talk is not in the library any more. Press e to" in screen


# -- the outlook -------------------------------------------------------------------------------------------------------------


async def test_the_outlook_says_what_is_expected_and_what_more_minutes_bring(
    study: Study, studykit_app: MakeApp
) -> None:
    test = add_test(study, minutes=2)
    async with studykit_app(OutlookScreen(test)).run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "eight times of ten" in screen
        assert "2 min a day: " in screen
        assert "   7 min: " in screen
        assert "▸ today" in screen
        assert "★ Interview test" in screen


async def test_a_key_plans_with_five_minutes_more_or_less(
    study: Study, studykit_app: MakeApp
) -> None:
    test = add_test(study, minutes=12)
    async with studykit_app(OutlookScreen(test)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("plus")
        assert "15 min a day" in await settle(pilot)
        assert kept(study)[0].minutes == 15
        await pilot.press("minus", "minus", "minus")
        assert "5 min a day" in await settle(pilot)
        assert kept(study)[0].minutes == 5


async def test_a_test_that_was_removed_elsewhere_is_not_brought_back(
    study: Study, studykit_app: MakeApp
) -> None:
    test = add_test(study, minutes=12)
    app = studykit_app(OutlookScreen(test))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        study.schedule.agenda.remove_test(test.id)
        await pilot.press("plus")
        await pilot.pause()
        assert "There is no test" in next(iter(app._notifications)).message
    assert not kept(study)


async def test_help_is_at_f1_where_a_question_mark_would_be_typed(studykit_app: MakeApp) -> None:
    async with studykit_app(PlanScreen(None, (COURSE,))).run_test(size=(80, 24)) as pilot:
        assert "f1 Help" in await settle(pilot)
        await go_to(pilot, "minutes")
        assert "? Help" in await settle(pilot)


async def test_a_test_more_than_a_year_off_is_refused(study: Study, studykit_app: MakeApp) -> None:
    app = studykit_app(PlanScreen(None, (COURSE,)))
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, "day")
        await pilot.press(*"2029-01-01", "enter")
        await pilot.pause()
        assert "more than a year off" in next(iter(app._notifications)).message
    assert not kept(study)


async def test_too_little_time_is_said_with_what_is_left_out(
    study: Study, studykit_app: MakeApp
) -> None:
    test = add_test(study, minutes=1, day=date(2026, 11, 28))
    async with studykit_app(OutlookScreen(test)).run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        assert "! Too little time for all:" in screen
        assert "Left out, for want of time" in screen
        await pilot.press("end", "o")
        assert isinstance(pilot.app.screen, OutlookScreen), "a question set has no page"
        await pilot.press("up", "o")
        await pilot.pause()
        assert isinstance(pilot.app.screen, GuideScreen)


async def test_days_off_are_shown_as_such(study: Study, studykit_app: MakeApp) -> None:
    test = add_test(study, weekdays_off=frozenset({5}))
    async with studykit_app(OutlookScreen(test)).run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "off on Sat" in screen
        [saturday] = [line for line in screen.splitlines() if "Sat 28 Nov" in line]
        assert saturday.split()[-1] == "off"


async def test_enter_on_the_outlook_begins_todays_work(study: Study, studykit_app: MakeApp) -> None:
    test = add_test(study)
    async with studykit_app(OutlookScreen(test)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.sitting.quiz.plan.title == "Today"


async def test_the_outlook_offers_to_go_on_where_todays_quiz_was_left(
    study: Study, studykit_app: MakeApp
) -> None:
    test = add_test(study)
    left = study.begin_today()
    async with studykit_app(OutlookScreen(test)).run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "Go on with today's quiz" in screen
        assert "Start today's work" not in screen
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.sitting.quiz.plan.id == left.quiz.plan.id
        pilot.app.screen.sitting.stop()
        pilot.app.pop_screen()
        assert "Go on with today's quiz" not in await settle(pilot)


async def test_what_was_told_on_one_screen_does_not_lie_on_the_next(
    study: Study, studykit_app: MakeApp
) -> None:
    test = add_test(study)
    app = studykit_app(AgendaScreen())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify("Something is told.")
        await settle(pilot)
        app.doors.outlook(test)
        assert "Something is told." not in await settle(pilot)


async def test_a_test_that_is_changed_is_planned_anew(study: Study, studykit_app: MakeApp) -> None:
    test = add_test(study)
    async with studykit_app(OutlookScreen(test)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("e", "right", "enter")
        assert "Sat 5 Dec 9:00, in 9 days" in await settle(pilot)


async def test_the_day_of_the_test_itself_has_no_plan(
    study: Study, clock: FixedClock, studykit_app: MakeApp
) -> None:
    test = add_test(study)
    clock.advance(8 * DAY - 12 * 60 * 60)
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        assert "Interview test · today at 9:00" in await settle(pilot)
        pilot.app.push_screen(OutlookScreen(test))
        screen = await settle(pilot)
        assert "★ Interview test" in screen
        assert "More time" not in screen
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, HomeScreen)
