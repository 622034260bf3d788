"""The log as lines of JSON."""

import json

import pytest

from studykit.storage.database import Database
from studykit.storage.log_lines import VERSION, log_lines
from studykit.storage.review_log import ReviewLog
from studykit.study.study import Study
from tests.history import live
from tests.tui.support import COURSE, LIBRARY, FixedClock, open_study


@pytest.fixture
def study() -> Study:
    """The desk of a learner who has practised for two weeks."""
    clock = FixedClock()
    study = open_study(LIBRARY, clock)
    live(study, clock.advance, [COURSE], days=14)
    return study


def test_the_first_line_says_what_follows(study: Study) -> None:
    first = json.loads(next(log_lines(study.log._database)))
    assert first["studykit"] == "log"
    assert first["version"] == VERSION
    assert first["database"] >= 2


def test_a_log_that_left_can_be_put_together_again_and_says_the_same(study: Study) -> None:
    before = study.log._database
    after = Database.memory()
    with after.transaction() as connection:
        for line in list(log_lines(before))[1:]:
            row = json.loads(line)
            table = row.pop("table")
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
            connection.execute(sql, tuple(row.values()))
    ReviewLog(after).rebuild()
    for table in ("memories", "recalls", "standings"):
        rows = f"SELECT * FROM {table} ORDER BY 1, 2, 3"
        assert [tuple(row) for row in after.rows(rows)] == [tuple(row) for row in before.rows(rows)]
        assert before.rows(rows)


def test_every_line_is_json_on_one_line_whatever_was_typed(study: Study) -> None:
    for line in log_lines(study.log._database):
        assert "\n" not in line
        assert json.loads(line)
