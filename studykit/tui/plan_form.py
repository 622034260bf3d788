"""The lines with which a test is added or changed."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from studykit.quiz.words import hour_words
from studykit.scheduling.test import LONGEST_NAME, MOST_MINUTES, Test
from studykit.study.when import NoDayError, read_day
from studykit.study.when import read_time as time_of
from studykit.tui.dates import until
from studykit.tui.setup_form import KINDS
from studykit.tui.widgets.form_lines import Button, Count, Line, Pick, Typed, Week

MINUTES = (5, 10, 15, 20, 25, 30, 40, 45, 60, 75, 90, 120, 150, 180)


def plan_lines(test: Test, title: str, today: date, *, is_new: bool) -> list[Line]:
    """All lines, as the test is so far.

    Args:
        test: The test.
        title: What it covers, in words.
        today: The learner's day.
        is_new: Whether it is being added.

    """
    save = "Add the test" if is_new else "Save"
    note = "Enter adds it, from any line" if is_new else "Enter saves it, from any line"
    return [
        *_what(test, title, today, is_proposed=is_new),
        *_kinds(test),
        *_time(test, today),
        Button("save", save, note=note, primary=True, has_gap=True),
    ]


def _what(test: Test, title: str, today: date, *, is_proposed: bool) -> Iterable[Line]:
    yield Typed(
        "name",
        "Name",
        test.name,
        lambda typed: typed[:LONGEST_NAME],
        is_proposed=is_proposed,
    )
    yield Typed(
        "day",
        "Date",
        test.day,
        lambda typed: read_date(typed, today),
        show=date.isoformat,
        stepped=lambda day, by: stepped_day(day, by, today),
        told=lambda day: f"{day:%A}, {until(day, today)}",
        mend="Write it like 2026-12-04 or friday.",
        leap=7,
    )
    yield Typed(
        "time",
        "Hour",
        test.time,
        read_time,
        show=hour_words,
        stepped=lambda at, by: stepped_time(at, 30 * by),
        mend="Write it like 9:00.",
    )
    yield Button("scope", "What it covers", title, "Enter: choose")


def _kinds(test: Test) -> Iterable[Line]:
    for kind, (label, note) in KINDS.items():
        options = [(True, "yes", note), (False, "no", note)]
        is_first = kind == next(iter(KINDS))
        yield Pick(f"kind {kind}", label, options, str(kind) in test.kinds, has_gap=is_first)


def _time(test: Test, today: date) -> Iterable[Line]:
    yield Count(
        "minutes",
        "Minutes a day",
        test.minutes,
        MOST_MINUTES,
        unit="min",
        steps=MINUTES,
        note="what you have for it, or type a number",
        has_gap=True,
    )
    yield Week("weekdays_off", "Days off", test.weekdays_off, "Space: on, off")
    yield Typed(
        "days_off",
        "Also off",
        test.days_off,
        lambda typed: read_dates(typed, today),
        show=lambda days: ", ".join(map(date.isoformat, sorted(days))),
        told=_told_days_off,
        mend="Write them like 4 Dec, 2026-12-24.",
    )


def _told_days_off(days: frozenset[date]) -> str:
    if not days:
        return "single days, such as 4 Dec, 24 Dec"
    return "a day without work" if len(days) == 1 else f"{len(days)} days without work"


# -- dates and hours ---------------------------------------------------------------------------------------------------------


def read_date(typed: str, today: date) -> date | None:
    """A date that was typed: `2026-12-04`, `4 Dec`, `friday`, `in 10 days`."""
    try:
        return read_day(typed, today)
    except NoDayError:
        return None


def read_dates(typed: str, today: date) -> frozenset[date] | None:
    """Dates that were typed with commas between them; there may be none."""
    days = [read_date(word, today) for word in typed.split(",") if word.strip()]
    known = frozenset(day for day in days if day)
    return known if None not in days else None


def stepped_day(day: date, by: int, today: date) -> date:
    """So many days on or back, but not into the past."""
    try:
        return max(day + timedelta(days=by), min(day, today))
    except OverflowError:
        return day


def read_time(typed: str) -> time | None:
    """A time of day that was typed: `9:00`."""
    try:
        return time_of(typed)
    except NoDayError:
        return None


def stepped_time(at: time, minutes: int) -> time:
    """So many minutes on or back, round the clock."""
    whole = (at.hour * 60 + at.minute + minutes) % (24 * 60)
    return time(whole // 60, whole % 60)
