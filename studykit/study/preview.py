"""Previewing a course, a guide or a question set as a student would see it: nothing is remembered, and nothing is written."""

import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.content.catalog import Catalog
from studykit.content.loader import ReadError, head_of, read, show_path
from studykit.content.nodes import SourceError
from studykit.content.source import parse
from studykit.errors import NotFoundError, StudykitError
from studykit.study.study import Clock, Study

if TYPE_CHECKING:
    from studykit.storage.database import Database

_ENDINGS = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Preview:
    """A desk without a memory, and what to open on it."""

    study: Study
    path: Path
    """What was named."""

    @property
    def course(self) -> str:
        """The course to open; empty where it is refused, or none."""
        return next((entry.slug for entry in self.study.catalog.courses()), "")

    @property
    def page(self) -> str:
        """The guide or question set to open; empty where there is no single one that is meant."""
        if self.path.is_dir() or not self.course:
            return ""
        pages = self.study.catalog.pages_in(self.path)
        return pages[0] if len(pages) == 1 else ""

    @property
    def is_refused(self) -> bool:
        """Whether what was named is not shown because of its mistakes."""
        named = show_path(str(self.path))
        faults = self.study.catalog.faults(self.course).problems if self.course else ()
        return not (self.course and (self.page or all(one.path != named for one in faults)))


def open_preview(path: Path, clock: Clock) -> Preview:
    """The desk for a preview of a course folder, a single-file course, or a file of a course. Raises StudykitError where it is none of these."""
    named = Path(os.path.abspath(path))  # noqa: PTH100 - links are kept as they are named
    catalog = Catalog.open([_course_of(named)], None)
    try:
        catalog.refresh()
    except BaseException:
        catalog.close()
        raise
    return Preview(Study(catalog, _memory, clock=clock, new_id=lambda: str(uuid.uuid4())), named)


def _course_of(path: Path) -> Path:
    """The course folder around a path, or the file that is a course by itself."""
    if not path.exists():
        raise NotFoundError(f"There is no {path}.", "Look at the path; is it spelled right?")
    if path.is_file() and path.suffix.lower() not in _ENDINGS:
        msg = f"{path.name} is not a YAML file, so it is neither a guide nor a course."
        raise StudykitError(msg, "Name a .yaml file or the folder of a course.")
    if around := next((folder for folder in (path, *path.parents) if head_of(str(folder))), None):
        return around
    if path.is_dir():
        msg = f"{path} is not a course: it has no course.yaml."
        raise StudykitError(msg, "Name a folder with a course.yaml, or a file in it.")
    if not _is_course(path):
        msg = f"{path.name} belongs to no course."
        raise StudykitError(msg, "Put it into a folder that has a course.yaml.")
    return path


def _is_course(path: Path) -> bool:
    """Whether a file names a course; one that cannot be read or parsed may do so, and what is wrong with it will be told."""
    try:
        node = parse(read(str(path)))
    except (ReadError, SourceError):
        return True
    return isinstance(node, dict) and "course" in node


def _memory() -> "Database":
    from studykit.storage.database import Database  # noqa: PLC0415 - as for any other desk

    return Database.memory()
