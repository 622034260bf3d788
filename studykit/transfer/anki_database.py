"""The database within a package of Anki, read without trusting it.

Old packages keep models and decks as JSON in one row (schema 11), new ones in tables of their own (15 and later), whose
settings are Protocol Buffers. A database can hold more than data: views that never end, triggers, tables that are made up
by an extension. Only plain tables are asked, nothing that the file defines is run, and a query that takes too long is
broken off.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from studykit.transfer import bounds
from studykit.transfer.anki_model import MOST_TAGS, AnkiNote, Model, cut_model
from studykit.transfer.notes import TransferError
from studykit.transfer.protobuf import Value, fields

_STEPS = 100_000
"""Of SQLite's machine, between two looks at whether it takes too long."""
_PATIENCE = 2_000
"""So many looks: some ten seconds."""
_LONGEST = 20_000_000
"""Bytes of one value."""
_HEADER = b"SQLite format 3\x00"
_AGAIN = "Export it from Anki again."


def read_notes(data: bytes) -> tuple[list[AnkiNote], int]:
    """The notes of a collection in their order, and how many reviews it has.

    Raises:
        TransferError: It is no collection of Anki, or a broken one.

    """
    if not data.startswith(_HEADER):
        raise TransferError("The package holds no database.", _AGAIN)
    with closing(sqlite3.connect(":memory:")) as db:
        try:
            _open(db, data)
            return list(_notes(db)), _count(db, "revlog")
        except (sqlite3.Error, ValueError, KeyError, TypeError, RecursionError) as error:
            msg = f"The collection in the package cannot be read: {error}."
            raise TransferError(msg, _AGAIN) from error


def _open(db: sqlite3.Connection, data: bytes) -> None:
    """Put the database into memory, with all its teeth drawn."""
    if data[18:20] == b"\x02\x02":  # it says that it is written ahead, which cannot be in memory
        data = data[:18] + b"\x01\x01" + data[20:]
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(len(data), _LONGEST))
    db.deserialize(data)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA cell_size_check = ON")
    db.execute("PRAGMA query_only = ON")
    db.create_collation(
        "unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold())
    )
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    looks = 0

    def take_too_long() -> int:
        nonlocal looks
        looks += 1
        return int(looks > _PATIENCE)

    db.set_progress_handler(take_too_long, _STEPS)


def _tables(db: sqlite3.Connection) -> set[str]:
    """The plain tables."""
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return {name for name, sql in rows if sql and "VIRTUAL" not in str(sql).upper()[:40]}


def _refuse_made_up(db: sqlite3.Connection, table: str) -> None:
    """Refuse a table with columns that are computed when they are read, however long that takes."""
    columns = db.execute(f"PRAGMA table_xinfo({table})").fetchall()
    if any(hidden for *_, hidden in columns):
        msg = f"a column of its table {table} is made up"
        raise ValueError(msg)


def _count(db: sqlite3.Connection, table: str) -> int:
    if table not in _tables(db):
        return 0
    (count,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - a name of ours
    return int(count)


def _notes(db: sqlite3.Connection) -> Iterator[AnkiNote]:
    """All notes."""
    tables = _tables(db)
    missing = {"notes", "cards", "col"} - tables
    if missing:
        msg = f"it has no table {min(missing)}"
        raise ValueError(msg)
    is_new = {"notetypes", "fields", "templates", "decks"} <= tables
    for table in ("notes", "cards", "col"):
        _refuse_made_up(db, table)
    found = _models(db) if is_new else _old_models(db)
    models = {key: cut_model(model) for key, model in found}
    decks = dict(_decks(db) if is_new else _old_decks(db))
    homes = dict(db.execute("SELECT nid, did FROM cards GROUP BY nid HAVING ord = min(ord)"))
    rows = db.execute("SELECT id, mid, tags, flds FROM notes ORDER BY id")
    for number, (key, model, tags, values) in enumerate(rows, 1):
        texts = tuple(str(values).split("\x1f", bounds.MOST))
        fallback = Model("", tuple(f"Field {at}" for at in range(1, len(texts) + 1)))
        yield AnkiNote(
            f"note {number}",
            models.get(model, fallback),
            texts,
            tuple(str(tags).split(maxsplit=MOST_TAGS)[:MOST_TAGS]),
            decks.get(homes.get(key, 0), ""),
        )


def _old_models(db: sqlite3.Connection) -> Iterator[tuple[int, Model]]:
    """The models of a package of the old generation."""
    for key, one in _json_column(db, "models").items():
        templates = tuple((str(card["qfmt"]), str(card["afmt"])) for card in one.get("tmpls", ()))
        names = tuple(str(field["name"]) for field in one.get("flds", ()))
        yield int(key), Model(str(one.get("name", "")), names, one.get("type") == 1, templates)


def _old_decks(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """The decks of a package of the old generation."""
    for key, one in _json_column(db, "decks").items():
        yield int(key), str(one.get("name", ""))


def _json_column(db: sqlite3.Connection, column: str) -> dict[str, Any]:
    row = db.execute(f"SELECT {column} FROM col").fetchone()  # noqa: S608 - a name of ours
    found = json.loads(row[0]) if row and row[0] else {}
    if not isinstance(found, dict):
        msg = f"its {column} are none"
        raise TypeError(msg)
    return {key: one for key, one in found.items() if isinstance(one, dict)}


def _models(db: sqlite3.Connection) -> Iterator[tuple[int, Model]]:
    """The models of a package of the new generation."""
    names: dict[int, list[str]] = {}
    for model, name in db.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        names.setdefault(model, []).append(str(name))
    templates: dict[int, list[tuple[str, str]]] = {}
    for model, config in db.execute("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
        found = dict(fields(config))
        templates.setdefault(model, []).append((_text(found.get(1)), _text(found.get(2))))
    for model, name, config in db.execute("SELECT id, name, config FROM notetypes"):
        is_cloze = dict(fields(config)).get(1) == 1
        own = tuple(templates.get(model, ()))
        yield model, Model(str(name), tuple(names.get(model, ())), is_cloze, own)


def _decks(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """The decks of a package of the new generation."""
    for key, name in db.execute("SELECT id, name FROM decks"):
        yield key, str(name).replace("\x1f", "::")


def _text(value: Value | None) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""
