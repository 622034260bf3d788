"""The cards of a course in outline: which there are and what each is worth, told without reading any page."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from studykit.content.listing import UNWRITTEN
from studykit.content.model import Form
from studykit.content.reading import course_row, unit_titles
from studykit.content.rows import LETTERS
from studykit.log import KINDS

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
    def page(self) -> str:
        """The slug of its page."""
        return self.id.split("/", 2)[1]

    @property
    def kind(self) -> str:
        """What it asks for: `question`, `definition`, `fact`, `term`."""
        return self.id.split("/", 3)[2]


def read_askable(
    db: sqlite3.Connection,
    slug: str,
    kinds: Collection[str] | None = None,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
) -> list[Askable]:
    """The cards of a course, as taught; raises NotFoundError.

    Args:
        db: The compiled library.
        slug: The course.
        kinds: What they ask for; None: anything.
        only: Their ids; None: all. To ask for a few spares most of the work.
        without: The ids of those that are not wanted.

    """
    kinds = KINDS if kinds is None else kinds
    key, *_ = course_row(db, slug)
    titles = unit_titles(db, key)
    asked, rest = _of_sets(db, key, slug)
    cards = [
        Askable(card, titles[unit], _FORMS[value[0]], int(value[1:]))
        for guide, term, unit, names, worth in _guides(db, key, only)
        for name, value in _of_guide(names, worth, asked[guide], kinds)
        if value != UNWRITTEN
        and (card := f"{slug}/{term}/{name}") not in without
        and (only is None or card in only)
    ]
    questions = rest if "question" in kinds else []
    return cards + [
        card for card in questions if card.id not in without and (only is None or card.id in only)
    ]


def _guides(
    db: sqlite3.Connection, course: int, only: Collection[str] | None
) -> Iterator[tuple[int, str, int, str, str]]:
    """The guides of a course, as taught; only those that some cards belong to, where they are named."""
    terms = None if only is None else json.dumps(list({card.split("/", 2)[1] for card in only}))
    return db.execute(
        "SELECT id, slug, unit, cards, worth FROM guide WHERE course = :course AND rank IS NOT NULL"
        " AND (:terms IS NULL OR slug IN (SELECT value FROM json_each(:terms))) ORDER BY rank",
        {"course": course, "terms": terms},
    )


def _of_guide(
    names: str, worth: str, more: list[tuple[str, str]], kinds: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What a guide asks: its questions, those that sets ask about it, its definition, its facts, its term."""
    definition, *worths = worth.split()
    own = list(zip(names.split(), worths, strict=True))
    count = sum(name.startswith("question/") for name, _ in own)
    if "question" in kinds:
        yield from own[:count]
        yield from more
    if "definition" in kinds:
        yield "definition/definition", definition
    if "fact" in kinds:
        yield from own[count:]
    if "term" in kinds and definition != UNWRITTEN:
        yield "term/term", f"{LETTERS[Form.SHORT]}1"


def _of_sets(
    db: sqlite3.Connection, course: int, slug: str
) -> tuple[dict[int, list[tuple[str, str]]], list[Askable]]:
    """The questions of sets: by the guide that they belong to, and those that belong to none."""
    asked: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rest = []
    rows = db.execute(
        "SELECT s.slug, s.title, q.guide, q.id, q.worth FROM question_set AS s JOIN file AS f ON f.id = s.file"
        " JOIN set_question AS q ON q.question_set = s.id"
        " WHERE s.course = ? AND q.shown AND q.worth <> ? ORDER BY f.path, s.id, q.position",
        (course, UNWRITTEN),
    )
    for page, title, guide, ident, value in rows:
        name = f"question/{ident}"
        if guide is None:
            card = f"{slug}/{page}/{name}"
            rest.append(Askable(card, title, _FORMS[value[0]], int(value[1:])))
        else:
            asked[guide].append((name, value))
    return asked, rest
