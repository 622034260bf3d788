"""A course as quizzes for other programs: a quiz for each unit and question set, everything in it asked as a question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from studykit.content.markdown import bold_spans
from studykit.content.model import Course, Fact, Form, Guide, Question
from studykit.content.questions import sentence_points
from studykit.transfer.escaping import escaped
from studykit.transfer.judging import with_points


class Sort(StrEnum):
    """What a piece was."""

    DEFINITION = "definition"
    FACT = "fact"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing of a course, asked as a question."""

    sort: Sort
    ident: str
    """Follows from its course, term and id, so that the same thing has it in each export."""
    question: Question
    """A fact's is open, with the fact as its text and nothing to answer."""
    guide: Guide | None

    @property
    def title(self) -> str:
        """What it is about, in a word or two."""
        return self.guide.term if self.guide else ""

    @property
    def is_told(self) -> bool:
        """Whether it is a fact as it stands, not yet made into a question."""
        return self.sort is Sort.FACT and not self.question.answer

    @property
    def answer(self) -> str:
        """What is said after it was answered, with the points for those who judge; Markdown."""
        said = self.question
        if self.is_told:
            return ""
        if said.form is not Form.OPEN or said.points == sentence_points(said.answer):
            return said.answer
        return with_points(said.answer, said.points)


@dataclass(frozen=True, slots=True)
class Quiz:
    """The pieces of a unit, or a question set."""

    title: str
    ident: str
    pieces: tuple[Piece, ...]
    is_set: bool = False


def quizzes_of(courses: Sequence[Course]) -> list[Quiz]:
    """All courses as quizzes; where there are several courses, titles name them."""
    return [
        quiz for course in courses for quiz in _quizzes(course, len(courses) > 1) if quiz.pieces
    ]


def _quizzes(course: Course, named: bool) -> Iterator[Quiz]:
    for unit in course.units:
        title = unit.title or course.title
        pieces = tuple(piece for guide in unit.guides for piece in _pieces(course, guide))
        yield Quiz(_title(course, title, named), ident_of(course.slug, "unit", title), pieces)
    guides = {guide.slug: guide for guide in course.guides}
    for found in course.sets:
        pieces = tuple(
            _piece(course, found.slug, question, guides.get(question.term))
            for question in found.questions
        )
        ident = ident_of(course.slug, "set", found.slug)
        yield Quiz(_title(course, found.title, named), ident, pieces, is_set=True)


def _title(course: Course, title: str, named: bool) -> str:
    return f"{course.title}: {title}" if named and title != course.title else title


def _pieces(course: Course, guide: Guide) -> Iterator[Piece]:
    """A guide: its definition, its facts, its questions."""
    asked = Question(
        "definition",
        f"Define: **{escaped(guide.term)}**",
        Form.OPEN,
        guide.definition,
        guide.points,
    )
    ident = ident_of(course.slug, guide.slug, "definition")
    yield Piece(Sort.DEFINITION, ident, asked, guide)
    for fact in guide.facts:
        yield Piece(
            Sort.FACT, ident_of(course.slug, guide.slug, "fact", fact.id), _told(fact), guide
        )
    for question in guide.questions:
        yield _piece(course, guide.slug, question, guide)


def _told(fact: Fact) -> Question:
    return Question(fact.id, fact.text, Form.OPEN)


def _piece(course: Course, home: str, question: Question, guide: Guide | None) -> Piece:
    ident = ident_of(course.slug, home, "question", question.id)
    return Piece(Sort.QUESTION, ident, question, guide)


def ident_of(*parts: str) -> str:
    """An identifier that follows from these parts."""
    return "s" + blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=15).hexdigest()


def gaps_of(fact: str) -> tuple[list[str], list[str]]:
    """A fact cut at its bold words: the text around them, one more than there are words, and the words."""
    around: list[str] = []
    words: list[str] = []
    done = 0
    for start, end in bold_spans(fact):
        around.append(fact[done : start - 2])
        words.append(fact[start:end])
        done = end + 2
    return [*around, fact[done:]], words
