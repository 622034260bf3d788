"""How a test stands: what is to be expected of it, and what the plan adds."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.scheduling.outlook import Learner, PlannedDay, outlook
from studykit.scheduling.test import Covered, Test
from studykit.scheduling.way import WORTH
from tests.scheduling.plans import (
    AVERAGE,
    LEARNERS,
    TESTS,
    TODAY,
    a_test,
    after,
    covered,
    met,
    plan,
    unmet,
)

HAIR = 1.1 * WORTH
"""How far a comparison may turn: a review that adds less than a point to its card is not planned, and of two plans one may have just it."""


@given(TESTS, covered(), LEARNERS)
def test_the_expected_scores_lie_between_nothing_and_all_and_within_their_ranges(
    test: Test, cards: list[Covered], learner: Learner
) -> None:
    found = plan(test, cards, learner)
    for expected in (found.now, found.planned):
        assert 0 <= expected.low <= expected.score + 1e-12
        assert expected.score - 1e-12 <= expected.high <= 1
        assert expected.score <= 1 + 1e-12


@given(TESTS, covered(), LEARNERS)
def test_the_plan_never_lowers_what_is_to_be_expected(
    test: Test, cards: list[Covered], learner: Learner
) -> None:
    found = plan(test, cards, learner)
    assert found.planned.score >= found.now.score - HAIR


@given(TESTS, covered(), LEARNERS, st.integers(1, 60))
def test_more_minutes_a_day_never_lower_it(
    test: Test, cards: list[Covered], learner: Learner, more: int
) -> None:
    richer = Test(
        *("id", "Test", test.day, test.time, ()),
        minutes=test.minutes + more,
        weekdays_off=test.weekdays_off,
        days_off=test.days_off,
    )
    before, after_ = plan(test, cards, learner), plan(richer, cards, learner)
    assert after_.planned.score >= before.planned.score - HAIR
    assert after_.now == before.now


@given(TESTS, covered(tied=False), LEARNERS, st.floats(0, 60))
def test_minutes_that_are_spent_already_are_not_planned_again(
    test: Test, cards: list[Covered], learner: Learner, spent: float
) -> None:
    fresh, late = plan(test, cards, learner), plan(test, cards, learner, spent)
    assert late.planned.score <= fresh.planned.score + HAIR
    if spent >= test.minutes:
        assert late.work_today.cards == ()


@given(TESTS, covered(), LEARNERS)
def test_what_is_met_and_what_is_left_out_are_counted(
    test: Test, cards: list[Covered], learner: Learner
) -> None:
    found = plan(test, cards, learner)
    assert found.covered == len(cards)
    assert found.met == sum(card.memory is not None for card in cards)
    assert found.minutes == sum(day.minutes for day in found.days)
    unknown = {card.card for card in cards if card.memory is None}
    assert set(found.left_out) <= unknown


def test_a_test_tomorrow_morning_is_expected_to_go_as_things_stand() -> None:
    strong, weak = (met(stability=stability) for stability in (100.0, 0.2))
    assert plan(a_test(1), [strong]).now.score > 0.9
    assert plan(a_test(1), [weak]).now.score < 0.7
    assert plan(a_test(1), unmet(5)).now.score == 0


def test_work_on_every_day_brings_a_good_score_where_there_is_time() -> None:
    found = plan(a_test(11, 20), unmet(24))
    assert found.planned.score > 0.85
    assert found.left_out == ()
    assert found.planned.low < found.planned.score < found.planned.high


def test_todays_work_begins_with_what_brings_most() -> None:
    cards = [met("nearly", stability=30), *unmet(2), Covered("rich", 6, "short")]
    assert plan(a_test(3, 40), cards).work_today.cards[0] == "rich"


def test_on_the_day_of_the_test_there_is_a_last_pass_over_the_weakest_as_far_as_there_is_time() -> (
    None
):
    cards = [met(f"strong {at}", stability=60) for at in range(9)] + [met("weak", stability=1)]
    found = plan(a_test(0, 2), cards)
    assert found.work_today.cards[0] == "weak"
    assert len(found.work_today.cards) == 1
    assert found.planned.score > found.now.score > 0.5
    late = plan(a_test(0, 2), cards, spent=2)
    assert late.work_today == PlannedDay(TODAY, 0.0, (), 0)
    assert late.planned.score == late.now.score


def test_the_score_is_that_of_the_hour_of_the_test() -> None:
    morning, evening = (
        plan(replace(a_test(1), time=time(hour)), [met(stability=1.0)]).now.score
        for hour in (7, 21)
    )
    assert morning > evening + 0.01


@pytest.mark.parametrize("days", [-1, -100])
def test_a_test_that_is_over_does_no_harm(days: int) -> None:
    found = plan(a_test(days), [*unmet(2), met()])
    assert found.days == ()
    assert 0 <= found.now.score <= 1


def test_what_is_remembered_ahead_of_its_time_does_no_harm() -> None:
    """The clock was set back: the last review lies after the test."""
    card = met(ago=-30)
    found = plan(a_test(5), [card])
    assert 0 <= found.now.score <= 1
    assert found.planned.score <= 1


def test_the_plan_of_a_later_day_starts_from_that_day() -> None:
    found = outlook(a_test(10), unmet(5), after(6), AVERAGE)
    assert found.days[0].day == after(6)
    assert len(found.days) == 4
    assert found.days[-1].day == a_test(10).day - timedelta(days=1)
