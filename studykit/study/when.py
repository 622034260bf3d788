"""Days and times as people type them: `2026-12-04`, `friday`, `in 10 days`, `14:30`. Pure: today is an argument."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta

from studykit.content.text import shorten

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
HOW_TO_WRITE_A_DAY = (
    "Write it as 2026-12-04, 4 Dec, tomorrow, friday, friday next week, or in 10 days."
)

_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?", re.ASCII)
_NEXT_WEEKDAY = re.compile(r"next ([a-z]+)")
_NAMES_AT_LEAST = 3


class NoDayError(ValueError):
    """What was typed names no day or time; its text is a sentence that says why."""


def read_day(text: str, today: date) -> date:
    """The day that a text names, as seen from today; it may be past. Raises NoDayError."""
    wanted = " ".join(text.casefold().replace(",", " ").split())
    for pattern, reader in _FORMS.items():
        if found := pattern.fullmatch(wanted):
            try:
                return reader(found, today)
            except (KeyError, ValueError, OverflowError):
                break
    meant = _NEXT_WEEKDAY.fullmatch(wanted)
    if meant and (number := _weekday(meant[1])) is not None:
        name = WEEKDAYS[number]
        msg = f"`next {name}` may be one of two days: write `{name}`, or `{name} next week`."
        raise NoDayError(msg)
    msg = f"`{shorten(text)}` is no day. {HOW_TO_WRITE_A_DAY}"
    raise NoDayError(msg)


def read_weekdays(text: str) -> frozenset[int]:
    """The days of the week that a word such as `sunday`, `Sundays` or `weekends` names, Monday being 0; empty: it names none."""
    word = text.casefold().strip()
    if word in {"weekend", "weekends"}:
        return frozenset({5, 6})
    number = _weekday(word)
    number = _weekday(word.removesuffix("s")) if number is None else number
    return frozenset() if number is None else frozenset({number})


def read_time(text: str) -> time:
    """The time of day that a text such as `9:00` or `14` names. Raises NoDayError."""
    found = _CLOCK.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        msg = f"`{shorten(text)}` is no time of day. Write it as 9:00 or 14:30."
        raise NoDayError(msg)
    return time(hour, minute)


def _weekday(word: str) -> int | None:
    """Which weekday a name or the beginning of one means: `fri`, `thurs`."""
    return _named(word, WEEKDAYS)


def _named(word: str, names: tuple[str, ...]) -> int | None:
    word = word.removesuffix(".")
    if len(word) < _NAMES_AT_LEAST:
        return None
    return next((at for at, name in enumerate(names) if name.startswith(word)), None)


# -- the forms of a day ------------------------------------------------------------------------------------------------------


def _iso(found: re.Match[str], _: date) -> date:
    return date(*map(int, found.groups()))


def _word(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=found[0] == "tomorrow")


def _in(found: re.Match[str], today: date) -> date:
    number = _NUMBERS.get(found[1]) or int(found[1])
    return today + timedelta(days=number * (7 if found[2].startswith("week") else 1))


def _next(found: re.Match[str], today: date) -> date:
    """The next such weekday, which is never today; `friday week` is the one after it."""
    number = _known(found[1])
    ahead = (number - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead + (7 if found[2] else 0))


def _next_week(found: re.Match[str], today: date) -> date:
    """That day of the week that begins with the next Monday."""
    number = _known(found[1] or found[2])
    return today + timedelta(days=7 - today.weekday() + number)


def _known(word: str, names: tuple[str, ...] = WEEKDAYS) -> int:
    number = _named(word, names)
    if number is None:
        raise KeyError(word)
    return number


def _day_month(found: re.Match[str], today: date) -> date:
    return _of_month(int(found[1]), found[2], found[3], today)


def _month_day(found: re.Match[str], today: date) -> date:
    return _of_month(int(found[2]), found[1], found[3], today)


def _of_month(day: int, month: str, year: str | None, today: date) -> date:
    """A day of a month; without a year the next one, which may be today."""
    number = _known(month, MONTHS)
    if year:
        return date(int(year), number + 1, day)
    for after in range(9):  # until there is a 29th of February
        try:
            found = date(today.year + after, number + 1, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError


_FORMS: Mapping[re.Pattern[str], Callable[[re.Match[str], date], date]] = {
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII): _iso,
    re.compile(r"today|tomorrow"): _word,
    re.compile(rf"in (\d{{1,4}}|{'|'.join(_NUMBERS)}) (days?|weeks?)", re.ASCII): _in,
    re.compile(r"(?:on )?([a-z]+\.?)( week)?"): _next,
    re.compile(r"([a-z]+\.?) next week|next week(?: on)? ([a-z]+\.?)"): _next_week,
    re.compile(r"(\d{1,2})\.? ([a-z]+\.?)(?: (\d{4}))?", re.ASCII): _day_month,
    re.compile(r"([a-z]+\.?) (\d{1,2})(?: (\d{4}))?", re.ASCII): _month_day,
}
