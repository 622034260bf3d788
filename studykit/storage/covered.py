"""What the parts of the library that tests name were when they were seen last; not the log, only of use to know them again."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from studykit.storage.database import Database
from studykit.storage.values import storable

_KEEP = """
    INSERT INTO covered_parts (address, content) VALUES (?, ?)
    ON CONFLICT (address) DO UPDATE SET content = excluded.content
"""


class Page(NamedTuple):
    """A page as it was."""

    title: str
    cards: tuple[str, ...]
    """Those by which it is known again: `kind/id`."""


class Part(NamedTuple):
    """A course, a unit or a page as it was."""

    address: str
    """As the library spells it; a unit has a slash at the end."""
    title: str
    pages: Mapping[str, Page]
    """By `course/page`."""


class CoveredParts:
    """Where they are kept, by the addresses that tests name them by."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> dict[str, Part]:
        """All of them."""
        rows = self._database.rows("SELECT address, content FROM covered_parts")
        return {row["address"]: _part(*json.loads(row["content"])) for row in rows}

    def keep(self, parts: Mapping[str, Part]) -> None:
        """Keep these, and no others."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM covered_parts")
            connection.executemany(
                _KEEP, [(storable(key), json.dumps(part)) for key, part in parts.items()]
            )


def _part(address: str, title: str, pages: Mapping[str, tuple[str, list[str]]]) -> Part:
    known = {page: Page(name, tuple(cards)) for page, (name, cards) in pages.items()}
    return Part(address, title, known)
