"""What leaves: a file for another program, with a note on all that it could not carry."""

from dataclasses import dataclass, field

from studykit.content.text import clean, shorten
from studykit.transfer.notes import Fate, Note


@dataclass(slots=True)
class Shipment:
    """A file in a format of another program."""

    data: bytes = b""
    taken: int = 0
    """How many notes, questions or pages it holds."""
    unit: str = "question"
    """What one of those is called."""
    notes: list[Note] = field(default_factory=list)
    beside: dict[str, bytes] = field(default_factory=dict)
    """Files to be written beside it, by name, into the folder that its texts name."""

    def change(self, place: str, item: str, sentence: str) -> None:
        """Note that an item is carried, but not as it was."""
        self.notes.append(Note(place, shorten(clean(item)), Fate.CHANGED, sentence))

    def leave(self, place: str, item: str, sentence: str) -> None:
        """Note that something is not carried."""
        self.notes.append(Note(place, shorten(clean(item)), Fate.LEFT, sentence))
