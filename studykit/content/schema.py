"""What a file means: nodes to courses, guides and question sets, with every problem gathered."""

from dataclasses import replace
from typing import NamedTuple

from studykit.content import keys
from studykit.content.document import CourseHeader, Document, Reporter, UnitHeader
from studykit.content.fields import Fields, Tally, closest, known_fields, open_fields
from studykit.content.model import Guide, Point, Question, QuestionSet
from studykit.content.nodes import Node, Path
from studykit.content.questions import read_facts, read_points, read_questions, sentence_points
from studykit.content.text import shorten, slugify

_OF_A_GUIDE = keys.GUIDE.keys() - keys.SET.keys()


def read_document(node: Node, slug: str, report: Reporter) -> Document:
    """What a file says, as far as it is without error; its slug is that of the guide or set in it.

    A guide or a question set is read whole or left out whole; of a course's own part is kept what can be read.
    """
    tally = Tally(report)
    if type(node) is dict:
        if "course" in node:
            return _read_course(node, slug, tally)
        if "term" in node or _is_like_a_guide(node):
            shelf = _Shelf(tally)
            shelf.add(node, (), slug)
            return shelf.document()
        if "guides" in node:
            return _read_guides(node, slug, tally)
        if "questions" in node:
            return _read_questions(node, slug, tally)
    _report_no_kind(node, tally)
    return Document()


def _is_like_a_guide(node: dict[str, Node]) -> bool:
    """Whether a file without a term has what only a guide can have, so that its `term` is probably misspelt or forgotten."""
    return not node.keys() & {"guides", "set"} and bool(node.keys() & _OF_A_GUIDE)


def read_again(node: Node, slug: str) -> Document:
    """What nodes say whose problems have been told before."""
    return read_document(node, slug, _ignore)


def all_refused(document: Document) -> Document:
    """What a file says of which nothing is taken, whatever in it is without error."""
    asked = document.question_set.questions if document.question_set else ()
    return Document(
        course=document.course and replace(document.course, is_sound=False),
        refused=(*document.refused, *document.guides),
        refused_paths=(*document.refused_paths, *document.paths),
        refused_questions=(*document.refused_questions, *asked),
    )


def _ignore(*_problem: object, **_at_key: object) -> None:
    """Takes problems that need not be told again."""


def _report_no_kind(node: Node, report: Reporter) -> None:
    """Report a file that has no key which says what it is."""
    for key in node if type(node) is dict else ():
        if near := closest(key, keys.FILES):
            sentence = f"Nothing here says what this file is, and there is no `{shorten(key)}`."
            report((key,), sentence, f"Did you mean `{near}`?", at_key=True)
            return
    report(
        (),
        "Nothing here says what this file is.",
        "A guide has `term: `, a course `course: `, a file of several guides `guides: `, a question set `questions: `.",
    )


class _Shelf:
    """Gathers the guides of one file; one with an error is refused, and kept apart."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._guides: dict[str, Guide] = {}
        self._paths: list[Path] = []
        self._refused: list[Guide] = []
        self._refused_paths: list[Path] = []

    def add(self, node: Node, path: Path, slug: str = "") -> str:
        """Read a guide; gives its slug, or empty text if nothing tells it."""
        errors = self._tally.errors
        guide = _read_guide(node, path, slug, self._tally)
        if guide is None:
            return ""
        if guide.slug in self._guides:
            self._refuse(guide, path)
            self._tally(
                (*path, "term"),
                f"Another guide of this file has this term already: `{shorten(self._guides[guide.slug].term)}`.",
                "Join the two, or give one of them another term.",
            )
        elif self._tally.errors > errors:
            self._refuse(guide, path)
        else:
            self._guides[guide.slug] = guide
            self._paths.append(path)
        return guide.slug

    def _refuse(self, guide: Guide, path: Path) -> None:
        """Keep a guide apart."""
        self._refused.append(guide)
        self._refused_paths.append(path)

    def add_all(self, fields: Fields) -> tuple[str, ...]:
        """Read the guides in the list `guides`, all of them whole; gives their slugs."""
        return tuple(
            self.add(node, (*fields.path, "guides", at))
            for at, node in enumerate(fields.items("guides"))
        )

    def document(
        self, course: CourseHeader | None = None, asked: "_Asked | None" = None
    ) -> Document:
        """The document with what was gathered, and with the questions of the file."""
        asked = asked or _Asked()
        return Document(
            course,
            tuple(self._guides.values()),
            asked.question_set,
            tuple(self._paths),
            tuple(self._refused),
            tuple(self._refused_paths),
            asked.refused,
        )


class _Asked(NamedTuple):
    """The questions of a file that stand in no guide."""

    question_set: QuestionSet | None = None
    refused: tuple[Question, ...] = ()
    """All of them, if one has an error."""


def _read_guide(node: Node, path: Path, slug: str, tally: Tally) -> Guide | None:
    """One guide, to be used only if no error was reported; None if it cannot be one."""
    fields = open_fields(node, path, tally, "A guide", keys.GUIDE)
    if fields is None:
        return None
    term = fields.needed_text("term", "This guide")
    definition, points = _read_definition(fields)
    return Guide(
        slug=slug or (slugify(term) if term else ""),
        term=term,
        definition=definition,
        points=points,
        facts=read_facts(fields),
        questions=read_questions(fields),
        aliases=fields.texts("aliases"),
        related=fields.texts("related"),
        contrast=fields.texts("contrast"),
    )


def _read_definition(guide: Fields) -> tuple[str, tuple[Point, ...]]:
    """The definition of a guide with its points: the author's, or its sentences."""
    node = guide.members.get("definition")
    if type(node) is not dict:
        text = guide.needed_text("definition", "This guide")
        return text, sentence_points(text)
    fields = open_fields(
        node, (*guide.path, "definition"), guide.report, "A definition", keys.DEFINITION
    )
    if fields is None:
        return "", ()
    text = fields.needed_text("definition", "This definition")
    return text, read_points(fields) if "points" in fields else sentence_points(text)


def _read_guides(members: dict[str, Node], slug: str, tally: Tally) -> Document:
    """A file of several guides, and perhaps questions."""
    shelf = _Shelf(tally)
    fields = known_fields(members, (), tally, "A file of several guides", keys.GUIDES)
    shelf.add_all(fields)
    return shelf.document(asked=_read_set(fields, slug, _title_of(slug), Tally(tally)))


def _read_questions(members: dict[str, Node], slug: str, tally: Tally) -> Document:
    """A question set."""
    fields = known_fields(members, (), tally, "A question set", keys.SET)
    title = fields.text("set") or _title_of(slug)
    about = fields.text("about")
    asked = _read_set(fields, slug, title, tally, about)
    return Document(question_set=asked.question_set, refused_questions=asked.refused)


def _read_set(fields: Fields, slug: str, title: str, tally: Tally, about: str = "") -> _Asked:
    """The questions of a file that stand in no guide; all of them are refused if an error was told to the tally."""
    questions = read_questions(Fields(fields.members, fields.path, tally), in_set=True)
    if tally.errors:
        return _Asked(refused=questions)
    return _Asked(QuestionSet(slug, title, questions, about) if questions else None)


def _title_of(slug: str) -> str:
    """A title for what has only a slug."""
    return slug.replace("-", " ").capitalize()


def _read_course(members: dict[str, Node], slug: str, tally: Tally) -> Document:
    """A course file: the course's header, and what guides and questions stand in the same file."""
    shelf = _Shelf(tally)
    own = Tally(tally)
    fields = known_fields(members, (), own, "A course", keys.COURSE)
    header = CourseHeader(
        title=fields.needed_text("course", "This course"),
        about=fields.text("about"),
        units=tuple(
            _unit(unit, ("units", at), own, shelf) for at, unit in enumerate(fields.items("units"))
        ),
    )
    if own.errors:
        has_lost_units = "units" in fields and not any(unit.title for unit in header.units)
        header = replace(header, is_sound=False, has_lost_units=has_lost_units)
    shelf.add_all(Fields(fields.members, (), tally))
    asked = _read_set(fields, slug, header.title, Tally(tally))
    return shelf.document(header, asked)


def _unit(node: Node, path: Path, own: Tally, shelf: _Shelf) -> UnitHeader:
    """One unit of a course, with slugs for its guides, also for those that stand in it whole."""
    fields = open_fields(node, path, own, "A unit", keys.UNIT)
    if fields is None:
        return UnitHeader("", ())
    if fields.lacks("guides"):
        own(path, "This unit has no `guides`.", "Add `guides: [slug, slug]`.")
    entries = enumerate(fields.items("guides"))
    slugs = tuple(_unit_guide(entry, (*path, "guides", at), own, shelf) for at, entry in entries)
    return UnitHeader(fields.needed_text("unit", "This unit"), slugs)


def _unit_guide(entry: Node, path: Path, own: Tally, shelf: _Shelf) -> str:
    """The slug of one guide of a unit."""
    if type(entry) is dict:
        return shelf.add(entry, path)
    slug = entry.strip() if type(entry) is str else ""
    if not slug:
        own(
            path,
            "A guide is wanted here.",
            "Write its slug, which is the name of its file without `.yaml`.",
        )
    return slug
