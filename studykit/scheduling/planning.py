"""The plan toward a test: which cards on which day, so that the expected score on the day is the highest that the minutes allow.

It is made in two passes. The first gives the minutes out one review at a time, each to the card and the day where a minute adds most to the
expected score. So what was never met comes before what is nearly known, and each card is asked on the days that do it most good, which
FSRS's own spacing effect sets apart. It ends where the minutes are used up, or no review is worth its time any more. The second pass uses
the time that is to spare then: cards are met early, in the order in which they are taught, and come back after growing gaps, the first of
about a seventh of the time left (Cepeda, Vul, Rohrer, Wixted and Pashler 2008). Each card is to be recalled on three different days
where time allows (Rawson and Dunlosky 2011).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from studykit.scheduling.habits import Habits
from studykit.scheduling.lookahead import Lookahead
from studykit.scheduling.test import Covered
from studykit.scheduling.way import Days, Offer, Way, with_day

_STEPS = {
    2: (0, 1),
    3: (0, 0.25, 1),
    4: (0, 0.15, 0.45, 1),
    5: (0, 0.12, 0.3, 0.6, 1),
    6: (0, 0.1, 0.22, 0.42, 0.7, 1),
}
"""How so many reviews are spread over the time from the first to the last."""
_BESIDE = (0, 1, -1, 2, -2, 3)
"""How far from the day that is wanted a review may be, the best first."""
_MOST_DAYS = 40
"""From so many days on not every one is looked at for every card."""
_NEAR = 10
"""So many days at both ends are always looked at."""
_HAIR = 0.01
"""Minutes that are nothing."""
_UNEVEN = 1.5
"""How much fuller than the average a day may be made to spread the work."""


class Budget(NamedTuple):
    """The days there are, and the minutes on each of them."""

    days: tuple[date, ...]
    minutes: tuple[float, ...]
    test: float
    """The moment of the test, in days as `date.toordinal` counts them."""


class Scheduled(NamedTuple):
    """What is planned for one card."""

    minutes: dict[date, float]
    """The days on which it is asked, with what it takes."""
    recall: float
    """The probability of recalling it in the test."""


def schedule(
    cards: Sequence[Covered], budget: Budget, ahead: Lookahead, habits: Habits
) -> list[Scheduled]:
    """The days on which each card is to be asked, in the order of the cards; always the same for the same arguments."""
    ways = [Way(card, ahead, habits, budget.test) for card in cards]
    timetable = _Timetable(ways, budget)
    timetable.give_out()
    timetable.spread(budget.minutes)
    return [_scheduled(way, days) for way, days in zip(ways, timetable.days, strict=True)]


def _scheduled(way: Way, days: Days) -> Scheduled:
    return Scheduled(
        {date.fromordinal(day): minutes for day, minutes in way.costs(days).items()},
        way.arrive(days).recall,
    )


class _Timetable:
    """Which card is asked on which day, as far as the minutes go."""

    def __init__(self, ways: Sequence[Way], budget: Budget) -> None:
        self._ways = ways
        self._open = [day.toordinal() for day in budget.days]
        self._room = dict(zip(self._open, budget.minutes, strict=True))
        """The minutes that are left on each day."""
        self.days: list[Days] = [()] * len(ways)
        """For each card."""
        self._step = len(self._open) // _MOST_DAYS + 1
        self._is_holding = False
        self._known: dict[object, list[Offer]] = {}
        """What was worked out before: cards that stand alike have the same offers."""

    def _has_room(self, day: int, minutes: float) -> bool:
        """Whether at least half of a review fits: nobody stops in the middle of one."""
        return self._room.get(day, 0.0) > minutes / 2

    def _costs(self, at: int, days: Days) -> dict[int, float]:
        """The minutes that a card takes on each of these days, and those that are held free there."""
        costs = self._ways[at].costs(days)
        if self._is_holding and days and self._ways[at].last_day is None:
            costs[days[0]] = max(costs[days[0]], self._ways[at].held)
        return costs

    def _move(self, at: int, days: Days, *, only_if_it_fits: bool = False) -> bool:
        """Ask a card on other days than so far; a day on which it was asked already may have no room for what it takes more there."""
        before, after = self._costs(at, self.days[at]), self._costs(at, days)
        if only_if_it_fits:
            more = ((day, cost - before[day]) for day, cost in after.items() if day in before)
            if any(rise > _HAIR and not self._has_room(day, rise) for day, rise in more):
                return False
        for day, minutes in before.items():
            self._room[day] += minutes
        for day, minutes in after.items():
            self._room[day] -= minutes
        self.days[at] = days
        return True

    # -- the first pass: each minute goes where it adds most -------------------------------------------------------------

    def give_out(self) -> None:
        """Give the minutes out, the best offer first.

        Where a first meeting is quicker than a later review, its day is held free for one at first: so the card can be met earlier
        still, and asked again on that day.
        """
        self._is_holding = any(way.held > way.meeting for way in self._ways)
        self._take_offers()
        if self._is_holding:
            self._let_go()
            self._take_offers()
        self._order_as_taught()

    def _let_go(self) -> None:
        """Give back what was held free for nothing."""
        for at, days in enumerate(self.days):
            held, real = self._costs(at, days), self._ways[at].costs(days)
            for day in days:
                self._room[day] += held[day] - real[day]
        self._is_holding = False
        self._known.clear()  # of days that were full

    def _take_offers(self) -> None:
        """Take the best offer as long as there is one that fits."""
        offers = [self._offers(at) for at in range(len(self._ways))]
        best = [(-found[-1].worth, at) for at, found in enumerate(offers) if found]
        heapify(best)
        while best:
            _, at = heappop(best)
            if self._take(at, offers[at].pop().day):
                offers[at] = self._offers(at)
            if offers[at]:
                heappush(best, (-offers[at][-1].worth, at))

    def _order_as_taught(self) -> None:
        """Among cards that stand alike those that are taught first are asked first, and what there is no time for is taught last."""
        alike: dict[object, list[int]] = {}
        for at, way in enumerate(self._ways):
            alike.setdefault(way.likeness, []).append(at)
        for places in alike.values():
            days = sorted((self.days[at] for at in places), key=lambda days: (not days, days))
            for at, own in zip(places, days, strict=True):
                self.days[at] = own

    def _offers(self, at: int) -> list[Offer]:
        turn = at % self._step
        key = (self._ways[at].likeness, self.days[at], turn)
        if key not in self._known:
            days = [day for day in self._choice(turn) if self._room[day] > 0]
            self._known[key] = self._ways[at].offers(self.days[at], days)
        return list(self._known[key])

    def _choice(self, turn: int) -> Iterator[int]:
        """The days that are looked at for a card: all of them, or where there are many the first, the last, and some between, others for each card."""
        last = len(self._open) - _NEAR
        for place, day in enumerate(self._open):
            if place < _NEAR or place >= last or place % self._step == turn:
                yield day

    def _take(self, at: int, day: int) -> bool:
        """Ask a card on one more day, if there is room."""
        way, days = self._ways[at], self.days[at]
        is_meeting = way.last_day is None and (not days or day < days[0])
        if not self._has_room(day, way.beginning if is_meeting else way.asking):
            return False
        return self._move(at, with_day(days, day), only_if_it_fits=True)

    # -- the second pass: time to spare lets the gaps grow ---------------------------------------------------------------

    def spread(self, minutes: Sequence[float]) -> None:
        """Meet cards early and let them come back after growing gaps, where there is room and little is lost by it."""
        self._level(minutes)
        for at, way in enumerate(self._ways):
            before = self.days[at]
            if before and not way.is_tied:
                self._move(at, ())
                better = self._better(way, before)
                self._move(at, before)
                self._move(at, better, only_if_it_fits=True)

    def _level(self, minutes: Sequence[float]) -> None:
        """Let no day be filled much more than the others, where they need not be full."""
        used = [most - self._room[day] for day, most in zip(self._open, minutes, strict=True)]
        level = _UNEVEN * sum(used) / max(sum(most > 0 for most in minutes), 1)
        for day, most in zip(self._open, minutes, strict=True):
            self._room[day] -= max(most - level, 0.0)

    def _better(self, way: Way, days: Days) -> Days:
        """The same number of reviews, better spread; the days as they are where that cannot be had."""
        is_met = way.last_day is not None
        start = way.last_day if is_met else self._first_room(way.beginning)
        steps = _STEPS.get(len(days) + is_met)
        if steps is None or start is None or start >= days[0]:
            return days
        wanted = [start + round(step * (days[-1] - start)) for step in steps[is_met:-1]]
        found = self._near(wanted, way)
        if len(found) < len(wanted) or (found and found[-1] >= days[-1]):
            return days
        spread = (*found, days[-1])
        is_good = way.arrive(spread).value >= way.arrive(days).value - way.tolerance
        return spread if is_good else days

    def _near(self, wanted: Sequence[int], way: Way) -> list[int]:
        """These days or ones beside them, in order, all of which have room; as far as they can be had."""
        found: list[int] = []
        for day in wanted:
            first = found[-1] + 1 if found else way.last_day or 0
            near = (day + off for off in _BESIDE if day + off >= first)
            fitting = next((one for one in near if self._has_room(one, way.asking)), None)
            if fitting is None:
                break
            found.append(fitting)
        return found

    def _first_room(self, minutes: float) -> int | None:
        return next((day for day in self._open if self._has_room(day, minutes)), None)
