"""Cards whose files were edited: they are recognised, that is told once, and the learner may know better."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from studykit.content.catalog import Catalog
from studykit.errors import NotFoundError, StudykitError
from studykit.quiz.cards import Card
from studykit.quiz.recognising import name_of, page_of
from studykit.scheduling.test import Test
from studykit.storage.agenda import Agenda
from studykit.storage.changes import Changes
from studykit.storage.covered import CoveredParts
from studykit.storage.database import Database
from studykit.storage.renames import Cause, KnownAs, Rename, Renames
from studykit.storage.review_log import ReviewLog
from studykit.storage.values import milliseconds, moment
from studykit.study.changing import Changing
from studykit.study.following import Following
from studykit.study.naming import named_cards
from studykit.study.recognition import Recognition

if TYPE_CHECKING:
    from studykit.content.shelf import Shelf

_TOLD = "recognition-told"
"""Under this key is kept up to when the learner was told what was recognised."""


class Recognised(NamedTuple):
    """A card that was recognised, and is what it was taken for as far as anybody knows."""

    old: str
    new: str
    """The card of today."""
    likeness: float | None
    """Between 0 and 1; None: an older studykit has not kept it."""
    at: datetime


class Told(NamedTuple):
    """A card that was recognised, with what it was and what it is."""

    recognised: Recognised
    was: Card
    """As it was asked last under the old address."""
    now: Card


class Edited:
    """What the learner's desk does about edits.

    Args:
        catalog: Gives the library as it is now.
        database: Where all is remembered.
        log: The review log in it.
        agenda: The tests, whose scope follows.
        clock: Tells the time, in UTC.
        new_id: Gives ids.

    """

    def __init__(
        self,
        catalog: Callable[[], Catalog],
        database: Database,
        log: ReviewLog,
        agenda: Agenda,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._catalog = catalog
        self._log = log
        self._agenda = agenda
        self._clock = clock
        self._new_id = new_id
        self._renames = Renames(database)
        self._changes = Changes(database)
        self._covered = CoveredParts(database)
        self._has_recognised = False

    def recognition(self, catalog: Catalog | None = None) -> Recognition:
        """Tells which cards have another address now, and which are gone; with a catalog that this thread may use."""
        library = catalog or self._catalog()
        return Recognition(library, self._log, self._renames, self._new_id)

    def following(self, catalog: Catalog | None = None) -> Following:
        """Lets tests follow what they cover; with a catalog that this thread may use."""
        library = catalog or self._catalog()
        return Following(library, self._agenda, self._covered, self._renames.addresses)

    def changing(self, catalog: Catalog | None = None) -> Changing:
        """Tells which cards have another answer now; with a catalog that this thread may use."""
        return Changing(catalog or self._catalog(), self._renames, self._changes)

    def recognise(self, catalog: Catalog | None = None) -> None:
        """Let the cards that have another address now keep their history, and find those whose answer is another now."""
        self.recognition(catalog).follow(self._clock())
        self.following(catalog).follow()
        self.changing(catalog).follow()
        self._has_recognised = True

    def recognise_once(self, catalog: Catalog | None = None) -> None:
        """The same, unless it was done since the program was started: what is read later is recognised when it is read."""
        if not self._has_recognised:
            self.recognise(catalog)

    def gone(self, test: Test) -> list[str]:
        """The parts of the library that a test covers and that are in it no more, by what they were called."""
        return self.following().gone(test.scope)

    # -- telling ---------------------------------------------------------------------------------------------------------

    def standing(self) -> list[Recognised]:
        """The cards that were recognised and stand so, the last first; of each the last step."""
        return self._standing(self._renames.recognised_since(None))

    def told(self, some: Sequence[Recognised]) -> list[Told]:
        """Some of them in full; but for those whose card is gone again, or was never asked as what it was."""
        was = {
            old: Card.from_json(asked.content)
            for old, asked in self._renames.asked([one.old for one in some])
        }
        there = named_cards(self._catalog(), [one.new for one in some]).cards
        now = {card.id: card for card in there}
        return [
            Told(one, was[one.old], now[one.new])
            for one in some
            if one.old in was and one.new in now
        ]

    def untold(self) -> list[Recognised]:
        """Those of them that the learner was not told of."""
        told = self._log.setting(_TOLD)
        since = moment(told) if isinstance(told, int) else None
        return self._standing(self._renames.recognised_since(since))

    def note_told(self, told: Sequence[Recognised]) -> None:
        """The learner was told of these."""
        if told:
            self._log.set_setting(_TOLD, max(milliseconds(one.at) for one in told))

    def _standing(self, rows: Sequence[KnownAs]) -> list[Recognised]:
        todays = self._renames.addresses() if rows else {}
        found: dict[str, Recognised] = {}
        for rename, at in rows:
            if new := todays.get(rename.old):
                found.setdefault(rename.old, Recognised(rename.old, new, rename.likeness, at))
        return list(found.values())

    # -- the learner knows better ----------------------------------------------------------------------------------------

    def part(self, old: str) -> Rename:
        """Let an address that was taken for another card have its own history again. Raises NotFoundError.

        The two are not joined again but by the learner.
        """
        new = self._renames.addresses().get(old)
        if new is None:
            msg = f"{old} was not recognised as another card."
            raise NotFoundError(msg, "`studykit orphans` lists what was recognised.")
        parted = Rename(old, old, Cause.PARTED, other=new)
        self._write(parted)
        return parted

    def join(self, old: str, new: str) -> Rename:
        """Let a card of the library have the history of one that is gone, beside its own if it has one. Raises StudykitError."""
        shelf = self._catalog().shelf()
        self._refuse_what_is_not_gone(shelf, old)
        self._refuse_what_is_not_there(shelf, old, new)
        joined = Rename(old, new, Cause.JOINED)
        before = self._renames.addresses().get(old)
        if before == new:
            msg = f"{old} is {new} already."
            raise StudykitError(msg, "There is nothing to join.")
        if before:
            self._write(Rename(old, old, Cause.PARTED, other=before))
        self._write(joined)
        return joined

    def _write(self, rename: Rename) -> None:
        self._log.rename(self._new_id(), [rename], self._clock())
        self._changes.compare_again({page_of(rename.new), page_of(rename.other or rename.new)})
        self.changing().follow()

    def _refuse_what_is_not_gone(self, shelf: "Shelf", old: str) -> None:
        known = {*self._renames.histories(), *self._renames.addresses()}
        if old not in known:
            msg = f"Nothing was ever answered as {old}."
            raise NotFoundError(msg, "`studykit orphans` lists what is in no course any more.")
        if not shelf.missing([old]):
            msg = f"{old} is in your courses: it is no other card."
            raise StudykitError(msg, "Only what is in no course any more can be joined to a card.")

    def _refuse_what_is_not_there(self, shelf: "Shelf", old: str, new: str) -> None:
        if new.count("/") < 3 or shelf.missing([new]):
            msg = f"There is no card {new} in your courses."
            raise NotFoundError(
                msg, "`studykit list COURSE --json` names terms; cards are COURSE/TERM/KIND/ID."
            )
        kinds = [name_of(card).partition("/")[0] for card in (old, new)]
        if kinds[0] != kinds[1]:
            msg = f"The one is a {kinds[0]}, the other a {kinds[1]}."
            raise StudykitError(msg, "Only cards of one kind can be the same card.")
