"""Courses to be sent away: the shipped ones, and such as hypothesis makes up."""

from functools import cache

from hypothesis import strategies as st

from studykit.content.catalog import Catalog
from studykit.content.identity import identify
from studykit.content.model import (
    Choice,
    Course,
    Fact,
    Form,
    Guide,
    Point,
    Question,
    QuestionSet,
    Unit,
)
from studykit.content.questions import sentence_points
from studykit.content.text import slugify
from studykit.paths import shipped_content
from studykit.transfer.parcel import tidy


@cache
def shipped() -> dict[str, Course]:
    """The courses that come with the program, by slug."""
    catalog = Catalog.open([shipped_content()], None)
    catalog.refresh()
    found = {slug: catalog.course(slug) for slug in SHIPPED}
    catalog.close()
    return found


SHIPPED = (
    "art-of-the-interview",
    "business-communication",
    "introductory-statistics",
    "programming-with-python",
)

words = st.sampled_from(
    "a b. is **bold** `x_y` $x^2<y$ & < > *soft* “quoted” ]] [link](https://example.org) \\* \\_ 1. # ü 日本 é <b> --> ]]> %".split()
)
texts = st.lists(words, max_size=8).map(lambda chosen: tidy(" ".join(["It", *chosen])))
"""Lines of Markdown."""
names = st.text("abcdefg & <>\"'*_日é", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split()) or "a"
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of any form."""
    text, answer, hint = draw(texts), draw(texts), draw(st.just("") | texts)
    form = draw(st.sampled_from(Form))
    if form is Form.CHOICE:
        said = draw(st.lists(texts, min_size=2, max_size=4, unique_by=identify))
        right = draw(st.sets(st.sampled_from(range(len(said))), min_size=1))
        choices = tuple(
            Choice(one, at in right, draw(st.just("") | texts)) for at, one in enumerate(said)
        )
        return Question(
            identify(text), text, form, draw(st.just("") | texts), choices=choices, hint=hint
        )
    if form is Form.SHORT:
        accept = draw(st.lists(names.filter(bool), min_size=1, max_size=3, unique=True))
        return Question(identify(text), text, form, answer, accept=tuple(accept), hint=hint)
    made = draw(st.lists(texts, max_size=3, unique_by=identify))
    points = tuple(
        Point(identify(one), one, draw(st.booleans()), (), draw(st.just("") | texts))
        for one in made
    )
    return Question(
        identify(text), text, form, answer, points or sentence_points(answer), hint=hint
    )


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """A course of one unit and one set."""
    terms = draw(st.lists(names.filter(slugify), min_size=1, max_size=2, unique_by=slugify))
    guides = tuple(draw(_guide(term)) for term in terms)
    asked = draw(st.lists(questions(), max_size=2, unique_by=lambda one: one.id))
    sets = (QuestionSet("more", "More", tuple(asked)),) if asked else ()
    return Course("made-up", "Made up", "About it.", (Unit("First", guides),), sets)


@st.composite
def _guide(draw: st.DrawFn, term: str) -> Guide:
    definition = draw(texts)
    facts = draw(st.lists(texts, max_size=2, unique_by=identify))
    asked = draw(st.lists(questions(), max_size=3, unique_by=lambda one: one.id))
    return Guide(
        slugify(term),
        term,
        definition,
        sentence_points(definition),
        tuple(Fact(identify(one), one) for one in facts),
        tuple(asked),
    )
