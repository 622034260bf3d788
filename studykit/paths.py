"""Where things lie on this machine. Computes paths, never creates anything."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

_PACKAGE = Path(__file__).parent


def data_folder(environ: Mapping[str, str]) -> Path:
    """The folder of what must never be lost: the database and the learner's own library."""
    if home := environ.get("STUDYKIT_HOME"):
        return Path(home)
    from platformdirs import user_data_path  # noqa: PLC0415 - costs start-up, and is not always needed

    return user_data_path("studykit", appauthor=False)


def cache_folder(environ: Mapping[str, str]) -> Path:
    """The folder of what can be thrown away and made again."""
    if home := environ.get("STUDYKIT_HOME"):
        return Path(home) / "cache"
    from platformdirs import user_cache_path  # noqa: PLC0415 - costs start-up, and is not always needed

    return user_cache_path("studykit", appauthor=False)


def database_file(environ: Mapping[str, str]) -> Path:
    """The file in which everything is remembered."""
    return data_folder(environ) / "studykit.db"


def settings_file(environ: Mapping[str, str]) -> Path:
    """The file of the learner's settings, which need not exist."""
    return data_folder(environ) / "settings.yaml"


def own_library(environ: Mapping[str, str]) -> Path:
    """The folder of the learner's own courses, which need not exist."""
    return data_folder(environ) / "library"


def installed_content() -> Path:
    """Where the courses that come with the program are once it is installed."""
    return _PACKAGE / "_content"


def shipped_content() -> Path:
    """The folder of the courses that come with the program: in the package, or beside it in a working copy."""
    installed = installed_content()
    return installed if installed.is_dir() else _PACKAGE.parent / "content"


def library_folders(
    option: Sequence[Path], environ: Mapping[str, str], with_shipped: bool = True
) -> list[Path]:
    """The folders of the library in the order in which they are read, each once.

    Args:
        option: Folders given on the command line; with any, no other folder of the learner's is read.
        environ: The environment, for `STUDYKIT_LIBRARY` (several folders are joined as in `PATH`) and
            `STUDYKIT_SHIPPED` (`0` leaves the shipped courses out).
        with_shipped: Whether the shipped courses are joined to them.
    """
    folders = list(option) or _named_folders(environ) or _existing(own_library(environ))
    if with_shipped and environ.get("STUDYKIT_SHIPPED") != "0":
        folders += _existing(shipped_content())
    once: dict[Path, Path] = {}
    for folder in folders:
        once.setdefault(folder.resolve(), folder)
    return list(once.values())


def _named_folders(environ: Mapping[str, str]) -> list[Path]:
    """The folders that `STUDYKIT_LIBRARY` names."""
    return [Path(name) for name in environ.get("STUDYKIT_LIBRARY", "").split(os.pathsep) if name]


def _existing(folder: Path) -> list[Path]:
    """The folder, if it is there."""
    return [folder] if folder.is_dir() else []
