"""The library while the app is open: what is saved is taken in at once, and the screens follow."""

import asyncio
from typing import TYPE_CHECKING

from textual.message import Message

from studykit.errors import StudykitError
from studykit.tui.news import recognised_news
from studykit.tui.reading import LibraryReader, StoppedError, read_changes
from studykit.tui.screens.base import StudyScreen
from studykit.tui.watch import Watch

if TYPE_CHECKING:
    from studykit.content.holder import Holder
    from studykit.tui.app import StudykitApp


class LibraryChanged(Message):
    """A file of the library has been saved; told from the thread of the watch."""


class Live:
    """Reads the library, one reading at a time, and has the screens follow."""

    def __init__(self, app: "StudykitApp", *, watches: bool) -> None:
        self._app = app
        self._watches = watches
        self._watch: Watch | None = None
        self._holder: Holder | None = None
        self._reader: LibraryReader | None = None
        self._one_at_a_time = asyncio.Lock()

    def begin(self) -> None:
        """Watch the files, once they have been read; does nothing where nobody wants that, or they are watched already."""
        if not self._watches or self._watch:
            return
        study, app = self._app.study, self._app
        self._holder = study.catalog.holder()
        self._watch = Watch(
            study.catalog.look,
            lambda: study.catalog.seen,
            lambda: app.post_message(LibraryChanged()),
        )
        self._watch.start()

    def stop(self) -> None:
        """The app is being left: watch no more, and read no further."""
        if self._watch:
            self._watch.stop()
        if self._holder:
            self._holder.leave()
        if self._reader:
            self._reader.stop()

    async def read(self, reader: LibraryReader) -> None:
        """Read in a thread what has changed. Raises what the reader raises."""
        async with self._one_at_a_time:
            self._reader = reader
            try:
                await read_changes(self._app.study, reader)
            finally:
                self._reader = None

    async def take_in(self) -> None:
        """Take in what was saved; of files that have errors now the last good version is held."""
        try:
            await self.read(LibraryReader(self._app.study, hold=True))
        except StoppedError:
            return
        except StudykitError as error:
            self._app.tell(error)
        self.follow()

    def follow(self) -> None:
        """The screen that is seen follows now, the others when they are seen."""
        self._app.work.forget()
        screens = [one for one in self._app.screen_stack if isinstance(one, StudyScreen)]
        for screen in screens:
            screen.is_behind = True
        if screens and screens[-1] is self._app.screen:
            screens[-1].catch_up()
        self.tell_recognised()

    def tell_recognised(self) -> None:
        """Say once that cards were recognised after an edit; not while an answer is being asked for."""
        edited = self._app.study.schedule.edited
        if self._app.is_closed_book or not (untold := edited.untold()):
            return
        edited.note_told(untold)
        self._app.notify(
            recognised_news(len({one.new for one in untold})), markup=False, timeout=10
        )
