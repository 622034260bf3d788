"""What an import or an export has to tell about single items."""

from enum import StrEnum
from typing import NamedTuple

from studykit.errors import StudykitError


class Fate(StrEnum):
    """What became of something that could not be carried as it was."""

    CHANGED = "changed"
    LEFT = "left out"


class Note(NamedTuple):
    """One thing that was changed or could not be carried. All its text is clean and may be shown."""

    place: str
    """Where it stands: `line 12`, `note 3`, `item q7`; empty: it stands in no guide."""
    item: str
    """How the item begins; empty: it is the whole file."""
    fate: Fate
    sentence: str


class TransferError(StudykitError):
    """A file cannot be read as what it is said to be, or something cannot be written in a format."""
