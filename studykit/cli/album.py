"""The pictures of what is printed: read from the courses, and put into the page."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from studykit.content.html import PICTURES, with_pictures
from studykit.content.model import Course, Question
from studykit.quiz.cards import Card
from studykit.quiz.plan import QuizPlan
from studykit.transfer.fetching import read_within
from studykit.transfer.luggage import Luggage
from studykit.transfer.media import MEDIA
from studykit.transfer.notes import Note, TransferError
from studykit.transfer.shipment import Shipment

_MOST = 10_000_000
"""Bytes of one picture."""
_MOST_ALL = 100_000_000
"""Of all in a page; one that stands there twice counts twice."""

_NO_LINKS = "paper has no links"


class Album:
    """Finds pictures, and notes those that are not to be had."""

    def __init__(self, home_of: Callable[[str], Path]) -> None:
        self._home_of = home_of
        self._luggage = Luggage(self._fetch, most=_MOST_ALL)
        self._shipment = Shipment()
        self._spent = 0

    @property
    def notes(self) -> list[Note]:
        """What is to be told."""
        return list(dict.fromkeys(self._shipment.notes))

    def courses(self, courses: Sequence[Course]) -> list[Course]:
        """Courses whose pictures were found."""
        return self._luggage.pack(courses, self._shipment, no_links=_NO_LINKS)

    def plan(self, plan: QuizPlan) -> QuizPlan:
        """A plan, in the same way."""
        return replace(plan, cards=tuple(map(self._card, plan.cards)))

    def shown(self, page: str) -> str:
        """A page with its pictures in it."""
        return with_pictures(page, self._find)

    def _card(self, card: Card) -> Card:
        asked = Question("", card.prompt, card.form, card.answer, card.points, card.choices)
        said = self._luggage.pack_question(
            card.course, card.term_title, asked, self._shipment, _NO_LINKS
        )
        return replace(
            card, prompt=said.text, answer=said.answer, points=said.points, choices=said.choices
        )

    def _fetch(self, course: str, way: str) -> bytes:
        """A picture of a course."""
        if PurePosixPath(way).suffix.lower() not in PICTURES:
            msg = "nothing that a page can show"
            raise TransferError(msg)
        return read_within(self._home_of(course), way, _MOST)

    def _find(self, way: str) -> bytes | None:
        """A picture that was found, as often as there is room for it."""
        data = self._luggage.files.get(way.removeprefix(f"{MEDIA}/"))
        if data is None:
            return None
        if self._spent + len(data) > _MOST_ALL:
            told = (
                f"It is only named where the pictures would be more than {_MOST_ALL // 10**6} MB."
            )
            self._shipment.change("the page", way, told)
            return None
        self._spent += len(data)
        return data
