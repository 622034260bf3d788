"""A learner's forgetting curve is told from their own reviews."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.scheduling.curve import MOST_SEEN, Curve, Likely, Seen, likely_curves

SEEN = st.builds(Seen, st.floats(0.01, 1000), st.integers(1, 1000), st.booleans())


def reviews(curve: Curve, count: int, seed: int = 1) -> list[Seen]:
    """Reviews of somebody who forgets like that."""
    rng = Random(seed)
    found = []
    for _ in range(count):
        stability, elapsed = rng.uniform(1, 20), rng.randint(1, 40)
        found.append(Seen(stability, elapsed, rng.random() < curve.recall(stability, elapsed)))
    return found


def test_before_anything_is_known_the_average_learner_holds() -> None:
    middle = likely_curves([]).middle
    assert middle.stretch == pytest.approx(1)
    assert 0.15 < middle.decay < 0.35


@pytest.mark.parametrize("stretch", [0.4, 1.0, 2.5])
@pytest.mark.parametrize("decay", [0.1542, 0.5])
def test_a_few_hundred_reviews_tell_how_a_learner_forgets(stretch: float, decay: float) -> None:
    true = Curve(stretch, decay)
    middle = likely_curves(reviews(true, 400)).middle
    for days in (2, 10, 30):
        assert middle.recall(10, days) == pytest.approx(true.recall(10, days), abs=0.06)


def test_the_more_reviews_there_are_the_surer_the_curve_is() -> None:
    def doubt(likely: Likely) -> float:
        fast, slow = likely.edges
        return slow.recall(10, 20) - fast.recall(10, 20)

    doubts = [doubt(likely_curves(reviews(Curve(), count))) for count in (0, 20, 100, 400)]
    assert doubts == sorted(doubts, reverse=True)
    assert doubts[-1] < doubts[0] / 2


def test_only_the_last_reviews_tell_since_a_learner_changes() -> None:
    now = reviews(Curve(2), MOST_SEEN)
    assert likely_curves([*reviews(Curve(0.3), 500), *now]) == likely_curves(now)


@given(st.lists(SEEN, max_size=60))
def test_whatever_happened_the_curves_are_probabilities(seen: list[Seen]) -> None:
    likely = likely_curves(seen)
    assert sum(share for _, share in likely.curves) == pytest.approx(1)
    fast, slow = likely.edges
    for days in (0, 1, 10, 1000):
        low, middle, high = (curve.recall(5, days) for curve in (fast, likely.middle, slow))
        assert 0 < low <= 1
        assert 0 < middle <= 1
        assert 0 < high <= 1


@given(st.lists(SEEN, max_size=60), st.floats(0.1, 300))
def test_the_edges_lie_on_both_sides_at_the_stability(seen: list[Seen], stability: float) -> None:
    likely = likely_curves(seen)
    fast, slow = likely.edges
    at = likely.middle.stretch * stability
    hair = 1e-12
    assert fast.recall(stability, at) <= 0.9 + hair
    assert slow.recall(stability, at) >= 0.9 - hair


@given(st.floats(0.05, 20), st.floats(0.08, 1), st.floats(0.01, 1000))
def test_a_curve_passes_nine_tenths_at_the_stretched_stability(
    stretch: float, decay: float, stability: float
) -> None:
    curve = Curve(stretch, decay)
    assert curve.recall(stability, 0) == 1
    assert curve.recall(stability, stretch * stability) == pytest.approx(0.9)
