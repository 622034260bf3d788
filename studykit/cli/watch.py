"""`studykit check --watch`: a check, and another whenever a file has changed."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NoReturn

from studykit.cli import console
from studykit.content.advising import FileChange
from studykit.content.checking import Checker, CheckReport

PAUSE = 1.0
"""Seconds from one look at the files to the next; a look at ten thousand takes a twentieth of that."""
_NAMED = 3
"""So many files that have changed are named; more are counted."""

Tell = Callable[[CheckReport, Sequence[FileChange]], None]
"""Is told what a check found, and the changes for which it was made."""


def watch(checker: Checker, tell: Tell, wait: Callable[[float], None] = time.sleep) -> NoReturn:
    """Check, and check again after each change, until Ctrl+C is pressed."""
    changes: Sequence[FileChange] = ()
    while True:
        tell(checker.check(), changes)
        console.finish()
        changes = ()
        while not changes:
            wait(PAUSE)
            changes = checker.changes()


def heading(now: datetime, changes: Sequence[FileChange]) -> str:
    """A line between two runs: the time, and what has changed."""
    named = [f"{change.path} ({change.what})" for change in changes[:_NAMED]]
    more = [f"{len(changes) - _NAMED} more"] if len(changes) > _NAMED else []
    told = "  ".join([f"{now:%H:%M:%S}", ", ".join(named + more) or "all"])
    return f"── {told} ".ljust(console.text_width(), "─")
