"""A guide that is being written in a form: found in its file, checked as it is typed, put back as a person would have."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from functools import partial
from pathlib import Path

from studykit.content import keys
from studykit.content.catalog import Catalog
from studykit.content.compiler import node_at
from studykit.content.edits import rewrite
from studykit.content.forms import schema_line
from studykit.content.loader import FoundCourse
from studykit.content.nodes import Node
from studykit.content.nodes import Path as Way
from studykit.content.surroundings import Surroundings
from studykit.content.text import normalise, slugify
from studykit.content.writer import write, write_list
from studykit.errors import NotFoundError, StudykitError
from studykit.study.authoring import add_guide, enter_whole, way_to_schema
from studykit.study.draft_problems import DraftProblem, problems_of_file, refuse_bad, with_problems
from studykit.study.editor import refuse_shipped
from studykit.study.new_pages import (
    Place,
    course_at,
    place_of_guide,
    refuse_taken,
    slug_of_guide,
    taken_by,
)
from studykit.study.rewriting import Edit, change
from studykit.study.typed import Saved, Typed, bytes_of, nodes_of, refuse_behind


@dataclass(slots=True)
class Draft(Typed):
    """A guide in a form."""

    way: Way = ()
    """To it within its file."""


def open_draft(catalog: Catalog, course: str, slug: str) -> Draft:
    """The guide of a course as a draft.

    Raises:
        StudykitError: There is none, its file cannot be read now, or it is not the author's to change.

    """
    file, _ = catalog.place_of(course, slug)
    refuse_shipped(file)
    data = bytes_of(file)
    root = nodes_of(file, data)
    way = _way_to(root, slug, file)
    found = node_at(root, way)
    assert isinstance(found, dict)
    return Draft(file, dict(found), data, course, slug, dict(found), way=way)


def new_draft(catalog: Catalog, course: str, unit: str = "") -> Draft:
    """A guide that is to be added to a course. Raises StudykitError as `open_draft` does."""
    home = catalog.home_of(course)
    refuse_shipped(home)
    data = b"" if home.is_dir() else bytes_of(home)
    return Draft(home, {"term": "", "definition": ""}, data, course, unit=unit)


def open_anew(catalog: Catalog, draft: Draft) -> Draft:
    """The same guide as its file says it now. Raises StudykitError as `open_draft` does."""
    if draft.is_new:
        return new_draft(catalog, draft.course, draft.unit)
    data = bytes_of(draft.file)
    root = nodes_of(draft.file, data)
    way = _way_to(root, draft.slug, draft.file)
    found = node_at(root, way)
    assert isinstance(found, dict)
    return replace_fields(draft, node=dict(found), first=dict(found), before=data, way=way)


def problems_of(node: dict[str, Node]) -> list[DraftProblem]:
    """What keeps nodes from being a guide, by the rules of every file."""
    return problems_of_file({"term": "", **_said(node)})


def check_draft(catalog: Catalog, draft: Draft) -> list[DraftProblem]:
    """What is wrong with a draft in itself, and in its course as the library knows it."""
    found = problems_of(draft.node)
    try:
        around = catalog.around(draft.course, draft.slug)
    except NotFoundError:
        return found
    if not any(one.way == ("term",) for one in found):
        found += _taken_name(around, draft)
    return [*found, *_dead_links(around, draft)]


def _taken_name(around: Surroundings, draft: Draft) -> Iterator[DraftProblem]:
    """That another page of the course is called as the draft would be."""
    try:
        slug = _slug_of(draft)
        own_file = (
            draft.file / f"{slug}.yaml"
        )  # there also where it has errors, so that nobody knows its page
        where = around.file_of(slug) or (str(own_file) if own_file.is_file() else "")
        if where and slug != draft.slug:
            raise taken_by(where, slug)
    except StudykitError as error:
        yield DraftProblem(("term",), error.sentence, error.hint)


def _dead_links(around: Surroundings, draft: Draft) -> Iterator[DraftProblem]:
    """The links of a draft that lead nowhere."""
    names = [str(draft.node.get("term", "")), *_texts(draft.node, "aliases")]
    own = {normalise(name) for name in names}
    for key in ("related", "contrast"):
        for at, target in enumerate(_texts(draft.node, key)):
            if fault := around.link_fault(target, own):
                yield DraftProblem((key, at), *fault, is_bad=False)


def _texts(node: dict[str, Node], key: str) -> list[str]:
    """The texts of a list."""
    found = node.get(key)
    return [str(one) for one in found] if isinstance(found, list) else []


def save_draft(catalog: Catalog, draft: Draft) -> Saved:
    """Put a draft into its file. All else that stands in it stays as it was written.

    Raises:
        StudykitError: Something is wrong with it, its name is taken, the file has been changed since it was opened, or it
            cannot be written.

    """
    refuse_bad(problems_of(draft.node))
    refuse_behind(draft)
    node = _said(draft.node)
    course = course_at(catalog.home_of(draft.course))
    place, problems = _place_of(catalog, draft, course), check_draft(catalog, draft)
    news = (_add if draft.is_new else _change)(draft, node, place, Path(course.head))
    return Saved(*place, with_problems(news, problems))


def _place_of(catalog: Catalog, draft: Draft, course: FoundCourse) -> Place:
    """Where a draft goes, and what its page is called. Raises StudykitError where another page of the course is called so."""
    if draft.is_new:
        return place_of_guide(catalog, course, str(draft.node["term"]))
    slug = _slug_of(draft)
    if slug != draft.slug:
        refuse_taken(catalog, course, slug)
    return Place(draft.file, slug)


def _slug_of(draft: Draft) -> str:
    """What the page of a draft would be called. Raises StudykitError where its term says nothing."""
    term = str(draft.node["term"])
    if draft.is_new:
        return slug_of_guide(term, in_file=not draft.file.is_dir())
    return (
        slugify(term) if draft.way else draft.slug
    )  # a guide that is a file has its slug from that


def _add(draft: Draft, node: dict[str, Node], place: Place, head: Path) -> str:
    """Put a new guide into a file of its own, or into its course where that is one, and enter it into its unit."""
    if draft.file.is_dir():
        schema = way_to_schema(draft.file)
        text = (schema_line(schema) if schema else "") + write(node)
        add_guide(place, text, head, draft.unit)
        return ""
    return enter_whole(place, draft.before, write_list([node]), draft.unit).news


def _change(draft: Draft, node: dict[str, Node], place: Place, head: Path) -> str:
    """Write a file anew with a guide in its place; the unit that names the guide follows it where its slug changes."""
    root, slug = nodes_of(draft.file, draft.before), place.slug
    edits: list[Edit] = []
    if slug != draft.slug:
        root = _renamed(root, draft.slug, slug)
        if draft.file != head:
            edits += _renamed_in(head, draft.slug, slug)
    wanted = _with(root, draft.way, node)
    return change(Edit(draft.file, draft.before, partial(rewrite, wanted=wanted)), *edits)


def _renamed_in(head: Path, old: str, new: str) -> Iterator[Edit]:
    """What is changed in the file of a course, if one of its units names a guide by its slug."""
    before = bytes_of(head)
    root = nodes_of(head, before)
    if (wanted := _renamed(root, old, new)) != root:
        yield Edit(head, before, partial(rewrite, wanted=wanted))


def _with(root: dict[str, Node], way: Way, node: dict[str, Node]) -> dict[str, Node]:
    """The nodes of a file with a guide in its place."""
    found = _put(root, way, node)
    assert isinstance(found, dict)
    return found


def _renamed(root: dict[str, Node], old: str, new: str) -> dict[str, Node]:
    """The nodes of a file whose units name a guide by the slug that it has now."""
    units = root.get("units")
    if not isinstance(units, list):
        return root
    return {**root, "units": [_renamed_in_unit(unit, old, new) for unit in units]}


def _renamed_in_unit(unit: Node, old: str, new: str) -> Node:
    guides = unit.get("guides") if isinstance(unit, dict) else None
    if not isinstance(unit, dict) or not isinstance(guides, list):
        return unit
    return {**unit, "guides": [new if one == old else one for one in guides]}


def _put(within: Node | None, way: Way, node: Node) -> Node:
    """A node with another one in its place within it; what is not there yet is made on the way."""
    if not way:
        return node
    step, rest = way[0], way[1:]
    if isinstance(step, str):
        members = within if isinstance(within, dict) else {}
        return {**members, step: _put(members.get(step), rest, node)}
    items = [*within] if isinstance(within, list) else []
    before = items[step] if step < len(items) else None
    items[step : step + 1] = [_put(before, rest, node)]
    return items


def _said(node: dict[str, Node]) -> dict[str, Node]:
    """The members that say something, in the order in which a person writes them."""
    found = _in_order(node, keys.GUIDE)
    asked = found.get("questions")
    if isinstance(asked, list):
        found["questions"] = [
            _in_order(one, keys.QUESTION) if isinstance(one, dict) else one for one in asked
        ]
    return {key: value for key, value in found.items() if value}


def _in_order(node: dict[str, Node], known: keys.Keys) -> dict[str, Node]:
    """The members of a mapping as they are named in the table of its keys; those that are not come last."""
    return {key: node[key] for key in (*known, *(node.keys() - known.keys())) if key in node}


def _way_to(root: dict[str, Node], slug: str, file: Path) -> Way:
    """The way to a guide within its file."""
    if "term" in root:
        return ()
    for way in _ways_to_guides(root):
        one = node_at(root, way)
        if isinstance(one, dict) and slugify(str(one.get("term", ""))) == slug:
            return way
    raise StudykitError(f"The guide is not in {file.name} any more.", "Go back, and open it again.")


def _ways_to_guides(root: dict[str, Node]) -> Iterator[Way]:
    """The ways to what stands in the lists of guides of a file, also in those of its units."""
    yield from (("guides", at) for at in range(_length(root.get("guides"))))
    units = root.get("units")
    for unit, one in enumerate(units if isinstance(units, list) else []):
        if isinstance(one, dict):
            count = _length(one.get("guides"))
            yield from (("units", unit, "guides", at) for at in range(count))


def _length(node: Node | None) -> int:
    return len(node) if isinstance(node, list) else 0
