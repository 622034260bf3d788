"""Bringing a database up to date."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from studykit.errors import StorageError
from studykit.storage import migration
from studykit.storage.database import Database
from studykit.storage.renames import Cause, Rename, Renames
from studykit.storage.review_log import ReviewLog
from tests.storage.samples import NOW

MIGRATIONS = len(list(migration.FOLDER.glob("*.sql")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The steps of a later studykit, with one more."""
    later = tmp_path / "later"
    shutil.copytree(migration.FOLDER, later)
    return later


def add_step(folder: Path, sql: str) -> None:
    (folder / "0006_tags.sql").write_text(sql, encoding="utf-8")


def keep_setting(file: Path) -> None:
    with Database.open(file, NOW) as database, database.transaction() as connection:
        connection.execute("INSERT INTO settings (key, value) VALUES ('kept', '1')")


def test_an_old_database_is_brought_up_to_date_and_keeps_its_data(file: Path, folder: Path) -> None:
    keep_setting(file)
    add_step(folder, "-- Tags.\nCREATE TABLE tags (name TEXT) STRICT;\n")
    with Database.open(file, NOW, folder) as database:
        assert database.rows("SELECT key FROM settings")[0]["key"] == "kept"
        assert database.rows("SELECT count(*) FROM tags")[0][0] == 0
        names = [
            row["name"] for row in database.rows("SELECT name FROM migrations ORDER BY number")
        ]
        assert names == [
            "0001_initial",
            "0002_scheduling",
            "0003_renames",
            "0004_parted",
            "0005_first_answers",
            "0006_tags",
        ]


def test_a_copy_is_kept_before_data_are_touched(file: Path, folder: Path) -> None:
    keep_setting(file)
    add_step(folder, "DELETE FROM settings;\n")
    Database.open(file, NOW, folder).close()
    copy = file.with_name("studykit.db.before-0006")
    with Database.open(copy, NOW) as database:
        assert database.rows("SELECT key FROM settings")[0]["key"] == "kept"


def test_a_new_database_needs_no_copy(file: Path, folder: Path) -> None:
    add_step(folder, "CREATE TABLE tags (name TEXT) STRICT;\n")
    Database.open(file, NOW, folder).close()
    assert [path.name for path in file.parent.glob("*.before-*")] == []


def test_a_step_that_fails_leaves_the_database_as_it_was(file: Path, folder: Path) -> None:
    keep_setting(file)
    add_step(folder, "DROP TABLE settings;\nCREATE TABLE nonsense (;\n")
    with pytest.raises(StorageError, match="could not be used"):
        Database.open(file, NOW, folder)
    with Database.open(file, NOW) as database:
        assert database.rows("SELECT key FROM settings")[0]["key"] == "kept"


def test_a_newer_database_is_refused_and_left_as_it_is(file: Path) -> None:
    Database.open(file, NOW).close()
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    with pytest.raises(StorageError, match=r"newer studykit.*Bring studykit up to date"):
        Database.open(file, NOW)
    assert file.read_bytes() == before


def test_a_step_that_another_program_has_taken_meanwhile_is_not_taken_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_newer = migration._refuse_newer

    def while_another_is_faster(*arguments: object) -> None:
        refuse_newer(*arguments)  # type: ignore[arg-type]
        monkeypatch.setattr(migration, "_refuse_newer", refuse_newer)
        keep_setting(file)
        monkeypatch.setattr(migration, "_version", stale_once)

    versions = [0]
    version = migration._version

    def stale_once(connection: sqlite3.Connection) -> int:
        return versions.pop() if versions else version(connection)

    monkeypatch.setattr(migration, "_refuse_newer", while_another_is_faster)
    with Database.open(file, NOW) as database:
        assert database.rows("SELECT key FROM settings")[0]["key"] == "kept"
        assert database.rows("SELECT count(*), count(DISTINCT number) FROM migrations")[0][:] == (
            MIGRATIONS,
            MIGRATIONS,
        )


def test_what_an_older_studykit_recognised_is_no_news(file: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    older.mkdir()
    for step in sorted(migration.FOLDER.glob("*.sql"))[:3]:
        shutil.copy(step, older)
    with Database.open(file, NOW, older) as database, database.transaction() as connection:
        connection.execute("INSERT INTO renames VALUES ('r', 'a/b/fact/c', 'a/b/fact/d', 1234)")
    with Database.open(file, NOW) as database:
        assert ReviewLog(database).setting("recognition-told") == 1234
        (known,) = Renames(database).newest(5)
        assert known.rename == Rename("a/b/fact/c", "a/b/fact/d", Cause.RECOGNISED)
        assert len(Renames(database).recognised_since(None)) == 1
    with Database.open(tmp_path / "new.db", NOW) as database:
        assert ReviewLog(database).setting("recognition-told") is None


def test_answers_of_an_older_database_count_as_before(file: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    older.mkdir()
    for step in sorted(migration.FOLDER.glob("*.sql"))[:2]:
        shutil.copy(step, older)
    rows = """
        INSERT INTO quizzes VALUES ('q', 'practice', 'T', '{}', 0, 1);
        INSERT INTO card_versions VALUES ('h', 'a/b/question/c', 'a', 'b', 'question', '{}');
        INSERT INTO quiz_cards VALUES ('q', 0, 'h');
        INSERT INTO entries VALUES ('x', 'q', 0, 0, 'answered', NULL), ('y', 'q', 1, 9, 'rated', NULL);
        INSERT INTO attempts VALUES ('x', 'q', 0, 'text', '[]', 0, 0, 1.0, 0, NULL);
        INSERT INTO reviews VALUES ('y', 'x', 'a/b/question/c', 3, 3, 'why', 1.0, 1);
    """
    with Database.open(file, NOW, older) as database, database.transaction() as connection:
        for statement in rows.strip().split(";")[:-1]:
            connection.execute(statement)
    with Database.open(file, NOW) as database:
        log = ReviewLog(database)
        log.rebuild()
        assert log.memories()["a/b/question/c"].reviews == 1
        assert log.rename("r", [Rename("a/b/question/c", "a/b/question/d")], NOW)
        assert list(log.memories()) == ["a/b/question/d"]
