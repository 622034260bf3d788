"""The quizzes there were: those to be gone on with, and those that are over."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from studykit.log import QuizRecord
from studykit.quiz.plan import Mode
from studykit.quiz.words import MODE_WORDS, percent, score_words
from studykit.tui.dates import moment
from studykit.tui.result_view import sign
from studykit.tui.screens.base import StudyScreen
from studykit.tui.text import one_line
from studykit.tui.widgets.section_list import Row, Section, SectionList

if TYPE_CHECKING:
    from studykit.storage.summaries import EndedQuiz, Unfinished

MOST = 500
"""So many past quizzes are listed; `studykit results` knows them all."""
_NONE = "No quiz so far. Press Esc, choose a course and press q: the first result will be here."


class ResultsScreen(StudyScreen[None]):
    """All quizzes, the newest first, and on top what is not finished."""

    CSS_PATH = "results.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="Open the result, or go on with a quiz that is not finished.", id="results-open"),
        Binding("x", "stop", "End it", tooltip="End an unfinished quiz as it stands; what was rated counts.", id="results-stop"),
    ]  # fmt: skip
    HELP_TEXT = (
        "Enter on an unfinished quiz goes on with it; the clock of a mock test has not stood still. "
        "x ends it, and u on its result takes that back."
    )
    trail = ("studykit", "Results")

    quizzes = query_one(SectionList)

    def __init__(self) -> None:
        super().__init__()
        self._unfinished: set[str] = set()

    def body(self) -> ComposeResult:
        """The list."""
        yield Static(Content(_NONE), id="none", classes="muted")
        yield SectionList(id="quizzes")

    def on_mount(self) -> None:
        """Give the keys to the list."""
        self.quizzes.focus()

    def on_screen_resume(self) -> None:
        """Show the quizzes as they stand now."""
        self.attempt(self._fill)

    def _fill(self) -> None:
        now = self.study.clock()
        unfinished, ended = self.study.unfinished(), self.study.results(MOST)
        self._unfinished = {quiz.quiz.id for quiz in unfinished}
        self.quizzes.show(
            [
                Section("Not finished", [_open(quiz, now) for quiz in unfinished]),
                Section("Past quizzes", [_past(quiz, now) for quiz in ended]),
            ]
        )
        self.query_one("#none").display = not self.quizzes.count
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open in an empty list, and only what is unfinished can be ended."""
        if action == "stop":
            return self.is_mounted and bool(self._unfinished)
        return self.is_mounted and bool(self.quizzes.count) if action == "open" else True

    @on(SectionList.Clicked)
    def _clicked(self) -> None:
        self.attempt(self.action_open)

    @property
    def _current(self) -> str:
        """The id of the quiz at the cursor, or nothing."""
        return self.quizzes.current.key if self.quizzes.current else ""

    def action_stop(self) -> None:
        """End the quiz at the cursor, and show what came of it."""
        from studykit.tui.screens.result import ResultScreen

        if self._current not in self._unfinished:
            return
        sitting = self.study.quizzes.reopen(self._current)
        sitting.stop()
        self.app.push_screen(ResultScreen(sitting))

    def action_open(self) -> None:
        """Open the quiz at the cursor."""
        quiz = self._current
        if quiz in self._unfinished:
            self.kit.doors.unfinished(quiz)
        elif quiz:
            from studykit.tui.screens.result import ResultScreen

            self.app.push_screen(ResultScreen(result=self.study.quizzes.result(quiz)))


def _open(quiz: "Unfinished", now: datetime) -> Row:
    """A quiz to be gone on with."""
    answered = f"{quiz.answered} of {quiz.quiz.cards} answered"
    return _row(quiz.quiz, moment(quiz.quiz.started_at, now), Content(f"{answered:<19}"))


def _past(quiz: "EndedQuiz", now: datetime) -> Row:
    """A quiz that is over."""
    score = Content.styled(f"{'nothing rated':<19}", "$text-muted")
    if quiz.total:
        mark, style = sign(quiz.met, quiz.total)
        figures = f"{score_words(quiz.met, quiz.total):<11}{percent(quiz.met / quiz.total):>5}  "
        score = Content.assemble(figures, (mark, style))
    return _row(quiz.quiz, moment(quiz.ended_at, now), score)


def _row(quiz: QuizRecord, at: str, aside: Content) -> Row:
    kind = f"{MODE_WORDS[Mode(quiz.mode)]:<10}"
    return Row(
        mark=Content.styled(f"{at:<18}", "$text-muted"),
        text=one_line(quiz.title),
        aside=Content.assemble((kind, "$text-muted"), aside),
        key=quiz.id,
    )
