"""How the cards stand: states, stability, difficulty."""

from hypothesis import given
from hypothesis import strategies as st

from studykit.statistics.cards import (
    CardState,
    Remembered,
    by_difficulty,
    by_stability,
    by_state,
)

CARDS = st.lists(
    st.builds(
        Remembered,
        st.integers(0, 366),
        st.integers(1, 10),
        st.booleans(),
        st.booleans(),
        st.integers(1, 500),
    )
)


def cards(stability: int = 5, *, lapsed: bool = False, new: bool = False) -> Remembered:
    return Remembered(stability, 5, lapsed, new, 1)


def test_a_card_that_is_remembered_for_three_weeks_lasts() -> None:
    assert cards(20).state is CardState.YOUNG
    assert cards(21).state is CardState.LASTING


def test_a_card_that_was_forgotten_is_lapsed_until_it_lasts_again() -> None:
    assert cards(3, lapsed=True).state is CardState.LAPSED
    assert cards(30, lapsed=True).state is CardState.LASTING


def test_a_card_that_was_met_this_week_is_new_however_it_went() -> None:
    assert cards(30, new=True).state is CardState.NEW
    assert cards(1, lapsed=True, new=True).state is CardState.NEW


def test_stability_and_difficulty_are_told_in_words() -> None:
    alike = [Remembered(days, hard, False, False, 2) for days, hard in [(0, 1), (22, 10)]]
    assert [bar.label for bar in by_stability(alike) if bar.cards] == [
        "under a day",
        "3 weeks to 3 months",
    ]
    assert [bar.label for bar in by_difficulty(alike) if bar.cards] == ["easy", "hard"]


@given(CARDS, st.integers(0, 1000))
def test_each_card_is_counted_once_in_every_plot(alike: list[Remembered], unmet: int) -> None:
    met = sum(one.cards for one in alike)
    assert sum(by_state(alike, unmet).values()) == met + unmet
    assert by_state(alike, unmet)[CardState.UNMET] == unmet
    assert sum(bar.cards for bar in by_stability(alike)) == met
    assert sum(bar.cards for bar in by_difficulty(alike)) == met
