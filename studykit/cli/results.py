"""`studykit results`: past quizzes, and one of them in full."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studykit.cli import console
from studykit.cli.desk import Library, has_log
from studykit.cli.options import json_option, library_options
from studykit.quiz.words import MODE_WORDS, score_words

if TYPE_CHECKING:
    from studykit.quiz.result import Result
    from studykit.storage.summaries import EndedQuiz
    from studykit.study.study import Study

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("results", short_help="List past quizzes, or show one in full.")
@click.argument("quiz", metavar="[ID]", required=False)
@click.option(
    "-n",
    "--count",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many quizzes at most.",
)
@click.option(
    "--html",
    type=FILE,
    help="Save the quiz as an HTML page that needs nothing else; replaces the file.",
)
@click.option("--markdown", type=FILE, help="Save the quiz as Markdown; replaces the file.")
@library_options
@json_option
@click.pass_obj
def command(
    library: Library,
    /,
    *,
    quiz: str | None,
    count: int,
    html: Path | None,
    markdown: Path | None,
    as_json: bool,
) -> None:
    """List past quizzes, or show the one with ID in full; the beginning of an ID is enough.

    With --html or --markdown and no ID, the last quiz is saved.
    """
    if not has_log():
        _say_none(as_json)
        return
    study = library.open()
    try:
        if quiz is None and not (html or markdown):
            _list(study, count, as_json)
        elif (ident := quiz or _last(study)) is None:
            _say_none(as_json)
        else:
            _one(study.quizzes.result(ident), html, markdown, as_json)
    finally:
        study.close()


def _say_none(as_json: bool) -> None:
    if as_json:
        console.out_json([])
    console.say("There are no results yet.")


def _last(study: "Study") -> str | None:
    return next((ended.quiz.id for ended in study.results(1)), None)


def _list(study: "Study", count: int, as_json: bool) -> None:
    results = study.results(count)
    if not results:
        _say_none(as_json)
    elif as_json:
        from studykit.cli.result_data import summary

        console.out_json([summary(study.quizzes.result(ended.quiz.id)) for ended in results])
    else:
        head = ["ID", "DATE", "TITLE", "MODE", "SCORE", "SHARE", "TIME"]
        rows = [_row(ended, study.log.seconds(ended.quiz.id)) for ended in results]
        console.out(console.table([head, *rows]))


def _row(ended: "EndedQuiz", seconds: float) -> list[str]:
    """A quiz as the log has it; to play it again for one line would take long."""
    from studykit.quiz.timer import clock

    quiz = ended.quiz
    return [
        quiz.id[:8],
        f"{quiz.started_at.astimezone():%Y-%m-%d %H:%M}",
        quiz.title,
        MODE_WORDS[quiz.mode],
        score_words(ended.met, ended.total) if ended.total else "nothing rated",
        f"{ended.met / ended.total:.0%}" if ended.total else "–",
        clock(timedelta(seconds=seconds)),
    ]


def _one(result: "Result", html: Path | None, markdown: Path | None, as_json: bool) -> None:
    from studykit.cli.output import is_there, put, written_words
    from studykit.cli.result_data import whole
    from studykit.content.prose import as_text
    from studykit.quiz.report import to_html, to_markdown

    for path, render in ((html, to_html), (markdown, to_markdown)):
        if path:
            was_there = is_there(path)
            put(path, render(result, None))
            console.say(written_words(path, was_there))
    if as_json:
        console.out_json(whole(result))
    elif not (html or markdown):
        console.out(as_text(to_markdown(result, None), console.text_width()))
