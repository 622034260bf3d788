"""Saving a text, or bytes, as a file that is either whole or not there."""

import contextlib
import os
import shutil
from pathlib import Path

from studykit.errors import StudykitError


def save(path: Path, content: str | bytes, *, overwrite: bool = False) -> None:
    """Write a text or bytes to a file; an older file of that name stays as it was until the new one is complete.

    Args:
        path: Where to.
        content: What.
        overwrite: Whether an older file may be replaced. Without it, one is a StudykitError, as is all else that
            keeps the text from being written.

    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists() and (not path.is_file() or not overwrite):
            msg = f"{path} is there already."
            raise StudykitError(msg, "Choose another name.")
        _write(part, content)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        msg = f"{path} cannot be written: {error.strerror or error}."
        raise StudykitError(msg, "Choose another folder or name.") from error


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Put other bytes into a file at once; a link stays one, and so do the permissions.

    Raises:
        StudykitError: It cannot be written, or holds something else than what it held before.

    """
    real = path.resolve()
    part = real.with_name(f".{real.name}.{os.getpid()}.part")
    try:
        _write(part, after)
        part.chmod(real.stat().st_mode & 0o7777)
        if real.read_bytes() != before:
            msg = f"{path} has been changed meanwhile."
            raise StudykitError(msg, "Try again.")
        part.replace(real)
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror or error}."
        raise StudykitError(msg, "Look at its permissions, and those of its folder.") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _write(path: Path, content: str | bytes) -> None:
    """Write a new file and wait until it is on disk."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
