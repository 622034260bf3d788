"""The desk: everything that a front end can ask for."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.content.catalog import Catalog
from studykit.errors import NotFoundError
from studykit.study.overview import CourseFigures, figures
from studykit.study.states import term_states

if TYPE_CHECKING:
    from random import Random

    from studykit.scheduling.standing import TermState
    from studykit.storage.database import Database
    from studykit.storage.review_log import ReviewLog
    from studykit.storage.summaries import EndedQuiz, Unfinished
    from studykit.study.quizzes import Quizzes

Clock = Callable[[], datetime]
NewId = Callable[[], str]


class Study:
    """The learner's desk: the library, the log, and the quizzes between them.

    The database is opened when it is first needed, so that looking at content needs none.
    """

    def __init__(
        self,
        catalog: Catalog,
        database: "Path | Callable[[], Database]",
        *,
        clock: Clock,
        new_id: NewId,
        rng: "Random | None" = None,
    ) -> None:
        self.catalog = catalog
        self._database = database
        self._opened: tuple[Database, ReviewLog] | None = None
        self.clock = clock
        self._new_id = new_id
        self._rng = rng

    def close(self) -> None:
        """Let go of all files."""
        self.catalog.close()
        if self._opened:
            self._opened[0].close()
            self._opened = None

    @property
    def log(self) -> "ReviewLog":
        """The review log. Raises StorageError where it cannot be opened."""
        if self._opened is None:
            from studykit.storage.database import Database  # noqa: PLC0415 - content needs no log
            from studykit.storage.review_log import ReviewLog  # noqa: PLC0415 - likewise

            database = (
                self._database()
                if callable(self._database)
                else Database.open(self._database, self.clock())
            )
            self._opened = database, ReviewLog(database)
        return self._opened[1]

    # -- how the learner stands ----------------------------------------------------------------------------------------

    def overview(self) -> list[CourseFigures]:
        """All courses with their figures."""
        states = term_states(self.catalog, self.log)
        return figures(self.catalog.courses(), states, self.log.last_scores())

    def term_states(self, course: str) -> "dict[str, TermState]":
        """The state of every term of a course, by slug."""
        from studykit.scheduling.standing import TermState  # noqa: PLC0415 - looking at content needs none

        states = term_states(self.catalog, self.log, course)
        return {
            term.slug: states.get((course, term.slug), TermState.UNSEEN)
            for term in self.catalog.outline(course).terms
        }

    # -- quizzes -------------------------------------------------------------------------------------------------------

    @property
    def quizzes(self) -> "Quizzes":
        """Where quizzes are begun, gone on with and read again. Raises StorageError where the log cannot be opened."""
        from random import Random  # noqa: PLC0415 - not needed to start

        from studykit.study.quizzes import Quizzes  # noqa: PLC0415 - not needed to start

        self._rng = self._rng or Random()
        return Quizzes(self.catalog, self.log, clock=self.clock, new_id=self._new_id, rng=self._rng)

    def unfinished(self, limit: int = 20) -> "list[Unfinished]":
        """The quizzes that are not over, newest first."""
        return self.log.unfinished(limit)

    def results(self, limit: int = 50) -> "list[EndedQuiz]":
        """The quizzes that are over, newest first."""
        return self.log.ended(limit)

    # -- what is kept --------------------------------------------------------------------------------------------------

    def last_guide(self) -> tuple[str, str] | None:
        """The guide that was read last: course and term, if it is still there."""
        kept = self.log.setting("last-guide")
        if not isinstance(kept, str) or "/" not in kept:
            return None
        course, _, term = kept.partition("/")
        try:
            self.catalog.guide(course, term)
        except NotFoundError:
            return None
        return course, term

    def keep_guide(self, course: str, term: str) -> None:
        """Keep which guide is being read."""
        self.log.set_setting("last-guide", f"{course}/{term}")
