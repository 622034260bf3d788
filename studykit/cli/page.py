"""`studykit show`: the page of one term, or a question set."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from textwrap import indent
from typing import TYPE_CHECKING, Any

import click

from studykit.cli import console
from studykit.cli.console import hung
from studykit.cli.desk import Library
from studykit.cli.options import json_option, library_options
from studykit.content.markdown import plain
from studykit.content.prose import as_text
from studykit.errors import NotFoundError, StorageError

if TYPE_CHECKING:
    from studykit.content.catalog import Catalog, PageRef
    from studykit.content.model import Guide, Question, QuestionSet


@click.command("show", short_help="Show the page of a term, or a question set.")
@click.argument("address", metavar="COURSE/PAGE")
@click.option(
    "--answers", is_flag=True, help="Also show the model answers of the review questions."
)
@library_options
@json_option
@click.pass_obj
def command(library: Library, address: str, answers: bool, as_json: bool) -> None:
    """Show a page of COURSE: of a term its definition, must-know facts, review questions and related terms; of a question set its questions."""
    from studykit.study.scope import named_course

    with library.study() as study:
        catalog = study.catalog
        if "/" not in address.strip("/"):
            raise click.UsageError(_how_to_write(catalog, address.strip("/")))
        from studykit.content.model import QuestionSet

        course, slug = named_course(catalog, address.rstrip("/"))
        page = catalog.page(course, slug)
        if isinstance(page, QuestionSet):
            data, lines = _set_data(course, page), _set(page, answers)
        else:
            elsewhere = catalog.also_found_in(course, page.slug)
            data, lines = (
                _data(course, page, elsewhere),
                _guide(catalog, course, page, elsewhere, answers),
            )
        if as_json:
            console.out_json(data)
        else:
            console.out("\n".join(lines))
            if console.is_terminal():
                with suppress(StorageError):  # a page can be read wherever nothing can be kept
                    study.keep_page(course, page.slug)


def _how_to_write(catalog: "Catalog", name: str) -> str:
    """How to name a page, with one that may have been meant."""
    found = catalog.find(name, 1)
    meant = f" Did you mean {found[0].course}/{found[0].slug}?" if found else ""
    return f"A page is named as COURSE/PAGE; `studykit list COURSE` lists them.{meant}"


def _data(course: str, guide: "Guide", elsewhere: "Sequence[PageRef]") -> dict[str, Any]:
    from dataclasses import asdict

    found = [f"{ref.course}/{ref.slug}" for ref in elsewhere]
    return {"course": course} | asdict(guide) | {"also_found_in": found}


def _set_data(course: str, page: "QuestionSet") -> dict[str, Any]:
    from dataclasses import asdict

    return {"course": course} | asdict(page)


def _set(page: "QuestionSet", answers: bool) -> Iterator[str]:
    """A question set."""
    width = console.text_width()
    yield from (plain(page.title), "=" * len(plain(page.title)), "")
    for place, question in enumerate(page.questions, 1):
        yield from _question(place, question, width, answers)


def _guide(
    catalog: "Catalog", course: str, guide: "Guide", elsewhere: "Sequence[PageRef]", answers: bool
) -> Iterator[str]:
    """The page of a term."""
    width = console.text_width()
    yield plain(guide.term)
    yield "=" * len(plain(guide.term))
    if guide.aliases:
        yield f"Also called: {', '.join(map(plain, guide.aliases))}"
    yield from ("", as_text(guide.definition, width))
    if guide.facts:
        yield from ("", "Must-know facts", "---------------")
    for place, fact in enumerate(guide.facts, 1):
        yield hung(f"{place}. ", as_text(fact.text, width - 4))
    if guide.questions:
        yield from ("", "Review questions", "----------------")
    for place, question in enumerate(guide.questions, 1):
        yield from _question(place, question, width, answers)
    yield from _links("Related", catalog, course, guide.related)
    yield from _links("Not to be confused with", catalog, course, guide.contrast)
    if elsewhere:
        yield from ("", "Also found in")
        yield from (
            f"  {ref.course_title}: {ref.term} ({ref.course}/{ref.slug})" for ref in elsewhere
        )


def _question(place: int, question: "Question", width: int, answers: bool) -> Iterator[str]:
    yield hung(f"{place}. ", as_text(question.text, width - 4))
    for choice in question.choices:
        mark = "*" if answers and choice.correct else "-"
        yield f"   {mark} {plain(choice.text)}"
    if answers and question.accept:
        yield _indented(hung("Right: ", as_text(" / ".join(question.accept), width - 11)))
    if answers and question.answer:
        yield _indented(f"Model answer:\n{as_text(question.answer, width - 4)}")
        for point in question.points:
            text = point.text + (" (core)" if point.core else "")
            yield _indented(hung("- ", as_text(text, width - 6)))


def _indented(text: str) -> str:
    return indent(text, "    ")


def _links(title: str, catalog: "Catalog", course: str, links: Sequence[str]) -> Iterator[str]:
    if links:
        yield from ("", title)
        yield from (f"  {_link(catalog, course, link)}" for link in links)


def _link(catalog: "Catalog", course: str, link: str) -> str:
    """A link with the name of the term that it leads to."""
    address = link if "/" in link else f"{course}/{link}"
    there, _, slug = address.partition("/")
    try:
        return f"{plain(catalog.title_of(there, slug))} ({address})"
    except NotFoundError:
        return address
