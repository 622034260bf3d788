"""Tables as text: rows and columns, with the delimiter, the header and the directives found."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from studykit.transfer import bounds
from studykit.transfer.notes import TransferError

_DELIMITERS = "\t;,|"
"""Those tried, the rarer in ordinary text first."""
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_DIRECTIVE = re.compile(r"#([a-z][a-z ]*):(.*)", re.IGNORECASE)
_SAMPLE = 60
"""Lines by which a delimiter is found."""
_ENOUGH = 5
"""Lines of them that were read when a cell goes on beyond them, so that no stray quote began it."""
_SAMPLED = 1_000_000
"""Characters of them at most."""
_LARGEST = 5_000_000
"""Characters of one cell that are read at all."""
_MOST_COLUMNS = 200
_WIDEST = 100_000
"""Cells of a line that are told apart."""
_LONGEST_ROW = 2_000
"""Lines of one row; a quote that is open longer was never meant as one."""
_MOST_FAULTS = 200
"""Lines with quotes amiss; after so many, quotes are only characters."""
_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_ :.\-()]*")


@dataclass(slots=True)
class Grid:
    """A table."""

    rows: list[tuple[int, list[str]]]
    """The line in which each begins, and its cells."""
    header: list[str] = field(default_factory=list)
    """The names of its columns; empty if it has none."""
    header_line: int = 0
    """The line that was taken for them; 0: none was."""
    directives: dict[str, str] = field(default_factory=dict)
    """What lines of `#name:value` at its top say, as Anki writes them."""
    delimiter: str = ""
    notes: list[tuple[int, str]] = field(default_factory=list)
    """What is to be told of lines that are not as they should be."""

    @property
    def is_html(self) -> bool:
        """Whether its cells say that they are HTML, or look so."""
        if "html" in self.directives:
            return self.directives["html"].strip().lower() == "true"
        sample = "\n".join(cell for _, row in self.rows[:200] for cell in row)
        return bool(re.search(r"</?(?:b|i|u|br|div|p|img|span|ul|ol|li|sub|sup)\b[^<>]*>", sample))


def read_grid(
    text: str,
    known: Sequence[str] = (),
    told: Collection[str] = (),
    has_header: bool | None = None,
) -> Grid:
    """The table that a text is.

    Args:
        text: All of it.
        known: Names of columns by which a header is told, in lower case.
        told: What whoever takes it in calls columns.
        has_header: Whether the first row names the columns; None: that is told from what stands in it.

    Raises:
        TransferError: It cannot be told apart, with the line.

    """
    directives, body, first = _directives(text)
    delimiter = _told_delimiter(directives) or find_delimiter(body)
    if not delimiter:
        return Grid([])
    grid = Grid([], directives=directives, delimiter=delimiter)
    rows = _rows(body, delimiter, first, grid.notes)
    some = ((line, row) for line, row in rows if any(map(str.strip, row)))
    grid.rows = list(islice(some, bounds.MOST_ITEMS + 1))
    if len(grid.rows) > bounds.MOST_ITEMS:
        msg = f"The table has more than {bounds.MOST_ITEMS:,} rows."
        raise TransferError(msg, "Divide it into several files.")
    _name_columns(grid, known, told, has_header)
    _fold(grid)
    return grid


def _name_columns(
    grid: Grid, known: Sequence[str], told: Collection[str], has_header: bool | None
) -> None:
    """Find the names of the columns: in a directive or the first row."""
    if named := grid.directives.get("columns"):
        grid.header = named.split(grid.delimiter)
        return
    if has_header is None and grid.rows:
        first, *others = (row for _, row in grid.rows[:200])
        has_header = _has_one_of(first, told) or _is_header(first, others, known)
    if has_header and grid.rows:
        grid.header_line, first = grid.rows.pop(0)
        grid.header = [cell.strip() for cell in first]


def _has_one_of(row: Sequence[str], told: Collection[str]) -> bool:
    """Whether one of these names, which are no numbers, stands in a row."""
    names = {name.strip().lower() for name in told if not name.isdigit()}
    return not names.isdisjoint(cell.strip().lower() for cell in row)


def _fold(grid: Grid) -> None:
    """Give no row more cells than there are columns: what is beyond them belongs to the last one."""
    widths = Counter(len(row) for _, row in grid.rows)
    width = len(grid.header) or (widths.most_common(1)[0][0] if widths else 0)
    if width > _MOST_COLUMNS:
        msg = f"The table has {width:,} columns."
        raise TransferError(msg, f"One of cards or questions has {_MOST_COLUMNS} at most.")
    for line, row in grid.rows:
        while len(row) > max(width, 2) and not row[-1].strip():
            row.pop()
        if len(row) > max(width, 2):
            rest = grid.delimiter.join(row[width - 1 :])
            row[width - 1 :] = [rest]
            said = f"It has more cells than the {width} columns; the last ones are read as one."
            grid.notes.append((line, said))


def find_delimiter(text: str) -> str:
    """The character between the columns: the one by which most lines have the same number of them; empty if none does."""
    sample = "\n".join(text[:_SAMPLED].split("\n", _SAMPLE)[:_SAMPLE])
    best, best_share = "", 0.5
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        rows = _rows(sample, delimiter, 1, is_part=True)
        widths = [len(row) for _, row in rows if any(row)]
        counts = Counter(widths)
        counts.pop(1, None)
        if not counts:
            continue
        share = counts.most_common(1)[0][1] / len(widths)
        if share > best_share + 0.05:
            best, best_share = delimiter, share
    return best


def _directives(text: str) -> tuple[dict[str, str], str, int]:
    """The lines of `#name:value` at the top, the rest, and the number of its first line."""
    found: dict[str, str] = {}
    line, done = 1, 0
    while match := _DIRECTIVE.match(text, done):
        found[match[1].strip().lower()] = match[2].strip("\r")
        done = min(match.end() + 1, len(text))
        line += 1
    return found, text[done:], line


def _told_delimiter(directives: dict[str, str]) -> str:
    said = directives.get("separator", "")
    return _NAMED.get(said.strip().lower(), said[:1])


def _rows(
    text: str,
    delimiter: str,
    first: int,
    notes: list[tuple[int, str]] | None = None,
    *,
    is_part: bool = False,
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text with the lines in which they begin.

    A quote that is never closed, or that has text behind it, is no quote around a cell: its line is read as it stands.
    Of a text that is the first part of another, a row that its end cuts off is none.
    """
    csv.field_size_limit(_LARGEST)
    lines = text.split("\n")
    start = faults = 0
    while start < len(lines):
        quotes = '"' if faults < _MOST_FAULTS else None
        fed = _Feed(lines, start, delimiter)
        try:
            for row in csv.reader(fed, delimiter=delimiter, quotechar=quotes, strict=True):
                yield first + start, row
                start = fed.begin_row()
            return
        except csv.Error:
            if is_part and fed.is_read and start >= _ENOUGH:
                return
            wide = _is_wide(lines[start], delimiter)
            faults += not wide
            if notes is not None and lines[start].strip() and not wide:
                said = (
                    "A quote in it is not closed where its cell ends, and is read as a character."
                )
                notes.append((first + start, said))
            yield first + start, lines[start].split(delimiter, _WIDEST)
            start += 1


def _is_wide(line: str, delimiter: str) -> bool:
    """Whether a line has more cells than could be kept."""
    return len(line) > _WIDEST and line.count(delimiter) > _WIDEST


class _Feed:
    """Lines for the reader of rows, one at a time, and not too many for one row."""

    def __init__(self, lines: list[str], at: int, delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._next = at
        self._start = at

    def begin_row(self) -> int:
        """Note that a row begins; gives its line."""
        self._start = self._next
        return self._start

    @property
    def is_read(self) -> bool:
        """Whether there are no more."""
        return self._next >= len(self._lines)

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self.is_read:
            raise StopIteration
        if self._next - self._start >= _LONGEST_ROW:
            raise csv.Error
        line = self._lines[self._next]
        if _is_wide(line, self._delimiter):
            raise csv.Error
        self._next += 1
        return f"{line}\n"


def _is_header(first: Sequence[str], others: Sequence[Sequence[str]], known: Sequence[str]) -> bool:
    """Whether the first row names the columns: by names that are known, or by one in several languages.

    Whatever its words look like, they may be the first of a list of words.
    """
    names = [cell.strip() for cell in first]
    if not all(names) or len(set(names)) < len(names) or max(map(len, names)) > 40:
        return False
    named = sum(name.lower() in known for name in names)
    if not others:
        return named == len(names)
    if named * 2 >= min(len(names), 3):
        return True
    if not (named or any(is_variant(name, names) for name in names)):
        return False
    looks_so = all(map(_IDENTIFIER.fullmatch, names))
    return looks_so and not all(
        _IDENTIFIER.fullmatch(cell) for row in others for cell in row if cell
    )


def is_variant(name: str, names: Sequence[str]) -> bool:
    """Whether a column is another one in another language: `capital:de` beside `capital`."""
    base, colon, language = name.rpartition(":")
    return bool(colon) and len(language) in (2, 5) and base in names
