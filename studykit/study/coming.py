"""What comes in the next days."""

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.errors import NotFoundError

if TYPE_CHECKING:
    from studykit.content.catalog import Catalog
    from studykit.scheduling.memory import Memory
    from studykit.study.planner import Planner, Today
    from studykit.study.study import Study


class Coming(NamedTuple):
    """A day that is ahead."""

    day: date
    planned: int
    """Cards that the plans toward tests ask then."""
    due: int
    """Reviews of cards that no test covers then."""

    @property
    def cards(self) -> int:
        """All of them."""
        return self.planned + self.due


def coming(study: "Study", planner: "Planner", today: "Today", days: int = 7) -> list[Coming]:
    """The next days, from tomorrow on, as things stand now."""
    ahead = [today.day + timedelta(days=off) for off in range(1, days + 1)]
    planned = {
        day: {
            card
            for one in today.planned
            for work in one.days
            if work.day == day
            for card in work.cards
        }
        for day in ahead
    }
    due = Counter(_wakings(study, planner, today))
    return [Coming(day, len(planned[day]), due[day]) for day in ahead]


def _wakings(study: "Study", planner: "Planner", today: "Today") -> list[date]:
    """The day on which each card that was met comes back, unless a test looks after it until then."""
    resting = study.schedule.agenda.resting(today.day)
    tested = {card.id: one.test.day for one in today.planned for card in planner.cards(one.test)}
    found = []
    for card, memory in _still_there(study.catalog, study.log.memories()).items():
        day = max(memory.due, resting.get(card, memory.due))
        if card not in tested or day > tested[card]:
            found.append(day)
    return found


def _still_there(catalog: "Catalog", memories: "dict[str, Memory]") -> "dict[str, Memory]":
    """The cards that the library still has."""
    there: set[str] = set()
    for course in dict.fromkeys(card.partition("/")[0] for card in memories):
        try:
            there.update(card.id for card in catalog.askable(course))
        except NotFoundError:
            continue
    return {card: memory for card, memory in memories.items() if card in there}
