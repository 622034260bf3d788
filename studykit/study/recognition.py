"""Recognising cards after an edit of their files, so that an edit never costs the learner their history."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from studykit.content.catalog import Catalog
from studykit.quiz.cards import Card, Kind
from studykit.quiz.recognising import likeness, name_of, page_of, recognise
from studykit.storage.renames import Cause, KnownAs, Rename, Renames
from studykit.storage.review_log import ReviewLog
from studykit.study.naming import named_cards

if TYPE_CHECKING:
    from studykit.content.shelf import Shelf

_TEXTS = {Kind.QUESTION, Kind.FACT}
"""Kinds whose ids follow from a text, or are given to it."""
_TRIED = "recognition-tried"
"""Under this key is kept what could not be recognised in which library: it is tried again when one of them is another."""
_WORTH_ASKING = 0.4
"""From here on the learner is asked whether one card is the other."""
_FEW = 3
"""An id that is on more pages than that names nothing: authors number their questions."""


class Orphan(NamedTuple):
    """A card with a history that is not in the library any more."""

    card: str
    """The address that its history is kept under."""
    asked: Card
    """As it was when it was asked last."""
    at: datetime
    """When that was."""
    reviews: int


class Likely(NamedTuple):
    """A card of the library that one which is gone may be now."""

    card: str
    likeness: float
    """Between 0 and 1."""


class Recognition:
    """Follows the cards of the log to where they are in the library of now.

    Args:
        catalog: The library; this thread may use it.
        log: The review log.
        renames: What was recognised before.
        new_id: Gives ids.

    """

    def __init__(
        self,
        catalog: Catalog,
        log: ReviewLog,
        renames: Renames,
        new_id: Callable[[], str],
    ) -> None:
        self._catalog = catalog
        self._log = log
        self._renames = renames
        self._new_id = new_id

    def follow(self, now: datetime) -> list[Rename]:
        """Write down which cards have another address now; gives what was found."""
        shelf = self._catalog.shelf()
        found = self._write(_returned(shelf, self._renames.addresses()), now)
        histories = self._renames.histories()
        lost = [
            card
            for card in shelf.missing(histories)
            if card.partition("/")[0] not in shelf.in_disorder
        ]
        if lost:
            found += self._try(shelf, lost, histories, now)
        return found

    def orphans(self) -> list[Orphan]:
        """The cards with a history that are not in the library, by their addresses."""
        histories = self._renames.histories()
        lost = sorted(self._catalog.shelf().missing(histories))
        return [
            Orphan(card, replace(Card.from_json(asked.content), id=card), asked.at, histories[card])
            for card, asked in self._renames.asked(lost)
        ]

    def likely(self, orphans: Sequence[Orphan]) -> dict[str, Likely]:
        """For cards that are gone those of the library that they may be now, too little alike to be taken for them."""
        shelf, histories = self._catalog.shelf(), self._renames.histories()
        lost = {one.card: one.asked for one in orphans}
        near = self._near(shelf, list(lost.values()), histories)
        library = self._pages(shelf, lost, near, self._renames.addresses())
        apart, found = self._renames.apart(), {}
        for old, asked in lost.items():
            pages = {page_of(old), *near.get(page_of(old), ())} & library.keys()
            there = (card for page in sorted(pages) for card in library[page])
            scored = [
                Likely(card.id, likeness(asked, card))
                for card in there
                if card.kind is asked.kind and frozenset((old, card.id)) not in apart
            ]
            best = max(scored, key=lambda one: one.likeness, default=None)
            if best and best.likeness >= _WORTH_ASKING:
                found[old] = best
        return found

    def lately(self, limit: int) -> list[KnownAs]:
        """What was recognised, the last first."""
        return self._renames.newest(limit)

    def _write(self, renames: Sequence[Rename], now: datetime) -> list[Rename]:
        return self._log.rename(self._new_id(), renames, now) if renames else []

    def _try(
        self, shelf: "Shelf", lost: Sequence[str], histories: Mapping[str, int], now: datetime
    ) -> list[Rename]:
        """Recognise what is gone, unless just that was tried with this library before."""
        tried = [shelf.mark, len(lost), crc32("\n".join(lost).encode())]
        if self._log.setting(_TRIED) == tried:
            return []
        found = self._write(self._recognised(shelf, lost, histories), now)
        self._log.set_setting(_TRIED, tried)
        return found

    # -- what may have become of them ------------------------------------------------------------------------------------

    def _recognised(
        self, shelf: "Shelf", lost: Sequence[str], histories: Mapping[str, int]
    ) -> list[Rename]:
        """The cards that are gone, and which cards they are now."""
        asked, near = self._asked(shelf, lost, histories)
        taken = {*histories, *self._renames.addresses()}
        library = self._pages(shelf, asked, near, taken)
        found = recognise(list(asked.values()), library, near, self._renames.apart())
        cards = {card.id: card for some in library.values() for card in some}
        return [
            Rename(old, new, likeness=likeness(asked[old], cards[new]))
            for old, new in found.items()
        ]

    def _asked(
        self, shelf: "Shelf", lost: Sequence[str], histories: Mapping[str, int]
    ) -> tuple[dict[str, Card], dict[str, set[str]]]:
        """The cards that are gone, as they were asked last, and for their pages those on which they may be now."""
        asked = {
            card: replace(Card.from_json(version.content), id=card)
            for card, version in self._renames.asked(lost)
        }
        return asked, self._near(shelf, list(asked.values()), histories)

    def _pages(
        self,
        shelf: "Shelf",
        lost: Iterable[str],
        near: Mapping[str, Collection[str]],
        without: Collection[str],
    ) -> dict[str, list[Card]]:
        """The pages on which cards that are gone may be now, with their cards but for some."""
        pages = shelf.pages & {page_of(card) for card in lost}
        pages |= {page for some in near.values() for page in some}
        free = [card for page in pages for card in shelf.cards(page) if card not in without]
        library: dict[str, list[Card]] = {page: [] for page in pages}
        for card in named_cards(self._catalog, free).cards:
            library[page_of(card.id)].append(card)
        return library

    def _near(
        self, shelf: "Shelf", lost: Sequence[Card], histories: Mapping[str, int]
    ) -> dict[str, set[str]]:
        """For the pages of cards that are gone the pages on which these may be now.

        They are those that have some of the cards; and for a page that is gone those of its names, and of those of which
        nothing was asked yet the ones of its course, or, where that is gone too, the ones in files of the same name.
        """
        near: dict[str, set[str]] = defaultdict(set)
        unmet = shelf.pages - {page_of(card) for card in histories}
        having = _pages_having(shelf, {name_of(card.id) for card in lost if card.kind in _TEXTS})
        for card in lost:
            page = page_of(card.id)
            near[page] |= having.get(name_of(card.id), set())
            if page not in shelf.pages:
                aliases = card.accept if card.kind is Kind.TERM else ()
                for name in {card.term_title, *aliases}:
                    near[page] |= shelf.called(name)
        gone = near.keys() - shelf.pages
        courses, slugs = _by_halves(unmet) if gone else ({}, {})
        for page in gone:
            course, _, slug = page.partition("/")
            near[page] |= courses.get(course, set())
            if course not in shelf.courses:
                near[page] |= slugs.get(slug, set())
        return near


def _returned(shelf: "Shelf", addresses: Mapping[str, str]) -> list[Rename]:
    """Old addresses that are in the library again: each gets back its own, or all, where the card that had it is gone."""
    back = set(addresses) - set(shelf.missing(addresses))
    gone = set(shelf.missing(set(addresses.values())))
    found = []
    for old, now in addresses.items():
        if old in back:
            of = now if now in gone else old
            found.append(Rename(of, old, Cause.RETURNED))
            gone.discard(now)
    return found


def _by_halves(pages: Iterable[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Pages by their courses, and by their slugs."""
    courses: dict[str, set[str]] = defaultdict(set)
    slugs: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        course, _, slug = page.partition("/")
        courses[course].add(page)
        slugs[slug].add(page)
    return courses, slugs


def _pages_having(shelf: "Shelf", names: set[str]) -> dict[str, set[str]]:
    """For some cards (`kind/id`) the pages that have them, but for names that many pages have."""
    having: dict[str, set[str]] = defaultdict(set)
    for page, there in shelf.with_any(names) if names else ():
        for name in there:
            having[name].add(page)
    return {name: pages for name, pages in having.items() if len(pages) <= _FEW}
