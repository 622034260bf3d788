"""Pictures and sounds that lie beside a file that is taken in: those that its texts name go into the course.

They are read from the folder of the file, or from below it, and from nowhere else. What is not there, lies elsewhere or
is too much is told item by item, and its words stay.
"""

from collections.abc import Callable
from functools import partial
from itertools import islice
from urllib.parse import unquote

from studykit.content.model import Guide, Question
from studykit.transfer.foreign import Beside
from studykit.transfer.luggage import Luggage, Notes, Packer
from studykit.transfer.media import MEDIA
from studykit.transfer.references import is_web
from studykit.transfer.renaming import renamed_guide, renamed_question


class Neighbours:
    """Takes along what lies beside one file."""

    def __init__(self, beside: Beside, notes: Notes, media: dict[str, Callable[[], bytes]]) -> None:
        """Begin with nothing.

        Args:
            beside: Reads what lies there.
            notes: What is told of things that do not go along.
            media: Where all goes that does, by its name, and nothing else.

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
        packed = self._packer.question(place, question)
        self._hand_over()
        return renamed_question(packed, question)

    def guide(self, place: str, guide: Guide) -> Guide:
        """A guide, in the same way."""
        packed = self._packer.guide(place, guide)
        self._hand_over()
        return renamed_guide(packed, guide)

    def _fetch(self, _course: str, way: str) -> bytes:
        if way in self._given:
            return self._luggage.files[way.removeprefix(f"{MEDIA}/")]
        return self._beside(way)

    def _hand_over(self) -> None:
        """Hand over what was added."""
        for name, data in islice(self._luggage.files.items(), len(self._media), None):
            self._media[name] = partial(bytes, data)
