"""What counts as a recall, and what is something less."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.log import Confidence, Rating
from studykit.scheduling.review import FRESH, Review, counted
from tests.support import START

KNOWN = [Rating.HARD, Rating.GOOD, Rating.EASY]
LONG_AGO = START - timedelta(days=3)
JUST_NOW = START - timedelta(minutes=9)


def review(rating: Rating = Rating.GOOD, **rest: object) -> Review:
    return Review("id", "course/term/question/id", START, date(2026, 11, 26), rating, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("rating", Rating)
def test_a_recall_after_days_counts_as_it_was_rated(rating: Rating) -> None:
    assert counted(review(rating), LONG_AGO) is rating
    assert counted(review(rating), None) is rating


@pytest.mark.parametrize("rating", Rating)
def test_a_card_that_comes_again_in_one_quiz_does_not_count_at_all(rating: Rating) -> None:
    assert counted(review(rating, is_repeat=True), LONG_AGO) is None


@pytest.mark.parametrize("rating", KNOWN)
def test_to_know_what_was_asked_minutes_ago_does_not_count(rating: Rating) -> None:
    assert counted(review(rating), JUST_NOW) is None


@pytest.mark.parametrize("rating", KNOWN)
def test_to_know_what_was_read_minutes_ago_counts_as_hard_for_a_new_card_only(
    rating: Rating,
) -> None:
    assert counted(review(rating, read_at=JUST_NOW), None) is Rating.HARD
    assert counted(review(rating, read_at=JUST_NOW), LONG_AGO) is None


def test_not_to_know_it_even_then_counts() -> None:
    assert counted(review(Rating.AGAIN, read_at=JUST_NOW), JUST_NOW) is Rating.AGAIN
    assert counted(review(Rating.AGAIN, read_at=JUST_NOW), None) is Rating.AGAIN


def test_ten_minutes_after_the_page_an_answer_is_a_recall() -> None:
    assert counted(review(read_at=START - FRESH), LONG_AGO) is Rating.GOOD
    assert counted(review(), START - FRESH) is Rating.GOOD


@pytest.mark.parametrize("rating", KNOWN)
def test_what_was_right_with_a_hint_or_by_a_guess_counts_as_hard(rating: Rating) -> None:
    assert counted(review(rating, is_hinted=True), LONG_AGO) is Rating.HARD
    assert counted(review(rating, confidence=Confidence.GUESS), LONG_AGO) is Rating.HARD
    assert counted(review(Rating.EASY, confidence=Confidence.UNSURE), LONG_AGO) is Rating.EASY


def test_a_page_that_was_opened_after_the_answer_does_not_matter() -> None:
    later = START + timedelta(seconds=1)
    assert counted(review(read_at=later), LONG_AGO) is Rating.GOOD


MOMENTS = st.none() | st.integers(-4000, 4000).map(lambda ago: START + timedelta(seconds=ago))


REVIEWS = st.builds(
    review,
    st.sampled_from(Rating),
    confidence=st.none() | st.sampled_from(Confidence),
    is_hinted=st.booleans(),
    is_repeat=st.booleans(),
    read_at=MOMENTS,
)


@given(REVIEWS, MOMENTS)
def test_nothing_ever_counts_for_more_than_it_was_rated(
    answer: Review, last_at: datetime | None
) -> None:
    found = counted(answer, last_at)
    assert found is None or found <= answer.rating
    if answer.rating is Rating.AGAIN and not answer.is_repeat:
        assert found is Rating.AGAIN
