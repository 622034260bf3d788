"""Formulas as learners read them in a terminal."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.formula import formulas, to_unicode, unread

SHIPPED = Path(__file__).parents[2] / "content" / "introductory-statistics"


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\bar{x}", "x̄"),
        (r"\hat{y} = a + bx", "ŷ = a + bx"),
        (r"\frac{\sigma}{\sqrt{n}}", "σ/√n"),
        (r"\bar{x} \pm z \cdot \frac{\sigma}{\sqrt{n}}", "x̄ ± z · σ/√n"),
        (r"\bar{x} = \frac{1}{n}\sum_{i=1}^{n} x_i", "x̄ = (1/n)∑ᵢ₌₁ⁿ xᵢ"),
        (
            r"s = \sqrt{\frac{1}{n-1}\sum_{i=1}^{n} (x_i - \bar{x})^2}",
            "s = √((1/(n−1))∑ᵢ₌₁ⁿ (xᵢ − x̄)²)",
        ),
        (r"z = \frac{x - \mu}{\sigma}", "z = (x − μ)/σ"),
        (r"b = r \cdot \frac{s_y}{s_x}", "b = r · s_y/sₓ"),
        (r"H_a: \mu \neq 500", "Hₐ: μ ≠ 500"),
        (r"H_0: \mu = 500", "H₀: μ = 500"),
        (r"1 - \beta = 1 - 0.2", "1 − β = 1 − 0.2"),
        (r"-1 \leq r \leq 1", "−1 ≤ r ≤ 1"),
        (r"x = \pm 2", "x = ±2"),
    ],
)
def test_the_formulas_of_a_statistics_course_read_well(latex: str, shown: str) -> None:
    assert to_unicode(latex) == unicodedata.normalize("NFC", shown)


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\frac12", "1/2"),
        (r"\frac{1}{2n}", "1/(2n)"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"{a+b}^2", "(a+b)²"),
        (r"\frac{\text{number of heads}}{\text{tosses}}", "(number of heads)/tosses"),
        (r"\frac{1}{2} \text{ of them}", "1/2 of them"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\sqrt{\sqrt{x}}", "√(√x)"),
        (r"e^{-x^2}", "e^(−x²)"),
        (r"x_{\text{obs}}", "x_obs"),
        (r"x^\prime + f'(x)", "x′ + f′(x)"),
        (r"90^\circ", "90°"),
        (r"P(A \mid B) = \frac{P(B \mid A)}{P(B)}", "P(A | B) = P(B | A)/P(B)"),
        (r"2\log_2 n \sin\theta", "2 log₂ n sin θ"),
        (r"O(n\log n)", "O(n log n)"),
        (r"\lim_{x \to 0} x", "lim_(x → 0) x"),
        (r"\binom{n}{k} p^k", "C(n, k) pᵏ"),
        (r"\left( x \right.", "(x"),
        (r"\mathbb{R} \ni \mathbf{v}, \operatorname{Var}(X)", "ℝ ∋ v, Var(X)"),
        (r"a \not= b", "a ≠ b"),
        (r"\{1,\,2\}", "{1, 2}"),
        (r"\hat\beta_1", "β̂₁"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "[1 2; 3 4]"),
        (r"\begin{cases} a & b \\ c & d \end{cases}", "{ a b; c d"),
        (r"\begin{aligned} a &= b \end{aligned}", "a = b"),
        (r"a~\neq~b", "a ≠ b"),
        ("95% of 3", "95% of 3"),
        (r"95\% + \alpha", "95% + α"),
        (r"5% + \alpha", "5% + α"),
        (r"a^", "a^"),
        (r"k \bmod{m}", "k mod m"),
        (r"2^n \bmod m = 1", "2ⁿ mod m = 1"),
        (r"\frac{a}{b} \bmod 7", "(a/b) mod 7"),
        (r"a \equiv b \pmod{m + 1}", "a ≡ b (mod m + 1)"),
        (r"a \equiv b\pmod m", "a ≡ b (mod m)"),
        (r"a \equiv b \mod 5", "a ≡ b mod 5"),
    ],
)
def test_formulas_are_put_on_one_line(latex: str, shown: str) -> None:
    assert to_unicode(latex) == unicodedata.normalize("NFC", shown)


@pytest.mark.parametrize(
    "latex", [r"\frac{", "}", r"\begin{cases}", "\\", "{" * 60 + "}" * 60, r"\alpha" * 500]
)
def test_what_is_no_formula_is_shown_as_it_was_written(latex: str) -> None:
    assert to_unicode(latex) == latex


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\foo + 1^2", r"\foo + 1²"),
        (r"\foo{m}{n^2} + 1^2", r"\foo{m}{n^2} + 1²"),
        (r"\sqrt{\foo{m}}", r"√(\foo{m})"),
    ],
)
def test_an_unknown_command_is_shown_as_it_was_written(latex: str, shown: str) -> None:
    assert to_unicode(latex) == shown
    assert unread(f"${latex}$") == [latex]


@pytest.mark.parametrize(
    "text", ["costs $5 and $6", "$5 in cash, not US$ or", "a $ b $ c", "$x", "$x\n\ny$", "`$x^2$`"]
)
def test_dollars_that_mark_no_formula_stay(text: str) -> None:
    assert formulas(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\$5 and $x^2$", "$5 and x²"),
        ("`$a$` is $a^2$ and ``$b$``", "`$a$` is a² and ``$b$``"),
        ("```\n$x^2$\n```\n$x^2$", "```\n$x^2$\n```\nx²"),
        ("$$x^2$$", "x²"),
        ("a $x +\ny$", "a x + y"),
        (r"C:\dir $x$", r"C:\dir x"),
    ],
)
def test_formulas_in_a_text_are_found(text: str, shown: str) -> None:
    assert formulas(text) == shown


def test_no_shipped_formula_keeps_its_latex() -> None:
    text = "".join(path.read_text("utf-8") for path in SHIPPED.glob("*.yaml"))
    found = re.findall(r"\$([^$\n]+)\$", text)
    assert found
    assert [latex for latex in found if re.search(r"[\\{}^]", to_unicode(latex))] == []


@given(
    st.lists(
        st.sampled_from([*r"\{}[]^_&%~ab1 $-'", "\\frac", "\\sqrt", "\\left", "\x1b", "\u202e"]),
        max_size=60,
    ).map("".join)
)
def test_no_formula_breaks_the_program_or_lets_controls_through(latex: str) -> None:
    shown = to_unicode(latex)
    assert shown == latex or "\x1b" not in shown
    assert isinstance(formulas(latex), str)
