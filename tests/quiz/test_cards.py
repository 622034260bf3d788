"""Cards: what is asked, and what the question must not give away."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studykit.content.blanks import BLANK, blank_names
from studykit.content.markdown import bold_spans, plain
from studykit.content.model import Course, Fact, Form, Guide, Point
from studykit.content.prose import as_text
from studykit.quiz.cards import Card, Kind, cards_of, cards_of_guide
from studykit.quiz.quiz import verdict_on
from tests.support import COURSE, INFORMATIONAL

SHOWN_BLANK = "_____"


def cards_of_kind(kind: Kind, course: Course = COURSE) -> list[Card]:
    return [card for card in cards_of(course) if card.kind is kind]


def test_a_guide_gives_its_questions_definition_facts_and_term_in_that_order() -> None:
    cards = list(cards_of_guide(COURSE, "Kinds of interview", INFORMATIONAL))
    assert [card.id.removeprefix("art-of-asking/informational-interview/") for card in cards] == [
        "question/differ",
        "question/last",
        "question/after",
        "definition/definition",
        "fact/thanks",
        "term/term",
    ]


def test_every_card_of_a_course_has_an_id_of_its_own() -> None:
    ids = [card.id for card in cards_of(COURSE)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("kind", Kind)
def test_of_the_kinds_asked_for_no_card_is_missing(kind: Kind) -> None:
    assert cards_of(COURSE, {kind}) == cards_of_kind(kind)


def test_questions_of_a_set_come_last_under_the_title_of_the_set() -> None:
    last = cards_of(COURSE)[-1]
    assert (last.id, last.unit, last.term_title) == (
        "art-of-asking/revision/question/all",
        "Revision",
        "Revision",
    )
    assert last.has_several


def test_a_fact_without_bold_words_is_not_asked() -> None:
    assert [card.id.rsplit("/", 1)[1] for card in cards_of_kind(Kind.FACT)] == ["thanks", "length"]


def test_a_fact_is_asked_with_its_first_bold_words_blanked() -> None:
    card = cards_of_kind(Kind.FACT)[0]
    assert as_text(card.prompt, 80) == f"Send a {SHOWN_BLANK} within one day."
    assert card.accept == ("thank-you note",)
    assert card.answer == "Send a **thank-you note** within **one day**."


@given(
    before=st.text("abc ", max_size=10),
    words=st.text("xyz", min_size=1, max_size=8),
    after=st.text("abc .", max_size=10),
)
def test_a_blanked_fact_does_not_hold_the_words_it_asks_for(
    before: str, words: str, after: str
) -> None:
    fact = Fact("f", f"{before}**{words}**{after}")
    guide = Guide("g", "Q", "D.", (Point("p", "P"),), facts=(fact,))
    (card,) = [c for c in cards_of_guide(COURSE, "", guide) if c.kind is Kind.FACT]
    assert card.accept == (words,)
    assert words not in card.prompt
    assert card.prompt.count(BLANK) == 1
    assert verdict_on(card, words, ()) is True


@given(st.text("ab* `$_", max_size=30))
def test_a_fact_of_any_text_is_asked_with_the_bold_words_gone_from_their_place(text: str) -> None:
    guide = Guide("g", "Q", "D.", (Point("p", "P"),), facts=(Fact("f", text),))
    asked = [card for card in cards_of_guide(COURSE, "", guide) if card.kind is Kind.FACT]
    spans = bold_spans(text)
    assert len(asked) == bool(spans)
    for card in asked:
        start, end = spans[0]
        assert card.prompt == text[:start] + BLANK + text[end:]
        assert card.accept == (plain(text[start:end]),)


def test_a_term_card_shows_the_definition_without_the_terms_names() -> None:
    card = cards_of_kind(Kind.TERM)[0]
    assert as_text(card.prompt, 200) == (
        f"An {SHOWN_BLANK} is a talk in which you lead. {SHOWN_BLANK} are not for jobs."
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Active Listening", "ACTIVE LISTENING helps."),
        ("Active Listening", "_Active listening_ helps."),
        ("Active Listening", "**Active** listening helps."),
        ("Active Listening", "active\nlistening helps."),
        ("Active-Listening", "active listening helps."),
        ("Open Questions", "An open question helps."),
        ("Open Question", "Open questions help."),
        ("Anomaly", "Anomalies help."),
        ("Hypotheses", "Hypotheses help."),
        ("Analysis", "Analyses help."),
        ("Bias", "Biases help, and a bias too."),
        ("Class", "Classes help, and a class too."),
        ("Key", "Keys help."),
        ("Student's t", "Student’s t helps."),
        ("C++", "C++ helps."),
        ("lambda", "`lambda` helps."),
    ],
)
def test_a_name_is_blanked_however_it_is_written(name: str, text: str) -> None:
    blanked = blank_names(text, (name,))
    assert name[:4].casefold() not in blanked.casefold()
    assert SHOWN_BLANK in as_text(blanked, 80)


def test_a_name_of_one_letter_blanks_that_letter_alone() -> None:
    assert blank_names("S is so.", ("S",)) == f"{BLANK} is so."


def test_longer_names_are_blanked_whole() -> None:
    assert blank_names("A sample mean.", ("mean", "sample mean")) == f"A {BLANK}."


def test_a_comma_parts_what_would_be_a_name() -> None:
    blanked = blank_names("In writing, **tone** is the attitude.", ("Tone", "writing tone"))
    assert blanked == f"In writing, **{BLANK}** is the attitude."


def test_a_word_that_only_begins_like_the_name_stays() -> None:
    assert blank_names("A meaningful demeanor.", ("mean",)) == "A meaningful demeanor."


def test_blanks_are_seen_as_blanks_wherever_they_stand() -> None:
    shown = as_text(blank_names("(Mean) and (mean) and `mean`", ("Mean",)), 80)
    assert shown.count(SHOWN_BLANK) == 3
    assert as_text(blank_names("Mean", ("Mean",)), 80).strip() == SHOWN_BLANK


WORDS = st.lists(st.sampled_from(["alpha", "Beta", "Gamma", "Ray"]), min_size=1, max_size=3)


@given(
    words=WORDS,
    joint=st.sampled_from([" ", "-", "\n", "  "]),
    frame=st.sampled_from(["{}", "**{}**", "_{}_", "({})", "`{}`", "{}s", "“{}”, "]),
    shout=st.booleans(),
)
@example(words=["Ray", "Ray"], joint=" ", frame="_{}_", shout=True)
def test_no_way_to_write_a_name_gets_past_the_blank(
    words: list[str], joint: str, frame: str, shout: bool
) -> None:
    mention = joint.join(words)
    text = f"So {frame.format(mention.upper() if shout else mention)} is it."
    assert mention.casefold() not in blank_names(text, (" ".join(words),)).casefold()


def test_the_term_is_right_by_any_of_its_names_in_singular_or_plural() -> None:
    card = cards_of_kind(Kind.TERM)[0]
    for typed in ("informational interview", "Informational Meetings", "an informational meeting"):
        assert verdict_on(card, typed, ())
    assert not verdict_on(card, "job interview", ())
    assert not verdict_on(card, " ", ())


def test_what_a_card_asks_for_is_said_over_it_unless_a_question_says_so_itself() -> None:
    assert not Kind.QUESTION.task
    assert all(kind.task for kind in Kind if kind is not Kind.QUESTION)


def test_a_definition_card_is_judged_by_the_points_of_the_definition() -> None:
    card = cards_of_kind(Kind.DEFINITION)[0]
    assert card.is_open
    assert card.points == INFORMATIONAL.points


POINTS = st.builds(
    Point,
    id=st.text(max_size=5),
    text=st.text(max_size=20),
    core=st.booleans(),
    accept=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    why=st.text(max_size=5),
)
CARDS = st.builds(
    Card,
    id=st.text(max_size=20),
    kind=st.sampled_from(Kind),
    form=st.sampled_from(Form),
    points=st.lists(POINTS, max_size=3).map(tuple),
    accept=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    prompt=st.text(max_size=30),
)


@given(CARDS)
def test_a_card_comes_back_from_its_json_as_it_was(card: Card) -> None:
    text = card.to_json()
    assert Card.from_json(text) == card
    assert Card.from_json(text).to_json() == text


def test_every_card_of_the_course_comes_back_from_its_json() -> None:
    for card in cards_of(COURSE):
        assert Card.from_json(card.to_json()) == card
