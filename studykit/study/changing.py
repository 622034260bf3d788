"""Cards whose answer has changed since they were answered last: they are due again, whatever was remembered."""

from studykit.content.catalog import Catalog
from studykit.quiz.cards import Card
from studykit.quiz.changes import change_of
from studykit.quiz.recognising import page_of
from studykit.storage.changes import Changes
from studykit.storage.renames import Renames
from studykit.study.naming import named_cards


class Changing:
    """Compares the library with what was asked; only pages that have changed are read.

    Args:
        catalog: The library; this thread may use it.
        renames: What was asked last, under whatever address.
        changes: What came of it the last time.

    """

    def __init__(self, catalog: Catalog, renames: Renames, changes: Changes) -> None:
        self._catalog = catalog
        self._renames = renames
        self._changes = changes

    def follow(self) -> None:
        """Compare the cards of the pages that have changed since they were compared last."""
        met: dict[str, list[str]] = {}
        for card in self._renames.histories():
            met.setdefault(page_of(card), []).append(card)
        known = self._changes.marks()
        marks = self._catalog.shelf().marks({page.partition("/")[0] for page in met})
        other = {
            page: mark for page, mark in marks.items() if page in met and known.get(page) != mark
        }
        if other:
            cards = [card for page in other for card in met[page]]
            there = {card.id: card for card in named_cards(self._catalog, cards).cards}
            changed = {ident: card.to_json() for ident, card in self._changed(there).items()}
            self._changes.keep(other, cards, changed)

    def due_again(self) -> list[str]:
        """The cards with an answer that is another than when they were asked last."""
        kept = self._changes.cards().items()
        return sorted(self._changed({card: Card.from_json(content) for card, content in kept}))

    def _changed(self, there: dict[str, Card]) -> dict[str, Card]:
        """Those of some cards of the library whose answer is another than when they were asked last."""
        return {
            card: there[card]
            for card, asked in self._renames.asked(list(there))
            if change_of(Card.from_json(asked.content), there[card])
        }
