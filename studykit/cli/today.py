"""`studykit today`: the quiz of what is to be done today."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log, mention_settings, say_how_to_begin
from studykit.cli.options import library_options
from studykit.cli.sitting import is_plain, plain_option, take
from studykit.cli.words import day_words, wrapped
from studykit.quiz.words import counted, minutes_words, percent

if TYPE_CHECKING:
    from studykit.scheduling.outlook import Outlook
    from studykit.study.planner import Planner, Today
    from studykit.study.sitting import AnySitting
    from studykit.study.study import Study


@click.command("today", short_help="Do what is to be done today.")
@plain_option
@library_options
@click.pass_obj
def command(library: Library, plain: bool) -> int:
    """Do what is to be done today: the work for the tests ahead, reviews that are due, new cards.

    It is one quiz over all courses. If you leave it, or its input ends, `studykit today` goes on with it on the same day.
    `studykit due` says beforehand what there is to do.
    """
    if not has_log():
        say_how_to_begin()
        return 0
    with library.study() as study:
        mention_settings(study)
        planner = study.schedule.planner()
        today = planner.today()
        sitting = _sitting(study, today)
        if sitting is None:
            _say_nothing_to_do(study, planner, today)
            return 0
        code = take(study, sitting, plain=plain)
        if is_plain(plain):
            _say_what_it_did(study, today.planned)
        return code


def _sitting(study: "Study", today: "Today") -> "AnySitting | None":
    """The quiz of today that was left before, gone on with; else a new one, if there is something to do."""
    if left := study.todays_quiz():
        return study.quizzes.resume(left)
    return study.begin_today(today) if today.cards else None


def _say_nothing_to_do(study: "Study", planner: "Planner", today: "Today") -> None:
    from studykit.study.coming import look_ahead

    if not today.planned and not study.log.memories():
        say_how_to_begin()
        return
    console.say("There is nothing left to do today.")
    ahead = look_ahead(planner, today)
    if day := ahead.next_day:
        cards = ahead.on(day).cards
        what = counted(cards, "card") if cards else "new cards"
        console.say(f"The next is {day_words(day, today.day)}: {what}.")


def _say_what_it_did(study: "Study", before: "Sequence[Outlook]") -> None:
    """Say how the tests ahead stand after the quiz, and what is left for today."""
    today = study.today()
    console.out()
    for line in _changes(before, today):
        console.out(wrapped(line, console.text_width()))


def _changes(before: "Sequence[Outlook]", today: "Today") -> Iterator[str]:
    was = {one.test.id: percent(one.now.score) for one in before}
    for one in today.planned:
        now, old = percent(one.now.score), was.get(one.test.id)
        change = "as before" if old == now else f"before this quiz {old}"
        yield (
            f"{one.test.name}: expected now {now} ({change}), "
            f"with the plan {percent(one.planned.score)}."
        )
    if today.cards:
        left = f"{counted(len(today.cards), 'card')}, about {minutes_words(today.minutes)}"
        yield f"Left for today: {left}."
    else:
        yield "That is all for today."
