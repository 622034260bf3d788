"""Asking the planner in a thread of its own: a large library takes it a second or two."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from studykit.study.glance import Before, Glance, glance, keep_glance, kept_glance, stamp
from studykit.study.overview import CourseFigures
from studykit.study.study import Study
from studykit.tui.reading import with_twin

if TYPE_CHECKING:
    from studykit.study.planner import Planner, Today

WORKING = "Working out what comes back when …"
"""Said until the planner has answered."""

T = TypeVar("T")


async def ask_planner(study: Study, question: "Callable[[Planner], T]") -> T:
    """Ask a planner something in a thread. Raises what the question raises."""
    study.schedule.day()  # a day that lies otherwise is taken down here, not in the thread
    return await with_twin(study.catalog, lambda twin: question(study.schedule.planner(twin)))


class Work:
    """Today's work as it was worked out last, for every screen that begins it."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._today: Today | None = None
        self._changes = 0
        self._one_at_a_time = asyncio.Lock()

    def forget(self) -> None:
        """Something has changed: what was worked out does not hold any more."""
        self._today = None
        self._changes += 1

    def is_needed(self, courses: Sequence[CourseFigures]) -> bool:
        """Whether there is something to work out: a card that was met, or a test."""
        return any(row.met for row in courses) or bool(self._study.schedule.agenda.tests())

    def known(self, courses: Sequence[CourseFigures]) -> Glance | None:
        """What is known without working it out, as the courses stand."""
        return kept_glance(self._study) if self.is_needed(courses) else Glance()

    async def work_out(self) -> Glance:
        """Work out what is to be done today; it is kept for the next start."""
        async with self._one_at_a_time:
            return await self._work_out()

    async def today(self) -> "Today":
        """What is to be done today, worked out anew where it is not known."""
        async with self._one_at_a_time:
            while self._today is None or self._today.day != self._study.schedule.day():
                await self._work_out()
            return self._today

    async def _work_out(self) -> Glance:
        changes, of = self._changes, stamp(self._study)
        today, seen = await ask_planner(self._study, _today_and_glance)
        if changes == self._changes:
            self._today = today
            keep_glance(self._study, seen, of)
        return seen


def _today_and_glance(planner: "Planner") -> "tuple[Today, Glance]":
    today = planner.today()
    return today, glance(today, planner)


async def brought(study: Study, before: Before) -> tuple[str, float] | None:
    """What a quiz has brought the next test: its name, and the score to be expected now; None: it is over or gone."""
    return await ask_planner(study, lambda planner: _score_now(planner, before.test))


def _score_now(planner: "Planner", test_id: str) -> tuple[str, float] | None:
    test = next((test for test in planner.ahead() if test.id == test_id), None)
    return (test.name, planner.outlook(test).now.score) if test else None
