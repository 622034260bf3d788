"""How well learner and program know how the learner stands."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.log import Confidence
from studykit.statistics import enough
from studykit.statistics.calibration import (
    Answers,
    Foreseen,
    Look,
    MockScore,
    in_bins,
    long_ones,
    look_off,
    prediction_off,
    whole,
)

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
LOOKS = st.lists(
    st.builds(Look, st.integers(0, 8).map(float), st.integers(0, 8).map(float), st.integers(1, 99))
)


def mock_test(met: float, predicted: float | None) -> MockScore:
    return MockScore("id", "Title", AT, met, 10, predicted)


def test_who_expects_more_than_they_score_is_told_by_how_much() -> None:
    off = prediction_off([mock_test(6, 0.8), mock_test(7, 0.8), mock_test(8, 0.8)])
    assert off is not None
    assert off.by == pytest.approx(0.1)
    assert off.rests_on == 3


def test_mock_tests_without_a_prediction_do_not_count() -> None:
    assert prediction_off([mock_test(6, 0.8), mock_test(6, 0.8), mock_test(6, None)]) is None


def test_how_right_the_sure_answers_were_is_told_from_ten_answers_on() -> None:
    assert Answers(Confidence.SURE, enough.ANSWERS - 1, 9, 9).share is None
    assert Answers(Confidence.SURE, enough.ANSWERS, 15, 20).share == 0.75


def test_recalls_that_were_unlikely_are_put_together() -> None:
    twentieths = [(19, 30, 29.0, 28), (3, 2, 0.3, 1), (7, 3, 1.2, 0), (18, 25, 23.0, 20)]
    assert in_bins(twentieths) == [
        Foreseen(5, 1.5, 1),
        Foreseen(25, 23.0, 20),
        Foreseen(30, 29.0, 28),
    ]


def test_a_second_look_says_nothing_before_the_fifth() -> None:
    looks = [Look(3, 2, 10)] * enough.LOOKS
    assert look_off(looks[1:]) is None
    off = look_off(looks)
    assert off is not None
    assert off.by == 1


def test_long_answers_are_those_with_more_words_than_the_one_in_the_middle() -> None:
    looks = [Look(3, 2, words) for words in (50, 3, 20, 8, 90)]
    assert sorted(one.words for one in long_ones(looks)) == [50, 90]
    assert long_ones([Look(3, 2, 4)] * 6) == []


@given(LOOKS)
def test_at_most_half_of_the_answers_are_long(looks: list[Look]) -> None:
    assert 2 * len(long_ones(looks)) <= len(looks)


@given(
    st.dictionaries(st.integers(0, 20), st.tuples(st.integers(1, 50), st.floats(0, 1))),
)
def test_bins_lose_no_recall(made: dict[int, tuple[int, float]]) -> None:
    rows = [(at, count, at / 20 * count, int(count * share)) for at, (count, share) in made.items()]
    bins = in_bins(rows)
    together = whole(bins)
    assert together.recalls == sum(row[1] for row in rows)
    assert together.recalled == sum(row[3] for row in rows)
    means = [one.expected / one.recalls for one in bins]
    assert means == sorted(means)
