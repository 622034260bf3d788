"""Ids written into the files of an author's courses, so that a later rewording costs no learner their history."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from studykit.content.compiler import Role, Source, compile_file, file_slug
from studykit.content.ids import lacking_ids, with_ids
from studykit.content.loader import FoundFile, read, scan
from studykit.content.markdown import bold_spans
from studykit.content.model import Course
from studykit.content.taking import role_of
from studykit.content.wish import Wish, root_of
from studykit.errors import Severity, StudykitError
from studykit.study.saving import replace


class Marked(NamedTuple):
    """What came of a file."""

    path: Path
    added: int = 0
    """How many ids it lacked, and has now."""
    trouble: str = ""
    """Why it was left as it is."""


def write_ids(
    paths: Iterable[Path], shipped: Sequence[Path], *, dry_run: bool = False
) -> Iterator[Marked]:
    """Write the ids into libraries, course folders and files.

    Args:
        paths: Where.
        shipped: The folders of courses that come with the program: they are replaced with it, so nothing is written there.
        dry_run: Only tell what would be written.

    Raises:
        StudykitError: A path is in one of those folders.

    """
    named = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - links are kept as they are named
    for path in named:
        _refuse_shipped(path, shipped)
    asks = Wish(map(str, named))
    ours = Wish(str(folder.resolve()) for folder in shipped)
    for course in scan(list(dict.fromkeys(map(root_of, named)))).courses:
        for file in course.files:
            if asks(file.path) and not ours(os.path.realpath(file.path)):
                yield _mark(file, role_of(course, file.path), dry_run=dry_run)


def cards_without_ids(course: Course, home: Path) -> int:
    """How many cards of a course are known by their wording alone.

    Args:
        course: All of it, or some of its pages.
        home: Its folder or file.

    """
    lacking: set[str] = set()
    for found in scan([home]).courses:
        for file in found.files:
            with suppress(StudykitError):  # what is not in order is no part of the course
                content = _content(file, role_of(found, file.path))
                lacking |= lacking_ids(content.decode("utf-8")) if content else set()
    own = (one.id for guide in course.guides for one in guide.questions)
    loose = (one.id for found in course.sets for one in found.questions)
    facts = (one.id for guide in course.guides for one in guide.facts if bold_spans(one.text))
    return sum(card in lacking for card in chain(own, loose, facts))


def _refuse_shipped(path: Path, shipped: Sequence[Path]) -> None:
    if any(path.resolve().is_relative_to(folder.resolve()) for folder in shipped):
        msg = f"{path} comes with studykit, and is replaced with every new version of it."
        raise StudykitError(msg, "Copy the course into your own library, and name the copy.")


def _mark(file: FoundFile, role: Role, *, dry_run: bool) -> Marked:
    """Write the ids into one file, or tell why it was left as it is."""
    try:
        return Marked(Path(file.path), _add_ids(file, role, dry_run=dry_run))
    except StudykitError as error:
        return Marked(Path(file.path), trouble=f"{error.sentence} {error.hint}".strip())


def _content(file: FoundFile, role: Role) -> bytes:
    """What a file says that is in order; nothing where it is a head, or of another program. Raises StudykitError."""
    if file.trouble:
        raise StudykitError(file.trouble)
    content = read(file.path)
    compiled = compile_file(Source(file.path, content), file_slug(file.path), role)
    if any(problem.severity is Severity.ERROR for problem in compiled.problems):
        msg = "It has errors: `studykit check` tells which."
        raise StudykitError(msg)
    return content if compiled.document.guides or compiled.document.question_set else b""


def _add_ids(file: FoundFile, role: Role, *, dry_run: bool) -> int:
    """Write the ids into one file; gives how many. Raises StudykitError where that cannot be done."""
    before = _content(file, role)
    if not before:
        return 0
    found = with_ids(before.decode("utf-8"))
    if found is None:
        msg = "Its layout leaves no room for ids: write them by hand."
        raise StudykitError(msg)
    text, added = found
    if added and not dry_run:
        replace(Path(file.path), before, text.encode("utf-8"))
    return added
