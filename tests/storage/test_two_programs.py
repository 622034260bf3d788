"""Two studykits at once, and one that is killed."""

import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest

from studykit.errors import StorageError
from studykit.log import Draft
from studykit.storage import migration
from studykit.storage.database import Database
from studykit.storage.review_log import ReviewLog
from tests.storage.samples import CARDS, NOW, answered, quiz, rated

STEPS = 20

MIGRATIONS = len(list(migration.FOLDER.glob("*.sql")))


def test_programs_that_open_a_new_database_at_once_are_all_fine(file: Path) -> None:
    start = Barrier(4)
    problems: list[Exception] = []

    def open_it() -> None:
        start.wait()
        try:
            with Database.open(file, NOW) as database:
                assert database.rows("SELECT count(*), count(DISTINCT number) FROM migrations")[0][
                    :
                ] == (MIGRATIONS, MIGRATIONS)
        except StorageError as problem:
            problems.append(problem)

    threads = [Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_two_programs_that_write_their_quizzes_at_once_lose_nothing(file: Path) -> None:
    def take_quiz(ident: str) -> None:
        with Database.open(file, NOW) as database:
            log = ReviewLog(database)
            log.begin(quiz(ident), CARDS)
            for step in range(STEPS):
                log.save_draft(ident, Draft(card=0, text="so far"), NOW)
                attempt = answered(0)
                log.append(ident, 2 * step, [attempt, rated(attempt)])

    threads = [Thread(target=take_quiz, args=(ident,)) for ident in ("quiz-one", "quiz-two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Database.open(file, NOW) as database:
        log = ReviewLog(database)
        assert [len(log.entries(ident)) for ident in ("quiz-one", "quiz-two")] == [2 * STEPS] * 2
        assert [one.reviews for one in log.standings()] == [2]  # the first answers in two quizzes


def test_two_windows_with_the_same_quiz_do_not_mix(file: Path) -> None:
    with Database.open(file, NOW) as one, Database.open(file, NOW) as other:
        begun = quiz()
        ReviewLog(one).begin(begun, CARDS)
        first = answered()
        ReviewLog(one).append(begun.id, 0, [first])
        with pytest.raises(StorageError, match="another window"):
            ReviewLog(other).append(begun.id, 0, [answered()])
        assert ReviewLog(other).entries(begun.id) == [first]


KILLED = """
import os, signal, sys
from pathlib import Path
from studykit.storage.database import Database
from studykit.storage.review_log import ReviewLog
from tests.storage.samples import CARDS, NOW, answered, quiz, rated

database = Database.open(Path(sys.argv[1]), NOW)
log = ReviewLog(database)
log.begin(quiz("killed"), CARDS)
first = answered()
log.append("killed", 0, [first, rated(first)])
with database.transaction() as connection:
    connection.execute("INSERT INTO settings (key, value) VALUES ('half', '1')")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_committed_is_there_after_a_kill_and_nothing_half(file: Path) -> None:
    root = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(file)], cwd=root, check=False, capture_output=True
    )
    assert killed.returncode == -9, killed.stderr
    with Database.open(file, NOW) as database:
        log = ReviewLog(database)
        assert len(log.entries("killed")) == 2
        assert len(log.standings()) == 1
        assert log.setting("half") is None
        assert [one.quiz.id for one in log.unfinished()] == ["killed"]
