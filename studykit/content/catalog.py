"""The library as the program sees it: courses and guides, found again at once and read when they are opened."""

import os
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from studykit.content import search
from studykit.content.cache import cache_file, discard, is_damaged, open_cache
from studykit.content.differences import Progress, compare
from studykit.content.holder import Holder, is_anybody_here
from studykit.content.listing import CourseEntry, PageCards, read_courses, read_page_cards
from studykit.content.loader import Scan, scan
from studykit.content.problems import problems_of
from studykit.content.search import Hit, HitKind, PageRef
from studykit.errors import Problem, StorageError

if TYPE_CHECKING:
    from studykit.content.askable import Askable
    from studykit.content.model import Course, Guide, QuestionSet
    from studykit.content.outline import Outline
    from studykit.content.shelf import Shelf
    from studykit.content.surroundings import Surroundings
    from studykit.content.whereabouts import Faults

__all__ = ["Askable", "Catalog", "CourseEntry", "Hit", "HitKind", "PageCards", "PageRef"]

P = ParamSpec("P")
C = TypeVar("C", bound="Catalog")
R = TypeVar("R")


def mended(
    method: Callable[Concatenate[C, P], R],
) -> Callable[Concatenate[C, P], R]:
    """A method that is called again, after all was compiled anew, if it finds the compiled library damaged."""

    @wraps(method)
    def call(self: C, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(self, *args, **kwargs)
        except sqlite3.Error as error:
            self.start_anew(error)
        self.refresh()
        return method(self, *args, **kwargs)

    return call


class Catalog:
    """A compiled library. What it gives is as of the last `refresh`; opening reads no file of any course.

    A catalog is used by one thread at a time. A second one on the same cache may refresh meanwhile: the first sees what
    came of it with its next question.
    """

    def __init__(self, roots: Sequence[Path], file: Path | None) -> None:
        self._roots = roots
        self._file = file
        self._db = open_cache(file)
        self.seen: Scan | None = None
        """What was on disk at the last `refresh`."""

    @classmethod
    def open(cls, roots: Sequence[Path], cache: Path | None) -> Self:
        """The library of these folders and single-file courses, own ones first.

        Args:
            roots: Folders of courses, course folders, and files that are courses.
            cache: The folder in which the compiled library is kept. None, or one that cannot be used: in memory.
        """
        absolute = [Path(os.path.abspath(root)) for root in roots]  # noqa: PTH100 - as named, links and all
        return cls(absolute, cache_file(absolute, cache) if cache else None)

    def twin(self) -> Self:
        """A second catalog of the same library, for another thread. One that is compiled in memory is copied."""
        twin = type(self)(self._roots, self._file)
        with suppress(
            sqlite3.ProgrammingError
        ):  # let go of meanwhile: the twin will read the files
            twin.copy_memory(self._db)
        return twin

    def copy_memory(self, db: sqlite3.Connection) -> None:
        """Take over what was compiled in memory, where both are so; what is in a file is shared anyway."""
        if not any(
            file for one in (db, self._db) for *_, file in one.execute("PRAGMA database_list")
        ):
            db.backup(self._db)

    def look(self) -> Scan:
        """What is on disk now. Another thread may ask."""
        return scan(self._roots)

    def holder(self) -> Holder:
        """Somebody for whom what is held stays so, whichever program reads the library, until they leave."""
        return Holder(self._file)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def start_anew(self, error: sqlite3.Error) -> None:
        """After an error of the file: take a new file if it is damaged, and memory if it only cannot be used."""
        if isinstance(error, sqlite3.ProgrammingError):
            raise error
        self._db.close()
        usable = is_damaged(error) and self._file is not None and discard(self._file)
        self._db = open_cache(self._file if usable else None)

    def refresh(self, progress: Progress | None = None, *, hold: bool = False) -> bool:
        """Read what is new or changed in the library, forget what is gone; whether anything came of it.

        Args:
            progress: Is told how far it has come.
            hold: Whether the last good version is held of a file that has errors now. The next refresh that does not hold
                takes all files as they are, unless a program is open for which they are held.

        """
        try:
            return self._update(progress, hold=hold)
        except sqlite3.Error as error:
            self.start_anew(error)
        try:
            return self._update(progress, hold=hold)
        except sqlite3.Error as error:
            sentence = f"The library cannot be compiled: {error}."
            raise StorageError(sentence, "Is there room left on the disk?") from error

    def _update(self, progress: Progress | None, *, hold: bool) -> bool:
        self.seen = found = self.look()
        hold = hold or is_anybody_here(self._file)
        differ = compare(self._db, found, hold=hold)
        if not differ:
            return False
        from studykit.content.update import update  # noqa: PLC0415 - an unchanged library needs no compiler

        return update(self._db, found, differ, progress, hold=hold)

    @mended
    def stale(self) -> int:
        """How many files a refresh would find new, changed or gone."""
        return compare(self._db, self.look()).files_to_take

    @mended
    def is_empty(self) -> bool:
        """Whether nothing was ever compiled, or nothing is there."""
        return self._db.execute("SELECT 1 FROM file LIMIT 1").fetchone() is None

    @mended
    def courses(self) -> list[CourseEntry]:
        """All courses, those of the learner's own libraries first, by title."""
        return read_courses(self._db)

    @mended
    def course(self, slug: str, only: Collection[str] | None = None) -> "Course":
        """A whole course, or no more of it than some cards need, by their ids; raises NotFoundError."""
        from studykit.content import reading  # noqa: PLC0415 - the list of courses needs no guide

        return reading.read_course(self._db, slug, only)

    @mended
    def outline(self, slug: str) -> "Outline":
        """The units and terms of a course by name, which is quick; raises NotFoundError."""
        from studykit.content.outline import read_outline  # noqa: PLC0415 - not needed to start

        return read_outline(self._db, slug)

    @mended
    def guide(self, course: str, slug: str) -> "Guide":
        """One guide; raises NotFoundError."""
        from studykit.content import reading  # noqa: PLC0415 - the list of courses needs no guide

        return reading.read_guide(self._db, course, slug)

    @mended
    def page(self, course: str, slug: str) -> "Guide | QuestionSet":
        """A guide or question set; raises NotFoundError."""
        from studykit.content import reading  # noqa: PLC0415 - the list of courses needs no guide

        return reading.read_page(self._db, course, slug)

    @mended
    def title_of(self, course: str, slug: str) -> str:
        """The title of a page: the term of a guide, or what a question set is called. Quicker than the page; raises NotFoundError."""
        from studykit.content import reading  # noqa: PLC0415 - the list of courses needs no guide

        return reading.title_of(self._db, course, slug)

    @mended
    def home_of(self, course: str) -> Path:
        """The folder of a course, or its file if it is one; raises NotFoundError."""
        from studykit.content import whereabouts  # noqa: PLC0415 - not needed to start

        return whereabouts.home_of(self._db, course)

    @mended
    def place_of(self, course: str, slug: str, card: str = "") -> tuple[Path, int]:
        """The file and line in which a guide or question set begins, or one of its cards (`question/its-id`); raises NotFoundError."""
        from studykit.content import whereabouts  # noqa: PLC0415 - not needed to start

        return whereabouts.place_of(self._db, course, slug, card)

    @mended
    def place_of_unit(self, course: str, unit: str = "") -> tuple[Path, int]:
        """The file and line in which a unit is named, by its title, or else the course; raises NotFoundError."""
        from studykit.content import whereabouts  # noqa: PLC0415 - not needed to start

        return whereabouts.place_of_unit(self._db, course, unit)

    @mended
    def file_named(self, shown: str) -> tuple[Path, list[tuple[str, str]]]:
        """The file that a problem names by its path, and the guides and question sets in it: course and slug."""
        from studykit.content import whereabouts  # noqa: PLC0415 - not needed to start

        return whereabouts.file_named(self._db, shown)

    @mended
    def pages_in(self, file: Path) -> list[str]:
        """The slugs of the guides in a file, or of its question set."""
        from studykit.content import whereabouts  # noqa: PLC0415 - not needed to start

        return whereabouts.pages_in(self._db, file)

    @mended
    def around(self, course: str, slug: str = "") -> "Surroundings":
        """What stands around a page that is being written; raises NotFoundError where its course is not there."""
        from studykit.content.surroundings import Surroundings  # noqa: PLC0415 - not needed to start

        return Surroundings(self._db, course, slug)

    @mended
    def faults(self, course: str, slug: str = "") -> "Faults":
        """The errors in the files of a course, or in that of one guide; raises NotFoundError."""
        from studykit.content import whereabouts  # noqa: PLC0415 - not needed to start

        return whereabouts.faults(self._db, course, slug)

    @mended
    def page_cards(self, course: str) -> dict[str, PageCards]:
        """What each guide and question set of a course has to ask, by its slug. No page is read; a course that is not there has none."""
        return read_page_cards(self._db, course)

    @mended
    def shelf(self) -> "Shelf":
        """All pages with the cards that are on them, by name."""
        from studykit.content.shelf import Shelf  # noqa: PLC0415 - not needed to start

        return Shelf(self._db)

    @mended
    def askable(
        self,
        course: str,
        kinds: Collection[str] | None = None,
        only: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> "list[Askable]":
        """The cards of a course, as taught, without a page being read; raises NotFoundError.

        Args:
            course: Its slug.
            kinds: What they ask for; None: anything.
            only: The ids of those that are wanted; None: all.
            without: The ids of those that are not.

        """
        from studykit.content.askable import read_askable  # noqa: PLC0415 - not needed to start

        return read_askable(self._db, course, kinds, only, without)

    @mended
    def also_found_in(self, course: str, slug: str) -> list[PageRef]:
        """Guides of other courses that share the term or an alias."""
        from studykit.content import reading  # noqa: PLC0415 - the list of courses needs no guide

        return reading.also_found_in(self._db, course, slug)

    @mended
    def find(self, words: str, limit: int = 20) -> list[PageRef]:
        """Guides whose term or alias has these words or parts of them, best first."""
        return search.find(self._db, words, limit)

    @mended
    def find_sets(self, words: str, limit: int = 20) -> list[PageRef]:
        """Question sets whose title has these parts of words."""
        return search.find_sets(self._db, words, limit)

    @mended
    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """Places in the library that have all these words, the last of which may be unfinished; terms first."""
        return search.search(self._db, words, limit)

    @mended
    def problems(self) -> list[Problem]:
        """All that is wrong with the library, by file and line."""
        return problems_of(self._db, order='path, line, "column", id')
