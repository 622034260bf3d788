"""The cards of a course in outline are the cards of its pages."""

from pathlib import Path

from studykit.content.catalog import Catalog
from studykit.content.checking import check_paths
from studykit.paths import shipped_content
from studykit.quiz.cards import cards_of

SETS = """\
course: Asking
guides:
  - term: Letter
    definition: A text. It is sent to somebody.
    facts: [A **letter** has an end., Nothing bold here.]
    questions:
      - question: What ends it?
        accept: [a greeting]
questions:
  - question: Who reads it?
    term: letter
    answer: Somebody. Or nobody.
  - question: Which is one?
    choices: [{choice: This, correct: true}, That]
"""

GAPS = """\
course: Half
guides:
  - term: Letter
    definition: …
    facts: [A **letter** has an end., "**…**"]
    questions:
      - {question: …, answer: It.}
      - {question: What ends it?, answer: "…"}
      - {question: Who writes it?, answer: Somebody., points: [Somebody, …]}
      - {question: Which is one?, choices: [{choice: This, correct: true}, …]}
      - {question: What is it called?, accept: [mail, …]}
      - {question: Where does it go…, accept: [away]}
questions:
  - {question: Who reads it?, term: letter, accept: [somebody]}
  - {question: And why?, term: letter, accept: […]}
  - {question: Anything else?, accept: [no]}
  - {question: And this?, accept: […]}
"""


def _agrees(catalog: Catalog) -> None:
    for entry in catalog.courses():
        outline = catalog.askable(entry.slug)
        cards = cards_of(catalog.course(entry.slug))
        assert [(one.id, one.unit, one.form, one.points) for one in outline] == [
            (card.id, card.unit, card.form, len(card.points) or 1) for card in cards
        ]
        assert [(one.term, one.kind) for one in outline] == [
            (f"{card.course}/{card.term}", card.kind) for card in cards
        ]


def test_the_outline_has_just_the_cards_that_a_quiz_asks() -> None:
    catalog = Catalog.open([shipped_content()], None)
    catalog.refresh()
    assert len(catalog.courses()) == 4
    _agrees(catalog)


def test_questions_of_sets_belong_to_the_term_that_they_name(tmp_path: Path) -> None:
    (tmp_path / "asking.yaml").write_text(SETS, encoding="utf-8")
    catalog = Catalog.open([tmp_path], None)
    catalog.refresh()
    _agrees(catalog)
    questions = [one for one in catalog.askable("asking") if one.kind == "question"]
    assert [one.term for one in questions] == ["asking/letter", "asking/letter", "asking/asking"]


def test_some_kinds_and_some_cards_are_just_those_of_all(tmp_path: Path) -> None:
    (tmp_path / "asking.yaml").write_text(SETS, encoding="utf-8")
    catalog = Catalog.open([tmp_path, shipped_content()], None)
    catalog.refresh()
    for course in ("asking", "art-of-the-interview"):
        cards = catalog.askable(course)
        for kinds in ({"question"}, {"definition", "term"}, {"fact"}, set[str]()):
            assert catalog.askable(course, kinds) == [one for one in cards if one.kind in kinds]
        wanted = {card.id for card in cards[::3]} | {f"{course}/gone/question/old"}
        assert catalog.askable(course, only=wanted) == cards[::3]
        assert catalog.askable(course, without=wanted) == [c for c in cards if c.id not in wanted]


def test_what_is_still_to_be_written_is_not_asked_and_not_counted(tmp_path: Path) -> None:
    (tmp_path / "half.yaml").write_text(GAPS, encoding="utf-8")
    catalog = Catalog.open([tmp_path], None)
    catalog.refresh()
    assert catalog.problems() == []
    _agrees(catalog)
    cards = cards_of(catalog.course("half"))
    assert [card.kind for card in cards] == ["question", "question", "fact", "question"]
    assert [card.prompt for card in cards if card.kind == "question"] == [
        "Where does it go…",
        "Who reads it?",
        "Anything else?",
    ]
    (entry,) = catalog.courses()
    assert (entry.terms, entry.questions, entry.facts, entry.cards) == (1, 3, 1, 4)
    assert catalog.page_cards("half")["letter"].questions == 2
    outline = catalog.outline("half")
    assert [term.questions for term in outline.terms] == [2]
    assert [one.questions for one in outline.sets] == [1]
    warned = {problem.line for problem in check_paths([tmp_path]).problems}
    assert warned >= {4, 5, 7, 8, 9, 10, 11, 15, 17}
