"""`studykit test`: the tests in class that are ahead, and the way to them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log, learner_day
from studykit.cli.entering import changes, name_of, test_options
from studykit.cli.groups import HelpfulGroup
from studykit.cli.options import json_option, library_options
from studykit.cli.words import (
    day_words,
    distance,
    minutes_words,
    outlook_words,
    time_words,
    wrapped,
)
from studykit.errors import NotFoundError, StudykitError
from studykit.quiz.words import counted, percent

if TYPE_CHECKING:
    from studykit.scheduling.outlook import Outlook
    from studykit.scheduling.test import Test
    from studykit.study.study import Study

_WHEN, _ID = 2, 6
"""Columns of the list."""
_EXAMPLES = """\b
Examples:
  studykit test add Interview --on 2026-12-04 --covers art-of-the-interview
  studykit test add Midterm --on "friday week" --at 10:30 --minutes 30 --off sundays
"""


@click.group(
    "test",
    cls=HelpfulGroup,
    short_help="Plan the way to a test in class.",
    invoke_without_command=True,
)
@library_options
@click.pass_context
def command(context: click.Context) -> None:
    """Plan the way to a test in class: what score to expect on the day, and what to do on each day until then.

    Without a command the tests ahead are listed. `studykit today` does what the plans want today.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_, as_json=False, everything=False)


@command.command("add", short_help="Add a test.", epilog=_EXAMPLES)
@click.argument("name")
@test_options(is_new=True)
@library_options
@click.pass_obj
def add(library: Library, /, name: str, **chosen: Any) -> None:
    """Add a test called NAME, and say what score to expect."""
    from dataclasses import replace
    from datetime import time

    from studykit.scheduling.test import Test

    with library.study() as study:
        today = learner_day(study.clock())
        blank = Test("", name_of(name), today, time(9), ())
        test = replace(blank, **changes(study.catalog, today, **chosen))
        _refuse_twin(study, test, today)
        _say_how_it_stands("Added", study, study.schedule.add_test(test))


@command.command("edit", short_help="Change a test.")
@click.argument("name")
@click.option("--name", "new_name", metavar="NEW", help="Another name.")
@test_options(is_new=False)
@library_options
@click.pass_obj
def edit(library: Library, /, name: str, new_name: str | None, **chosen: Any) -> None:
    """Change the test called NAME; what is not said stays as it is.

    The beginning of the name or id is enough.
    """
    from dataclasses import replace

    if new_name is None and not any(chosen.values()):
        raise click.UsageError("Say what is to be changed: --on, --covers, --minutes and so on.")
    with library.study() as study:
        today = learner_day(study.clock())
        new = changes(study.catalog, today, **chosen)
        if new_name is not None:
            new["name"] = name_of(new_name)
        test = replace(_test(study, name), **new)
        _refuse_twin(study, test, today)
        study.schedule.agenda.save_test(test)
        _say_how_it_stands("Changed", study, test)


@command.command("remove", short_help="Remove a test.")
@click.argument("name")
@click.pass_obj
def remove(library: Library, /, name: str) -> None:
    """Remove the test called NAME, and the plan toward it; nothing that you have learnt is lost.

    The beginning of the name or id is enough.
    """
    study = library.open()
    try:
        test = _test(study, name)
        study.schedule.agenda.remove_test(test.id)
        console.say(f"Removed: {test.name}, {day_words(test.day, study.schedule.day())}.")
    finally:
        study.close()


@command.command("list", short_help="List the tests ahead.")
@click.option("--all", "everything", is_flag=True, help="Also those that are over.")
@library_options
@json_option
@click.pass_obj
def list_(library: Library, everything: bool, as_json: bool) -> None:
    """List the tests ahead by date, with the score to be expected now and with the plan, and the work of today."""
    if not has_log():
        _say_none(as_json)
        return
    with library.study() as study:
        today = study.schedule.day()
        ahead = study.schedule.planner().outlooks()
        over = [test for test in study.schedule.agenda.tests() if test.day < today]
        over = over if everything else []
        if as_json:
            from studykit.cli.outlook_data import entered, outlook_data

            console.out_json([*(entered(test, today) for test in over), *map(outlook_data, ahead)])
        elif over or ahead:
            head = ["NAME", "DATE", "WHEN", "NOW", "PLAN", "TODAY", "ID"]
            rows = [*(_over_row(test, today) for test in over), *map(_row, ahead)]
            console.out(_table([head, *rows]))
        else:
            _say_none(as_json=False)


@command.command("show", short_help="Show how a test stands, and the plan.")
@click.argument("name", required=False)
@click.option("--plain", is_flag=True, help="Words only, without bars.")
@library_options
@json_option
@click.pass_obj
def show(library: Library, name: str | None, plain: bool, as_json: bool) -> None:
    """Show how the test called NAME stands, and the plan toward it; without NAME the next test.

    You see what score to expect as things stand and with the plan, the plan day by day, what there is no time for, and what
    more time a day would bring. The beginning of the name or id is enough.
    """
    from studykit.cli import outlook_text

    with library.study() as study:
        test = _test(study, name)
        planner = study.schedule.planner()
        if test.day < planner.day:
            _show_over(study, test, planner.day, as_json)
            return
        outlook = planner.outlook(test)
        reviews = len(study.schedule.recalls.seen())
        if as_json:
            from studykit.cli.outlook_data import whole_outlook

            console.out_json(whole_outlook(outlook, reviews, planner.more(test)))
            return
        width = console.text_width()
        for line in outlook_text.lines(study.catalog, outlook, reviews, width, bars=not plain):
            console.out(line)
        console.finish()  # what follows takes its time
        console.out(wrapped(outlook_text.more(outlook, planner.more(test)), width))


def _show_over(study: "Study", test: "Test", today: date, as_json: bool) -> None:
    from studykit.cli import outlook_data, outlook_text

    if as_json:
        console.out_json(outlook_data.entered(test, today))
        return
    for line in outlook_text.heading(study.catalog, test, today, console.text_width()):
        console.out(line)
    console.out("It is over.")


# -- which test --------------------------------------------------------------------------------------------------------------


def _test(study: "Study", name: str | None) -> "Test":
    """The test of that name; without one the next. Raises NotFoundError."""
    if not has_log():
        msg = "There are no tests yet."
        raise NotFoundError(msg, "`studykit test add NAME --on DATE` adds one.")
    if name:
        return study.schedule.agenda.test(name)
    ahead = study.schedule.planner().ahead()
    if not ahead:
        msg = "There is no test ahead."
        raise NotFoundError(msg, "`studykit test list --all` lists those that are over.")
    return ahead[0]


def _refuse_twin(study: "Study", test: "Test", today: date) -> None:
    """Two tests ahead with one name could not be told apart."""
    tests: Sequence[Test] = study.schedule.agenda.tests() if has_log() else ()
    for other in tests:
        is_twin = other.name.casefold() == test.name.casefold() and other.id != test.id
        if is_twin and other.day >= today:
            msg = f"There is a test {other.name} already, {day_words(other.day, today)}."
            raise StudykitError(msg, "Choose another name, or change that one: studykit test edit.")


# -- what is said ------------------------------------------------------------------------------------------------------------


def _say_none(as_json: bool) -> None:
    if as_json:
        console.out_json([])
    console.say("There is no test ahead. `studykit test add NAME --on DATE` adds one.")


def _say_how_it_stands(what: str, study: "Study", test: "Test") -> None:
    planner = study.schedule.planner()
    today, width = planner.day, console.text_width()
    when = f"{day_words(test.day, today)} at {time_words(test.time)}, {distance(test.day, today)}"
    console.say(f"{what}: {test.name}, {when}.")
    if test.day < today:
        return
    outlook = planner.outlook(test)
    if not outlook.covered:
        console.say("It covers no card of that kind: look at --covers and --kind.")
        return
    met = outlook.met or "none"
    covered = f"It covers {counted(outlook.covered, 'card')}, {met} of them met"
    score = outlook_words(outlook.now, outlook.planned)
    console.say(wrapped(f"{covered}; {score}.", width))
    console.say("`studykit test show` shows the plan, `studykit today` begins.")


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
        test.id[:8],
    ]


def _over_row(test: "Test", today: date) -> list[str]:
    return [
        *(test.name, day_words(test.day, today), distance(test.day, today)),
        *("–", "–", "–", test.id[:8]),
    ]
