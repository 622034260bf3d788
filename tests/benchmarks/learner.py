"""Makes what a year of heavy use leaves in a database, the same every time, to measure with.

What follows from the log is written as it stands, without the log: a hundred thousand answers would take minutes.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from studykit.content.askable import Askable
from studykit.content.catalog import Catalog
from studykit.storage.database import Database
from studykit.storage.values import milliseconds

DAYS = 365
_CONFIDENCES = (None, "guess", "unsure", "sure")


class Work(NamedTuple):
    """How much was done."""

    cards: int = 20_000
    reviews: int = 100_000
    mock_tests: int = 60


def fill(database: Database, catalog: Catalog, now: datetime, work: Work = Work()) -> None:  # noqa: B008 - a value
    """Write a year of use of the first cards of a library, up to now."""
    courses = [entry.slug for entry in catalog.courses()]
    cards = [card for course in courses for card in catalog.askable(course)][: work.cards]
    chance = Random(1)
    with database.transaction() as connection:
        connection.executemany(_sql("recalls", 16), _recalls(cards, work.reviews, now, chance))
        connection.executemany(_sql("memories", 10), _memories(cards, now.date(), chance))
        connection.executemany(_STANDING, _standings(cards, now, chance))
        _add_mock_tests(connection, courses, work.mock_tests, now, chance)


def _sql(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


_STANDING = """
    INSERT INTO standings (course, term, card, kind, reviews, rating, met, total, confidence, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def _recalls(
    cards: Sequence[Askable], reviews: int, now: datetime, chance: Random
) -> Iterator[tuple[object, ...]]:
    """Reviews of all cards in turn, spread over the year."""
    for number in range(reviews):
        card = cards[number % len(cards)]
        is_first = number < len(cards)
        at = now - timedelta(days=is_first + chance.random() * DAYS)
        rating = chance.choice((1, 2, 3, 3, 3, 4))
        elapsed = None if is_first else chance.randrange(60)
        yield (
            *(_uuid(chance), card.id, *card.term.split("/"), str(card.form), milliseconds(at)),
            *(at.date().toordinal(), rating, rating, elapsed),
            *((None, None) if is_first else (chance.uniform(1, 90), chance.uniform(0.6, 1.0))),
            *(chance.uniform(5, 90), chance.choice(_CONFIDENCES)),
            *(card.points * (rating - 1) / 3, card.points),
        )


def _memories(
    cards: Sequence[Askable], today: date, chance: Random
) -> Iterator[tuple[object, ...]]:
    for card in cards:
        last = today.toordinal() - chance.randrange(120)
        due = max(last + 1, today.toordinal() + chance.randrange(-2, 120))
        yield (
            *(card.id, *card.term.split("/"), chance.uniform(0.5, 200), chance.uniform(1, 10)),
            *(last, due, 5, 3, chance.choice((0, 0, 1))),
        )


def _standings(
    cards: Sequence[Askable], now: datetime, chance: Random
) -> Iterator[tuple[object, ...]]:
    for card in cards:
        rating = chance.choice((1, 2, 3, 3, 3, 4))
        said = chance.choice(_CONFIDENCES)
        yield (
            *(*card.term.split("/"), card.id, card.kind, 5, rating),
            *(card.points * (rating - 1) / 3, card.points, said, milliseconds(now)),
        )


def _add_mock_tests(
    connection: sqlite3.Connection,
    courses: Sequence[str],
    count: int,
    now: datetime,
    chance: Random,
) -> None:
    for number in range(count):
        quiz, at = f"mock-{number:04}", milliseconds(now - timedelta(days=count - number))
        connection.execute(_sql("quizzes", 6), (quiz, "mock", "A test", "{}", at, 20))
        connection.execute(_sql("quiz_courses", 2), (chance.choice(courses), quiz))
        entries = [("predicted", json.dumps({"score": chance.random()})), *[("opened", "{}")] * 60]
        connection.executemany(
            _sql("entries", 6),
            [(f"{quiz}-{seq}", quiz, seq, at, *entry) for seq, entry in enumerate(entries)],
        )
        ending = f"{quiz}-{len(entries)}"
        connection.execute(_sql("entries", 6), (ending, quiz, len(entries), at, "ended", None))
        met = chance.randrange(40)
        connection.execute(_sql("endings", 6), (ending, quiz, at, "finished", met, 40))


def _uuid(chance: Random) -> str:
    return f"{chance.getrandbits(128):032x}"
