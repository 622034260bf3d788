"""Opening the desk on this machine."""

import os
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from studykit import paths
from studykit.content.catalog import Catalog
from studykit.study.study import Clock, Study

if TYPE_CHECKING:
    from random import Random


def open_study(
    libraries: Sequence[Path] = (),
    *,
    shipped: bool | None = None,
    environ: Mapping[str, str] = os.environ,
    clock: Clock = lambda: datetime.now(UTC),
    rng: "Random | None" = None,
) -> Study:
    """The learner's desk. The library is opened as it was compiled last; `study.catalog.refresh()` reads what is new.

    Args:
        libraries: Folders of courses that were named on the command line.
        shipped: False leaves the shipped courses out; otherwise they belong to the library unless the environment says no.
        environ: Where STUDYKIT_HOME and its like are looked up.
        clock: Tells the time, in UTC.
        rng: Draws the seeds of quizzes; None: one of its own.

    """
    roots = paths.library_folders(libraries, environ, with_shipped=shipped is not False)
    return Study(
        Catalog.open(roots, paths.cache_folder(environ)),
        paths.database_file(environ),
        clock=clock,
        new_id=lambda: str(uuid.uuid4()),
        rng=rng,
        settings_file=paths.settings_file(environ),
    )
