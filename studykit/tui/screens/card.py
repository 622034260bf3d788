"""What practice and the judging of a mock test share: a card's question, the feedback on its answer, and the rating."""

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from studykit.content.model import Point
from studykit.content.pictures import Picture
from studykit.log import Rating, Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card
from studykit.quiz.evidence import seen
from studykit.quiz.quiz import Phase
from studykit.study.sitting import MockSitting, PracticeSitting
from studykit.tui.card_view import dots, pictures_shown, trail
from studykit.tui.editing import edit_page
from studykit.tui.markdown import read_ahead, render
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.picture import open_picture
from studykit.tui.text import text
from studykit.tui.widgets.checked import CheckedAnswer
from studykit.tui.widgets.panes import Panes
from studykit.tui.widgets.points import PointList
from studykit.tui.widgets.progress import Progress, ProgressLine
from studykit.tui.widgets.prose import Prose
from studykit.tui.widgets.rating import RatingLine
from studykit.tui.widgets.squeezed import Squeezed

S = TypeVar("S", PracticeSitting, MockSitting)

_GIVING_WAY = (
    ("panes", 10),
    ("checked", 10),
    ("changed", 1),
    ("locked", 5),
    ("answer", 6),
    ("prompt", 4),
    ("panes", 6),
    ("checked", 5),
    ("points", 4),
    ("answer", 3),
    ("prompt", 2),
)
"""What becomes smaller in a small terminal, in this order, and the lines it keeps."""

FLAG = Binding("f5", "flag", "Flag", tooltip="Flag this card to look at again, or take the flag off.", id="quiz-flag")  # fmt: skip
UNDO = Binding("u", "undo", "Undo", tooltip="Take back the last step: a rating, a judgement, an answer.", id="quiz-undo")  # fmt: skip
PICTURE = Binding("ctrl+o", "picture", "Open picture", tooltip="Open the picture of this card with your system's viewer.", id="quiz-picture")  # fmt: skip
_FEEDBACK = {Phase.JUDGING, Phase.RATING}


class CardScreen(StudyScreen[None], Generic[S]):
    """One card at a time. All widgets are made once and then changed: the next card appears at once."""

    AUTO_FOCUS = ""  # coming back from the help or a pause, the keys go where the phase wants them
    CSS_PATH: ClassVar[list[str]] = ["card.tcss"]  # type: ignore[assignment]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "rate", "Take it", tooltip="Take the rating that follows from the points, and go on.", id="quiz-take"),
        Binding("y", "judge('met')", "Got it", tooltip="My answer says this point.", id="point-met"),
        Binding("p", "judge('partly')", "Partly", tooltip="My answer says a part of this point.", id="point-partly"),
        Binding("n", "judge('missed')", "Missed", tooltip="My answer does not say this point.", id="point-missed"),
        Binding("o", "overrule", "I was right", tooltip="Overrule the verdict on a typed answer: right in other words. Again: back.", id="quiz-overrule"),
        UNDO,
        Binding("1", "rate(1)", "Again", tooltip="Rate it again: not known yet.", id="rate-again", show=False),
        Binding("2", "rate(2)", "Hard", tooltip="Rate it hard: known, with effort or gaps.", id="rate-hard", show=False),
        Binding("3", "rate(3)", "Good", tooltip="Rate it good: known.", id="rate-good", show=False),
        Binding("4", "rate(4)", "Easy", tooltip="Rate it easy: known at once and for certain.", id="rate-easy", show=False),
        Binding("e", "edit", "Edit", tooltip="Open the file in your editor, at this card.", id="quiz-edit", show=False),
        Binding("up,k", "move(-1)", "Up", tooltip="Go to the point above.", show=False),
        Binding("down,j", "move(1)", "Down", tooltip="Go to the point below.", show=False),
        Binding("pageup,ctrl+up", "scroll(-1)", "Scroll up", tooltip="Scroll long texts up.", show=False),
        Binding("pagedown,ctrl+down", "scroll(1)", "Scroll down", tooltip="Scroll long texts down.", show=False),
    ]  # fmt: skip

    def __init__(self, sitting: S) -> None:
        super().__init__()
        self.sitting: S = sitting
        self.hint_shown = ""
        self._asked: Card | None = None
        self._told: tuple[object, ...] | None = None

    # -- what is on the screen ----------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """The question, the way to answer, the feedback; which of them show depends on the phase."""
        yield ProgressLine()
        with Squeezed(_GIVING_WAY, id="card"):
            yield Static(id="task")
            with VerticalScroll(id="prompt", can_focus=False):
                yield Prose(id="question")
            yield from self.answering()
            yield Static(id="changed")
            yield Panes(id="panes")
            yield CheckedAnswer(id="checked")
            yield PointList(id="points")
            yield RatingLine(id="rating")

    def answering(self) -> ComposeResult:
        """The widgets with which an answer is given, where one is."""
        yield from ()

    def on_mount(self) -> None:
        """Show the card that the quiz stands at."""
        self._progress = self.query_one(ProgressLine)
        self._what = self.query_one("#task", Static)
        self._prompt = self.query_one("#prompt", VerticalScroll)
        self._question = self.query_one("#question", Prose)
        self._change = self.query_one("#changed", Static)
        self._panes = self.query_one(Panes)
        self._checked = self.query_one(CheckedAnswer)
        self._points = self.query_one(PointList)
        self._rating = self.query_one(RatingLine)
        self.run_worker(_warm_up, thread=True)
        self.show()

    def show(self) -> None:
        """Show the quiz as it stands now."""
        if self.sitting.quiz.phase is Phase.ENDED:
            self._end()
            return
        in_feedback = self.sitting.quiz.phase in _FEEDBACK
        self._show_question(self.sitting.quiz.card, revealed=in_feedback)
        self._show_feedback(self.sitting.quiz.attempt if in_feedback else None)
        self.show_progress()
        self.refresh_bindings()
        # The focus goes last: it wakes the screen, which then paints what it has been told of so far.
        self.set_focus(self.way, scroll_visible=False)
        self.call_after_refresh(self._read_ahead)

    def _read_ahead(self) -> None:
        """Parse what the next keys show, while the learner reads."""
        quiz = self.sitting.quiz
        read_ahead(quiz.card.answer)
        for position in quiz.queue[1:2]:
            read_ahead(quiz.plan.cards[position].prompt)

    @property
    def way(self) -> Widget | None:
        """What the learner answers with now; where there is nothing, the keys go to the screen."""
        return None

    def show_progress(self) -> None:
        """Show how far the quiz has come."""
        quiz = self.sitting.quiz
        at = quiz.position
        if at is not None:
            self._progress.show(
                Progress(self.label(at), dots(quiz), frozenset(quiz.flags), at, self.time())
            )

    def label(self, at: int) -> str:
        """Which card of how many this is."""
        plan = self.sitting.quiz.plan
        return "a missed point" if plan.cards[at].follows else f"{at + 1} of {plan.count}"

    def time(self) -> str:
        """The time, where it matters."""
        return ""

    def _show_question(self, card: Card, *, revealed: bool) -> None:
        self.topbar.trail = trail(card, revealed=revealed)
        if card is not self._asked:
            self._asked = card
            self._what.display = bool(card.kind.task)
            if card.kind.task != self._what.content:  # a series of cards asks for the same
                self._what.update(Content(card.kind.task))
            self._question.show(lambda width: render(card.prompt, width))
            self._prompt.scroll_home(animate=False)

    def _show_feedback(self, attempt: Attempt | None) -> None:
        is_open = attempt is not None and attempt.card.is_open
        self._panes.display = self._points.display = is_open
        self._checked.display = attempt is not None and not is_open
        self._rating.display = attempt is not None
        if attempt is None:
            self._told = None
            self._change.display = False
            return
        self._tell(attempt)
        if is_open:
            self._points.show(attempt.card.points, attempt.verdicts, is_open=not attempt.is_blank)
        self._rating.show(attempt, self.sitting.quiz.phase, comes_back=self.comes_back)

    def _tell(self, attempt: Attempt) -> None:
        """Set the answers side by side, once for each attempt: judging does not change them."""
        told = (attempt.id, attempt.overruled)
        if told == self._told:
            return
        self._told = told
        change = self.sitting.change()
        self._change.display = change is not None
        self._change.update(text(change.words) if change else Content())
        if attempt.card.is_open:
            self._panes.show(attempt)
        else:
            card = attempt.answered.card
            self._checked.show(attempt, self.sitting.quiz.plan.choice_order(card))

    @property
    def comes_back(self) -> bool:
        """Whether this card, if it is rated again, is asked again in this quiz."""
        return False

    def _end(self) -> None:
        from studykit.tui.screens.result import ResultScreen

        self.app.switch_screen(ResultScreen(self.sitting))

    # -- what the learner does ------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys do something now."""
        phase, attempt = self.sitting.quiz.phase, self.sitting.quiz.attempt
        match action:
            case "rate":
                return phase is Phase.RATING
            case "judge" | "move":
                return (
                    phase in _FEEDBACK and self._points.display and self._points.current is not None
                )
            case "overrule":
                return phase is Phase.RATING and attempt is not None and attempt.can_be_overruled
            case "undo" | "flag" | "picture":
                return phase is not Phase.ENDED and (action != "picture" or bool(self._pictures()))
        return True

    def action_judge(self, verdict: str) -> None:
        """Judge the point at the cursor."""
        point = self._points.current
        if point is not None:
            self.sitting.judge(point.id, Verdict(verdict))
            self.show()

    def action_move(self, by: int) -> None:
        """Go to another point."""
        self._points.action_move(by)

    def action_rate(self, chosen: int | None = None) -> None:
        """Take the derived rating or another, and go on to the next card."""
        self.sitting.rate(None if chosen is None else Rating(chosen))
        self.show()

    def _pictures(self) -> list[Picture]:
        """Those of what is shown of the card."""
        return pictures_shown(self.sitting.quiz, self.hint_shown)

    def action_picture(self) -> None:
        """Open the picture of the card."""
        open_picture(self, self.sitting.quiz.card.course, self._pictures())

    async def action_edit(self) -> None:
        """Open the card's file in the author's editor."""
        await self.edit_card()

    async def edit_card(self) -> None:
        """Open the file at the card; the quiz goes on with the card as it was asked."""
        card = self.sitting.quiz.card
        _, _, place = (card.follows or card.id).partition(f"{card.course}/{card.term}/")
        await edit_page(self.kit, card.course, card.term, place)

    def action_overrule(self) -> None:
        """Turn the verdict on a typed answer round."""
        self.sitting.overrule()
        self.show()

    def action_undo(self) -> None:
        """Take the last step back."""
        self.sitting.undo()
        self.show()

    def action_flag(self) -> None:
        """Flag the card, or take the flag off."""
        self.sitting.flag()
        self.show_progress()

    def action_scroll(self, pages: int) -> None:
        """Scroll what is long."""
        if self._panes.display:
            self._panes.scroll_by(pages)
        elif self._checked.display:
            self._checked.scroll_by(pages)
        else:
            self._prompt.scroll_relative(
                y=pages * max(self._prompt.size.height - 1, 1), animate=False
            )


def _warm_up() -> None:
    """Load what looks for evidence while the learner reads the first question."""
    seen("warmng", [Point(id="", text="warming")])
