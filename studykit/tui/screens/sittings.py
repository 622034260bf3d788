"""Which screen a quiz is taken on, as far as it has come."""

from textual.screen import Screen

from studykit.entries import Locked
from studykit.log import Ending
from studykit.quiz.quiz import Phase
from studykit.study.sitting import AnySitting, MockSitting


def screen_for(sitting: AnySitting) -> Screen[None]:
    """The screen on which to go on with a quiz; its result where it is over."""
    if sitting.quiz.phase is Phase.ENDED:
        from studykit.tui.screens.result import ResultScreen

        return ResultScreen(sitting)
    if not isinstance(sitting, MockSitting):
        from studykit.tui.screens.practice import PracticeScreen

        return PracticeScreen(sitting)
    if sitting.quiz.locked_at:
        from studykit.tui.screens.judging import JudgingScreen

        return JudgingScreen(sitting)
    if sitting.quiz.phase is Phase.PREDICTING:
        from studykit.tui.screens.predict import PredictScreen

        return PredictScreen(sitting)
    from studykit.tui.screens.mock import MockScreen

    return MockScreen(sitting)


def ran_out_of_time(sitting: AnySitting) -> bool:
    """Whether the last that happened in a quiz is that its time was up: while nobody looked, where it is gone on with."""
    last = sitting.quiz.entries[-1] if sitting.quiz.entries else None
    return isinstance(last, Locked) and last.how is Ending.TIME_UP
