"""What a learner is told where the answer has changed since they gave it last."""

from dataclasses import replace

import pytest

from studykit.content.model import Choice, Form, Point
from studykit.quiz.cards import Card, Kind
from studykit.quiz.changes import change_of
from tests.cli.support import CHOICE, OPEN, SHORT

FIRST, SECOND = OPEN.points


def words(before: Card, now: Card) -> str:
    change = change_of(before, now)
    return change.words if change else ""


@pytest.mark.parametrize("card", [OPEN, CHOICE, SHORT], ids=["open", "choice", "short"])
def test_the_same_card_has_not_changed(card: Card) -> None:
    assert change_of(card, card) is None
    assert change_of(card, Card.from_json(card.to_json())) is None


def test_other_words_of_the_question_and_marks_and_spaces_in_the_answer_change_nothing() -> None:
    now = replace(
        OPEN,
        prompt="Something else?",
        hint="Another.",
        answer=f"**{OPEN.answer.upper()}**\n",
        points=(replace(FIRST, text="It  gathers `information`.", core=False), SECOND),
    )
    assert change_of(OPEN, now) is None


def test_a_point_that_is_new_is_named_by_its_number() -> None:
    now = replace(OPEN, points=(FIRST, Point("c", "It builds trust."), SECOND))
    assert words(OPEN, now) == "Changed since you last answered: point 2 is new."


def test_points_that_are_gone_are_told_as_they_were() -> None:
    now = replace(OPEN, points=(Point("c", "It builds trust."), Point("d", "It is short.")))
    assert words(OPEN, now) == (
        "Changed since you last answered: points 1 and 2 are new; "
        "gone: “It gathers information”, “The asker leads”."
    )


def test_a_model_answer_that_is_another_is_said_to_be() -> None:
    now = replace(OPEN, answer="Quite another.")
    assert words(OPEN, now) == "Changed since you last answered: the answer is another."


def test_another_right_choice_is_a_change_and_another_wrong_one_is_none() -> None:
    one, *others = CHOICE.choices
    wrong = replace(CHOICE, choices=(*CHOICE.choices, Choice("One more")))
    assert change_of(CHOICE, wrong) is None
    right = replace(CHOICE, choices=(replace(one, correct=False), *others, Choice("So", True)))
    assert words(CHOICE, right) == "Changed since you last answered: the answer is another."


def test_one_more_accepted_wording_is_no_change_but_others_altogether_are() -> None:
    assert change_of(SHORT, replace(SHORT, accept=(*SHORT.accept, "a card"))) is None
    assert change_of(SHORT, replace(SHORT, accept=("a card",)))


def test_a_question_that_is_answered_in_another_way_has_changed() -> None:
    assert change_of(OPEN, replace(OPEN, form=Form.SHORT, kind=Kind.QUESTION, accept=("a",)))
