"""Pictures and sounds that lie beside a file that is taken in: those that its texts name go into the course.

They are read from the folder of the file, or from below it, and from nowhere else. What is not there, lies elsewhere or
is too much is told item by item, and its words stay.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TypeVar
from urllib.parse import unquote

from studykit.content.identity import identify
from studykit.content.model import Fact, Guide, Point, Question
from studykit.transfer.foreign import Beside
from studykit.transfer.luggage import Luggage, Notes, Packer
from studykit.transfer.media import MEDIA
from studykit.transfer.references import is_web

Named = TypeVar("Named", Point, Fact, Question)
"""What has a text, and an id that may follow from it."""


class Neighbours:
    """Takes along what lies beside one file."""

    def __init__(self, beside: Beside, notes: Notes, media: dict[str, Callable[[], bytes]]) -> None:
        """Begin with nothing.

        Args:
            beside: Reads what lies there.
            notes: What is told of things that do not go along.
            media: Where all goes that does, by its name.

        """
        self._beside = beside
        self._given: set[str] = set()
        """Where texts lead that were made here and refer to what goes along already."""
        self._luggage = Luggage(self._fetch)
        self._packer = Packer(self._luggage, "", notes, keeps=is_web)
        self._media = media

    def locate(self, way: str) -> str:
        """The name of what HTML leads to, as texts are to refer to it; empty if it does not go along."""
        name = self._luggage.take("", unquote(way.partition("?")[0]))
        self._hand_over()
        self._given |= {f"{MEDIA}/{name}"} if name else set()
        return name

    def text(self, place: str, item: str, text: str) -> str:
        """A text of an item that refers to what goes along."""
        packed = self._packer.text(place, item, text)
        self._hand_over()
        return packed

    def question(self, place: str, question: Question) -> Question:
        """A question, in the same way."""
        packed = _renamed(self._packer.question(place, question), question)
        self._hand_over()
        return packed

    def guide(self, place: str, guide: Guide) -> Guide:
        """A guide, in the same way."""
        packed = self._packer.guide(place, guide)
        self._hand_over()
        asked = map(_renamed, packed.questions, guide.questions)
        return replace(
            packed,
            points=_identified(packed.points, guide.points),
            facts=_identified(packed.facts, guide.facts),
            questions=_identified(tuple(asked), guide.questions),
        )

    def _fetch(self, _course: str, way: str) -> bytes:
        if way in self._given:
            return self._luggage.files[way.removeprefix(f"{MEDIA}/")]
        return self._beside(way)

    def _hand_over(self) -> None:
        """Hand over what was added."""
        for name, data in islice(self._luggage.files.items(), len(self._media), None):
            self._media[name] = partial(bytes, data)


def _renamed(question: Question, before: Question) -> Question:
    """A question with other texts, whose points and itself have the ids that follow from them."""
    (named,) = _identified([question], [before])
    return replace(named, points=_identified(question.points, before.points))


def _identified(found: Sequence[Named], before: Sequence[Named]) -> tuple[Named, ...]:
    """Things with other texts: an id that followed from a text follows from the one that is there now, unless another has it."""
    if len(found) != len(before):  # sentences of another answer, which have their ids
        return tuple(found)
    taken = {one.id for one in found}
    made: list[Named] = []
    for one, old in zip(found, before, strict=True):
        ident = one.id
        if one.text != old.text and one.id == identify(old.text):
            ident = identify(one.text)
        made.append(one if ident in taken else replace(one, id=ident))
        taken.add(ident)
    return tuple(made)
