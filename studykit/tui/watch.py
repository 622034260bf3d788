"""A watch on the files of the library: a thread of its own that looks again and again, and tells when something is saved."""

import time
from collections.abc import Callable
from threading import Event, Thread

PAUSE = 0.8
"""Seconds between two looks."""
PATIENCE = 20
"""A pause is at least so many times as long as a look took: slow disks and large libraries are looked at less often."""
SETTLING = 0.1
"""Seconds after which a change is looked at again: an editor may be at the middle of saving."""


class Watch:
    """Tells of each state of the disk that is another than the known one, once it has come to rest.

    It only looks: on any file system, also those that tell nobody of changes. The thread is a daemon, so that a disk that
    hangs keeps nobody from leaving.
    """

    def __init__(
        self,
        look: Callable[[], object],
        known: Callable[[], object],
        tell: Callable[[], object],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make a watch that is not running yet.

        Args:
            look: Gives the state of the disk, as a value that can be compared; called in the thread.
            known: Gives the state that was read last.
            tell: Is called in the thread when they differ.
            clock: Tells seconds.

        """
        self._look = look
        self._known = known
        self._tell = tell
        self._clock = clock
        self._seen: object = None
        """The state at the last look, while it differs."""
        self._told: object = None
        """The state that was told last: telling it again would be of no use."""
        self._over = Event()

    def start(self) -> None:
        """Begin to look."""
        Thread(target=self._run, name="watch", daemon=True).start()

    def stop(self) -> None:
        """Look no more, whatever comes."""
        self._over.set()

    def _run(self) -> None:
        pause = PAUSE
        while not self._over.wait(pause):
            pause = self.step()

    def step(self) -> float:
        """Look once; gives the seconds until the next look."""
        began = self._clock()
        found = self._look()
        took = self._clock() - began
        before, self._seen = self._seen, found
        if found == self._known():
            self._told = None
        elif found != before:
            return max(SETTLING, took)
        elif found != self._told and not self._over.is_set():
            self._told = found
            self._tell()
        return max(PAUSE, took * PATIENCE)
