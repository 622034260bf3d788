"""A library that is written while the app is open: what is saved is seen, and nobody loses their place."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Input, TextArea

from studykit.content.catalog import Catalog
from studykit.errors import NotFoundError, StorageError
from studykit.quiz.cards import Kind
from studykit.quiz.plan import Order, QuizOptions
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from studykit.tui.app import StudykitApp
from studykit.tui.live import LibraryChanged
from studykit.tui.reading import LibraryReader
from studykit.tui.screens.course import CourseScreen
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.help import HelpScreen
from studykit.tui.screens.home import HomeScreen
from studykit.tui.screens.practice import PracticeScreen
from studykit.tui.screens.problems import ProblemsScreen
from studykit.tui.screens.scope import ScopeScreen
from studykit.tui.screens.search import SearchScreen
from studykit.tui.screens.setup import SetupScreen
from tests.tui.support import COURSE, GUIDE, MakeApp, answer_all, settle

SMALL, LARGE, TALL = (80, 24), (120, 40), (80, 60)
Edit = Callable[..., None]


@pytest.fixture
def edit(library: Path) -> Edit:
    """Replaces some words in a file of the course, and saves it."""

    def edit(old: str, new: str, name: str = GUIDE) -> None:
        file = library / COURSE / f"{name}.yaml"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return edit


async def taken(app: App[None]) -> None:
    """What the watch tells the app when something was saved."""
    app.post_message(LibraryChanged())


def words_of(screen: str) -> str:
    """What a screen says, however its lines are broken."""
    return " ".join(screen.split())


# -- a guide -------------------------------------------------------------------------------------------------------------


async def test_a_guide_that_is_saved_is_seen_without_a_key(
    studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=TALL) as pilot:
        await settle(pilot)
        edit("It is not held to get a job.", "Nobody gets a job by it.")
        await taken(pilot.app)
        assert "Nobody gets a job by it." in words_of(await settle(pilot))


async def test_the_reader_stays_where_they_are_while_the_page_changes_above_and_below(
    studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(80, 16)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", "enter", "down", "down")
        before = (await settle(pilot)).splitlines()
        edit("definition: |\n", "definition: |\n  One.\n\n  Two.\n\n  Three.\n\n")
        edit("questions:\n", "questions:\n  - {question: New?, answer: Yes.}\n")
        await taken(pilot.app)
        after = (await settle(pilot)).splitlines()
        row = next(at for at, line in enumerate(before) if "Which of these" in line)
        assert after[row] == before[row].replace(" 2 ", " 3 ")
        assert "✓ A referral" in "\n".join(after)


async def test_the_cursor_opened_answers_and_covered_facts_stay(
    studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=TALL) as pilot:
        await settle(pilot)
        await pilot.press("c", "space", "tab", "tab", "enter")
        assert "3 covered" in await settle(pilot)
        edit("questions:\n", "questions:\n  - {question: New?, answer: Yes.}\n")
        edit("A thank-you note.", "A short thank-you note.")
        await taken(pilot.app)
        screen = await settle(pilot)
        assert "New?" in screen
        assert "3 covered" in screen
        assert "The asker leads, and prepares the ▁▁▁▁▁▁▁▁▁." in screen
        assert "▸  3  Which of these would you ask for last?" in screen
        assert "✓ A referral" in screen
        assert screen.count("▾") == 1
        await pilot.press("tab", "enter")
        assert "A short thank-you note." in await settle(pilot)


async def test_a_question_whose_words_are_mended_stays_open(
    studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=TALL) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", "enter")
        edit("Which of these would you ask for last?", "Which of these comes last?")
        await taken(pilot.app)
        screen = await settle(pilot)
        assert "▸  2  Which of these comes last?" in screen
        assert "✓ A referral" in screen


async def test_a_question_that_is_gone_takes_its_cursor_with_it(
    studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=TALL) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", "tab", "enter")
        edit(
            "  - question: What should follow within a day?\n"
            "    accept: [thank-you note, thank you note]\n    answer: A thank-you note.\n",
            "",
        )
        await taken(pilot.app)
        screen = await settle(pilot)
        assert "What should follow" not in screen
        assert "▾" not in screen
        await pilot.press("enter", "tab", "enter")
        assert "▾" in await settle(pilot)


async def test_a_broken_guide_stays_as_it_was_and_the_banner_says_where_it_is_broken(
    library: Path, studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=LARGE) as pilot:
        before = await settle(pilot)
        edit("related: [active", "realted: [active")
        await taken(pilot.app)
        broken = await settle(pilot)
        assert f"{GUIDE}.yaml:30 " in broken
        assert "last good version shown" in broken
        assert "There is no `realted` here. Did you mean `related`?" in broken
        assert broken.splitlines()[:30] == before.splitlines()[:30]
        edit("realted", "related")
        await taken(pilot.app)
        assert await settle(pilot) == before


async def test_a_broken_guide_can_be_left_and_opened_again(
    studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=LARGE) as pilot:
        await settle(pilot)
        edit("term:", "trem:")
        await taken(pilot.app)
        await settle(pilot)
        await pilot.press("n", "p")
        screen = await settle(pilot)
        assert "A short talk with somebody" in screen
        assert f"{GUIDE}.yaml:1 " in screen


async def test_a_guide_whose_file_is_deleted_stays_on_the_screen_and_that_is_said(
    library: Path, studykit_app: MakeApp
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=LARGE) as pilot:
        await settle(pilot)
        (library / COURSE / f"{GUIDE}.yaml").unlink()
        await taken(pilot.app)
        screen = await settle(pilot)
        assert "Informational Interview is not in the library any more." in screen
        assert "A short talk with somebody" in screen


async def test_a_page_under_another_screen_is_new_when_one_comes_back(
    studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=TALL) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        edit("It is not held to get a job.", "Nobody gets a job by it.")
        await taken(pilot.app)
        await settle(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        assert "Nobody gets a job by it." in words_of(await settle(pilot))


# -- other screens -------------------------------------------------------------------------------------------------------


async def test_a_course_takes_in_a_new_term_and_the_cursor_ticks_and_folds_stay(
    library: Path, studykit_app: MakeApp
) -> None:
    screen = CourseScreen(COURSE, "active-listening")
    async with studykit_app(screen).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("space", *["up"] * 5, "left", "down", "down")
        current = screen.terms.current
        assert current
        assert current.term == "active-listening"
        (library / COURSE / "silence.yaml").write_text("term: Silence\ndefinition: It.\n", "utf-8")
        head = library / COURSE / "course.yaml"
        text = head.read_text("utf-8")
        new = "units:\n  - unit: Before\n    guides: [silence]\n"
        head.write_text(text.replace("units:\n", new), "utf-8")
        await taken(pilot.app)
        shown = await settle(pilot)
        assert "Silence" in shown
        assert screen.terms.current
        assert screen.terms.current.term == "active-listening"
        assert "[x]     · Active Listening" in shown
        assert "▸ Kinds of interview" in shown
        assert "Job Interview" not in shown


async def test_a_course_says_which_of_its_files_is_broken_until_it_is_mended(
    studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=LARGE) as pilot:
        before = await settle(pilot)
        edit("unit: Listening", "unti: Listening", "course")
        await taken(pilot.app)
        broken = await settle(pilot)
        assert "course.yaml:6 " in broken
        assert "Active Listening" in broken
        edit("unti: Listening", "unit: Listening", "course")
        await taken(pilot.app)
        assert await settle(pilot) == before


async def test_a_tick_whose_term_is_gone_is_gone(library: Path, studykit_app: MakeApp) -> None:
    screen = CourseScreen(COURSE, "job-interview")
    async with studykit_app(screen).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("space")
        (library / COURSE / "job-interview.yaml").unlink()
        await taken(pilot.app)
        assert "[x]" not in await settle(pilot)
        await pilot.press("q")
        assert "Set up a quiz" in await settle(pilot)


async def test_a_course_that_is_gone_stays_on_the_screen_and_that_is_said(
    library: Path, studykit_app: MakeApp
) -> None:
    async with studykit_app(CourseScreen(COURSE)).run_test(size=SMALL) as pilot:
        await settle(pilot)
        (library / COURSE).rename(library.parent / "elsewhere")
        await taken(pilot.app)
        screen = await settle(pilot)
        assert "Art of Asking is not in the library any more." in screen
        assert "Job Interview" in screen


async def test_home_shows_new_courses_and_new_mistakes_and_the_cursor_stays(
    library: Path, studykit_app: MakeApp
) -> None:
    async with studykit_app().run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("tab", "down")
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        assert home.courses.current
        assert home.courses.current.course.slug == "business-talk"
        (library / "actors.yaml").write_text("course: Acting\nguides: [{term: A}]\n", "utf-8")
        (library / "zoo.yaml").write_text(
            "course: Animals\nguides: [{term: Ape, definition: It.}]\n", "utf-8"
        )
        await taken(pilot.app)
        screen = await settle(pilot)
        assert "Animals" in screen
        assert "1 file has problems: press ! to see them." in screen
        assert home.courses.current.course.slug == "business-talk"


async def test_a_search_finds_what_was_just_written(studykit_app: MakeApp, edit: Edit) -> None:
    async with studykit_app(SearchScreen()).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press(*"gondola")
        assert "Nothing has all these words." in await settle(pilot)
        edit("It is not held to get a job.", "It is held in a gondola.")
        await taken(pilot.app)
        assert "1 place" in await settle(pilot)
        assert pilot.app.screen.query_one(Input).value == "gondola"


async def test_a_set_up_counts_the_new_question(studykit_app: MakeApp, edit: Edit) -> None:
    screen = SetupScreen((f"{COURSE}/{GUIDE}",))
    async with studykit_app(screen).run_test(size=SMALL) as pilot:
        assert "3 cards" in await settle(pilot)
        edit("questions:\n", "questions:\n  - {question: New?, answer: Yes.}\n")
        await taken(pilot.app)
        assert "4 cards" in await settle(pilot)


async def test_the_choice_of_a_scope_shows_the_new_term_and_keeps_ticks_and_cursor(
    library: Path, studykit_app: MakeApp
) -> None:
    async with studykit_app(ScopeScreen((f"{COURSE}/job-interview",))).run_test(size=TALL) as pilot:
        await settle(pilot)
        (library / COURSE / "silence.yaml").write_text("term: Silence\ndefinition: It.\n", "utf-8")
        await taken(pilot.app)
        screen = await settle(pilot)
        assert "[ ] Silence" in screen
        assert "[x] Job Interview" in screen
        node = pilot.app.screen.query_one("#scope").cursor_node  # type: ignore[attr-defined]
        assert node.data.title == "Job Interview"


async def test_the_list_of_problems_is_of_now(studykit_app: MakeApp, edit: Edit) -> None:
    async with studykit_app(ProblemsScreen()).run_test(size=LARGE) as pilot:
        assert "No problems" in await settle(pilot)
        edit("term:", "trem:")
        await taken(pilot.app)
        assert "There is no `trem` here." in await settle(pilot)
        edit("trem:", "term:")
        await taken(pilot.app)
        assert "No problems" in await settle(pilot)


async def test_reading_again_by_hand_holds_the_last_good_version_too(
    study: Study, studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE), ProblemsScreen()).run_test() as pilot:
        await settle(pilot)
        edit("term:", "trem:")
        await pilot.press("r")
        assert "There is no `trem` here." in await settle(pilot)
        assert study.catalog.faults(COURSE, GUIDE).is_held


# -- a quiz --------------------------------------------------------------------------------------------------------------


async def test_a_running_quiz_keeps_its_question_and_the_draft_while_its_file_changes(
    study: Study, studykit_app: MakeApp, edit: Edit
) -> None:
    options = QuizOptions(
        scope=(f"{COURSE}/{GUIDE}",), kinds=frozenset({Kind.QUESTION}), order=Order.TAUGHT
    )
    sitting = study.quizzes.begin(options)
    assert isinstance(sitting, PracticeSitting)
    async with studykit_app(PracticeScreen(sitting)).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press(*"half an ")
        edit("What is an informational interview for?", "What is it for?")
        edit("It is held to learn about a field", "It is held for fun")
        edit("Which of these would you ask for last?", "Which is last?")
        await taken(pilot.app)
        screen = await settle(pilot)
        assert "What is an informational interview for?" in screen
        await pilot.press(*"answer")
        assert pilot.app.screen.query_one(TextArea).text == "half an answer"
        await pilot.press("ctrl+s", "s")
        screen = await settle(pilot)
        assert "It is held to learn about a field" in screen
        await pilot.press("y", "y", "y", "enter")
        assert "Which of these would you ask for last?" in await settle(pilot)
    assert study.catalog.guide(COURSE, GUIDE).questions[0].text == "What is it for?"


# -- reading -------------------------------------------------------------------------------------------------------------


async def test_a_reading_that_fails_is_told_and_the_screen_stays(
    studykit_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: LibraryReader) -> None:
        raise StorageError("The library cannot be compiled.")

    app = studykit_app(GuideScreen(COURSE, GUIDE))
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await settle(pilot)
        monkeypatch.setattr(LibraryReader, "read", fail)
        await taken(pilot.app)
        screen = await settle(pilot)
        assert "The library cannot be compiled." in screen
        assert "A short talk with somebody" in screen


async def test_savings_that_follow_each_other_closely_are_read_one_after_the_other(
    studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=TALL) as pilot:
        await settle(pilot)
        for number in range(5):
            edit("It is not held" if not number else f"It {number} is", f"It {number + 1} is")
            await taken(pilot.app)
        assert "It 5 is" in await settle(pilot)


async def test_nothing_is_watched_unless_it_is_asked_for(
    study: Study, studykit_app: MakeApp
) -> None:
    app = studykit_app()
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.live._watch is None
    app = StudykitApp(study, watches=True)
    async with app.run_test() as pilot:
        await settle(pilot)
        watch = app.live._watch
        assert watch
        assert not watch._over.is_set()
    assert watch._over.is_set()


async def test_the_place_in_the_banner_keeps_its_file_and_line_in_a_narrow_terminal(
    studykit_app: MakeApp, edit: Edit
) -> None:
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=(60, 16)) as pilot:
        await settle(pilot)
        edit("related: [active", "realted: [active")
        await taken(pilot.app)
        screen = await settle(pilot)
        assert ".yaml:30 " in screen
        assert "✗ …" in screen
        assert all(len(line) <= 60 for line in screen.splitlines())


# -- the learner's history ---------------------------------------------------------------------------------------------------


async def test_a_question_that_is_reworded_while_the_app_is_open_keeps_its_history(
    studykit_app: MakeApp, edit: Edit, study: Study
) -> None:
    answer_all(study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/{GUIDE}",), count=None)))
    before = study.log.memories()
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=TALL) as pilot:
        await settle(pilot)
        edit("Which of these would you ask for last?", "What would you ask for last of all?")
        await taken(pilot.app)
        assert "What would you ask for last of all?" in words_of(await settle(pilot))
        after = study.log.memories()
        assert sorted(after.values()) == sorted(before.values())
        assert set(after) <= {card.id for card in study.catalog.askable(COURSE)}
        assert len(after.keys() - before.keys()) == 1


async def test_what_was_recognised_is_told_once_and_can_be_parted(
    studykit_app: MakeApp, edit: Edit, study: Study
) -> None:
    answer_all(study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/{GUIDE}",), count=None)))
    before = study.log.memories()
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=SMALL) as pilot:
        await settle(pilot)
        edit("Which of these would you ask for last?", "What would you ask for last of all?")
        await taken(pilot.app)
        told = (
            "1 card was reworded or moved, and keeps its history. To see which: Ctrl+P, Recognised."
        )
        await settle(pilot)
        assert [one.message for one in pilot.app._notifications] == [told]
        assert isinstance(pilot.app, StudykitApp)
        pilot.app.doors.recognised()
        screen = await settle(pilot)
        assert "What would you ask for last of all?" in screen
        assert "91 % alike" in screen
        assert "was: Which of these would you ask for last?" in screen
        assert "Informational Interview · Art of Asking · Thu 26 Nov" in screen
        await pilot.press("p")
        assert "Part these two?" in await settle(pilot)
        await pilot.press("y")
        assert "No card was reworded or moved" in words_of(await settle(pilot))
        assert study.log.memories() == before
        edit("It is not held to get a job.", "Nobody gets a job by it.")
        await taken(pilot.app)
        await settle(pilot)
        assert study.log.memories() == before
        assert list(pilot.app._notifications) == []


async def test_what_was_recognised_is_no_news_at_the_next_start(
    studykit_app: MakeApp, edit: Edit, study: Study
) -> None:
    answer_all(study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/{GUIDE}",), count=None)))
    edit("Which of these would you ask for last?", "What would you ask for last of all?")
    for told in (1, 0):
        async with studykit_app().run_test(size=SMALL) as pilot:
            await settle(pilot)
            assert len(pilot.app._notifications) == told


async def test_nothing_is_told_while_an_answer_is_asked_for(
    studykit_app: MakeApp, edit: Edit, study: Study
) -> None:
    scope = (f"{COURSE}/{GUIDE}",)
    answer_all(study.quizzes.begin(QuizOptions(scope=scope, count=None)))
    sitting = study.quizzes.begin(QuizOptions(scope=scope, order=Order.TAUGHT))
    assert isinstance(sitting, PracticeSitting)
    async with studykit_app(PracticeScreen(sitting)).run_test(size=SMALL) as pilot:
        await settle(pilot)
        edit("Which of these would you ask for last?", "What would you ask for last of all?")
        await taken(pilot.app)
        await settle(pilot)
        assert list(pilot.app._notifications) == []
        await pilot.press("escape", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert len(pilot.app._notifications) == 1


async def test_a_question_that_is_gone_between_two_saves_keeps_its_history(
    studykit_app: MakeApp, edit: Edit, study: Study
) -> None:
    answer_all(study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/{GUIDE}",), count=None)))
    before = study.log.memories()
    async with studykit_app(GuideScreen(COURSE, GUIDE)).run_test(size=TALL) as pilot:
        await settle(pilot)
        for old, new in (("questions:", "questions: ["), ("questions: [", "questions:")):
            edit(old, new)
            await taken(pilot.app)
            await settle(pilot)
            assert study.log.memories() == before
    assert study.schedule.edited.recognition().lately(5) == []


async def test_what_changed_in_an_answer_is_told_once_one_has_answered(
    studykit_app: MakeApp, edit: Edit, study: Study
) -> None:
    answer_all(study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/{GUIDE}",), count=None)))
    edit("      - It begins a relationship", "      - It opens a relationship")
    study.catalog.refresh()
    sitting = study.quizzes.begin(QuizOptions(scope=(f"{COURSE}/{GUIDE}",), order=Order.TAUGHT))
    assert isinstance(sitting, PracticeSitting)
    async with studykit_app(PracticeScreen(sitting)).run_test(size=SMALL) as pilot:
        assert "Changed since" not in await settle(pilot)
        await pilot.press("a", "ctrl+s")
        assert "Changed since" not in await settle(pilot)
        await pilot.press("enter")
        said = words_of(await settle(pilot))
        assert "Changed since you last answered: " in said
        assert "gone: “" in said


async def test_another_program_drops_nothing_that_is_held_for_the_one_that_is_open(
    study: Study, library: Path, edit: Edit, tmp_path: Path
) -> None:
    with closing(Catalog.open([library], tmp_path / "cache")) as other:
        app = StudykitApp(study, GuideScreen(COURSE, GUIDE), watches=True)
        async with app.run_test(size=TALL) as pilot:
            await settle(pilot)
            edit("questions:", "qestions:")
            other.refresh()
            await taken(app)
            screen = words_of(await settle(pilot))
            assert "Which of these would you ask for last?" in screen
            assert "qestions" in screen
            assert other.faults(COURSE, GUIDE).is_held
        other.refresh()
        with pytest.raises(NotFoundError):
            other.guide(COURSE, GUIDE)
