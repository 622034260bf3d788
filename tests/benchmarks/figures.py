"""Times what is told of a year of heavy use, and the plan toward a test; prints each median in seconds."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from studykit.content.catalog import Catalog
from studykit.scheduling.test import Test
from studykit.storage.database import Database
from studykit.study.study import Study
from tests.benchmarks.learner import Work, fill

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
PLANNED = 5_000
"""Cards that the test covers."""


def main() -> None:
    what, library, home = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    catalog = Catalog.open([library], home / "cache")
    catalog.refresh()
    database = Database.open(home / "studykit.db", NOW)
    study = Study(catalog, lambda: database, clock=lambda: NOW, new_id=lambda: "id", zone=UTC)
    study.schedule.rebuild()  # of nothing: what is written next counts as made by this program
    if what == "plan":
        fill(database, catalog, NOW, Work(cards=PLANNED // 2, reviews=20_000))
    else:
        fill(database, catalog, NOW)
    _MEASURES[what](study)
    study.close()


def progress(study: Study) -> None:
    told = study.schedule.progress(study.catalog)
    assert sum(one.reviews for one in told.days) > 90_000
    _time("all figures", lambda: study.schedule.progress(study.catalog))
    _time("figures of one course", lambda: study.schedule.progress(study.catalog, "course-003"))


def today(study: Study) -> None:
    work = study.today()
    assert work.due
    assert work.new
    _time("today's queue", study.today)


def plan(study: Study) -> None:
    scope = [f"course-{number:03}" for number in range(PLANNED // 500)]
    test = Test("t", "Test", date(2026, 12, 25), time_of_day(9), tuple(scope), minutes=60)
    planner = study.schedule.planner()
    assert len(planner.cards(test)) == PLANNED
    assert test.days_left(planner.day) == timedelta(days=30).days
    _time("the outlook on a test of 5,000 cards in 30 days", lambda: planner.outlook(test), 3)


def _time(name: str, step: Callable[[], object], runs: int = 11) -> None:
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        step()
        times.append(time.perf_counter() - begun)
    print(name, median(times))


_MEASURES: dict[str, Callable[[Study], None]] = {
    "progress": progress,
    "today": today,
    "plan": plan,
}

if __name__ == "__main__":
    main()
