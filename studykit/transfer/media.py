"""Pictures and sounds: the folder in which they are kept, and the names."""

import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

from studykit.content.identity import identify
from studykit.content.text import clean

MEDIA = "media"
"""The folder, within a course, of pictures and sounds."""
KINDS = {
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".avif", ".mp3", ".ogg", ".oga", ".opus",
    ".wav", ".m4a", ".aac", ".flac", ".mp4", ".webm", ".ogv", ".mov", ".m4v", ".mkv", ".avi", ".pdf",
}  # fmt: skip
"""Endings of what may lie in a media folder."""

_TRIES = 20
"""Numbers that are tried one after the other."""


def media_name(name: str, taken: Collection[str] = ()) -> str:
    """A safe name for a picture or sound, none of the taken ones; empty if it is of no kind that is kept.

    It has letters, digits, `.`, `-` and `_` only, so that it needs no quotes anywhere; the safe name of a safe name is
    itself. Who gives the taken names in lower case gets names that differ also where capitals do not count.
    """
    path = PurePosixPath(clean(name).replace("\\", "/"))
    ending = path.suffix.lower()
    if ending not in KINDS:
        return ""
    folded = unicodedata.normalize("NFKC", path.stem)
    kept = "".join(char if char.isalnum() or char in "-_" else "-" for char in folded)
    kept = kept.strip("-_")
    stem = (kept if len(kept) <= 60 else kept[:50].rstrip("-_")) or identify(name)
    found, number = f"{stem}{ending}", 1
    while found in taken or found.lower() in taken:
        # Where many have this name, a number that none can have yet.
        number = number + 1 if number < _TRIES else max(number + 1, len(taken))
        found = f"{stem}-{number}{ending}"
    return found
