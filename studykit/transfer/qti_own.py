"""What we wrote as QTI ourselves, read back as what it was: definitions, facts, and the terms of questions."""

from studykit.transfer.asked import Item
from studykit.transfer.elements import Element
from studykit.transfer.markup import Locate
from studykit.transfer.parcel import Parcel


class Own:
    """Gathers the pages that items belong to."""

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel

    def take(self, element: Element, item: Item, locate: Locate) -> bool:
        """Take an item that we wrote; whether it was one."""
        return False

    def finish(self) -> None:
        """Make the pages."""
