"""How well recalls were foretold."""

from datetime import date, timedelta
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.log import Rating
from studykit.scheduling.fidelity import Foretold, Recall, fidelity, foretell
from studykit.scheduling.scheduler import USUAL_PARAMETERS, CardScheduler

DAY = date(2026, 3, 2)
FORETOLD = st.builds(Foretold, st.floats(0, 1), st.booleans())


def recall(card: str, after: int, rating: Rating, elapsed: int | None = None) -> Recall:
    return Recall(card, DAY + timedelta(days=after), rating, elapsed)


def test_a_coin_that_is_called_a_coin_costs_its_own_surprise_and_is_never_off() -> None:
    found = fidelity([Foretold(0.5, True), Foretold(0.5, False)])
    assert found.log_loss == pytest.approx(log(2))
    assert found.error == 0


def test_to_be_sure_and_wrong_costs_most_but_not_without_end() -> None:
    wrong = fidelity([Foretold(1.0, False)])
    assert exp(-wrong.log_loss) == pytest.approx(1e-6)
    assert wrong.error == 1
    assert fidelity([Foretold(1.0, True)]).log_loss < 1e-5


def test_the_error_weighs_each_twentieth_by_its_recalls() -> None:
    sure = [Foretold(0.92, True)] * 9 + [Foretold(0.92, False)]
    unsure = [Foretold(0.52, True)] * 10
    found = fidelity([*sure, *unsure])
    assert found.error == pytest.approx(((10 * 0.02**2 + 10 * 0.48**2) / 20) ** 0.5)


def test_where_nothing_was_foretold_nothing_was_off() -> None:
    assert fidelity([]) == (0.0, 0.0)


@given(st.lists(FORETOLD, min_size=1))
def test_figures_do_not_depend_on_the_order_and_have_bounds(foretold: list[Foretold]) -> None:
    found, turned = fidelity(foretold), fidelity(foretold[::-1])
    assert found.log_loss == pytest.approx(turned.log_loss)
    assert found.error == pytest.approx(turned.error)
    assert found.log_loss > 0
    assert 0 <= found.error <= 1


def test_a_recall_is_foretold_from_what_came_before_it_alone() -> None:
    reviews = [
        recall("a", 0, Rating.GOOD),
        recall("b", 0, Rating.AGAIN),
        recall("a", 2, Rating.GOOD, 2),
        recall("b", 3, Rating.AGAIN, 3),
        recall("a", 9, Rating.HARD, 7),
    ]
    scheduler = CardScheduler()
    memory = scheduler.first("a", Rating.GOOD, DAY)
    first = scheduler.recall(memory, DAY + timedelta(days=2))
    memory = scheduler.next("a", memory, Rating.GOOD, DAY + timedelta(days=2))
    second = scheduler.recall(memory, DAY + timedelta(days=9))
    other = scheduler.recall(scheduler.first("b", Rating.AGAIN, DAY), DAY + timedelta(days=3))
    expected = [Foretold(first, True), Foretold(other, False), Foretold(second, True)]
    assert foretell(reviews, 0, ()) == expected
    assert foretell(reviews, 3, USUAL_PARAMETERS) == expected[1:]


def test_what_is_answered_again_on_one_day_is_not_foretold_but_remembered() -> None:
    day = [recall("a", 0, Rating.GOOD), recall("a", 0, Rating.AGAIN, 0)]
    later = recall("a", 4, Rating.GOOD, 4)
    (after_both,) = foretell([*day, later], 0, ())
    (after_one,) = foretell([day[0], later], 0, ())
    assert after_both.expected < after_one.expected


def test_a_clock_that_was_set_back_takes_no_day_away() -> None:
    reviews = [
        recall("a", 0, Rating.GOOD),
        recall("a", -300, Rating.GOOD, 0),
        recall("a", -295, Rating.GOOD, 5),
    ]
    (found,) = foretell(reviews, 0, ())
    assert 0.5 < found.expected < 1
