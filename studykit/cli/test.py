"""`studykit test`: the tests in class that are ahead, and the way to them."""

from typing import TYPE_CHECKING, Any

import click

from studykit.cli import console
from studykit.cli.ahead import list_tests, show_test
from studykit.cli.desk import Library, learner_day
from studykit.cli.entering import changes, find_test, name_of, test_options
from studykit.cli.groups import HelpfulGroup
from studykit.cli.options import library_options
from studykit.cli.words import day_words, distance, outlook_words, wrapped
from studykit.errors import StudykitError
from studykit.quiz.words import counted, hour_words

if TYPE_CHECKING:
    from studykit.scheduling.test import Test
    from studykit.study.study import Study

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
        context.invoke(list_tests, as_json=False, everything=False)


command.add_command(list_tests)
command.add_command(show_test)


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
    from studykit.study.kinds import fitting_kinds

    with library.study() as study:
        today = learner_day(study.clock())
        blank = Test("", name_of(name), today, time(9), ())
        test = replace(blank, **changes(study.catalog, today, **chosen))
        if not chosen["kinds"]:
            test = replace(test, kinds=fitting_kinds(study.catalog, test.scope))
        study.schedule.refuse_begun(test)
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
        test = replace(find_test(study, name), **new)
        study.schedule.change_test(test)
        _say_how_it_stands("Changed", study, test)


@command.command("remove", short_help="Remove a test.")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask where NAME is not the whole name.")
@click.pass_obj
def remove(library: Library, /, name: str, yes: bool) -> None:
    """Remove the test called NAME, and the plan toward it; nothing that you have learnt is lost.

    The beginning of the name is enough, if you then say that this test is meant, or add --yes.
    """
    study = library.open()
    try:
        test = find_test(study, name)
        told = f"{test.name}, {day_words(test.day, study.schedule.day())}"
        if not (yes or test.is_called(name) or _is_meant(told)):
            console.say("Nothing was removed.")
            return
        study.schedule.agenda.remove_test(test.id)
        console.say(f"Removed: {told}.")
    finally:
        study.close()


def _is_meant(told: str) -> bool:
    """Ask whether a test is to be removed whose name was not said in full. Raises StudykitError where nobody can answer."""
    if not console.is_terminal():
        msg = f"That is not the whole name of {told}: nothing was removed."
        raise StudykitError(
            msg, "Give the whole name, or the id that `studykit test list` shows, or add --yes."
        )
    return click.confirm(f"Remove {told}?", err=True)


def _say_how_it_stands(what: str, study: "Study", test: "Test") -> None:
    planner = study.schedule.planner()
    today, width = planner.day, console.text_width()
    when = f"{day_words(test.day, today)} at {hour_words(test.time)}, {distance(test.day, today)}"
    console.say(f"{what}: {test.name}, {when}.")
    if test.id not in {one.id for one in planner.ahead()}:
        console.say("It has begun already: there is nothing left to plan.")
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
