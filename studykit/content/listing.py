"""What a list of courses and terms needs to know of each."""

import sqlite3
from typing import NamedTuple

_COURSES = """
    SELECT c.id, c.slug, c.title, c.about, c.apart, count(g.id), coalesce(sum(g.questions), 0),
      coalesce(sum(g.facts), 0), coalesce(sum(g.worth NOT LIKE '-%'), 0)
    FROM course AS c LEFT JOIN guide AS g ON g.course = c.id AND g.rank IS NOT NULL
    WHERE c.shown GROUP BY c.id ORDER BY c.library, c.title COLLATE NOCASE, c.slug
"""
_COURSE_SETS = """
    SELECT s.course, sum(q.worth <> '-'), count(DISTINCT CASE WHEN q.guide IS NULL THEN s.id END)
    FROM set_question AS q JOIN question_set AS s ON s.id = q.question_set
    WHERE q.shown GROUP BY s.course
"""
_TERM_CARDS = """
    SELECT g.slug, g.questions, g.cards, g.worth FROM course AS c JOIN guide AS g ON g.course = c.id
    WHERE c.slug = ? AND g.rank IS NOT NULL
"""
_SET_CARDS = """
    SELECT coalesce(g.slug, s.slug) AS page, count(*), group_concat('question/' || q.id, ' ')
    FROM course AS c JOIN question_set AS s ON s.course = c.id
    JOIN set_question AS q ON q.question_set = s.id LEFT JOIN guide AS g ON g.id = q.guide
    WHERE c.slug = ? AND q.shown AND q.worth <> '-' AND (q.guide IS NULL OR g.rank IS NOT NULL) GROUP BY page
"""
UNWRITTEN = "-"
"""The worth of what is not asked, because something of it is still to be written."""
OF_EVERY_GUIDE = "definition/definition term/term"
"""The cards that need no question and no fact."""


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
    sets: int = 0
    """Question sets with questions that belong to no term."""

    @property
    def pages(self) -> int:
        """How many pages can be opened: terms and question sets."""
        return self.terms + self.sets

    @property
    def cards(self) -> int:
        """How many cards it has of all kinds."""
        return self.questions + 2 * self.definitions + self.facts


class PageCards(NamedTuple):
    """What a page, a guide or question set, has to ask: not what is still to be written."""

    questions: int
    """Of a term, also those of question sets that name it; of a set, those that name none."""
    cards: str
    """All of them, of a fact those with words to blank: `kind/id`, a space between two."""


def read_courses(db: sqlite3.Connection) -> list[CourseEntry]:
    """All courses, those of the learner's own libraries first, by title."""
    rows = db.execute(_COURSES).fetchall()
    of_sets = {course: (asked, sets) for course, asked, sets in db.execute(_COURSE_SETS)}
    return [
        CourseEntry(slug, title, about, terms, own + asked, defined, facts, apart, sets)
        for key, slug, title, about, apart, terms, own, facts, defined in rows
        for asked, sets in (of_sets.get(key, (0, 0)),)
    ]


def read_page_cards(db: sqlite3.Connection, course: str) -> dict[str, PageCards]:
    """What each term and question set of a course has to ask, by its slug."""
    found = {
        slug: PageCards(questions, _asked(f"{OF_EVERY_GUIDE} {cards}", worth))
        for slug, questions, cards, worth in db.execute(_TERM_CARDS, (course,))
    }
    for slug, more, named in db.execute(_SET_CARDS, (course,)):
        questions, cards = found.get(slug, PageCards(0, ""))
        found[slug] = PageCards(questions + more, f"{cards} {named}".lstrip())
    return found


def _asked(cards: str, worth: str) -> str:
    """Those of the cards of a guide that are asked."""
    if UNWRITTEN not in worth:
        return cards
    definition, *worths = worth.split()
    named = zip(cards.split(), (definition, definition, *worths), strict=True)
    return " ".join(card for card, value in named if value != UNWRITTEN)
