"""Cards whose address has changed: what was asked under an old address counts for the card of today."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from studykit.storage.database import Database
from studykit.storage.values import milliseconds, moment, storable

OF_CARDS = """
    SELECT value FROM json_each(:cards)
    UNION SELECT card FROM addresses WHERE now IN (SELECT value FROM json_each(:cards))
"""
"""The addresses under which cards can have been asked; some of them may be other cards by now."""
TODAYS = "SELECT coalesce((SELECT now FROM addresses WHERE card = found.card), found.card) FROM ({}) AS found"
"""The cards of today of the addresses (`card`) that a query gives."""

_ADD = """
    INSERT INTO renames (id, old, new, cause, likeness, other, at) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_NEXT = "SELECT coalesce(max(at) + 1, 0) FROM renames"
_ROWS = "SELECT old, new, cause, likeness, other, at FROM renames {}"
_NEWEST = _ROWS.format("ORDER BY at DESC, id DESC LIMIT :limit")
_SINCE = _ROWS.format(
    "WHERE at > :at AND old <> new AND coalesce(cause, :cause) = :cause ORDER BY at DESC, id DESC"
)
_IN_ORDER = _ROWS.format("ORDER BY at, id")
_QUIZZES = """
    INSERT INTO quiz_courses (course, quiz)
    SELECT DISTINCT :course, entries.quiz FROM reviews JOIN entries ON entries.id = reviews.id
    WHERE reviews.card IN (SELECT :old UNION SELECT card FROM addresses WHERE now = :old)
    ON CONFLICT DO NOTHING
"""
"""What was asked under the old address was asked in quizzes of the course that the card belongs to now."""
_ASKED = """
    SELECT version.content, entries.at FROM reviews
    JOIN entries ON entries.id = reviews.id
    JOIN attempts ON attempts.id = reviews.attempt
    JOIN quiz_cards AS plan ON plan.quiz = attempts.quiz AND plan.position = attempts.position
    JOIN card_versions AS version ON version.hash = plan.version
    WHERE reviews.card IN (SELECT :card UNION SELECT card FROM addresses WHERE now = :card)
      AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.entry IN (reviews.id, reviews.attempt))
    ORDER BY entries.at DESC, entries.id LIMIT 1
"""


class Cause(StrEnum):
    """Why a card has another address."""

    RECOGNISED = "recognised"
    """By its words, or by where it stands."""
    RETURNED = "returned"
    """It is in the library again."""
    JOINED = "joined"
    """The learner said so."""
    PARTED = "parted"
    """The learner said that it is not what it was taken for."""


class Rename(NamedTuple):
    """A card that has another address now; the same one twice: what was asked under it is its own again."""

    old: str
    new: str
    cause: Cause = Cause.RECOGNISED
    likeness: float | None = None
    """How much it is like what it was, between 0 and 1."""
    other: str | None = None
    """The card that it is not, where it was parted."""


class KnownAs(NamedTuple):
    """A rename as it stands in the log."""

    rename: Rename
    at: datetime


class Asked(NamedTuple):
    """What a card was when it was asked last."""

    content: str
    """The card as JSON."""
    at: datetime
    """When it was rated."""


def resolve(renames: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each old address the card of today, by the renames in their order.

    The new address of a rename is a card, whatever it was before; so no chain of them ever leads back to where it began.
    """
    following: dict[str, str] = {}
    for old, new in renames:
        following.pop(new, None)
        if old != new:
            following[old] = new
    return {old: _end(following, old) for old in following}


def _end(following: Mapping[str, str], address: str) -> str:
    while address in following:
        address = following[address]
    return address


def apart(renames: Iterable[Rename]) -> set[frozenset[str]]:
    """The pairs of addresses that the learner parted, by the renames in their order; who joins a pair has thought better of it."""
    pairs: set[frozenset[str]] = set()
    for one in renames:
        if one.cause is Cause.JOINED:
            pairs.discard(frozenset((one.old, one.new)))
        elif one.cause is Cause.PARTED and one.other:
            pairs.add(frozenset((one.old, one.other)))
    return pairs


def holds(connection: sqlite3.Connection, rename: Rename) -> bool:
    """Whether a rename can be written: another program may have found the same, or an answer may have come, since it was found.

    Only the learner joins two cards that both have a history.
    """
    old, new = rename.old, rename.new
    if old == new:
        return todays(connection, old) != old
    if rename.cause is Cause.JOINED:
        return todays(connection, old) == old
    sql = "SELECT EXISTS (SELECT 1 FROM memories WHERE card = :new) OR EXISTS (SELECT 1 FROM standings WHERE card = :new)"
    (has_history,) = connection.execute(sql, {"new": new}).fetchone()
    return todays(connection, old) == old and not has_history


def add(
    connection: sqlite3.Connection, ident: str, renames: Sequence[Rename], now: datetime
) -> set[str]:
    """Write renames down, later than all that stand there; gives the addresses whose reviews count otherwise from now on."""
    (earliest,) = connection.execute(_NEXT).fetchone()
    at = max(milliseconds(now), earliest)
    touched: set[str] = set()
    for place, one in enumerate(renames):
        old, new = one.old, one.new
        touched |= {old, new}
        said = (one.cause, one.likeness, one.other and storable(one.other))
        row = (f"{ident}-{place}", storable(old), storable(new), *said, at + place)
        connection.execute(_ADD, row)
        connection.execute(_QUIZZES, {"course": new.partition("/")[0], "old": old})
    before = _todays(connection, touched)
    follow(connection)
    return touched | before | _todays(connection, touched)


def follow(connection: sqlite3.Connection) -> None:
    """Make the addresses again from the renames."""
    rows = connection.execute("SELECT old, new FROM renames ORDER BY at, id").fetchall()
    connection.execute("DELETE FROM addresses")
    connection.executemany(
        "INSERT INTO addresses (card, now, course, term) VALUES (?, ?, ?, ?)",
        ((card, now, *now.split("/")[:2]) for card, now in resolve(rows).items()),
    )


def todays(connection: sqlite3.Connection, address: str) -> str:
    """The card of today of an address."""
    row = connection.execute("SELECT now FROM addresses WHERE card = ?", (address,)).fetchone()
    return str(row[0]) if row else address


def _known(row: sqlite3.Row) -> KnownAs:
    old, new, cause, likeness, other, at = row
    kept = Rename(old, new, Cause(cause or Cause.RECOGNISED), likeness, other)
    return KnownAs(kept, moment(at))


def _todays(connection: sqlite3.Connection, addresses: Iterable[str]) -> set[str]:
    return {todays(connection, address) for address in addresses}


class Renames:
    """Where they are read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def addresses(self) -> dict[str, str]:
        """The addresses that are no cards any more, with the card that each is now; the ones renamed last come first."""
        rows = self._database.rows(
            "SELECT card, now FROM addresses ORDER BY"
            " (SELECT max(at) FROM renames WHERE old = card) DESC, card"
        )
        return dict(map(tuple, rows))

    def histories(self) -> dict[str, int]:
        """All cards that were reviewed, with how many reviews each has."""
        return dict(map(tuple, self._database.rows("SELECT card, reviews FROM standings")))

    def newest(self, limit: int) -> list[KnownAs]:
        """The renames, the last one first."""
        return [_known(row) for row in self._database.rows(_NEWEST, limit=limit)]

    def recognised_since(self, at: datetime | None) -> list[KnownAs]:
        """What was recognised after a moment, the last first; None: ever."""
        since = -1 if at is None else milliseconds(at)
        rows = self._database.rows(_SINCE, at=since, cause=Cause.RECOGNISED)
        return [_known(row) for row in rows]

    def apart(self) -> set[frozenset[str]]:
        """The pairs of cards, as they are called today, that the learner parted."""
        pairs = apart(_known(row).rename for row in self._database.rows(_IN_ORDER))
        todays = self.addresses() if pairs else {}
        return {frozenset(todays.get(one, one) for one in pair) for pair in pairs}

    def asked(self, cards: Sequence[str]) -> Iterator[tuple[str, Asked]]:
        """What cards were when they were asked last, under whatever address; of each that there is a history of."""
        for card in cards:
            rows = self._database.rows(_ASKED, card=card)
            if rows:
                yield card, Asked(rows[0]["content"], moment(rows[0]["at"]))
