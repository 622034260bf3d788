"""The page of a question set."""

from pathlib import Path

from textual.content import Content
from textual.pilot import Pilot

from studykit.log import Verdict
from studykit.quiz.plan import Order, QuizOptions
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from studykit.tui.screens.ask import ChooseScreen
from studykit.tui.screens.author_question import QuestionScreen
from studykit.tui.screens.course import CourseScreen
from studykit.tui.screens.guide import GuideScreen
from studykit.tui.screens.keeping import PATIENCE
from studykit.tui.screens.search import SearchScreen
from studykit.tui.screens.set_question import SetQuestionScreen
from studykit.tui.screens.setup import SetupScreen
from studykit.tui.widgets.page import Page, Part
from tests.tui.support import COURSE, MakeApp, settle
from tests.tui.test_quiz_widgets import Stage

SET = "exam-review"
DECK = """\
set: Deck
questions:
  - question: What is asked first?
    answer: An open question. It invites an answer.
    points: [{point: An open question., core: true}, It invites an answer.]
  - question: Which is open?
    choices:
      - {choice: Why, correct: true, why: It asks for reasons.}
      - Whether
  - question: What is the shortest one?
    accept: [why]
"""


def add_deck(library: Path, study: Study, text: str = DECK) -> Path:
    """Put a set of three questions into the course."""
    file = library / COURSE / "deck.yaml"
    file.write_text(text, "utf-8")
    study.catalog.refresh()
    return file


def page_of(pilot: Pilot[None]) -> Page:
    """The page that is shown."""
    assert isinstance(pilot.app.screen, GuideScreen)
    return pilot.app.screen.page


def judge(study: Study, verdicts: list[Verdict]) -> None:
    """Answer the first question of the deck."""
    options = QuizOptions(scope=(f"{COURSE}/deck",), count=1, order=Order.TAUGHT)
    sitting = study.quizzes.begin(options)
    assert isinstance(sitting, PracticeSitting)
    sitting.submit("An answer.")
    sitting.confide(None)
    for point, verdict in zip(sitting.quiz.card.points, verdicts, strict=True):
        sitting.judge(point.id, verdict)
    sitting.rate()


async def test_a_set_of_which_nothing_is_written_is_listed(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    text = 'set: Old exam\nquestions:\n  - question: "…"\n    answer: "…"\n'
    (library / COURSE / "old.yaml").write_text(text, "utf-8")
    study.catalog.refresh()
    async with studykit_app(CourseScreen(COURSE)).run_test(size=(120, 40)) as pilot:
        assert "Old exam" in await settle(pilot)
    entry = next(one for one in study.catalog.courses() if one.slug == COURSE)
    assert (entry.sets, study.catalog.outline(COURSE).sets[-1].questions) == (2, 0)


async def test_enter_on_a_set_opens_its_page_with_the_answers_folded_away(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    add_deck(library, study)
    async with studykit_app(CourseScreen(COURSE, "deck")).run_test(size=(80, 40)) as pilot:
        await pilot.press("enter")
        screen = await settle(pilot)
        assert "Art of Asking › Deck" in screen
        assert "3 questions   · 3 unseen" in screen
        assert "1  What is asked first?" in screen
        assert "○ Whether" in screen
        assert "invites an answer" not in screen
        assert "✓" not in screen
        await pilot.press("tab", "enter")
        screen = await settle(pilot)
        assert "! An open question." in screen
        await pilot.press("a")
        screen = await settle(pilot)
        assert "✓ Why" in screen
        assert "It asks for reasons." in screen


async def test_how_each_question_stands_is_shown_and_follows_a_quiz(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    add_deck(library, study)
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(80, 40)) as pilot:
        assert "· 3 unseen" in await settle(pilot)
        await pilot.press("q")
        judge(study, [Verdict.MET, Verdict.MISSED])
        await pilot.press("escape")
        screen = await settle(pilot)
        assert "3 questions   ✗ 1 with missed points   · 2 unseen" in screen
        assert "▸ model answer  ✗ missed points" in screen
        await pilot.press("tab", "enter")
        lines = (await settle(pilot)).splitlines()
        at = next(at for at, line in enumerate(lines) if "• It invites" in line)
        assert "✗ not met the last time" in lines[at + 1]


async def test_one_turns_from_the_last_term_to_the_sets_and_back(studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, "typed-list")).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        screen = await settle(pilot)
        assert "Art of Asking › Exam review" in screen
        assert "5 of 5" in screen
        await pilot.press("p")
        assert "4 of 5" in await settle(pilot)


async def test_a_set_is_quizzed_and_read_last(study: Study, studykit_app: MakeApp) -> None:
    async with studykit_app(GuideScreen(COURSE, SET)).run_test(size=(80, 24)) as pilot:
        assert study.last_page() == (COURSE, SET)
        await pilot.press("q")
        assert isinstance(pilot.app.screen, SetupScreen)
        assert pilot.app.screen.options.scope == (f"{COURSE}/{SET}",)


async def test_what_is_answered_right_after_reading_a_set_was_read(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    add_deck(library, study)
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(80, 24)):
        judge(study, [Verdict.MET, Verdict.MET])
        [memory] = study.log.memories([COURSE]).values()
        assert memory.stability < 2, "as after a hard recall, not after a good one"


async def test_a_question_is_edited_in_the_form(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    file = add_deck(library, study)
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(120, 40)) as pilot:
        await pilot.press("tab", "tab", "tab", "w")
        await settle(pilot)
        assert isinstance(pilot.app.screen, QuestionScreen)
        await pilot.press("end", "backspace", *" of all?", "ctrl+s")
        screen = await settle(pilot)
        assert "What is the shortest one of all?" in screen
        assert file.read_text("utf-8") == DECK.replace("one?", "one of all?")


async def test_a_question_that_names_a_term_that_is_not_there_is_told_and_can_be_saved(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    text = f"{DECK}    term: silense\n"
    file = add_deck(library, study, text)
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(120, 40)) as pilot:
        await pilot.press("tab", "tab", "tab", "w")
        assert "✗ There is no term `silense` in this course." in await settle(pilot)
        await pilot.press("end", "backspace", *" of all?", "ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, GuideScreen)
        assert file.read_text("utf-8") == text.replace("one?", "one of all?")


async def test_a_question_is_added_in_the_form(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    file = add_deck(library, study)
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+n", *"Who?", "tab", *"I.", "ctrl+s")
        assert "4  Who?" in await settle(pilot)
        assert file.read_text("utf-8") == f"{DECK}  - question: Who?\n    answer: I.\n"


async def test_what_cannot_be_saved_is_still_there_and_asked_about_before_it_is_left(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    file = add_deck(library, study)
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+n", *"Who?", "tab", *"I.")
        file.write_text(f"{DECK}# theirs\n", "utf-8")
        await pilot.press("ctrl+s")
        assert "Who?" in await settle(pilot)
        assert isinstance(pilot.app.screen, QuestionScreen)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ChooseScreen)
        await pilot.press("escape")
        assert "Who?" in await settle(pilot)
    assert file.read_text("utf-8") == f"{DECK}# theirs\n"


async def kill(pilot: Pilot[None]) -> None:
    """Let the moments pass after which what was typed is kept; what comes then may be the end of the program."""
    screen = pilot.app.screen
    assert isinstance(screen, SetQuestionScreen)
    timer = screen.keeper._timer
    assert timer
    assert timer._interval == PATIENCE
    screen.keeper.keep()
    screen.keeper._is_over = True  # nothing more can be done by a program that was killed


async def test_a_question_that_was_typed_outlives_the_program(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    file = add_deck(library, study)
    deck = GuideScreen(COURSE, "deck")
    async with studykit_app(deck).run_test(size=(120, 40)) as pilot:
        await pilot.press("tab", "tab", "tab", "w", "end", "backspace", *" of all?")
        await kill(pilot)
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(120, 40)) as pilot:
        await pilot.press("tab", "tab", "w")
        assert "Unsaved text" not in await settle(pilot)  # that was another question
        await pilot.press("escape", "tab", "w")
        shown = await settle(pilot)
        assert "Your unsaved text of today 19:04 was kept." in shown
        await pilot.press("enter")
        assert "What is the shortest one of all?" in await settle(pilot)
        await pilot.press("ctrl+s")
        assert "What is the shortest one of all?" in await settle(pilot)
    assert file.read_text("utf-8") == DECK.replace("one?", "one of all?")


async def test_a_new_question_is_kept_until_it_is_thrown_away(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    file = add_deck(library, study)
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+n", *"Who?", "escape")
        assert "go on with it another time" in await settle(pilot)
        await pilot.press("enter", "ctrl+n")
        assert "was kept: Who?" in await settle(pilot)
        await pilot.press("escape", "ctrl+n")
        assert "was kept: Who?" in await settle(pilot)
        await pilot.press("enter", "escape", "x", "ctrl+n")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SetQuestionScreen)
    assert file.read_text("utf-8") == DECK


async def test_a_question_whose_file_was_changed_meanwhile_is_kept_upon_what_that_says(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    file = add_deck(library, study)
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(120, 40)) as pilot:
        await pilot.press("tab", "tab", "tab", "w", "end", "backspace", *" of all?")
        other = DECK.replace("accept: [why]", "accept: [why, who]  # theirs")
        file.write_text(other, "utf-8")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SetQuestionScreen)
        (told,) = pilot.app._notifications
        assert "what you typed is kept" in told.message
        await pilot.press("escape", "enter", "w")
        assert "deck.yaml was changed meanwhile, but not" in await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        await settle(pilot)
    assert file.read_text("utf-8") == other.replace("one?", "one of all?")


async def test_a_question_of_a_set_is_found_and_its_page_opened(studykit_app: MakeApp) -> None:
    async with studykit_app(SearchScreen()).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"compare employer")
        assert "Exam review" in await settle(pilot)
        await pilot.press("enter")
        assert "Art of Asking › Exam review" in await settle(pilot)


async def test_an_edit_of_the_file_keeps_the_place_and_what_is_unfolded(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    file = add_deck(library, study)
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(80, 40)) as pilot:
        await pilot.press("tab", "enter")
        text = DECK.replace("questions:\n", "questions:\n  - {question: Before?, accept: [x]}\n")
        file.write_text(text, "utf-8")
        await pilot.app.live.take_in()  # type: ignore[attr-defined]
        screen = await settle(pilot)
        assert "▸  2  What is asked first?" in screen
        assert "! An open question." in screen


async def test_a_set_of_which_nothing_is_written_yet_opens_too(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    add_deck(library, study, "set: Deck\nquestions:\n  - {question: …, answer: …}\n")
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert "Art of Asking › Deck" in screen
        assert "1  …" in screen


class Early(Page):
    """A page that is shown twice before it has a size, as when a file is saved while its screen opens."""

    def on_mount(self) -> None:
        """Show it, and show it again."""
        parts = [Part(lambda _, key=key: [Content(key)], key, opens=True) for key in "abc"]  # type: ignore[misc]
        self.show(parts)
        self.current = "b"
        self.show(parts, keep_place=True)


async def test_a_page_that_changes_before_it_is_seen_keeps_its_cursor() -> None:
    page = Early()
    async with Stage(page).run_test() as pilot:
        await pilot.pause()
        assert [page.line(at).plain.strip() for at in range(page.line_count)] == ["a", "▸ b", "c"]


def many(count: int) -> str:
    """A deck of so many questions, of many heights."""
    asked = [
        f"  - question: Question {at}, {'which is long, ' * (at % 17)}is it?\n    answer: Answer {at}.\n"
        for at in range(1, count + 1)
    ]
    return "set: Deck\nquestions:\n" + "".join(asked)


async def test_of_a_large_set_only_what_is_near_is_made(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    add_deck(library, study, many(2000))
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(80, 24)) as pilot:
        assert "   1  Question 1, which" in await settle(pilot)
        assert page_of(pilot).line_count > 4000
        await pilot.press("end")
        screen = await settle(pilot)
        assert "2000  Question 2000" in screen
        assert "▸ model answer" in screen.splitlines()[-2]
        assert page_of(pilot).made < 60
        await pilot.press("home")
        assert "   1  Question 1, which" in await settle(pilot)


async def test_going_up_through_a_large_set_comes_by_each_line_once(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    add_deck(library, study, many(300))
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(80, 24)) as pilot:
        page = page_of(pilot)
        await pilot.press("end")
        await settle(pilot)
        page.scroll_relative(y=-600, animate=False, force=True)  # into what is not made yet
        await pilot.pause()
        for _ in range(60):
            before = [page.line(page.scroll_offset.y + row).plain for row in range(10)]
            page.scroll_relative(y=-1, animate=False, force=True)
            await pilot.pause()
            after = [page.line(page.scroll_offset.y + row).plain for row in range(1, 11)]
            assert after == before


async def test_all_answers_of_a_large_set_are_shown_where_one_is(
    library: Path, study: Study, studykit_app: MakeApp
) -> None:
    add_deck(library, study, many(1000))
    async with studykit_app(GuideScreen(COURSE, "deck")).run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+tab")
        for _ in range(30):
            await pilot.press("shift+tab")
        here = page_of(pilot).current
        await pilot.press("a")
        screen = await settle(pilot)
        number = int(here.split()[1]) + 1
        assert f"▸ {number:>4}  Question {number}," in screen
        assert f"Answer {number}." in screen
