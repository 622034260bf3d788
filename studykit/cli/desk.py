"""The learner's desk, opened for one command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from studykit import paths
from studykit.cli import console
from studykit.errors import Severity

if TYPE_CHECKING:
    from studykit.study.study import Study


@dataclass(slots=True)
class Library:
    """Which courses a command reads."""

    folders: list[Path] = field(default_factory=list)
    """Named on the command line; empty: those of the environment, or the learner's own."""
    shipped: bool | None = None
    """Whether the shipped courses belong to it; None: as the environment says."""

    def open(self) -> "Study":
        """The desk, with the library as it was compiled last."""
        from studykit.study.opening import open_study

        return open_study(self.folders, shipped=self.shipped)

    def roots(self) -> list[Path]:
        """The folders that are read, in their order."""
        return paths.library_folders(self.folders, os.environ, self.shipped is not False)

    def own_roots(self) -> list[Path]:
        """Those of them that are the learner's own; the first need not be there yet."""
        own = paths.library_folders(self.folders, os.environ, with_shipped=False)
        return own or [paths.own_library(os.environ)]

    def prepare(self) -> None:
        """Have the learner's own library there, so that what comes into it while the app is open is seen."""
        if not self.folders and not os.environ.get("STUDYKIT_LIBRARY"):
            with suppress(OSError):
                paths.own_library(os.environ).mkdir(parents=True, exist_ok=True)

    @contextmanager
    def study(self) -> Iterator["Study"]:
        """The desk, with the library as it is now; what is wrong with it is mentioned."""
        study = self.open()
        try:
            study.catalog.refresh()
            _mention_problems(study)
            yield study
        finally:
            study.close()


def has_log() -> bool:
    """Whether anything was ever remembered here, so that looking at courses makes no database."""
    return paths.database_file(os.environ).is_file()


def learner_day(now: datetime) -> date:
    """The learner's day, told without a database, as `schedule.day()` tells it."""
    from studykit.scheduling.study_day import day_at, shift_now
    from studykit.study.settings import read_settings

    settings, _ = read_settings(paths.settings_file(os.environ))
    return day_at(now, shift_now(now, settings.day_start))


def say_how_to_begin() -> None:
    """Say what to do where nothing has been answered yet."""
    console.say(
        "Nothing has been answered yet. `studykit quiz` begins a quiz;\n"
        "`studykit test add NAME --on DATE` plans the way to a test."
    )


def mention_settings(study: "Study") -> None:
    """Mention that the file of the settings has problems, if it has any."""
    if study.schedule.problems:
        console.say("Your settings have problems: `studykit settings` tells which.")


def _mention_problems(study: "Study") -> None:
    problems = study.catalog.problems()
    files = len({problem.path for problem in problems if problem.severity is Severity.ERROR})
    if files:
        have = "1 file has" if files == 1 else f"{files} files have"
        console.say(f"{have} problems: `studykit check` tells which.")
