"""Texts of Anki in which words are hidden."""

import pytest

from studykit.content.html import marked
from studykit.content.model import Form
from studykit.transfer.cloze import cloze_question, hides_words
from studykit.transfer.flashcards import as_question
from studykit.transfer.markup import from_html, from_plain


def test_one_hidden_word_is_typed_and_its_hint_is_a_hint() -> None:
    question, hidden = cloze_question("Water is {{c1::H<sub>2</sub>O::a formula}}, so.", from_html)
    assert question is not None
    assert (question.form, question.text, hidden) == (Form.SHORT, r"Water is \_\_\_\_\_, so.", 1)
    assert question.hint == "a formula"


def test_several_hidden_words_are_the_points_of_one_answer() -> None:
    question, hidden = cloze_question("{{c1::A}} before {{c2::B}}", from_html)
    assert question is not None
    assert [point.text for point in question.points] == ["A", "B"]
    assert (question.answer, hidden) == ("**A** before **B**", 2)


def test_words_hidden_within_hidden_words_are_hidden_with_them() -> None:
    question, hidden = cloze_question("It is {{c1::a {{c2::red}} one}}.", from_html)
    assert question is not None
    assert (question.text, question.accept, hidden) == (r"It is \_\_\_\_\_.", ("a red one",), 1)


@pytest.mark.parametrize("raw", ["plain", "{{c1::never closed", "}} {{c1::", "{{c1:one}}"])
def test_marks_that_are_not_whole_hide_nothing(raw: str) -> None:
    assert not hides_words(raw)


@pytest.mark.parametrize("piece", ["{{c1::", "{{c1::a::", "}}", "{{c1::a}}"])
def test_whatever_marks_stand_there_the_text_is_read_to_its_end(piece: str) -> None:
    question, hidden = cloze_question(piece * 100_000, str)
    assert question is not None
    assert hidden == (100_000 if piece.endswith("a}}") else 0)


def test_a_blank_is_shown_wherever_it_stands() -> None:
    alone, _ = cloze_question("{{c1::Paris}}", from_html)
    assert alone is not None
    assert marked(alone.text) == "<p>_____</p>\n"
    joined, _ = cloze_question("{{c1::dog}}s and hot{{c2::pups}} live", from_html)
    assert joined is not None
    assert marked(joined.text) == "<p>_____s and hot_____ live</p>\n"
    in_code, _ = cloze_question("<code>f({{c1::x}})</code> is {{c2::called}}", from_html)
    assert in_code is not None
    assert marked(in_code.text) == "<p><code>f(_____)</code> is _____</p>\n"
    assert in_code.answer == "`f(x)` is **called**"


def test_what_is_hidden_is_shown_as_it_was_and_typed_without_marks() -> None:
    several, _ = cloze_question(r"{{c1::*args}} is no {{c2::\(x^2\)}}", from_html)
    assert several is not None
    assert marked(several.points[0].text) == "<p>*args</p>\n"
    assert several.points[1].text == "$x^2$"
    assert several.answer == r"**\*args** is no **$x^2$**"
    single, _ = cloze_question("Call {{c1::__init__}}.", from_html)
    assert single is not None
    assert single.accept == ("__init__",)


@pytest.mark.parametrize("typed", ["+", "#", "1.", "__init__", "C#"])
def test_a_back_that_is_typed_is_plain(typed: str) -> None:
    assert as_question("What is it?", from_plain(typed)).accept == (typed,)
