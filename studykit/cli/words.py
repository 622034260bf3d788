"""How days and expected scores are said. Pure."""

from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING

from studykit.quiz.words import joined, percent
from studykit.study.when import WEEKDAYS

if TYPE_CHECKING:
    from studykit.scheduling.expectation import Expected
    from studykit.scheduling.outlook import PlannedDay
    from studykit.scheduling.test import Test

_NO_BREAK = "\N{NO-BREAK SPACE}"


def day_words(day: date, today: date) -> str:
    """A day with its weekday: `Fri 4 Dec`; with its year where that is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3].title()} {day.day} {day:%b}{year}"


def distance(day: date, today: date) -> str:
    """How far off a day is: `today`, `tomorrow`, `in 9 days`, `3 days ago`."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def new_words(work: "PlannedDay") -> str:
    """How many of the cards of a day are new: `3 new`, `all new`."""
    return "all new" if work.new == len(work.cards) else f"{work.new} new"


def range_words(expected: "Expected") -> str:
    """Between which scores the outcome is to be expected: `between 62 and 84 %`; empty where there is no doubt."""
    low, high = round(100 * expected.low), round(100 * expected.high)
    return f"between {low} and {high} %" if low < high else ""


def outlook_words(now: "Expected", planned: "Expected") -> str:
    """What is to be expected of a test, with and without the plan."""
    return f"expected now {_with_range(now)}, with the plan {_with_range(planned)}"


def _with_range(expected: "Expected") -> str:
    told = range_words(expected)
    return f"{percent(expected.score)} ({told})" if told else percent(expected.score)


def unbroken(text: str) -> str:
    """A text that `wrapped` leaves on one line."""
    return text.replace(" ", _NO_BREAK)


def wrapped(text: str, width: int) -> str:
    """A sentence or two as lines, those after the first a little in."""
    whole = text.replace(" %", f"{_NO_BREAK}%")
    return fill(whole, width, subsequent_indent="  ").replace(_NO_BREAK, " ")


def off_words(test: "Test", today: date) -> str:
    """On which days there is no work for a test; empty: there are none."""
    weekdays = [f"{WEEKDAYS[number].title()}s" for number in sorted(test.weekdays_off)]
    days = [day_words(day, today) for day in sorted(test.days_off)]
    return joined([*weekdays, *days]) if weekdays or days else ""
