"""Times a rating written to the log against a raw commit of one row; prints the two medians in seconds."""

import sqlite3
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from studykit.entries import Answered, Rated
from studykit.log import CardVersion, QuizRecord, Rating
from studykit.storage.database import Database
from studykit.storage.review_log import ReviewLog

TIMES = 300
START = datetime(2026, 1, 1, tzinfo=UTC)


def rating(folder: Path) -> float:
    log = ReviewLog(Database.open(folder / "studykit.db", START))
    cards = [
        CardVersion(card=f"course/term/question/{number}", content="{}") for number in range(TIMES)
    ]
    log.begin(QuizRecord("quiz", "practice", "Course", "{}", START, TIMES), cards)
    times = []
    for number in range(TIMES):
        now = START + timedelta(seconds=number)
        log.append(
            "quiz", 2 * number, [Answered(id=f"a{number}", at=now, card=number, text="An answer.")]
        )
        rated = Rated(
            id=f"r{number}",
            at=now,
            attempt=f"a{number}",
            derived=Rating.GOOD,
            chosen=Rating.GOOD,
            reason="",
            met=3,
            total=3,
        )
        begun = time.perf_counter()
        log.append("quiz", 2 * number + 1, [rated])
        times.append(time.perf_counter() - begun)
    return median(times)


def raw(folder: Path) -> float:
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE t(a TEXT, b INTEGER) STRICT")
    times = []
    for number in range(TIMES):
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t VALUES ('x', ?)", (number,))
        connection.execute("COMMIT")
        times.append(time.perf_counter() - begun)
    connection.close()
    return median(times)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print(rating(target), raw(target))
