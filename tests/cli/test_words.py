"""Days, minutes and scores in words, and a test as lines."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.cli import outlook_text
from studykit.cli.words import (
    day_words,
    distance,
    new_words,
    off_words,
    outlook_words,
    unbroken,
    wrapped,
)
from studykit.quiz.words import joined, minutes_words
from studykit.scheduling.expectation import Expected
from studykit.scheduling.outlook import Outlook, PlannedDay
from studykit.scheduling.test import Test
from studykit.study.planner import Offer

TODAY = date(2026, 11, 25)
INTERVIEW = Test("id", "Interview", date(2026, 11, 28), time(9), (), minutes=20)


def outlook(*days: PlannedDay, planned: float = 0.78) -> Outlook:
    """How the test on Saturday stands."""
    return Outlook(
        test=INTERVIEW,
        today=TODAY,
        covered=24,
        met=18,
        now=Expected(0.41, 0.3, 0.52),
        planned=Expected(planned, planned, planned),
        days=days,
        left_out=(),
    )


@pytest.mark.parametrize(
    ("day", "words", "far"),
    [
        (date(2026, 11, 25), "Wed 25 Nov", "today"),
        (date(2026, 11, 26), "Thu 26 Nov", "tomorrow"),
        (date(2026, 11, 24), "Tue 24 Nov", "yesterday"),
        (date(2026, 12, 4), "Fri 4 Dec", "in 9 days"),
        (date(2027, 1, 1), "Fri 1 Jan 2027", "in 37 days"),
        (date(2026, 11, 20), "Fri 20 Nov", "5 days ago"),
    ],
)
def test_a_day_is_told_with_its_weekday_and_how_far_off_it_is(
    day: date, words: str, far: str
) -> None:
    assert day_words(day, TODAY) == words
    assert distance(day, TODAY) == far


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        *((0, "0 min"), (0.2, "1 min"), (18.4, "18 min"), (60, "1 h"), (84.6, "1 h 25 min")),
        (119.7, "2 h"),
    ],
)
def test_work_is_told_in_hours_and_minutes(minutes: float, words: str) -> None:
    assert minutes_words(minutes) == words


def test_a_score_is_told_with_its_range_unless_there_is_no_doubt() -> None:
    words = outlook_words(Expected(0, 0, 0), Expected(0.78, 0.66, 0.88))
    assert words == "expected now 0 %, with the plan 78 % (between 66 and 88 %)"


def test_things_in_a_row_end_with_and() -> None:
    assert [joined("a"), joined("ab"), joined("abc")] == ["a", "a and b", "a, b and c"]


def test_days_off_are_named() -> None:
    off = Test(
        *("id", "T", TODAY, time(9), ()),
        weekdays_off=frozenset({6, 5}),
        days_off=frozenset({date(2026, 12, 1)}),
    )
    assert off_words(off, TODAY) == "Saturdays, Sundays and Tue 1 Dec"
    assert not off_words(INTERVIEW, TODAY)


def test_new_cards_are_counted() -> None:
    assert new_words(PlannedDay(TODAY, 9, ("a", "b"), 1)) == "1 new"
    assert new_words(PlannedDay(TODAY, 9, ("a", "b"), 2)) == "all new"


def test_a_day_is_not_torn_apart_where_a_sentence_is_wrapped() -> None:
    assert wrapped(f"It is on {unbroken('Fri 4 Dec')}.", 14) == "It is on\n  Fri 4 Dec."
    assert wrapped("It will be 44 %.", 13) == "It will be\n  44 %."


def test_the_plan_has_a_line_for_each_day_of_work_and_one_for_days_without() -> None:
    plan = outlook(
        PlannedDay(date(2026, 11, 25), 20, ("a", "b"), 1),
        PlannedDay(date(2026, 11, 26), 0, (), 0),
        PlannedDay(date(2026, 11, 27), 10, ("a",), 0),
    )
    said = "\n".join(outlook_text.plan(plan, 78))
    assert said.splitlines() == [
        "The plan: 30 min of work left",
        "  Wed 25 Nov  20 min   2 cards  1 new  ████████████████████████",
        "  Thu 26 Nov  nothing",
        "  Fri 27 Nov  10 min    1 card         ████████████",
        "  Sat 28 Nov  the test",
    ]
    assert "█" not in "\n".join(outlook_text.plan(plan, 0))


@pytest.mark.parametrize("width", [44, 58, 78])
def test_the_plan_is_no_wider_than_there_is_room(width: int) -> None:
    plan = outlook(PlannedDay(date(2026, 11, 25), 119, tuple("abcdefghijk"), 3))
    assert max(map(len, "\n".join(outlook_text.plan(plan, width)).splitlines())) <= width


def test_a_test_today_has_no_day_left_to_plan() -> None:
    now = outlook()._replace(today=INTERVIEW.day)
    assert list(outlook_text.plan(now, 78)) == ["The test is today: there is no day left to plan."]


def test_more_time_is_told_with_what_it_brings_and_only_if_it_brings_something() -> None:
    offers = [Offer(25, 0.84), Offer(30, 0.88)]
    assert wrapped(outlook_text.more(outlook(), offers), 78) == (
        "20 min a day: 78 %, 25 min: 84 %, 30 min: 88 %."
    )
    assert "nothing" in outlook_text.more(outlook(planned=1.0), [Offer(25, 1.0)])
    more = outlook_text.more(outlook(planned=0.98), [Offer(25, 1.0)])
    assert wrapped(more, 78) == "20 min a day: 98 %, 25 min: 100 %."
    more = outlook_text.more(outlook(), [Offer(25, 0.86), Offer(30, 0.84), Offer(40, 0.9)])
    assert wrapped(more, 78) == "20 min a day: 78 %, 25 min: 86 %, 40 min: 90 %."


@given(st.floats(0, 1), st.integers(1, 60))
def test_a_bar_is_as_long_as_its_share_and_never_hides_work(share: float, width: int) -> None:
    drawn = outlook_text.bar(share, width)
    assert len(drawn) <= width
    assert bool(drawn) == (share > 0)
    assert abs(drawn.count("█") - share * width) <= 1.1
