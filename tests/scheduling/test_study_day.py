"""The learner's days: they begin at an hour of their choice, and go with them through time zones."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.scheduling.study_day import DayShift, StudyDays, shift_now

FOUR = timedelta(hours=4)
BERLIN, HONOLULU, AUCKLAND = (
    ZoneInfo(name) for name in ("Europe/Berlin", "Pacific/Honolulu", "Pacific/Auckland")
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day_of(now: datetime, day_start: timedelta = FOUR, zone: tzinfo = UTC) -> date:
    """The day of a moment for somebody who opens the program then for the first time."""
    return StudyDays([DayShift(now, shift_now(now, day_start, zone))]).day(now)


def test_who_studies_past_midnight_is_still_in_the_day_before() -> None:
    assert day_of(utc("2026-11-27 03:59")) == date(2026, 11, 26)
    assert day_of(utc("2026-11-27 04:00")) == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("hours", "before", "after"),
    [
        (0, "2026-11-26 23:59", "2026-11-27 00:00"),
        (7.5, "2026-11-27 07:29", "2026-11-27 07:30"),
        (23 + 59 / 60, "2026-11-27 23:58", "2026-11-27 23:59"),
    ],
)
def test_a_day_may_begin_at_any_minute(hours: float, before: str, after: str) -> None:
    start = timedelta(hours=hours)
    assert day_of(utc(before), start) == date(2026, 11, 26)
    assert day_of(utc(after), start) == date(2026, 11, 27)


def test_the_day_begins_at_four_where_the_learner_is() -> None:
    assert day_of(utc("2026-11-26 02:59"), zone=BERLIN) == date(2026, 11, 25)
    assert day_of(utc("2026-11-26 03:00"), zone=BERLIN) == date(2026, 11, 26)
    assert day_of(utc("2026-11-26 13:59"), zone=HONOLULU) == date(2026, 11, 25)
    assert day_of(utc("2026-11-25 15:00"), zone=AUCKLAND) == date(2026, 11, 26)


def test_the_day_begins_at_four_by_the_clock_before_and_after_it_is_changed() -> None:
    assert day_of(utc("2026-10-24 01:59"), zone=BERLIN) == date(2026, 10, 23)  # summer: 3:59
    assert day_of(utc("2026-10-24 02:00"), zone=BERLIN) == date(2026, 10, 24)
    assert day_of(utc("2026-10-25 02:59"), zone=BERLIN) == date(2026, 10, 24)  # winter: 3:59
    assert day_of(utc("2026-10-25 03:00"), zone=BERLIN) == date(2026, 10, 25)
    assert day_of(utc("2026-03-29 01:59"), zone=BERLIN) == date(2026, 3, 28)  # summer: 3:59
    assert day_of(utc("2026-03-29 02:00"), zone=BERLIN) == date(2026, 3, 29)


def test_an_old_moment_keeps_its_day_wherever_the_learner_goes() -> None:
    evening, landed = utc("2026-11-26 20:00"), utc("2026-11-28 10:00")
    at_home = DayShift(utc("2026-01-01 00:00"), shift_now(evening, FOUR, BERLIN))
    for zone in (HONOLULU, AUCKLAND):
        away = DayShift(landed, shift_now(landed, FOUR, zone))
        days = StudyDays([away, at_home])
        assert days.day(evening) == date(2026, 11, 26)
        assert days.day(landed) == day_of(landed, zone=zone)


def test_a_moment_before_all_that_is_known_belongs_to_the_first_zone() -> None:
    known = DayShift(utc("2026-11-26 12:00"), timedelta(hours=9))
    days = StudyDays([known])
    assert days.day(utc("2026-11-25 16:00")) == date(2026, 11, 26)
    assert days.shift(utc("2020-01-01 00:00")) == timedelta(hours=9)


def test_without_anything_known_days_are_those_of_utc() -> None:
    assert StudyDays().shift(utc("2026-11-26 12:00")) is None
    assert StudyDays().day(utc("2026-11-26 23:59")) == date(2026, 11, 26)


def test_without_a_zone_it_is_the_machine_that_says_where_the_learner_is() -> None:
    now = utc("2026-11-26 12:00")
    offset = now.astimezone().utcoffset()
    assert offset is not None
    assert shift_now(now, FOUR) == offset - FOUR


MOMENTS = st.integers(0, 15 * 365 * 24 * 60).map(
    lambda minutes: utc("2020-01-01 00:00") + timedelta(minutes=minutes)
)
ZONES = st.integers(-12 * 60, 14 * 60).map(lambda offset: timezone(timedelta(minutes=offset)))


@given(MOMENTS, MOMENTS, ZONES, st.integers(0, 24 * 60 - 1))
def test_in_one_place_a_later_moment_is_never_on_an_earlier_day(
    one: datetime, other: datetime, zone: tzinfo, start: int
) -> None:
    days = StudyDays([DayShift(one, shift_now(one, timedelta(minutes=start), zone))])
    first, second = sorted((one, other))
    assert days.day(first) <= days.day(second)
    assert (days.day(second) - days.day(first)).days <= (second - first).days + 1


@given(MOMENTS, st.lists(st.tuples(MOMENTS, ZONES), max_size=5))
def test_a_day_is_never_far_from_that_of_utc_whatever_the_zones(
    now: datetime, moves: list[tuple[datetime, tzinfo]]
) -> None:
    days = StudyDays(DayShift(at, shift_now(at, FOUR, zone)) for at, zone in moves)
    assert abs((days.day(now) - now.date()).days) <= 1
