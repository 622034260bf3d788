"""Files changed as a person would change them: all of them or none; of one that had to be written anew, a copy is kept."""

import codecs
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from studykit.content.edits import Rewritten
from studykit.content.loader import show_path
from studykit.errors import StudykitError
from studykit.study.saving import replace, save


class Edit(NamedTuple):
    """A file that is to be changed."""

    file: Path
    before: bytes
    """What it holds."""
    edit: Callable[[str], Rewritten]
    """Is given the text with line feeds at the ends of its lines, and gives such a text."""


def change(*edits: Edit) -> str:
    """Put into files what functions make of their texts; line ends and the mark at the beginning stay.

    Gives what is to be told of it, which is nothing where the files are laid out as they were.

    Raises:
        StudykitError: As `replace` does, and where a file is not in UTF-8. Then all files are as they were.

    """
    changes = [(one, *_changed(one)) for one in edits]
    told: list[str] = []
    undo: list[Callable[[], object]] = []
    try:
        for (file, before, _), after, is_anew in changes:
            if is_anew:
                copy = _keep_copy(file, before)
                undo.append(copy.unlink)
                told.append(_news(file, copy))
            replace(file, before, after)
            undo.append(partial(replace, file, after, before))
    except StudykitError:
        for step in reversed(undo):
            with suppress(StudykitError, OSError):
                step()
        raise
    return " ".join(told)


def _changed(edit: Edit) -> tuple[bytes, bool]:
    """What a file is to hold, and whether all of it is written anew."""
    file, before, _ = edit
    try:
        text = before.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"{file} is not in UTF-8."
        raise StudykitError(msg, "Save it as UTF-8 in your editor.") from error
    after, is_anew = edit.edit(text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\r\n" in text:
        after = after.replace("\n", "\r\n")
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    return mark + after.encode("utf-8"), is_anew


def _keep_copy(file: Path, data: bytes) -> Path:
    """A copy beside a file, under a name that nothing has and by which no course takes it for one of its files."""
    names = (f"{file.name}~{at if at > 1 else ''}" for at in count(1))
    copy = next(one for one in map(file.with_name, names) if not one.exists())
    save(copy, data)
    return copy


def _news(file: Path, copy: Path) -> str:
    """What has become of a file that was written anew."""
    name, kept = show_path(file.name), show_path(copy.name)
    return f"The layout of {name} could not be kept: it was written anew, without the comments within. As it was, it is in {kept}."
