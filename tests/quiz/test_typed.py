"""Typed answers: what counts as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.quiz.typed import fold, is_close, is_right


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("Thank-You Note", "thank-you note"),
        ("thank you note", "thank-you note"),
        ("thank‑you note", "thank-you note"),
        ("a thank-you note.", "Thank-you note"),
        ("  the   mean ", "mean"),
        ("resume", "résumé"),
        ("RÉSUMÉ", "resume"),
        ("“mean”", "mean"),
        ("`len`", "len"),
        ("strasse", "Straße"),
        ("2.0", "2"),
        ("2", "2.0"),
        ("2.", "2"),
        (".5", "0.5"),
        ("0,5", "0.5"),
        ("1,000", "1000"),
        ("1,000.50", "1000.5"),
        ("−3", "-3"),
        ("–3", "-3"),
        ("+3", "3"),
        ("1e3", "1000"),
        ("μ = −2", "μ = -2"),
        ("**", "**"),
        ("`**`", "**"),
        ("...", "..."),
        ("a", "A"),
        ("$n-1$", "n-1"),
    ],
)
def test_the_same_answer_is_right_however_it_is_written(typed: str, accepted: str) -> None:
    assert is_right(typed, ["something else", accepted])


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("type i", "type ii"),
        ("3", "-3"),
        ("x = 2", "x = -2"),
        (".5", "5"),
        ("3,5", "35"),
        ("2.0", "2.1"),
        ("2", "two"),
        ("**", "*"),
        ("", ""),
        (" . ", "mean"),
        ("nan", "infinity"),
        ("がく", "かく"),
        ("vitamin", "vitamin a"),
    ],
)
def test_another_answer_is_not_right(typed: str, accepted: str) -> None:
    assert not is_right(typed, [accepted])


@given(st.text(max_size=30))
def test_an_answer_is_right_as_it_is_accepted(text: str) -> None:
    assert is_right(text, [text]) == bool(fold(text))


@given(st.text(max_size=30), st.text(max_size=30))
def test_it_does_not_matter_which_of_two_wordings_is_typed(one: str, other: str) -> None:
    assert is_right(one, [other]) == is_right(other, [one])


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-9999, max_value=9999)
)
def test_a_number_is_right_with_any_zeros_after_it(number: object) -> None:
    assert is_right(f"{number}000", [str(number)])


@given(st.from_regex("[a-zA-Zà-öß0-9][a-zA-Zà-öß0-9 -]{0,20}", fullmatch=True))
def test_a_quote_or_a_stop_around_an_answer_does_not_count(text: str) -> None:
    assert fold(f'"{text}". ') == fold(text)


@pytest.mark.parametrize("typed", ["standart deviation", "standard deviaton", "Standrad deviation"])
def test_a_slip_of_the_finger_is_noticed(typed: str) -> None:
    assert is_close(typed, ["standard deviation"])
    assert not is_right(typed, ["standard deviation"])


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("standard deviation", "standard deviation"),
        ("variance", "mean"),
        ("1235", "1234"),
        ("if", "is"),
    ],
)
def test_what_is_right_far_off_short_or_a_number_is_no_slip(typed: str, accepted: str) -> None:
    assert not is_close(typed, [accepted])
