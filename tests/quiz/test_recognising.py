"""A card is known again after an edit, and never taken for another one."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from studykit.content.catalog import Catalog
from studykit.content.model import Form, Point
from studykit.quiz.cards import Card, Kind, cards_of
from studykit.quiz.recognising import ALIKE, likeness, page_of, recognise

SHIPPED = Path(__file__).parents[2] / "content"
ANSWER = "Nobody is assessed in it. The asker leads, prepares the questions and keeps the time."


def card(
    prompt: str,
    answer: str = ANSWER,
    ident: str = "",
    page: str = "asking/interview",
    *,
    kind: Kind = Kind.QUESTION,
    term: str = "Interview",
    accept: tuple[str, ...] = (),
) -> Card:
    """A card; its id follows from what it asks unless one is given."""
    course, slug = page.split("/")
    name = ident or (prompt[:40] + str(len(prompt))).replace(" ", "-").replace("/", "-")
    return Card(
        id=f"{page}/{kind}/{name}",
        kind=kind,
        form=Form.SHORT if accept else Form.OPEN,
        course=course,
        course_title=course.title(),
        unit="",
        term=slug,
        term_title=term,
        prompt=prompt,
        answer=answer,
        accept=accept,
    )


def fact(text: str, blank: str, page: str = "asking/interview") -> Card:
    prompt = text.replace(blank, "___")
    return card(prompt, text, page=page, kind=Kind.FACT, accept=(blank,))


def definition(text: str, page: str, term: str) -> Card:
    return card(f"**{term}**", text, "definition", page, kind=Kind.DEFINITION, term=term)


def found(lost: list[Card], *there: Card) -> dict[str, str]:
    """What becomes of cards, if the library has these that were never asked."""
    pages: dict[str, list[Card]] = {}
    for one in there:
        pages.setdefault(page_of(one.id), []).append(one)
    return recognise(lost, pages, {page_of(one.id): pages.keys() for one in lost})


# -- other words -------------------------------------------------------------------------------------------------------------

OLD = card("How does an informational interview differ from a job interview?")


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("In which way is an informational interview unlike a job interview?", ANSWER),
        ("How does an informational interview differ from a job interview", ANSWER + " Always."),
        ("What makes this talk different?", ANSWER),
        ("How does an informational interview differ from one for a job?", "It is not a test."),
        (
            "How do informational and job interviews differ?",
            "Nobody is assessed. The asker leads, prepares and keeps the time.",
        ),
    ],
)
def test_a_question_in_other_words_is_the_same_card(prompt: str, answer: str) -> None:
    new = card(prompt, answer)
    assert found([OLD], new) == {OLD.id: new.id}


def test_another_question_of_the_same_guide_is_another_card() -> None:
    other = card("What should follow within a day?", "A thank-you note with something of the talk.")
    assert found([OLD], other) == {}


def test_a_short_answer_that_two_questions_share_does_not_make_them_one() -> None:
    old = card("What should follow a talk?", "", accept=("thank-you note",))
    other = card("Which letter do people like to get most?", "", accept=("thank-you note",))
    assert found([old], other) == {}


def test_a_question_and_a_fact_are_never_each_other() -> None:
    text = "The asker leads the talk and keeps the time."
    assert found([fact(text, "asker")], card(text, text)) == {}


def test_two_questions_that_were_both_reworded_each_keep_their_own() -> None:
    one = card("What does the asker prepare before the talk?", "A list of open questions to ask.")
    two = card("What does the asker send after the talk?", "A short note of thanks, within a day.")
    new_one = card("What has an asker to prepare?", "A list of open questions to ask.")
    new_two = card("What has an asker to send?", "A short note of thanks, within a day.")
    assert found([one, two], new_two, new_one) == {one.id: new_one.id, two.id: new_two.id}


def test_what_could_be_either_of_two_is_left_alone() -> None:
    new = [replace(OLD, id=f"{page_of(OLD.id)}/question/{name}") for name in ("x", "y")]
    assert found([OLD], *new) == {}


def test_a_fact_whose_twin_was_taken_out_is_not_its_twin() -> None:
    one = fact("A false alarm, in which a true hypothesis is rejected, is of type I.", "type I")
    two = fact("A miss, in which a false hypothesis is not rejected, is of type II.", "type II")
    assert found([one], two) == {}


def test_a_fact_is_known_by_its_words_and_its_blank() -> None:
    old = fact("A thank-you note is sent within one day of the talk.", "one day")
    new = fact("The thank-you note is sent within one day of the interview.", "one day")
    assert found([old], new) == {old.id: new.id}


# -- other places ------------------------------------------------------------------------------------------------------------


def page(address: str, term: str = "Interview") -> list[Card]:
    """All cards of a guide."""
    return [
        replace(OLD, id=f"{address}/question/q", course=address.partition("/")[0]),
        card("Who keeps the time?", "The asker does.", "t", address, term=term),
        definition("A talk in which the asker leads.", address, term),
        card(
            "A talk in which ___ leads.",
            "",
            "term",
            address,
            kind=Kind.TERM,
            term=term,
            accept=(term, "talk"),
        ),
    ]


def names(cards: dict[str, str]) -> set[tuple[str, str]]:
    return {(old.split("/", 2)[2], new.split("/", 2)[2]) for old, new in cards.items()}


@pytest.mark.parametrize(
    ("address", "term"),
    [
        ("asking/the-interview", "Interview"),
        ("asking/talk", "Talk"),
        ("speaking/interview", "Interview"),
        ("speaking/conversation", "Conversation"),
    ],
)
def test_a_guide_of_another_name_in_another_place_keeps_all_its_cards(
    address: str, term: str
) -> None:
    old, new = page("asking/interview"), page(address, term)
    assert found(old, *new) == dict(zip([c.id for c in old], [c.id for c in new], strict=True))


def test_a_guide_of_the_same_term_in_another_course_is_another_guide() -> None:
    other = [
        card("When is one held?", "Before somebody is hired, as a rule.", "w", "work/interview"),
        definition("How an employer chooses among applicants.", "work/interview", "Interview"),
    ]
    assert found(page("asking/interview"), *other) == {}


def test_a_guide_that_stands_in_two_other_courses_is_left_alone() -> None:
    assert found(page("asking/interview"), *page("one/interview"), *page("two/interview")) == {}


def test_the_copy_in_the_same_course_comes_before_one_in_another() -> None:
    old, new = page("asking/interview"), page("asking/the-interview")
    assert found(old, *new, *page("two/interview")).keys() == {one.id for one in old}


def test_a_definition_stays_behind_where_its_questions_move_to_another_term() -> None:
    old = page("asking/interview")
    moved = [replace(one, id=one.id.replace("asking/interview", "asking/rapport")) for one in old]
    rapport = [*moved[:2], definition("Trust that grows.", "asking/rapport", "Rapport")]
    assert names(found(old, *rapport)) == {("question/q", "question/q"), ("question/t",) * 2}


def test_a_question_that_moves_to_another_guide_takes_its_history_along() -> None:
    new = replace(OLD, id=OLD.id.replace("asking/interview", "asking/rapport"))
    there = card("Something else entirely, about trust?", "Yes.")
    assert found([OLD], there, new) == {OLD.id: new.id}


def test_an_id_that_authors_give_to_many_questions_names_none_by_itself() -> None:
    old = replace(OLD, id="asking/interview/question/q1")
    other = card("What is trust?", "What grows.", "q1", "asking/rapport")
    assert found([old], other, card("Another?", "Yes.")) == {}


# -- the courses that come with the program ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages() -> dict[str, list[Card]]:
    catalog = Catalog.open([SHIPPED], None)
    catalog.refresh()
    found: dict[str, list[Card]] = {}
    for entry in catalog.courses():
        for one in cards_of(catalog.course(entry.slug)):
            found.setdefault(page_of(one.id), []).append(one)
    catalog.close()
    return found


def test_no_two_cards_of_a_guide_are_taken_for_each_other(pages: dict[str, list[Card]]) -> None:
    closest = max(
        likeness(one, other)
        for cards in pages.values()
        for one, other in combinations(cards, 2)
        if one.kind is other.kind
    )
    assert closest < ALIKE


def test_every_card_is_known_again_when_each_question_loses_a_word(
    pages: dict[str, list[Card]],
) -> None:
    lost, there = [], {}
    for address, cards in pages.items():
        asked = [one for one in cards if one.kind is Kind.QUESTION]
        lost += asked
        there[address] = [
            replace(one, id=f"{one.id}-new", prompt=one.prompt.split(" ", 1)[-1]) for one in asked
        ]
    assert recognise(lost, there, {}) == {one.id: f"{one.id}-new" for one in lost}


def test_a_card_whose_points_alone_were_written_anew_is_the_same(
    pages: dict[str, list[Card]],
) -> None:
    one = next(one for cards in pages.values() for one in cards if one.points)
    new = replace(one, id=f"{one.id}-new", points=(Point("x", "Something else."),))
    assert recognise([one], {page_of(one.id): [new]}, {}) == {one.id: new.id}
