"""The real test, in class: when it is, what it covers, and what time there is for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar, NamedTuple

from studykit.scheduling.memory import Memory

LONGEST_NAME = 80
"""Characters."""
FURTHEST = 366
"""Days; a plan for longer than that is a guess that takes long."""
SHOWN_ID = 8
"""Characters of an id that are shown; they name the test."""
MOST_MINUTES = 24 * 60
"""A day."""
_STUDY = time(17)
"""The hour at which people study, about: FSRS counts whole days from one of their days to another."""


@dataclass(frozen=True, slots=True)
class Test:
    """A test that is ahead, or is over."""

    __test__: ClassVar = False  # pytest would take it for one of its own

    id: str
    name: str
    day: date
    time: time
    """When it begins, where the learner is."""
    scope: tuple[str, ...]
    """What it covers: `course`, `course/unit/`, `course/term`. Empty: all courses."""
    kinds: frozenset[str] = frozenset({"question"})
    """The kinds of card that are asked for it."""
    minutes: int = 20
    """What the learner has a day."""
    weekdays_off: frozenset[int] = frozenset()
    """Days of the week without work, Monday being 0."""
    days_off: frozenset[date] = frozenset()

    def is_called(self, name: str) -> bool:
        """Whether this is its whole name, or its id, or as much of the id as is shown."""
        is_id = len(name) >= SHOWN_ID and self.id.startswith(name)
        return is_id or self.name.casefold() == name.casefold()

    def minutes_on(self, day: date) -> int:
        """What the learner has on a day."""
        is_off = day.weekday() in self.weekdays_off or day in self.days_off
        return 0 if is_off else self.minutes

    @property
    def order(self) -> tuple[datetime, str, str]:
        """By what tests are put in order: the next first."""
        return self.begins, self.name, self.id

    @property
    def begins(self) -> datetime:
        """When it begins, as clocks say where the learner is."""
        return datetime.combine(self.day, self.time)

    @property
    def moment(self) -> float:
        """When it begins, in days as `date.toordinal` counts them; whole where it is at the hour at which people study."""
        return self.day.toordinal() + (_hours(self.time) - _hours(_STUDY)) / 24

    def has_begun(self, local: datetime) -> bool:
        """Whether it has begun by then, as clocks say where the learner is."""
        return self.begins <= local.replace(tzinfo=None)

    def days_left(self, today: date) -> int:
        """How many days there are until the test; negative once it is over."""
        return (self.day - today).days

    def days(self, today: date) -> Iterator[date]:
        """The days from today up to the day before the test; where the test is today there is no other than today."""
        left = self.days_left(today)
        return (today + timedelta(days=ahead) for ahead in range(1 if left == 0 else left))


def _hours(of_day: time) -> float:
    return of_day.hour + of_day.minute / 60


class Covered(NamedTuple):
    """A card that a test covers."""

    card: str
    points: int
    """What it is worth: the points of its answer, and one for an answer that is right or wrong."""
    form: str
    """How it is answered: `open`, `choice`, `short`."""
    memory: Memory | None = None
    """None: it was never met."""
    given: tuple[date, ...] = ()
    """Days on which it is asked in any case, for an earlier test."""
    rests_until: date | None = None
    """Before this day it is not to be asked."""

    def rests_to(self, day: date) -> bool:
        """Whether it rests until a day, or longer."""
        return self.rests_until is not None and self.rests_until >= day
