"""`studykit due`: what is to be done today, and what comes in the next days."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log, mention_settings, say_how_to_begin
from studykit.cli.options import json_option, library_options
from studykit.cli.words import (
    day_words,
    distance,
    new_words,
    outlook_words,
    unbroken,
    wrapped,
)
from studykit.content.text import shorten
from studykit.quiz.words import counted, minutes_words

if TYPE_CHECKING:
    from studykit.scheduling.outlook import Outlook
    from studykit.storage.summaries import Unfinished
    from studykit.study.coming import Ahead
    from studykit.study.planner import Today
    from studykit.study.study import Study

_DAYS = 7
"""So many days are told of after today."""
_COUNTS = 26
"""Columns that the counts take beside the title of a course."""


@click.command("due", short_help="Say what is to be done today, and what comes next.")
@library_options
@json_option
@click.pass_obj
def command(library: Library, as_json: bool) -> None:
    """Say what is to be done today: for the tests ahead, reviews that are due, new cards; and what the next days bring.

    `studykit today` asks it all.
    """
    if not has_log():
        _nothing_yet(as_json)
        return
    with library.study() as study:
        from studykit.study.coming import look_ahead

        mention_settings(study)
        planner = study.schedule.planner()
        today = planner.today()
        ahead = look_ahead(planner, today)
        if as_json:
            console.out_json(_data(study, today, ahead))
        elif not today.planned and not study.log.memories():
            say_how_to_begin()
        else:
            console.out("\n".join(_lines(study, today, ahead, console.text_width())))


def _nothing_yet(as_json: bool) -> None:
    if as_json:
        console.out_json(
            {"day": None, "tests": [], "first": [], "due": [], "new": [], "changed": [], "cards": 0}
            | {"minutes": 0, "unfinished": None, "courses": [], "next_day": None, "coming": []}
        )
    say_how_to_begin()


# -- in words ----------------------------------------------------------------------------------------------------------------


def _lines(study: "Study", today: "Today", ahead: "Ahead", width: int) -> Iterator[str]:
    yield day_words(today.day, today.day)
    for one in today.planned:
        yield ""
        yield wrapped(stands(one), width)
    if rows := _courses(study, today):
        yield ""
        head = ["COURSE", "FOR TESTS", "REVIEWS", "NEW"]
        yield console.table(
            [head, *([shorten(row["title"], width - _COUNTS), *_counts(row)] for row in rows)]
        )
    yield ""
    yield from (wrapped(line, width) for line in _in_all(today, study.left_of_today()))
    if coming := _coming(today, ahead):
        yield wrapped(coming, width)


def stands(outlook: "Outlook") -> str:
    """How a test stands, and what is to be done for it today."""
    test, today = outlook.test, outlook.today
    when = f"{test.name}, {unbroken(day_words(test.day, today))}, {distance(test.day, today)}"
    return f"{when}: {outlook_words(outlook.now, outlook.planned)}. {_work_today(outlook)}"


def _work_today(outlook: "Outlook") -> str:
    work = outlook.work_today
    if work.cards:
        new = f", {new_words(work)}" if work.new else ""
        return f"Today {counted(len(work.cards), 'card')}{new}, {minutes_words(work.minutes)}."
    is_off = outlook.test.day > outlook.today and not outlook.test.minutes_on(outlook.today)
    return "Today is a day off." if is_off else "Nothing is planned for today."


def _in_all(today: "Today", left: "Unfinished | None") -> Iterator[str]:
    begins = unbroken("`studykit today`")
    if left:
        answered = f"{left.answered} of {left.quiz.cards} answered"
        yield f"Today's quiz is not finished: {answered}. {begins} goes on with it."
    if not today.cards:
        yield "There is nothing else to do today." if left else "There is nothing left to do today."
        return
    if today.first:
        yield f"First comes what you were sure of and missed: {counted(len(today.first), 'card')}."
    if today.changed:
        have = "has" if len(today.changed) == 1 else "have"
        yield f"{counted(len(today.changed), 'card')} {have} another answer since you last answered."
    in_all = f"{counted(len(today.cards), 'card')}, about {minutes_words(today.minutes)}"
    yield f"Left for today: {in_all}." if left else f"In all {in_all}. {begins} begins."


def _coming(today: "Today", ahead: "Ahead") -> str:
    said = [
        unbroken(f"{'tomorrow' if not at else day_words(one.day, today.day)}: {told}")
        for at, one in enumerate(ahead.days(_DAYS))
        if (told := one.cards or ("new cards" if one.day == ahead.next_day else ""))
    ]
    if not said:
        is_done = not today.cards
        return f"Nothing comes back in the next {_DAYS} days." if is_done else ""
    return f"Cards that come next: {', '.join(said)}."


def _counts(row: dict[str, Any]) -> list[str]:
    return [str(row[key]) if row[key] else "–" for key in ("tests", "due", "new")]


# -- as data -----------------------------------------------------------------------------------------------------------------


def _data(study: "Study", today: "Today", ahead: "Ahead") -> dict[str, Any]:
    from studykit.cli.outlook_data import outlook_data

    return {
        "day": today.day.isoformat(),
        "tests": [outlook_data(one) for one in today.planned],
        "first": today.first,
        "due": today.due,
        "new": today.new,
        "changed": today.changed,
        "cards": len(today.cards),
        "minutes": round(today.minutes, 1),
        "unfinished": _unfinished(study.left_of_today()),
        "courses": _courses(study, today),
        "next_day": ahead.next_day and ahead.next_day.isoformat(),
        "coming": [
            {"day": one.day.isoformat(), "planned": len(one.planned), "due": len(one.due)}
            for one in ahead.days(_DAYS)
        ],
    }


def _unfinished(left: "Unfinished | None") -> dict[str, Any] | None:
    """The quiz of today's work that can be gone on with."""
    return left and {"id": left.quiz.id, "answered": left.answered, "cards": left.quiz.cards}


def _courses(study: "Study", today: "Today") -> list[dict[str, Any]]:
    """What is to be done today, by course."""
    planned = {card for one in today.planned for card in one.work_today.cards}
    tests, due, new = (Counter(map(_course, cards)) for cards in (planned, today.due, today.new))
    return [
        {"course": entry.slug, "title": entry.title}
        | {"tests": tests[entry.slug], "due": due[entry.slug], "new": new[entry.slug]}
        for entry in study.catalog.courses()
        if (tests + due + new)[entry.slug]
    ]


def _course(card: str) -> str:
    return card.partition("/")[0]
