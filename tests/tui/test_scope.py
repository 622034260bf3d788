"""Choosing what a quiz is about."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from studykit.tui.app import StudykitApp
from studykit.tui.scope_units import units_of
from studykit.tui.screens.scope import Group, ScopeScreen
from tests.tui.support import COURSE, SIZES, FixedClock, MakeApp, open_study, settle, text_of

OTHER = "business-talk"
TERMS = {"informational-interview", "job-interview", "active-listening", "typed-list"}

Answer = list[tuple[str, ...] | None]


def ask(make: MakeApp, *scope: str) -> tuple[StudykitApp, Answer]:
    """An app that asks for a scope once it has started, and what was answered."""
    answer: Answer = []
    app = make()
    app.call_later(lambda: app.push_screen(ScopeScreen(scope), answer.append))
    return app, answer


def lines(pilot: Pilot[None]) -> list[str]:
    """The lines of the tree that are on the screen."""
    return [line for line in text_of(pilot.app.screen).splitlines() if "[" in line]


@pytest.mark.parametrize("size", SIZES)
async def test_courses_are_listed_folded(studykit_app: MakeApp, size: tuple[int, int]) -> None:
    app, _ = ask(studykit_app)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert [line.split("] ")[1] for line in lines(pilot)] == ["Art of Asking", "Business Talk"]


async def test_a_course_is_ticked_as_a_whole(studykit_app: MakeApp) -> None:
    app, answer = ask(studykit_app)
    async with app.run_test() as pilot:
        await pilot.press("space", "enter")
    assert answer == [(COURSE,)]


async def test_nothing_ticked_means_all_courses(studykit_app: MakeApp) -> None:
    app, answer = ask(studykit_app, COURSE)
    async with app.run_test() as pilot:
        await pilot.press("c", "enter")
    assert answer == [()]


async def test_escape_leaves_things_as_they_were(studykit_app: MakeApp) -> None:
    app, answer = ask(studykit_app, COURSE)
    async with app.run_test() as pilot:
        await pilot.press("space", "escape")
    assert answer == [None]


async def test_a_unit_is_ticked_with_its_terms(studykit_app: MakeApp) -> None:
    app, answer = ask(studykit_app)
    async with app.run_test() as pilot:
        await pilot.press("right", "down", "space")
        await pilot.pause()
        seen = lines(pilot)
        assert "[-] Art of Asking" in seen[0]
        assert "[x] Kinds of interview" in seen[1]
        assert "[x] Informational Interview" in seen[2]
        assert "[ ] Listening" in seen[4]
        await pilot.press("enter")
    assert answer == [(f"{COURSE}/kinds-of-interview/",)]


@pytest.mark.parametrize("end", ["/", ""])
async def test_a_term_can_be_taken_off_a_unit_that_was_kept_as_a_whole(
    studykit_app: MakeApp, end: str
) -> None:
    app, answer = ask(studykit_app, f"{COURSE}/kinds-of-interview{end}")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "[x] Kinds of interview" in lines(pilot)[1]
        await pilot.press("down", "space", "enter")
    assert answer == [(f"{COURSE}/job-interview",)]


async def test_a_unit_that_is_called_like_one_of_its_terms_is_told_apart_from_it(
    library: Path, clock: FixedClock
) -> None:
    page = library / COURSE / "course.yaml"
    page.write_text(page.read_text("utf-8").replace("Kinds of interview", "Job Interview"), "utf-8")
    study = open_study(library, clock)
    units = units_of(study.catalog.course(COURSE))
    assert units.keys() == {f"{COURSE}/job-interview/", f"{COURSE}/listening/"}
    study.close()


async def test_single_terms_can_be_taken_off_a_course(studykit_app: MakeApp) -> None:
    app, answer = ask(studykit_app, COURSE)
    async with app.run_test() as pilot:
        await pilot.press("right", "down", "down", "space", "enter")
    assert answer[0] is not None
    assert answer[0] == tuple(
        f"{COURSE}/{slug}" for slug in ("exam-review", "job-interview", "listening/")
    )


async def test_all_terms_ticked_are_the_course(studykit_app: MakeApp) -> None:
    app, answer = ask(studykit_app, *(f"{COURSE}/{slug}" for slug in TERMS))
    async with app.run_test() as pilot:
        await pilot.press("end", "up", "space")
        await pilot.pause()
        assert "[x] Art of Asking" in lines(pilot)[0]
        await pilot.press("enter")
    assert answer == [(COURSE,)]


async def test_question_sets_stand_at_the_end_of_their_course(studykit_app: MakeApp) -> None:
    app, _ = ask(studykit_app, f"{COURSE}/exam-review")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.pause()
        seen = lines(pilot)
        at = next(at for at, line in enumerate(seen) if "Question sets" in line)
        assert "[x] Exam review" in seen[at + 1]
        assert "Business Talk" in seen[at + 2]


async def test_the_cursor_begins_at_what_is_ticked(studykit_app: MakeApp) -> None:
    app, answer = ask(studykit_app, f"{COURSE}/active-listening")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("space", "down", "space", "enter")
    assert answer == [(f"{COURSE}/typed-list",)]


async def test_left_folds_and_goes_up(studykit_app: MakeApp) -> None:
    app, answer = ask(studykit_app, f"{COURSE}/typed-list")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("left", "left", "left", "left")
        await pilot.pause()
        assert len(lines(pilot)) == 2
        await pilot.press("down", "space", "enter")
    assert answer == [(f"{COURSE}/typed-list", OTHER)]


async def test_a_term_that_looks_like_markup_is_shown_as_it_stands(studykit_app: MakeApp) -> None:
    app, _ = ask(studykit_app, f"{COURSE}/typed-list")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.pause()
        assert any("[x] list[int]" in line for line in lines(pilot))


async def test_what_is_gone_from_the_library_is_listed_and_can_be_let_go(
    studykit_app: MakeApp,
) -> None:
    app, answer = ask(studykit_app, COURSE, f"{COURSE}/old", "gone", "gone/term")
    async with app.run_test(size=(80, 30)) as pilot:
        screen = await settle(pilot)
        for name in (f"{COURSE}/old", "gone", "gone/term"):
            assert f"[x] {name}  not in the library any more" in screen
        await pilot.press("end", "right", "space", "up", "space", "up", "space")
        screen = await settle(pilot)
        assert f"[ ] {COURSE}/old" in screen
        assert "[x] Art of Asking" in screen
        assert not app._notifications
        await pilot.press("space", "enter")
    assert answer == [(COURSE, f"{COURSE}/old")]


async def test_a_course_that_is_gone_is_told_when_it_is_unfolded(studykit_app: MakeApp) -> None:
    app, answer = ask(studykit_app, "gone/term")
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ScopeScreen)
        screen.terms.root.add("Gone", Group("Gone", ("gone",))).expand()
        await pilot.pause()
        assert ["no course" in note.message for note in app._notifications] == [True]
        await pilot.press("escape")
    assert answer == [None]


async def test_the_help_says_every_key_in_our_words_and_the_signs_are_ours(
    studykit_app: MakeApp,
) -> None:
    app, _ = ask(studykit_app)
    async with app.run_test(size=(80, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right")
        assert "▾ [ ] Art of Asking" in await settle(pilot)
        await pilot.press("end", "f1")
        screen = await settle(pilot)
        assert "Go to the line below." in screen
        for theirs in ("Toggle", "Cursor", "Select", "Scroll"):
            assert theirs not in screen
