"""When cards come back: the learner's days and settings, the tests ahead, today's work."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from studykit.content.catalog import Catalog
from studykit.errors import Problem, StudykitError
from studykit.log import Ending, QuizRecord
from studykit.scheduling.review import FRESH
from studykit.scheduling.study_day import DayShift, StudyDays, shift_now
from studykit.storage.agenda import Agenda, Fit
from studykit.storage.database import Database
from studykit.storage.recalls import Recalls
from studykit.storage.review_log import ReviewLog
from studykit.study.settings import Settings, read_settings, write_settings

if TYPE_CHECKING:
    from studykit.scheduling.scheduler import CardScheduler
    from studykit.scheduling.test import Test
    from studykit.study.edited import Edited
    from studykit.study.planner import Planner, Today
    from studykit.study.progress import Progress
    from studykit.study.quizzes import Quizzes
    from studykit.study.second_look import SecondLook
    from studykit.study.sitting import AnySitting

VERSION = 1
"""Of what is made of the log; to be raised whenever the same log would now give other memories."""
TODAY = "Today"
"""What the quiz of a day's work is called."""
USUAL_REST = 7
"""Days that a card rests if nobody says how many."""
LONGEST_REST = 3650
"""Days; what rests for ever is forgotten."""


class Schedule:
    """The desk's calendar.

    Args:
        catalog: Gives the library as it is now.
        database: Where all is remembered.
        log: The review log in it.
        settings_file: Where the learner's settings are; None: nowhere, they begin as the defaults and are forgotten.
        clock: Tells the time, in UTC.
        new_id: Gives ids.
        zone: Where the learner is; None: where this machine says.

    """

    def __init__(
        self,
        catalog: Callable[[], Catalog],
        database: Database,
        log: ReviewLog,
        *,
        settings_file: Path | None,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        zone: tzinfo | None = None,
    ) -> None:
        self._catalog = catalog
        self._log = log
        self._file = settings_file
        self._clock = clock
        self._new_id = new_id
        self._zone = zone
        self._database = database
        self._shifting = Lock()
        self.agenda = Agenda(database)
        self.recalls = Recalls(database)

    # -- days and settings -----------------------------------------------------------------------------------------------

    @cached_property
    def _days(self) -> StudyDays:
        return self.agenda.days()

    @cached_property
    def _read(self) -> tuple[Settings, list[Problem]]:
        return read_settings(self._file) if self._file else (Settings(), [])

    @property
    def settings(self) -> Settings:
        """What the learner chose."""
        return self._read[0]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the file of the settings."""
        return self._read[1]

    @property
    def settings_file(self) -> Path | None:
        """Where the settings are; the file is there once one of them was changed."""
        return self._file

    def keep_settings(self, settings: Settings) -> None:
        """Change the settings, for now and later; what was changed elsewhere meanwhile stands where this changes nothing. Raises StudykitError where the file cannot be written."""
        if self._file is None:
            self._read = settings, []
        else:
            self._write_settings(self._file, settings)
        self._log.reschedule()

    def _write_settings(self, file: Path, settings: Settings) -> None:
        known = self.settings._asdict().items()
        changed = {
            name: new for name, new in settings._asdict().items() if (name, new) not in known
        }
        write_settings(file, read_settings(file)[0]._replace(**changed))
        self._read = read_settings(file)

    def day(self) -> date:
        """The learner's day. A day that lies otherwise than before, as in another time zone, is taken down."""
        now = self._clock()
        shift = shift_now(now, self.settings.day_start, self._zone)
        with self._shifting:
            if self._days.shift(now) != shift:
                self.agenda.note_shift(DayShift(now, shift))
                self._fall_behind_if_set_back(now)
                self._days = self.agenda.days()
                self._log.reschedule()
            return self._days.day(now)

    def note_reading(self, course: str, term: str) -> None:
        """Take down that a page was opened: what is answered right after it was not recalled."""
        now = self._clock()
        self.agenda.note_reading(course, term, now)
        self._fall_behind_if_set_back(now, now + FRESH)

    def _fall_behind_if_set_back(self, now: datetime, until: datetime | None = None) -> None:
        """Have the memories made again where answers bear a later time, up to some moment: what was taken down now comes before them."""
        if self.recalls.is_any_since(now, until):
            self._log.fall_behind(self._new_id())

    # -- the scheduler ---------------------------------------------------------------------------------------------------

    def scheduler(self) -> "CardScheduler":
        """The scheduler by which cards are remembered."""
        from studykit.scheduling.scheduler import CardScheduler  # noqa: PLC0415 - costs time, and reading needs none

        return CardScheduler(self.parameters, self.settings.retention)

    @property
    def parameters(self) -> tuple[float, ...]:
        """Those of FSRS-6 that were fitted to the learner; empty: those of its authors."""
        fit = self.agenda.fit()
        return fit.parameters if fit else ()

    @property
    def is_behind(self) -> bool:
        """Whether the memories are not those that the scheduler would make of the log now."""
        return self._log.made_by != self._made_by()

    def rebuild(self) -> None:
        """Throw away all that follows from the log, and make it again."""
        self._make(self._log.rebuild)

    def bring_up_to_date(self) -> None:
        """Make the memories again if they are behind."""
        if self.is_behind:
            self._make(self._log.remember_again)

    def _make(self, what: Callable[[], None]) -> None:
        """Make what follows from the log, by the scheduler as it is now."""
        self.day()
        before, made_by = self._log.made_by, self._made_by()
        self._log.reschedule()
        what()
        self._log.note_made_by(made_by, before)

    def adopt(self, parameters: Sequence[float], report: dict[str, float]) -> None:
        """Let fitted parameters hold from now on; none: those of FSRS's authors again."""
        self.agenda.save_fit(self._new_id(), Fit(tuple(parameters), report, self._clock()))
        self._log.fall_behind(self._new_id())
        self.bring_up_to_date()

    def _made_by(self) -> str:
        return json.dumps([VERSION, self.parameters, self.settings.retention])

    @cached_property
    def edited(self) -> "Edited":
        """What is done about cards whose files were edited."""
        from studykit.study.edited import Edited  # noqa: PLC0415 - not needed to start

        return Edited(
            self._catalog,
            self._database,
            self._log,
            self.agenda,
            clock=self._clock,
            new_id=self._new_id,
        )

    # -- what is ahead ---------------------------------------------------------------------------------------------------

    def planner(self, catalog: Catalog | None = None) -> "Planner":
        """Looks ahead from now; takes a moment where the memories have to be made again first.

        Args:
            catalog: The library, where the planner works in a thread of its own; None: that of the desk.

        """
        from studykit.scheduling.scheduler import USUAL_PARAMETERS  # noqa: PLC0415 - not needed to start
        from studykit.study.planner import Planner  # noqa: PLC0415 - likewise

        self.bring_up_to_date()
        self.edited.recognise_once(catalog)
        parameters = self.parameters or USUAL_PARAMETERS
        return Planner(
            catalog or self._catalog(),
            self._log,
            self.agenda,
            self.recalls,
            settings=self.settings,
            parameters=parameters,
            today=self.day(),
            local=self._clock().astimezone(self._zone),
            changed=self.edited.changing(catalog).due_again(),
            done=self._done_today(),
        )

    def _done_today(self) -> set[str]:
        """The cards of today's work that was gone through to its end."""
        today, days = self.day(), self.agenda.days()
        done = (
            one.quiz
            for one in self._log.ended()
            if one.how is Ending.FINISHED
            and days.day(one.ended_at) == today
            and is_of_a_day(one.quiz)
        )
        return {card.card for quiz in done for card in self._log.cards(quiz.id)}

    def progress(self, catalog: Catalog, course: str | None = None) -> "Progress":
        """How the learner gets on, in all courses or in one, told with a catalog that this thread may use."""
        from studykit.storage.figures import Figures  # noqa: PLC0415 - not needed to start
        from studykit.storage.second_looks import SecondLooks  # noqa: PLC0415 - likewise
        from studykit.study.coming import look_ahead  # noqa: PLC0415 - likewise
        from studykit.study.progress import ProgressReader  # noqa: PLC0415 - likewise

        planner = self.planner(catalog)
        # All cards are looked at in the end: once read, they serve for today too.
        for begun in self._log.met():
            planner.all_cards(begun)
        reader = ProgressReader(
            catalog,
            planner.all_cards,
            self._log,
            Figures(self._database),
            SecondLooks(self._database),
            fit=self.agenda.fit(),
            ahead=look_ahead(planner, planner.today()),
            kinds=self.settings.kinds,
        )
        return reader.read(course)

    def second_look(self) -> "SecondLook | None":
        """An old answer to be judged again without its old marks; None: none is due."""
        from studykit.storage.second_looks import SecondLooks  # noqa: PLC0415 - not needed to start
        from studykit.study.second_look import AGE, SecondLook  # noqa: PLC0415 - likewise

        looks = SecondLooks(self._database)
        answer = looks.due(self._clock() - AGE)
        return answer and SecondLook(answer, looks, self._clock, self._new_id)

    def begin_today(self, today: "Today", quizzes: "Quizzes") -> "AnySitting":
        """Begin the quiz of what is to be done today. Raises StudykitError where there is nothing to do."""
        if not today.cards:
            msg = "There is nothing to do today."
            raise StudykitError(msg, "Read a guide, or set up a quiz of your own.")
        return quizzes.begin_day(today.cards, first=today.first, title=TODAY)

    def refuse_begun(self, test: "Test") -> None:
        """Raises StudykitError where a test is not ahead any more."""
        if test.has_begun(self._clock().astimezone(self._zone)):
            msg = "That day is over." if test.day < self.day() else "That hour is over."
            raise StudykitError(msg, "Choose a day and an hour that are ahead.")

    def add_test(self, test: "Test") -> "Test":
        """Keep a new test; gives it as it is kept, with its id. Raises StudykitError where it cannot be kept as it is."""
        kept = replace(test, id=self._new_id())
        self.change_test(kept)
        return kept

    def change_test(self, test: "Test") -> None:
        """Keep a test that was changed. Raises StudykitError where it cannot be kept as it is."""
        from studykit.study.new_tests import refuse_unsound  # noqa: PLC0415 - not needed to start

        refuse_unsound(test, self.agenda.tests(), self.day())
        self.agenda.save_test(test)
        self.edited.following().follow()

    def rest(self, cards: Sequence[str], days: int) -> date:
        """Let cards rest for so many days from today; 0 wakes them. Gives the day on which they come back."""
        until = self.day() + timedelta(days=days)
        self.agenda.rest(self._new_id(), cards, until, self._clock())
        return until


def is_of_a_day(quiz: QuizRecord) -> bool:
    """Whether a quiz is of a day's work."""
    from studykit.quiz.plan import QuizOptions  # noqa: PLC0415 - not needed to start

    return QuizOptions.from_json(quiz.options).of_today
