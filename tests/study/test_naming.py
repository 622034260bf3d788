"""From the ids of cards to the cards."""

from pathlib import Path

from studykit.quiz.cards import cards_of
from studykit.study.naming import named_cards
from studykit.study.study import Study
from tests.study.conftest import ASKING


def ids(study: Study, course: str) -> list[str]:
    """All cards of a course, by their ids."""
    return [card.id for card in cards_of(study.catalog.course(course))]


def test_every_card_of_every_course_is_found_by_its_id(study: Study) -> None:
    for course in ("asking", "writing"):
        cards = cards_of(study.catalog.course(course))
        assert named_cards(study.catalog, ids(study, course)).cards == cards


def test_cards_come_in_the_order_in_which_they_are_named(study: Study) -> None:
    wanted = [*ids(study, "writing"), *ids(study, "asking")][::-1]
    assert [card.id for card in named_cards(study.catalog, wanted).cards] == wanted


def test_a_card_that_is_gone_is_left_out(study: Study, library: Path) -> None:
    wanted = [*ids(study, "asking"), *ids(study, "writing")]
    (library / "writing.yaml").unlink()
    edited = ASKING.replace("Why is it held?", "What is it held for?")
    (library / "asking.yaml").write_text(edited, encoding="utf-8")
    study.catalog.refresh()
    found = [card.id for card in named_cards(study.catalog, wanted).cards]
    assert len(found) == len(ids(study, "asking")) - 1
    assert not [ident for ident in found if ident.startswith("writing/")]


def test_nothing_named_is_nothing_found(study: Study) -> None:
    assert named_cards(study.catalog, []).cards == []
    assert named_cards(study.catalog, ["asking/no-such-page/question/x"]).cards == []


def test_terms_that_are_easily_confused_or_related_are_known_as_neighbours(study: Study) -> None:
    wanted = [ident for ident in ids(study, "asking") if "interview/" in ident]
    neighbours = named_cards(study.catalog, wanted).neighbours
    assert neighbours["asking/informational-interview"] == ["asking/job-interview"]


def test_no_more_of_a_course_is_read_than_the_cards_need(study: Study) -> None:
    everything = ids(study, "asking")
    of_set = [card for card in everything if card.startswith("asking/asking/")]
    course = study.catalog.course("asking", of_set)
    assert [card.id for card in cards_of(course)] == of_set
    assert course.units == ()
    [page] = study.catalog.course("asking", ["asking/job-interview/term/term"]).guides
    assert page.slug == "job-interview"
    assert study.catalog.course("asking", []).units == ()


def test_a_question_that_a_set_asks_about_a_term_is_found_by_its_name(
    study: Study, library: Path
) -> None:
    about = "  - {question: Who leads it?, term: job-interview, accept: [the employer]}\n"
    (library / "asking.yaml").write_text(ASKING + about, encoding="utf-8")
    study.catalog.refresh()
    everything = ids(study, "asking")
    for card in everything:
        [found] = named_cards(study.catalog, [card]).cards
        assert found.id == card
    assert len([card for card in everything if card.startswith("asking/job-interview/q")]) == 2
