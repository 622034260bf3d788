"""Judging the answers of a mock test."""

import pytest
from textual.pilot import Pilot

from studykit.log import Draft
from studykit.quiz.plan import Mode, Order, QuizOptions
from studykit.quiz.quiz import Phase
from studykit.study.sitting import MockSitting
from studykit.study.study import Study
from studykit.tui.screens.judging import JudgingScreen
from studykit.tui.screens.result import ResultScreen
from tests.tui.support import COURSE, GUIDE, SIZES, MakeApp, text_of


@pytest.fixture
def sitting(study: Study) -> MockSitting:
    """A mock test that was handed in: an open answer, a choice, and a short question left empty."""
    options = QuizOptions(scope=(f"{COURSE}/{GUIDE}",), order=Order.TAUGHT, mode=Mode.MOCK)
    sitting = study.quizzes.begin(options)
    assert isinstance(sitting, MockSitting)
    sitting.predict(0.6)
    sitting.keep_draft(Draft(card=0, text="to learn about a field"))
    sitting.keep_draft(Draft(card=1, choices=(0,)))
    sitting.hand_in()
    return sitting


def shown(pilot: Pilot[None]) -> str:
    return " ".join(text_of(pilot.app.screen).split())


@pytest.mark.parametrize("size", SIZES)
async def test_every_answer_is_judged_and_the_result_follows(
    sitting: MockSitting, studykit_app: MakeApp, size: tuple[int, int]
) -> None:
    async with studykit_app(JudgingScreen(sitting)).run_test(size=size) as pilot:
        await pilot.pause()
        assert "Judging 1 of 3" in shown(pilot)
        assert "to learn about a field" in shown(pilot)
        await pilot.press("y", "n", "y", "enter")
        await pilot.pause()
        assert "✓ Right." in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "You left it empty." in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)
        assert sitting.quiz.phase is Phase.ENDED
        assert sitting.quiz.score == (3.0, 5)


async def test_a_judgement_can_be_undone_but_no_answer_changed(
    sitting: MockSitting, studykit_app: MakeApp
) -> None:
    async with studykit_app(JudgingScreen(sitting)).run_test() as pilot:
        await pilot.press("y", "u", "u")
        assert sitting.quiz.phase is Phase.JUDGING
        assert sitting.quiz.attempts[0].verdicts == {}


async def test_leaving_keeps_what_was_judged(
    study: Study, sitting: MockSitting, studykit_app: MakeApp
) -> None:
    async with studykit_app(JudgingScreen(sitting)).run_test() as pilot:
        await pilot.press("y", "escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, JudgingScreen)
    again = study.quizzes.resume(sitting.quiz.plan.id)
    assert len(again.quiz.attempts[0].verdicts) == 1


async def test_a_point_is_gone_to_with_arrows_and_judged_anew(
    sitting: MockSitting, studykit_app: MakeApp
) -> None:
    async with studykit_app(JudgingScreen(sitting)).run_test() as pilot:
        await pilot.press("down", "y")
        await pilot.pause()
        points = sitting.quiz.plan.cards[0].points
        assert list(sitting.quiz.attempts[0].verdicts) == [points[1].id]
        await pilot.press("y", "y", "up", "n")
        await pilot.pause()
        assert sitting.quiz.attempts[0].derived.met == 2
