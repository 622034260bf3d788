from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.catalog import Catalog, HitKind
from tests.content.shelf import course, guide, refreshed, write

INTERVIEW = """term: Informational Interview
aliases: [coffee chat]
definition: A talk to **gather information**, not to be assessed.
facts:
  - "It is held with an **insider**."
questions:
  - question: How does it differ from a job interview?
    answer: Nobody is being judged; the asker leads.
    points: [Nobody is being judged]
"""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder = write(
        tmp_path_factory.mktemp("library"),
        {
            "x/course.yaml": course("X"),
            "x/informational-interview.yaml": INTERVIEW,
            "x/interview.yaml": guide("Interview"),
            "x/panel.yaml": guide("Panel Interview", "aliases: [board]"),
            "x/long.yaml": "term: Length\ndefinition: "
            + "many words " * 50
            + "needle "
            + "more words " * 50,
            "x/exam.yaml": "questions:\n  - {question: Whose turn?, accept: [a], term: board}\n"
            "  - {question: Whose loose turn?, accept: [a]}\n",
            "x/odd.yaml": 'term: "C++ and [/x]"\ndefinition: Odd.\n',
        },
    )
    return refreshed(folder)


def terms(catalog: Catalog, words: str) -> list[str]:
    return [ref.term for ref in catalog.find(words)]


def hits(catalog: Catalog, words: str) -> list[tuple[HitKind, str]]:
    return [(hit.kind, hit.ref.slug) for hit in catalog.search(words)]


def test_going_to_a_term_finds_the_best_first(catalog: Catalog) -> None:
    assert terms(catalog, "interview") == [
        "Interview",
        "Panel Interview",
        "Informational Interview",
    ]
    assert terms(catalog, "INTER inf") == ["Informational Interview"]
    assert terms(catalog, "chat") == ["Informational Interview"]
    assert terms(catalog, "terview")[0] == "Interview"
    assert terms(catalog, "c++")[0] == "C++ and [/x]"
    assert terms(catalog, "  ") == []
    assert len(catalog.find("e", limit=1)) == 1


def test_words_are_found_in_definitions_facts_questions_and_answers(catalog: Catalog) -> None:
    assert hits(catalog, "assessed") == [(HitKind.DEFINITION, "informational-interview")]
    assert hits(catalog, "insider") == [(HitKind.FACT, "informational-interview")]
    assert hits(catalog, "differ") == [(HitKind.QUESTION, "informational-interview")]
    assert hits(catalog, "asker") == [(HitKind.QUESTION, "informational-interview")]


def test_all_words_have_to_occur_and_terms_stand_first(catalog: Catalog) -> None:
    found = hits(catalog, "interview")
    assert found[:3] == [
        (HitKind.TERM, "interview"),
        (HitKind.TERM, "panel"),
        (HitKind.TERM, "informational-interview"),
    ]
    assert (HitKind.QUESTION, "informational-interview") in found[3:]
    assert len(found) == len(set(found)) or found.count((HitKind.TERM, "panel")) == 1
    assert hits(catalog, "nobody insider") == []


def test_finished_words_are_found_by_their_stems(catalog: Catalog) -> None:
    assert (HitKind.QUESTION, "informational-interview") in hits(catalog, "judging asker")
    assert (HitKind.TERM, "interview") in hits(catalog, "interviews")


def test_an_excerpt_shows_formulas_as_every_page_does(tmp_path: Path) -> None:
    long = (
        "words before it " * 20
        + r"the **spread** $\frac{\sigma}{\sqrt{n}}$ of `$x$` it"
        + " and more" * 30
    )
    texts = {"short": r"A mean $\bar{x} \pm 1$ of **\$5**.", "long": long}
    pages = {
        f"x/{name}.yaml": f"term: {name}\ndefinition: '{text}'\n" for name, text in texts.items()
    }
    catalog = refreshed(write(tmp_path, {"x/course.yaml": course("X"), **pages}))
    (hit,) = catalog.search("mean")
    assert hit.excerpt == "A mean x̄ ± 1 of $5."
    (hit,) = catalog.search("spread")
    assert "the spread σ/√n of $x$ it and more" in hit.excerpt
    assert (hit.excerpt[0], hit.excerpt[-1]) == ("…", "…")


def test_a_formula_at_the_edge_of_an_excerpt_is_whole(tmp_path: Path) -> None:
    formula = r"$\frac{a}{b}$"
    pages = {
        f"x/edge-{at}.yaml": f"term: T{at}\ndefinition: 'needle {'w' * at} {formula} {'end ' * 20}'\n"
        for at in range(140, 165)
    }
    catalog = refreshed(write(tmp_path, {"x/course.yaml": course("X"), **pages}))
    found = catalog.search("needle", 100)
    assert len(found) == 25
    for hit in found:
        assert "$" not in hit.excerpt
        assert "a/b" in hit.excerpt or hit.excerpt.rstrip(" …").endswith("w")


@pytest.mark.parametrize("typed", ["gath", "gathe", "gather info", "gather informati", "gathering"])
def test_the_last_word_may_be_unfinished_from_the_fourth_letter_on(
    catalog: Catalog, typed: str
) -> None:
    assert (HitKind.DEFINITION, "informational-interview") in hits(catalog, typed)


def test_a_single_letter_finds_terms_that_have_it(catalog: Catalog) -> None:
    assert (HitKind.TERM, "panel") in hits(catalog, "p")


def test_an_excerpt_is_plain_and_shows_the_words(catalog: Catalog) -> None:
    (hit,) = catalog.search("assessed")
    assert hit.excerpt == "A talk to gather information, not to be assessed."
    (hit,) = catalog.search("needle")
    assert "needle" in hit.excerpt
    assert hit.excerpt.startswith("…")
    assert hit.excerpt.endswith("…")
    assert len(hit.excerpt) < 170
    assert catalog.search("length")[0].excerpt.startswith("many words")


def test_questions_of_sets_are_found_on_the_page_that_they_belong_to(catalog: Catalog) -> None:
    found = hits(catalog, "whose turn")
    assert sorted(found) == [(HitKind.QUESTION, "exam"), (HitKind.QUESTION, "panel")]


def test_no_more_hits_than_asked_for(catalog: Catalog) -> None:
    assert len(catalog.search("interview", limit=2)) == 2


def test_very_common_words_are_found_without_being_ranked(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studykit.content.search._RANKED", 1)
    assert (HitKind.DEFINITION, "interview") in hits(catalog, "what")


def test_nothing_is_found_for_what_is_no_word(catalog: Catalog) -> None:
    assert catalog.search("") == []
    assert catalog.search(" +-*/ ") == []
    assert catalog.search("zzzzzzzz") == []


@given(
    words=st.text(max_size=60) | st.from_regex(r"[\"'()*:^+\-\w ]{0,30}(AND|OR|NOT|NEAR)?.{0,9}")
)
def test_whatever_is_typed_is_words_and_never_a_query(catalog: Catalog, words: str) -> None:
    assert isinstance(catalog.search(words), list)
    assert isinstance(catalog.find(words), list)


def test_words_of_a_guide_that_changed_are_forgotten(tmp_path: Path) -> None:
    folder = write(tmp_path, {"x/course.yaml": course("X"), "x/a.yaml": INTERVIEW})
    catalog = refreshed(folder)
    write(folder, {"x/a.yaml": guide("Other")})
    catalog.refresh()
    assert not catalog.search("insider")
    assert catalog.search("other")
    catalog.close()
