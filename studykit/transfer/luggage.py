"""Pictures and sounds that go along with courses that leave or arrive, and what is told of those that do not.

    luggage = Luggage(fetch)                          # `fetch` reads a file of a course, or says why not
    courses = luggage.pack(courses, shipment)         # texts refer to `media/NAME` for what is in luggage.files

After packing every picture of a course is one that goes along; of the others the words are left, with a note for each
definition, fact and question that had one.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from studykit.content.model import Course, Guide, Question, QuestionSet
from studykit.content.text import shorten
from studykit.transfer.archive import MAX_ENTRIES
from studykit.transfer.media import MEDIA, media_name
from studykit.transfer.notes import TransferError
from studykit.transfer.references import (
    SOUND,
    is_web,
    redirected,
    ways_in,
    with_question_texts,
    with_texts,
)
from studykit.transfer.shipment import Shipment

MOST_ALL = 200_000_000
"""Bytes of all that goes along with one export or import."""
_ONCE = datetime(2023, 11, 14, tzinfo=UTC)
"""When courses leave of which nobody says when: the same ones give the same file then."""

Fetch = Callable[[str, str], bytes]
"""Gives a file by the slug of a course and the way to it within; raises TransferError, which says why not, as in `not there`."""


class Notes(Protocol):
    """What keeps notes: a shipment, or a parcel."""

    def change(self, place: str, item: str, sentence: str) -> None:
        """Note that an item is carried, but not as it was."""


Keeps = Callable[[str], bool]
"""Whether a reference to what does not go along may stay as it is, since it still says something there."""

T = TypeVar("T")
_LINKED_SOUND = re.compile(rf"\[sound: [\w.-]+\]\({MEDIA}/([\w.-]+)\)")
"""How a sound is written where no reader of ours will look."""
_STRANGE = "written in a way that is not understood here"


def _never(_way: str) -> bool:
    """What keeps no reference."""
    return False


def nothing_but(why: str) -> Fetch:
    """Fetches nothing."""

    def fetch(_course: str, _way: str) -> bytes:
        raise TransferError(why)

    return fetch


class Luggage:
    """What goes along with courses, each file under a name of its own, and when they leave."""

    def __init__(
        self, fetch: Fetch, folder: str = MEDIA, most: int = MOST_ALL, leaves: datetime = _ONCE
    ) -> None:
        """Begin with nothing.

        Args:
            fetch: Reads files.
            folder: What stands before the names in texts.
            most: How many bytes may go along.
            leaves: The time, for programs that take only what is newer than what they have.

        """
        self.files: dict[str, bytes] = {}
        """By name."""
        self.folder = folder
        self.leaves = leaves
        self._fetch = fetch
        self._most = most
        self._spent = 0
        self._names: dict[tuple[str, str], str] = {}
        self._faults: dict[tuple[str, str], str] = {}
        self._taken: dict[str, str] = {}
        """The names as systems see them that do not mind capitals."""

    def pack(
        self,
        courses: Sequence[Course],
        shipment: Shipment,
        keeps: Keeps = _never,
        no_links: str = "",
    ) -> list[Course]:
        """Courses that refer to what goes along by its name; what does not is noted.

        Args:
            courses: All that leave.
            shipment: Where notes go.
            keeps: Which references to what does not go along may stay.
            no_links: Why what is only linked does not go along; empty: it does.

        """
        return [
            Packer(self, course.slug, shipment, keeps, no_links).course(course)
            for course in courses
        ]

    def pack_question(
        self, course: str, place: str, question: Question, shipment: Shipment, no_links: str = ""
    ) -> Question:
        """One question of a course, in the same way."""
        return Packer(self, course, shipment, _never, no_links).question(place, question)

    def take(self, course: str, way: str) -> str:
        """The name under which a file goes along; empty if it does not."""
        key = (course, way)
        if key not in self._names and key not in self._faults:
            try:
                self._names[key] = self._add(way, self._read(course, way))
            except TransferError as error:
                self._faults[key] = str(error)
        return self._names.get(key, "")

    def why_not(self, course: str, way: str) -> str:
        """Why a file did not go along that was to be taken."""
        return self._faults.get((course, way), _STRANGE)

    def _read(self, course: str, way: str) -> bytes:
        """A file that may go along."""
        if is_web(way):
            msg = "in the web"
            raise TransferError(msg)
        if len(self.files) >= MAX_ENTRIES:
            msg = f"too many: more than {MAX_ENTRIES:,} files"
            raise TransferError(msg)
        data = self._fetch(course, way)
        if self._spent + len(data) > self._most:
            msg = f"too much: all would be more than {self._most // 10**6} MB"
            raise TransferError(msg)
        return data

    def _add(self, way: str, data: bytes) -> str:
        """Add a file; the same one is added once."""
        last = PurePosixPath(way).name
        plain = media_name(last)
        if not plain:
            msg = "no picture or sound"
            raise TransferError(msg)
        if self.files.get(plain) == data:
            return plain
        name = media_name(last, self._taken)
        self._taken[name.lower()] = name
        self.files[name] = data
        self._spent += len(data)
        return name


def _named_sound(names: Mapping[str, str], match: re.Match[str]) -> str:
    """A link to a sound that goes along, as an import names it."""
    return f"(sound: {match[1]})" if match[1] in names.values() else match[0]


def no_luggage(why: str = "nobody said where to look") -> Luggage:
    """Luggage that stays empty."""
    return Luggage(nothing_but(why))


class Packer:
    """Packs what belongs to one course."""

    def __init__(
        self,
        luggage: Luggage,
        slug: str,
        notes: Notes,
        keeps: Keeps = _never,
        no_links: str = "",
    ) -> None:
        """Begin with nothing; what each thing means is said in `Luggage.pack`."""
        self._luggage = luggage
        self._slug = slug
        self._notes = notes
        self._keeps = keeps
        self._no_links = no_links
        self._missed: dict[str, str] = {}
        """Why each does not go along."""

    def course(self, course: Course) -> Course:
        """The course with its references led to what goes along."""
        about = self.text(course.slug, course.title, course.about)
        units = [
            replace(unit, guides=tuple(self.guide(guide.term, guide) for guide in unit.guides))
            for unit in course.units
        ]
        return replace(course, about=about, units=tuple(units), sets=tuple(map(self._set, course.sets)))  # fmt: skip

    def guide(self, place: str, guide: Guide) -> Guide:
        """A guide with its facts and questions, which stand at a place."""
        made = self._told(
            place, guide.term, lambda: with_texts(replace(guide, facts=()), self._retext)
        )
        facts = (replace(fact, text=self.text(place, fact.text, fact.text)) for fact in guide.facts)
        questions = (self.question(place, one) for one in guide.questions)
        return replace(made, facts=tuple(facts), questions=tuple(questions))

    def _set(self, found: QuestionSet) -> QuestionSet:
        questions = (self.question(found.title, one) for one in found.questions)
        about = self._told(found.title, found.title, partial(self._retext, found.about))
        return replace(found, questions=tuple(questions), about=about)

    def question(self, place: str, question: Question) -> Question:
        """A question, which stands at a place."""
        return self._told(place, question.text, lambda: with_question_texts(question, self._retext))

    def text(self, place: str, item: str, text: str) -> str:
        """A text of an item."""
        return self._told(place, item, partial(self._retext, text))

    def _told(self, place: str, item: str, make: Callable[[], T]) -> T:
        """What is made of an item, with a note on what of it does not go along."""
        self._missed.clear()
        made = make()
        missed = {
            way: why for way, why in self._missed.items() if not (is_web(way) and self._keeps(way))
        }
        if missed:
            said = "; ".join(
                f"{', '.join(shorten(way, 60) for way in missed if missed[way] == why)} ({why})"
                for why in dict.fromkeys(missed.values())
            )
            self._notes.change(place, item, f"Named, but not carried: {said}.")
        return made

    def _retext(self, text: str) -> str:
        """A text that refers to what goes along; for the rest it has words."""
        ways = ways_in(text)
        if not ways:
            return text
        shown = ways_in(text, links=False) if self._no_links else ways
        names = {way: self._take(way) if way in shown else "" for way in ways}
        self._missed |= {way: self._no_links for way in ways if way not in shown}
        made = redirected(text, lambda way: self._lead(names, way))
        made = SOUND.sub(lambda match: self._sound(names, match), made)
        if self._luggage.folder == MEDIA:
            made = _LINKED_SOUND.sub(lambda match: _named_sound(names, match), made)
        return self._sure(made, names)

    def _take(self, way: str) -> str:
        """The name of what goes along; empty, and remembered with the reason, if it does not."""
        name = self._luggage.take(self._slug, way)
        if not name:
            self._missed[way] = self._luggage.why_not(self._slug, way)
        return name

    def _lead(self, names: dict[str, str], way: str) -> str | None:
        """Where a reference leads from now on."""
        if way not in names:
            return None
        if name := names[way]:
            return f"{self._luggage.folder}/{name}"
        return None if self._keeps(way) else ""

    def _sound(self, names: dict[str, str], match: re.Match[str]) -> str:
        """A sound that an import named; where no reader of ours will look, a link to it."""
        way = f"{MEDIA}/{match[1]}"
        name = names.get(way)
        if not name:
            return match[0] if name is None or self._keeps(way) else f"(sound {match[1]})"
        folder = self._luggage.folder
        return f"(sound: {name})" if folder == MEDIA else f"[sound: {name}]({folder}/{name})"

    def _sure(self, text: str, names: dict[str, str]) -> str:
        """The text, in which no picture is left that does not go along, however it was written."""
        fine = {f"{self._luggage.folder}/{name}" for name in names.values() if name}
        fine |= {f"{MEDIA}/{name}" for name in SOUND.findall(text)}
        left = [way for way in ways_in(text) if way not in fine and not self._keeps(way)]
        self._missed = dict.fromkeys(left, _STRANGE) | self._missed
        return text.replace("![", "!\\[") if left else text
