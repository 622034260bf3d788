"""One file of a course compiled: what it says, what is wrong with it, and where."""

import os
import re
from dataclasses import dataclass, field, replace
from enum import Enum

from studykit.content.document import CourseHeader, Document
from studykit.content.fields import MAX_PROBLEMS, MORE_PROBLEMS, closest
from studykit.content.keys import FILES
from studykit.content.loader import show_path
from studykit.content.nodes import Node, Path, Place, SourceError
from studykit.content.schema import all_refused, read_document
from studykit.content.source import parse, places
from studykit.content.text import clean, shorten, slugify
from studykit.errors import Problem, Severity

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TERM_LINE = re.compile(rb"^[ \t-]*term:[ \t]*(\S.*)$", re.MULTILINE)

_TITLE_LINE = re.compile(rb"^(?:\xef\xbb\xbf)?course:[ \t]+([^\s|>&*!\[{#].*)$", re.MULTILINE)
_LONGEST = 200
"""Characters of a title that stands in a file that cannot be parsed."""


class Role(Enum):
    """What a file is within its course."""

    HEAD = "head"
    """The course.yaml of a folder."""
    PART = "part"
    """Another file of a folder."""
    WHOLE = "whole"
    """A file that is a course by itself."""


@dataclass(slots=True)
class Source:
    """A file's bytes, in which problems are given their places and lines. Whatever costs is done when first needed."""

    path: str
    data: bytes
    _places: dict[Path, Place] | None = None
    _lines: list[str] = field(default_factory=list)

    def problem(
        self,
        path: Path,
        sentence: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        at_key: bool = False,
    ) -> Problem:
        """The problem of one node, or of the key of a node."""
        place = self._place(path)
        if at_key and place.key_line:
            return self.problem_at(place.key_line, place.key_column, sentence, hint, severity)
        return self.problem_at(place.line, place.column, sentence, hint, severity)

    def problem_at(
        self,
        line: int,
        column: int,
        sentence: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """The problem of one place."""
        shown = show_path(self.path)
        return Problem(shown, line, column, sentence, hint, self._line(line), severity)

    def problem_of(self, error: SourceError) -> Problem:
        """The problem of what cannot stand in a file."""
        return self.problem_at(error.line, error.column, error.sentence, error.hint)

    def line_of(self, path: Path) -> int:
        """The line that a node stands in."""
        place = self._place(path)
        return place.key_line or place.line

    def _place(self, path: Path) -> Place:
        """The place of a node, or of the nearest node around it."""
        if self._places is None:
            try:
                self._places = places(self.data)
            except SourceError as error:
                self._places = {(): Place(error.line, error.column)}
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, Place(1, 1))

    def _line(self, line: int) -> str:
        """One line, clean; empty if there is none."""
        if not self._lines:
            text = self.data.decode("utf-8", "replace")
            self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return clean(self._lines[line - 1]).replace("\n", " ") if line <= len(self._lines) else ""


@dataclass(slots=True)
class CompiledFile:
    """What one file says, and what is wrong with it."""

    document: Document = field(default_factory=Document)
    node: Node = ""
    """The nodes of the whole file; empty if it could not be parsed."""
    problems: list[Problem] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    """Slugs of guides that it may have, where it cannot be told which it has."""


def file_slug(path: str) -> str:
    """The slug that follows from the name of a file."""
    stem = os.path.splitext(os.path.basename(path))[0]  # noqa: PTH119, PTH122 - much quicker than a Path
    return stem if _SLUG.fullmatch(stem) else slugify(clean(stem))


def node_at(node: Node, path: Path) -> Node:
    """The node at a path that exists."""
    for step in path:
        node = node[step]  # type: ignore[index]
    return node


def compile_file(source: Source, slug: str, role: Role) -> CompiledFile:
    """What a file says; its slug is that of the course (for a head) or follows from its name."""
    repeated: list[SourceError] = []
    try:
        node = parse(source.data, repeated)
    except SourceError as error:
        repeated = _not_too_many(repeated)
        return CompiledFile(
            unread(source.data) if role is Role.HEAD else Document(),
            problems=[source.problem_of(one) for one in (*repeated, error)],
            refused=(slug, *_terms_in(source.data)),
        )
    if role is Role.WHOLE and not (isinstance(node, dict) and any(key in node for key in FILES)):
        return CompiledFile(problems=[_foreign(source)])
    told: list[tuple[Path, str, str, Severity, bool]] = []
    document = read_document(node, slug, lambda *problem: told.append(_filled(*problem)))
    problems = [source.problem_of(error) for error in _not_too_many(repeated)]
    problems += [source.problem(*problem) for problem in told]
    problems += _misplaced(source, node, role)
    if repeated:
        document = all_refused(document)
    if role is Role.HEAD and not document.course:
        document = replace(document, course=unread(b"").course)
    is_unclear = problems and not (document.guides or document.refused)
    return CompiledFile(document, node, problems, (slug,) if is_unclear else ())


def _not_too_many(repeated: list[SourceError]) -> list[SourceError]:
    """As many repeated keys as are told of one file."""
    if len(repeated) <= MAX_PROBLEMS:
        return repeated
    first = repeated[MAX_PROBLEMS - 1]
    return [*repeated[: MAX_PROBLEMS - 1], SourceError(first.line, first.column, *MORE_PROBLEMS)]


def _filled(
    path: Path,
    sentence: str,
    hint: str = "",
    severity: Severity = Severity.ERROR,
    at_key: bool = False,
) -> tuple[Path, str, str, Severity, bool]:
    """A problem as reported, with all that may be left out."""
    return path, sentence, hint, severity, at_key


def unread(data: bytes) -> Document:
    """What is known of a course whose head cannot be read: its title, as far as that can be told."""
    found = _TITLE_LINE.search(data)
    title = clean(found[1].decode("utf-8", "replace")).strip(" \"'") if found else ""
    return Document(CourseHeader(shorten(title, _LONGEST), "", (), False, True))


def _terms_in(data: bytes) -> list[str]:
    """The slugs of terms that a file would have, could it be parsed."""
    found = (match[1].decode("utf-8", "replace").strip() for match in _TERM_LINE.finditer(data))
    return [slugify(clean(term.strip("\"'"))) for term in found]


def _foreign(source: Source) -> Problem:
    """The warning that a YAML file among the courses is none of ours."""
    return source.problem_at(
        1,
        1,
        "This file is not a course, so it is left alone.",
        "A course begins with `course:` and its title.",
        Severity.WARNING,
    )


def _means_course(node: Node) -> bool:
    """Whether it has been told of a file, which is of no kind, that it was probably meant to be a course."""
    return (
        isinstance(node, dict)
        and node.keys().isdisjoint(FILES)
        and next(filter(None, (closest(key, FILES) for key in node)), "") == "course"
    )


def _misplaced(source: Source, node: Node, role: Role) -> list[Problem]:
    """The problem of a file that is a course where none can be, or none where one has to be."""
    is_course = isinstance(node, dict) and "course" in node
    if role is Role.PART and is_course:
        sentence = "This folder has a course.yaml already; a course cannot stand within a course."
        return [
            source.problem(("course",), sentence, "Give this course its own folder.", at_key=True)
        ]
    if role is Role.HEAD and not is_course and not _means_course(node):
        sentence = "A course.yaml begins with `course:`, and this one has no such key."
        return [source.problem((), sentence, "Add `course: ` and the title of the course.")]
    if role is Role.WHOLE and not is_course:
        sentence = "This file belongs to no course."
        return [source.problem((), sentence, "Put it into a folder that has a course.yaml.")]
    return []
