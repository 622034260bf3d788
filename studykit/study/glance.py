"""Today's work in a few figures: kept from one start to the next, so that the first screen need not wait for the planner."""

import json
from datetime import date, time
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from studykit.study.planner import Planner, Today
    from studykit.study.study import Study

_KEPT = "today"
_BEFORE = "today-before"
_VERSION = 2


class NextTest(NamedTuple):
    """The next test, as the first screen tells it."""

    name: str
    day: date
    time: time
    now: float
    """The score to be expected if nothing more is done."""
    planned: float
    """The score to be expected with the plan."""
    minutes: float = 0.0
    """What it wants of today."""


class Glance(NamedTuple):
    """What is to be done today, counted."""

    cards: int = 0
    new: int = 0
    """How many of the cards were never met before."""
    minutes: float = 0.0
    next_day: date | None = None
    """The next day with work, once today's is done."""
    test: NextTest | None = None


class Before(NamedTuple):
    """How the next test stood when a quiz of today's work was begun."""

    quiz: str
    test: str
    """Its id."""
    score: float


def glance(today: "Today", planner: "Planner") -> Glance:
    """Today's work at a glance."""
    from studykit.study.coming import look_ahead  # noqa: PLC0415 - what is kept is read without it

    test = None
    if today.planned:
        first = today.planned[0]
        it = first.test
        minutes = first.work_today.minutes
        test = NextTest(it.name, it.day, it.time, first.now.score, first.planned.score, minutes)
    return Glance(
        cards=len(today.cards),
        new=len(today.new) + sum(one.work_today.new for one in today.planned),
        minutes=today.minutes,
        next_day=look_ahead(planner, today).next_day,
        test=test,
    )


# -- from one start to the next --------------------------------------------------------------------------------------------


def keep_glance(study: "Study", seen: Glance, of: str) -> None:
    """Keep it for the next start, with the stamp of the moment from which it was worked out."""
    test = seen.test
    shown = test and [
        *(test.name, test.day.toordinal(), test.time.isoformat()),
        *(test.now, test.planned, test.minutes),
    ]
    next_day = seen.next_day and seen.next_day.toordinal()
    kept = [seen.cards, seen.new, seen.minutes, next_day, shown]
    study.log.set_setting(_KEPT, {"of": of, "is": kept})


def kept_glance(study: "Study") -> Glance | None:
    """What was kept, if it still holds."""
    kept = study.log.setting(_KEPT)
    if not isinstance(kept, dict) or kept.get("of") != stamp(study):
        return None
    try:
        return _read(*kept["is"])
    except (KeyError, TypeError, ValueError):
        return None


def _read(cards: int, new: int, minutes: float, next_day: int | None, test: Any) -> Glance:
    shown = None
    if test:
        name, day, at, *figures = test
        shown = NextTest(name, date.fromordinal(day), time.fromisoformat(at), *figures)
    return Glance(cards, new, minutes, date.fromordinal(next_day) if next_day else None, shown)


def stamp(study: "Study") -> str:
    """What the figures hold for: a day, settings, tests, and how far the log has come."""
    schedule = study.schedule
    settings = schedule.settings
    chosen = [
        *(settings.retention, settings.new_cards),
        *(settings.day_start.total_seconds(), sorted(settings.kinds)),
    ]
    tests = [
        [
            *(test.id, test.name, test.day.toordinal(), f"{test.time}", test.scope),
            *(sorted(test.kinds), test.minutes, sorted(test.weekdays_off)),
            sorted(day.toordinal() for day in test.days_off),
        ]
        for test in schedule.agenda.tests()
    ]
    return json.dumps([_VERSION, schedule.day().toordinal(), chosen, tests, study.log.mark()])


# -- what a quiz brings ----------------------------------------------------------------------------------------------------


def keep_before(study: "Study", quiz: str, today: "Today") -> None:
    """Keep how the next test stands, to say after the quiz what it has brought."""
    if today.planned:
        first = today.planned[0]
        study.log.set_setting(_BEFORE, [quiz, first.test.id, first.now.score])


def kept_before(study: "Study", quiz: str) -> Before | None:
    """How the next test stood before that quiz, if it is the last one that was begun of a day's work."""
    kept = study.log.setting(_BEFORE)
    if not isinstance(kept, list) or len(kept) != 3 or kept[0] != quiz:
        return None
    return Before(*kept)
