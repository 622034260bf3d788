"""The pictures and sounds of the QTI packages that we write: a folder beside those of the items."""

import re
from collections.abc import Collection, Mapping
from html import escape
from urllib.parse import quote, unquote

from studykit.transfer.media import MEDIA
from studykit.transfer.pieces import ident_of

ABOVE = f"../{MEDIA}/"
"""The way there from any file with items."""
_SHOWN = re.compile(rf'"{re.escape(ABOVE)}([^"/]+)"')


def media_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by their ways in the package."""
    return {f"{MEDIA}/{name}": data for name, data in files.items()}


def shown_in(xml: str, files: Collection[str]) -> list[str]:
    """The names of the files that a file with items shows."""
    names = dict.fromkeys(map(unquote, _SHOWN.findall(xml)))
    return [name for name in names if name in files]


def ident_of_medium(name: str) -> str:
    """What a file is called in the manifest."""
    return ident_of("medium", name)


def dependency(name: str) -> str:
    """What says that a resource needs a file."""
    return f'<dependency identifierref="{ident_of_medium(name)}"/>'


def resource(name: str) -> str:
    """A file as a resource of the manifest."""
    way = escape(f"{MEDIA}/{quote(name)}")
    return (
        f'<resource identifier="{ident_of_medium(name)}" type="webcontent" href="{way}">'
        f'<file href="{way}"/></resource>\n'
    )
