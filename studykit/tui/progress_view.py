"""The learner's progress in lines: what each tab of the progress screen shows. Pure functions."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from textual.content import Content

from studykit.quiz.words import counted, percent
from studykit.scheduling.standing import PageState
from studykit.statistics import enough
from studykit.statistics.calibration import MockScore
from studykit.statistics.cards import Bar, CardState, by_difficulty, by_stability
from studykit.statistics.days import Recall, calendar, last_days
from studykit.study.progress import CoursePages, Progress, UnitPages
from studykit.study.progress_words import (
    STATE_MEANS,
    ahead_words,
    confidence_words,
    day_words,
    foreseen_words,
    look_words,
    prediction_words,
    recall_words,
    time_words,
)
from studykit.tui import plots
from studykit.tui.plots import MUTED, BarRow, Columns, Lines
from studykit.tui.states import counts, sign
from studykit.tui.text import one_line

WIDE = 104
"""From here on short plots stand beside each other."""
_DAYS = 30
_TESTS = 10
_TERM = 34
"""Columns for a term, where several stand on a line."""
_STATES = {
    CardState.LASTING: ("●", "$success"),
    CardState.YOUNG: ("◔", "$primary"),
    CardState.NEW: ("+", "$secondary"),
    CardState.LAPSED: ("✗", "$error"),
    CardState.UNMET: ("·", MUTED),
}
_EMPTY = Content()


def recall(progress: Progress, width: int) -> Lines:
    """How much was recalled and how long was studied, by day; and the calendar of a year."""
    days = last_days(progress.days, progress.day, _DAYS)
    marks = _marks([one.day for one in days])
    most = max(*(one.minutes for one in days), 1.0)
    shares = [Recall(one.recalls, one.recalled).share(enough.RECALLS_A_DAY) for one in days]
    recalled = Columns(shares, "100 %", marks, "$success", none="·")
    minutes = Columns([one.minutes / most for one in days], f"{most:.0f}m", marks)
    few = f"· a day with fewer than {enough.RECALLS_A_DAY} such reviews"
    return [
        *plots.heading("Recalled after a day or more"),
        *plots.sentences(list(recall_words(progress)), width),
        _EMPTY,
        *plots.columns(recalled, width),
        *plots.sentences([few], width, MUTED),
        _EMPTY,
        *plots.heading("Minutes a day"),
        *plots.sentences(list(time_words(progress)), width),
        _EMPTY,
        *plots.columns(minutes, width),
        _EMPTY,
        *_calendar(progress, width),
    ]


def _calendar(progress: Progress, width: int) -> Lines:
    weeks = 52 if (width - 5) // 2 >= 52 else 26
    monday = progress.day - timedelta(days=progress.day.weekday() + 7 * (weeks - 1))
    mondays = [monday + timedelta(days=7 * week) for week in range(weeks)]
    months = [
        f"{day:%b}" if at == 0 or day.month != mondays[at - 1].month else ""
        for at, day in enumerate(mondays)
    ]
    levels = calendar(progress.days, progress.day, weeks)
    return [
        *plots.heading(f"The last {weeks} weeks"),
        *plots.calendar(levels, months, width),
    ]


def cards(progress: Progress, width: int) -> Lines:
    """How many cards are in each state, what comes back, how stable and how difficult the cards are."""
    states = [*plots.heading("Cards"), *_states(progress, _half(width))]
    lasting = [
        *plots.heading("How long they last"),
        *_bars(by_stability(progress.remembered), _half(width)),
    ]
    hard = [
        *plots.heading("How hard they are for you"),
        *_bars(by_difficulty(progress.remembered), _half(width)),
    ]
    if width < WIDE:
        return [*states, _EMPTY, *_ahead(progress, width), _EMPTY, *lasting, _EMPTY, *hard]
    return [
        *plots.beside(states, lasting, width),
        _EMPTY,
        *_ahead(progress, width),
        _EMPTY,
        *hard,
    ]


def _half(width: int) -> int:
    return width if width < WIDE else (width - 4) // 2


def _states(progress: Progress, width: int) -> Lines:
    counted_cards = progress.cards
    most = max(*counted_cards.values(), 1)
    figures = plots.numbers(list(counted_cards.values()))
    rows = [
        BarRow(
            Content.assemble(_STATES[state], f" {state}"), cards / most, figure, _STATES[state][1]
        )
        for (state, cards), figure in zip(counted_cards.items(), figures, strict=True)
    ]
    lines = []
    for line, (state, cards) in zip(plots.bars(rows, width), counted_cards.items(), strict=True):
        meaning = Content.styled(f"  {STATE_MEANS[state]}", MUTED)
        lines += [line, meaning] if cards else [line]
    return lines


def _bars(bars: Sequence[Bar], width: int) -> Lines:
    most = max(*(bar.cards for bar in bars), 1)
    figures = plots.numbers([bar.cards for bar in bars])
    rows = [
        BarRow(Content(bar.label), bar.cards / most, figure)
        for bar, figure in zip(bars, figures, strict=True)
    ]
    return plots.bars(rows, width)


def _ahead(progress: Progress, width: int) -> Lines:
    most = max(*progress.ahead, 1)
    days = [progress.day + timedelta(days=ahead) for ahead in range(len(progress.ahead))]
    plot = Columns([cards / most for cards in progress.ahead], f"{most:,}", _marks(days))
    return [
        *plots.heading("What comes back in the next 30 days"),
        *plots.sentences([ahead_words(progress)], width),
        _EMPTY,
        *plots.columns(plot, width),
    ]


def _marks(days: Iterable[date]) -> list[tuple[int, str]]:
    """The Mondays, to be written under a plot."""
    return [(at, day_words(day)) for at, day in enumerate(days) if day.weekday() == 0]


# -- terms ---------------------------------------------------------------------------------------------------------------


def terms(progress: Progress, width: int) -> Lines:
    """For each course that was begun its units and terms, with how they stand."""
    lines: Lines = []
    for course in progress.terms:
        lines += [*([_EMPTY] if lines else []), *_course(course, width)]
    return lines


def _course(course: CoursePages, width: int) -> Lines:
    lines = [one_line(course.title).stylize("bold $primary")]
    for unit in course.units:
        lines += [_EMPTY, _unit(unit, width), *_terms(unit, width)]
    return lines


def _unit(unit: UnitPages, width: int) -> Content:
    """A unit with its counts at the right."""
    told = counts([state for _, _, state in unit.pages])
    title = one_line(unit.title or "Other terms").stylize("bold")
    room = max(width - told.cell_length - 2, 10)
    return Content.assemble(title.truncate(room, ellipsis=True, pad=True), "  ", told)


def _terms(unit: UnitPages, width: int) -> Lines:
    """The terms, several on a line: a sign and a name each."""
    shown = [
        Content.assemble("  ", sign(state), " ", _name(term, state)).truncate(
            _TERM, ellipsis=True, pad=True
        )
        for _, term, state in unit.pages
    ]
    each = max(width // (_TERM + 1), 1)
    return [Content(" ").join(shown[at : at + each]) for at in range(0, len(shown), each)]


def _name(term: str, state: PageState) -> Content:
    return one_line(term).stylize(MUTED if state is PageState.UNSEEN else "")


# -- calibration ---------------------------------------------------------------------------------------------------------


def calibration(progress: Progress, width: int) -> Lines:
    """How well the learner knows how they stand, and how well the program does."""
    half = _half(width)
    sure = [*plots.heading("How sure you are, and how right"), *_confidence(progress, half)]
    tests = [*plots.heading("Mock tests against what you expected"), *_tests(progress, half)]
    foreseen = [*plots.heading("What studykit foresees"), *_foreseen(progress, half)]
    looks = [
        *plots.heading("A second look at old answers"),
        *plots.sentences(list(look_words(progress)), half),
    ]
    if width < WIDE:
        return [*sure, _EMPTY, *tests, _EMPTY, *foreseen, _EMPTY, *looks]
    return [
        *plots.beside(sure, tests, width),
        _EMPTY,
        *plots.beside(foreseen, looks, width),
    ]


def _confidence(progress: Progress, width: int) -> Lines:
    rows = [
        BarRow(Content(one.confidence), share, _of(share, one.answers, "answer"))
        for one in progress.answers
        if (share := one.share) is not None
    ]
    if not rows:
        return plots.sentences(list(confidence_words(progress.answers)), width)
    return plots.bars(rows, width)


def _foreseen(progress: Progress, width: int) -> Lines:
    said = list(foreseen_words(progress.foreseen))[:1]
    rows = [
        BarRow(
            Content(f"expected {percent(one.expected / one.recalls)}"),
            one.recalled / one.recalls,
            _of(one.recalled / one.recalls, one.recalls, "review"),
        )
        for one in progress.foreseen
        if one.is_enough
    ]
    return [*plots.sentences(said, width), *plots.bars(rows, width)]


def _tests(progress: Progress, width: int) -> Lines:
    shown = progress.mock_tests[-_TESTS:]
    rows = [
        BarRow(_named(test), test.share, _against(test), "$success") for test in reversed(shown)
    ]
    return [*plots.sentences([prediction_words(progress)], width), *plots.bars(rows, width)]


def _named(test: MockScore) -> Content:
    """`23 Nov  Introductory Statistics`."""
    at = day_words(test.at.astimezone().date())
    return Content.assemble((f"{at:<7}", MUTED), one_line(test.title))


def _against(test: MockScore) -> Content:
    """`77 %  expected 60 %`."""
    score = Content(f"{percent(test.share):>5}")
    if test.predicted is None:
        return score
    return Content.assemble(score, (f"  expected {percent(test.predicted)}", MUTED))


def _of(share: float, count: int, thing: str) -> Content:
    return Content.assemble(f"{percent(share):>5}", (f"  {counted(count, thing)}", MUTED))


TABS: dict[str, Callable[[Progress, int], Lines]] = {
    "Recall": recall,
    "Cards": cards,
    "Terms": terms,
    "Calibration": calibration,
}
"""The tabs in their order."""
