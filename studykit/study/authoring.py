"""Courses, guides and question sets begun: forms put where they belong in the author's own library."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from studykit.content.catalog import Catalog
from studykit.content.editing import with_guide, with_guides
from studykit.content.edits import Rewritten
from studykit.content.entering import with_questions, with_whole_guide
from studykit.content.fields import closest
from studykit.content.forms import (
    course_form,
    guide_form,
    guide_item,
    question_items,
    questions_form,
)
from studykit.content.json_schema import FILE_NAME, schema_text
from studykit.content.loader import FoundCourse, head_of, read, scan, show_path
from studykit.content.text import clean, shorten, slugify
from studykit.errors import NotFoundError, StudykitError
from studykit.study.new_pages import (
    Place,
    course_slug,
    named,
    one_line,
    place_in,
    place_of_guide,
    place_of_questions,
    slug_of,
)
from studykit.study.rewriting import Edit, change
from studykit.study.saving import save

_BOM = "\ufeff"


class Begun(NamedTuple):
    """What was written."""

    file: Path
    slug: str
    unit: str = ""
    """The title of the unit that the guide was entered into."""
    schema: Path | None = None
    """The JSON Schema that was written beside a new course."""
    line: int = 0
    """In which a guide begins that was put into a file that was there."""
    news: str = ""
    """What is to be told of such a file, if anything."""


class Whole(NamedTuple):
    """A guide that was put whole into a course that is one file."""

    unit: str
    """The title of its unit as it is written there."""
    news: str
    """What is to be told of the file, if anything."""


class Author:
    """Begins files in the author's own library; what is there already is never overwritten.

    Everything here raises StudykitError where it cannot be done, and then nothing was written.
    """

    def __init__(self, own: Sequence[Path], roots: Sequence[Path]) -> None:
        """An author of a library.

        Args:
            own: The folders and course files that are theirs to change.
            roots: All that belong to the library.
        """
        self._own = own
        self._roots = roots

    def begin_course(self, title: str) -> Begun:
        """A new course in the first library folder, which is made if need be."""
        library, slug = self._library(), slug_of(title)
        for course in _found(self._roots):
            if course_slug(course) == slug:
                msg = f"There is a course `{slug}` already, in {show_path(course.home)}."
                raise StudykitError(msg, "Choose another title.")
        folder = library / slug
        _make(folder)
        schema = _begin_schema(library)
        file = folder / "course.yaml"
        save(file, course_form(one_line(title), way_to_schema(folder)))
        return Begun(file, slug, schema=schema)

    def begin_guide(self, course: str, term: str, unit: str = "") -> Begun:
        """A new guide in a course; with a unit it is entered there, at the end."""
        found, term, unit = self._course(course), one_line(term), one_line(unit)
        with _opened(found) as catalog:
            place = place_of_guide(catalog, found, term)
            if found.home == found.head:
                return _begin_whole(catalog, found, place, (term, unit))
        form = guide_form(term, way_to_schema(Path(found.home)))
        return Begun(*place, add_guide(place, form, Path(found.head), unit))

    def begin_questions(self, course: str, title: str) -> Begun:
        """A new question set in a course."""
        found = self._course(course)
        if found.home == found.head:
            return _begin_questions_in(found, title)
        with _opened(found) as catalog:
            place = place_of_questions(catalog, found, title)
        save(place.file, questions_form(one_line(title), way_to_schema(Path(found.home))))
        return Begun(*place)

    def _library(self) -> Path:
        """The folder that new courses are put into."""
        for folder in self._own:
            if not folder.exists() or (folder.is_dir() and not head_of(str(folder))):
                return folder
        msg = f"{self._own[0]} is a course itself, and no folder of courses."
        raise StudykitError(msg, "Name the folder around it with `--library`.")

    def _course(self, name: str) -> FoundCourse:
        """The author's own course of that slug, or with that title for a slug."""
        courses = {course_slug(course): course for course in reversed(_found(self._own))}
        slug = slugify(clean(name))
        if course := courses.get(slug):
            return course
        for course in _found(self._roots):
            if course_slug(course) == slug:
                msg = f"The course `{slug}` comes with studykit and is not yours to change."
                raise StudykitError(
                    msg,
                    f"Copy {show_path(course.home)} into {self._own[0]} under another name, and change that; "
                    "or begin a course of your own with `studykit new course TITLE`.",
                )
        near = closest(slug, courses)
        hint = f"Did you mean `{near}`?" if near else "`studykit new course TITLE` begins one."
        msg = f"There is no course `{shorten(name)}` in your library."
        raise NotFoundError(msg, hint)


def add_guide(place: Place, text: str, head: Path, unit: str) -> str:
    """Write a new guide and enter it into a unit of its course, or do neither; gives the title of the unit as it is written there.

    Args:
        place: Where the guide is written.
        text: What it says.
        head: The file that has the units.
        unit: The title of one; empty: the guide is entered into none.

    """
    edit = _edited(head, unit, place.slug) if unit else None
    save(place.file, text)
    if edit is None:
        return ""
    try:
        save(head.resolve(), edit[0], overwrite=True)
    except StudykitError:
        place.file.unlink()
        raise
    return edit[1]


def enter_whole(place: Place, before: bytes, guide: str, unit: str) -> Whole:
    """Put a guide whole into a course that is one file.

    Args:
        place: The course, and by what the guide is known there.
        before: What the course holds.
        guide: The guide as an item of a list.
        unit: The title of its unit; empty: it is entered into none.

    """
    titles: list[str] = []

    def enter(text: str) -> Rewritten:
        entered = with_whole_guide(text, guide, place.slug, unit)
        titles.append(entered.unit)
        return Rewritten(entered.text, entered.is_anew)

    news = change(Edit(place.file, before, enter))
    return Whole(titles[0], news)


def entered(head: Path, units: Mapping[str, Sequence[str]], *, is_typed: bool) -> str:
    """The text of a course file with guides in its units that are still to be written; raises StudykitError as `with_guides` does."""
    bom, text = _read_head(head)
    return bom + with_guides(text, units, is_typed=is_typed)


def _found(roots: Sequence[Path]) -> list[FoundCourse]:
    """The courses of these roots; a root that is not there has none."""
    return list(scan(roots).courses)


@contextmanager
def _opened(course: FoundCourse) -> Iterator[Catalog]:
    """One course, compiled."""
    with closing(Catalog.open([Path(course.home)], None)) as catalog:
        catalog.refresh()
        yield catalog


def _begin_whole(
    catalog: Catalog, course: FoundCourse, place: Place, guide: tuple[str, str]
) -> Begun:
    """A new guide in a course that is one file, by its term and unit."""
    term, unit = guide
    whole = enter_whole(place, read(course.home), guide_item(term), unit)
    catalog.refresh()
    there = place_in(catalog, course, place.slug)
    return Begun(*place, whole.unit, line=there[1] if there else 0, news=whole.news)


def _begin_questions_in(course: FoundCourse, title: str) -> Begun:
    """New questions in a course that is one file."""
    file, items = Path(course.home), question_items(named(title))
    news = change(Edit(file, read(course.home), lambda text: with_questions(text, items)))
    return Begun(file, course_slug(course), news=news)


def _edited(head: Path, unit: str, slug: str) -> tuple[str, str]:
    """The text of a course file with a guide in its unit, and the title of the unit."""
    bom, text = _read_head(head)
    changed, title = with_guide(text, unit, slug)
    return bom + changed, title


def _read_head(head: Path) -> tuple[str, str]:
    """The byte order mark of a course file, if it has one, and its text."""
    try:
        text = read(str(head)).decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"{show_path(str(head))} is not in UTF-8."
        raise StudykitError(msg, "Save it as UTF-8 in your editor.") from error
    bom = _BOM if text.startswith(_BOM) else ""
    return bom, text.removeprefix(bom)


def _begin_schema(library: Path) -> Path | None:
    """Put the JSON Schema into a library that has none; gives its path if it did."""
    file = library / FILE_NAME
    if file.exists():
        return None
    save(file, schema_text())
    return file


def way_to_schema(folder: Path) -> str:
    """The relative path of the JSON Schema in the folder of a course or the one around it; empty if there is none."""
    for home in (folder, folder.parent):
        if (home / FILE_NAME).is_file():
            return Path(os.path.relpath(home / FILE_NAME, folder)).as_posix()
    return ""


def _make(folder: Path) -> None:
    """Make a folder, unless it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"{show_path(str(folder))} cannot be made: {error.strerror}."
        raise StudykitError(msg, "Name another folder with `--library`.") from error
