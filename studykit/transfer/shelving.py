"""A parcel made into the files of a course: a new one, or more files of one that is there.

All files are made and checked before the first is written, by the same loader that reads every course, and nothing that
exists is written over. A new course appears whole or not at all.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from errno import EEXIST
from itertools import chain
from pathlib import Path
from typing import TypeVar

from studykit.content.compiler import Role, Source, compile_file, file_slug
from studykit.content.describing import guide_node, set_node
from studykit.content.identity import identify
from studykit.content.model import Course, Guide, Question
from studykit.content.nodes import Node
from studykit.content.text import slugify
from studykit.content.writer import write
from studykit.errors import Severity
from studykit.transfer import bounds
from studykit.transfer.foreign import Progress
from studykit.transfer.media import MEDIA
from studykit.transfer.notes import TransferError
from studykit.transfer.parcel import Parcel, Part
from studykit.transfer.workshop import workshop

HEAD = "course.yaml"
_FEW = 60
"""So many guides of a unit get a file each; more stand together."""
_GUIDES = 500
"""Guides in one file at most, and questions in one set."""
_QUESTIONS = 1000

T = TypeVar("T", Guide, Question)


@dataclass(slots=True)
class Shelf:
    """What a course has already, so that nothing comes twice."""

    guides: dict[str, Guide] = field(default_factory=dict)
    """By slug."""
    questions: dict[str, list[Question]] = field(default_factory=dict)
    """By id, those of sets and of guides."""
    names: set[str] = field(default_factory=set)
    """Of files, in lower case."""

    @classmethod
    def of(cls, course: Course, folder: Path) -> "Shelf":
        """What stands in a course and its folder."""
        loose = (one for found in course.sets for one in found.questions)
        own = (one for guide in course.guides for one in guide.questions)
        questions: dict[str, list[Question]] = {}
        for question in chain(loose, own):
            questions.setdefault(question.id, []).append(question)
        guides = {guide.slug: guide for guide in course.guides}
        return cls(guides, questions, {file.name.lower() for file in folder.iterdir()})


def make_files(
    parcel: Parcel,
    title: str,
    shelf: Shelf | None = None,
    progress: Progress | None = None,
    unit: str = "",
) -> dict[str, str]:
    """The text of each file of a course, by name; its head too, unless the files are for a course that is there.

    What the course has already is left out of the parcel, with a note. Guides stand in the unit that is named, or in
    those of the parcel; the parcel has them by units then.

    Raises:
        TransferError: A file would not be in order; that is a mistake of ours, and nothing should be written.

    """
    if shelf:
        _leave_known(parcel, shelf)
    names = _Names(shelf.names if shelf else set())
    files: dict[str, str] = {}
    for part in parcel.parts.values():
        slugs: list[str] = []
        for stem, node, guides in _nodes_of(part, parcel.title or title):
            name = names.free(stem)
            files[name] = write(node)
            slugs += [name.removesuffix(".yaml")] if "term" in node else guides
        if slugs and (home := unit or part.title):
            parcel.units.setdefault(home, []).extend(slugs)
    if shelf is None:
        files[HEAD] = write(_head(parcel, title))
    for done, (name, text) in enumerate(files.items()):
        if progress:
            progress(done, len(files))
        _check(name, text)
    return files


def _head(parcel: Parcel, title: str) -> dict[str, Node]:
    """The head of a new course."""
    about: dict[str, Node] = {"about": parcel.about} if parcel.about else {}
    units: list[Node] = [{"unit": unit, "guides": [*slugs]} for unit, slugs in parcel.units.items()]
    return {"course": title, **about, **({"units": units} if units else {})}


def shelve_new(files: Mapping[str, str], parcel: Parcel, library: Path, slug: str) -> Path:
    """Write a new course into a library; gives its folder. It is made beside and moved there when it is whole.

    Raises:
        TransferError: There is something of that name already.
        OSError: It cannot be written.

    """
    folder = library / slug
    if folder.exists():
        raise TransferError(f"{folder} is there already.", "Name another title with `--title`.")
    library.mkdir(parents=True, exist_ok=True)
    with workshop(library) as made:
        _write_all(files, parcel, made)
        made.chmod(0o755)
        made.rename(folder)
    return folder


def shelve_into(files: Mapping[str, str], parcel: Parcel, folder: Path) -> None:
    """Put more files into a course folder; if one cannot be written, none is.

    They are written beside the course and moved there when all are whole, so that whatever ends the program leaves no
    half of a file; what it has not moved comes with the next run.

    Raises:
        OSError: They cannot be written, or one of that name is there.

    """
    moved: list[Path] = []
    with workshop(folder.parent) as made:
        try:
            _write_all(files, parcel, made)
            for path in sorted(made.rglob("*")):
                target = folder / path.relative_to(made)
                if path.is_dir():
                    target.mkdir(exist_ok=True)
                elif not (target.exists() and path.parent.name == MEDIA):
                    _move(path, target)
                    moved.append(target)
        except BaseException:
            for path in moved:
                with suppress(OSError):
                    path.unlink()
            raise


def _move(path: Path, target: Path) -> None:
    """Move a file to where none is."""
    if target.exists():
        raise FileExistsError(EEXIST, "a file of that name is there", str(target))
    path.replace(target)


def _write_all(files: Mapping[str, str], parcel: Parcel, folder: Path) -> None:
    """Write files and media into a folder that is empty."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    if parcel.media:
        (folder / MEDIA).mkdir()
    for name, content in parcel.media.items():
        (folder / MEDIA / name).write_bytes(content())


def _leave_known(parcel: Parcel, shelf: Shelf) -> None:
    """Leave out what the course has."""
    for part in parcel.parts.values():
        known = [guide for guide in part.guides if guide.slug in shelf.guides]
        asked = [question for question in part.questions if question.id in shelf.questions]
        part.guides[:] = [guide for guide in part.guides if guide.slug not in shelf.guides]
        part.questions[:] = [one for one in part.questions if one.id not in shelf.questions]
        parcel.taken -= len(known) + len(asked)
        for guide in known:
            same = guide.definition == shelf.guides[guide.slug].definition
            said = "" if same else "; its definition there is another one, and is kept"
            parcel.leave("the course", guide.term, f"It has a guide of this name already{said}.")
        for question in asked:
            same = _answer(question) in map(_answer, shelf.questions[question.id])
            said = "" if same else "; its answer there is another one, and is kept"
            parcel.leave("the course", question.text, f"It has this question already{said}.")


def _answer(question: Question) -> tuple[object, ...]:
    """All that answers a question, however its points are called."""
    points = {point.text for point in question.points}
    return question.form, question.answer, question.choices, question.accept, points


def _nodes_of(part: Part, title: str) -> Iterator[tuple[str, dict[str, Node], list[str]]]:
    """The files of a unit: how each name begins, its nodes, and the slugs of the guides in it."""
    named = part.title or title
    if len(part.guides) <= _FEW:
        for guide in part.guides:
            yield guide.slug, guide_node(guide), [guide.slug]
    else:
        for guides in _chunks(part.guides, _GUIDES):
            node: dict[str, Node] = {"guides": [guide_node(guide) for guide in guides]}
            yield f"{slugify(named)}-terms", node, [guide.slug for guide in guides]
    for questions in _chunks(part.questions, _QUESTIONS):
        yield f"{slugify(named)}-questions", set_node(named, questions), []


def _check(name: str, text: str) -> None:
    """Make sure that the loader finds nothing wrong with a file."""
    role = Role.HEAD if name == HEAD else Role.PART
    found = compile_file(Source(name, text.encode("utf-8")), file_slug(name), role)
    for problem in found.problems:
        if problem.severity is Severity.ERROR:
            raise TransferError(
                f"What was made of it is not in order: {problem}", "Nothing was written."
            )


def _chunks(items: list[T], most: int) -> Iterator[list[T]]:
    """The items, so many at a time, and fewer where they are heavy."""
    chunk: list[T] = []
    total = 0
    for item in items:
        weight = bounds.weight(item)
        if chunk and (len(chunk) >= most or total + weight > bounds.HEAVIEST):
            yield chunk
            chunk, total = [], 0
        chunk.append(item)
        total += weight
    if chunk:
        yield chunk


_RESERVED = {"course", "con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
"""Names that mean something else to us, or to Windows."""


def folder_name(title: str) -> str:
    """The name of the folder of a new course: its slug, unless no system could have a folder of that name."""
    slug = slugify(title)
    slug = slug if len(slug) <= 60 else f"{slug[:50].rstrip('-')}-{identify(slug)}"
    return f"{slug}-course" if slug in _RESERVED else slug


class _Names:
    """Gives each file a name that no other has, also where capitals do not count."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken | {f"{name}.yaml" for name in _RESERVED}
        self._numbers: dict[str, int] = {}
        """The last number of each stem, so that many of one name are not tried again and again."""

    def free(self, stem: str) -> str:
        """A name that begins so."""
        stem = stem if len(stem) <= 60 else f"{stem[:50].rstrip('-')}-{identify(stem)}"
        number = self._numbers.get(stem, 0) + 1
        while (name := f"{stem}{f'-{number}' if number > 1 else ''}.yaml") in self._taken:
            number += 1
        self._numbers[stem] = number
        self._taken.add(name)
        return name
