"""Guides entered into the units of a course file, all else in which stays as its author wrote it, comments and all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from operator import itemgetter

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
_INDENT = 2
"""Columns of a list that is begun, and of what stands behind the dash of an item."""


def with_guide(text: str, unit: str, slug: str) -> tuple[str, str]:
    """The text of a course file with one guide more at the end of a unit, and the title of the unit as it is written there.

    A unit that the course has not is added at its end. Raises StudykitError where the file has mistakes, where another unit is
    probably meant, where the guide stands in another one, and where the file is written in a way that cannot be added to.
    """
    header = sound_header(text)
    at = position_of(unit, header)
    wanted = _with(header, {unit: [slug]})
    return _entered(text, header, wanted), wanted.units[at].title


def with_guides(text: str, units: Mapping[str, Sequence[str]], *, is_typed: bool) -> str:
    """The text of a course file with more guides, by the titles of their units, in the same way.

    Args:
        text: The file.
        units: The slugs of the guides in each unit.
        is_typed: Whether a person has typed the titles. Where not, a title that is nearly that of another unit is no slip,
            and a guide that the author has put into another unit stays there.

    """
    header = sound_header(text)
    return _entered(text, header, _with(header, units, is_typed=is_typed))


def _entered(text: str, header: CourseHeader, wanted: CourseHeader) -> str:
    """The text of a course file that says what is wanted: guides more in some units, and units more after the last."""
    if wanted == header:
        return text
    try:
        changed = _Edit(text).enter(header, wanted)
    except SourceError:  # invisible characters stand between its parts
        changed = ""
    if _header_of(changed) != wanted:
        msg = "The units of this course are written in a way that cannot be added to."
        raise StudykitError(msg, "Leave `--unit` out, and add guides to units by hand.")
    return changed


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
    at = _positions(header).get(normalise(unit))
    if at is not None:
        return at
    titles = [one.title for one in header.units]
    alike = [title for title in titles if re.findall(r"\d+", title) == re.findall(r"\d+", unit)]
    if near := get_close_matches(unit, alike, 1, _LIKE):
        msg = f"There is no unit `{shorten(unit)}` in this course."
        raise StudykitError(msg, f"Did you mean `{near[0]}`?")
    return len(titles)


def _positions(header: CourseHeader) -> dict[str, int]:
    """Where units stand, the first of each title."""
    return {normalise(one.title): at for at, one in reversed([*enumerate(header.units)])}


def _with(
    header: CourseHeader, more: Mapping[str, Sequence[str]], *, is_typed: bool = True
) -> CourseHeader:
    """What the course file is to say: guides more in units, which may be new, but for those that stand in one.

    Raises StudykitError if another unit than a typed one is probably meant, or has the guide.
    """
    positions, units = _positions(header), [*header.units]
    homes = {slug: at for at, one in enumerate(units) for slug in one.guides}
    for title, slugs in more.items():
        at = positions.get(normalise(title), len(units))
        if is_typed:
            position_of(title, header)
            _refuse_elsewhere(slugs, at, homes, header)
        if new := tuple(slug for slug in slugs if slug not in homes):
            if at == len(units):
                units.append(UnitHeader(title, ()))
            units[at] = replace(units[at], guides=(*units[at].guides, *new))
            positions[normalise(title)] = at
    return replace(header, units=tuple(units))


def _refuse_elsewhere(
    slugs: Sequence[str], at: int, homes: Mapping[str, int], header: CourseHeader
) -> None:
    """Refuse a guide that stands in another unit than this one. Raises StudykitError."""
    for slug in slugs:
        if homes.get(slug, at) != at:
            msg = f"The guide `{slug}` stands in the unit `{header.units[homes[slug]].title}` already."
            raise StudykitError(msg, "Leave `--unit` out, or move it by hand.")


class _Edit:
    """Puts something into a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_end = "\r\n" if "\r\n" in text else "\n"
        self._root = read_spans(text)
        self._more: list[tuple[int, str]] = []
        """What is put in, and where."""

    def enter(self, header: CourseHeader, wanted: CourseHeader) -> str:
        """The text with all guides and units that it has not yet."""
        for at, unit in enumerate(header.units):
            names = [scalar(slug) for slug in wanted.units[at].guides[len(unit.guides) :]]
            self._append(("units", at, "guides"), len(unit.guides), names)
        units = wanted.units[len(header.units) :]
        if header.units:
            whole = self._root.at(("units",))
            self._append(
                ("units",), len(header.units), [self._entry(unit, whole) for unit in units]
            )
            return self._text_with_more()
        whole = Span([], 0, 0, _INDENT)
        items = (f"{' ' * _INDENT}- {self._entry(unit, whole)}" for unit in units)
        return self._line_end.join([self._text.rstrip(), "", "units:", *items, ""])

    def _entry(self, unit: UnitHeader, whole: Span) -> str:
        """A new unit as an item of the list of units."""
        title, names = scalar(unit.title), [scalar(slug) for slug in unit.guides]
        if whole.is_flow:
            return f"{{unit: {title}, guides: [{', '.join(names)}]}}"
        indent = self._line_end + " " * (whole.column + _INDENT)
        begin = f"{indent}guides: ["
        column = whole.column + _INDENT + len("guides: [")
        rest = self._after_comma(column + len(names[0]), column, names[1:])
        return f"unit: {title}{begin}{names[0]}{rest}]"

    def _append(self, path: Path, count: int, entries: list[str]) -> None:
        """Put items at the end of a list that has so many."""
        if not entries:
            return
        whole, last = self._root.at(path), self._root.at((*path, count - 1))
        if whole.is_flow:
            first = self._text.rfind("\n", 0, last.start) + 1
            line = self._text[first : last.start]
            indent = line.find("[") + 1 or len(line) - len(line.lstrip())
            self._more.append(
                (last.end, self._after_comma(self._column(last.end), indent, entries))
            )
            return
        line_end = re.compile(r"\r?\n|\Z").search(self._text, last.end)
        assert line_end
        dash = f"{self._line_end}{' ' * whole.column}- "
        self._more.append((line_end.start(), "".join(dash + entry for entry in entries)))

    def _after_comma(self, column: int, indent: int, entries: Sequence[str]) -> str:
        """What is put behind an item of a list in brackets: each in the same line, or in a new one if that is too wide.

        Args:
            column: Where the item ends.
            indent: Where a new line begins.
            entries: What is put there.

        """
        parts = []
        for entry in entries:
            is_narrow = column + len(entry) + len(", ]") <= _WIDEST
            parts.append(f", {entry}" if is_narrow else f",{self._line_end}{' ' * indent}{entry}")
            column = (column + len(", ") if is_narrow else indent) + len(entry)
        return "".join(parts)

    def _text_with_more(self) -> str:
        """The text with all that is put in; at one place in the order in which it came."""
        parts, done = [], 0
        for at, what in sorted(self._more, key=itemgetter(0)):
            parts += [self._text[done:at], what]
            done = at
        return "".join([*parts, self._text[done:]])

    def _column(self, offset: int) -> int:
        """How far in its line a place is."""
        return offset - self._text.rfind("\n", 0, offset) - 1
