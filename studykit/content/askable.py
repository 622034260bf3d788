"""The cards of a course in outline: which there are and what each is worth, told without reading any page."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from studykit.content.model import Form
from studykit.content.reading import course_row, unit_titles
from studykit.content.rows import LETTERS

_FORMS = {letter: form for form, letter in LETTERS.items()}


class Askable(NamedTuple):
    """A card, as far as a plan needs to know it."""

    id: str
    """`course/term/kind/id`."""
    unit: str
    """The title of its unit, or of its question set."""
    form: Form
    points: int
    """What it is worth."""

    @property
    def term(self) -> str:
        """The address of its page, `course/term`."""
        return self.id.rsplit("/", 2)[0]

    @property
    def kind(self) -> str:
        """What it asks for: `question`, `definition`, `fact`, `term`."""
        return self.id.split("/", 3)[2]


def read_askable(db: sqlite3.Connection, slug: str) -> list[Askable]:
    """The cards of a course, as taught; raises NotFoundError."""
    key, *_ = course_row(db, slug)
    titles = unit_titles(db, key)
    asked, rest = _of_sets(db, key, slug)
    guides = db.execute(
        "SELECT id, slug, unit, cards, worth FROM guide WHERE course = ? AND rank IS NOT NULL ORDER BY rank",
        (key,),
    )
    cards = [
        card
        for guide, term, unit, names, worth in guides
        for card in _of_guide(f"{slug}/{term}", titles[unit], names, worth, asked[guide])
    ]
    return cards + rest


def _of_guide(
    page: str, unit: str, names: str, worth: str, more: list[tuple[str, str]]
) -> Iterator[Askable]:
    """The cards of a guide: its questions, those that sets ask about it, its definition, its facts, its term."""
    definition, *worths = worth.split()
    own = list(zip(names.split(), worths, strict=True))
    questions = [one for one in own if one[0].startswith("question/")]
    facts = own[len(questions) :]
    last = ("term/term", f"{LETTERS[Form.SHORT]}1")
    for name, value in (*questions, *more, ("definition/definition", definition), *facts, last):
        yield Askable(f"{page}/{name}", unit, _FORMS[value[0]], int(value[1:]))


def _of_sets(
    db: sqlite3.Connection, course: int, slug: str
) -> tuple[dict[int, list[tuple[str, str]]], list[Askable]]:
    """The questions of sets: by the guide that they belong to, and those that belong to none."""
    asked: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rest = []
    rows = db.execute(
        "SELECT s.slug, s.title, q.guide, q.id, q.worth FROM question_set AS s JOIN file AS f ON f.id = s.file"
        " JOIN set_question AS q ON q.question_set = s.id"
        " WHERE s.course = ? AND q.shown ORDER BY f.path, s.id, q.position",
        (course,),
    )
    for page, title, guide, ident, value in rows:
        name = f"question/{ident}"
        if guide is None:
            card = f"{slug}/{page}/{name}"
            rest.append(Askable(card, title, _FORMS[value[0]], int(value[1:])))
        else:
            asked[guide].append((name, value))
    return asked, rest
