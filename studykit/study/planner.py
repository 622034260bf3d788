"""What is to be done today, and how the tests ahead stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from studykit.content.catalog import Catalog
from studykit.errors import NotFoundError
from studykit.scheduling.curve import likely_curves
from studykit.scheduling.habits import Habits, habits_of
from studykit.scheduling.outlook import Learner, Outlook, outlook
from studykit.scheduling.test import Covered, Test
from studykit.storage.agenda import Agenda
from studykit.storage.recalls import Recalls
from studykit.storage.review_log import ReviewLog
from studykit.study.scope import covered, is_in
from studykit.study.settings import Settings

if TYPE_CHECKING:
    from studykit.content.askable import Askable

MORE_MINUTES = (5, 10, 20)
"""How many minutes more a day are tried, to say what they would bring."""


class Offer(NamedTuple):
    """What more minutes a day would bring."""

    minutes: int
    """A day."""
    score: float
    """The score to be expected then."""


class Today(NamedTuple):
    """What is to be done today; cards are named by their ids, and each stands in one place only."""

    day: date
    first: tuple[str, ...]
    """Of all the cards below those that were missed although the learner was sure: they come first."""
    planned: tuple[Outlook, ...]
    """The tests ahead, by date, each with what its plan wants today."""
    due: tuple[str, ...]
    """Reviews of what no test covers, the longest due first."""
    new: tuple[str, ...]
    """Cards to be met that no test covers, as taught."""
    minutes: float
    """What it will take."""
    changed: tuple[str, ...] = ()
    """Of the cards in `due` those that are there because their answer has changed since they were asked last."""

    @property
    def cards(self) -> tuple[str, ...]:
        """All of it, each card once."""
        planned = (card for test in self.planned for card in test.work_today.cards)
        return tuple(dict.fromkeys((*self.first, *planned, *self.due, *self.new)))


class Planner:
    """Looks ahead, from what the learner has done so far.

    Args:
        catalog: The library.
        log: The review log.
        agenda: The tests, and the cards that rest.
        recalls: What the reviews say about the learner.
        settings: What the learner chose.
        parameters: Of FSRS-6.
        today: The learner's day.
        local: What clocks say where the learner is.
        changed: The cards with an answer that is another than when they were asked last.
        done: The cards of the quizzes of today's work that were gone through to their end.

    """

    def __init__(
        self,
        catalog: Catalog,
        log: ReviewLog,
        agenda: Agenda,
        recalls: Recalls,
        *,
        settings: Settings,
        parameters: Sequence[float],
        today: date,
        local: datetime,
        changed: Sequence[str] = (),
        done: Collection[str] = (),
    ) -> None:
        self._catalog = catalog
        self._log = log
        self._agenda = agenda
        self._recalls = recalls
        self._settings = settings
        self._parameters = parameters
        self.day = today
        self._local = local
        self._changed = dict.fromkeys(changed)
        self._done = frozenset(done)
        self._known: dict[tuple[str, frozenset[str]], list[Askable]] = {}
        self._whole: dict[str, list[Askable]] = {}
        self._covered: dict[tuple[tuple[str, ...], frozenset[str]], list[Askable]] = {}

    @cached_property
    def habits(self) -> Habits:
        """How long cards take the learner, and how they go."""
        return habits_of(self._recalls.spent(), self._recalls.met())

    def learner(self) -> Learner:
        """What is known of the learner."""
        return Learner(self._parameters, likely_curves(self._recalls.seen()), self.habits)

    # -- tests -----------------------------------------------------------------------------------------------------------

    def ahead(self) -> list[Test]:
        """The tests that have not begun, the next first."""
        return [test for test in self._agenda.tests() if not test.has_begun(self._local)]

    def cards(self, test: Test) -> "list[Askable]":
        """The cards that a test covers, as taught; what is not in the library any more is left out."""
        known = (test.scope, test.kinds)
        if known not in self._covered:
            named = dict.fromkeys(address.partition("/")[0] for address in test.scope)
            scope = covered(self._catalog, test.scope)
            self._covered[known] = [
                card
                for course in named or [entry.slug for entry in self._catalog.courses()]
                for card in self._askable(course, test.kinds)
                if is_in(scope, course, card.page)
            ]
        return self._covered[known]

    def outlooks(self, tests: Iterable[Test] | None = None) -> list[Outlook]:
        """How the tests ahead stand, by date; what an earlier one has planned, a later one need not plan again."""
        tests = self.ahead() if tests is None else list(tests)
        if not tests:
            return []
        learner, memories, resting = self.learner(), self._log.memories(), self.resting
        given: dict[str, list[date]] = {}
        spent: defaultdict[str, float] = defaultdict(float)
        for card, _, minutes in self._recalls.on(self.day):
            spent[card] += minutes
        found = []
        for test in tests:
            covered = [
                Covered(
                    *(card.id, card.points, card.form, memories.get(card.id)),
                    *(tuple(given.get(card.id, ())), resting.get(card.id)),
                )
                for card in self.cards(test)
            ]
            used = sum(spent.pop(card.card, 0.0) for card in covered)  # for the next test alone
            gone = max(used, test.minutes - self._left_today(test, covered))
            found.append(outlook(test, covered, self.day, learner, gone))
            for day in found[-1].days:
                for card in day.cards:
                    given.setdefault(card, []).append(day.day)
        return found

    def _left_today(self, test: Test, covered: Iterable[Covered]) -> float:
        """The minutes before the test begins; none where today's work for it is done: what is planned then is for tomorrow."""
        if any(card.card in self._done for card in covered):
            return 0.0
        left = test.begins - self._local.replace(tzinfo=None)
        return max(left.total_seconds() / 60, 0.0)

    def outlook(self, test: Test) -> Outlook:
        """How one test stands, after what the earlier ones have planned."""
        before = [one for one in self.ahead() if one.order < test.order]
        return self.outlooks([*before, test])[-1]

    def more(self, test: Test) -> list[Offer]:
        """What more minutes a day would bring."""
        tried = [replace(test, minutes=test.minutes + more) for more in MORE_MINUTES]
        return [Offer(one.minutes, self.outlook(one).planned.score) for one in tried]

    # -- what comes back -------------------------------------------------------------------------------------------------

    @cached_property
    def resting(self) -> dict[str, date]:
        """The cards that rest, with the day on which they wake."""
        return self._agenda.resting(self.day)

    def looked_after(self, planned: Iterable[Outlook]) -> dict[str, date]:
        """The cards that come by the plans of these tests, with the last day with time for one; after it they come by themselves."""
        until: dict[str, date] = {}
        for test in (one.test for one in planned):
            days = [day for day in test.days(self.day) if test.minutes_on(day) or day == test.day]
            for card in self.cards(test) if days else ():
                until[card.id] = max(days[-1], until.get(card.id, date.min))
        return until

    def begun(self) -> "Iterator[tuple[Askable, date | None]]":
        """The cards of the courses that were begun: those that were met, with the day on which they are due, and those that the learner wants to meet."""
        due_days = self._log.due_days()
        wanted = self._settings.kinds if self._settings.new_cards else frozenset()
        for course in dict.fromkeys(card.partition("/")[0] for card in due_days):
            for card in self.all_cards(course):
                due = due_days.get(card.id)
                if due or card.kind in wanted:
                    yield card, due

    # -- today -----------------------------------------------------------------------------------------------------------

    def today(self) -> Today:
        """What is to be done today."""
        planned = self.outlooks()
        covered, resting = self.looked_after(planned), self.resting
        work = [one.work_today for one in planned]
        asked_anyway = {card for day in work for card in day.cards} | resting.keys()
        left = covered.keys() - self._changed.keys() | asked_anyway
        due = [card for card in self._due() if card.id not in left]
        new = self._new(covered, resting, has_plan=any(day.cards for day in work))
        asked = {
            *(card.id for card in (*due, *new)),
            *(card for day in work for card in day.cards),
        }
        return Today(
            self.day,
            tuple(card for card in self._log.sure_but_missed() if card in asked),
            tuple(planned),
            tuple(card.id for card in due),
            tuple(card.id for card in new),
            sum(day.minutes for day in work) + self._minutes(due, new),
            tuple(card.id for card in due if card.id in self._changed),
        )

    def _due(self) -> "list[Askable]":
        """The cards that are due, the longest due first, and those that have changed; those that are gone from their file never come."""
        due = list(dict.fromkeys([*self._log.due(self.day), *self._changed]))
        by_course: dict[str, set[str]] = {}
        for card in due:
            by_course.setdefault(card.partition("/")[0], set()).add(card)
        there = {
            card.id: card
            for course, cards in by_course.items()
            for card in self._read(course, only=cards)
        }
        return [there[card] for card in due if card in there]

    def _new(
        self, covered: Collection[str], resting: Collection[str], *, has_plan: bool
    ) -> "list[Askable]":
        """Cards to be met, as taught, the courses in turn: only of courses that the learner has begun.

        None where a test wants work today, or has had it: the minutes that the learner gave are all there is.
        """
        reviewed = self._recalls.on(self.day)
        if has_plan or any(card in covered for card, _, _ in reviewed):
            return []
        most = max(self._settings.new_cards - sum(is_new for _, is_new, _ in reviewed), 0)
        if not most:
            return []
        lines = []
        for course, met in self._log.met().items():
            unmet = self._read(course, self._settings.kinds, without=met)
            wanted = (card for card in unmet if card.id not in covered and card.id not in resting)
            lines.append(list(islice(wanted, most)))
        return _in_turn(lines, most)

    def _minutes(self, due: "Sequence[Askable]", new: "Sequence[Askable]") -> float:
        minutes = self.habits.minutes
        known = sum(minutes[card.form, False] for card in due)
        return known + sum(minutes[card.form, True] for card in new)

    def _askable(self, course: str, kinds: frozenset[str]) -> "list[Askable]":
        """The cards of some kinds of a course."""
        if (course, kinds) not in self._known:
            self._known[course, kinds] = self._read(course, kinds)
        return self._known[course, kinds]

    def all_cards(self, course: str) -> "list[Askable]":
        """All cards of a course; none where the library does not have it any more."""
        if course not in self._whole:
            self._whole[course] = self._read(course)
        return self._whole[course]

    def _read(
        self,
        course: str,
        kinds: frozenset[str] | None = None,
        only: set[str] | None = None,
        without: Collection[str] = (),
    ) -> "list[Askable]":
        """Cards of a course; none where the library does not have it any more."""
        if course in self._whole:
            return [
                card
                for card in self._whole[course]
                if (kinds is None or card.kind in kinds)
                and (only is None or card.id in only)
                and card.id not in without
            ]
        try:
            return self._catalog.askable(course, kinds, only, without)
        except NotFoundError:
            return []


def _in_turn(lines: "Sequence[Sequence[Askable]]", most: int) -> "list[Askable]":
    """One of each line, then the next of each, up to so many."""
    longest = max(map(len, lines), default=0)
    turns = (line[at] for at in range(longest) for line in lines if at < len(line))
    return list(islice(turns, most))
