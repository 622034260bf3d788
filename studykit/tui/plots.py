"""Plots in block characters, as lines for a width: bars, columns, a calendar. Pure functions; colours are the theme's."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from studykit.tui.text import text

Lines = list[Content]

MUTED = "$text-muted"
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_HEIGHT = 5
_AXIS = 7
"""Columns for the figures at the left of a plot."""
_SHADES = (
    ("·", MUTED),
    ("░", "$primary 70%"),
    ("▒", "$primary 80%"),
    ("▓", "$primary 90%"),
    ("█", "$primary"),
)
"""How much was done on a day: each shade is a sign of its own."""
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")


@dataclass(frozen=True, slots=True)
class BarRow:
    """A bar with what it stands for before it, and its figure behind it."""

    label: Content
    share: float
    """How long the bar is, between 0 and 1."""
    figure: Content
    style: str = "$primary"


@dataclass(frozen=True, slots=True)
class Columns:
    """A plot of one column for each day."""

    shares: Sequence[float | None]
    """How high each is, between 0 and 1; None: nothing is told of that day."""
    top: str
    """What stands for the highest."""
    marks: Sequence[tuple[int, str]]
    """What is written under some of them."""
    style: str = "$primary"
    none: str = " "
    """The sign where nothing is told."""


def heading(title: str) -> Lines:
    """A heading."""
    return [Content.styled(title, "bold $primary")]


def sentences(said: Sequence[str], width: int, style: str = "") -> Lines:
    """Sentences under each other, wrapped."""
    lines: Lines = []
    for sentence in said:
        wrapped = text(sentence).wrap(width) if sentence else [Content()]
        lines += [line.stylize(style) if style else line for line in wrapped]
    return lines


def bars(rows: Sequence[BarRow], width: int) -> Lines:
    """Bars under each other, aligned."""
    if not rows:
        return []
    label = min(max(row.label.cell_length for row in rows), width * 2 // 5)
    figure = max(row.figure.cell_length for row in rows)
    room = max(min(width - label - figure - 4, 40), 6)
    return [
        Content.assemble(
            row.label.truncate(label, ellipsis=True, pad=True),
            "  ",
            (bar(row.share, room), row.style),
            "  ",
            row.figure,
        ).truncate(width)
        for row in rows
    ]


def bar(share: float, width: int) -> str:
    """A bar that fills a share of a width, to an eighth of a column; what is not nothing is seen."""
    eighths = max(round(share * width * 8), 1 if share > 0 else 0)
    full, rest = divmod(min(eighths, width * 8), 8)
    return f"{'█' * full + ('▏▎▍▌▋▊▉'[rest - 1] if rest else ''):<{width}}"


def columns(plot: Columns, width: int) -> Lines:
    """The columns on their axis, with what is written under them."""
    each = max(min((width - _AXIS) // max(len(plot.shares), 1), 3), 1)
    lines = [_row(plot, row, each) for row in reversed(range(_HEIGHT))]
    lines[0] = _with_axis(plot.top, lines[0])
    lines[1:-1] = [_with_axis("", line) for line in lines[1:-1]]
    lines[-1] = _with_axis("0", lines[-1])
    return [*lines, _with_axis("", Content.styled(_under(plot, each), MUTED), corner=" ")]


def _row(plot: Columns, row: int, each: int) -> Content:
    """One line of the columns, counted from the bottom."""
    gap = " " if each > 1 else ""
    signs = []
    for share in plot.shares:
        if share is None:
            sign = plot.none if row == 0 else " "
        else:
            eighths = max(round(share * _HEIGHT * 8), 1 if share > 0 else 0)
            sign = _EIGHTHS[max(min(eighths - row * 8, 8), 0)]
        signs.append(sign * max(each - 1, 1) + gap)
    return Content.styled("".join(signs), plot.style)


def _with_axis(figure: str, line: Content, corner: str = "┤") -> Content:
    mark = corner if figure or corner == " " else "│"
    return Content.assemble((f"{figure:>{_AXIS - 2}} {mark}", MUTED), line)


def _under(plot: Columns, each: int) -> str:
    """The marks under the columns, as far as there is room."""
    line = [" "] * (len(plot.shares) * each)
    free = 0
    for at, mark in plot.marks:
        start = min(at * each, len(line) - len(mark))
        if start >= free:
            line[start : start + len(mark)] = mark
            free = start + len(mark) + 1
    return "".join(line)


def calendar(weeks: Sequence[Sequence[int | None]], months: Sequence[str], width: int) -> Lines:
    """The days of some weeks, a week in a column, with the months over them."""
    each = 2 if (width - 5) // 2 >= len(weeks) else 1
    over = "".join(month[:each].ljust(each) for month in _spread(months, each))
    lines = [Content.styled(f"     {over}", MUTED)]
    for weekday, name in enumerate(_WEEKDAYS):
        days = [_day(week[weekday], each) for week in weeks]
        lines.append(Content.assemble((f"{name:<5}", MUTED), *days))
    return [*lines, Content(), legend()]


def legend() -> Content:
    """What the shades of the calendar say."""
    shades = [Content.styled(sign * 2, style) for sign, style in _SHADES]
    return Content.assemble(
        ("     nothing ", MUTED), Content(" ").join(shades), (" most of your days", MUTED)
    )


def _spread(months: Sequence[str], each: int) -> list[str]:
    """The names of months, cut into as many pieces as they need columns."""
    pieces = [""] * len(months)
    free = 0
    for at, month in enumerate(months):
        need = -(-(len(month) + 1) // each)
        if month and at >= free and at - (-len(month) // each) <= len(months):
            for piece in range(min(need, len(months) - at)):
                pieces[at + piece] = month[piece * each : (piece + 1) * each]
            free = at + need
    return pieces


def _day(level: int | None, each: int) -> Content:
    if level is None:
        return Content(" " * each)
    sign, style = _SHADES[level]
    return Content.styled((sign * each) if level else sign.ljust(each), style)


def beside(left: Lines, right: Lines, width: int, gap: int = 4) -> Lines:
    """Two blocks beside each other."""
    half = (width - gap) // 2
    height = max(len(left), len(right))
    padded = [*left, *[Content()] * (height - len(left))]
    other = [*right, *[Content()] * (height - len(right))]
    return [
        Content.assemble(one.truncate(half, pad=True), " " * gap, two.truncate(half))
        for one, two in zip(padded, other, strict=True)
    ]


def numbers(values: Sequence[int]) -> list[Content]:
    """Numbers as the figures of bars, one under the other."""
    told = [f"{value:,}" for value in values]
    width = max(map(len, told), default=0)
    return [Content(one.rjust(width)) for one in told]
