"""A compiled library that also knows what would teach badly: a file is looked at again only where it has changed."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from studykit.content.advice import (
    advise,
    advise_on_escapes,
    advise_on_texts,
    advise_on_unasked,
    unasked,
)
from studykit.content.cache import begin
from studykit.content.catalog import Catalog, mended
from studykit.content.compiler import Source, file_slug
from studykit.content.crew import do_all
from studykit.content.differences import compare
from studykit.content.document import Document
from studykit.content.loader import ReadError, read, scan, show_path
from studykit.content.missing import mend_of, missing, named_pictures
from studykit.content.nodes import Node, SourceError
from studykit.content.nodes import Path as Way
from studykit.content.schema import read_again
from studykit.content.source import parse
from studykit.errors import Problem, Severity

Wish = Callable[[str], bool]
"""Whether a file, by its path, is asked for."""

_COUNTS = """
    SELECT f.course, f.path, g.guides, g.questions, s.questions FROM file AS f
    JOIN course AS c ON c.id = f.course
    LEFT JOIN (SELECT file, count(*) AS guides, sum(questions) AS questions FROM guide WHERE rank IS NOT NULL
        GROUP BY file) AS g ON g.file = f.id
    LEFT JOIN (SELECT s.file, count(*) AS questions FROM set_question AS q
        JOIN question_set AS s ON s.id = q.question_set WHERE q.shown AND q.worth <> '-' GROUP BY s.file) AS s ON s.file = f.id
    WHERE c.shown
"""
_UNADVISED = """
    SELECT f.path, f.id FROM file AS f LEFT JOIN advised AS a ON a.file = f.id
    WHERE f.trouble = '' AND (a.hash IS NULL OR a.hash <> f.hash) ORDER BY f.path
"""
_ADVICE = """
    SELECT f.path, a.line, a."column", a.sentence, a.hint, a.excerpt, a.picture, c.home FROM advice AS a
    JOIN advised AS d ON d.file = a.file JOIN file AS f ON f.id = a.file AND f.hash = d.hash
    JOIN course AS c ON c.id = f.course
    WHERE a.unasked = '' OR NOT EXISTS (SELECT 1 FROM guide AS g JOIN set_question AS q ON q.guide = g.id
        WHERE g.course = f.course AND g.slug = a.unasked)
"""


class Counts(NamedTuple):
    """What there is in some files."""

    courses: int
    terms: int
    questions: int


class FileChange(NamedTuple):
    """What became of a file since the library was compiled."""

    what: str
    """new, changed or gone."""
    path: str


class Remark(NamedTuple):
    """Advice on one place of a file."""

    problem: Problem
    unasked: str = ""
    """The slug of a guide, if this holds only while no question of a set asks about it."""
    picture: str = ""
    """The way to a picture, if this holds only while that is not in the folder of the course."""


class Advised(NamedTuple):
    """A file that was looked at."""

    hash: bytes
    remarks: list[Remark]


class AdvisingCatalog(Catalog):
    """The library as its authors see it."""

    @mended
    def advice(self, asks: Wish) -> list[Problem]:
        """Warnings about what teaches badly in the files that are asked for."""
        files = [row for row in self._db.execute(_UNADVISED) if asks(row[0])]
        if files:
            self._advise_on(files)
        found = [row for row in self._db.execute(_ADVICE) if asks(row[0])]
        return [
            Problem(show_path(path), line, column, sentence, mend, excerpt, Severity.WARNING)
            for path, line, column, sentence, hint, excerpt, picture, home in found
            if (mend := mend_of(Path(home), picture) if picture else hint)
        ]

    @mended
    def counts(self, asks: Wish) -> Counts:
        """How many courses, terms and questions there are in the files that are asked for."""
        found = [row for row in self._db.execute(_COUNTS) if asks(row[1])]
        terms = sum(guides or 0 for _, _, guides, _, _ in found)
        questions = sum((own or 0) + (in_sets or 0) for _, _, _, own, in_sets in found)
        return Counts(len({row[0] for row in found}), terms, questions)

    @mended
    def changes(self) -> list[FileChange]:
        """What a refresh would find new, changed or gone, by path."""
        differ = compare(self._db, scan(self._roots))
        known = dict(self._db.execute("SELECT id, path FROM file"))
        paths = set(known.values())
        gone = {known[key] for key in differ.gone}
        found = {file.path: "changed" if file.path in paths else "new" for _, file in differ.files}
        found |= dict.fromkeys(gone - found.keys(), "gone")
        return [FileChange(what, show_path(path)) for path, what in sorted(found.items())]

    def _advise_on(self, files: Sequence[tuple[str, int]]) -> None:
        """Look at files, and keep what there is to say about them."""
        with ExitStack() as crew:
            looked_at = list(do_all(advise_on_file, [path for path, _ in files], crew))
        begin(self._db, _go_on)
        try:
            for (_, key), advised in zip(files, looked_at, strict=True):
                _keep(self._db, key, advised)
            self._db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise


def advise_on_file(path: str) -> Advised:
    """Look at one file; of one that cannot be read or parsed nothing is said, for that has been told."""
    try:
        source = Source(path, read(path))
    except ReadError:
        return Advised(b"", [])
    told: list[Problem] = []
    remarks: list[Remark] = []

    def report(
        path: Way,
        sentence: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        at_key: bool = False,
    ) -> None:
        told.append(source.problem(path, sentence, hint, severity, at_key))

    if found := _read_again(source):
        node, document = found
        advise(document, node, report)
        advise_on_escapes(source.data, report)
        advise_on_texts(node, report)
        remarks += map(Remark, told)
        for slug, at in unasked(document):
            advise_on_unasked(at, report)
            remarks.append(Remark(told[-1], slug))
        for at, picture in named_pictures(node):
            report(at, missing(picture), severity=Severity.WARNING)
            remarks.append(Remark(told[-1], picture=picture))
    return Advised(blake2b(source.data, digest_size=16).digest(), remarks)


def _read_again(source: Source) -> tuple[Node, Document] | None:
    """The nodes of a file and what it says; None if it cannot be parsed."""
    try:
        node = parse(source.data)
    except SourceError:
        return None
    return node, read_again(node, file_slug(source.path))


def _keep(db: sqlite3.Connection, file: int, advised: Advised) -> None:
    """Keep what there is to say about a file, unless another studykit has removed it meanwhile."""
    db.execute("DELETE FROM advised WHERE file = ?", (file,))
    sql = "INSERT INTO advised SELECT id, ? FROM file WHERE id = ?"
    if db.execute(sql, (advised.hash, file)).rowcount:
        rows = [(file, *problem[1:6], slug, picture) for problem, slug, picture in advised.remarks]
        db.executemany("INSERT INTO advice VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _go_on() -> None:
    """What is done while another studykit writes: nothing."""
