"""The result of a quiz, and the list of past ones."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from studykit.log import Confidence, Draft, Ending, Verdict
from studykit.quiz.cards import Kind
from studykit.quiz.plan import Mode, Order, QuizOptions
from studykit.quiz.quiz import Phase
from studykit.quiz.timer import TimeLimit
from studykit.scheduling.test import Test
from studykit.study.sitting import MockSitting, PracticeSitting
from studykit.study.study import Study
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.judging import JudgingScreen
from studykit.tui.screens.practice import PracticeScreen
from studykit.tui.screens.result import ResultScreen
from studykit.tui.screens.results import ResultsScreen
from studykit.tui.screens.save import SaveScreen
from tests.tui.support import COURSE, GUIDE, SIZES, FixedClock, MakeApp, answer_all, settle, text_of

Ended = Callable[[], MockSitting]


def judge(sitting: MockSitting | PracticeSitting, *verdicts: Verdict) -> None:
    """Judge the points of the current answer, and take the rating."""
    attempt = sitting.quiz.attempt
    assert attempt is not None
    for point, verdict in zip(attempt.card.points, verdicts, strict=True):
        sitting.judge(point.id, verdict)
    sitting.rate()


@pytest.fixture
def ended(study: Study, clock: FixedClock) -> Ended:
    """A mock test that is over: one point partly met, one missed, a wrong choice, a right short answer."""

    def ended() -> MockSitting:
        options = QuizOptions(
            scope=(f"{COURSE}/{GUIDE}",),
            kinds=frozenset({Kind.QUESTION}),
            order=Order.TAUGHT,
            mode=Mode.MOCK,
            limit=TimeLimit(6),
        )
        sitting = study.quizzes.begin(options)
        assert isinstance(sitting, MockSitting)
        sitting.predict(0.9)
        clock.advance(75)
        sitting.keep_draft(Draft(0, "to learn", confidence=Confidence.SURE))
        sitting.open(1)
        sitting.keep_draft(Draft(1, choices=(1,), confidence=Confidence.GUESS))
        sitting.open(2)
        sitting.keep_draft(Draft(2, "thank you note"))
        sitting.hand_in()
        judge(sitting, Verdict.MET, Verdict.PARTLY, Verdict.MISSED)
        judge(sitting)
        judge(sitting)
        return sitting

    return ended


def shown(pilot: Pilot[None]) -> str:
    """What is on the screen, its words joined."""
    return " ".join(text_of(pilot.app.screen).split())


# -- the result ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_the_score_stands_against_the_prediction(
    ended: Ended, studykit_app: MakeApp, size: tuple[int, int]
) -> None:
    async with studykit_app(ResultScreen(ended())).run_test(size=size) as pilot:
        await pilot.pause()
        seen = shown(pilot)
        assert "2.5 of 5 points" in seen
        assert "You expected 90 %: it felt surer than it was." in seen
        assert "sure 50 % guess 0 %" in seen
        assert "3 of 3 questions: 1:15 to answer, 0:25 each." in seen


@pytest.mark.parametrize("size", SIZES)
async def test_missed_points_come_with_their_question_and_their_why(
    ended: Ended, studykit_app: MakeApp, size: tuple[int, int]
) -> None:
    async with studykit_app(ResultScreen(ended())).run_test(size=size) as pilot:
        await pilot.pause()
        seen = shown(pilot)
        assert "◐ It explores a field before one commits to it." in seen
        assert "Finding out that a field is wrong for you" in seen
        assert "✗ It begins a relationship" in seen
        assert "✗ A referral" in seen
        assert "nobody is assessed." not in seen


async def test_every_question_has_a_line_with_points_time_confidence_and_rating(
    ended: Ended, studykit_app: MakeApp
) -> None:
    async with studykit_app(ResultScreen(ended())).run_test(size=(80, 40)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        seen = shown(pilot)
        assert "1.5 of 3 1:15 sure hard" in seen
        assert "0 of 1 0:00 guess again" in seen
        assert "✓ What should follow within a day? 1 of 1" in seen


async def test_units_and_terms_are_compared_where_there_are_several(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = study.quizzes.begin(
        QuizOptions(scope=(COURSE,), kinds=frozenset({Kind.TERM}), order=Order.TAUGHT)
    )
    assert isinstance(sitting, PracticeSitting)
    for answer in ("informational interview", "no idea", "active listening"):
        sitting.submit(answer)
        sitting.confide(None)
        sitting.rate()
    sitting.stop()
    for size in SIZES:
        async with studykit_app(ResultScreen(sitting)).run_test(size=size) as pilot:
            await pilot.press("end")
            await pilot.pause()
            seen = shown(pilot)
            assert "By unit" in seen
            assert "1 of 2 50 %" in seen
            assert "By term" in seen
            assert "Stopped early." in seen


async def test_a_quiz_in_which_nothing_was_rated_says_so(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = study.quizzes.begin(QuizOptions(scope=(COURSE,)))
    assert isinstance(sitting, PracticeSitting)
    sitting.stop()
    async with studykit_app(ResultScreen(sitting)).run_test() as pilot:
        await pilot.pause()
        seen = shown(pilot)
        assert "Nothing was rated, so there is no score." in seen
        assert "Practise what I missed" not in seen
        assert "o Guide" not in seen
        await pilot.press("m", "o", "down")
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_what_was_missed_is_practised_at_one_key_and_the_score_stays(
    ended: Ended, study: Study, studykit_app: MakeApp
) -> None:
    sitting = ended()
    async with studykit_app(ResultScreen(sitting)).run_test() as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.sitting.quiz.plan.count == 2
        assert study.quizzes.result(sitting.quiz.plan.id).met == pytest.approx(2.5)


async def test_the_guide_of_the_line_opens(ended: Ended, studykit_app: MakeApp) -> None:
    async with studykit_app(ResultScreen(ended())).run_test() as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert "Informational Interview" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_a_line_of_a_question_set_opens_its_page(study: Study, studykit_app: MakeApp) -> None:
    sitting = study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/exam-review",)))
    assert isinstance(sitting, PracticeSitting)
    sitting.dont_know()
    sitting.rate()
    sitting.stop()
    app = studykit_app(ResultScreen(sitting))
    async with app.run_test() as pilot:
        await pilot.press("o")
        assert "Exam review" in await settle(pilot)
        assert isinstance(pilot.app.screen, GuideScreen)


async def test_the_end_can_be_taken_back(ended: Ended, studykit_app: MakeApp) -> None:
    sitting = ended()
    async with studykit_app(ResultScreen(sitting)).run_test() as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(pilot.app.screen, JudgingScreen)
        assert sitting.quiz.phase is Phase.RATING


async def test_enter_goes_home(ended: Ended, studykit_app: MakeApp) -> None:
    async with studykit_app(ResultScreen(ended())).run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1


async def test_text_that_looks_like_markup_is_shown_as_it_stands(
    study: Study, studykit_app: MakeApp
) -> None:
    sitting = study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/typed-list",)))
    assert isinstance(sitting, PracticeSitting)
    sitting.dont_know()
    sitting.rate()
    sitting.stop()
    async with studykit_app(ResultScreen(sitting)).run_test() as pilot:
        await pilot.pause()
        seen = shown(pilot)
        assert "list[int]" in seen
        assert "arr[i]" in seen


# -- saving ----------------------------------------------------------------------------------------------------------------


async def test_a_result_is_saved_in_the_current_folder_as_markdown(
    ended: Ended, studykit_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with studykit_app(ResultScreen(ended())).run_test() as pilot:
        await pilot.press("s", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)
    saved = (tmp_path / "informational-interview-2026-11-26.md").read_text("utf-8")
    assert saved.startswith("# Informational Interview: mock test")


async def test_one_key_makes_it_a_page(
    ended: Ended, studykit_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with studykit_app(ResultScreen(ended())).run_test() as pilot:
        await pilot.press("s", "ctrl+t", "ctrl+t", "ctrl+t", "enter")
        await pilot.pause()
    saved = (tmp_path / "informational-interview-2026-11-26.html").read_text("utf-8")
    assert saved.startswith("<!doctype html>")


async def test_an_older_file_is_replaced_only_after_a_second_enter(
    ended: Ended, studykit_app: MakeApp, tmp_path: Path
) -> None:
    path = tmp_path / "old.md"
    path.write_text("precious")
    async with studykit_app(ResultScreen(ended())).run_test(size=(120, 40)) as pilot:
        await pilot.press("s")
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "old.md is there already. Enter again replaces it." in shown(pilot)
        assert path.read_text() == "precious"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)
    assert path.read_text("utf-8").startswith("# Informational")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Type a name."),
        ("{folder}", "This is a folder."),
        ("{folder}/nowhere/x.md", "cannot be written"),
        ("{folder}/" + "x" * 300, "This name cannot be used: File name too long."),
        ("~nobody-of-that-name/x.md", "✗"),
        ("{folder}/x\0.md", "✗"),
    ],
)
async def test_a_name_that_cannot_be_written_is_told_and_can_be_changed(
    ended: Ended, studykit_app: MakeApp, tmp_path: Path, name: str, told: str
) -> None:
    async with studykit_app(ResultScreen(ended())).run_test(size=(120, 40)) as pilot:
        await pilot.press("s")
        pilot.app.screen.query_one(Input).value = name.replace("{folder}", str(tmp_path))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SaveScreen)
        assert told in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)
    assert not list(tmp_path.glob("*.part"))


# -- past quizzes ----------------------------------------------------------------------------------------------------------


async def test_without_any_quiz_the_list_says_how_to_begin(studykit_app: MakeApp) -> None:
    async with studykit_app(ResultsScreen()).run_test() as pilot:
        await pilot.pause()
        assert "No quiz so far." in shown(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ResultsScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_past_quizzes_are_listed_with_day_mode_and_score(
    ended: Ended, studykit_app: MakeApp, clock: FixedClock, size: tuple[int, int]
) -> None:
    ended()
    clock.advance(86_400)
    async with studykit_app(ResultsScreen()).run_test(size=size) as pilot:
        await pilot.pause()
        seen = shown(pilot)
        assert "yesterday" in seen
        assert "Informational Interview mock test 2.5 of 5 50 % ◐" in seen
        assert "Not finished" not in seen


async def test_enter_opens_a_past_quiz_which_cannot_be_undone_there(
    ended: Ended, studykit_app: MakeApp
) -> None:
    ended()
    async with studykit_app(ResultsScreen()).run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "Undo" not in shown(pilot)
        assert "2.5 of 5 points" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultsScreen)


async def test_an_unfinished_quiz_stands_on_top_and_is_gone_on_with(
    ended: Ended, study: Study, studykit_app: MakeApp
) -> None:
    ended()
    sitting = study.quizzes.begin(QuizOptions(scope=(COURSE,)))
    async with studykit_app(ResultsScreen()).run_test() as pilot:
        await pilot.pause()
        seen = shown(pilot)
        assert seen.index("Not finished") < seen.index("Past quizzes")
        assert "0 of 8 answered" in seen
        await pilot.press("enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, PracticeScreen)
        assert screen.sitting.quiz.plan.id == sitting.quiz.plan.id


async def test_a_quiz_without_a_score_is_listed_too(study: Study, studykit_app: MakeApp) -> None:
    sitting = study.quizzes.begin(QuizOptions(scope=(COURSE,)))
    assert isinstance(sitting, PracticeSitting)
    sitting.dont_know()
    sitting.stop()
    async with studykit_app(ResultsScreen()).run_test() as pilot:
        await pilot.pause()
        assert "nothing rated" in shown(pilot)


async def test_two_quizzes_of_one_day_are_told_apart_by_their_hour(
    study: Study, clock: FixedClock, studykit_app: MakeApp
) -> None:
    for _ in range(2):
        answer_all(study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/{GUIDE}",))))
        clock.advance(3600)
    clock.advance(9 * 86_400)
    async with studykit_app(ResultsScreen()).run_test(size=(80, 24)) as pilot:
        lines = [line for line in (await settle(pilot)).splitlines() if "26 Nov" in line]
        assert len({line.split()[2:4][-1] for line in lines}) == len(lines) == 2


async def test_what_was_never_answered_is_no_result(study: Study, studykit_app: MakeApp) -> None:
    left = study.quizzes.begin(QuizOptions())
    left.stop()
    study.quizzes.begin(QuizOptions(mode=Mode.MOCK, limit=TimeLimit(6)))
    async with studykit_app(ResultsScreen()).run_test(size=(80, 24)) as pilot:
        assert "No quiz so far." in await settle(pilot)
    assert study.quizzes.result(left.quiz.plan.id).ending is Ending.STOPPED, "it is in the log"


async def test_a_quiz_that_is_stopped_while_cards_come_back_says_so(
    study: Study, clock: FixedClock, studykit_app: MakeApp
) -> None:
    sitting = study.quizzes.begin(
        QuizOptions(scope=(f"{COURSE}/{GUIDE}",), kinds=frozenset({Kind.DEFINITION}))
    )
    assert isinstance(sitting, PracticeSitting)
    clock.advance(10)
    sitting.dont_know()
    clock.advance(50)
    sitting.rate()
    sitting.stop()
    async with studykit_app(ResultScreen(sitting)).run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "1 of 1 questions: 0:10 to answer, 0:10 each, 1:00 in all." in screen
        assert "Stopped before what was missed came back." in screen


async def test_a_click_chooses_a_quiz_and_a_second_one_opens_it(
    ended: Ended, studykit_app: MakeApp
) -> None:
    ended()
    ended()
    async with studykit_app(ResultsScreen()).run_test() as pilot:
        await pilot.pause()
        line = next(
            at
            for at, text in enumerate(text_of(pilot.app.screen).splitlines())
            if "Informational" in text
        )
        await pilot.click(offset=(30, line + 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultsScreen)
        await pilot.click(offset=(30, line + 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_an_unfinished_quiz_can_be_ended_and_that_taken_back(
    study: Study, studykit_app: MakeApp
) -> None:
    quiz = study.quizzes.begin(QuizOptions(scope=(COURSE,))).quiz
    async with studykit_app(ResultsScreen()).run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)
        assert not study.unfinished()
        await pilot.press("u")
        await pilot.pause()
        assert [left.quiz.id for left in study.unfinished()] == [quiz.plan.id]


async def test_after_todays_work_the_result_says_what_it_brought_for_the_test(
    study: Study, studykit_app: MakeApp
) -> None:
    study.schedule.add_test(Test("", "Finals", date(2026, 12, 4), time(9), (COURSE,)))
    async with studykit_app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, PracticeScreen)
        answer_all(screen.sitting)
        screen.show()
        await pilot.pause()
        shown = await settle(pilot)
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "Finals: 0 % → " in shown
        assert "expected as things stand" in shown
    other = study.quizzes.begin(QuizOptions(scope=(COURSE,), count=1))
    answer_all(other)
    async with studykit_app(ResultScreen(other)).run_test(size=(80, 24)) as pilot:
        assert "Finals" not in await settle(pilot)
