"""A test in class: its days, and the minutes there are for it."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studykit.scheduling.test import Test

FRIDAY = date(2026, 12, 4)


def a_test(**rest: object) -> Test:
    return Test("id", "Biology", FRIDAY, time(9), (), **rest)  # type: ignore[arg-type]


def test_the_days_of_a_test_end_the_day_before_it() -> None:
    days = list(a_test().days(date(2026, 12, 1)))
    assert days == [date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3)]


def test_on_the_day_of_the_test_there_is_that_day_and_after_it_none() -> None:
    assert list(a_test().days(FRIDAY)) == [FRIDAY]
    assert list(a_test().days(FRIDAY + timedelta(days=3))) == []
    assert a_test().days_left(FRIDAY) == 0
    assert a_test().days_left(FRIDAY + timedelta(days=3)) == -3


def test_days_off_have_no_minutes() -> None:
    test = a_test(minutes=25, weekdays_off={5, 6}, days_off={date(2026, 12, 2)})
    minutes = [test.minutes_on(FRIDAY - timedelta(days=back)) for back in range(7)]
    assert minutes == [25, 25, 0, 25, 25, 0, 0]


@given(st.integers(-40, 400).filter(bool))
def test_there_are_as_many_days_as_are_left(ahead: int) -> None:
    today = FRIDAY - timedelta(days=ahead)
    days = list(a_test().days(today))
    assert len(days) == max(a_test().days_left(today), 0)
    assert FRIDAY not in days
