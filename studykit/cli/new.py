"""`studykit new`: a course, a guide or a question set begun as a form to fill in."""

from typing import TYPE_CHECKING

import click

from studykit.cli import console
from studykit.cli.desk import Library
from studykit.cli.groups import HelpfulGroup
from studykit.cli.options import library_options

if TYPE_CHECKING:
    from studykit.study.authoring import Author, Begun

_EXAMPLES = """\b
Examples:
  studykit new course "Public Speaking"
  studykit new guide public-speaking "Eye Contact" --unit "In the room"
  studykit new questions public-speaking "Exam review"
"""


@click.group(
    "new", cls=HelpfulGroup, short_help="Begin a course, a guide or questions.", epilog=_EXAMPLES
)
@library_options
def command() -> None:
    """Begin a course, a guide or a question set: write a form with comments that teach the format, and print its path.

    It is put into your own library: the folder that --library or STUDYKIT_LIBRARY names first, or the library folder of your
    data folder. Nothing is ever overwritten. `studykit check` tells what is left to fill in.
    """


@command.command("course", short_help="Begin a course.")
@click.argument("title")
@library_options
@click.pass_obj
def course(library: Library, title: str) -> None:
    """Begin a course called TITLE: a folder with its course.yaml, and beside it a JSON Schema for your editor."""
    begun = _author(library).begin_course(title)
    _tell(begun)
    if begun.schema:
        console.say(f"Editors with a YAML language server know the format by {begun.schema}.")
    console.say(f"Its first guide: studykit new guide {begun.slug} TERM --unit UNIT")


@command.command("guide", short_help="Begin a guide in a course.")
@click.argument("course", metavar="COURSE")
@click.argument("term")
@click.option(
    "--unit",
    default="",
    help="Enter it into this unit of the course, at the end; a unit that is not there is added.",
)
@library_options
@click.pass_obj
def guide(library: Library, course: str, term: str, unit: str) -> None:
    """Begin the guide of a TERM in a COURSE, which is named by its folder, its file or its title. In a course that is one file it stands in that."""
    begun = _author(library).begin_guide(_slug(library, course), term, unit)
    _tell(begun)
    if begun.line:
        console.say(f"It begins in line {begun.line} of that file.")
    if begun.unit:
        console.say(f"It is the last guide of the unit {begun.unit}.")


@command.command("questions", short_help="Begin a question set in a course.")
@click.argument("course", metavar="COURSE")
@click.argument("title")
@library_options
@click.pass_obj
def questions(library: Library, course: str, title: str) -> None:
    """Begin a question set called TITLE in a COURSE, which is named by its folder, its file or its title."""
    _tell(_author(library).begin_questions(_slug(library, course), title))


def _author(library: Library) -> "Author":
    from studykit.study.authoring import Author

    return Author(library.own_roots(), library.roots())


def _slug(library: Library, course: str) -> str:
    """The slug of a course that is named by its title; what is no title is told by the author."""
    from studykit.errors import NotFoundError
    from studykit.study.scope import spelt

    study = library.open()
    try:
        study.catalog.refresh()
        return spelt(study.catalog, course)
    except NotFoundError:
        return course
    finally:
        study.close()


def _tell(begun: "Begun") -> None:
    console.out(str(begun.file))
    if begun.news:
        console.say(begun.news)
    console.say("Fill it in with any editor; `studykit check` tells what is left to do.")
