"""The categories of Moodle as units of a course."""

import re

from studykit.content.text import clean, shorten
from studykit.transfer.parcel import Parcel, Part

_ROOT = re.compile(r"\$\w+\$|top")
"""Words that Moodle's own paths begin with."""
_DEFAULT = "Default for "
_BETWEEN = " / "


def part_of(path: str) -> str:
    """The unit for what stands in a category: `$course$/top/Plants/Leaves` is `Plants / Leaves`."""
    names = [
        " ".join(name.replace("\0", "/").split()) for name in path.replace("//", "\0").split("/")
    ]
    while names and _ROOT.fullmatch(names[0]):
        names.pop(0)
    return _BETWEEN.join(name.removeprefix(_DEFAULT) for name in names if name)


def path_of(*names: str) -> str:
    """The path of a category."""
    return "/".join(("$course$", "top", *(name.replace("/", "//") for name in names)))


def settle(parcel: Parcel) -> None:
    """Take the category that all others stand in for the course."""
    firsts = {title.split(_BETWEEN)[0] for title in parcel.parts}
    if len(firsts) != 1 or "" in firsts:
        return
    first = firsts.pop()
    parcel.title = parcel.title or first
    parts: dict[str, Part] = {}
    for part in parcel.parts.values():
        part.title = shorten(clean(part.title.removeprefix(first).removeprefix(_BETWEEN)), 120)
        parts[part.title] = part
    parcel.parts = parts
