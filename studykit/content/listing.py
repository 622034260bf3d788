"""What a list of courses and terms needs to know of each."""

from typing import NamedTuple


class CourseEntry(NamedTuple):
    """A course as a list of courses shows it."""

    slug: str
    title: str
    about: str
    terms: int
    questions: int
    definitions: int
    facts: int
    """Those with words to blank, for only they are asked."""
    apart: str = ""
    """Its slug, where another course has the same title: by that they are told apart."""

    @property
    def cards(self) -> int:
        """How many cards it has of all kinds."""
        return self.questions + self.definitions + self.terms + self.facts


class TermCards(NamedTuple):
    """What a term has to ask beside its name and its definition."""

    questions: int
    """Also those of question sets that name it."""
    cards: str
    """The questions, and the facts with words to blank: `kind/id`, a space between two."""
