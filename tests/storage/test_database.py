"""The database: safe, patient, and clear about what is wrong."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from studykit.errors import StorageError
from studykit.storage import database as module
from studykit.storage import faults
from studykit.storage.database import Database
from tests.storage.samples import NOW

SETTING = "INSERT INTO settings (key, value) VALUES (:key, '1')"


def setting_keys(database: Database) -> list[str]:
    return [row["key"] for row in database.rows("SELECT key FROM settings ORDER BY key")]


def put(database: Database, *keys: str) -> None:
    with database.transaction() as connection:
        for key in keys:
            connection.execute(SETTING, {"key": key})


def test_a_new_database_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "not" / "yet" / "studykit.db"
    with Database.open(file, NOW):
        assert file.is_file()


def test_what_is_committed_is_there_when_it_is_opened_again(file: Path) -> None:
    with Database.open(file, NOW) as database:
        put(database, "kept")
    with Database.open(file, NOW) as database:
        assert setting_keys(database) == ["kept"]


def test_every_commit_is_on_the_disk_and_every_reference_is_checked(database: Database) -> None:
    found = [
        database.rows(f"PRAGMA {name}")[0][0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    ]
    assert found == ["wal", 2, 1, 3000]


def test_a_transaction_that_fails_writes_nothing(database: Database) -> None:
    def fail_half_way() -> None:
        with database.transaction() as connection:
            connection.execute(SETTING, {"key": "half"})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_half_way()
    assert setting_keys(database) == []


def test_a_database_in_memory_needs_no_file() -> None:
    with Database.memory() as database:
        put(database, "here")
        assert setting_keys(database) == ["here"]


def test_several_threads_may_use_one_database(database: Database) -> None:
    threads = [Thread(target=put, args=(database, f"key-{n}")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(setting_keys(database)) == 8


def test_a_snapshot_does_not_see_what_another_program_writes_meanwhile(file: Path) -> None:
    with Database.open(file, NOW) as one, Database.open(file, NOW) as other:
        with one.snapshot():
            before = setting_keys(one)
            put(other, "new")
            assert setting_keys(one) == before
        assert setting_keys(one) == ["new"]


def test_a_full_disk_is_told_and_nothing_is_half_written(database: Database) -> None:
    pages = database.rows("PRAGMA page_count")[0][0]
    database.rows(f"PRAGMA max_page_count = {pages}")
    put(database, "before")
    with pytest.raises(StorageError, match="disk is full"):
        put(database, "small", "x" * 100_000)
    assert setting_keys(database) == ["before"]
    database.rows("PRAGMA max_page_count = 100000")
    put(database, "now there is room")
    assert setting_keys(database) == ["before", "now there is room"]


def test_a_database_that_is_locked_for_too_long_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    with Database.open(file, NOW) as one, Database.open(file, NOW) as other:
        with one.transaction(), pytest.raises(StorageError, match="locked for too long"):
            put(other, "late")
        put(other, "later")
        assert setting_keys(one) == ["later"]


def test_a_locked_new_file_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="locked for too long"):
            Database.open(file, NOW)


def test_a_file_that_is_no_database_is_left_as_it_is(file: Path) -> None:
    file.write_bytes(b"my own notes, not a database\n" * 100)
    with pytest.raises(StorageError, match=r"not a database of studykit.*move it away") as told:
        Database.open(file, NOW)
    assert str(file) in str(told.value)
    assert file.read_bytes().startswith(b"my own notes")


def test_the_database_of_another_program_is_left_as_it_is(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = file.read_bytes()
    with pytest.raises(StorageError, match="database of another program"):
        Database.open(file, NOW)
    assert file.read_bytes() == before


def test_a_damaged_database_is_told_and_left_as_it_is(file: Path) -> None:
    with Database.open(file, NOW) as database:
        put(database, "kept")
    whole = file.read_bytes()
    damaged = whole[:100] + b"\xff" * 4000 + whole[4100:]
    file.write_bytes(damaged)
    with pytest.raises(StorageError, match=r"damaged.*left as it is"):
        Database.open(file, NOW)
    assert file.read_bytes() == damaged


def test_damage_that_is_found_later_is_told(file: Path) -> None:
    with Database.open(file, NOW) as database:
        put(database, "kept")
        page = database.rows("SELECT rootpage FROM sqlite_master WHERE name = 'settings'")[0][0]
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    file.write_bytes(content)
    with (
        Database.open(file, NOW) as database,
        pytest.raises(StorageError, match=r"damaged.*left as it is"),
    ):
        setting_keys(database)


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StorageError, match=r"home cannot be used.*STUDYKIT_HOME"):
        Database.open(tmp_path / "home" / "studykit.db", NOW)


def test_a_folder_where_the_file_should_be_is_told(file: Path) -> None:
    file.mkdir()
    with pytest.raises(StorageError, match=r"cannot be opened for writing.*STUDYKIT_HOME"):
        Database.open(file, NOW)


def without_write_ahead(file: Path) -> None:
    """A database as it is left on a disk that knows no shared memory."""
    Database.open(file, NOW).close()
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode = DELETE")


@pytest.mark.parametrize("write_ahead", [True, False])
def test_a_read_only_database_is_told_when_it_is_opened(
    file: Path, monkeypatch: pytest.MonkeyPatch, write_ahead: bool
) -> None:
    without_write_ahead(file)
    if write_ahead:
        Database.open(file, NOW).close()
    connect = sqlite3.connect

    def read_only(where: object, **options: object) -> sqlite3.Connection:
        return connect(f"file:{where}?mode=ro", uri=True, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", read_only)
    with pytest.raises(StorageError, match="read-only"):
        Database.open(file, NOW)


def test_a_program_that_reads_meanwhile_does_not_keep_the_database_from_opening(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_write_ahead(file)
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM settings").fetchone()
        with Database.open(file, NOW) as database:
            assert setting_keys(database) == []


def test_an_sqlite_that_is_too_old_is_told(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(StorageError, match=r"3\.37 or newer"):
        Database.open(file, NOW)


def test_a_closed_database_says_so_without_a_traceback(file: Path) -> None:
    database = Database.open(file, NOW)
    database.close()
    with pytest.raises(StorageError, match="closed database"):
        database.rows("SELECT 1")


def test_a_failing_disk_is_told() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = 266  # SQLITE_IOERR_READ
    with pytest.raises(StorageError, match="disk failed"), faults.told("studykit.db"):
        raise error


@pytest.mark.parametrize("change", ["DELETE FROM {0}", "UPDATE {0} SET rowid = 1"])
def test_no_table_of_the_log_is_without_its_guards(database: Database, change: str) -> None:
    unguarded = {
        "drafts",
        "standings",
        "settings",
        "migrations",
        "tests",
        "memories",
        "recalls",
        "addresses",
        "compared_pages",
        "changed_cards",
        "covered_parts",
    }
    tables = {
        row[0] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    guards = database.rows("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    word = change.split(maxsplit=1)[0]
    guarded = {row[0] for row in guards if f"BEFORE {word} ON" in row[1]}
    assert guarded == tables - unguarded
