"""Ways of using the same minutes a day: the plan, and what students do without it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from studykit.log import Rating
from studykit.scheduling.curve import Seen, likely_curves
from studykit.scheduling.habits import AVERAGE_MINUTES, Met, Spent, habits_of
from studykit.scheduling.memory import Memory
from studykit.scheduling.outlook import Learner, Outlook, outlook
from studykit.scheduling.scheduler import CardScheduler
from studykit.scheduling.test import Covered, Test

LAST_DAYS = 0.2
"""The share of the days in which somebody studies who leaves it to the end."""


class Task(NamedTuple):
    """What is to be learnt, until when."""

    cards: tuple[str, ...]
    """As taught."""
    test: Test
    today: date
    """The first day."""


class Policy(ABC):
    """Decides what is asked next. It knows the ratings, and nothing else of the student."""

    def __init__(self, task: Task, retention: float = 0.9) -> None:
        self.task = task
        self.memories: dict[str, Memory] = {}
        self._scheduler = CardScheduler(retention=retention)

    @property
    def unmet(self) -> Iterator[str]:
        """The cards that were never asked, as taught."""
        return (card for card in self.task.cards if card not in self.memories)

    @abstractmethod
    def asked(self, day: date, spent: float) -> Sequence[str]:
        """What is to be asked next on a day of which so many minutes are spent; nothing: the day is done."""

    def note(self, card: str, day: date, rating: Rating, minutes: float) -> None:
        """Take down how a card went."""
        memory = self.memories.get(card)
        self.memories[card] = (
            self._scheduler.next(card, memory, rating, day)
            if memory
            else self._scheduler.first(card, rating, day)
        )

    def is_done(self, card: str, day: date) -> bool:
        """Whether a card was asked on this day."""
        memory = self.memories.get(card)
        return memory is not None and memory.day == day


class ThePlan(Policy):
    """studykit's plan, made anew after each quiz."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.first: Outlook | None = None
        """As it was on the first day."""
        self._seen: list[Seen] = []
        self._first = [0, 0, 0]
        self._later = [0, 0]
        self._spent = {effort: Spent(0, 0.0) for effort in AVERAGE_MINUTES}

    def outlook(self, day: date, spent: float = 0.0) -> Outlook:
        """How the test stands."""
        habits = habits_of(self._spent, Met(tuple(self._first), tuple(self._later)))  # type: ignore[arg-type]
        learner = Learner(self._scheduler.parameters, likely_curves(self._seen), habits)
        cards = [Covered(card, 1, "open", self.memories.get(card)) for card in self.task.cards]
        return outlook(self.task.test, cards, day, learner, spent)

    def asked(self, day: date, spent: float) -> Sequence[str]:
        found = self.outlook(day, spent)
        self.first = self.first or found
        return found.work_today.cards

    def note(self, card: str, day: date, rating: Rating, minutes: float) -> None:
        memory = self.memories.get(card)
        if memory:
            is_known = rating is not Rating.AGAIN
            self._seen.append(Seen(memory.stability, (day - memory.day).days, is_known))
            if is_known:
                self._later[rating > Rating.HARD] += 1
        else:
            self._first[min(rating, Rating.GOOD) - 1] += 1
        effort = ("open", memory is None)
        before = self._spent[effort]
        self._spent[effort] = Spent(before.attempts + 1, before.minutes + minutes)
        super().note(card, day, rating, minutes)


class PlainFsrs(Policy):
    """What is due, the longest due first, then new cards as taught."""

    def asked(self, day: date, spent: float) -> Sequence[str]:
        due = [(memory.due, card) for card, memory in self.memories.items() if memory.due <= day]
        return [*(card for _, card in sorted(due)), *self.unmet]


class RaisedFsrs(PlainFsrs):
    """The same, to be recalled with a probability of 97 %."""

    def __init__(self, task: Task) -> None:
        super().__init__(task, retention=0.97)


class InOrder(Policy):
    """One card after the other, and from the beginning again."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self._at = 0

    def asked(self, day: date, spent: float) -> Sequence[str]:
        cards = self.task.cards
        rest = [*cards[self._at :], *cards[: self._at]]
        return [card for card in rest if not self.is_done(card, day)]

    def note(self, card: str, day: date, rating: Rating, minutes: float) -> None:
        super().note(card, day, rating, minutes)
        self._at = (self.task.cards.index(card) + 1) % len(self.task.cards)


class LastDays(Policy):
    """Nothing before the last days; then what is weakest."""

    def asked(self, day: date, spent: float) -> Sequence[str]:
        test = self.task.test
        study_days = max(1, round(LAST_DAYS * test.days_left(self.task.today)))
        if test.days_left(day) > study_days:
            return ()
        known = sorted(
            (card for card in self.memories if not self.is_done(card, day)),
            key=lambda card: self._scheduler.recall(self.memories[card], test.day),
        )
        return [*self.unmet, *known]


RIVALS: dict[str, type[Policy]] = {
    "FSRS 90 %": PlainFsrs,
    "FSRS 97 %": RaisedFsrs,
    "in order": InOrder,
    "last days": LastDays,
}
