"""How a test stands, and the plan toward it, as lines of text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple

from studykit.cli.console import table
from studykit.cli.words import (
    day_words,
    distance,
    new_words,
    off_words,
    range_words,
    unbroken,
)
from studykit.errors import NotFoundError
from studykit.quiz.words import (
    counted,
    hour_words,
    joined,
    kinds_words,
    minutes_words,
    percent,
)

if TYPE_CHECKING:
    from studykit.content.catalog import Catalog
    from studykit.scheduling.outlook import Outlook, PlannedDay
    from studykit.scheduling.test import Test
    from studykit.study.planner import Offer

_MOST_TERMS = 10
"""So many terms that are left out are named."""
_ENOUGH = 40
"""So many reviews tell how a learner forgets."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_NARROWEST, _WIDEST = 4, 24
"""What a bar may take; with less room there is none."""


def lines(
    catalog: "Catalog", outlook: "Outlook", reviews: int, width: int, *, bars: bool
) -> Iterator[str]:
    """How a test stands.

    Args:
        catalog: The library, for the titles.
        outlook: How it stands.
        reviews: On how many reviews of the learner's own the expectation rests.
        width: How wide the text may be.
        bars: Whether the plan is also drawn.

    """
    yield from heading(catalog, outlook.test, outlook.today, width)
    unmet = outlook.covered - outlook.met
    if not outlook.covered:
        yield "There is no card of that kind in it."
        return
    yield f"{counted(outlook.covered, 'card')}: {outlook.met} met, {unmet} not met yet."
    yield ""
    yield from _expectation(outlook, reviews, width)
    yield ""
    yield from plan(outlook, width if bars else 0)
    yield ""
    yield from _left_out(catalog, outlook, width)


def heading(catalog: "Catalog", test: "Test", today: date, width: int) -> Iterator[str]:
    """What the test is, when, and what it covers."""
    yield test.name
    yield "=" * min(len(test.name), width)
    when = f"{day_words(test.day, today)} at {hour_words(test.time)}"
    yield f"{when}, {distance(test.day, today)}."
    covers = (
        joined(_title(catalog, address) for address in test.scope) if test.scope else "all courses"
    )
    yield fill(f"It covers {covers}: {kinds_words(test.kinds)}.", width)
    off = off_words(test, today)
    yield fill(f"{test.minutes} minutes a day{f', none on {off}' if off else ''}.", width)


def plan(outlook: "Outlook", width: int) -> Iterator[str]:
    """The plan day by day; without bars where there is no width for them."""
    today, test = outlook.today, outlook.test
    if not outlook.days:
        yield f"The test is {distance(test.day, today)}: there is no day left to plan."
        return
    yield f"The plan: {minutes_words(outlook.minutes)} of work left"
    lines = [*_days(outlook), _Line(day_words(test.day, today), "the test")]
    label = max(len(line.day) for line in lines)
    words = max(len(line.words) for line in lines if line.share or line is lines[-1])
    room = min(width - label - words - len("  " * 3), _WIDEST)
    for line in lines:
        drawn = bar(line.share, room) if room >= _NARROWEST else ""
        yield f"  {line.day:<{label}}  {line.words:<{words}}  {drawn}".rstrip()


def more(outlook: "Outlook", offers: "Sequence[Offer]") -> str:
    """What more time a day would bring, as far as it brings anything."""
    best = outlook.planned.score
    told = [f"{outlook.test.minutes} min a day: {percent(best)}"]
    for offer in offers:
        if round(offer.score, 2) > round(best, 2):
            best = offer.score
            told.append(f"{offer.minutes} min: {percent(best)}")
    if len(told) == 1:
        return "More time a day would add nothing to speak of."
    return f"{', '.join(map(unbroken, told))}."


def bar(share: float, width: int) -> str:
    """A bar of block characters, exact to an eighth of one; what is not nothing is seen."""
    eighths = max(round(share * width * 8), 1 if share > 0 else 0)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + _EIGHTHS[rest].strip()


# -- parts -------------------------------------------------------------------------------------------------------------------


def _title(catalog: "Catalog", address: str) -> str:
    from studykit.study.scope import title_of

    try:
        return title_of(catalog, address)
    except NotFoundError:
        return f"{address} (not in the library any more)"


def _expectation(outlook: "Outlook", reviews: int, width: int) -> Iterator[str]:
    yield "Expected score on the day"
    rows = [
        ["  as things stand", percent(outlook.now.score), range_words(outlook.now)],
        ["  with the plan", percent(outlook.planned.score), range_words(outlook.planned)],
    ]
    yield table(rows)
    has_range = any(map(range_words, (outlook.now, outlook.planned)))
    told = "Eight times of ten the score will lie in that range. " if has_range else ""
    yield fill(f"{told}{_basis(reviews)}", width)


def _basis(reviews: int) -> str:
    """On what the expectation rests."""
    if not reviews:
        return "There are no reviews of yours yet: it rests on what is usual."
    usual = ", and else on what is usual" if reviews < _ENOUGH else ""
    return f"It rests on {counted(reviews, 'review')} of yours after a day or more{usual}."


class _Line(NamedTuple):
    """A day of the plan, or several on which there is nothing to do."""

    day: str
    words: str
    share: float = 0.0
    """Of the minutes of the fullest day."""


def _days(outlook: "Outlook") -> Iterator[_Line]:
    def sort(day: "PlannedDay") -> tuple[bool, bool]:
        return bool(day.cards), not outlook.test.minutes_on(day.day)

    most = max((day.minutes for day in outlook.days), default=0) or 1
    minutes = max(len(minutes_words(day.minutes)) for day in outlook.days)
    for (is_work, is_off), days in groupby(outlook.days, key=sort):
        group = list(days)
        first = day_words(group[0].day, outlook.today)
        if not is_work:
            yield _Line(first, _idle(len(group), is_off))
            continue
        for work in group:
            words = (
                f"{minutes_words(work.minutes):>{minutes}}  {counted(len(work.cards), 'card'):>8}"
            )
            new = f"  {new_words(work)}" if work.new else ""
            yield _Line(day_words(work.day, outlook.today), words + new, work.minutes / most)


def _idle(days: int, is_off: bool) -> str:
    """That there is nothing to do for so many days."""
    if days == 1:
        return "day off" if is_off else "nothing"
    return f"{'off' if is_off else 'nothing'} for {days} days"


def _left_out(catalog: "Catalog", outlook: "Outlook", width: int) -> Iterator[str]:
    if not outlook.left_out:
        return
    count = len(outlook.left_out)
    told = f"There is too little time: {counted(count, 'card')} of {outlook.covered} {'is' if count == 1 else 'are'} left out."
    yield fill(told, width)
    terms = Counter(card.rsplit("/", 2)[0] for card in outlook.left_out)
    for address, number in list(terms.items())[:_MOST_TERMS]:
        yield f"  {_title(catalog, address)}: {counted(number, 'card')}"
    if more_terms := list(terms.values())[_MOST_TERMS:]:
        yield f"  and {counted(len(more_terms), 'more term')}: {counted(sum(more_terms), 'card')}"
    yield ""
