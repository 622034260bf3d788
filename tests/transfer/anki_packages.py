"""Packages of Anki, made by hand as its two generations write them."""

import json
import sqlite3
import sys
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class Note(NamedTuple):
    """A note to be put into a package."""

    model: str
    values: Sequence[str]
    tags: str = ""
    deck: str = "Default"


MODELS: dict[str, tuple[int, Sequence[str], Sequence[tuple[str, str]]]] = {
    "Basic": (0, ["Front", "Back"], [("{{Front}}", "{{FrontSide}}<hr>{{Back}}")]),
    "Reversed": (
        0,
        ["Front", "Back"],
        [("{{Front}}", "{{FrontSide}}{{Back}}"), ("{{Back}}", "{{FrontSide}}{{Front}}")],
    ),
    "Cloze": (1, ["Text", "Back Extra"], [("{{cloze:Text}}", "{{cloze:Text}}{{Back Extra}}")]),
    "Choice": (0, ["Question", "Q_1", "Q_2", "Q_3", "Answers", "Extra"], [("{{Question}}", "{{Answers}}")]),
    "Typed": (0, ["Front", "Back", "More"], [("{{Front}}\n\n{{type:Back}}", "{{Front}}\n\n<hr id=answer>\n\n{{More}}{{type:Back}}")]),
    "Hinted": (0, ["Front", "Back", "Nudge"], [("{{Front}} {{hint:Nudge}}", "{{Back}}")]),
}  # fmt: skip


def old_package(notes: Sequence[Note], media: Mapping[str, bytes] | None = None) -> bytes:
    """A package as Anki wrote them until 2.1.49: models and decks are JSON in one row."""
    models = {
        str(at): {
            "name": name,
            "type": kind,
            "flds": [{"name": field} for field in fields],
            "tmpls": [{"qfmt": front, "afmt": back} for front, back in templates],
        }
        for at, (name, (kind, fields, templates)) in enumerate(MODELS.items(), 1)
    }
    decks = {str(at): {"name": name} for name, at in _decks(notes).items()}
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE col (id INTEGER PRIMARY KEY, models TEXT, decks TEXT)")
    db.execute("INSERT INTO col VALUES (1, ?, ?)", (json.dumps(models), json.dumps(decks)))
    _fill(db, notes)
    return zipped(
        {"collection.anki2": db.serialize(), "media": json.dumps(_numbered(media)).encode()}, media
    )


def new_package(notes: Sequence[Note], media: Mapping[str, bytes] | None = None) -> bytes:
    """A package as newer ones write them: tables for models and decks, settings in protobuf, all of it packed by zstd."""
    db = sqlite3.connect(":memory:")
    db.create_collation("unicase", lambda a, b: (a > b) - (a < b))
    db.executescript(
        "CREATE TABLE col (id INTEGER PRIMARY KEY);"
        "CREATE TABLE notetypes (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, config BLOB);"
        "CREATE TABLE fields (ntid INTEGER, ord INTEGER, name TEXT COLLATE unicase, config BLOB);"
        "CREATE TABLE templates (ntid INTEGER, ord INTEGER, name TEXT COLLATE unicase, config BLOB);"
        "CREATE TABLE decks (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase);"
    )
    for at, (name, (kind, fields, templates)) in enumerate(MODELS.items(), 1):
        db.execute("INSERT INTO notetypes VALUES (?, ?, ?)", (at, name, bytes([8, kind])))
        for place, field in enumerate(fields):
            db.execute("INSERT INTO fields VALUES (?, ?, ?, x'')", (at, place, field))
        for place, sides in enumerate(templates):
            config = b"".join(message(number, side) for number, side in enumerate(sides, 1))
            db.execute(
                "INSERT INTO templates VALUES (?, ?, ?, ?)", (at, place, f"Card {place}", config)
            )
    for name, at in _decks(notes).items():
        db.execute("INSERT INTO decks VALUES (?, ?)", (at, name.replace("::", "\x1f")))
    _fill(db, notes)
    listed = b"".join(message(1, message(1, name)) for name in media or {})
    return zipped(
        {
            "meta": b"\x08\x03",
            "collection.anki21b": zstd.compress(db.serialize()),
            "collection.anki2": old_package([Note("Basic", ["Please update", "to a newer Anki"])]),
            "media": zstd.compress(listed),
        },
        {name: zstd.compress(content) for name, content in (media or {}).items()},
    )


def message(number: int, value: str | bytes) -> bytes:
    """A field of a message of protobuf with text or bytes in it."""
    data = value.encode() if isinstance(value, str) else value
    size = b""
    rest = len(data)
    while rest > 0x7F:
        size += bytes([rest & 0x7F | 0x80])
        rest >>= 7
    return bytes([number << 3 | 2]) + size + bytes([rest]) + data


def zipped(entries: Mapping[str, bytes], media: Mapping[str, bytes] | None = None) -> bytes:
    """A zip of entries, and of media under numbers."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
        for at, content in enumerate((media or {}).values()):
            archive.writestr(str(at), content)
    return data.getvalue()


def _decks(notes: Sequence[Note]) -> dict[str, int]:
    return {name: at for at, name in enumerate(dict.fromkeys(note.deck for note in notes), 1)}


def _numbered(media: Mapping[str, bytes] | None) -> dict[str, str]:
    return {str(at): name for at, name in enumerate(media or {})}


def _fill(db: sqlite3.Connection, notes: Sequence[Note]) -> None:
    """The tables that both generations have."""
    decks, models = _decks(notes), list(MODELS)
    db.execute(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, guid TEXT, mid INTEGER, tags TEXT, flds TEXT)"
    )
    db.execute("CREATE TABLE cards (id INTEGER PRIMARY KEY, nid INTEGER, did INTEGER, ord INTEGER)")
    db.execute("CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid INTEGER)")
    for at, note in enumerate(notes, 1):
        model = models.index(note.model) + 1
        values = (at, f"g{at}", model, f" {note.tags} ", "\x1f".join(note.values))
        db.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", values)
        db.execute("INSERT INTO cards VALUES (?, ?, ?, 0)", (at, at, decks[note.deck]))
    db.commit()
