"""The plan toward a test: what is asked on which day."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.scheduling.habits import AVERAGE_MINUTES, Habits
from studykit.scheduling.outlook import Learner, outlook
from studykit.scheduling.test import Covered, Test
from tests.scheduling.plans import (
    AVERAGE,
    LEARNERS,
    TESTS,
    TODAY,
    a_test,
    after,
    as_foreseen,
    asked_on,
    covered,
    met,
    plan,
    unmet,
)

ENOUGH = 240
"""Minutes a day that are plenty for a dozen cards."""


@given(TESTS, covered(), LEARNERS)
def test_no_day_is_planned_beyond_its_minutes_by_more_than_a_card(
    test: Test, cards: list[Covered], learner: Learner
) -> None:
    found = plan(test, cards, learner)
    for planned in found.days:
        assert planned.minutes >= 0
        room = test.minutes_on(planned.day) * (1 if planned.day == TODAY else 0.9)
        # Half of a card has room at the least; if it is not known at once it comes back: that is half as much again, at the most.
        longest = max(learner.habits.minutes.values())
        assert planned.minutes <= room + longest * 1.01


def test_whoever_is_quick_with_new_cards_has_room_for_their_reviews_too() -> None:
    minutes = {**AVERAGE_MINUTES, ("open", True): 0.8}
    found = plan(a_test(10, 20), unmet(120), AVERAGE._replace(habits=Habits(minutes)))
    assert all(planned.minutes <= 20 + 1.3 for planned in found.days)
    assert sum(planned.new for planned in found.days[:5]) > 50
    assert found.planned.score > 0.75


@given(TESTS, covered(), LEARNERS)
def test_days_off_stay_empty(test: Test, cards: list[Covered], learner: Learner) -> None:
    for planned in plan(test, cards, learner).days:
        if not test.minutes_on(planned.day):
            assert planned.cards == ()
            assert planned.minutes == 0


@given(TESTS, covered(), LEARNERS)
def test_every_card_is_asked_at_most_once_a_day_and_only_before_the_test(
    test: Test, cards: list[Covered], learner: Learner
) -> None:
    found = plan(test, cards, learner)
    assert [planned.day for planned in found.days] == list(test.days(TODAY))
    for planned in found.days:
        assert len(set(planned.cards)) == len(planned.cards)
        assert set(planned.cards) <= {card.card for card in cards}


@given(TESTS, covered(), LEARNERS)
def test_a_resting_card_is_not_planned_before_it_wakes(
    test: Test, cards: list[Covered], learner: Learner
) -> None:
    days = asked_on(plan(test, cards, learner))
    for card in cards:
        if card.rests_until:
            assert all(day >= card.rests_until for day in days.get(card.card, []))


@given(TESTS, covered(), LEARNERS)
def test_what_an_earlier_test_asks_on_a_day_is_not_asked_twice(
    test: Test, cards: list[Covered], learner: Learner
) -> None:
    days = asked_on(plan(test, cards, learner))
    for card in cards:
        assert not set(card.given) & set(days.get(card.card, []))


@given(TESTS, covered(), LEARNERS)
def test_a_card_that_was_asked_today_is_not_planned_for_today(
    test: Test, cards: list[Covered], learner: Learner
) -> None:
    days = asked_on(plan(test, cards, learner))
    for card in cards:
        if card.memory and card.memory.day >= TODAY:
            assert TODAY not in days.get(card.card, [])


@given(TESTS, covered(), LEARNERS)
def test_the_plan_is_the_same_for_the_same_arguments(
    test: Test, cards: list[Covered], learner: Learner
) -> None:
    assert plan(test, cards, learner) == plan(test, cards, learner)


@given(TESTS, covered(), LEARNERS)
def test_the_new_cards_of_a_day_are_those_that_were_not_met_before(
    test: Test, cards: list[Covered], learner: Learner
) -> None:
    found = plan(test, cards, learner)
    days = asked_on(found)
    unknown = {card.card for card in cards if card.memory is None and not card.given}
    firsts = [days[card][0] for card in unknown if card in days]
    given_away = {card.card for card in cards if card.given}
    for planned in found.days:
        if not given_away & set(planned.cards):
            assert planned.new == firsts.count(planned.day)


@given(st.integers(4, 20), st.integers(1, 12), LEARNERS)
def test_each_new_card_is_recalled_on_three_days_where_time_allows(
    days: int, count: int, learner: Learner
) -> None:
    found = asked_on(plan(a_test(days, ENOUGH), unmet(count), learner))
    assert len(found) == count
    assert all(len(on) >= 3 for on in found.values())


@given(st.integers(4, 20), st.integers(1, 12), LEARNERS)
def test_everything_is_asked_once_more_in_the_last_days_where_time_allows(
    days: int, count: int, learner: Learner
) -> None:
    found = asked_on(plan(a_test(days, ENOUGH), unmet(count), learner))
    last_days = max(2, round(days * 0.2))
    assert all(after(days) - on[-1] <= timedelta(days=last_days) for on in found.values())


@pytest.mark.parametrize("days", [7, 14, 28])
def test_the_gaps_grow_and_the_first_is_a_small_part_of_the_time(days: int) -> None:
    found = asked_on(plan(a_test(days, ENOUGH), unmet(8)))
    for on in found.values():
        gaps = [(later - earlier).days for earlier, later in pairwise(on)]
        assert gaps[0] <= max(3, 0.25 * days)
        assert gaps[-1] >= gaps[0]


def test_a_card_that_is_safe_is_not_crammed() -> None:
    cards = [met("safe", stability=2000, days=4), met("shaky", stability=0.5)]
    found = plan(a_test(5, ENOUGH), cards)
    days = asked_on(found)
    assert "safe" not in days
    assert "shaky" in days


def test_where_there_is_little_time_what_was_never_met_comes_before_what_is_nearly_known() -> None:
    cards = [met("known", stability=60), *unmet(3)]
    found = plan(a_test(1, 7), cards)
    assert set(found.work_today.cards) == {"open 000", "open 001", "open 002"}


def test_a_card_of_many_points_comes_before_one_of_few() -> None:
    cards = [*unmet(4, points=1), Covered("rich", 6, "open")]
    assert plan(a_test(1, 2), cards).work_today.cards[0] == "rich"


def test_where_there_is_too_little_time_it_says_what_is_left_out() -> None:
    found = plan(a_test(2, 5), unmet(40))
    assert len(found.left_out) > 25
    assert set(found.left_out) | set(asked_on(found)) == {card.card for card in unmet(40)}
    assert not set(found.left_out) & set(asked_on(found))


def test_of_equal_cards_the_one_that_is_taught_first_is_met_first() -> None:
    days = asked_on(plan(a_test(10, 12), unmet(24)))
    firsts = [days[card.card][0] for card in unmet(24) if card.card in days]
    early, late = firsts[: len(firsts) // 2], firsts[len(firsts) // 2 :]

    def mean(days: list[date]) -> float:
        return sum(day.toordinal() for day in days) / len(days)

    assert mean(early) < mean(late)


def test_tomorrow_does_not_jump_about_after_todays_work_went_as_foreseen() -> None:
    """What the learner was told of tomorrow, in minutes, and of the score, is what tomorrow tells them."""
    changes = [change for days in (5, 9, 14) for change in _changes(days)]
    minutes = sorted(abs(change.minutes) for change in changes)
    assert minutes[round(0.9 * len(minutes))] <= 5
    assert min(change.score for change in changes) > -0.02
    kept = [change.kept for change in changes if change.kept is not None]
    assert sum(kept) / len(kept) >= 0.7


class _Change(NamedTuple):
    """By how much what was told of tomorrow differs from what tomorrow tells."""

    minutes: float
    score: float
    kept: float | None
    """The share of the cards that are still planned; None: there were none."""


def _changes(days: int) -> Iterator[_Change]:
    """What changes from each day to the next, over some whole plans."""
    for count, minutes in product((12, 30, 60), (10, 25, 40)):
        cards, test, today = unmet(count), a_test(days, minutes), TODAY
        told = outlook(test, cards, today, AVERAGE)
        while len(told.days) > 1:
            cards, today = as_foreseen(cards, told, AVERAGE), today + timedelta(days=1)
            found = outlook(test, cards, today, AVERAGE)
            wanted = set(told.days[1].cards)
            yield _Change(
                found.work_today.minutes - told.days[1].minutes,
                found.planned.score - told.planned.score,
                len(wanted & set(found.work_today.cards)) / len(wanted) if wanted else None,
            )
            told = found


def test_nothing_covered_and_no_day_left_are_plans_of_nothing() -> None:
    assert plan(a_test(10), []).minutes == 0
    assert len(plan(a_test(0, 0), unmet(3)).left_out) == 3
    assert plan(a_test(-3), unmet(3)).days == ()


@pytest.mark.parametrize("kind", ["weekdays_off", "days_off"])
def test_a_test_with_nothing_but_days_off_has_no_work(kind: str) -> None:
    off = {
        "weekdays_off": frozenset(range(7)),
        "days_off": frozenset(after(ahead) for ahead in range(20)),
    }
    found = plan(a_test(9, 30, **{kind: off[kind]}), [*unmet(5), met()], AVERAGE)
    assert found.minutes == 0
    assert found.planned == found.now
