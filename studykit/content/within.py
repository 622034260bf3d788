"""Which files lie within the folder of a course: no others are opened, shown or taken along because a text names them."""

import re
from pathlib import Path, PurePosixPath


def folder_of(home: Path) -> Path:
    """The folder in which the files of a course lie: its own, or that of its single file."""
    return home if home.is_dir() else home.parent


def leads_out(way: str) -> bool:
    """Whether a way is not one into a folder, on any system; what is there is not looked at."""
    path = PurePosixPath(way)
    return path.is_absolute() or ".." in path.parts or bool(re.search(r"[\\:\0]", way))


def file_within(folder: Path, way: str) -> Path | None:
    """The file to which a way leads; None if that is through a link out of the folder.

    Raises OSError or RuntimeError where no file is there; a pipe or a device, of which reading may never end, is none.
    """
    file = (folder / way).resolve(strict=True)
    if not file.is_relative_to(folder.resolve()):
        return None
    if not file.is_file():
        raise FileNotFoundError(way)
    return file
