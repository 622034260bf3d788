"""A test and the plan toward it in lines: what is to be expected, the days as bars, what is left out. Pure functions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from studykit.quiz.words import counted, hour_words, minutes_words, percent
from studykit.scheduling.expectation import Expected
from studykit.scheduling.outlook import Outlook, PlannedDay
from studykit.scheduling.test import Test
from studykit.study.planner import Offer
from studykit.tui.course_tree import aside
from studykit.tui.dates import calendar_day, until
from studykit.tui.news import gone_words
from studykit.tui.planning import WORKING
from studykit.tui.text import one_line
from studykit.tui.widgets.form_lines import WEEKDAYS
from studykit.tui.widgets.section_list import Row, Section

REVIEW, NEW = "■", "□"
_BAR = 40
"""Columns of the longest bar, where there is room for it."""
_MUTED = "$text-muted"


class LeftOut(NamedTuple):
    """A page of which cards are left out."""

    address: str
    title: str
    cards: int


def when(test: Test, today: date) -> str:
    """The date of a test and how far it is: `Fri 4 Dec 9:00, in 8 days`."""
    return f"{calendar_day(test.day)} {hour_words(test.time)}, {until(test.day, today)}"


def between(expected: Expected) -> str:
    """The range of a score in words; empty where there is no doubt."""
    low, high = round(100 * expected.low), round(100 * expected.high)
    return f"between {low} and {high} %, eight times of ten" if low < high else ""


# -- the head ------------------------------------------------------------------------------------------------------------


def headline(one: Outlook, offers: Sequence[Offer], gone: Sequence[str] = ()) -> Content:
    """What is to be expected, what there is to do, and what more minutes would bring; first of all what it covers that is gone."""
    if gone:
        return Content("\n").join([_gone(gone), headline(one, offers)])
    if not one.covered:
        return Content(
            "It covers no card that is in the library. Press e and choose what it covers."
        )
    lines = [
        Content.styled(_joined("with the plan", between(one.planned)), "bold"),
        Content(f"as things stand {_as_things_stand(one)}"),
        Content.styled(_work(one), _MUTED),
        *_too_little(one),
        *([_more(one, offers)] if offers else []),
    ]
    return Content("\n").join(lines)


def _gone(gone: Sequence[str]) -> Content:
    told = f"! {gone_words(gone)} Press e and choose what it covers."
    return one_line(told).stylize("$warning")


def _as_things_stand(one: Outlook) -> str:
    if not one.met:
        return f"{percent(one.now.score)}: nothing of it is met yet"
    return _joined(percent(one.now.score), between(one.now))


def _joined(*parts: str) -> str:
    return ": ".join(filter(None, parts))


def _work(one: Outlook) -> str:
    unmet = one.covered - one.met
    state = f"{counted(one.covered, 'card')}: {one.met} met, {unmet} not yet"
    return f"{state}.  {minutes_words(one.minutes)} of work left."


def _too_little(one: Outlook) -> Iterator[Content]:
    if one.left_out:
        left = counted(len(one.left_out), "card")
        be = "is" if len(one.left_out) == 1 else "are"
        yield Content.styled(
            f"! Too little time for all: {left} {be} left out, see below.", "$warning"
        )


def _more(one: Outlook, offers: Sequence[Offer]) -> Content:
    """`20 min a day: 78 %   25 min: 88 %`, as far as more time brings anything."""
    best = one.planned.score
    parts = [Content.assemble((f"{one.test.minutes} min a day: ", _MUTED), percent(best))]
    for offer in offers:
        if round(offer.score, 2) > round(best, 2):
            best = offer.score
            parts.append(Content.assemble((f"{offer.minutes} min: ", _MUTED), percent(best)))
    if len(parts) == 1:
        return Content.styled("More time a day would add nothing to speak of.", _MUTED)
    return Content("   ").join(parts)


# -- the days --------------------------------------------------------------------------------------------------------------


def sections(one: Outlook, left_out: Sequence[LeftOut], width: int) -> list[Section]:
    """The days until the test, then what is left out."""
    return [
        Section("Day by day", [*_days(one, width), _last(one.test)]),
        Section("Left out, for want of time", [_left(page) for page in left_out]),
    ]


def frame_line(test: Test, width: int, *, is_working: bool) -> Content:
    """The minutes a day and the days off; at the right what the bars are made of."""
    off = ", ".join(WEEKDAYS[day] for day in sorted(test.weekdays_off))
    left = Content.assemble(
        (f"{test.minutes} min a day", "bold"),
        (f", off on {off}" if off else "", _MUTED),
        (f"   {WORKING}" if is_working else "", _MUTED),
    )
    right = Content.assemble(
        (REVIEW, "$primary"), (" review  ", _MUTED), (NEW, "$accent"), (" new", _MUTED)
    )
    return aside(left, right, width)


def _days(one: Outlook, width: int) -> Iterator[Row]:
    most = max((len(day.cards) for day in one.days), default=0)
    room = max(min(_BAR, width - 46), 8)
    for day in one.days:
        yield _day(one, day, most, room)


def _day(one: Outlook, day: PlannedDay, most: int, room: int) -> Row:
    is_today = day.day == one.today
    name = "today" if is_today else calendar_day(day.day)
    mark = Content.styled(f"{name:<11}", "bold $primary" if is_today else _MUTED)
    if not day.cards:
        is_off = not one.test.minutes_on(day.day)
        return Row(mark=mark, text=Content.styled(f"{'off' if is_off else '–':>7}", _MUTED))
    figures = f"{minutes_words(day.minutes):>7}"
    bar = day_bar(len(day.cards) - day.new, day.new, most, room)
    style = "" if is_today else _MUTED
    return Row(
        mark=mark, text=Content.assemble((figures, style), "  ", bar, (f"  {_cards(day)}", style))
    )


def _cards(day: PlannedDay) -> str:
    """How many cards: `13 cards, 11 new`."""
    if day.new == len(day.cards):
        return counted(day.new, "new card")
    new = f", {day.new} new" if day.new else ""
    return counted(len(day.cards), "card") + new


def day_bar(reviews: int, new: int, most: int, room: int) -> Content:
    """The cards of a day, a column each or for as many as it takes; what there is at all has one."""
    scale = min(room / most, 1.0) if most else 0.0
    ends = [_columns(reviews, scale), _columns(new, scale)]
    return Content.assemble((REVIEW * ends[0], "$primary"), (NEW * ends[1], "$accent"))


def _columns(cards: int, scale: float) -> int:
    return max(round(cards * scale), 1) if cards else 0


def _last(test: Test) -> Row:
    return Row(
        mark=Content.styled(f"{calendar_day(test.day):<11}", "bold"),
        text=Content.assemble(
            f"{hour_words(test.time):>7}  ", ("★ ", "$accent"), one_line(test.name).stylize("bold")
        ),
    )


def _left(page: LeftOut) -> Row:
    return Row(
        text=one_line(page.title),
        aside=Content.styled(counted(page.cards, "card"), _MUTED),
        key=page.address,
    )


def left_out_pages(cards: Sequence[str], titles: Mapping[str, str]) -> list[LeftOut]:
    """The pages of the cards that are left out, in their order.

    Args:
        cards: The ids of the cards.
        titles: What a page is called, by its address.

    """
    counts: dict[str, int] = {}
    for card in cards:
        page = card.rsplit("/", 2)[0]
        counts[page] = counts.get(page, 0) + 1
    return [LeftOut(page, titles.get(page, page), count) for page, count in counts.items()]
