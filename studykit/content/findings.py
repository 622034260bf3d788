"""What is found in joining the files of one course, with its places."""

import os
import sqlite3
from dataclasses import dataclass, field

from studykit.content.compiler import Source
from studykit.content.fields import closest
from studykit.content.loader import ReadError, read, show_path
from studykit.content.nodes import Path
from studykit.errors import Problem, Severity


@dataclass(slots=True)
class Findings:
    """A course being joined: what has to be known of it, and what is wrong with it."""

    course: int
    """Its key."""
    head: str
    shown: bool
    refused: frozenset[str]
    """Names of guides that exist and have errors: nobody is told that they do not exist."""
    slugs: list[str] = field(default_factory=list)
    """Of its guides."""
    problems: list[Problem] = field(default_factory=list)
    _sources: dict[str, Source] = field(default_factory=dict)

    def tell(
        self,
        file: str,
        path: Path,
        sentence: str,
        hint: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Take a problem of one file."""
        self.problems.append(self._source(file).problem(path, sentence, hint, severity))

    def place(self, file: str, path: Path) -> str:
        """Where something stands, as seen from the course: file and line."""
        near = os.path.relpath(file, os.path.dirname(self.head))  # noqa: PTH120
        return f"{show_path(near)}:{self._source(file).line_of(path)}"

    def did_you_mean(self, word: str, otherwise: str) -> str:
        """A hint: the guide that was probably meant, or else another hint."""
        near = closest(word, self.slugs)
        return f"Did you mean `{near}`?" if near else otherwise

    def _source(self, file: str) -> Source:
        """A file, to find places in it; without places if it has gone meanwhile."""
        if file not in self._sources:
            try:
                data = read(file)
            except ReadError:
                data = b""
            self._sources[file] = Source(file, data)
        return self._sources[file]


def refused_names(db: sqlite3.Connection, course: int) -> frozenset[str]:
    """The names of the guides of a course that have errors, normalised."""
    sql = "SELECT r.name FROM refused AS r JOIN file AS f ON f.id = r.file WHERE f.course = ?"
    return frozenset(name for (name,) in db.execute(sql, (course,)))
