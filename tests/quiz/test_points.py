"""From judged points to a rating."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.model import Point
from studykit.log import Rating, Verdict
from studykit.quiz.points import Derived, derive, derive_checked, derive_dont_know
from studykit.quiz.words import number

MET, PARTLY, MISSED = Verdict.MET, Verdict.PARTLY, Verdict.MISSED


def judged(core: Sequence[bool], verdicts: Sequence[Verdict]) -> Derived:
    points = [Point(str(at), "A point.", core=is_core) for at, is_core in enumerate(core)]
    return derive(points, {str(at): verdict for at, verdict in enumerate(verdicts)})


@pytest.mark.parametrize(
    ("core", "verdicts", "rating", "reason"),
    [
        ([True, False, False], [MISSED, MET, MET], Rating.AGAIN, "a core point is missing"),
        ([True, False, False], [MET, MISSED, MISSED], Rating.HARD, "1 of 3 points, nothing at the core missing"),
        ([True, False], [PARTLY, MET], Rating.HARD, "1.5 of 2 points, nothing at the core missing"),
        ([False] * 3, [MET, MISSED, MISSED], Rating.AGAIN, "under half of the points"),
        ([False] * 2, [MET, MISSED], Rating.HARD, "1 of 2 points"),
        ([False] * 2, [PARTLY, MISSED], Rating.AGAIN, "under half of the points"),
        ([False] * 2, [MET, MET], Rating.GOOD, "all points met"),
        ([True], [MET], Rating.GOOD, "all points met"),
    ],
)  # fmt: skip
def test_the_rating_follows_from_the_points(
    core: list[bool], verdicts: list[Verdict], rating: Rating, reason: str
) -> None:
    derived = judged(core, verdicts)
    assert (derived.rating, derived.reason) == (rating, reason)


def test_a_point_that_was_not_judged_counts_as_missed() -> None:
    assert judged([False, False], [MET]).met == 1.0


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(Verdict)), min_size=1, max_size=8))
def test_the_score_lies_between_none_and_all_and_easy_is_never_derived(
    points: list[tuple[bool, Verdict]],
) -> None:
    derived = judged([core for core, _ in points], [verdict for _, verdict in points])
    assert 0 <= derived.met <= derived.total == len(points)
    assert derived.rating is not Rating.EASY
    assert (derived.rating is Rating.GOOD) == (derived.met == derived.total)
    if (True, MISSED) in points:
        assert derived.rating is Rating.AGAIN


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(Verdict)), min_size=1), st.data())
def test_meeting_one_more_point_never_lowers_the_rating(
    points: list[tuple[bool, Verdict]], data: st.DataObject
) -> None:
    core, verdicts = [c for c, _ in points], [v for _, v in points]
    before = judged(core, verdicts).rating
    verdicts[data.draw(st.integers(0, len(points) - 1))] = MET
    assert judged(core, verdicts).rating >= before


def test_a_checked_answer_is_right_or_to_be_asked_again() -> None:
    assert derive_checked(correct=True) == Derived(Rating.GOOD, "right", 1.0, 1)
    assert derive_checked(correct=False) == Derived(Rating.AGAIN, "not right", 0.0, 1)


def test_not_to_know_scores_nothing_of_all_points() -> None:
    assert derive_dont_know(3) == Derived(Rating.AGAIN, "you did not know yet", 0.0, 3)


@pytest.mark.parametrize(
    ("points", "words"), [(8.5, "8.5"), (3.0, "3"), (0.0, "0"), (1234567.0, "1234567")]
)
def test_points_are_written_without_needless_zeros(points: float, words: str) -> None:
    assert number(points) == words
