"""The words of a course as values: courses, units, guides, facts, questions, points.

All text is clean (no control or bidi characters) and is Markdown where people write sentences. Tuples keep the
author's order. Slugs name courses and guides (`informational-interview`); ids name points, facts and questions within
their guide: the author's, or derived from the text.
"""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a question is answered; it follows from the keys that the author used."""

    OPEN = "open"
    """In the learner's own words, judged by points."""
    CHOICE = "choice"
    SHORT = "short"
    """A word or two, checked as typed."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a full answer says."""

    id: str
    text: str
    core: bool = False
    """Without it the answer fails."""
    accept: tuple[str, ...] = ()
    """Wordings that are underlined in the learner's answer, as a hint."""
    why: str = ""
    """Shown when the point was missed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a choice question offers."""

    text: str
    correct: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A must-know fact; its bold words are what is blanked when it is asked."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A review question with its model answer."""

    id: str
    text: str
    form: Form
    answer: str = ""
    """The model answer. Never empty for an open question; may be for the others."""
    points: tuple[Point, ...] = ()
    """Of an open question, never empty: the author's, or the sentences of the model answer."""
    choices: tuple[Choice, ...] = ()
    accept: tuple[str, ...] = ()
    """The right wordings of a short question."""
    hint: str = ""
    term: str = ""
    """In a question set: the slug of the guide that the question belongs to, or empty."""


@dataclass(frozen=True, slots=True)
class Guide:
    """One term's page."""

    slug: str
    term: str
    definition: str
    points: tuple[Point, ...]
    """Of the definition: the author's, or its sentences."""
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    """Its own, then those of question sets that name it."""
    aliases: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Slugs of guides in this course, or `course/slug`; all of them exist. So for `contrast`."""
    contrast: tuple[str, ...] = ()
    """Guides easily confused with this one."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions of a course that belong to no guide."""

    slug: str
    title: str
    questions: tuple[Question, ...]
    about: str = ""
    """What they are for: an author's note."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An ordered group of guides."""

    title: str
    guides: tuple[Guide, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A class: what it is about, and its guides in the order in which they are taught."""

    slug: str
    title: str
    about: str
    units: tuple[Unit, ...]
    """Every guide stands in one unit; guides that the author put in none stand last, in a unit with an empty title."""
    sets: tuple[QuestionSet, ...] = ()

    @property
    def guides(self) -> tuple[Guide, ...]:
        """All guides, as taught."""
        return tuple(guide for unit in self.units for guide in unit.guides)

    def guide(self, slug: str) -> Guide | None:
        """The guide of that slug, if there is one."""
        return next((guide for guide in self.guides if guide.slug == slug), None)
