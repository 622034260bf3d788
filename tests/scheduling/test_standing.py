"""How a card, and the page it belongs to, stands with the learner."""

from datetime import UTC, datetime

import pytest

from studykit.log import Rating
from studykit.scheduling.standing import PageFigures, PageState, Standing


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


def term(
    met: int = 1, solid_questions: int = 0, solid: int = 0, *, has_missed: bool = False
) -> PageFigures:
    return PageFigures("course", "term", met, solid_questions, has_missed, solid, "")


def test_one_missed_point_shows_in_the_whole_term() -> None:
    figures = term(met=2, solid_questions=1, solid=1, has_missed=True)
    assert figures.state(questions=1) is PageState.MISSED


def test_a_term_is_solid_once_all_its_questions_are() -> None:
    assert term(met=3, solid_questions=2, solid=2).state(questions=2) is PageState.SOLID


def test_a_term_with_a_question_that_was_never_asked_is_still_learning() -> None:
    assert term(met=2, solid_questions=1, solid=2).state(questions=2) is PageState.LEARNING


def test_a_term_without_questions_is_solid_once_its_other_cards_are() -> None:
    assert term(met=1, solid=1).state(questions=0) is PageState.SOLID
    assert term(met=2, solid=1).state(questions=0) is PageState.LEARNING
