"""A term's page."""

from pathlib import Path

import pytest

from studykit.log import Verdict
from studykit.quiz.cards import Kind
from studykit.quiz.plan import Mode, Order, QuizOptions
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from studykit.tui.guide_page import Link
from studykit.tui.guide_reading import read_view
from studykit.tui.screens.course import CourseScreen
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.home import HomeScreen
from studykit.tui.screens.setup import SetupScreen
from tests.tui.support import COURSE, GUIDE, MakeApp, settle


async def test_the_page_has_all_that_the_guide_says_but_the_answers(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 60)) as pilot:
        screen = await settle(pilot)
        for wanted in [
            "also: informational meeting",
            "A short talk with somebody",
            "1  The asker leads, and prepares the questions.",
            "What is an informational interview for?",
            "○ A referral",
            "Related",
            "Active Listening",
            "Easily confused with",
            "Job Interview",
        ]:
            assert wanted in screen
        assert "It begins a relationship" not in screen
        assert "thank-you note" not in screen
        assert "✓" not in screen


async def test_the_guide_is_kept_as_the_one_read_last(study: Study, studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        assert study.last_page() == (COURSE, "job-interview")


async def test_facts_are_covered_and_uncovered_one_word_after_the_other(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        screen = await settle(pilot)
        assert "4 covered" in screen
        assert "The ▁▁▁▁▁▁ leads, and prepares the ▁▁▁▁▁▁▁▁▁." in screen
        await pilot.press("space")
        assert "The asker leads, and prepares the ▁▁▁▁▁▁▁▁▁." in await settle(pilot)
        await pilot.press("space", "space", "space")
        screen = await settle(pilot)
        assert "all uncovered" in screen
        assert "▁▁▁▁▁▁" not in screen
        await pilot.press("c")
        assert "covered" not in await settle(pilot)


async def test_an_answer_is_unfolded_on_request(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 50)) as pilot:
        await pilot.press("tab", "enter")
        screen = await settle(pilot)
        assert "It begins a relationship that may lead to referrals." in screen
        assert "! It is held to learn; nobody is assessed." in screen
        assert "✓ A referral" not in screen
        await pilot.press("tab", "space")
        screen = await settle(pilot)
        assert "✓ A referral" in screen
        assert "↳ It comes after trust." in screen
        await pilot.press("enter")
        assert "✓ A referral" not in await settle(pilot)


async def test_all_answers_are_unfolded_at_one_key(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 60)) as pilot:
        await pilot.press("a")
        screen = await settle(pilot)
        assert "✓ A referral" in screen
        assert "thank-you note / thank you note" in screen
        await pilot.press("a")
        assert "✓ A referral" not in await settle(pilot)


async def test_a_link_is_followed_by_key_and_escape_comes_back(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "shift+tab", "enter")
        assert "Art of Asking › Job Interview" in await settle(pilot)
        await pilot.press("escape")
        assert "Art of Asking › Informational Interview" in await settle(pilot)


async def test_a_link_is_followed_by_mouse_into_another_course(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, "active-listening")).run_test() as pilot:
        lines = (await settle(pilot)).splitlines()
        assert any("Also found in" in line for line in lines)
        y = next(at for at, line in enumerate(lines) if "Business Talk: Active Listening" in line)
        await pilot.click(offset=(30, y))
        assert "Business Talk › Active Listening" in await settle(pilot)


def test_a_link_into_another_course_needs_no_list_of_its_terms(
    study: Study, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = library / COURSE / "job-interview.yaml"
    file.write_text(file.read_text() + "related: [business-talk/elevator-pitch]\n")
    study.catalog.refresh()
    monkeypatch.delattr(type(study.catalog), "outline")
    links = dict(read_view(study, COURSE, "job-interview", {}).links)
    assert links["Related"] == [
        Link("business-talk", "elevator-pitch", "Elevator Pitch", "Business Talk")
    ]


async def test_the_next_and_the_previous_term_of_the_course(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "1 of 5" in screen
        assert "p Previous" not in screen
        await pilot.press("p")
        assert "1 of 5" in await settle(pilot)
        await pilot.press("n", "right", "n", "n", "n")
        assert "5 of 5" in await settle(pilot)
        await pilot.press("left")
        assert "4 of 5" in await settle(pilot)


async def test_the_page_is_quizzed(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("t")
        assert isinstance(pilot.app.screen, SetupScreen)
        assert pilot.app.screen.options.scope == (f"{COURSE}/{GUIDE}",)
        assert pilot.app.screen.options.mode is Mode.MOCK


async def test_one_goes_back_to_the_course_at_the_term(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "b")
        assert isinstance(pilot.app.screen, CourseScreen)
        assert "▸     · Job Interview" in await settle(pilot)
        await pilot.press("enter", "n", "b")
        assert "▸     · Active Listening" in await settle(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_what_authors_write_is_shown_never_obeyed(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, "typed-list")).run_test(size=(100, 30)) as pilot:
        screen = await settle(pilot)
        assert "also: [/x]" in screen
        assert "list[int] is a list of whole numbers; arr[i] is one of them, and [/x] is" in screen
        assert "[@click=app.quit]nothing[/]" in screen


async def test_a_long_page_scrolls_and_is_wrapped_anew_when_the_terminal_changes(
    studykit_app: MakeApp,
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 12)) as pilot:
        await pilot.press("a", "j", "down", "pagedown", "k")
        assert "also:" not in await settle(pilot)
        await pilot.press("end")
        assert "Job Interview" in await settle(pilot)
        await pilot.resize_terminal(30, 24)
        await pilot.press("home")
        screen = await settle(pilot)
        assert "A short talk with" in screen
        assert max(map(len, screen.splitlines())) <= 30


async def test_a_page_that_is_gone_is_told(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, "gone")).run_test(notifications=True) as pilot:
        assert "There is no term" in await settle(pilot)


async def test_the_unfolded_answer_shows_which_points_were_missed_the_last_time(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = study.quizzes.begin(
        QuizOptions(
            scope=(f"{COURSE}/{GUIDE}",),
            kinds=frozenset({Kind.QUESTION}),
            order=Order.TAUGHT,
            count=1,
        )
    )
    assert isinstance(sitting, PracticeSitting)
    sitting.submit("to learn")
    sitting.confide(None)
    points = sitting.quiz.card.points
    for point, verdict in zip(points, (Verdict.MET, Verdict.MISSED, Verdict.PARTLY), strict=True):
        sitting.judge(point.id, verdict)
    sitting.rate()
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 60)) as pilot:
        assert "✗ not met the last time" not in await settle(pilot)
        await pilot.press("a")
        lines = (await settle(pilot)).splitlines()
        told = [at for at, line in enumerate(lines) if "✗ not met the last time" in line]
        assert len(told) == 2
        assert points[1].text.split()[-1] in lines[told[0] - 1]


async def test_all_cards_of_a_page_rest_at_one_key(study: Study, studykit_app: MakeApp) -> None:
    app = studykit_app(GuideScreen(COURSE, GUIDE))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("z")
        assert "0 wakes" not in await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "All of Informational Interview comes back on Thu 3 Dec." in [
            note.message for note in app._notifications
        ]
        await pilot.press("z")
        asked = await settle(pilot)
        assert "It rests already" in asked
        assert "0 wakes it." in asked
    resting = study.schedule.agenda.resting(study.schedule.day())
    assert {card.rsplit("/", 2)[0] for card in resting} == {f"{COURSE}/{GUIDE}"}
    assert len(resting) > 5
