"""A guide entered into the units of a course file, all else in which stays as its author wrote it, comments and all."""

import re
from dataclasses import replace
from difflib import get_close_matches

from studykit.content.document import CourseHeader, UnitHeader
from studykit.content.forms import scalar
from studykit.content.nodes import Path, SourceError
from studykit.content.schema import read_document
from studykit.content.source import parse
from studykit.content.spans import Span, read_spans
from studykit.content.text import normalise, shorten
from studykit.errors import StudykitError

_LIKE = 0.8
"""How alike two titles are of which one is probably a slip."""
_WIDEST = 100
"""A list in brackets goes on in a new line before it is wider."""


def with_guide(text: str, unit: str, slug: str) -> tuple[str, str]:
    """The text of a course file with one guide more at the end of a unit, and the title of the unit as it is written there.

    A unit that the course has not is added at its end. Raises StudykitError where the file has mistakes, where another unit is
    probably meant, and where the file is written in a way that cannot be added to.
    """
    header = sound_header(text)
    at = position_of(unit, header)
    if (home := _home_of(slug, header)) is not None:
        if home == at:
            return text, header.units[at].title
        msg = f"The guide `{slug}` stands in the unit `{header.units[home].title}` already."
        raise StudykitError(msg, "Leave `--unit` out, or move it by hand.")
    wanted = _with(header, at, unit, slug)
    try:
        changed = _Edit(text).enter(header, at, unit, slug)
    except SourceError:  # invisible characters stand between its parts
        changed = ""
    if _header_of(changed) != wanted:
        msg = "The units of this course are written in a way that cannot be added to."
        raise StudykitError(msg, f"Leave `--unit` out, and add `{slug}` to its unit by hand.")
    return changed, wanted.units[at].title


def sound_header(text: str) -> CourseHeader:
    """What a course file says. Raises StudykitError if anything is wrong with it."""
    header = _header_of(text)
    if header is None:
        msg = "The course file has mistakes, so nothing can be entered into it."
        raise StudykitError(msg, "Mend them first: `studykit check` tells them all.")
    return header


def _header_of(text: str) -> CourseHeader | None:
    """What a course file says; None if anything is wrong with it."""
    wrong: list[object] = []

    def report(*problem: object, **_at_key: object) -> None:
        wrong.append(problem)

    try:
        document = read_document(parse(text.encode()), "course", report)
    except SourceError:
        return None
    return None if wrong else document.course


def position_of(unit: str, header: CourseHeader) -> int:
    """The position of a unit; after the last one if it is new. Raises StudykitError if another one is probably meant."""
    titles = [one.title for one in header.units]
    for at, title in enumerate(titles):
        if normalise(title) == normalise(unit):
            return at
    alike = [title for title in titles if re.findall(r"\d+", title) == re.findall(r"\d+", unit)]
    if near := get_close_matches(unit, alike, 1, _LIKE):
        msg = f"There is no unit `{shorten(unit)}` in this course."
        raise StudykitError(msg, f"Did you mean `{near[0]}`?")
    return len(titles)


def _home_of(slug: str, header: CourseHeader) -> int | None:
    """The position of the unit that names a guide already."""
    return next((at for at, unit in enumerate(header.units) if slug in unit.guides), None)


def _with(header: CourseHeader, at: int, unit: str, slug: str) -> CourseHeader:
    """What the course file is to say."""
    units = [*header.units, *([UnitHeader(unit, ())] if at == len(header.units) else [])]
    units[at] = replace(units[at], guides=(*units[at].guides, slug))
    return replace(header, units=tuple(units))


class _Edit:
    """Puts something into a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_end = "\r\n" if "\r\n" in text else "\n"
        self._root = read_spans(text)

    def enter(self, header: CourseHeader, at: int, unit: str, slug: str) -> str:
        """The text with a guide in the unit at this position, which may be new."""
        name = scalar(slug)
        if at < len(header.units):
            return self._append(("units", at, "guides"), len(header.units[at].guides), [name])
        if header.units:
            if self._root.at(("units",)).is_flow:
                entry = [f"{{unit: {scalar(unit)}, guides: [{name}]}}"]
            else:
                entry = [f"unit: {scalar(unit)}", f"guides: [{name}]"]
            return self._append(("units",), len(header.units), entry)
        lines = ["units:", f"  - unit: {scalar(unit)}", f"    guides: [{name}]"]
        return self._line_end.join([self._text.rstrip(), "", *lines, ""])

    def _append(self, path: Path, count: int, entry: list[str]) -> str:
        """The text with one item more at the end of a list that has so many."""
        whole, last = self._root.at(path), self._root.at((*path, count - 1))
        if whole.is_flow:
            return self._insert(last.end, self._after_comma(last, entry[0]))
        indent = self._line_end + " " * self._column(whole.start)
        line_end = re.compile(r"\r?\n|\Z").search(self._text, last.end)
        assert line_end
        return self._insert(line_end.start(), f"{indent}- " + f"{indent}  ".join(entry))

    def _after_comma(self, last: Span, entry: str) -> str:
        """What is put behind the last item of a list in brackets: in its line, or in a new one if that is too wide."""
        if self._column(last.end) + len(entry) + len(", ]") <= _WIDEST:
            return f", {entry}"
        first = self._text.rfind("\n", 0, last.start) + 1
        line = self._text[first : last.start]
        column = line.find("[") + 1 or len(line) - len(line.lstrip())
        return f",{self._line_end}{' ' * column}{entry}"

    def _insert(self, offset: int, what: str) -> str:
        """The text with something in it."""
        return self._text[:offset] + what + self._text[offset:]

    def _column(self, offset: int) -> int:
        """How far in its line a place is."""
        return offset - self._text.rfind("\n", 0, offset) - 1
