"""How things stand before a test: what is to be expected of it, and what to do on each day until then."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from studykit.scheduling.curve import Curve, Likely
from studykit.scheduling.expectation import Expected, expected
from studykit.scheduling.habits import Habits
from studykit.scheduling.lookahead import Lookahead
from studykit.scheduling.planning import Budget, Scheduled, schedule
from studykit.scheduling.test import Covered, Test
from studykit.scheduling.way import Way

_RESERVE = 0.1
"""The share of the days to come that is not planned: a plan that needs every minute of them breaks on the first bad day."""


class Learner(NamedTuple):
    """What is known of the learner."""

    parameters: Sequence[float]
    """Of FSRS-6."""
    likely: Likely
    """How they may forget."""
    habits: Habits

    def ahead(self, curve: Curve) -> Lookahead:
        """The look ahead, if they forget like this."""
        return Lookahead(self.parameters, curve, self.habits)


class PlannedDay(NamedTuple):
    """What is to be done on one day."""

    day: date
    minutes: float
    cards: tuple[str, ...]
    """What brings most comes first."""
    new: int
    """How many of the cards were never met before."""


class Outlook(NamedTuple):
    """How a test stands, and the plan toward it."""

    test: Test
    today: date
    covered: int
    met: int
    """How many of the cards covered have been met."""
    now: Expected
    """The score to be expected if nothing more is done."""
    planned: Expected
    """The score to be expected with the plan."""
    days: tuple[PlannedDay, ...]
    """Every day until the test, also those on which there is nothing to do."""
    left_out: tuple[str, ...]
    """The cards that are never met, since there is no time for them; not those that rest."""

    @property
    def minutes(self) -> float:
        """The minutes of work that are left."""
        return sum(day.minutes for day in self.days)

    @property
    def work_today(self) -> PlannedDay:
        """What is to be done today."""
        nothing = PlannedDay(self.today, 0.0, (), 0)
        return next((day for day in self.days if day.day == self.today), nothing)


def outlook(
    test: Test, cards: Sequence[Covered], today: date, learner: Learner, spent: float = 0.0
) -> Outlook:
    """How a test stands today, with a plan for the days that are left.

    Args:
        test: The test.
        cards: What it covers, in the order in which it is taught.
        today: The learner's day.
        learner: What is known of the learner.
        spent: The minutes of today that are used up already, or not to be had any more.

    """
    budget = _budget(test, today, spent)
    ahead = learner.ahead(learner.likely.middle)
    scheduled = schedule(cards, budget, ahead, learner.habits)
    asked = [tuple(day.toordinal() for day in one.minutes) for one in scheduled]
    return Outlook(
        test=test,
        today=today,
        covered=len(cards),
        met=sum(card.memory is not None for card in cards),
        now=_expected(
            test, [card._replace(given=()) for card in cards], [()] * len(cards), learner
        ),
        planned=_expected(test, cards, asked, learner),
        days=_days(cards, scheduled, budget, _worths(test, cards, today, learner)),
        left_out=tuple(
            card.card
            for card, one in zip(cards, scheduled, strict=True)
            if card.memory is None
            and not one.minutes
            and not card.given
            and not card.rests_to(test.day)
        ),
    )


def _budget(test: Test, today: date, spent: float) -> Budget:
    days = tuple(test.days(today))
    minutes = [test.minutes_on(day) * (1 - _RESERVE) for day in days]
    if minutes:
        minutes[0] = max(test.minutes_on(today) - spent, 0.0)
    return Budget(days, tuple(minutes), test.moment)


def _expected(
    test: Test, cards: Sequence[Covered], asked: Sequence[tuple[int, ...]], learner: Learner
) -> Expected:
    """The score to be expected if the cards are asked on these days."""

    def recalls(curve: Curve) -> list[float]:
        ahead = learner.ahead(curve)
        ways = (Way(card, ahead, learner.habits, test.moment) for card in cards)
        return [way.arrive(days).recall for way, days in zip(ways, asked, strict=True)]

    points = [card.points for card in cards]
    middle, edges = learner.likely.middle, learner.likely.edges
    return expected(points, recalls(middle), map(recalls, edges))


def _worths(
    test: Test, cards: Sequence[Covered], today: date, learner: Learner
) -> dict[str, float]:
    """What each minute spent on a card today adds to the score."""
    ahead = learner.ahead(learner.likely.middle)
    worths = {}
    for card in cards:
        way = Way(card, ahead, learner.habits, test.moment)
        before, after = way.arrive(()), way.arrive((today.toordinal(),))
        worths[card.card] = (after.value - before.value) / max(sum(after.minutes), 0.1)
    return worths


def _days(
    cards: Sequence[Covered],
    scheduled: Sequence[Scheduled],
    budget: Budget,
    worths: Mapping[str, float],
) -> tuple[PlannedDay, ...]:
    """The plan day by day."""
    by_day: dict[date, list[tuple[Covered, float, bool]]] = {day: [] for day in budget.days}
    for card, one in zip(cards, scheduled, strict=True):
        for at, (day, minutes) in enumerate(one.minutes.items()):
            by_day[day].append((card, minutes, card.memory is None and not at))
    return tuple(
        PlannedDay(
            day,
            sum(minutes for _, minutes, _ in work),
            tuple(sorted((card.card for card, _, _ in work), key=lambda one: -worths[one])),
            sum(is_new for _, _, is_new in work),
        )
        for day, work in by_day.items()
    )
