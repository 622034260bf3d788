"""Before a mock test: its rules, and the score that the learner expects."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from studykit.study.sitting import MockSitting
from studykit.tui.mock_view import rules
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.prediction import Prediction


class PredictScreen(StudyScreen[None]):
    """To say beforehand how well one will do, and to see afterwards, teaches how well one knows oneself."""

    CSS_PATH = "predict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Begin", tooltip="Take this prediction; the clock begins.", id="predict-begin"),
    ]  # fmt: skip
    HELP_TEXT = (
        "The result shows what you expected beside what you scored. It costs nothing to be wrong."
    )

    prediction = query_one(Prediction)

    def __init__(self, sitting: MockSitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.trail = ("Mock test", sitting.quiz.plan.title)

    def body(self) -> ComposeResult:
        """The question, the answer at the arrow keys, the rules."""
        with Vertical(id="before"):
            yield Static(Content("Which score do you expect?"), classes="heading")
            yield Prediction()
            yield Static(Content(rules(self.sitting.quiz)), classes="muted")

    def on_mount(self) -> None:
        """Give the keys to the prediction."""
        self.prediction.focus()

    def action_begin(self) -> None:
        """Take the prediction; the first question opens and the clock runs."""
        self.sitting.predict(self.prediction.percent / 100)
        self.kit.doors.sitting(self.sitting)
