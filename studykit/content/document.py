"""What one file says, before it is joined with the other files of its course."""

from dataclasses import dataclass
from typing import Protocol

from studykit.content.model import Guide, Question, QuestionSet
from studykit.content.nodes import Path
from studykit.errors import Severity


class Reporter(Protocol):
    """Takes the problems of a file as they are found; what it does with them is its own affair."""

    def __call__(
        self,
        path: Path,
        sentence: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        at_key: bool = False,
    ) -> None:
        """Take one problem: where it is (at a node, or at the key of a node), what is wrong, how to mend it."""


@dataclass(frozen=True, slots=True)
class UnitHeader:
    """A unit as a course file names it."""

    title: str
    guides: tuple[str, ...]
    """Slugs in the author's order; empty text where an entry could not be read, so that positions are the file's."""


@dataclass(frozen=True, slots=True)
class CourseHeader:
    """A course as its file names it."""

    title: str
    about: str
    units: tuple[UnitHeader, ...] = ()
    """One that could not be read has no title."""
    is_sound: bool = True
    """Whether it has no error; of one that has, this is what can be read."""
    has_lost_units: bool = False
    """Whether none of the units that it may have could be read."""


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says: a course, guides, questions; of the last two only what is without error."""

    course: CourseHeader | None = None
    guides: tuple[Guide, ...] = ()
    """`related`, `contrast` and the `term` of questions are as the author wrote them."""
    question_set: QuestionSet | None = None
    paths: tuple[Path, ...] = ()
    """Where each of the guides stands in the file."""
    refused: tuple[Guide, ...] = ()
    """Guides of the file that have errors, as far as they can be read: only for their names, and for where they lead."""
    refused_paths: tuple[Path, ...] = ()
    """Where each of these stands in the file."""
    refused_questions: tuple[Question, ...] = ()
    """The questions of a set that has errors: only for the terms that they name."""
