"""What a new guide or question set is called, and which file it goes into: the same for the form and for the command line."""

from pathlib import Path
from typing import NamedTuple

from studykit.content.catalog import Catalog
from studykit.content.compiler import file_slug
from studykit.content.loader import FoundCourse, scan, show_path
from studykit.content.text import clean, slugify
from studykit.errors import NotFoundError, StudykitError

_LONGEST = 80
"""Characters in the name of a file or folder."""


class Place(NamedTuple):
    """Where a new page goes."""

    file: Path
    """One of its own, which is not there yet; or its course, where that is one file."""
    slug: str
    """By which the page is known in its course."""


def place_of_guide(catalog: Catalog, course: FoundCourse, term: str) -> Place:
    """Where a new guide goes. Raises StudykitError where its name is taken, or where it has none."""
    is_file = course.home == course.head
    slug = slug_of_guide(term, in_file=is_file)
    if not is_file:
        return _own_file(catalog, course, slug)
    refuse_taken(catalog, course, slug)
    return Place(Path(course.home), slug)


def place_of_questions(catalog: Catalog, course: FoundCourse, title: str) -> Place:
    """Where a new question set goes in a course that is a folder. Raises StudykitError as `place_of_guide` does."""
    return _own_file(catalog, course, slug_of(title))


def refuse_taken(catalog: Catalog, course: FoundCourse, slug: str) -> None:
    """Refuse a slug that a page of the course has, in whichever file. Raises StudykitError, which names the file."""
    if place := place_in(catalog, course, slug):
        raise taken_by(f"{place[0]}:{place[1]}", slug)


def taken_by(where: str, slug: str) -> StudykitError:
    """The error that what stands there has a slug already."""
    msg = f"There is `{slug}` already in this course: {show_path(where)}."
    return StudykitError(msg, "Write there, or choose another name.")


def place_in(catalog: Catalog, course: FoundCourse, slug: str) -> tuple[Path, int] | None:
    """The file and line of a page of the course; None if there is none of that slug."""
    try:
        return catalog.place_of(course_slug(course), slug)
    except NotFoundError:
        return None


def course_at(home: Path) -> FoundCourse:
    """The course of this folder or file. Raises StudykitError if it is there no more."""
    for course in scan([home]).courses:
        return course
    raise StudykitError(
        f"The course is not in {show_path(str(home))} any more.", "Go back, and open it again."
    )


def course_slug(course: FoundCourse) -> str:
    """The slug of a course on disk."""
    path = Path(course.home)
    return slugify(clean(path.stem if course.home == course.head else path.name))


def one_line(text: str) -> str:
    """A name without line ends, and without anything that is more than text."""
    return " ".join(clean(text).split())


def slug_of_guide(term: str, *, in_file: bool) -> str:
    """What a new guide is called, which has a file of its own or stands in that of its course. Raises StudykitError where the term says nothing."""
    if in_file:
        return slugify(named(term))  # as the loader takes it from the term, however long that is
    slug = slug_of(term)
    return "course-guide" if slug == "course" else slug  # course.yaml is another file


def slug_of(name: str) -> str:
    """The name of the file for a title or term."""
    return slugify(named(name))[:_LONGEST].rstrip("-")


def named(name: str) -> str:
    """A name that says something."""
    if said := one_line(name):
        return said
    msg = "A name has to have a letter or a digit in it."
    raise StudykitError(msg, "Write it in quotes behind the command.")


def _own_file(catalog: Catalog, course: FoundCourse, slug: str) -> Place:
    """A file of this slug, which no file and no page of the course has yet."""
    refuse_taken(catalog, course, slug)
    for file in course.files:  # also one that is not read, for its errors
        if file_slug(file.path) == slug:
            raise taken_by(file.path, slug)
    return Place(Path(course.home) / f"{slug}.yaml", slug)
