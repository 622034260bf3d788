"""The figures of the learner's progress as lines of text: words, and small bars beside them where they are wanted."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from textwrap import wrap

from studykit.content.runs import cells
from studykit.quiz.words import counted, minutes_words, percent, score_words
from studykit.scheduling.standing import PageState
from studykit.statistics import enough
from studykit.statistics.cards import Bar, by_difficulty, by_stability
from studykit.statistics.days import DayFigures, Recall, last_days
from studykit.study.progress import Progress
from studykit.study.progress_words import (
    ahead_words,
    card_words,
    confidence_words,
    day_words,
    foreseen_words,
    look_words,
    prediction_words,
    recall_words,
    terms_words,
    time_words,
)

_BAR = 20
_DAYS = 14
_WEEK = 7
_TESTS = 10

Row = tuple[str, float, str]
"""A label, how long its bar is (between 0 and 1), and the figures in words."""


def report(progress: Progress, width: int, *, with_bars: bool) -> Iterator[str]:
    """All of it, section by section."""
    sections: list[tuple[str, list[str], list[Row]]] = [
        ("Recall", [*recall_words(progress), *time_words(progress)], _days(progress)),
        ("Coming back", [ahead_words(progress)], _ahead(progress)),
        ("Cards", list(card_words(progress)), []),
        ("How long cards last", [], _bars(by_stability(progress.remembered))),
        ("How hard cards are for you", [], _bars(by_difficulty(progress.remembered))),
        ("Terms", [], _terms(progress)),
        ("How sure you are", list(confidence_words(progress.answers)), []),
        ("Mock tests", [prediction_words(progress)], _tests(progress)),
        ("What studykit foresees", list(foreseen_words(progress.foreseen)), []),
        ("A second look", list(look_words(progress)), []),
    ]
    told = [section for section in sections if section[1] or section[2]]
    for at, (title, sentences, rows) in enumerate(told):
        yield from ([""] if at else [])
        yield title
        for sentence in sentences:
            yield from (f"  {line}" for line in wrap(sentence, width - 2))
        yield from _drawn(rows) if with_bars else _said(rows)


def _drawn(rows: Sequence[Row]) -> Iterator[str]:
    """The rows with a bar each."""
    longest = max((cells(label) for label, _, _ in rows), default=0)
    for label, share, words in rows:
        bar = "█" * round(share * _BAR)
        gap = " " * (longest - cells(label))
        yield f"  {label}{gap}  {bar:<{_BAR}}  {words}".rstrip()


def _said(rows: Sequence[Row]) -> Iterator[str]:
    """The rows in words only."""
    return (f"  {label.strip()}: {words}." for label, _, words in rows)


def _days(progress: Progress) -> list[Row]:
    """The last days on which something was done, by how long it took."""
    days = [one for one in last_days(progress.days, progress.day, _DAYS) if one.reviews]
    most = max((one.minutes for one in days), default=0.0) or 1.0
    return [(day_words(one.day), one.minutes / most, _day(one)) for one in days]


def _day(one: DayFigures) -> str:
    share = Recall(one.recalls, one.recalled).share(enough.RECALLS_A_DAY)
    recalled = "" if share is None else f", recalled {percent(share)} of {one.recalls}"
    return f"{minutes_words(one.minutes)}, {counted(one.reviews, 'review')}{recalled}"


def _ahead(progress: Progress) -> list[Row]:
    """The cards that come back, week by week."""
    weeks = [
        sum(progress.ahead[at : at + _WEEK]) for at in range(0, len(progress.ahead) - 2, _WEEK)
    ]
    most = max(weeks)
    starts = (progress.day + timedelta(days=_WEEK * at) for at in range(len(weeks)))
    rows = [
        (f"from {day_words(start)}", cards / most, counted(cards, "card"))
        for start, cards in zip(starts, weeks, strict=True)
        if most
    ]
    return rows if len(rows) > 1 else []


def _bars(bars: Sequence[Bar]) -> list[Row]:
    most = max((bar.cards for bar in bars), default=0)
    return [(bar.label, bar.cards / most, counted(bar.cards, "card")) for bar in bars if bar.cards]


def _terms(progress: Progress) -> list[Row]:
    """The units, by the share of their terms that are solid; of one course the terms too."""
    rows = []
    for course in progress.terms:
        for unit in course.units:
            title = f"{course.title}: {unit.title}" if unit.title else course.title
            solid = unit.counts[PageState.SOLID] / len(unit.pages)
            rows.append((title, solid, terms_words([unit])))
            if progress.course:
                rows += [(f"  {term}", 0.0, str(state)) for _, term, state in unit.pages]
    return rows


def _tests(progress: Progress) -> list[Row]:
    """The last mock tests."""
    rows = []
    for test in progress.mock_tests[-_TESTS:]:
        expected = "" if test.predicted is None else f", you expected {percent(test.predicted)}"
        score = f"{percent(test.share)}, {score_words(test.met, test.total)} points{expected}"
        rows.append((f"{day_words(test.at.astimezone().date())}  {test.title}", test.share, score))
    return rows
