"""What a list of courses and terms needs to know of each."""

import sqlite3
from typing import NamedTuple

_TERM_CARDS = """
    SELECT g.slug, g.questions, g.cards FROM course AS c JOIN guide AS g ON g.course = c.id
    WHERE c.slug = ? AND g.rank IS NOT NULL
"""
_SET_CARDS = """
    SELECT g.slug, q.id, q.worth <> '-' FROM course AS c JOIN question_set AS s ON s.course = c.id
    JOIN set_question AS q ON q.question_set = s.id JOIN guide AS g ON g.id = q.guide
    WHERE c.slug = ? AND q.shown AND g.rank IS NOT NULL
"""


class CourseEntry(NamedTuple):
    """A course as a list of courses shows it."""

    slug: str
    title: str
    about: str
    terms: int
    questions: int
    definitions: int
    """Those that are asked; the same terms are asked for."""
    facts: int
    """Those with words to blank, for only they are asked."""
    apart: str = ""
    """Its slug, where another course has the same title: by that they are told apart."""

    @property
    def cards(self) -> int:
        """How many cards it has of all kinds."""
        return self.questions + 2 * self.definitions + self.facts


class TermCards(NamedTuple):
    """What a term has to ask beside its name and its definition."""

    questions: int
    """Also those of question sets that name it."""
    cards: str
    """The questions, and the facts with words to blank: `kind/id`, a space between two."""


def read_term_cards(db: sqlite3.Connection, course: str) -> dict[str, TermCards]:
    """What each term of a course has to ask, by its slug."""
    found = {
        slug: TermCards(questions, cards)
        for slug, questions, cards in db.execute(_TERM_CARDS, (course,))
    }
    for slug, ident, is_asked in db.execute(_SET_CARDS, (course,)):
        questions, cards = found[slug]
        found[slug] = TermCards(questions + is_asked, f"{cards} question/{ident}")
    return found
