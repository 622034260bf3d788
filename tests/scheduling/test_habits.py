"""What a learner's attempts say about the attempts to come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.scheduling.habits import AVERAGE_MINUTES, Habits, Met, Spent, habits_of


def test_before_the_first_attempt_the_average_holds() -> None:
    assert habits_of({}, Met()) == Habits()


def test_a_slow_writer_is_planned_more_minutes_for_open_answers_and_for_nothing_else() -> None:
    habits = habits_of({("open", False): Spent(200, 800)}, Met())
    assert habits.minutes["open", False] == pytest.approx(4, abs=0.2)
    assert habits.minutes["open", True] == AVERAGE_MINUTES["open", True]


def test_one_attempt_says_little() -> None:
    habits = habits_of({("choice", True): Spent(1, 10)}, Met((1, 0, 0)))
    assert habits.minutes["choice", True] < 1.6
    assert habits.again < 0.45


def test_shares_come_to_those_of_many_attempts() -> None:
    habits = habits_of({}, Met((500, 300, 200), (900, 100)))
    assert habits.again == pytest.approx(0.5, abs=0.01)
    assert habits.hard == pytest.approx(0.3, abs=0.01)
    assert habits.hard_later == pytest.approx(0.9, abs=0.01)


COUNTS = st.integers(0, 3000)


@given(
    st.dictionaries(
        st.sampled_from(list(AVERAGE_MINUTES)), st.builds(Spent, COUNTS, st.floats(0, 30000))
    ),
    st.builds(Met, st.tuples(COUNTS, COUNTS, COUNTS), st.tuples(COUNTS, COUNTS)),
)
def test_minutes_are_never_nothing_and_shares_never_more_than_all(
    spent: dict[tuple[str, bool], Spent], met: Met
) -> None:
    habits = habits_of(spent, met)
    assert habits.minutes.keys() == AVERAGE_MINUTES.keys()
    assert all(minutes > 0 for minutes in habits.minutes.values())
    assert habits.again > 0
    assert habits.hard > 0
    assert habits.again + habits.hard < 1
    assert 0 < habits.hard_later < 1
