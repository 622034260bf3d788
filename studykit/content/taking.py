"""One file of a library taken from the disk and compiled: what can be done for many files at the same time."""

from hashlib import blake2b
from typing import NamedTuple

from studykit.content.compiler import CompiledFile, Role, Source, compile_file, file_slug, unread
from studykit.content.document import Document
from studykit.content.loader import FoundCourse, ReadError, read
from studykit.content.rows import FileRows, rows_of
from studykit.errors import StudykitError


class State(NamedTuple):
    """By what the content of a file is known again."""

    trouble: str
    """Why it could not be read."""
    hash: bytes


class Task(NamedTuple):
    """A file that is to be taken."""

    path: str
    trouble: str
    """Why it may not be opened."""
    role: Role
    before: State | None
    """When it was taken last."""


class Taken(NamedTuple):
    """A file that was taken."""

    state: State
    rows: FileRows | None
    """What it says; None if that is what it said before."""


def take(task: Task) -> Taken:
    """Read a file, and compile it if it says something else than before."""
    fault, data = _read(task)
    state = State(fault.sentence if fault else "", blake2b(data, digest_size=16).digest())
    if state == task.before:
        return Taken(state, None)
    return Taken(state, rows_of(_compiled(Source(task.path, data), task.role, fault)))


def role_of(course: FoundCourse, path: str) -> Role:
    """What a file is within its course."""
    if path != course.head:
        return Role.PART
    return Role.WHOLE if course.home == course.head else Role.HEAD


def _read(task: Task) -> tuple[StudykitError | None, bytes]:
    """What is wrong with a file, or its content."""
    if task.trouble:
        return StudykitError(task.trouble, "Put an ordinary file of fair size here."), b""
    try:
        return None, read(task.path)
    except ReadError as error:
        return error, b""


def _compiled(source: Source, role: Role, fault: StudykitError | None) -> CompiledFile:
    """What a file says, or that it could not be read."""
    slug = file_slug(source.path)
    if fault:
        problem = source.problem_at(1, 1, fault.sentence, fault.hint)
        document = unread(b"") if role is Role.HEAD else Document()
        return CompiledFile(document, problems=[problem], refused=(slug,))
    return compile_file(source, slug, role)
