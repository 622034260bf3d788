"""Tables as text: columns that fit a width, with light lines between them."""

from collections.abc import Sequence
from itertools import chain, repeat
from typing import NamedTuple

from studykit.content.runs import Line, Measure, Run, pad, plain_text, split, wrap

_GAP = " │ "
_NARROWEST = 4


class Table(NamedTuple):
    """The cells of a table; the first row is its head."""

    rows: list[list[Line]]
    aligns: Sequence[str]
    """Of each column: left, right, center, or empty."""


def draw(table: Table, width: int, measure: Measure, line_style: str) -> list[Line]:
    """The lines of a table; where it cannot fit, each row becomes a few lines of `head: cell`."""
    widths = _widths(table.rows, width - len(_GAP) * (len(table.rows[0]) - 1), measure)
    if not widths:
        return _listed(table.rows, width, measure)
    drawn = [_row(cells, table.aligns, widths, measure, line_style) for cells in table.rows]
    rule: Line = [Run("─┼─".join("─" * column for column in widths), line_style)]
    separate = any(len(lines) > 1 for lines in drawn[1:])
    lines = [*drawn[0], rule]
    for index, row in enumerate(drawn[1:]):
        lines += [rule, *row] if separate and index else row
    return lines


def _widths(rows: list[list[Line]], room: int, measure: Measure) -> list[int]:
    """How wide the columns are: as wide as they need, or fair shares of the room; none if there is too little."""
    needs = [max(_need(line, measure) for line in column) for column in zip(*rows, strict=True)]
    if sum(needs) <= room:
        return needs
    if room < _NARROWEST * len(needs):
        return []
    shares = dict.fromkeys(range(len(needs)), 0)
    left = room
    for done, index in enumerate(sorted(shares, key=needs.__getitem__)):
        shares[index] = min(needs[index], left // (len(needs) - done))
        left -= shares[index]
    return list(shares.values())


def _need(cell: Line, measure: Measure) -> int:
    """How wide a cell is if nothing is wrapped."""
    return max(1, *(measure(plain_text(line)) for line in split(cell)))


def _row(
    cells: list[Line], aligns: Sequence[str], widths: list[int], measure: Measure, line_style: str
) -> list[Line]:
    """The lines of one row."""
    columns = [wrap(cell, width, measure) for cell, width in zip(cells, widths, strict=True)]
    lines: list[Line] = []
    for number in range(max(map(len, columns))):
        line: Line = []
        for index, column in enumerate(columns):
            line += [Run(_GAP, line_style)] if index else []
            line += pad(
                column[number] if number < len(column) else [],
                widths[index],
                aligns[index],
                measure,
            )
        lines.append(line)
    return lines


def _listed(rows: list[list[Line]], width: int, measure: Measure) -> list[Line]:
    """The rows one below the other, each cell after its head."""
    head, *others = rows
    lines: list[Line] = []
    for row in others or [list(repeat([], len(head)))]:
        lines += [[]] if lines else []
        lines += chain.from_iterable(
            wrap([*name, Run(": "), *cell], width, measure)
            for name, cell in zip(head, row, strict=True)
        )
    return lines
