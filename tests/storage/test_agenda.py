"""Tests, cards that rest, pages that were read, and how the learner's days lie, as they are kept."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.errors import NotFoundError, StorageError
from studykit.scheduling.study_day import DayShift
from studykit.scheduling.test import Test
from studykit.storage.agenda import Agenda, Fit
from studykit.storage.database import Database
from tests.storage.samples import NOW, after

TODAY = date(2026, 11, 26)


@pytest.fixture
def agenda(database: Database) -> Agenda:
    """An empty agenda."""
    return Agenda(database)


def a_test(ident: str = "id-1", name: str = "Biology", day: date = TODAY, **rest: object) -> Test:
    return Test(ident, name, day, time(9), (), **rest)  # type: ignore[arg-type]


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))
TESTS = st.builds(
    Test,
    NAMES,
    NAMES,
    DAYS,
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.lists(NAMES, max_size=4).map(tuple),
    st.frozensets(st.sampled_from(["question", "definition", "term", "fact"])),
    st.integers(0, 600),
    st.frozensets(st.integers(0, 6)),
    st.frozensets(DAYS, max_size=5),
)


@given(TESTS)
@settings(max_examples=50)
def test_a_test_is_read_as_it_was_kept(test: Test) -> None:
    with Database.memory() as database:
        Agenda(database).save_test(test)
        assert Agenda(database).tests() == [test]


def test_tests_come_by_date_and_one_is_changed_in_its_place(agenda: Agenda) -> None:
    late, early = a_test("late", day=TODAY + timedelta(days=9)), a_test("early")
    for test in (late, early):
        agenda.save_test(test)
    assert agenda.tests() == [early, late]
    moved = a_test("early", day=TODAY + timedelta(days=20), minutes=45)
    agenda.save_test(moved)
    assert agenda.tests() == [late, moved]
    agenda.remove_test("late")
    assert agenda.tests() == [moved]


def test_a_test_is_found_by_its_name_or_how_that_begins_or_by_its_id(agenda: Agenda) -> None:
    biology, chemistry = a_test("abc-1", "Biology"), a_test("abd-2", "Chemistry II")
    for test in (biology, chemistry):
        agenda.save_test(test)
    assert agenda.test("biology") == agenda.test("BIO") == agenda.test("abc") == biology
    assert agenda.test("chemistry ii") == agenda.test("abd-2") == chemistry
    with pytest.raises(NotFoundError, match="More than one test is called ab"):
        agenda.test("ab")
    with pytest.raises(NotFoundError, match="There is no test physics"):
        agenda.test("physics")


def test_a_name_that_is_the_beginning_of_another_is_still_found(agenda: Agenda) -> None:
    short, long = a_test("1", "Bio"), a_test("2", "Biology")
    for test in (short, long):
        agenda.save_test(test)
    assert agenda.test("bio") == short


def test_a_card_rests_until_its_day_has_come(agenda: Agenda) -> None:
    wakes = TODAY + timedelta(days=3)
    agenda.rest("one", ["c/t/question/a", "c/t/question/b"], wakes, NOW)
    assert agenda.resting(TODAY) == {"c/t/question/a": wakes, "c/t/question/b": wakes}
    assert agenda.resting(wakes) == {}


def test_what_was_said_last_of_a_rest_counts(agenda: Agenda) -> None:
    card = "c/t/question/a"
    agenda.rest("one", [card], TODAY + timedelta(days=30), NOW)
    agenda.rest("two", [card], TODAY + timedelta(days=2), after(60))
    assert agenda.resting(TODAY) == {card: TODAY + timedelta(days=2)}
    agenda.rest("three", [card], TODAY, after(120))
    assert agenda.resting(TODAY) == {}


def test_the_days_are_told_by_the_shift_that_held(agenda: Agenda) -> None:
    assert agenda.days().shift(NOW) is None
    agenda.note_shift(DayShift(after(3600), timedelta(hours=5)))
    agenda.note_shift(DayShift(NOW, timedelta(hours=-4)))
    agenda.note_shift(DayShift(NOW, timedelta(hours=-4)))
    assert agenda.days().shift(NOW) == timedelta(hours=-4)
    assert agenda.days().shift(after(7200)) == timedelta(hours=5)


def test_a_page_that_is_opened_twice_in_a_moment_is_noted_once(
    agenda: Agenda, database: Database
) -> None:
    for _ in range(2):
        agenda.note_reading("interview", "listening", NOW)
    agenda.note_reading("interview", "listening", after(1))
    assert len(database.rows("SELECT * FROM readings")) == 2


def test_the_last_fit_holds(agenda: Agenda) -> None:
    assert agenda.fit() is None
    first = Fit((0.1, 0.2), {"log_loss": 0.4}, NOW)
    agenda.save_fit("one", first)
    assert agenda.fit() == first
    back = Fit((), {}, after(60))
    agenda.save_fit("two", back)
    assert agenda.fit() == back


@pytest.mark.parametrize("table", ["day_shifts", "readings", "rests", "fits"])
def test_what_is_of_the_log_is_never_changed_nor_removed(
    agenda: Agenda, database: Database, table: str
) -> None:
    agenda.note_shift(DayShift(NOW, timedelta()))
    agenda.note_reading("interview", "listening", NOW)
    agenda.rest("one", ["c/t/question/a"], TODAY, NOW)
    agenda.save_fit("one", Fit((), {}, NOW))
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET at = 0"):
        with pytest.raises(StorageError), database.transaction() as connection:
            connection.execute(sql)
