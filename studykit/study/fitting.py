"""Fitting the scheduler to the learner: parameters of their own, where those foretell better."""

from collections.abc import Callable
from typing import NamedTuple

from studykit.errors import StudykitError
from studykit.scheduling.fitting import LEAST_RECALLS, Comparison, compare, counted_recalls, fitter
from studykit.study.schedule import Schedule


class Fitted(NamedTuple):
    """What came of a fit."""

    recalls: int
    """So many recalls after a day or more there are."""
    comparison: Comparison | None
    """None: they are too few."""

    @property
    def is_adopted(self) -> bool:
        """Whether the fitted parameters hold now."""
        return self.comparison is not None and self.comparison.is_better

    @property
    def still_needed(self) -> int:
        """How many more recalls it takes before anything can be fitted."""
        return max(LEAST_RECALLS - self.recalls, 0)

    @property
    def verdict(self) -> str:
        """What came of it, in a sentence."""
        if self.comparison is None:
            return (
                f"There are {self.recalls:,} recalls after a day or more: {self.still_needed:,} more are needed "
                "to tell how you remember. All stays as it is."
            )
        if self.is_adopted:
            return (
                "The fitted parameters foretell better: your cards come back by them from now on."
            )
        return "The fitted parameters do not foretell better by both figures: the present ones are kept."


def prepare_fit(schedule: Schedule) -> Callable[[], Fitted]:
    """A fit to what is in the log now, which may then run in another thread; it changes nothing.

    Raises StudykitError where there is enough to fit, but the package for it is not installed.
    """
    reviews, present = schedule.recalls.counted(), schedule.parameters
    recalls = counted_recalls(reviews)
    if recalls < LEAST_RECALLS:
        return lambda: Fitted(recalls, None)
    fitter()
    return lambda: Fitted(recalls, compare(reviews, present))


def take_fit(schedule: Schedule, fitted: Fitted) -> None:
    """Let the fitted parameters hold from now on, if they are better; all memories are made again by them."""
    if fitted.comparison and fitted.is_adopted:
        schedule.adopt(fitted.comparison.parameters, _report(fitted.recalls, fitted.comparison))


def take_back(schedule: Schedule) -> None:
    """Let the usual parameters hold again. Raises StudykitError where they do."""
    if not schedule.parameters:
        msg = "The usual parameters hold already."
        raise StudykitError(msg)
    schedule.adopt((), {})


def _report(recalls: int, comparison: Comparison) -> dict[str, float]:
    """What is kept beside the parameters."""
    return {
        "recalls": recalls,
        "fitted_to": comparison.fitted_to,
        "held_back": comparison.held_back,
        "log_loss_before": comparison.present.log_loss,
        "log_loss": comparison.fitted.log_loss,
        "error_before": comparison.present.error,
        "error": comparison.fitted.error,
    }
