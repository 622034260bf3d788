"""The tests that are ahead as a list, and one of them in full: `studykit test list` and `studykit test show`."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log
from studykit.cli.entering import find_test
from studykit.cli.options import json_option, library_options
from studykit.cli.words import day_words, distance, wrapped
from studykit.quiz.words import joined, minutes_words, percent
from studykit.scheduling.test import SHOWN_ID

if TYPE_CHECKING:
    from studykit.scheduling.outlook import Outlook
    from studykit.scheduling.test import Test
    from studykit.study.study import Study

_WHEN, _ID = 2, 6
"""Columns of the list."""


@click.command("list", short_help="List the tests ahead.")
@click.option("--all", "everything", is_flag=True, help="Also those that are over.")
@library_options
@json_option
@click.pass_obj
def list_tests(library: Library, everything: bool, as_json: bool) -> None:
    """List the tests ahead by date, with the score to be expected now and with the plan, and the work of today."""
    if not has_log():
        _say_none(as_json)
        return
    with library.study() as study:
        today = study.schedule.day()
        ahead = study.schedule.planner().outlooks()
        shown = {one.test.id for one in ahead}
        over = [test for test in study.schedule.agenda.tests() if test.id not in shown]
        over = over if everything else []
        if as_json:
            from studykit.cli.outlook_data import entered, outlook_data

            told = [*(entered(test, today) for test in over), *map(outlook_data, ahead)]
            tests = [*over, *(one.test for one in ahead)]
            gone = (study.schedule.edited.gone(test) for test in tests)
            console.out_json([one | {"gone": some} for one, some in zip(told, gone, strict=True)])
        elif over or ahead:
            head = ["NAME", "DATE", "WHEN", "NOW", "PLAN", "TODAY", "ID"]
            rows = [*(_over_row(test, today) for test in over), *map(_row, ahead)]
            console.out(_table([head, *rows]))
            _say_what_is_gone(study, [one.test for one in ahead])
        else:
            _say_none(as_json=False)


@click.command("show", short_help="Show how a test stands, and the plan.")
@click.argument("name", required=False)
@click.option("--plain", is_flag=True, help="Words only, without bars.")
@library_options
@json_option
@click.pass_obj
def show_test(library: Library, name: str | None, plain: bool, as_json: bool) -> None:
    """Show how the test called NAME stands, and the plan toward it; without NAME the next test.

    You see what score to expect as things stand and with the plan, the plan day by day, what there is no time for, and what
    more time a day would bring. The beginning of the name or id is enough.
    """
    from studykit.cli import outlook_text

    with library.study() as study:
        test = find_test(study, name)
        planner = study.schedule.planner()
        if test.id not in {one.id for one in planner.ahead()}:
            _show_over(study, test, planner.day, as_json)
            return
        outlook = planner.outlook(test)
        reviews = len(study.schedule.recalls.seen())
        if as_json:
            from studykit.cli.outlook_data import whole_outlook

            whole = whole_outlook(outlook, reviews, planner.more(test))
            console.out_json(whole | {"gone": study.schedule.edited.gone(test)})
            return
        width = console.text_width()
        for line in outlook_text.lines(study.catalog, outlook, reviews, width, bars=not plain):
            console.out(line)
        _say_what_is_gone(study, [test])
        if outlook.days and outlook.covered:
            console.finish()  # what follows takes its time
            console.out(wrapped(outlook_text.more(outlook, planner.more(test)), width))


def _show_over(study: "Study", test: "Test", today: date, as_json: bool) -> None:
    from studykit.cli import outlook_data, outlook_text

    if as_json:
        console.out_json(outlook_data.entered(test, today))
        return
    for line in outlook_text.heading(study.catalog, test, today, console.text_width()):
        console.out(line)
    console.out("It is over." if test.day < today else "It has begun.")


def _say_what_is_gone(study: "Study", tests: "Sequence[Test]") -> None:
    """Say what tests cover that is in no course any more."""
    for test in tests:
        if gone := study.schedule.edited.gone(test):
            be = "is" if len(gone) == 1 else "are"
            told = f"{test.name} covers {joined(gone)}, which {be} not in the library any more."
            how = "`studykit test edit` chooses with --covers."
            console.say(wrapped(f"{told} {how}", console.text_width()))


def _say_none(as_json: bool) -> None:
    if as_json:
        console.out_json([])
    console.say("There is no test ahead. `studykit test add NAME --on DATE` adds one.")


def _table(rows: Sequence[Sequence[str]]) -> str:
    """The tests as a table; where it would be too wide it goes without the ids, and without what the dates say too."""
    for left_out in ((), (_ID,), (_WHEN, _ID)):
        kept = [[cell for at, cell in enumerate(row) if at not in left_out] for row in rows]
        table = console.table(kept)
        if max(map(len, table.splitlines())) <= console.text_width():
            break
    return table


def _row(outlook: "Outlook") -> list[str]:
    test, today, work = outlook.test, outlook.today, outlook.work_today
    return [
        test.name,
        day_words(test.day, today),
        distance(test.day, today),
        percent(outlook.now.score),
        percent(outlook.planned.score),
        minutes_words(work.minutes) if work.cards else "–",
        test.id[:SHOWN_ID],
    ]


def _over_row(test: "Test", today: date) -> list[str]:
    return [
        *(test.name, day_words(test.day, today), distance(test.day, today)),
        *("–", "–", "–", test.id[:SHOWN_ID]),
    ]
