"""Parameters of FSRS-6 that are fitted to one learner's own reviews, if they foretell better than the present ones.

The reviews are split by time, where four fifths of the recalls after a day or more are over: parameters are fitted to what came before;
with them, and with the present ones, each recall of the last fifth is foretold from what had come before it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from studykit.errors import StudykitError
from studykit.log import Rating
from studykit.scheduling.fidelity import Fidelity, Recall, fidelity, foretell
from studykit.scheduling.scheduler import within_bounds

LEAST_RECALLS = 400
"""With fewer recalls after a day or more, 21 numbers cannot be told."""
HOW_TO_INSTALL = "Where studykit is installed: pip install fsrs-rs-python; in a clone of it also: pip install '.[fit]'"
HELD_BACK = 0.2
"""The share of the recalls after a day or more, the last ones, on which the parameters are tried."""


class Comparison(NamedTuple):
    """Fitted parameters, and the present ones, tried on recalls that neither has seen."""

    parameters: tuple[float, ...]
    """The fitted ones."""
    fitted_to: int
    """So many reviews."""
    held_back: int
    """So many recalls after a day or more were foretold."""
    present: Fidelity
    fitted: Fidelity

    @property
    def is_better(self) -> bool:
        """Whether the fitted parameters are to be adopted."""
        return (
            self.fitted.log_loss < self.present.log_loss and self.fitted.error <= self.present.error
        )


def counted_recalls(reviews: Iterable[Recall]) -> int:
    """How many of the reviews tell how a card was remembered."""
    return sum(review.is_told_by_memory for review in reviews)


def compare(reviews: Sequence[Recall], present: Sequence[float]) -> Comparison:
    """Fit parameters to the first reviews and try them on the last. It may run in any thread.

    Args:
        reviews: All that counted, oldest first; at least `LEAST_RECALLS` of them after a day or more.
        present: The parameters that hold now; none: those of FSRS's authors.

    """
    cut = _cut(reviews)
    parameters = fit(reviews[:cut])
    fitted = foretell(reviews, cut, parameters)
    return Comparison(
        parameters,
        cut,
        len(fitted),
        fidelity(foretell(reviews, cut, present)),
        fidelity(fitted),
    )


def _cut(reviews: Sequence[Recall]) -> int:
    """Where what is held back begins: at a recall after a day or more, however many new cards were met since."""
    told = [at for at, review in enumerate(reviews) if review.is_told_by_memory]
    return told[int(len(told) * (1 - HELD_BACK))]


def fit(reviews: Sequence[Recall]) -> tuple[float, ...]:
    """The parameters that fit these reviews, oldest first. Raises StudykitError where the package for it is not installed."""
    package = fitter()
    ways = list(_ways(reviews))
    items = [
        package.FSRSItem([package.FSRSReview(int(rating), days) for rating, days in way])
        for _, way in ways
    ]
    cards = [card for card, _ in ways]
    return within_bounds(package.FSRS([]).compute_parameters(items, card_ids=cards))


def fitter() -> ModuleType:
    """The package that fits; StudykitError, saying how to install it, where it is missing."""
    try:
        return import_module("fsrs_rs_python")
    except ImportError as error:
        msg = "Fitting needs a package that is not installed."
        raise StudykitError(msg, HOW_TO_INSTALL) from error


def _ways(reviews: Iterable[Recall]) -> Iterator[tuple[int, list[tuple[Rating, int]]]]:
    """For each recall after a day or more the number of its card, and its reviews up to then: rating and days since the one before."""
    numbers: dict[str, int] = {}
    ways: dict[str, list[tuple[Rating, int]]] = defaultdict(list)
    for review in reviews:
        number = numbers.setdefault(review.card, len(numbers))
        ways[review.card].append((review.rating, review.elapsed or 0))
        if review.is_told_by_memory:
            yield number, list(ways[review.card])
