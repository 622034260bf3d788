"""Setting a quiz up."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from studykit.content.catalog import Catalog
from studykit.quiz.cards import Kind
from studykit.quiz.plan import Mode, Only, Order, QuizOptions
from studykit.quiz.timer import TimeLimit
from studykit.study.study import Study
from studykit.tui.screens.home import HomeScreen
from studykit.tui.screens.practice import PracticeScreen
from studykit.tui.screens.predict import PredictScreen
from studykit.tui.screens.scope import ScopeScreen
from studykit.tui.screens.setup import SetupScreen
from tests.tui.support import COURSE, GUIDE, SIZES, MakeApp, settle, text_of

MOCK = QuizOptions(mode=Mode.MOCK)


def shown(pilot: Pilot[None]) -> str:
    """What is on the screen, its words joined."""
    return " ".join(text_of(pilot.app.screen).split())


def setup(pilot: Pilot[None]) -> SetupScreen:
    """The screen, which must be the set-up."""
    assert isinstance(pilot.app.screen, SetupScreen)
    return pilot.app.screen


async def go_to(pilot: Pilot[None], name: str) -> None:
    """Move the cursor to the line of that name."""
    form = setup(pilot).form
    await pilot.press("home")
    while form.current.name != name:
        await pilot.press("down")


@pytest.mark.parametrize("size", SIZES)
async def test_everything_that_can_be_chosen_is_seen_at_once(
    studykit_app: MakeApp, size: tuple[int, int]
) -> None:
    screen = SetupScreen((COURSE,), options=MOCK)
    async with studykit_app(screen).run_test(size=size) as pilot:
        await pilot.pause()
        seen = shown(pilot)
        for label in ("What", "Questions", "How many", "Order", "Mode", "Minutes", "Extra time"):
            assert label in seen
        assert "Begin the mock test 8 cards" in seen
        assert "…" not in seen


async def test_enter_begins_at_once(studykit_app: MakeApp) -> None:
    async with studykit_app(SetupScreen((f"{COURSE}/{GUIDE}",))).run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PracticeScreen)
        plan = pilot.app.screen.sitting.quiz.plan
        assert plan.title == "Informational Interview"
        assert len(plan.cards) == 3


async def test_enter_begins_from_any_line_but_the_first(studykit_app: MakeApp) -> None:
    async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
        await go_to(pilot, "order")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PracticeScreen)


async def test_the_first_line_leads_to_the_choice_of_courses_and_terms(
    studykit_app: MakeApp,
) -> None:
    for key in ("enter", "space", "w"):
        async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
            await pilot.press("home", key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, ScopeScreen)


async def test_a_chosen_scope_is_taken_and_the_cursor_waits_at_begin(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
        await pilot.press("w", "down", "space", "enter")
        await pilot.pause()
        assert setup(pilot).options.scope == (COURSE, "business-talk")
        assert setup(pilot).form.current.name == "begin"
        assert "Art of Asking and 1 more" in shown(pilot)
        await pilot.press("w", "c", "escape")
        await pilot.pause()
        assert setup(pilot).options.scope == (COURSE, "business-talk")


async def test_arrows_change_a_value_and_digits_type_a_number(studykit_app: MakeApp) -> None:
    async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
        await go_to(pilot, "count")
        await pilot.press("left")
        assert setup(pilot).options.count == 5
        await pilot.press("1", "2")
        assert setup(pilot).options.count == 12
        await pilot.press("backspace")
        assert setup(pilot).options.count == 1
        await go_to(pilot, "count")
        await pilot.press("7")
        assert setup(pilot).options.count == 7
        await pilot.press("left", "right", *["right"] * 9)
        assert setup(pilot).options.count is None
        await go_to(pilot, "order")
        await pilot.press("right")
        assert setup(pilot).options.order is Order.SHUFFLED
        await pilot.press("left", "left", "space")
        assert setup(pilot).options.order is Order.MIXED


async def test_kinds_are_switched_on_and_off_but_never_all_off(studykit_app: MakeApp) -> None:
    async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
        await go_to(pilot, "kind question")
        await pilot.press("space")
        assert setup(pilot).options.kinds == {Kind.QUESTION}
        await go_to(pilot, "kind fact")
        await pilot.press("space")
        await go_to(pilot, "kind question")
        await pilot.press("space")
        assert setup(pilot).options.kinds == {Kind.FACT}


async def test_what_is_not_there_is_said_before_and_after_enter(studykit_app: MakeApp) -> None:
    app = studykit_app(SetupScreen((COURSE,)))
    async with app.run_test() as pilot:
        await go_to(pilot, "only")
        await pilot.press("right")
        assert setup(pilot).options.only is Only.MISSED
        await pilot.pause()
        assert "There are no such cards" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SetupScreen)
        assert len(app._notifications) == 1


WORDS = "course: Words\nguides:\n  - {term: uno, definition: One.}\n"


async def test_a_course_without_questions_is_asked_what_it_has_and_the_choice_stays(
    studykit_app: MakeApp, library: Path, study: Study
) -> None:
    (library / "words.yaml").write_text(WORDS, "utf-8")
    study.catalog.refresh()
    async with studykit_app(SetupScreen(("words",), options=MOCK)).run_test() as pilot:
        await pilot.pause()
        assert setup(pilot).options.kinds == {Kind.DEFINITION, Kind.TERM}
        assert "Begin the mock test 2 cards" in shown(pilot)
        setup(pilot)._take_scope((COURSE,))
        assert setup(pilot).options.kinds == {Kind.QUESTION}
        setup(pilot)._take_scope(("words",))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PredictScreen)
    async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
        await pilot.pause()
        assert setup(pilot).options.kinds == {Kind.QUESTION}


async def test_the_last_choice_is_kept(studykit_app: MakeApp) -> None:
    async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
        await go_to(pilot, "count")
        await pilot.press("3")
        await go_to(pilot, "order")
        await pilot.press("right", "right")
        await go_to(pilot, "time")
        await pilot.press("right", "right", "enter")
        await pilot.pause()
    async with studykit_app(SetupScreen()).run_test() as pilot:
        await pilot.pause()
        options = setup(pilot).options
        assert (options.count, options.order) == (3, Order.TAUGHT)
        assert options.limit == TimeLimit(2, per_question=True)
        assert options.scope == ()


async def test_a_mock_test_after_practice_has_a_clock_and_shuffled_cards(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
        await go_to(pilot, "count")
        await pilot.press("4", "enter")
        await pilot.pause()
    async with studykit_app(SetupScreen((COURSE,), options=MOCK)).run_test() as pilot:
        await pilot.pause()
        options = setup(pilot).options
        assert (options.mode, options.order, options.count) == (Mode.MOCK, Order.SHUFFLED, 4)
        assert options.limit == TimeLimit(8)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PredictScreen)
    async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
        await pilot.pause()
        assert setup(pilot).options.mode is Mode.PRACTICE
        assert setup(pilot).options.limit is None


async def test_minutes_follow_the_number_of_cards_until_the_learner_says_how_many(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(SetupScreen((COURSE,), options=MOCK)).run_test() as pilot:
        await go_to(pilot, "count")
        await pilot.press("5")
        assert setup(pilot).options.limit == TimeLimit(10)
        await go_to(pilot, "minutes")
        await pilot.press("2", "5")
        await go_to(pilot, "count")
        await pilot.press("3")
        assert setup(pilot).options.limit == TimeLimit(25)
        await pilot.press("enter")
        await pilot.pause()
    async with studykit_app(SetupScreen((COURSE,), options=MOCK)).run_test() as pilot:
        await pilot.pause()
        assert setup(pilot).options.limit == TimeLimit(25)


async def test_extra_time_is_shown_in_minutes(studykit_app: MakeApp) -> None:
    async with studykit_app(SetupScreen((COURSE,), options=MOCK)).run_test() as pilot:
        await go_to(pilot, "extra")
        await pilot.press("right")
        await pilot.pause()
        assert "20 with extra time" in shown(pilot)
        await go_to(pilot, "overtime")
        await pilot.press("right")
        assert setup(pilot).options.overtime


async def test_a_mock_test_always_has_a_clock(studykit_app: MakeApp) -> None:
    async with studykit_app(SetupScreen((COURSE,), options=MOCK)).run_test() as pilot:
        await go_to(pilot, "time")
        for _ in range(3):
            await pilot.press("right")
            assert setup(pilot).options.limit is not None
        await go_to(pilot, "mode")
        await pilot.press("right")
        assert setup(pilot).options.limit is None


async def test_options_that_are_given_in_full_are_taken_as_they_are(
    studykit_app: MakeApp,
) -> None:
    given = replace(MOCK, kinds=frozenset(Kind), count=6, limit=TimeLimit(3))
    async with studykit_app(SetupScreen((COURSE,), options=given)).run_test() as pilot:
        await pilot.pause()
        options = setup(pilot).options
        assert replace(options, seed=0) == replace(given, scope=(COURSE,))


async def test_a_click_changes_a_line(studykit_app: MakeApp) -> None:
    async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
        await pilot.pause()
        lines = text_of(pilot.app.screen).splitlines()
        row = next(at for at, line in enumerate(lines) if "Definitions" in line)
        await pilot.click(offset=(24, row))
        assert Kind.DEFINITION in setup(pilot).options.kinds


async def test_a_large_library_is_not_counted_at_every_key(
    study: Study, studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studykit.tui.screens.setup.LARGE", 2)
    async with studykit_app(SetupScreen()).run_test() as pilot:
        await pilot.pause()
        assert "from a large library" in shown(pilot)


async def test_a_course_that_another_studykit_found_gone_is_told(
    library: Path, tmp_path: Path, study: Study, studykit_app: MakeApp
) -> None:
    async with studykit_app().run_test(notifications=True) as pilot:
        await settle(pilot)
        shutil.rmtree(library / COURSE)
        other = Catalog.open([library], tmp_path / "cache")
        other.refresh()
        other.close()
        pilot.app.push_screen(SetupScreen((COURSE,)))
        await settle(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert [note.severity for note in pilot.app._notifications] == ["error"]


async def test_the_order_and_the_clock_are_kept_for_practice_and_for_mock_tests_apart(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(SetupScreen((COURSE,), options=MOCK)).run_test() as pilot:
        await go_to(pilot, "minutes")
        await pilot.press("5", "0")
        await go_to(pilot, "overtime")
        await pilot.press("right", "enter")
        await pilot.pause()
    async with studykit_app(SetupScreen((COURSE,))).run_test() as pilot:
        await pilot.pause()
        options = setup(pilot).options
        assert (options.limit, options.order, options.overtime) == (None, Order.MIXED, False)
        await go_to(pilot, "mode")
        await pilot.press("right")
        options = setup(pilot).options
        assert options.limit
        assert (options.limit.minutes, options.overtime) == (50, True)
