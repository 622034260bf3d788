"""The line of news on the first screen: what is being read, what is wrong, what is being worked out."""

from collections.abc import Sequence
from typing import Any

from textual.content import Content
from textual.screen import Screen

from studykit.errors import Problem
from studykit.quiz.words import counted
from studykit.study.study import Study
from studykit.tui.planning import WORKING
from studykit.tui.text import one_line, text

_MOST_TOLD = 3
"""Mistakes in the file of the settings that are told at once."""


def reading_news(done: int, total: int) -> str:
    """How far reading the library has come."""
    if not total:
        return "Reading the library …"
    return f"Reading the library: {done:,} of {total:,} files"


def problem_news(problems: Sequence[Problem]) -> str:
    """How many files of the library have problems; nothing where none has."""
    files = len({problem.path for problem in problems})
    have = "1 file has" if files == 1 else f"{files} files have"
    return f"{have} problems: press ! to see them." if files else ""


def recognised_news(cards: int) -> str:
    """How many cards were recognised after an edit, and where to see which."""
    were, keep = ("was", "keeps its") if cards == 1 else ("were", "keep their")
    told = f"{counted(cards, 'card')} {were} reworded or moved, and {keep} history."
    return f"{told} To see which: Ctrl+P, Recognised."


def library_news(study: Study, *, looks_closely: bool) -> tuple[bool, Content]:
    """Whether files of the library have problems, and what is to be told of it beside the courses.

    What a test covers that is gone is told where one looks closely, which takes a moment.
    """
    problems = study.catalog.problems()
    told = problem_news(problems) or (gone_news(study) if looks_closely else "")
    return bool(problems), one_line(told).stylize("$text-warning") if told else Content()


def gone_news(study: Study) -> str:
    """Which test ahead covers what is in no course any more; nothing where none does."""
    schedule = study.schedule
    ahead = [test for test in schedule.agenda.tests() if test.day >= schedule.day()]
    for test in ahead:
        if gone := schedule.edited.gone(test):
            return f"{test.name}: {gone_words(gone)} Press e to see."
    return ""


def gone_words(gone: Sequence[str]) -> str:
    """That parts of the library are in it no more, by what they were called."""
    be = "is" if len(gone) == 1 else "are"
    return f"{', '.join(gone)} {be} not in the library any more."


def work_news(*, is_working: bool) -> Content:
    """That something is worked out, said quietly."""
    return Content.styled(WORKING, "$text-muted") if is_working else Content()


def tell_wrong_settings(screen: Screen[Any], problems: Sequence[Problem]) -> None:
    """Say what is wrong with the file of the settings, and how to mend it."""
    if problems:
        told = [f"{problem} {problem.hint}".rstrip() for problem in problems[:_MOST_TOLD]]
        shown = text("\n".join(told)).plain
        screen.notify(shown, title="Settings", severity="warning", markup=False, timeout=15)
