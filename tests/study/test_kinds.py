"""Which kinds of card are asked where nobody says."""

from pathlib import Path

import pytest

from studykit.errors import StudykitError
from studykit.quiz.cards import Kind
from studykit.study.kinds import fitting_kinds, kinds_in
from studykit.study.study import Study
from tests.study.steps import practise

VOCABULARY = """\
course: Vocabulary
guides:
  - {term: uno, definition: One.}
  - {term: dos, definition: Two.}
  - {term: tres, definition: Three., facts: [It is **odd**.]}
"""


@pytest.fixture
def words(study: Study, library: Path) -> Study:
    """A desk with a course that has no questions, as vocabulary has none."""
    (library / "words.yaml").write_text(VOCABULARY, "utf-8")
    study.catalog.refresh()
    return study


@pytest.mark.parametrize(
    ("scope", "kinds"),
    [
        (["words"], ["definition", "term", "fact"]),
        (["words/uno"], ["definition", "term"]),
        (["words/uno", "words/tres"], ["definition", "term", "fact"]),
        (["asking/skills/"], ["definition", "term"]),
        (["asking/asking"], ["question"]),
        (["nowhere", "asking/nothing"], []),
        (["words", "writing"], ["question", "definition", "term", "fact"]),
        ([], ["question", "definition", "term", "fact"]),
    ],
)
def test_the_kinds_of_a_course_a_unit_and_a_page(
    words: Study, scope: list[str], kinds: list[str]
) -> None:
    assert kinds_in(words.catalog, scope) == kinds


def test_questions_are_asked_where_there_are_any_and_otherwise_what_there_is(words: Study) -> None:
    assert fitting_kinds(words.catalog, ["words", "writing"]) == {"question"}
    assert fitting_kinds(words.catalog, ["words/dos"]) == {"definition", "term"}
    assert fitting_kinds(words.catalog, ["words"], {"fact"}) == {"fact"}
    assert fitting_kinds(words.catalog, ["nowhere"]) == {"question"}


def test_what_there_is_instead_is_told(words: Study) -> None:
    told = "There are no questions here, only definitions and terms"
    with pytest.raises(StudykitError, match=told):
        practise(words, "words/uno")
    with pytest.raises(StudykitError, match="no facts here, only questions, definitions and terms"):
        practise(words, "writing", kinds=frozenset({Kind.FACT}))
