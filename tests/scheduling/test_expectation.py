"""The score to be expected in a test, and how sure that is."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from studykit.scheduling.expectation import Expected, expected

PROBABILITIES = st.floats(0, 1)
CARDS = st.lists(
    st.tuples(st.integers(1, 9), PROBABILITIES, PROBABILITIES, PROBABILITIES), max_size=30
)


@given(CARDS)
def test_the_score_and_its_range_lie_between_nothing_and_all(
    cards: list[tuple[int, float, float, float]],
) -> None:
    points, recalls, fast, slow = ([card[at] for card in cards] for at in range(4))
    found = expected(points, recalls, [fast, slow])  # type: ignore[arg-type]
    hair = 1e-12
    assert 0 <= found.low <= found.score + hair
    assert found.score - hair <= found.high <= 1
    assert found.score <= 1 + hair


def test_nothing_covered_is_nothing_expected() -> None:
    assert expected([], [], [[], []]) == Expected(0, 0, 0)


def test_a_card_of_three_points_weighs_three_times_as_much() -> None:
    assert expected([3, 1], [1.0, 0.0], [[1.0, 0.0]]).score == 0.75


def test_nothing_is_ever_wholly_certain() -> None:
    found = expected([1, 2], [1.0, 1.0], [[1.0, 1.0]] * 2)
    assert (found.score, found.high) == (1, 1)
    assert 0.95 < found.low < 1


def test_what_was_never_met_is_surely_not_known() -> None:
    assert expected([1, 2], [0.0, 0.0], [[0.0, 0.0]] * 2) == Expected(0, 0, 0)


def test_many_cards_make_a_narrower_range_than_few() -> None:
    few, many = (expected([1] * n, [0.8] * n, [[0.8] * n] * 2) for n in (10, 200))
    assert many.high - many.low < few.high - few.low


def test_not_knowing_how_the_learner_forgets_makes_it_wider() -> None:
    recalls = [0.8] * 50
    sure = expected([1] * 50, recalls, [recalls, recalls])
    unsure = expected([1] * 50, recalls, [[0.7] * 50, [0.9] * 50])
    assert unsure.low < sure.low
    assert unsure.high > sure.high


def test_at_least_eight_of_ten_scores_come_out_within_the_range_where_the_curve_is_right() -> None:
    rng = Random(3)
    recalls = [rng.uniform(0.5, 1) for _ in range(60)]
    points = [rng.randint(1, 4) for _ in recalls]
    found = expected(points, recalls, [recalls])
    inside = 0
    for _ in range(2000):
        marks = sum(p for p, r in zip(points, recalls, strict=True) if rng.random() < r)
        inside += found.low <= marks / sum(points) <= found.high
    assert 0.8 <= inside / 2000 < 0.9, "a little more than eight, as no curve is quite right"
