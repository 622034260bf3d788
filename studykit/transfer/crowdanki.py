"""Decks that CrowdAnki wrote: JSON with decks within decks, notes and models."""

import json
import re
from collections.abc import Iterator
from typing import Any

from studykit.content.text import shorten
from studykit.transfer import bounds
from studykit.transfer.anki_model import MOST_TAGS, AnkiNote, Model, cut_model
from studykit.transfer.anki_notes import add_notes
from studykit.transfer.foreign import Foreign
from studykit.transfer.media import MEDIA
from studykit.transfer.notes import TransferError
from studykit.transfer.parcel import Parcel

_DEEPEST = 50
"""Decks within decks."""


def is_mine(file: Foreign) -> bool:
    """Whether it is an object that says it is a deck, or holds what only CrowdAnki's do."""
    head = file.head(2_000).lstrip()
    return head.startswith("{") and (
        "crowdanki_uuid" in head or re.search(r'"__type__"\s*:\s*"Deck"', file.text) is not None
    )


def read(file: Foreign) -> Parcel:
    """The notes of all its decks."""
    try:
        deck = json.loads(file.text)
    except json.JSONDecodeError as error:
        msg = f"{file.name}:{error.lineno}:{error.colno}: This is no JSON: {error.msg.lower()}."
        raise TransferError(msg) from error
    except RecursionError:
        raise TransferError(f"{file.name} is nested too deeply.") from None
    except ValueError as error:  # a number of thousands of digits
        raise TransferError(f"{file.name} has a number that is too long.") from error
    if not isinstance(deck, dict) or not isinstance(deck.get("notes"), list):
        raise TransferError(f"{file.name} has no notes.", "CrowdAnki writes them to deck.json.")
    parcel = Parcel.of(file, _text(deck.get("name")).replace("_", " "))
    parcel.about = _text(deck.get("desc"))
    models = dict(_models(deck))
    notes = list(_notes(deck, models, "", 0))
    missed: set[str] = set()

    def locate(name: str) -> str:
        if kept := parcel.locate(f"{MEDIA}/{name}"):
            return kept
        if name not in missed:
            missed.add(name)
            parcel.notes_of_file(
                f"{shorten(name, 80)} is not in the folder {MEDIA} beside this file, so it is neither shown nor played."
            )
        return ""

    add_notes(parcel, notes, locate, file.progress)
    return parcel


def _models(deck: dict[str, Any]) -> Iterator[tuple[str, Model]]:
    """The models of a deck, by their ids."""
    for one in _list(deck.get("note_models")):
        templates = [
            (_text(template.get("qfmt")), _text(template.get("afmt")))
            for template in _list(one.get("tmpls"))
        ]
        fields = tuple(_text(field.get("name")) for field in _list(one.get("flds")))
        is_cloze = one.get("type") == 1
        model = Model(_text(one.get("name")), fields, is_cloze, tuple(templates))
        yield _text(one.get("crowdanki_uuid")), cut_model(model)


def _notes(
    deck: dict[str, Any], models: dict[str, Model], above: str, depth: int
) -> Iterator[AnkiNote]:
    """The notes of a deck and of those in it."""
    name = "::".join(filter(None, (above, _text(deck.get("name")) or "Deck")))
    for number, note in enumerate(_list(deck.get("notes")), 1):
        values = _texts(note.get("fields"), bounds.MOST + 1)
        fallback = Model("", tuple(f"Field {at}" for at in range(1, len(values) + 1)))
        model = models.get(_text(note.get("note_model_uuid")), fallback)
        place = f"{name.rpartition('::')[2]}, note {number}"
        yield AnkiNote(place, model, values, _texts(note.get("tags"), MOST_TAGS), name)
    if depth < _DEEPEST:
        for child in _list(deck.get("children")):
            yield from _notes(child, models, name, depth + 1)


def _list(value: object) -> list[dict[str, Any]]:
    """The objects of what should be a list of them."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _texts(value: object, most: int) -> tuple[str, ...]:
    """The texts of what should be a list of them, so many at most."""
    listed = value[:most] if isinstance(value, list) else ()
    return tuple(one for one in listed if isinstance(one, str))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
