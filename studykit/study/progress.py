"""How the learner gets on: the figures of the progress screen and of `studykit stats`."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.content.catalog import Catalog
from studykit.content.outline import Outline
from studykit.log import Confidence
from studykit.scheduling.standing import PageState
from studykit.statistics.calibration import Answers, Foreseen, Look, MockScore, in_bins
from studykit.statistics.cards import CardState, Remembered
from studykit.statistics.cards import by_state as cards_by_state
from studykit.statistics.days import DayFigures
from studykit.storage.agenda import Fit
from studykit.storage.figures import Figures
from studykit.storage.review_log import ReviewLog
from studykit.storage.second_looks import SecondLooks
from studykit.study.coming import Ahead
from studykit.study.states import page_states

if TYPE_CHECKING:
    from studykit.content.askable import Askable

DAYS_BACK = 371
"""So far the figures of days go back: a year, up to a Monday."""
DAYS_AHEAD = 30

SETS = "Question sets"
"""Under which they stand beside the units."""


class UnitPages(NamedTuple):
    """A unit with how its pages stand, as taught; or the question sets of a course."""

    title: str
    """Empty for the terms that stand in no unit."""
    pages: tuple[tuple[str, str, PageState], ...]
    """For each its slug, its name, its state."""
    is_sets: bool = False
    """Whether it is the question sets."""

    @property
    def counts(self) -> Counter[PageState]:
        """How many pages are in each state."""
        return Counter(state for _, _, state in self.pages)


class CoursePages(NamedTuple):
    """A course with how its pages stand."""

    slug: str
    title: str
    units: tuple[UnitPages, ...]
    """As taught; its question sets stand last, if it has any."""


class Progress(NamedTuple):
    """All that there is to tell, of all courses or of one."""

    day: date
    """The learner's day."""
    course: str | None
    """None: all."""
    courses: tuple[tuple[str, str], ...]
    """The courses that were begun, by slug and title: of each of them the same can be told."""
    days: tuple[DayFigures, ...]
    """Those of the last year on which something was reviewed."""
    ahead: tuple[int, ...]
    """How many cards come back today, tomorrow, and so on."""
    remembered: tuple[Remembered, ...]
    unmet: int
    """Cards that were never met, of the kinds that the settings name."""
    terms: tuple[CoursePages, ...]
    """The courses that were begun."""
    answers: tuple[Answers, ...]
    """By confidence, the surest first."""
    mock_tests: tuple[MockScore, ...]
    """Oldest first."""
    foreseen: tuple[Foreseen, ...]
    """The least likely first."""
    looks: tuple[Look, ...]

    @property
    def cards(self) -> dict[CardState, int]:
        """How many cards are in each state."""
        return cards_by_state(self.remembered, self.unmet)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever reviewed."""
        return not (self.days or self.remembered or self.mock_tests)


class ProgressReader:
    """Puts the figures together.

    Args:
        catalog: The library; only the thread that calls uses it.
        cards: Gives all cards of a course of it.
        log: The review log.
        figures: What is counted in it.
        looks: The second looks.
        fit: The parameters that hold.
        ahead: What comes when.
        kinds: The kinds of card that the learner wants to meet.

    """

    def __init__(
        self,
        catalog: Catalog,
        cards: "Callable[[str], list[Askable]]",
        log: ReviewLog,
        figures: Figures,
        looks: SecondLooks,
        *,
        fit: Fit | None,
        ahead: Ahead,
        kinds: frozenset[str],
    ) -> None:
        self._catalog = catalog
        self._cards = cards
        self._log = log
        self._figures = figures
        self._looks = looks
        self._fit = fit
        self._comes = ahead
        self._kinds = kinds
        self._today = ahead.today

    def read(self, course: str | None = None) -> Progress:
        """The figures of all courses, or of one. Raises NotFoundError where it is not in the library."""
        met = self._log.met()
        known = {entry.slug: entry.title for entry in self._catalog.courses()}
        if course is not None:
            known.setdefault(course, self._catalog.outline(course).title)
        begun = {slug: title for slug, title in known.items() if slug in met}
        wanted = begun if course is None else {course: known[course]}
        gone, unmet = self._there(
            wanted, met if course is None else {course: met.get(course, set())}
        )
        figures = self._figures.of(course)
        return Progress(
            day=self._today,
            course=course,
            courses=tuple(begun.items()),
            days=self._days(figures),
            ahead=self._ahead(course),
            remembered=tuple(Remembered(*row) for row in figures.remembered(self._today, gone)),
            unmet=unmet,
            terms=self._terms(wanted),
            answers=_surest_first(Answers(*row) for row in figures.by_confidence()),
            mock_tests=tuple(MockScore(*row) for row in figures.mock_tests()),
            foreseen=tuple(in_bins(figures.foreseen(self._fitted_at()))),
            looks=tuple(Look(*row) for row in self._looks.all(course)),
        )

    def _there(self, courses: Iterable[str], met: dict[str, set[str]]) -> tuple[set[str], int]:
        """The cards that were met and are gone from their files, and how many there are that were never met."""
        gone = set().union(*met.values())
        unmet = 0
        for course in courses:
            cards = self._cards(course)
            begun = met.get(course, set())
            gone.difference_update(card.id for card in cards)
            unmet += sum(card.id not in begun and card.kind in self._kinds for card in cards)
        return gone, unmet

    def _days(self, figures: Figures) -> tuple[DayFigures, ...]:
        since = self._today - timedelta(days=DAYS_BACK)
        return tuple(DayFigures(*row) for row in figures.by_day(since))

    def _ahead(self, course: str | None) -> tuple[int, ...]:
        """How many cards come on each of the days ahead, today's first."""
        days = [self._comes.on(self._today), *self._comes.days(DAYS_AHEAD - 1)]
        return tuple(one.of(course).cards for one in days)

    def _fitted_at(self) -> datetime | None:
        """When the parameters that hold were fitted; None: they are the usual ones."""
        return self._fit.at if self._fit and self._fit.parameters else None

    def _terms(self, courses: dict[str, str]) -> tuple[CoursePages, ...]:
        only = next(iter(courses)) if len(courses) == 1 else None
        states = page_states(self._catalog, self._log, only)
        return tuple(_course(self._catalog.outline(slug), states) for slug in courses)


def _surest_first(answers: Iterable[Answers]) -> tuple[Answers, ...]:
    order = list(Confidence)
    return tuple(sorted(answers, key=lambda one: -order.index(one.confidence)))


def _course(outline: Outline, states: dict[tuple[str, str], PageState]) -> CoursePages:
    def stand(slug: str, name: str) -> tuple[str, str, PageState]:
        return slug, name, states.get((outline.slug, slug), PageState.UNSEEN)

    units = [
        UnitPages(unit.title, tuple(stand(one.slug, one.term) for one in unit.terms))
        for unit in outline.units
    ]
    sets = tuple(stand(one.slug, one.title) for one in outline.sets)
    units.append(UnitPages(SETS, sets, is_sets=True))
    return CoursePages(outline.slug, outline.title, tuple(unit for unit in units if unit.pages))
