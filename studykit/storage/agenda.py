"""What goes with the reviews: the tests ahead, cards that rest, pages that were read, and how the learner's days lie."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from studykit.errors import NotFoundError
from studykit.scheduling.study_day import DayShift, StudyDays
from studykit.scheduling.test import Test
from studykit.storage.database import Database
from studykit.storage.values import milliseconds, moment, storable

_SAVE_TEST = """
    INSERT INTO tests (id, name, day, time, scope, kinds, minutes, weekdays_off, days_off)
    VALUES (:id, :name, :day, :time, :scope, :kinds, :minutes, :weekdays_off, :days_off)
    ON CONFLICT (id) DO UPDATE SET
      name = excluded.name, day = excluded.day, time = excluded.time, scope = excluded.scope, kinds = excluded.kinds,
      minutes = excluded.minutes, weekdays_off = excluded.weekdays_off, days_off = excluded.days_off
"""
_REST = """
    INSERT INTO rests (id, card, until, at) VALUES (
      :id, :card, :until,
      max(:at, (
        SELECT coalesce(max(at) + 1, 0) FROM rests
        WHERE card IN (SELECT :card UNION SELECT card FROM addresses WHERE now = :card)
      ))
    )
"""
"""Later than all that was said of the card before, also where the clock was set back."""
_RESTING = """
    SELECT card, until FROM (
      SELECT card, until, row_number() OVER (PARTITION BY card ORDER BY at DESC, id DESC) AS place FROM (
        SELECT coalesce(known.now, rests.card) AS card, until, at, id
        FROM rests LEFT JOIN addresses AS known ON known.card = rests.card
      )
    ) WHERE place = 1 AND until > :today
"""


class Fit(NamedTuple):
    """Parameters that were fitted to the learner's reviews."""

    parameters: tuple[float, ...]
    """Empty: those of FSRS's authors hold again."""
    report: dict[str, float]
    at: datetime


class Agenda:
    """Where all of that is written down and read again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- tests -----------------------------------------------------------------------------------------------------------

    def tests(self) -> list[Test]:
        """All tests, by date."""
        rows = self._database.rows("SELECT * FROM tests ORDER BY day, time, name, id")
        return [_test(row) for row in rows]

    def test(self, name: str, today: date | None = None) -> Test:
        """The test of that id or name, or the only one whose id or name begins so. Raises NotFoundError.

        Args:
            name: What it is called.
            today: The learner's day: of several tests those that are ahead are meant, if there are any. None: any is.

        """
        tests, wanted = self.tests(), name.casefold()
        exact = [test for test in tests if wanted in {test.id, test.name.casefold()}]
        found = exact or [
            test
            for test in tests
            if wanted and (test.id.startswith(wanted) or test.name.casefold().startswith(wanted))
        ]
        found = [test for test in found if today and test.day >= today] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"More than one test is called {name}.", "Give more of its id.")
        raise NotFoundError(f"There is no test {name}.", _meant(wanted, tests))

    def save_test(self, test: Test) -> None:
        """Keep a test, in place of the one with its id if there is one."""
        row = {
            "id": test.id,
            "name": storable(test.name),
            "day": test.day.toordinal(),
            "time": f"{test.time:%H:%M}",
            "scope": json.dumps(test.scope),
            "kinds": json.dumps(sorted(test.kinds)),
            "minutes": test.minutes,
            "weekdays_off": json.dumps(sorted(test.weekdays_off)),
            "days_off": json.dumps(sorted(day.toordinal() for day in test.days_off)),
        }
        with self._database.transaction() as connection:
            connection.execute(_SAVE_TEST, row)

    def follow(self, test: Test, scope: Sequence[str]) -> None:
        """Let a test cover something else, unless it was changed or removed meanwhile."""
        sql = "UPDATE tests SET scope = :now WHERE id = :id AND scope = :before"
        row = {"id": test.id, "now": json.dumps(scope), "before": json.dumps(test.scope)}
        with self._database.transaction() as connection:
            connection.execute(sql, row)

    def remove_test(self, test_id: str) -> None:
        """Forget a test."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM tests WHERE id = ?", (test_id,))

    # -- resting cards, read pages ---------------------------------------------------------------------------------------

    def rest(self, ident: str, cards: Sequence[str], until: date, now: datetime) -> None:
        """Let cards rest until a day; a day that has come wakes them."""
        rows = [
            {
                "id": f"{ident}-{place}",
                "card": storable(card),
                "until": until.toordinal(),
                "at": milliseconds(now),
            }
            for place, card in enumerate(cards)
        ]
        with self._database.transaction() as connection:
            connection.executemany(_REST, rows)

    def resting(self, today: date) -> dict[str, date]:
        """The cards that rest today, with the day on which they wake."""
        rows = self._database.rows(_RESTING, today=today.toordinal())
        return {card: date.fromordinal(until) for card, until in rows}

    def note_reading(self, course: str, term: str, now: datetime) -> None:
        """Take down that a page was opened."""
        at = milliseconds(now)
        sql = (
            "INSERT INTO readings (id, course, term, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        )
        with self._database.transaction() as connection:
            connection.execute(sql, (f"{course}/{term} {at}", course, term, at))

    # -- the learner's days ----------------------------------------------------------------------------------------------

    def days(self) -> StudyDays:
        """How the learner's days lie."""
        rows = self._database.rows("SELECT at, minutes FROM day_shifts")
        return StudyDays(DayShift(moment(at), timedelta(minutes=minutes)) for at, minutes in rows)

    def note_shift(self, shift: DayShift) -> None:
        """Take down that the learner's days lie otherwise from now on."""
        at, minutes = milliseconds(shift.at), shift.shift // timedelta(minutes=1)
        sql = "INSERT INTO day_shifts (id, at, minutes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        with self._database.transaction() as connection:
            connection.execute(sql, (f"{at} {minutes}", at, minutes))

    # -- fitted parameters -----------------------------------------------------------------------------------------------

    def fit(self) -> Fit | None:
        """The parameters that hold; None: none were ever fitted."""
        rows = self._database.rows("SELECT * FROM fits ORDER BY at DESC, id DESC LIMIT 1")
        if not rows:
            return None
        row = rows[0]
        return Fit(
            tuple(json.loads(row["parameters"])), json.loads(row["report"]), moment(row["at"])
        )

    def save_fit(self, ident: str, fit: Fit) -> None:
        """Let other parameters hold from now on."""
        sql = "INSERT INTO fits (id, at, parameters, report) VALUES (?, ?, ?, ?)"
        row = (ident, milliseconds(fit.at), json.dumps(fit.parameters), json.dumps(fit.report))
        with self._database.transaction() as connection:
            connection.execute(sql, row)


def _meant(wanted: str, tests: Sequence[Test]) -> str:
    """Which test may have been meant, or how to see them all."""
    from studykit.content.fields import closest  # noqa: PLC0415 - only where there is a mistake

    names = {test.name.casefold(): test.name for test in tests}
    near = closest(wanted, names)
    return f"Did you mean {names[near]}?" if near else "`studykit test list` names them all."


def _test(row: sqlite3.Row) -> Test:
    return Test(
        id=row["id"],
        name=row["name"],
        day=date.fromordinal(row["day"]),
        time=time.fromisoformat(row["time"]),
        scope=tuple(json.loads(row["scope"])),
        kinds=frozenset(json.loads(row["kinds"])),
        minutes=row["minutes"],
        weekdays_off=frozenset(json.loads(row["weekdays_off"])),
        days_off=frozenset(map(date.fromordinal, json.loads(row["days_off"]))),
    )
