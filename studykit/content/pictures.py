"""Pictures that a text names, and the files of a course that they lie in."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from studykit.content.text import clean
from studykit.content.within import file_within, folder_of, leads_out
from studykit.errors import StudykitError

_KINDS = {
    ".png": rb"\x89PNG\r\n\x1a\n",
    ".jpg": rb"\xff\xd8\xff",
    ".jpeg": rb"\xff\xd8\xff",
    ".gif": rb"GIF8[79]a",
    ".webp": rb"RIFF....WEBP",
    ".bmp": rb"BM",
    ".tif": rb"II\*\x00|MM\x00\*",
    ".tiff": rb"II\*\x00|MM\x00\*",
}
"""Files that only show something, whatever opens them: by their ending, and how each begins."""
_BEGINNING = 16
"""Bytes that are read of a file to tell what it is."""


class Picture(NamedTuple):
    """A picture as a text names it."""

    way: str
    """To its file within the course, or its address in the web."""
    words: str
    """What it shows, as the author says it; may be empty."""

    @property
    def is_web(self) -> bool:
        """Whether it lies in the web."""
        return self.way.lower().startswith(("https://", "http://"))

    @property
    def name(self) -> str:
        """What it is called: what it shows, or else its file."""
        return self.words or self.way


def pictures_in(texts: Iterable[str]) -> list[Picture]:
    """The pictures that some texts name, each once."""
    named = (picture for text in texts if "![" in text for picture in _pictures(text))
    return list(dict.fromkeys(named))


def picture_file(home: Path, picture: Picture) -> Path:
    """Where a picture lies in the folder of its course (or beside it, if the course is a single file).

    Raises:
        StudykitError: It is not there, lies elsewhere, or is no picture: nothing else may be opened because a text names it.

    """
    folder = folder_of(home)
    if leads_out(picture.way):
        raise StudykitError(f"{picture.way} does not lie in the folder of the course.")
    try:
        file = file_within(folder, picture.way)
        if file is None:
            raise StudykitError(f"{picture.way} is a link that leads out of the course.")
        with file.open("rb") as opened:
            beginning = opened.read(_BEGINNING)
    except (OSError, RuntimeError) as error:
        msg = f"There is no picture {picture.way} in the course."
        raise StudykitError(msg, f"Its author wants to put it into {folder}.") from error
    kind = _KINDS.get(file.suffix.lower())
    if kind is None or not re.match(kind, beginning, re.DOTALL):
        raise StudykitError(f"This is no picture that studykit opens for you: {clean(str(file))}")
    return file


def where(picture: Picture, course: str, home_of: Callable[[str], Path]) -> str:
    """Where a picture of a course is to be found, or why it is not."""
    if picture.is_web:
        return picture.way
    try:
        return clean(str(picture_file(home_of(course), picture)))
    except StudykitError as error:
        return error.sentence


def _pictures(text: str) -> Iterator[Picture]:
    """The pictures of one text."""
    from studykit.content.layout import Skin, inline_runs  # noqa: PLC0415 - only where there is a picture
    from studykit.content.runs import plain_text  # noqa: PLC0415 - likewise
    from studykit.content.tokens import parse  # noqa: PLC0415 - likewise

    for token in (one for block in parse(clean(text)) for one in block.children or ()):
        way = clean(unquote(str(token.attrGet("src") or "")))
        if token.type == "image" and way:
            words = plain_text(inline_runs(token.children or (), Skin()))
            yield Picture(way, " ".join(words.split()))
