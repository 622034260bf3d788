"""Cards whose address has changed: what was asked under an old address counts for the card of today."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
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

_ADD = "INSERT INTO renames (id, old, new, at) VALUES (?, ?, ?, ?)"
_NEXT = "SELECT coalesce(max(at) + 1, 0) FROM renames"
_NEWEST = "SELECT id, old, new, at FROM renames ORDER BY at DESC, id DESC LIMIT :limit"
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


class Rename(NamedTuple):
    """A card that has another address now; the same one twice: what was asked under it is its own again."""

    old: str
    new: str


class KnownAs(NamedTuple):
    """A rename as it stands in the log."""

    old: str
    new: str
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


def holds(connection: sqlite3.Connection, rename: Rename) -> bool:
    """Whether a rename can be written: another program may have found the same, or an answer may have come, since it was found."""
    old, new = rename
    if old == new:
        return todays(connection, old) != old
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
    for place, (old, new) in enumerate(renames):
        touched |= {old, new}
        connection.execute(_ADD, (f"{ident}-{place}", storable(old), storable(new), at + place))
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
        rows = self._database.rows(_NEWEST, limit=limit)
        return [KnownAs(old, new, moment(at)) for _, old, new, at in rows]

    def asked(self, cards: Sequence[str]) -> Iterator[tuple[str, Asked]]:
        """What cards were when they were asked last, under whatever address; of each that there is a history of."""
        for card in cards:
            rows = self._database.rows(_ASKED, card=card)
            if rows:
                yield card, Asked(rows[0]["content"], moment(rows[0]["at"]))
