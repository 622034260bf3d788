"""Tables as text: rows and columns, with the delimiter, the header and the directives found."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO

from studykit.transfer.notes import TransferError

_DELIMITERS = "\t;,|"
"""Those tried, the rarer in ordinary text first."""
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_DIRECTIVE = re.compile(r"#([a-z][a-z ]*):(.*)", re.IGNORECASE)
_SAMPLE = 60
"""Lines by which a delimiter is found."""
_LARGEST = 5_000_000
"""Characters of one cell."""
_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_ :.\-()]*")


@dataclass(slots=True)
class Grid:
    """A table."""

    rows: list[tuple[int, list[str]]]
    """The line in which each begins, and its cells."""
    header: list[str] = field(default_factory=list)
    """The names of its columns; empty if it has none."""
    directives: dict[str, str] = field(default_factory=dict)
    """What lines of `#name:value` at its top say, as Anki writes them."""
    delimiter: str = ""

    @property
    def is_html(self) -> bool:
        """Whether its cells say that they are HTML, or look so."""
        if "html" in self.directives:
            return self.directives["html"].strip().lower() == "true"
        sample = "\n".join(cell for _, row in self.rows[:200] for cell in row)
        return bool(re.search(r"</?(?:b|i|u|br|div|p|img|span|ul|ol|li|sub|sup)\b[^<>]*>", sample))


def read_grid(text: str, known: Sequence[str] = ()) -> Grid:
    """The table that a text is.

    Args:
        text: All of it.
        known: Names of columns by which a header is told, in lower case.

    Raises:
        TransferError: It cannot be told apart, with the line.

    """
    directives, body, first = _directives(text)
    delimiter = _told_delimiter(directives) or find_delimiter(body)
    if not delimiter:
        return Grid([])
    rows = [(line, row) for line, row in _rows(body, delimiter, first) if any(map(str.strip, row))]
    grid = Grid(rows, directives=directives, delimiter=delimiter)
    if named := directives.get("columns"):
        grid.header = next(csv.reader([named], delimiter=delimiter))
    elif rows and _is_header(rows[0][1], [row for _, row in rows[1:200]], known):
        grid.header = [cell.strip() for cell in rows[0][1]]
        del rows[0]
    return grid


def find_delimiter(text: str) -> str:
    """The character between the columns: the one by which most lines have the same number of them; empty if none does."""
    sample = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE])
    best, best_share = "", 0.5
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        widths = [len(row) for _, row in _rows(sample, delimiter, 1, is_cut=True) if any(row)]
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
    line = 1
    while text.startswith("#") and (match := _DIRECTIVE.match(text)):
        found[match[1].strip().lower()] = match[2].strip("\r")
        text = text.partition("\n")[2]
        line += 1
    return found, text, line


def _told_delimiter(directives: dict[str, str]) -> str:
    said = directives.get("separator", "")
    return _NAMED.get(said.strip().lower(), said[:1])


def _rows(
    text: str, delimiter: str, first: int, *, is_cut: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text with the lines in which they begin."""
    quotes = '"' if _has_quotes(text, delimiter, is_cut=is_cut) else None
    csv.field_size_limit(_LARGEST)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, quotechar=quotes)
    line = 0
    try:
        for row in reader:
            yield first + line, row
            line = reader.line_num
    except csv.Error as error:
        msg = f"Line {first + line} is no row of a table: {error}."
        raise TransferError(msg, "Is a quote there never closed?") from error


def _has_quotes(text: str, delimiter: str, *, is_cut: bool) -> bool:
    """Whether quotes around cells are meant, and not only characters of them: some open a cell, some close one, in pairs."""
    edge = re.escape(delimiter)
    opens = re.search(rf'(?:^|{edge})"', text, re.MULTILINE)
    closes = re.search(rf'"(?:{edge}|$)', text, re.MULTILINE)
    return bool(opens and closes) and (is_cut or text.count('"') % 2 == 0)


def _is_header(first: Sequence[str], others: Sequence[Sequence[str]], known: Sequence[str]) -> bool:
    """Whether the first row names the columns."""
    names = [cell.strip() for cell in first]
    if not others or not all(names) or len(set(names)) < len(names) or max(map(len, names)) > 40:
        return False
    if sum(name.lower() in known for name in names) * 2 >= min(len(names), 3):
        return True
    looks_so = all(map(_IDENTIFIER.fullmatch, names))
    return looks_so and not all(
        _IDENTIFIER.fullmatch(cell) for row in others for cell in row if cell
    )
