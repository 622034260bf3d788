"""Pictures that a file names and that are not in the folder of its course."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from studykit.content.fields import closest
from studykit.content.nodes import Node
from studykit.content.nodes import Path as Way
from studykit.content.text import clean, shorten

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\#]", re.IGNORECASE)
_MOST = 2_000
"""So many files are looked through for one that may be meant."""


def named_pictures(node: Node, path: Way = ()) -> Iterator[tuple[Way, str]]:
    """The place of each text that names a picture of its course, and the way to that; those in the web are others'."""
    if isinstance(node, str):
        if "![" in node:
            yield from ((path, picture) for picture in _pictures(node))
        return
    for key, member in node.items() if isinstance(node, dict) else enumerate(node):
        yield from named_pictures(member, (*path, key))


def missing(picture: str) -> str:
    """What is said of a picture that is not there."""
    return f"There is no picture `{shorten(picture)}` in the folder of this course."


def mend_of(home: Path, picture: str) -> str:
    """How a picture that a course names comes to be there; empty: it is."""
    folder = home if home.is_dir() else home.parent
    if (folder / picture).is_file():
        return ""
    near = closest(picture, list(islice(_there(folder, picture), _MOST)))
    return f"Did you mean `{near}`?" if near else "Put it there, or take it out of the text."


def _pictures(text: str) -> list[str]:
    """The pictures of a text that are to lie within its course."""
    from studykit.content.tokens import parse  # noqa: PLC0415 - only where there is a picture

    found: dict[str, None] = {}
    tokens = list(parse(clean(text)))
    while tokens:
        token = tokens.pop()
        tokens += token.children or ()
        way = clean(unquote(str(token.attrGet("src") or ""))) if token.type == "image" else ""
        if way and not _OUTSIDE.match(way) and ".." not in PurePosixPath(way).parts:
            found[way] = None
    return list(found)


def _there(folder: Path, picture: str) -> Iterator[str]:
    """The files beside the place where a picture is looked for, and in the usual folder, by their ways."""
    for beside in dict.fromkeys((PurePosixPath(picture).parent, PurePosixPath("media"))):
        try:
            names = sorted(file.name for file in (folder / beside).iterdir())
        except OSError:
            continue
        yield from (str(beside / clean(name)) for name in names)
