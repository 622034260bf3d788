"""The review log: everything that the learner did, and what follows from it."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import date, datetime
from time import sleep
from typing import TYPE_CHECKING

from studykit.log import CardVersion, Draft, QuizRecord
from studykit.scheduling.standing import PageFigures, Standing
from studykit.storage import drafts, quizzes, standings
from studykit.storage.database import Database
from studykit.storage.summaries import EndedQuiz, Unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studykit.entries import Entry
    from studykit.scheduling.memory import Memory, Remembers
    from studykit.scheduling.study_day import StudyDays
    from studykit.storage.memories import Keeper
    from studykit.storage.renames import Rename

_AT_A_TIME = 300
"""Reviews that are played again in one go: nobody waits for the database longer than that takes."""
_LEAVE = 0.001
"""Seconds between two goes, in which others get their turn."""
_MADE_BY = "memories-made-by"
_SET = """
    INSERT INTO settings (key, value) VALUES (:key, :value)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""
_MARK = """
    SELECT (SELECT max(rowid) FROM entries), (SELECT count(*) FROM rests), (SELECT count(*) FROM fits),
      (SELECT count(*) FROM renames)
"""


class ReviewLog:
    """The one place where quizzes are written down and read again.

    Args:
        database: Where.
        scheduler: Gives the scheduler by which cards are remembered; it is called when the first review is written.

    """

    def __init__(
        self, database: Database, scheduler: "Callable[[], Remembers] | None" = None
    ) -> None:
        self._database = database
        self._make_scheduler = scheduler or _usual_scheduler
        self._scheduling: tuple[object, Remembers, StudyDays] | None = None
        """With what `made_by` was when they were asked for."""

    def begin(
        self, quiz: QuizRecord, cards: Sequence[CardVersion], entries: "Sequence[Entry]" = ()
    ) -> None:
        """Write down a new quiz with its plan, and its first entries (seq 0, 1, …)."""
        with self._database.transaction() as connection:
            quizzes.write(connection, quiz, cards)
            self._add(connection, quiz.id, 0, entries)

    def append(self, quiz_id: str, seq: int, entries: "Sequence[Entry]") -> None:
        """Write down what happened in a quiz; the first entry gets the number `seq`, counted from 0."""
        from studykit.storage import entries as log_entries  # noqa: PLC0415 - not needed to start

        try:
            with self._database.transaction() as connection:
                self._add(connection, quiz_id, seq, entries)
        except log_entries.SeqTakenError:
            if not log_entries.holds(self._database, quiz_id, seq, entries):
                raise

    def quiz(self, quiz_id: str) -> QuizRecord:
        """The quiz of that id, or of the only id that begins so (4 characters or more)."""
        return quizzes.find(self._database, quiz_id)

    def cards(self, quiz_id: str) -> list[CardVersion]:
        """The plan of a quiz."""
        return quizzes.cards(self._database, quiz_id)

    def entries(self, quiz_id: str) -> "list[Entry]":
        """All entries of a quiz, in order."""
        from studykit.storage import entries as log_entries  # noqa: PLC0415 - not needed to start

        return log_entries.read(self._database, quiz_id)

    def unfinished(self, limit: int = 20) -> list[Unfinished]:
        """The quizzes that are not over, newest first."""
        return quizzes.unfinished(self._database, limit)

    def ended(self, limit: int = 50) -> list[EndedQuiz]:
        """The quizzes that are over, the last ended first."""
        return quizzes.ended(self._database, limit)

    def seconds(self, quiz_id: str) -> float:
        """The time spent answering in a quiz, as its result tells it."""
        return quizzes.seconds(self._database, quiz_id)

    def last_scores(self) -> dict[str, EndedQuiz]:
        """For each course (its slug) the last ended quiz that had cards of it."""
        return quizzes.last_of_each_course(self._database)

    def save_draft(self, quiz_id: str, draft: Draft, now: datetime) -> None:
        """Keep an answer that is not locked yet."""
        drafts.save(self._database, quiz_id, draft, now)

    def drafts(self, quiz_id: str) -> dict[int, Draft]:
        """The answers of a quiz that are not locked yet, by the card's position."""
        return drafts.read(self._database, quiz_id)

    def standings(self, course: str | None = None, term: str | None = None) -> list[Standing]:
        """How each reviewed card stands."""
        return standings.read(self._database, course, term)

    def page_figures(self, course: str | None = None) -> list[PageFigures]:
        """How each page stands, counted; of one course if it is named."""
        return standings.figures(self._database, course)

    def page_figures_without(
        self, course: str, term: str, gone: Collection[str]
    ) -> PageFigures | None:
        """How a page stands without some of its cards (`kind/id`); None if no other was reviewed."""
        return standings.figures_without(self._database, course, term, gone)

    def setting(self, key: str, default: object = None) -> object:
        """What was kept under that key."""
        rows = self._database.rows("SELECT value FROM settings WHERE key = :key", key=key)
        return json.loads(rows[0]["value"]) if rows else default

    def set_setting(self, key: str, value: object) -> None:
        """Keep a value (anything that JSON can say) under a key."""
        with self._database.transaction() as connection:
            connection.execute(_SET, {"key": key, "value": json.dumps(value)})

    def drop_setting(self, key: str) -> None:
        """Forget what was kept under a key."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM settings WHERE key = :key", {"key": key})

    def missed_points(self, cards: Sequence[str]) -> dict[str, list[str]]:
        """For each of some cards the points (their ids) that were not met when it was recalled last."""
        from studykit.storage.recalls import Recalls  # noqa: PLC0415 - not needed to start

        return Recalls(self._database).missed_points(cards)

    def last_asked(self, card: str) -> CardVersion | None:
        """A card as it was when it was rated last, under whatever address; None: it never was."""
        from studykit.storage.renames import Renames  # noqa: PLC0415 - not needed to start

        found = next(iter(Renames(self._database).asked([card])), None)
        return found and CardVersion(card, found[1].content)

    def sure_but_missed(self) -> list[str]:
        """The cards that were missed the last time although the learner was sure, the last missed first."""
        return standings.sure_but_missed(self._database)

    def memories(self, courses: Sequence[str] | None = None) -> "dict[str, Memory]":
        """How each card that was met is remembered, by its id; of some courses, or of all."""
        from studykit.storage import memories  # noqa: PLC0415 - not needed to start

        return memories.read(self._database, courses)

    def met(self) -> dict[str, set[str]]:
        """The cards that were met, by course."""
        from studykit.storage import memories  # noqa: PLC0415 - not needed to start

        return memories.met(self._database)

    def due_days(self) -> "dict[str, date]":
        """The day on which each card that was met is due."""
        from studykit.storage import memories  # noqa: PLC0415 - not needed to start

        return memories.due_days(self._database)

    def due(self, today: date) -> "dict[str, Memory]":
        """The cards that are due, the longest due first."""
        from studykit.storage import memories  # noqa: PLC0415 - not needed to start

        return memories.due(self._database, today)

    def rename(self, ident: str, renames: "Sequence[Rename]", now: datetime) -> "list[Rename]":
        """Let cards have the history of other addresses; gives those renames that still held when they were written.

        Args:
            ident: What the ids of the rows begin with.
            renames: What was found.
            now: When.

        """
        from studykit.storage import renames as log_renames  # noqa: PLC0415 - not needed to start

        with self._database.transaction() as connection:
            holding = [one for one in renames if log_renames.holds(connection, one)]
            if holding:
                cards = sorted(log_renames.add(connection, ident, holding, now))
                standings.make_again(connection, cards)
                self._keeper(connection).make_again(cards)
        return holding

    def mark(self) -> list[int | None]:
        """How far the log has come: another one, once anything was written that bears on when cards come back."""
        return list(self._database.rows(_MARK)[0])

    @property
    def made_by(self) -> object:
        """By what the memories were made; whoever has this database open sees when that changes."""
        return self.setting(_MADE_BY)

    def fall_behind(self, ident: str) -> None:
        """The memories are to be made again, also where that is being done right now; the id is of this call alone."""
        self.set_setting(_MADE_BY, ident)

    def note_made_by(self, made_by: str, before: object) -> None:
        """Keep by what the memories were made, unless it is not that any more which it was before."""
        with self._database.transaction() as connection:
            if self.made_by == before:
                connection.execute(_SET, {"key": _MADE_BY, "value": json.dumps(made_by)})

    def reschedule(self) -> None:
        """Ask for the scheduler and the learner's days again: they have changed."""
        self._scheduling = None

    def lines(self) -> "Iterator[str]":
        """The whole log as lines of JSON, to be kept or read by other programs."""
        from studykit.storage.log_lines import log_lines  # noqa: PLC0415 - needed for an export only

        return log_lines(self._database)

    def rebuild(self) -> None:
        """Throw away all that follows from the log, and make it again."""
        from studykit.storage import memories, renames  # noqa: PLC0415 - not needed to start

        with self._database.transaction() as connection:
            renames.follow(connection)
            memories.put_in_place(connection)
        standings.rebuild(self._database)
        self.remember_again()

    def remember_again(self) -> None:
        """Make all memories again, some reviews at a time, so that answers can be written meanwhile."""
        from studykit.storage import memories  # noqa: PLC0415 - not needed to start

        for cards in memories.reviewed(self._database, _AT_A_TIME):
            with self._database.transaction() as connection:
                self._keeper(connection).make_again(cards)
            sleep(_LEAVE)

    def _keeper(self, connection: sqlite3.Connection) -> "Keeper":
        from studykit.storage.agenda import Agenda  # noqa: PLC0415 - not needed to start
        from studykit.storage.memories import Keeper  # noqa: PLC0415 - likewise

        scheduling, made_by = self._scheduling, self.made_by
        if scheduling is None or scheduling[0] != made_by:
            days = Agenda(self._database).days()
            scheduling = self._scheduling = made_by, self._make_scheduler(), days
        return Keeper(connection, *scheduling[1:])

    def _add(
        self, connection: sqlite3.Connection, quiz_id: str, seq: int, entries: "Sequence[Entry]"
    ) -> None:
        """Write entries down with all that follows from them."""
        from studykit.storage import entries as log_entries  # noqa: PLC0415 - not needed to start

        log_entries.write(connection, quiz_id, seq, entries)
        drafts.follow(connection, quiz_id, entries)
        standings.follow(connection, entries)
        if entries:
            self._keeper(connection).follow(entries)


def _usual_scheduler() -> "Remembers":
    from studykit.scheduling.scheduler import CardScheduler  # noqa: PLC0415 - costs time, and reading needs none

    return CardScheduler()
