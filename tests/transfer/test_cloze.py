"""Texts of Anki in which words are hidden."""

import pytest

from studykit.content.model import Form
from studykit.transfer.cloze import cloze_question, hides_words
from studykit.transfer.markup import from_html


def test_one_hidden_word_is_typed_and_its_hint_is_a_hint() -> None:
    question, hidden = cloze_question("Water is {{c1::H<sub>2</sub>O::a formula}}, so.", from_html)
    assert question is not None
    assert (question.form, question.text, hidden) == (Form.SHORT, "Water is _____, so.", 1)
    assert question.hint == "a formula"


def test_several_hidden_words_are_the_points_of_one_answer() -> None:
    question, hidden = cloze_question("{{c1::A}} before {{c2::B}}", from_html)
    assert question is not None
    assert [point.text for point in question.points] == ["A", "B"]
    assert (question.answer, hidden) == ("**A** before **B**", 2)


def test_words_hidden_within_hidden_words_are_hidden_with_them() -> None:
    question, hidden = cloze_question("It is {{c1::a {{c2::red}} one}}.", from_html)
    assert question is not None
    assert (question.text, question.accept, hidden) == ("It is _____.", ("a red one",), 1)


@pytest.mark.parametrize("raw", ["plain", "{{c1::never closed", "}} {{c1::", "{{c1:one}}"])
def test_marks_that_are_not_whole_hide_nothing(raw: str) -> None:
    assert not hides_words(raw)


@pytest.mark.parametrize("piece", ["{{c1::", "{{c1::a::", "}}", "{{c1::a}}"])
def test_whatever_marks_stand_there_the_text_is_read_to_its_end(piece: str) -> None:
    question, hidden = cloze_question(piece * 100_000, str)
    assert question is not None
    assert hidden == (100_000 if piece.endswith("a}}") else 0)
