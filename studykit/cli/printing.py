"""`studykit print`: mock tests with their keys, and study guides, on paper."""

from pathlib import Path
from random import randrange

import click

from studykit.cli import console
from studykit.cli.choosing import choosing_options, kinds_or_fitting
from studykit.cli.desk import Library
from studykit.cli.options import library_options
from studykit.cli.output import OUTPUT_HELP, ending_words, is_there, put, refuse_kept, written_words
from studykit.cli.telling import note_lines
from studykit.quiz.plan import Mode, Order, QuizOptions
from studykit.quiz.timer import TimeLimit


@click.command("print", short_help="Put a mock test, its key or a study guide on paper.")
@choosing_options
@click.option(
    "--paper",
    type=click.Choice(["mock", "key", "guide"]),
    required=True,
    help="A mock test to write on, the key to mark it by, or study guides with question sets.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help=f"The file to write, .html or .pdf; a PDF wants a browser on this machine. {OUTPUT_HELP}",
)
@click.option(
    "--seed", type=click.IntRange(min=0), help="A number that gives the same paper again."
)
@click.option(
    "--minutes", type=click.FloatRange(min=0, min_open=True), help="The time to be named."
)
@click.option(
    "--size",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="The paper to print on.",
)
@click.option("--no-answers", is_flag=True, help="Study guides without answers to their questions.")
@library_options
@click.pass_obj
def command(  # noqa: PLR0917 - click gives them by name
    library: Library,
    scope: tuple[str, ...],
    paper: str,
    output: Path,
    count: int,
    kinds: tuple[str, ...],
    order: str,
    seed: int | None,
    minutes: float | None,
    size: str,
    no_answers: bool,
) -> None:
    """Put a mock test, its marking key or study guides on paper: one HTML page that needs nothing else, or a PDF.

    A mock test and its key belong together if they are made with the same scope, options and seed; without --seed one
    is drawn and told.
    """
    from studykit.cli.album import Album
    from studykit.quiz.paper import Size, guide_paper, key_paper, mock_paper
    from studykit.study.quizzes import pages_in, paper_of, paper_title
    from studykit.study.scope import resolve

    if no_answers and paper != "guide":
        raise click.UsageError(
            "--no-answers is for study guides: a mock test has none, a key nothing else."
        )
    refuse_kept(output)
    with library.study() as study:
        covers = tuple(resolve(study.catalog, address) for address in scope)
        chosen = QuizOptions(
            scope=covers,
            kinds=kinds_or_fitting(study.catalog, covers, kinds),
            count=count,
            order=Order(order),
            mode=Mode.MOCK,
            limit=TimeLimit(minutes) if minutes else None,
            seed=randrange(1_000_000) if seed is None else seed,
        )
        album = Album(study.catalog.home_of)
        if paper == "guide":
            title = paper_title(study.catalog, chosen.scope)
            courses = album.courses(pages_in(study.catalog, chosen.scope))
            page = guide_paper(courses, title, Size(size), answers=not no_answers)
        else:
            plan = album.plan(paper_of(study.catalog, chosen, study.clock()))
            page = (mock_paper if paper == "mock" else key_paper)(plan, Size(size))
    was_there = is_there(output)
    if told := ending_words(output, ".html", "a page as HTML"):
        console.say(told)
    _save(album.shown(page), output)
    for line in note_lines(album.notes, console.text_width()):
        console.say(line)
    console.say(written_words(output, was_there))
    if paper == "mock" and seed is None:
        console.say(f"The same options with `--paper key --seed {chosen.seed}` give its key.")


def _save(page: str, path: Path) -> None:
    """Write the page as HTML, or as the PDF that a browser makes of it."""
    if path.suffix.lower() != ".pdf":
        put(path, page)
        return
    from studykit.cli.pdf import save_pdf

    save_pdf(page, path)
