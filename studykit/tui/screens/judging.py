"""The judging pass of a mock test: all answers are locked, now each is compared with its model answer."""

from typing import ClassVar

from textual.binding import BindingType

from studykit.study.sitting import MockSitting
from studykit.tui.screens.card import FLAG, PICTURE, CardScreen


class JudgingScreen(CardScreen[MockSitting]):
    """The answers of a mock test one after the other, judged as in practice. No clock runs."""

    BINDINGS: ClassVar[list[BindingType]] = [PICTURE, FLAG]
    HELP_TEXT = (
        "Your answers are locked. Compare each with its model answer, judge one point at a time, and take the rating that "
        "follows. You may leave at any time: what you judged is saved, and Home offers to go on."
    )

    def label(self, at: int) -> str:
        """Which answer of how many."""
        return f"Judging {super().label(at)}"
