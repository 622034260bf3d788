"""Days and times as people type them."""

import contextlib
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.study.when import WEEKDAYS, NoDayError, read_day, read_time, read_weekdays

WEDNESDAY = date(2026, 11, 25)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("2026-2-4", date(2026, 2, 4)),
        ("today", WEDNESDAY),
        (" Tomorrow ", date(2026, 11, 26)),
        ("friday", date(2026, 11, 27)),
        ("Fri", date(2026, 11, 27)),
        ("on thurs.", date(2026, 11, 26)),
        ("wednesday", date(2026, 12, 2)),
        ("friday week", date(2026, 12, 4)),
        ("wednesday week", date(2026, 12, 9)),
        ("friday next week", date(2026, 12, 4)),
        ("next week on mon", date(2026, 11, 30)),
        ("in 10 days", date(2026, 12, 5)),
        ("in a week", date(2026, 12, 2)),
        ("in 2  Weeks", date(2026, 12, 9)),
        ("in 0 days", WEDNESDAY),
        ("4 Dec", date(2026, 12, 4)),
        ("December 4, 2027", date(2027, 12, 4)),
        ("25 nov", WEDNESDAY),
        ("24 nov", date(2027, 11, 24)),
        ("29 feb", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert read_day(text, WEDNESDAY) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "4/12", "04.12.2026", "2026-13-01", "30 feb", "31 nov 2026", "next week"),
        *("fr", "week", "day", "in days", "in 99999 days", "0000-01-01", "２０２６-12-04", "4 ma"),
    ],
)
def test_what_is_no_day_is_told_with_how_to_write_one(text: str) -> None:
    with pytest.raises(NoDayError, match=r"is no day\. Write it as 2026-12-04"):
        read_day(text, WEDNESDAY)


def test_next_friday_may_be_two_days_and_is_asked_back() -> None:
    with pytest.raises(NoDayError, match="may be one of two days: write `friday`"):
        read_day("next fri", WEDNESDAY)


def test_a_long_text_is_not_told_at_full_length() -> None:
    with pytest.raises(NoDayError) as error:
        read_day("x" * 10_000, WEDNESDAY)
    assert len(str(error.value)) < 200


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_next_one_and_never_today(today: date, name: str) -> None:
    day = read_day(name, today)
    assert today < day <= today + timedelta(days=7)
    assert WEEKDAYS[day.weekday()] == name
    assert read_day(f"{name} week", today) == day + timedelta(days=7)


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_day_of_next_week_lies_in_the_week_after_this(today: date, name: str) -> None:
    monday = today - timedelta(days=today.weekday())
    day = read_day(f"{name} next week", today)
    assert (day - monday).days == 7 + WEEKDAYS.index(name)


@given(DAYS, DAYS)
def test_a_date_is_read_back_as_it_was_written(today: date, day: date) -> None:
    assert read_day(day.isoformat(), today) == day
    assert read_day(f"{day.day} {day:%B} {day.year}", today) == day
    assert today <= read_day(f"{day:%b} {day.day}", today)


@given(st.text(max_size=40), DAYS)
def test_any_text_is_a_day_or_is_told_to_be_none(text: str, today: date) -> None:
    with contextlib.suppress(NoDayError):
        assert read_day(text, today) != date.min


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        *(("sunday", {6}), ("Sundays", {6}), ("sun", {6}), ("thurs", {3}), ("tues", {1})),
        *(("weekends", {5, 6}), ("s", set()), ("2026-12-04", set()), ("funday", set())),
    ],
)
def test_days_of_the_week_are_read_in_the_plural_too(text: str, numbers: set[int]) -> None:
    assert read_weekdays(text) == numbers


@pytest.mark.parametrize(
    ("text", "at"),
    [("9", time(9)), ("9:05", time(9, 5)), ("14.30", time(14, 30)), ("1430", time(14, 30))],
)
def test_a_time_of_day_is_read(text: str, at: time) -> None:
    assert read_time(text) == at


@pytest.mark.parametrize("text", ["", "24", "9:5", "12:60", "noon", "٩", "-1"])
def test_what_is_no_time_of_day_is_told(text: str) -> None:
    with pytest.raises(NoDayError, match="is no time of day"):
        read_time(text)
