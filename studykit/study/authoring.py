"""Courses, guides and question sets begun: forms put where they belong in the author's own library."""

import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from studykit.content.advising import AdvisingCatalog
from studykit.content.compiler import file_slug
from studykit.content.editing import with_guide, with_guides
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
from studykit.study.saving import change, save

_LONGEST = 80
"""Characters in the name of a file or folder."""
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
        library, slug = self._library(), _slug_of(title)
        for course in _found(self._roots):
            if course_slug(course) == slug:
                msg = f"There is a course `{slug}` already, in {show_path(course.home)}."
                raise StudykitError(msg, "Choose another title.")
        folder = library / slug
        _make(folder)
        schema = _begin_schema(library)
        file = folder / "course.yaml"
        save(file, course_form(_one_line(title), _way_to_schema(folder, library)))
        return Begun(file, slug, schema=schema)

    def begin_guide(self, course: str, term: str, unit: str = "") -> Begun:
        """A new guide in a course; with a unit it is entered there, at the end."""
        found, slug = self._course(course), _slug_of(term)
        if found.home == found.head:
            return _begin_whole(found, _one_line(term), _one_line(unit))
        slug = "course-guide" if slug == "course" else slug  # course.yaml is another file
        file = _new_file(found, slug)
        form = guide_form(_one_line(term), self._schema_of(found))
        return Begun(file, slug, add_guide(file, form, Path(found.head), _one_line(unit), slug))

    def begin_questions(self, course: str, title: str) -> Begun:
        """A new question set in a course."""
        found, slug = self._course(course), _slug_of(title)
        if found.home == found.head:
            return _begin_questions_in(found, _one_line(title))
        file = _new_file(found, slug)
        save(file, questions_form(_one_line(title), self._schema_of(found)))
        return Begun(file, slug)

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

    def _schema_of(self, course: FoundCourse) -> str:
        """The way from a course's folder to the JSON Schema."""
        return _way_to_schema(Path(course.home), Path(self._own[course.library]))


def add_guide(file: Path, text: str, head: Path, unit: str, slug: str) -> str:
    """Write a new guide and enter it into a unit of its course, or do neither; gives the title of the unit as it is written there.

    Args:
        file: Where the guide is written.
        text: What it says.
        head: The file that has the units.
        unit: The title of one; empty: the guide is entered into none.
        slug: The guide's.

    """
    edit = _edited(head, unit, slug) if unit else None
    save(file, text)
    if edit is None:
        return ""
    try:
        save(head.resolve(), edit[0], overwrite=True)
    except StudykitError:
        file.unlink()
        raise
    return edit[1]


def enter_whole(file: Path, before: bytes, guide: str, slug: str, unit: str) -> str:
    """Put a guide whole into a course that is one file; gives the title of its unit as it is written there.

    Args:
        file: The course.
        before: What it holds.
        guide: The guide as an item of a list.
        slug: The guide's.
        unit: The title of its unit; empty: it is entered into none.

    """
    titles: list[str] = []

    def enter(text: str) -> str:
        entered = with_whole_guide(text, guide, slug, unit)
        titles.append(entered.unit)
        return entered.text

    change(file, before, enter)
    return titles[0]


def entered(head: Path, units: Mapping[str, Sequence[str]], *, is_typed: bool) -> str:
    """The text of a course file with guides in its units that are still to be written; raises StudykitError as `with_guides` does."""
    bom, text = _read_head(head)
    return bom + with_guides(text, units, is_typed=is_typed)


def course_slug(course: FoundCourse) -> str:
    """The slug of a course on disk."""
    path = Path(course.home)
    return slugify(clean(path.stem if course.home == course.head else path.name))


def _found(roots: Sequence[Path]) -> list[FoundCourse]:
    """The courses of these roots; a root that is not there has none."""
    return list(scan(roots).courses)


def _one_line(text: str) -> str:
    """A name without line ends, and without anything that is more than text."""
    return " ".join(clean(text).split())


def _slug_of(name: str) -> str:
    """The name of the file for a title or term."""
    if not _one_line(name):
        msg = "A name has to have a letter or a digit in it."
        raise StudykitError(msg, "Write it in quotes behind the command.")
    return slugify(_one_line(name))[:_LONGEST].rstrip("-")


def _begin_whole(course: FoundCourse, term: str, unit: str) -> Begun:
    """A new guide in a course that is one file."""
    file, slug = Path(course.home), slugify(term)
    _refuse_taken(course, slug)
    title = enter_whole(file, read(course.home), guide_item(term), slug, unit)
    place = _place(course, slug)
    return Begun(file, slug, title, line=place[1] if place else 0)


def _begin_questions_in(course: FoundCourse, title: str) -> Begun:
    """New questions in a course that is one file."""
    file = Path(course.home)
    change(file, read(course.home), lambda text: with_questions(text, question_items(title)))
    return Begun(file, course_slug(course))


def _new_file(course: FoundCourse, slug: str) -> Path:
    """The path of a file of this slug, which no file and no guide of the course has yet."""
    _refuse_taken(course, slug)
    return Path(course.home) / f"{slug}.yaml"


def _refuse_taken(course: FoundCourse, slug: str) -> None:
    """Refuse the slug of a file or guide of the course. Raises StudykitError."""
    parts = [file.path for file in course.files if file.path != course.home]
    taken = [path for path in parts if file_slug(path) == slug]
    if place := _place(course, slug):
        taken.append(f"{place[0]}:{place[1]}")
    if taken:
        msg = f"There is `{slug}` already in this course: {show_path(taken[-1])}."
        raise StudykitError(msg, "Write there, or choose another name.")


def _place(course: FoundCourse, slug: str) -> tuple[Path, int] | None:
    """The file and line of a guide or question set of the course; None if there is none of that slug."""
    with closing(AdvisingCatalog.open([Path(course.home)], None)) as catalog:
        catalog.refresh()
        try:
            return catalog.place_of(course_slug(course), slug)
        except NotFoundError:
            return None


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


def _way_to_schema(folder: Path, library: Path) -> str:
    """The relative path of the JSON Schema in a folder, the one around it or the library; empty if there is none."""
    for home in (folder, folder.parent, library):
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
