"""What comes in the next days, once today's work is done: the one place that says when a card comes back."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studykit.study.planner import Planner, Today

_DAY = timedelta(days=1)


class Coming(NamedTuple):
    """What comes on a day."""

    day: date
    planned: frozenset[str]
    """Cards that the plans toward tests ask then, by their ids."""
    due: frozenset[str]
    """Cards that come back then by themselves."""

    def of(self, course: str | None) -> "Coming":
        """What of it belongs to a course; None: to any."""
        if course is None:
            return self
        planned, due = (
            frozenset(card for card in cards if card.startswith(f"{course}/"))
            for cards in (self.planned, self.due)
        )
        return Coming(self.day, planned, due)

    @property
    def cards(self) -> int:
        """How many there are in all; how many new ones the learner will be given is not known yet."""
        return len(self.planned | self.due)


class Ahead(NamedTuple):
    """What comes when; each day is what `studykit due` will say on it, as far as it can be known now."""

    today: date
    planned: Mapping[date, set[str]]
    due: Mapping[date, set[str]]
    """What is due already, today."""
    new: date | None
    """The next day with cards that were never met and that no plan asks; None: there are none."""

    def on(self, day: date) -> Coming:
        """What comes on a day."""
        planned, due = self.planned.get(day, ()), self.due.get(day, ())
        return Coming(day, frozenset(planned), frozenset(due))

    def days(self, count: int) -> list[Coming]:
        """The next days, from tomorrow on."""
        return [self.on(self.today + _DAY * off) for off in range(1, count + 1)]

    @property
    def next_day(self) -> date | None:
        """The next day after today that has work; None: none is in sight."""
        days = {*self.planned, *self.due, self.new}
        return min((day for day in days if day and day > self.today), default=None)


def look_ahead(planner: "Planner", today: "Today") -> Ahead:
    """What comes when. A card that is asked before comes again later, which nobody can know."""
    planned = _planned(today)
    asked = set().union(*planned.values())
    looked_after = planner.looked_after(today.planned)
    due: defaultdict[date, set[str]] = defaultdict(set)
    new, met_by_then, resting = set[date](), asked.union(today.new), planner.resting
    for card, comes_back in planner.begun():
        until = looked_after.get(card.id, date.min)
        day = max(comes_back or today.day + _DAY, today.day)
        day = max(day, resting.get(card.id, day))
        if comes_back and (day > until or card.id not in asked):
            due[max(day, until + _DAY)].add(card.id)
        elif not comes_back and card.id not in met_by_then:
            new.add(max(day, until + _DAY))
    return Ahead(today.day, planned, due, min(new, default=None))


def _planned(today: "Today") -> dict[date, set[str]]:
    """What the plans toward tests ask, by day."""
    planned: defaultdict[date, set[str]] = defaultdict(set)
    for one in today.planned:
        for work in one.days:
            if work.cards:
                planned[work.day].update(work.cards)
    return planned
