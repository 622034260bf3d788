"""Tests and how they stand, as data for JSON."""

from typing import TYPE_CHECKING, Any

from studykit.study.when import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studykit.scheduling.expectation import Expected
    from studykit.scheduling.outlook import Outlook, PlannedDay
    from studykit.scheduling.test import Test
    from studykit.study.planner import Offer


def entered(test: "Test", today: "date") -> dict[str, Any]:
    """A test as it was entered."""
    return {
        "id": test.id,
        "name": test.name,
        "day": test.day.isoformat(),
        "time": f"{test.time:%H:%M}",
        "days_left": test.days_left(today),
        "covers": list(test.scope),
        "kinds": sorted(test.kinds),
        "minutes_a_day": test.minutes,
        "weekdays_off": [WEEKDAYS[number] for number in sorted(test.weekdays_off)],
        "days_off": [day.isoformat() for day in sorted(test.days_off)],
    }


def outlook_data(outlook: "Outlook") -> dict[str, Any]:
    """How a test stands, in short."""
    return entered(outlook.test, outlook.today) | {
        "covered": outlook.covered,
        "met": outlook.met,
        "unmet": outlook.covered - outlook.met,
        "now": _expected(outlook.now),
        "planned": _expected(outlook.planned),
        "minutes_left": round(outlook.minutes, 1),
        "today": _day(outlook.work_today),
    }


def whole_outlook(outlook: "Outlook", reviews: int, offers: "Sequence[Offer]") -> dict[str, Any]:
    """How a test stands, with its plan, what is left out and what more minutes would bring."""
    return outlook_data(outlook) | {
        "reviews": reviews,
        "days": [_day(day) for day in outlook.days],
        "left_out": outlook.left_out,
        "more": [
            {"minutes_a_day": offer.minutes, "score": round(offer.score, 4)} for offer in offers
        ],
    }


def _expected(expected: "Expected") -> dict[str, float]:
    return {name: round(value, 4) for name, value in expected._asdict().items()}


def _day(work: "PlannedDay") -> dict[str, Any]:
    return {
        "day": work.day.isoformat(),
        "minutes": round(work.minutes, 1),
        "cards": work.cards,
        "new": work.new,
    }
