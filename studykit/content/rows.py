"""What a file says as rows of the compiled library: plain values, ready to be written or sent to another process."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from studykit.content.compiler import CompiledFile, node_at
from studykit.content.document import Document
from studykit.content.gaps import GAP, has_gap
from studykit.content.listing import UNWRITTEN
from studykit.content.markdown import bold_spans
from studykit.content.model import Fact, Form, Guide, Question
from studykit.content.nodes import Path
from studykit.content.search import guide_passages, set_passages, texts_of
from studykit.content.text import normalise
from studykit.errors import Problem

LETTERS = {Form.OPEN: "o", Form.CHOICE: "c", Form.SHORT: "s"}
"""How forms are written in the worth of a card."""
SLUG, TERM, ALIAS = range(3)
"""Kinds of names, the better ones first."""
Unwritten = Callable[[Question | Guide | Fact], bool]
"""Whether something is still to be written of what is asked."""


class GuideRows(NamedTuple):
    """A guide."""

    path: str
    """As JSON."""
    slug: str
    term: str
    questions: int
    facts: int
    """Those with words to blank. Of both only what is asked is counted."""
    cards: str
    """Its questions and those facts: `kind/id`, a space between two."""
    worth: str
    """What the definition and each of those cards is worth: the form's letter and its points, `o4`; `-` if it is not asked."""
    page: str
    """Its nodes as JSON."""
    names: list[tuple[str, int]]
    """By what it can be found: normalised, with their kinds."""
    links: list[tuple[str, int, str, str]]
    """Where it leads: kind, position, target as written, and normalised."""
    texts: list[str]
    """Those that are searched."""


class SetRows(NamedTuple):
    """The questions of a file that stand in no guide."""

    slug: str
    title: str
    about: str
    page: str
    """Their nodes as JSON."""
    questions: list[tuple[int, str, str, str]]
    """Position, id, term and worth of each."""
    texts: list[str]
    """Those that are searched."""


class RefusedLink(NamedTuple):
    """Where a guide leads that has errors, or the term of a question in a set that has."""

    path: str
    """Where this stands, as JSON."""
    target: str
    is_own: bool
    """Whether that is a name of the guide itself."""


class FileRows(NamedTuple):
    """All that one file says."""

    problems: list[Problem]
    refused: list[str]
    """Names of guides that have errors, normalised."""
    refused_links: list[RefusedLink]
    header: tuple[str, str, str, bool] | None
    """Title, about and, as JSON, units of a course (null where they cannot be read); whether it has no error."""
    guides: list[GuideRows]
    question_set: SetRows | None


def rows_of(compiled: CompiledFile) -> FileRows:
    """The rows that a file makes."""
    document = compiled.document
    header = None
    if course := document.course:
        units = [[unit.title, unit.guides] for unit in course.units]
        named = json.dumps(None if course.has_lost_units else units)
        header = (course.title, course.about, named, course.is_sound)
    return FileRows(
        compiled.problems,
        [*map(normalise, compiled.refused), *_refused_names(document)],
        list(_refused_links(document)),
        header,
        [
            _guide_rows(guide, path, node_at(compiled.node, path))
            for guide, path in zip(document.guides, document.paths, strict=True)
        ],
        _set_rows(compiled),
    )


def _guide_rows(guide: Guide, path: Path, node: Any) -> GuideRows:
    """The rows of one guide."""
    page = _json(node)
    is_unwritten = _gap_finder(page)
    questions = [f"question/{question.id}" for question in guide.questions]
    blanked = [fact for fact in guide.facts if bold_spans(fact.text)]
    facts = [f"fact/{fact.id}" for fact in blanked]
    of_questions = [_worth(question, is_unwritten) for question in guide.questions]
    of_facts = [_worth_of_fact(fact, is_unwritten) for fact in blanked]
    of_definition = _worth_of_definition(guide, is_unwritten)
    return GuideRows(
        path=json.dumps(path),
        slug=guide.slug,
        term=guide.term,
        questions=len(questions) - of_questions.count(UNWRITTEN),
        facts=len(facts) - of_facts.count(UNWRITTEN),
        cards=" ".join(questions + facts),
        worth=" ".join([of_definition, *of_questions, *of_facts]),
        page=page,
        names=list(_names(guide)),
        links=[(*link, normalise(link[-1])) for link in _links(guide)],
        texts=texts_of(guide_passages(node)),
    )


def _gap_finder(page: str) -> Unwritten:
    """Tells what of a page is still to be written; most pages have no mark of that at all."""
    return has_gap if GAP in page else lambda _: False


def _worth_of_definition(guide: Guide, is_unwritten: Unwritten) -> str:
    """What a definition is worth: its points."""
    return UNWRITTEN if is_unwritten(guide) else f"{LETTERS[Form.OPEN]}{len(guide.points)}"


def _worth_of_fact(fact: Fact, is_unwritten: Unwritten) -> str:
    """What a fact is worth."""
    return UNWRITTEN if is_unwritten(fact) else f"{LETTERS[Form.SHORT]}1"


def _worth(question: Question, is_unwritten: Unwritten) -> str:
    """What a question is worth; an answer that is right or wrong has one point."""
    if is_unwritten(question):
        return UNWRITTEN
    return f"{LETTERS[question.form]}{len(question.points) or 1}"


def _names(guide: Guide) -> Iterator[tuple[str, int]]:
    """By what a guide can be found."""
    yield normalise(guide.slug), SLUG
    yield normalise(guide.term), TERM
    for alias in dict.fromkeys(map(normalise, guide.aliases)):
        yield alias, ALIAS


def _links(guide: Guide) -> Iterator[tuple[str, int, str]]:
    """Where a guide leads: kind, position, target."""
    for kind, targets in (("related", guide.related), ("contrast", guide.contrast)):
        for position, target in enumerate(targets):
            yield kind, position, target


def _refused_names(document: Document) -> Iterator[str]:
    """By what the guides of a file would be found that have errors."""
    for guide in document.refused:
        yield from (name for name, _ in _names(guide) if name)


def _refused_links(document: Document) -> Iterator[RefusedLink]:
    """Where those lead, and the terms that the questions of a refused set name."""
    for guide, path in zip(document.refused, document.refused_paths, strict=True):
        own = {name for name, _ in _names(guide)}
        for kind, position, target in _links(guide):
            if target:
                way = json.dumps((*path, kind, position))
                yield RefusedLink(way, target, normalise(target) in own)
    for position, question in enumerate(document.refused_questions):
        if question.term:
            yield RefusedLink(json.dumps(("questions", position, "term")), question.term, False)


def _set_rows(compiled: CompiledFile) -> SetRows | None:
    """The rows of a question set, if the file has one."""
    found = compiled.document.question_set
    if found is None:
        return None
    node: Any = node_at(compiled.node, ("questions",))
    page = _json(node)
    is_unwritten = _gap_finder(page)
    questions = [
        (at, one.id, one.term, _worth(one, is_unwritten)) for at, one in enumerate(found.questions)
    ]
    said = (found.slug, found.title, found.about, page)
    return SetRows(*said, questions, texts_of(set_passages(node)))


_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
