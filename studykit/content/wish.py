"""Which files are meant where a library, a course folder or a file is named."""

import os
from collections.abc import Iterable
from pathlib import Path

from studykit.content.loader import head_of, show_path


class Wish:
    """Whether a path is one of those that are named, or within one."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._wanted = {show_path(path) for path in wanted}
        self._within = tuple(path.rstrip(os.sep) + os.sep for path in self._wanted)

    def __call__(self, path: str) -> bool:
        """Whether that path is meant."""
        shown = show_path(path)
        return shown in self._wanted or shown.startswith(self._within)


def root_of(path: Path) -> Path:
    """The course folder around a path, or the path itself."""
    return next((folder for folder in (path, *path.parents) if head_of(str(folder))), path)
