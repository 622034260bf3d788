"""Courses checked for their authors: every problem of every file, and advice on what would teach badly."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from studykit.content.advice import advise, advise_on_escapes, advise_on_formulas
from studykit.content.cache import open_cache
from studykit.content.compiler import Source, file_slug
from studykit.content.differences import compare
from studykit.content.document import Document
from studykit.content.loader import ReadError, read, scan, show_path
from studykit.content.nodes import Node, SourceError
from studykit.content.problems import problems_of
from studykit.content.schema import read_again
from studykit.content.source import parse
from studykit.content.update import update
from studykit.content.wish import Wish, root_of
from studykit.errors import Problem


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found."""

    problems: tuple[Problem, ...]
    """By file and line."""
    courses: int
    terms: int
    questions: int


def check_paths(paths: Iterable[Path]) -> CheckReport:
    """Check libraries, course folders and single files.

    A file of a course is checked with its course, but only its own problems are told.
    """
    wanted = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - links are kept as they are named
    roots = dict.fromkeys(root_of(Path(path)) for path in wanted)
    with closing(open_cache(None)) as db:
        found = scan(list(roots))
        update(db, found, compare(db, found))
        asks = Wish(wanted)
        problems = [problem for problem in problems_of(db) if asks(problem.path)]
        problems += _advice(db, asks)
        return CheckReport(_in_order(problems), *_counts(db, asks))


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and line, each once, with short paths."""
    here = show_path(str(Path.cwd())) + os.sep
    short = {problem._replace(path=problem.path.removeprefix(here)) for problem in problems}
    return tuple(sorted(short, key=lambda p: (p.path, p.line, p.column, p.sentence)))


def _counts(db: sqlite3.Connection, asks: Callable[[str], bool]) -> tuple[int, int, int]:
    """How many courses, terms and questions there are in the files that were asked for."""
    courses: set[int] = set()
    terms = questions = 0
    for course, path, file_terms, own, in_sets in db.execute(
        "SELECT f.course, f.path, (SELECT count(*) FROM guide AS g WHERE g.file = f.id AND g.rank IS NOT NULL),"
        " (SELECT coalesce(sum(questions), 0) FROM guide AS g WHERE g.file = f.id AND g.rank IS NOT NULL),"
        " (SELECT count(*) FROM set_question AS q JOIN question_set AS s ON s.id = q.question_set"
        " WHERE s.file = f.id AND q.shown) FROM file AS f JOIN course AS c ON c.id = f.course WHERE c.shown"
    ):
        if asks(path):
            courses.add(course)
            terms += file_terms
            questions += own + in_sets
    return len(courses), terms, questions


def _advice(db: sqlite3.Connection, asks: Callable[[str], bool]) -> Iterator[Problem]:
    """Warnings about what teaches badly. The files are read once more: a catalog need not know of this."""
    asked: dict[int, set[str]] = {}
    for course, slug in db.execute(
        "SELECT g.course, g.slug FROM set_question AS q JOIN guide AS g ON g.id = q.guide"
    ):
        asked.setdefault(course, set()).add(slug)
    files = db.execute("SELECT course, path FROM file WHERE trouble = '' ORDER BY path").fetchall()
    for course, path in files:
        if asks(path) and (found := _read_again(path)):
            source, node, document = found
            told: list[Problem] = []

            def report(
                *problem: object, source: Source = source, told: list[Problem] = told, **how: object
            ) -> None:
                told.append(source.problem(*problem, **how))  # type: ignore[arg-type]

            advise(document, report, asked.get(course, ()))
            advise_on_escapes(source.data, report)
            advise_on_formulas(node, report)
            yield from told


def _read_again(path: str) -> tuple[Source, Node, Document] | None:
    """A file, its nodes and what it says; None if it cannot be parsed, which has been told."""
    try:
        source = Source(path, read(path))
        node = parse(source.data)
        return source, node, read_again(node, file_slug(path))
    except (ReadError, SourceError):
        return None
