"""How a card, and the term it belongs to, stands with the learner."""

from datetime import UTC, datetime

import pytest

from studykit.log import Rating
from studykit.scheduling.standing import Standing, TermState, term_state


def standing(
    rating: Rating = Rating.GOOD, met: float = 2.0, total: int = 2, kind: str = "question"
) -> Standing:
    return Standing(
        card=f"course/term/{kind}/id",
        course="course",
        term="term",
        kind=kind,
        reviews=1,
        rating=rating,
        met=met,
        total=total,
        confidence=None,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("rating", "met", "has_missed", "is_solid"),
    [
        (Rating.GOOD, 2.0, False, True),
        (Rating.EASY, 2.0, False, True),
        (Rating.HARD, 2.0, False, False),
        (Rating.GOOD, 1.5, True, False),
        (Rating.AGAIN, 2.0, True, False),
    ],
)
def test_a_card_is_solid_when_all_was_met_and_it_was_not_hard(
    rating: Rating, met: float, has_missed: bool, is_solid: bool
) -> None:
    card = standing(rating, met)
    assert card.has_missed is has_missed
    assert card.is_solid is is_solid


def test_a_term_is_unseen_until_a_card_of_it_is_reviewed() -> None:
    assert term_state([], questions=3) is TermState.UNSEEN


def test_one_missed_point_shows_in_the_whole_term() -> None:
    cards = [standing(), standing(met=1.0, kind="fact")]
    assert term_state(cards, questions=1) is TermState.MISSED


def test_a_term_is_solid_once_all_its_questions_are() -> None:
    assert term_state([standing(), standing()], questions=2) is TermState.SOLID


def test_a_term_with_a_question_that_was_never_asked_is_still_learning() -> None:
    assert term_state([standing(), standing(kind="fact")], questions=2) is TermState.LEARNING


def test_a_term_without_questions_is_solid_once_its_other_cards_are() -> None:
    assert term_state([standing(kind="definition")], questions=0) is TermState.SOLID
    hard = [standing(kind="definition"), standing(Rating.HARD, kind="fact")]
    assert term_state(hard, questions=0) is TermState.LEARNING
