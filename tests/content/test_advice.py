"""What would teach badly is told as a warning, at its place."""

import pytest

from studykit.content.advice import advise, advise_on_escapes, advise_on_unasked, unasked
from studykit.content.document import Document
from studykit.content.nodes import Path
from studykit.content.schema import read_document
from studykit.content.source import parse, places
from studykit.errors import Severity

GOOD = """
term: Mean
definition: The **sum** of all values divided by their count.
facts: ["The deviations from it **sum** to zero."]
questions:
  - question: What is it?
    answer: It is the sum of all values divided by how many there are.
    points:
      - Summing the values, then dividing.
      - x
  - {question: Which?, accept: [mean]}
"""


def advice(text: str, *asked: str) -> list[tuple[Path, str]]:
    """The warnings for a file."""
    told: list[tuple[Path, str]] = []

    def report(
        path: Path,
        sentence: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        at_key: bool = False,
    ) -> None:
        assert severity is Severity.WARNING
        assert hint
        assert path in places(text.encode())
        told.append((path, sentence))

    node = parse(text.encode())
    document: Document = read_document(node, "mean", report)
    advise(document, node, report)
    advise_on_escapes(text.encode(), report)
    for slug, path in unasked(document):
        if slug not in asked:
            advise_on_unasked(path, report)
    return told


def test_a_good_guide_gets_no_advice() -> None:
    assert advice(GOOD) == []


def test_a_term_that_nothing_asks_is_told() -> None:
    text = "term: Mean\ndefinition: a\n"
    assert [path for path, _ in advice(text)] == [("term",)]
    assert advice(text, "mean") == []


def test_a_fact_without_bold_is_told() -> None:
    warnings = advice(GOOD.replace("**sum** to", "`**sum**` to"))
    assert [path for path, _ in warnings] == [("facts", 0)]


def test_a_question_without_points_is_told() -> None:
    text = GOOD.partition("    points:")[0].replace("are.", "are. It is no median.")
    assert [path for path, _ in advice(text)] == [("questions", 0, "answer")]


def test_a_question_without_points_is_told_also_where_its_answer_is_one_sentence() -> None:
    ((path, sentence),) = advice(GOOD.partition("    points:")[0])
    assert path == ("questions", 0, "answer")
    assert sentence == "This question has no `points`, so its answer is judged as a whole."


@pytest.mark.parametrize(
    "answer",
    [
        "the sum by the number",
        r"It is $\frac{a + b + c + d + e + f}{6}$ of these.",
        "|\n      ```python\n      for value in values: total = total + value\n      ```",
    ],
)
def test_an_answer_of_a_few_words_a_formula_or_code_needs_no_points(answer: str) -> None:
    question = f"  - question: What is it?\n    answer: {answer}\n"
    assert advice(GOOD.partition("  - question")[0] + question) == []


def test_points_that_are_the_sentences_or_bullets_of_the_answer_are_points() -> None:
    text = """
term: Market
definition: a
questions:
  - question: Which kinds?
    answer: |
      - perfect competition
      - oligopoly
    points: [perfect competition, oligopoly]
  - question: Why?
    answer: It is so. It stays so.
    points: [It is so., It stays so.]
"""
    assert advice(text) == []


def test_a_point_says_what_the_answer_says_where_their_formulas_are_the_same() -> None:
    text = r"""
term: Optimum
definition: a
questions:
  - question: Where?
    answer: A firm stops where $MR=MC$, with $MR = \frac{\Delta TR}{\Delta Q}$. Price is $p$.
    points: ["The rule $MR = MC$", '$$\dfrac{\Delta TR}{\Delta Q}$$', '**$\mathrm{MR} = \mathrm{MC}$**']
"""
    assert advice(text) == []
    ((path, _),) = advice(text.replace("The rule $MR = MC$", "The rule $MR > MC$"))
    assert path == ("questions", 0, "points", 0)


def test_a_number_that_stands_in_a_formula_of_the_answer_is_said() -> None:
    text = """
term: Score
definition: a
questions:
  - question: Which?
    answer: $z = (7 - 4) / 2 = 1.5$ for it.
    points: [Here it is 1.5., It is 9.8.]
"""
    assert [path[-1] for path, _ in advice(text)] == [1]


def test_a_point_that_the_model_answer_does_not_make_is_told() -> None:
    ((path, sentence),) = advice(GOOD.replace("      - x", "      - The largest values matter"))
    assert path == ("questions", 0, "points", 1)
    assert "`largest`" in sentence


def test_a_point_that_the_definition_does_not_make_is_told() -> None:
    text = GOOD.replace(
        "definition: The",
        "definition:\n  points: [Sum divided by count, Outliers]\n  definition: The",
    )
    ((path, sentence),) = advice(text)
    assert path == ("definition", "points", 1)
    assert "definition does not say" in sentence


def test_questions_of_a_set_are_advised_on() -> None:
    assert [path for path, _ in advice("questions:\n  - {question: a, answer: One. Two.}")] == [
        ("questions", 0, "answer")
    ]


def test_a_guide_in_a_course_file_is_advised_on_at_its_place() -> None:
    text = "course: A\nunits:\n  - unit: B\n    guides:\n      - {term: C, definition: d}\n"
    assert [path for path, _ in advice(text)] == [("units", 0, "guides", 0, "term")]


def test_a_formula_that_double_quotes_have_garbled_is_told() -> None:
    ((path, sentence),) = advice(
        GOOD.replace("definition: The **sum**", r'definition: "The $\bar{x}$ **sum**').replace(
            "count.", 'count."'
        )
    )
    assert path == ("definition",)
    assert "backslash" in sentence
