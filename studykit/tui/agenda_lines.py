"""The lines of the list of tests."""

from datetime import date
from typing import NamedTuple

from textual.content import Content

from studykit.quiz.words import counted, minutes_words
from studykit.scheduling.outlook import Outlook
from studykit.scheduling.test import Test
from studykit.tui.dates import calendar_day, until
from studykit.tui.forecast import change
from studykit.tui.text import one_line

_MUTED = "$text-muted"
_ASIDE = 43
"""Columns beside the name: the date, how far it is, the score."""


class AgendaLine(NamedTuple):
    """A test in the list."""

    test: Test
    covers: str
    """What it covers, in words."""
    outlook: Outlook | None = None
    """How it stands; None: not worked out yet, or over."""


def agenda_line(row: AgendaLine, width: int, today: date) -> list[Content]:
    """A test: when it is and what is to be expected; under it what it covers and what is to be done today."""
    return [_first(row, width, today), _second(row, width)]


def _first(row: AgendaLine, width: int, today: date) -> Content:
    test = row.test
    is_over = test.day < today
    when = f"{calendar_day(test.day):<12}{until(test.day, today):<13}"
    score = ""
    if row.outlook and row.outlook.covered:
        score = change(row.outlook.now.score, row.outlook.planned.score)
    room = max(width - _ASIDE, 10)
    name = one_line(test.name).truncate(room, ellipsis=True, pad=True)
    return Content.assemble(
        name.stylize(_MUTED if is_over else "bold"),
        "  ",
        (when, _MUTED if is_over else ""),
        (f"{score:>14}", "$success"),
    ).truncate(width, ellipsis=True)


def _second(row: AgendaLine, width: int) -> Content:
    one = row.outlook
    parts = [row.covers]
    if one and one.covered:
        parts.append(f"{counted(one.covered, 'card')}, {one.met} met")
        work = one.work_today
        today = f"{minutes_words(work.minutes)} today" if work.cards else "nothing to do today"
        parts.append(today)
    elif one:
        parts.append("no card that is in the library")
    return one_line(" · ".join(parts)).stylize(_MUTED).truncate(width, ellipsis=True)
