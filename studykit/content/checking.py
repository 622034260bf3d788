"""Courses checked for their authors: every problem of every file, and advice on what would teach badly."""

import os
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from studykit.content.advising import AdvisingCatalog, FileChange
from studykit.content.loader import show_path
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
    """Check libraries, course folders and single files once, and remember nothing of them."""
    with closing(Checker(paths, None)) as checker:
        return checker.check()


class Checker:
    """Checks libraries, course folders and single files; what has not changed since the last time is not read again.

    A file of a course is checked with its course, but only its own problems are told.
    """

    def __init__(self, paths: Iterable[Path], cache: Path | None) -> None:
        """A checker of these paths.

        Args:
            paths: What is to be checked.
            cache: The folder in which it is remembered from one check to the next; None: only in memory.
        """
        wanted = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - links are kept as they are named
        self._asks = Wish(wanted)
        roots = dict.fromkeys(root_of(Path(path)) for path in wanted)
        self._catalog = AdvisingCatalog.open(list(roots), cache)

    def close(self) -> None:
        """Let go of the file."""
        self._catalog.close()

    def check(self) -> CheckReport:
        """What is wrong now."""
        self._catalog.refresh()
        problems = [one for one in self._catalog.problems() if self._asks(one.path)]
        problems += self._catalog.advice(self._asks)
        return CheckReport(_in_order(problems), *self._catalog.counts(self._asks))

    def changes(self) -> list[FileChange]:
        """What has changed since the last check, also in the other files of a course; paths are short."""
        here = _here()
        return [
            change._replace(path=change.path.removeprefix(here))
            for change in self._catalog.changes()
        ]


def _here() -> str:
    """The beginning of paths in the working folder."""
    return show_path(str(Path.cwd())) + os.sep


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and line, each once, with short paths."""
    here = _here()
    short = {problem._replace(path=problem.path.removeprefix(here)) for problem in problems}
    return tuple(sorted(short, key=lambda p: (p.path, p.line, p.column, p.sentence)))
