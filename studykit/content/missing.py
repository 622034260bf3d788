"""Pictures that a file names and that are not in the folder of its course."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from studykit.content.fields import closest
from studykit.content.nodes import Node
from studykit.content.nodes import Path as Way
from studykit.content.pictures import pictures_in
from studykit.content.text import clean, shorten
from studykit.content.within import folder_of, leads_out

_MOST = 2_000
"""So many files are looked through for one that may be meant."""


def named_pictures(node: Node, path: Way = ()) -> Iterator[tuple[Way, str]]:
    """The place of each text that names a picture of its course, and the way to that; those in the web are others'."""
    if isinstance(node, str):
        yield from ((path, picture) for picture in _pictures(node))
        return
    for key, member in node.items() if isinstance(node, dict) else enumerate(node):
        yield from named_pictures(member, (*path, key))


def missing(picture: str) -> str:
    """What is said of a picture that is not there."""
    return f"There is no picture `{shorten(picture)}` in the folder of this course."


def mend_of(home: Path, picture: str) -> str:
    """How a picture that a course names comes to be there; empty: it is."""
    folder = folder_of(home)
    if (folder / picture).is_file():
        return ""
    near = closest(picture, list(islice(_there(folder, picture), _MOST)))
    return f"Did you mean `{near}`?" if near else "Put it there, or take it out of the text."


def _pictures(text: str) -> list[str]:
    """The pictures of a text that are to lie within its course."""
    ways = dict.fromkeys(picture.way for picture in pictures_in([text]))
    return [way for way in ways if not leads_out(way)]


def _there(folder: Path, picture: str) -> Iterator[str]:
    """The files beside the place where a picture is looked for, and in the usual folder, by their ways."""
    for beside in dict.fromkeys((PurePosixPath(picture).parent, PurePosixPath("media"))):
        try:
            names = sorted(file.name for file in (folder / beside).iterdir())
        except OSError:
            continue
        yield from (str(beside / clean(name)) for name in names)
