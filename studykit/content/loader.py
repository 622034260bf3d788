"""Courses on disk: which folders and files make up a library, and how a file is read without harm.

A scan only lists: no file is opened. What may not be opened (a pipe, a link that leads out of its course, a huge
file) stays in the list with the reason, so that the course knows what it lacks. The loop over files uses plain
strings and tuples: ten thousand files are listed at every start.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path, PurePath
from typing import NamedTuple

from studykit.content.nodes import MAX_BYTES
from studykit.content.text import clean
from studykit.errors import Problem, Severity, StudykitError

_HEADS = ("course.yaml", "course.yml")
_ENDINGS = (".yaml", ".yml", ".YAML", ".YML")
_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_SMALL = 64_000
"""Room for a file that has grown since; to make room for the largest takes longer than to read most."""


class ReadError(StudykitError):
    """A file of a course that cannot or must not be read."""


class FoundFile(NamedTuple):
    """A YAML file of a course, as listed."""

    path: str
    mtime_ns: int
    size: int
    trouble: str = ""
    """Why it may not be opened; empty for a file like any other."""


_ordinary = partial(tuple.__new__, FoundFile)
"""Makes a FoundFile of all its values, in a third of the time."""


class FoundCourse(NamedTuple):
    """A course folder, or a file that may be a course of its own."""

    home: str
    """The folder, or the file of a single-file course."""
    library: int
    """The position of its root among the roots."""
    alone: bool
    """Whether it was given itself, not found in the folder of a library."""
    head: str
    """The file that names the course."""
    files: list[FoundFile]
    """By path."""


class Scan(NamedTuple):
    """All that the roots of a library hold."""

    courses: tuple[FoundCourse, ...]
    problems: tuple[Problem, ...]


def show_path(path: str) -> str:
    """A path that may be shown: without control characters, on one line."""
    return clean(path).replace("\n", " ").replace("\t", " ")


def scan(roots: Sequence[Path]) -> Scan:
    """List the courses of these folders and single-file courses, in order; a course is listed once."""
    scanner = _Scanner()
    for position, root in enumerate(roots):
        scanner.scan_root(os.path.normpath(root), position)
    return Scan(tuple(scanner.courses), tuple(scanner.problems))


def read(path: str) -> bytes:
    """The content of a regular file of fair size; never waits for a pipe or a device.

    Raises:
        ReadError: It is not such a file, or the system does not let us read it.
    """
    try:
        descriptor = os.open(path, _READ_FLAGS)
    except OSError as error:
        raise ReadError(*_why_unread(error)) from error
    status = os.fstat(descriptor)
    if trouble := _trouble_of(status):
        os.close(descriptor)
        raise ReadError(trouble)
    with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123 - of a descriptor, not of a path
        return file.read(max(status.st_size, _SMALL) + 1) or b""


def _why_unread(error: OSError) -> tuple[str, str]:
    """The system's refusal in a sentence, and the mend."""
    reason = (error.strerror or type(error).__name__).lower()
    return f"This file cannot be read: {reason}.", "Look at its permissions, or remove it."


def _trouble_of(status: os.stat_result) -> str:
    """Why a file of this status is not opened, if so."""
    if not stat.S_ISREG(status.st_mode):
        return "This is not an ordinary file (but a folder, pipe, socket or device)."
    if status.st_size > MAX_BYTES:
        return f"This file is too large: {status.st_size:,} bytes, and {MAX_BYTES:,} are allowed."
    return ""


def _is_yaml(name: str) -> bool:
    """Whether a name is that of a visible YAML file."""
    return name.endswith(_ENDINGS) and not name.startswith(".")


def _has_odd_name(path: str) -> bool:
    """Whether a path has bytes that are not UTF-8 (the system hands them over as surrogates)."""
    return not path.isascii() and any("\ud800" <= letter <= "\udfff" for letter in path)


class _Scanner:
    """Gathers courses and problems over all roots."""

    def __init__(self) -> None:
        self.courses: list[FoundCourse] = []
        self.problems: list[Problem] = []
        self._seen: set[str] = set()

    def scan_root(self, root: str, position: int) -> None:
        """Take a root as a library folder, a course folder or a single-file course."""
        try:
            status = os.stat(root)  # noqa: PTH116
        except OSError as error:
            reason = (error.strerror or "it cannot be read").lower()
            self._tell(
                root,
                f"This library is not there: {reason}.",
                "Look at the path; is it spelled right?",
            )
            return
        if not stat.S_ISDIR(status.st_mode):
            self._add_single(root, position, alone=True)
        elif head := head_of(root):
            self._add_folder(root, head, position, alone=True)
        else:
            for entry in self._entries(root):
                self._take_entry(entry, position)

    def _take_entry(self, entry: os.DirEntry[str], position: int) -> None:
        """Take one thing in a library folder: a course folder, a single-file course, or nothing of ours."""
        if entry.name.startswith("."):
            return
        if _is_folder(entry):
            if head := head_of(entry.path):
                self._add_folder(entry.path, head, position, alone=False)
            elif any(_is_yaml(inner.name) for inner in self._entries(entry.path)):
                self._tell(
                    entry.path,
                    "This folder has YAML files but no course.yaml, so it is not a course.",
                    "Add a course.yaml with `course:` and its title.",
                    Severity.WARNING,
                )
        elif _is_yaml(entry.name):
            self._add_single(entry.path, position, alone=False)

    def _add_single(self, path: str, position: int, *, alone: bool) -> None:
        """Add a file as a course of its own."""
        if self._is_new(path):
            found = _found(path)
            if self._is_named_well(path):
                self.courses.append(FoundCourse(path, position, alone, path, [found]))

    def _add_folder(self, folder: str, head: str, position: int, *, alone: bool) -> None:
        """Add a course folder with all its files."""
        if self._is_new(folder) and self._is_named_well(folder):
            files = sorted(self._files_of(folder))
            self.courses.append(FoundCourse(folder, position, alone, head, files))

    def _is_new(self, path: str) -> bool:
        """Whether this place has not been added yet, by whatever path."""
        real = os.path.realpath(path)
        new = real not in self._seen
        self._seen.add(real)
        return new

    def _is_named_well(self, path: str) -> bool:
        """Whether the name can be kept; tells if not."""
        odd = _has_odd_name(path)
        if odd:
            self._tell(path, "This name has bytes that are not UTF-8.", "Give it another name.")
        return not odd

    def _files_of(self, folder: str) -> Iterator[FoundFile]:
        """The YAML files of a course folder and of the folders in it."""
        waiting = [folder]
        while waiting:
            for entry in self._entries(waiting.pop()):
                if entry.name[0] == ".":
                    continue
                if entry.name.endswith(_ENDINGS):
                    if entry.path.isascii() or self._is_named_well(entry.path):
                        yield _found_in(entry, folder)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_symlink() and _is_folder(entry):
                    self._tell(
                        entry.path,
                        "This is a link to a folder; links to folders are not followed inside a course.",
                        "Move the folder itself here.",
                        Severity.WARNING,
                    )

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """What is in a folder, by name; tells if it cannot be read."""
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=attrgetter("name"))
        except OSError as error:
            reason = (error.strerror or "no reason given").lower()
            self._tell(folder, f"This folder cannot be read: {reason}.", "Look at its permissions.")
            return []

    def _tell(
        self, path: str, sentence: str, hint: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(Problem(show_path(path), 1, 1, sentence, hint, "", severity))


def name_of(home: str, head: str) -> str:
    """What the folder of a course is called, or the file of a single-file course."""
    path = PurePath(home)
    return clean(path.stem if home == head else path.name)


def head_of(folder: str) -> str:
    """The path of a folder's course.yaml, or empty."""
    for name in _HEADS:
        path = os.path.join(folder, name)  # noqa: PTH118
        if os.path.lexists(path):
            return path
    return ""


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or a link to one; a link that leads nowhere is not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _found(path: str) -> FoundFile:
    """A file that the learner put into a library, be it a link."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError as error:
        return FoundFile(path, 0, 0, _why_unread(error)[0])
    return FoundFile(path, status.st_mtime_ns, status.st_size, _trouble_of(status))


def _found_in(entry: os.DirEntry[str], folder: str) -> FoundFile:
    """A file inside a course folder; a link may not lead out of it."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return FoundFile(entry.path, 0, 0, _why_unread(error)[0])
    if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES:
        return _ordinary((entry.path, status.st_mtime_ns, status.st_size, ""))
    if not stat.S_ISLNK(status.st_mode):
        return FoundFile(entry.path, status.st_mtime_ns, status.st_size, _trouble_of(status))
    real, home = os.path.realpath(entry.path), os.path.realpath(folder)
    if not real.startswith(home + os.sep):
        return FoundFile(entry.path, 0, 0, "This link leads out of its course's folder.")
    return _found(entry.path)
