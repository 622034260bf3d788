"""Reading what has changed in the library, in a thread of its own while the app goes on."""

import asyncio
from collections.abc import Callable
from contextlib import closing, suppress
from typing import TypeVar

from studykit.content.catalog import Catalog
from studykit.errors import StudykitError
from studykit.study.study import Study

T = TypeVar("T")


class StoppedError(Exception):
    """The app is being left; what was read so far is let go."""


class LibraryReader:
    """Brings a second catalog up to date, which can then take the place of the first.

    With `hold` the last good version is held of files that have errors now; without it all files are taken as they are.
    """

    def __init__(self, study: Study, *, hold: bool = False) -> None:
        self._study = study
        self._hold = hold
        self.progress = 0, 0
        """How many files have been read, and how many are to be."""
        self.is_stopped = False

    def read(self) -> Catalog | None:
        """The catalog with all changes, None where there are none; called in the thread. Raises StoppedError after `stop`."""
        known = self._study.catalog
        catalog = known.twin()
        try:
            has_changed = catalog.refresh(self._tell, hold=self._hold)
            self._go_on_or_stop()
        except BaseException:
            catalog.close()
            raise
        if has_changed:
            with suppress(StudykitError):  # it will be told where the log is needed next
                self._study.schedule.edited.recognise(catalog)
            return catalog
        known.seen = catalog.seen
        catalog.close()
        return None

    def stop(self) -> None:
        """Read no further."""
        self.is_stopped = True

    def _tell(self, done: int, total: int) -> None:
        self.progress = done, total
        self._go_on_or_stop()

    def _go_on_or_stop(self) -> None:
        if self.is_stopped:
            raise StoppedError


async def read_changes(study: Study, reader: LibraryReader) -> None:
    """Read in a thread what has changed; then the desk has the catalog that knows it. Raises what the reader raises."""
    catalog = await asyncio.to_thread(reader.read)
    if catalog:
        old, study.catalog = study.catalog, catalog
        old.close()


async def with_twin(catalog: Catalog, step: Callable[[Catalog], T]) -> T:
    """Take a step in a thread, with a catalog of its own. Raises what the step raises."""
    return await asyncio.to_thread(_with_twin, catalog, step)


def _with_twin(catalog: Catalog, step: Callable[[Catalog], T]) -> T:
    with closing(catalog.twin()) as twin:
        if twin.is_empty():  # a library that is compiled in memory
            twin.refresh()
        return step(twin)
