"""What can be said of a test on the command line, and what it means."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from studykit.cli.desk import has_log
from studykit.cli.options import day_of
from studykit.errors import NotFoundError
from studykit.log import KINDS
from studykit.scheduling.test import FURTHEST, LONGEST_NAME, MOST_MINUTES
from studykit.study.when import NoDayError, read_time, read_weekdays

if TYPE_CHECKING:
    from studykit.content.catalog import Catalog
    from studykit.scheduling.test import Test
    from studykit.study.study import Study

F = TypeVar("F", bound=Callable[..., object])

_EVERYTHING = "all"
_NONE = "none"
_HOW_TO_WRITE_OFF = "Or write a weekday: sunday, sundays, sun, weekends; `none` is no day off."


def test_options(*, is_new: bool) -> Callable[[F], F]:
    """Give a command the options that describe a test."""

    def usual(value: str) -> str:
        return f" {value} if not said." if is_new else ""

    options = [
        click.option(
            "--on",
            metavar="DATE",
            required=is_new,
            help='The day: 2026-12-04, "4 Dec", friday (the next one), "friday week" (the one after), "friday next week", '
            'tomorrow, "in 10 days".',
        ),
        click.option("--at", metavar="HH:MM", help=f"When it begins.{usual('9:00')}"),
        click.option(
            "--covers",
            multiple=True,
            metavar="COURSE[/UNIT/|/TERM]",
            help=f"What it covers; may be repeated. `all` is all courses.{usual('All courses')}",
        ),
        click.option(
            "--kind",
            "kinds",
            multiple=True,
            type=click.Choice(KINDS),
            help=f"What is asked for it; may be repeated.{usual('Review questions')}",
        ),
        click.option(
            "--minutes",
            type=click.IntRange(1, MOST_MINUTES),
            metavar="N",
            help=f"How many minutes a day you have for it.{usual('20')}",
        ),
        click.option(
            "--off",
            multiple=True,
            metavar="WEEKDAY|DATE",
            help="A day without work: sundays, weekends, 2026-11-28; may be repeated. `none` is no such day.",
        ),
    ]

    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def find_test(study: "Study", name: str | None) -> "Test":
    """The test of that name; without one the next. Raises NotFoundError."""
    if not has_log():
        msg = "There are no tests yet."
        raise NotFoundError(msg, "`studykit test add NAME --on DATE` adds one.")
    if name is not None:
        return study.schedule.agenda.test(name, study.schedule.day())
    ahead = study.schedule.planner().ahead()
    if not ahead:
        msg = "There is no test ahead."
        raise NotFoundError(msg, "`studykit test list --all` lists those that are over.")
    return ahead[0]


def name_of(text: str) -> str:
    """The name of a test; without one it could not be found again."""
    name = " ".join(text.split())
    if not name:
        raise click.UsageError("A test needs a name.")
    if len(name) > LONGEST_NAME:
        msg = f"That name is longer than {LONGEST_NAME} characters."
        raise click.UsageError(msg)
    return name


def changes(
    catalog: "Catalog",
    today: date,
    *,
    on: str | None,
    at: str | None,
    covers: Sequence[str],
    kinds: Sequence[str],
    minutes: int | None,
    off: Sequence[str],
) -> dict[str, Any]:
    """What the options say of a test, by the names of its fields; what they do not say is left out."""
    found: dict[str, Any] = {}
    if on is not None:
        found["day"] = _day(on, today)
    if at is not None:
        found["time"] = _time(at)
    if kinds:
        found["kinds"] = frozenset(kinds)
    if minutes is not None:
        found["minutes"] = minutes
    if off:
        found["weekdays_off"], found["days_off"] = _days_off(off, today)
    if covers:
        found["scope"] = _scope(catalog, covers)
    return found


def _day(text: str, today: date) -> date:
    day = day_of(text, today, "--on")
    if (day - today).days > FURTHEST:
        raise click.BadParameter("That is more than a year off.", param_hint="--on")
    return day


def _time(text: str) -> Any:
    try:
        return read_time(text)
    except NoDayError as error:
        raise click.BadParameter(str(error), param_hint="--at") from error


def _days_off(texts: Sequence[str], today: date) -> tuple[frozenset[int], frozenset[date]]:
    weekdays: set[int] = set()
    days: set[date] = set()
    for text in texts:
        if numbers := read_weekdays(text):
            weekdays |= numbers
        elif text.casefold() != _NONE:
            days.add(day_of(text, today, "--off", _HOW_TO_WRITE_OFF))
    return frozenset(weekdays), frozenset(days)


def _scope(catalog: "Catalog", addresses: Sequence[str]) -> tuple[str, ...]:
    """The addresses as the library spells them; none are all courses. Raises NotFoundError."""
    from studykit.study.scope import resolve

    if _EVERYTHING in addresses:
        return ()
    return tuple(dict.fromkeys(resolve(catalog, address) for address in addresses))
