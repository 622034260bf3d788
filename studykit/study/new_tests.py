"""What a test is called if nobody says, and what no test may be."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from studykit.content.text import shorten
from studykit.errors import NotFoundError, StudykitError
from studykit.scheduling.test import FURTHEST, LONGEST_NAME, Test
from studykit.study.scope import title_of

if TYPE_CHECKING:
    from studykit.content.catalog import Catalog

_WEEK = 7
_ROOM = LONGEST_NAME - len(" test 99")


def proposed_name(
    catalog: "Catalog", scope: Sequence[str], tests: Iterable[Test], today: date
) -> str:
    """What a test that covers this may be called; no other test that is ahead has that name."""
    name = _name(catalog, scope)
    taken = {test.name.casefold() for test in tests if test.day >= today}
    names = (name if number == 1 else f"{name} {number}" for number in count(1))
    return next(free for free in names if free.casefold() not in taken)


def _name(catalog: "Catalog", scope: Sequence[str]) -> str:
    """Of one part its title, of several parts of a course that of the course; more than two courses are counted."""
    courses = list(dict.fromkeys(address.partition("/")[0] for address in scope))
    if not courses:
        return "All courses test"
    if len(courses) > 2:
        return f"Test on {len(courses)} courses"
    wanted = scope if len(scope) == 1 else courses
    titles = " and ".join(_title(catalog, address) for address in wanted)
    return f"{shorten(titles, _ROOM)} test"


def _title(catalog: "Catalog", address: str) -> str:
    """The title of a part or a course; its address where it is gone from the library."""
    try:
        return title_of(catalog, address)
    except NotFoundError:
        return address


def refuse_unsound(test: Test, tests: Iterable[Test], today: date) -> None:
    """Raises StudykitError with what is wrong with a test that is to be kept beside others."""
    if not test.name:
        msg = "The test has no name."
        raise StudykitError(msg, "Give it one: it could not be found again.")
    if (test.day - today).days > FURTHEST:
        msg = "That is more than a year off."
        raise StudykitError(msg, "Choose a day that is nearer.")
    if len(test.weekdays_off) == _WEEK:
        msg = "Every day of the week is a day off."
        raise StudykitError(msg, "Leave one on which there is time for the test.")
    _refuse_twin(test, [other for other in tests if other.day >= today <= test.day])


def _refuse_twin(test: Test, ahead: Iterable[Test]) -> None:
    """Two tests ahead with one name could not be told apart."""
    for other in ahead:
        if other.name.casefold() == test.name.casefold() and other.id != test.id:
            day = f"{other.day:%a} {other.day.day} {other.day:%b}"
            msg = f"There is a test {other.name} already, {day}."
            raise StudykitError(msg, "Choose another name, or change that one.")
