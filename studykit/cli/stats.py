"""`studykit stats`: how the learner gets on, in words and small bars; and a second look at an old answer."""

import sys
from typing import TYPE_CHECKING

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log
from studykit.cli.options import json_option, library_options

if TYPE_CHECKING:
    from studykit.study.study import Study


@click.command("stats", short_help="See how you get on.")
@click.option("--course", metavar="COURSE", help="Tell it of one course only.")
@click.option("--plain", is_flag=True, help="Words only, without bars: for screen readers.")
@click.option(
    "--second-look",
    "look",
    is_flag=True,
    help="Judge an old answer of yours again, without its old marks, as lines of text.",
)
@library_options
@json_option
@click.pass_obj
def command(
    library: Library, /, *, course: str | None, plain: bool, look: bool, as_json: bool
) -> None:
    """See how you get on: what you recall, what is due, how your cards stand, how well you know yourself.

    Every figure says on how many reviews it rests; where there are too few of them nothing is said.
    """
    if look and (course or as_json):
        raise click.UsageError("--second-look is a dialogue: name no --course or --json beside it.")
    if not has_log():
        _say_nothing(as_json)
        return
    with library.study() as study:
        if look:
            _take_second_look(study)
        else:
            _tell(study, course and course.strip("/"), plain, as_json)


def _say_nothing(as_json: bool) -> None:
    from studykit.study.progress_words import NOTHING

    if as_json:
        console.out_json(None)
    console.say(NOTHING)


def _tell(study: "Study", course: str | None, plain: bool, as_json: bool) -> None:
    from studykit.study.scope import spelt

    course = course and spelt(study.catalog, course)
    progress = study.schedule.progress(study.catalog, course)
    if progress.is_empty:
        _say_nothing(as_json)
    elif as_json:
        from studykit.cli.stats_data import data

        console.out_json(data(progress))
    else:
        from studykit.cli.stats_text import report

        for line in report(progress, console.text_width(), with_bars=not plain):
            console.out(line)


def _take_second_look(study: "Study") -> None:
    from studykit.cli.plain import Lines
    from studykit.cli.plain_look import judge_again

    look = study.schedule.second_look()
    if look is None:
        console.say(
            "No old answer is due for a second look. One comes with every ten open answers."
        )
        return
    home_of = study.catalog.home_of
    judge_again(look, Lines(sys.stdin.readline, sys.stdout, console.text_width(), home_of))
