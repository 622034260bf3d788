"""`studykit quiz`: take a quiz, in the app or as plain lines of text."""

from dataclasses import replace
from typing import Any

import click

from studykit.cli.choosing import choosing_options, kinds_or_fitting, one_of
from studykit.cli.desk import Library
from studykit.cli.options import library_options
from studykit.cli.sitting import plain_option, take
from studykit.errors import NotFoundError, StudykitError
from studykit.quiz.mock import DEFAULT_LIMIT
from studykit.quiz.plan import Mode, Only, Order, QuizOptions
from studykit.quiz.timer import EXTRA_TIME, TimeLimit
from studykit.study.scope import resolve
from studykit.study.sitting import AnySitting
from studykit.study.study import Study

LAST = "last"
"""What `--resume` means without an id."""


@click.command("quiz", short_help="Take a quiz or a mock test.")
@choosing_options
@click.option(
    "--only",
    type=one_of(Only),
    default=Only.ALL.value,
    show_default=True,
    help="Only what was missed, or never met.",
)
@click.option("--seed", type=click.IntRange(min=0), help="A number that gives the same quiz again.")
@click.option(
    "--minutes",
    type=click.FloatRange(min=0, min_open=True),
    help="The time limit. A mock test without one gets 2 for each question.",
)
@click.option("--per-question", is_flag=True, help="The minutes are for each question.")
@click.option(
    "--extra",
    type=click.Choice([f"{factor:g}" for factor in EXTRA_TIME[1:]]),
    help="Extra time: this many times the limit.",
)
@click.option("--mock", is_flag=True, help="A mock test: against the clock, judged at the end.")
@click.option(
    "--overtime", is_flag=True, help="When the time is up go on, with the overtime marked."
)
@click.option(
    "--resume",
    metavar="[ID]",
    is_flag=False,
    flag_value=LAST,
    help="Go on with an unfinished quiz, the last one unless an ID is given.",
)
@plain_option
@library_options
@click.pass_obj
def command(library: Library, /, resume: str | None, plain: bool, **chosen: Any) -> int:
    """Take a quiz on courses, units and terms, or on the whole library.

    With --plain, or where there is no terminal, the quiz runs as lines of text: it suits screen readers, slow links and
    pipes. An answer is ended by a line with a single dot; `?` alone means that you don't know; the end of input saves
    and ends the quiz.
    """
    if resume and chosen["scope"]:
        raise click.UsageError(
            "--resume goes on with a quiz as it was begun: name no course beside it."
        )
    if not chosen["mock"] and not chosen["minutes"] and (chosen["per_question"] or chosen["extra"]):
        raise click.UsageError(
            "--per-question and --extra want a time limit: add --minutes or --mock."
        )
    with library.study() as study:
        study.schedule.edited.recognise_once()
        sitting = (
            _resumed(study, resume) if resume else study.quizzes.begin(_options(study, **chosen))
        )
        return take(study, sitting, plain=plain)


def _options(study: Study, **chosen: Any) -> QuizOptions:
    """The options that were chosen; the time limit of a mock test follows from the number of its questions."""
    scope = tuple(resolve(study.catalog, address) for address in chosen["scope"])
    options = QuizOptions(
        scope=scope,
        kinds=kinds_or_fitting(study.catalog, scope, chosen["kinds"]),
        only=Only(chosen["only"]),
        count=chosen["count"],
        order=Order(chosen["order"]),
        mode=Mode.MOCK if chosen["mock"] else Mode.PRACTICE,
        overtime=chosen["overtime"],
        seed=study.quizzes.seed() if chosen["seed"] is None else chosen["seed"],
    )
    limit = _limit(
        study, options, chosen["minutes"], chosen["per_question"], float(chosen["extra"] or 1)
    )
    return replace(options, limit=limit)


def _limit(
    study: Study, options: QuizOptions, minutes: float | None, per_question: bool, extra: float
) -> TimeLimit | None:
    if minutes is None and options.mode is Mode.PRACTICE:
        return None
    if minutes is None:
        cards = 1 if per_question else min(options.count or 0, study.quizzes.available(options))
        minutes = DEFAULT_LIMIT.minutes * max(cards, 1)
    return TimeLimit(minutes, per_question, extra)


def _resumed(study: Study, ident: str) -> AnySitting:
    """An unfinished quiz, gone on with."""
    if ident == LAST:
        unfinished = study.unfinished(1)
        if not unfinished:
            msg = "There is no unfinished quiz."
            raise NotFoundError(msg)
        ident = unfinished[0].quiz.id
    sitting = study.quizzes.resume(ident)
    if sitting.quiz.ending is not None:
        msg = "That quiz is over."
        raise StudykitError(
            msg, f"`studykit results {sitting.quiz.plan.id[:8]}` shows what came of it."
        )
    return sitting
