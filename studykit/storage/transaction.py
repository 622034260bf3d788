"""All or nothing: what is written together, and what is read together."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager


def writing(connection: sqlite3.Connection) -> AbstractContextManager[None]:
    """Write all of what is done inside, or nothing of it; no other program writes meanwhile."""
    return _between(connection, "BEGIN IMMEDIATE")


def reading(connection: sqlite3.Connection) -> AbstractContextManager[None]:
    """Read everything inside from the same moment, whatever other programs write meanwhile."""
    return _between(connection, "BEGIN")


@contextmanager
def _between(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    try:
        connection.execute(begin)
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended it already
            connection.execute("ROLLBACK")
        raise
