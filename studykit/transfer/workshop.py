"""The hidden folder in which the files of a course are made, before they are moved to where they belong.

Whatever ends the program may leave it behind. So a file beside it is held, locked, as long as somebody works in it; the
system lets go of that when the process ends, however it ends. Whoever makes the next folder removes what nobody holds.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

BEGINNING = ".studykit-import-"
"""Of the names of the folders; nothing else is ever removed."""
LOCK = ".lock"
_TRIES = 100


@contextmanager
def workshop(library: Path) -> Iterator[Path]:
    """An empty folder in a library, which is gone afterwards, unless it was moved; what others left behind is gone too.

    Raises:
        OSError: It cannot be made.

    """
    sweep(library)
    folder, handle = _made(library)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)
        with suppress(OSError):
            _lock_of(folder).unlink()


def sweep(library: Path) -> None:
    """Remove the folders in which nobody works any more."""
    with suppress(OSError):
        found = [path for path in library.iterdir() if path.name.startswith(BEGINNING)]
        for lock in (path for path in found if path.name.endswith(LOCK)):
            _drop(lock)
        for folder in (path for path in found if not path.name.endswith(LOCK)):
            if not _lock_of(folder).exists():  # who makes one has its lock before it
                shutil.rmtree(folder, ignore_errors=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{LOCK}")


def _made(library: Path) -> tuple[Path, int]:
    """A new folder, and the handle of its lock. If the lock was swept away before it was held, another is made."""
    for _ in range(_TRIES):
        folder = library / f"{BEGINNING}{uuid4().hex[:12]}"
        handle = os.open(_lock_of(folder), os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        try:
            with suppress(OSError):  # a file system without locks: then nothing of it is swept
                _hold(handle)
            folder.mkdir(mode=0o700)
            if _lock_of(folder).exists():
                return folder, handle
            folder.rmdir()
        except OSError:
            os.close(handle)
            with suppress(OSError):
                _lock_of(folder).unlink()
            raise
        os.close(handle)
    msg = "a folder to work in is removed again and again"
    raise OSError(msg)


def _drop(lock: Path) -> None:
    """Remove a lock and its folder if nobody holds it."""
    folder = lock.with_name(lock.name.removesuffix(LOCK))
    with suppress(OSError):
        handle = os.open(lock, os.O_RDWR)
        try:
            _hold(handle)
            shutil.rmtree(folder, ignore_errors=True)
            if sys.platform != "win32":
                lock.unlink()
        finally:
            os.close(handle)
        if sys.platform == "win32":  # where nothing that is open can be removed
            lock.unlink()


if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        """Lock a file; OSError if somebody else has."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(handle: int) -> None:
        """Lock a file; OSError if somebody else has."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
