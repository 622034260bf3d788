"""A database and a log to try."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studykit.storage.database import Database
from studykit.storage.review_log import ReviewLog
from tests.storage.samples import NOW


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "studykit.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """A new database in a file."""
    with Database.open(file, NOW) as opened:
        yield opened


@pytest.fixture
def log(database: Database) -> ReviewLog:
    """An empty log."""
    return ReviewLog(database)
