"""Problems with a place, as they are told to a person."""

from hypothesis import given
from hypothesis import strategies as st

from studykit.errors import Problem, Severity, StudykitError


def test_a_problem_is_one_line_that_editors_understand() -> None:
    problem = Problem("a.yaml", 3, 5, "There is no `trem` here.")
    assert str(problem) == "a.yaml:3:5: There is no `trem` here."
    warning = Problem("a.yaml", 3, 5, "No bold words.", severity=Severity.WARNING)
    assert str(warning) == "a.yaml:3:5: warning: No bold words."


def test_a_problem_is_shown_with_its_line_a_caret_and_how_to_mend_it() -> None:
    problem = Problem("a.yaml", 3, 3, "Unknown.", hint="Did you mean `term`?", excerpt="\ttrem: x")
    assert problem.render().splitlines() == [
        "a.yaml:3:3: Unknown.",
        "    3 |  trem: x",
        "      |   ^",
        "      = Did you mean `term`?",
    ]


def test_a_problem_without_a_line_is_its_sentence_alone() -> None:
    assert Problem("folder", 1, 1, "It is empty.").render() == "folder:1:1: It is empty."


@given(st.text("abc ", min_size=1, max_size=400), st.integers(1, 500))
def test_the_caret_stands_under_its_place_however_long_the_line_is(line: str, column: int) -> None:
    problem = Problem("a.yaml", 1, column, "Here.", excerpt=line)
    _, shown, caret = problem.render().split("\n")
    assert len(shown) <= 108
    at = caret.index("^")
    if column <= len(line):
        assert shown[at] == line[column - 1]
        assert shown[8:] in line


def test_an_error_says_what_happened_and_what_to_do() -> None:
    assert str(StudykitError("The disk is full.", "Make room.")) == "The disk is full. Make room."
    assert str(StudykitError("The disk is full.")) == "The disk is full."


@given(st.lists(st.text("abc", min_size=1, max_size=12), min_size=1), st.integers(20, 90))
def test_in_a_terminal_sentences_are_broken_between_words_only(
    words: list[str], width: int
) -> None:
    said = " ".join(words)
    problem = Problem("a.yaml", 1, 30, said, hint=said, excerpt=said)
    lines = problem.render(width).split("\n")
    assert all(len(line) <= max(width, 28) for line in lines)
    shown = next(at for at, line in enumerate(lines) if " | " in line)
    assert " ".join(" ".join(lines[:shown]).split()) == f"a.yaml:1:30: {said}"
    assert " ".join(" ".join(lines[shown + 2 :]).split()) == f"= {said}"
