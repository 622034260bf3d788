"""The lines of the first screen: a course with its figures, a quiz with its score."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from studykit.quiz.words import MODE_WORDS, score_words
from studykit.study.overview import CourseFigures
from studykit.tui.dates import day, moment
from studykit.tui.text import one_line

if TYPE_CHECKING:
    from studykit.storage.summaries import EndedQuiz

_COLUMNS = (("Pages", 6), ("Cards", 6), ("Met", 5), ("Solid", 6), ("Missed", 7))
_LAST = 23
"""Columns of the last quiz, with the space before it."""
_WIDEST = 48
"""A title's column grows no wider, so that the eye finds the figures."""


def _title_width(width: int) -> int:
    return max(min(width - _LAST - sum(columns for _, columns in _COLUMNS), _WIDEST), 8)


def course_head(width: int) -> Content:
    """The names of the columns."""
    figures = "".join(f"{name:>{columns}}" for name, columns in _COLUMNS)
    return Content.styled(
        f"{'Course':<{_title_width(width)}}{figures}  Last quiz", "$text-muted"
    ).truncate(width)


def course_line(row: CourseFigures, width: int, now: datetime) -> Content:
    """A course with its figures."""
    room = _title_width(width)
    title = _title(row.course.title, row.course.apart, room)
    numbers = (row.course.pages, row.course.cards, row.met, row.solid, row.missed)
    styles = ("$text-muted", "$text-muted", "", "$success", "$error")
    cells = [
        Content.styled(f"{number:>{columns}}", style if number else "$text-muted")
        for number, (_, columns), style in zip(numbers, _COLUMNS, styles, strict=True)
    ]
    last = f"  {score(row.last)} · {day(row.last.ended_at, now)}" if row.last else "  –"
    line = Content.assemble(title, *cells, (last, "" if row.last else "$text-muted"))
    return line.truncate(width, ellipsis=True)


def place_of(rows: Sequence[CourseFigures], course: str, otherwise: int) -> int:
    """Where a course stands among others, by its slug."""
    return next((at for at, row in enumerate(rows) if row.course.slug == course), otherwise)


def _title(title: str, apart: str, width: int) -> Content:
    """A title, and behind it what tells the course apart from another of that title: that is seen however narrow it is."""
    if len(apart) > width * 2 // 3:
        apart = "…" + apart[1 - width * 2 // 3 :]
    name = one_line(title)
    if apart:
        name = name.truncate(width - len(apart) - 1, ellipsis=True)
        name = Content.assemble(name, " ", (apart, "$text-muted"))
    return name.truncate(width, ellipsis=True, pad=True)


def quiz_line(quiz: "EndedQuiz", width: int, now: datetime) -> Content:
    """A past quiz with its score."""
    aside = f"{MODE_WORDS[quiz.quiz.mode]:<11}{score(quiz):>14}  {moment(quiz.ended_at, now):<17}"
    room = max(min(width - len(aside) - 2, _WIDEST), 8)
    title = one_line(quiz.quiz.title).truncate(room, ellipsis=True, pad=True)
    return Content.assemble(title, ("  " + aside, "$text-muted")).truncate(width)


def recent_quizzes(quizzes: "Sequence[EndedQuiz]", width: int, now: datetime) -> Content:
    """The last quizzes under a heading, in line with the courses."""
    lines = [quiz_line(quiz, width - 2, now).pad_left(2) for quiz in quizzes]
    return Content("\n").join([Content.styled("  Last quizzes", "$text-muted"), *lines])


def score(quiz: "EndedQuiz") -> str:
    """The points of a quiz: `8.5 of 11`."""
    return score_words(quiz.met, quiz.total) if quiz.total else "nothing rated"
