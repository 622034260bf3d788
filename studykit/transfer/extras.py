"""Packages that only some formats need."""

from importlib.util import find_spec

from studykit.transfer.notes import TransferError


def needed(extra: str, *packages: str) -> None:
    """Make sure that the packages of an extra are there.

    Raises:
        TransferError: One is not; says what to install.

    """
    for package in packages:
        if not _is_there(package):
            raise TransferError(
                f"This needs {package}, which is not installed.",
                f"`pip install 'studykit[{extra}]'`, or from a clone: `pip install -e '.[{extra}]'`.",
            )


def _is_there(package: str) -> bool:
    """Whether a package is installed; the one that it stands in may be missing too."""
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False
