"""The look ahead agrees with the package that the memories come from."""

from datetime import date, timedelta
from math import exp, log

import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from studykit.log import Rating
from studykit.scheduling.curve import Curve
from studykit.scheduling.habits import AVERAGE_MINUTES, Habits
from studykit.scheduling.lookahead import Lookahead, Stage
from studykit.scheduling.memory import Memory
from studykit.scheduling.scheduler import USUAL_PARAMETERS, CardScheduler

DAY = date(2026, 11, 26)
NEAR = 1e-9
PARAMETERS = st.just(USUAL_PARAMETERS) | st.tuples(
    *map(st.floats, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS)
)
STABILITIES = st.floats(0.01, 2000)
DIFFICULTIES = st.floats(1, 10)
ELAPSED = st.integers(1, 700)


def looking(
    parameters: tuple[float, ...], again: float = 0.35, hard: float = 0.25, hard_later: float = 0.25
) -> Lookahead:
    """A look ahead for somebody who forgets just as FSRS says."""
    habits = Habits(AVERAGE_MINUTES, again, hard, hard_later)
    return Lookahead(parameters, Curve(decay=parameters[20]), habits)


def met(parameters: tuple[float, ...], rating: Rating) -> Memory:
    return CardScheduler(parameters).first("card", rating, DAY)


@given(PARAMETERS)
def test_a_first_meeting_whose_rating_is_certain_goes_as_the_package_says(
    parameters: tuple[float, ...],
) -> None:
    ways = ((1.0, 0.0, Rating.AGAIN), (0.0, 1.0, Rating.HARD), (0.0, 0.0, Rating.GOOD))
    for again, hard, rating in ways:
        stage = looking(parameters, again, hard).meet(DAY.toordinal())
        memory = met(parameters, rating)
        assert stage.stability == pytest.approx(memory.stability, rel=NEAR)
        assert stage.difficulty == pytest.approx(memory.difficulty, rel=NEAR)
        assert stage.day == DAY.toordinal()


@given(PARAMETERS, st.floats(0, 1), st.floats(0, 1))
def test_a_first_meeting_that_may_go_either_way_is_the_average_of_all(
    parameters: tuple[float, ...], one: float, other: float
) -> None:
    again, until = sorted((one, other))
    shares = (again, until - again, 1 - until)
    stage = looking(parameters, again, until - again).meet(0)
    memories = [met(parameters, rating) for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD)]
    pairs = list(zip(shares, memories, strict=True))
    stability = exp(sum(share * log(memory.stability) for share, memory in pairs))
    assert stage.stability == pytest.approx(stability, rel=NEAR)
    difficulty = sum(share * memory.difficulty for share, memory in pairs)
    assert stage.difficulty == pytest.approx(difficulty, rel=NEAR)


@given(PARAMETERS, STABILITIES, DIFFICULTIES, ELAPSED, st.sampled_from([Rating.HARD, Rating.GOOD]))
def test_a_later_recall_goes_as_the_package_says(
    parameters: tuple[float, ...],
    stability: float,
    difficulty: float,
    elapsed: int,
    known: Rating,
) -> None:
    """Recalled and not recalled, each as the package has it, weighed by the probability that the package gives them."""
    scheduler = CardScheduler(parameters)
    memory, on = Memory(stability, difficulty, DAY, DAY), DAY + timedelta(days=elapsed)
    expected = scheduler.recall(memory, on)
    right = scheduler.next("card", memory, known, on)
    wrong = scheduler.next("card", memory, Rating.AGAIN, on)
    ahead = looking(parameters, hard_later=float(known is Rating.HARD))
    recall, stage = ahead.review(Stage(stability, difficulty, DAY.toordinal()), on.toordinal())
    assert recall == pytest.approx(expected, rel=NEAR)
    mean = expected * log(right.stability) + (1 - expected) * log(wrong.stability)
    assert log(stage.stability) == pytest.approx(mean, rel=NEAR, abs=NEAR)
    assert stage.day == on.toordinal()
    if all(1 < one.difficulty < 10 for one in (right, wrong)):
        mixed = expected * right.difficulty + (1 - expected) * wrong.difficulty
        assert stage.difficulty == pytest.approx(mixed, rel=NEAR)
    assert 1 <= stage.difficulty <= 10


@given(PARAMETERS, STABILITIES, st.integers(0, 4000))
def test_the_probability_of_recall_is_that_of_the_package(
    parameters: tuple[float, ...], stability: float, days: int
) -> None:
    scheduler = CardScheduler(parameters)
    memory = Memory(stability, 5.0, DAY, DAY)
    found = looking(parameters).recall(stability, days)
    assert found == pytest.approx(scheduler.recall(memory, DAY + timedelta(days=days)), rel=NEAR)
    assert looking(parameters).recall(stability, days + 1) < found


def test_who_forgets_faster_than_the_average_is_expected_to() -> None:
    habits = Habits()
    fast = Lookahead(USUAL_PARAMETERS, Curve(stretch=0.5), habits)
    slow = Lookahead(USUAL_PARAMETERS, Curve(stretch=2), habits)
    stage = fast.meet(0)
    assert stage == slow.meet(0)
    assert fast.review(stage, 7)[0] < slow.review(stage, 7)[0]
