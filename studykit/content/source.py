"""Strict YAML: a file's bytes to plain nodes, and the places of the nodes.

Every scalar is text. What could hide a mistake or hurt the program is refused with its place: repeated keys, anchors,
aliases, tags, merge keys, further documents, control characters, and whatever is too deep, too many or too long.
"""

import re

from studykit.content.nodes import MAX_BYTES, Node, Path, Place, SourceError
from studykit.content.spot import position, skip_blank
from studykit.content.text import clean

__all__ = [
    "MAX_BYTES",
    "Node",
    "Path",
    "Place",
    "SourceError",
    "garbled",
    "parse",
    "places",
]

_RAW_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
SEPARATORS = str.maketrans("\u2028\u2029", "  ")
"""What ends a line for YAML and for no editor is a space here."""
_BOM = b"\xef\xbb\xbf"


def parse(data: bytes, repeated: list[SourceError] | None = None) -> Node:
    """The nodes of a file; raises SourceError.

    Args:
        data: The file.
        repeated: Where to put what is wrong with keys that are repeated, so that all else is read nevertheless; None: such
            a key is an error like any other.

    """
    if len(data) > MAX_BYTES:
        raise SourceError(
            1,
            1,
            f"The file is larger than {MAX_BYTES // 1_000_000} MB.",
            "Split it into several files.",
        )
    text = _decode(data)
    _refuse_what_is_no_document(text)
    from studykit.content.walk import build, joined  # noqa: PLC0415 - yaml is loaded only when a file is read

    return build(text, repeated, of_two=joined)


def places(data: bytes) -> dict[Path, Place]:
    """The place of every node of a file, as far as it can be read; `()` is the whole."""
    from studykit.content.walk import survey  # noqa: PLC0415 - yaml is loaded only when a file is read

    return survey(_decode(data)).found


def garbled(data: bytes) -> list[Path]:
    """The texts in which an escape in double quotes has probably made something else of a formula."""
    from studykit.content.walk import survey  # noqa: PLC0415 - yaml is loaded only when a file is read

    return survey(_decode(data)).garbled


def _decode(data: bytes) -> str:
    """The text of a file, clean, with as many lines as it had; raises SourceError if it is no text."""
    try:
        raw = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start) from None
    text = clean(raw)
    if text is raw:
        return raw
    if found := _RAW_CONTROL.search(raw):
        raise _control_character(raw, found.start())
    return clean(raw.translate(SEPARATORS))


def _not_utf8(data: bytes, offset: int) -> SourceError:
    """The error for a byte that is no UTF-8."""
    before = data[:offset].removeprefix(_BOM).decode("utf-8", "replace")
    place = position(before, len(before))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return SourceError(1, 1, "The file is in UTF-16.", "Save it as UTF-8.")
    return SourceError(
        *place,
        f"The file is not in UTF-8: the byte {data[offset]:02X} cannot stand here.",
        "Save it as UTF-8 in your editor.",
    )


def _control_character(text: str, offset: int) -> SourceError:
    """The error for a raw control character."""
    place = position(text, offset)
    if text[offset] == "\0" and text.count("\0") * 3 > len(text):
        return SourceError(*place, "The file is in UTF-16.", "Save it as UTF-8.")
    name = f"U+{ord(text[offset]):04X}"
    return SourceError(
        *place, f"There is an invisible control character here ({name}).", "Delete it."
    )


def _refuse_what_is_no_document(text: str) -> None:
    """Raise SourceError if a file has no content, or begins with a directive of YAML."""
    start = skip_blank(text, 0)
    if start == len(text):
        raise SourceError(
            1, 1, "The file is empty.", "A guide begins with `term: `, a course with `course: `."
        )
    if text[start] == "%":
        raise SourceError(
            *position(text, start),
            "A directive of YAML (`%`) is not used here.",
            "Delete this line.",
        )
