"""The desk: everything that a front end can ask for."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.content.catalog import Catalog
from studykit.errors import NotFoundError
from studykit.study.overview import CourseFigures, figures
from studykit.study.states import page_states

if TYPE_CHECKING:
    from datetime import tzinfo
    from random import Random

    from studykit.scheduling.scheduler import CardScheduler
    from studykit.scheduling.standing import PageState
    from studykit.storage.database import Database
    from studykit.storage.review_log import ReviewLog
    from studykit.storage.summaries import EndedQuiz, Unfinished
    from studykit.study.planner import Today
    from studykit.study.quizzes import Quizzes
    from studykit.study.schedule import Schedule
    from studykit.study.sitting import AnySitting

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
        settings_file: Path | None = None,
        zone: "tzinfo | None" = None,
    ) -> None:
        self.catalog = catalog
        self._database = database
        self._opened: tuple[Database, ReviewLog] | None = None
        self._schedule: Schedule | None = None
        self._settings_file = settings_file
        self._zone = zone
        self.clock = clock
        self._new_id = new_id
        self._rng = rng

    def close(self) -> None:
        """Let go of all files."""
        self.catalog.close()
        if self._opened:
            self._opened[0].close()
            self._opened = self._schedule = None

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
            self._opened = database, ReviewLog(database, self._scheduler)
        return self._opened[1]

    def _scheduler(self) -> "CardScheduler":
        return self.schedule.scheduler()

    @property
    def schedule(self) -> "Schedule":
        """The calendar: days, settings, tests, today's work. Raises StorageError where the log cannot be opened."""
        if self._schedule is None:
            from studykit.study.schedule import Schedule  # noqa: PLC0415 - not needed to start

            log = self.log
            assert self._opened
            self._schedule = Schedule(
                lambda: self.catalog,
                self._opened[0],
                log,
                settings_file=self._settings_file,
                clock=self.clock,
                new_id=self._new_id,
                zone=self._zone,
            )
        return self._schedule

    def today(self) -> "Today":
        """What is to be done today, and how the tests ahead stand."""
        return self.schedule.planner().today()

    def begin_today(self, today: "Today | None" = None) -> "AnySitting":
        """Begin the quiz of what is to be done today. Raises StudykitError where there is nothing to do."""
        from studykit.study.glance import keep_before  # noqa: PLC0415 - not needed to start

        today = today or self.today()
        sitting = self.schedule.begin_today(today, self.quizzes)
        keep_before(self, sitting.quiz.plan.id, today)
        return sitting

    def todays_quiz(self) -> str | None:
        """The quiz of today's work that was left before its end, by its id."""
        left = self.left_of_today()
        return left and left.quiz.id

    def left_of_today(self) -> "Unfinished | None":
        """The quiz of today's work that was left before its end."""
        from studykit.study.schedule import is_of_a_day  # noqa: PLC0415 - not needed to start

        today, days = self.schedule.day(), self.schedule.agenda.days()
        of_today = (
            one
            for one in self.unfinished()
            if is_of_a_day(one.quiz) and days.day(one.quiz.started_at) == today
        )
        return next(of_today, None)

    def left_open(self) -> "Unfinished | None":
        """The quiz to go on with before anything else: the newest, but no other day's work."""
        return next((one for one in self.unfinished() if self._is_wanted(one)), None)

    def _is_wanted(self, one: "Unfinished") -> bool:
        from studykit.study.schedule import is_of_a_day  # noqa: PLC0415 - not needed to start

        return not is_of_a_day(one.quiz) or one.quiz.id == self.todays_quiz()

    # -- how the learner stands ----------------------------------------------------------------------------------------

    def overview(self) -> list[CourseFigures]:
        """All courses with their figures."""
        states = page_states(self.catalog, self.log)
        return figures(self.catalog.courses(), states, self.log.last_scores())

    def page_states(self, course: str) -> "dict[str, PageState]":
        """The state of every term and question set of a course, by slug."""
        from studykit.scheduling.standing import PageState  # noqa: PLC0415 - looking at content needs none

        states = page_states(self.catalog, self.log, course)
        outline = self.catalog.outline(course)
        slugs = [*(one.slug for one in outline.terms), *(one.slug for one in outline.sets)]
        return {slug: states.get((course, slug), PageState.UNSEEN) for slug in slugs}

    def question_states(self, course: str, page: str) -> "dict[str, PageState]":
        """How the questions of a page stand that were met, by their ids."""
        standings = self.log.standings(course, page)
        return {
            one.card.rsplit("/", 1)[1]: one.state for one in standings if one.kind == "question"
        }

    # -- quizzes -------------------------------------------------------------------------------------------------------

    @property
    def quizzes(self) -> "Quizzes":
        """Where quizzes are begun, gone on with and read again. Raises StorageError where the log cannot be opened."""
        from random import Random  # noqa: PLC0415 - not needed to start

        from studykit.study.quizzes import Quizzes  # noqa: PLC0415 - not needed to start

        self._rng = self._rng or Random()
        self.schedule.day()  # what is answered from now on belongs to the day as it lies now
        return Quizzes(self.catalog, self.log, clock=self.clock, new_id=self._new_id, rng=self._rng)

    def unfinished(self, limit: int = 20) -> "list[Unfinished]":
        """The quizzes that are not over, newest first."""
        return self.log.unfinished(limit)

    def results(self, limit: int = 50) -> "list[EndedQuiz]":
        """The quizzes that are over, newest first."""
        return self.log.ended(limit)

    # -- what is kept --------------------------------------------------------------------------------------------------

    def last_page(self) -> tuple[str, str] | None:
        """The page that was read last: course and slug, if it is still there."""
        kept = self.log.setting("last-guide")
        if not isinstance(kept, str) or "/" not in kept:
            return None
        course, _, page = kept.partition("/")
        try:
            self.catalog.title_of(course, page)
        except NotFoundError:
            return None
        return course, page

    def keep_page(self, course: str, page: str) -> None:
        """Keep which page is being read, and that it was: what is answered right after it was not recalled."""
        self.log.set_setting("last-guide", f"{course}/{page}")
        self.schedule.note_reading(course, page)
