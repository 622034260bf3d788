"""What is told of days: what was recalled, how long it took, and the calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studykit.statistics import enough
from studykit.statistics.days import (
    LEVELS,
    DayFigures,
    Recall,
    calendar,
    last_days,
    recall_since,
)

TODAY = date(2026, 11, 26)  # a Thursday


def day(ago: int, minutes: float = 10, recalls: int = 0, recalled: int = 0) -> DayFigures:
    return DayFigures(TODAY - timedelta(days=ago), max(recalls, 1), minutes, recalls, recalled)


DAYS = st.dictionaries(
    st.integers(0, 400), st.tuples(st.floats(0, 500), st.integers(0, 50), st.integers(0, 50))
).map(
    lambda made: [
        day(ago, minutes, max(a, b), min(a, b))
        for ago, (minutes, a, b) in sorted(made.items(), reverse=True)
    ]
)


def test_the_share_recalled_is_told_of_the_days_asked_for_only() -> None:
    days = [day(30, recalls=40, recalled=0), day(6, recalls=30, recalled=27), day(0)]
    recall = recall_since(days, TODAY - timedelta(days=6))
    assert recall == Recall(30, 27)
    assert recall.share() == 0.9


def test_nothing_is_said_of_a_handful_of_recalls() -> None:
    assert Recall(enough.RECALLS - 1, 5).share() is None
    assert Recall(enough.RECALLS, 5).share() == 5 / enough.RECALLS
    assert Recall().share(least=0) is None


def test_days_without_work_are_days_too() -> None:
    days = last_days([day(2, minutes=7)], TODAY, 4)
    assert [one.day for one in days] == [TODAY - timedelta(days=ago) for ago in (3, 2, 1, 0)]
    assert [one.minutes for one in days] == [0, 7, 0, 0]


def test_the_calendar_ends_today_and_begins_on_a_monday() -> None:
    weeks = calendar([day(10), day(3), day(0)], TODAY, 2)
    assert weeks == [[1, 0, 0, 0, 0, 0, 0], [1, 0, 0, 1, None, None, None]]


def test_the_shades_are_quarters_of_the_learners_own_days() -> None:
    short = [day(ago, minutes=ago + 1) for ago in range(8)]
    long = [day(ago, minutes=10 * (ago + 1)) for ago in range(8)]
    shades = calendar(short, TODAY, 3)
    assert shades == calendar(long, TODAY, 3)
    assert shades[-1][3] == 1
    assert {level for week in shades for level in week if level} == {1, 2, 3, 4}


@given(DAYS, st.integers(1, 60))
def test_any_calendar_has_a_level_for_each_day_up_to_today(
    days: list[DayFigures], weeks: int
) -> None:
    shown = [level for week in calendar(days, TODAY, weeks) for level in week]
    assert len(shown) == weeks * 7
    assert [at for at, level in enumerate(shown) if level is None] == [
        len(shown) - 3,
        len(shown) - 2,
        len(shown) - 1,
    ]
    assert all(0 <= level <= LEVELS for level in shown if level is not None)
    first = TODAY - timedelta(days=TODAY.weekday() + 7 * (weeks - 1))
    assert sum(level is not None and level > 0 for level in shown) == sum(
        one.day >= first for one in days
    )


@given(DAYS, st.integers(0, 400))
def test_a_longer_span_never_has_fewer_recalls(days: list[DayFigures], ago: int) -> None:
    near = recall_since(days, TODAY - timedelta(days=ago))
    far = recall_since(days, TODAY - timedelta(days=ago + 30))
    assert far.recalls >= near.recalls >= near.recalled
    share = near.share()
    assert share is None or 0 <= share <= 1
