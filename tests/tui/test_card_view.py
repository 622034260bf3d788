"""What a card may show of itself before it is answered."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from studykit.content.model import Choice, Form
from studykit.quiz.cards import Card, Kind
from studykit.tui.card_view import trail

CARD = Card(
    id="art/networking/question/q",
    kind=Kind.QUESTION,
    form=Form.OPEN,
    course="art",
    course_title="Art of the Interview",
    unit="Before",
    term="networking",
    term_title="Networking",
    prompt="Why?",
    answer="Because.",
)


def test_a_question_says_where_it_comes_from() -> None:
    assert trail(CARD, revealed=False) == ("Art of the Interview", "Networking")


def test_a_term_card_never_names_its_term_before_it_is_answered() -> None:
    card = replace(CARD, kind=Kind.TERM)
    assert trail(card, revealed=False) == ("Art of the Interview",)
    assert trail(card, revealed=True) == ("Art of the Interview", "Networking")


def test_a_short_question_whose_answer_is_the_term_does_not_name_it() -> None:
    card = replace(CARD, form=Form.SHORT, accept=("networking",))
    assert trail(card, revealed=False) == ("Art of the Interview",)


def test_a_choice_question_whose_right_choice_is_the_term_does_not_name_it() -> None:
    choices = (Choice("Networking", correct=True), Choice("Interview"))
    assert "Networking" not in trail(replace(CARD, choices=choices), revealed=False)


def test_a_wrong_choice_gives_nothing_away() -> None:
    choices = (Choice("Networking"), Choice("Asking", correct=True))
    assert "Networking" in trail(replace(CARD, choices=choices), revealed=False)


@given(st.text(min_size=1), st.text())
def test_whatever_is_asked_for_is_told_by_a_name_that_is_it(wording: str, other: str) -> None:
    card = replace(CARD, accept=(wording, other))
    assert card.is_told_by(wording)
