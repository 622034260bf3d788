"""`studykit search`: where words stand in the courses."""

import click

from studykit.cli import console
from studykit.cli.desk import Library
from studykit.cli.options import json_option, library_options
from studykit.content.search import Hit


@click.command("search", short_help="Search the courses for words.")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "-n",
    "--count",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many finds at most.",
)
@library_options
@json_option
@click.pass_obj
def command(library: Library, words: tuple[str, ...], count: int, as_json: bool) -> None:
    """Search terms, definitions, facts, questions and answers for WORDS; all of them must occur.

    The last word may be the beginning of one.
    """
    with library.study() as study:
        hits = study.catalog.search(" ".join(words), count)
    if as_json:
        console.out_json([_data(hit) for hit in hits])
    elif hits:
        console.out("\n".join(_lines(hit) for hit in hits))
    else:
        console.say("Nothing was found.")


def _data(hit: Hit) -> dict[str, str]:
    ref = hit.ref
    return {
        "kind": hit.kind,
        "course": ref.course,
        "slug": ref.slug,
        "term": ref.term,
        "excerpt": hit.excerpt,
    }


def _lines(hit: Hit) -> str:
    ref = hit.ref
    return f"{ref.course}/{ref.slug}  {ref.term} ({hit.kind})\n    {hit.excerpt}"
