"""A guide that is being written in a form: found in its file, checked as it is typed, put back as a person would have."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from pathlib import Path

from studykit.content import keys
from studykit.content.catalog import Catalog
from studykit.content.compiler import node_at
from studykit.content.edits import rewrite
from studykit.content.loader import ReadError, head_of, read
from studykit.content.nodes import Node, SourceError
from studykit.content.nodes import Path as Way
from studykit.content.schema import read_document
from studykit.content.source import parse
from studykit.content.text import slugify
from studykit.content.writer import write, write_list
from studykit.errors import Severity, StudykitError
from studykit.study.authoring import add_guide, enter_whole
from studykit.study.editor import refuse_shipped
from studykit.study.saving import change


@dataclass(slots=True)
class Draft:
    """A guide in a form, and the file that it is to be put into."""

    file: Path
    node: dict[str, Node]
    """What it says now."""
    way: Way = ()
    """To it within its file."""
    before: bytes = b""
    """What the file said when it was opened; empty: it is new."""
    unit: str = ""
    """Of a new guide: the unit that it is entered into; empty: into none."""
    course: str = ""
    slug: str = ""
    """Of the guide; empty: it is new."""
    first: dict[str, Node] = field(default_factory=dict)
    """What the guide said when it was opened."""

    @property
    def is_new(self) -> bool:
        """Whether the guide is not in any file yet."""
        return not self.first

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than when it was opened."""
        return _said(self.node) != _said(self.first)

    @property
    def is_behind(self) -> bool:
        """Whether its file has been changed since it was opened."""
        return bool(self.before) and _bytes_of(self.file) != self.before


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """Something that is wrong with a draft."""

    way: Way
    """To it within the guide: `("questions", 1, "answer")`."""
    sentence: str
    hint: str


def open_draft(catalog: Catalog, course: str, slug: str) -> Draft:
    """The guide of a course as a draft.

    Raises:
        StudykitError: There is none, its file cannot be read now, or it is not the author's to change.

    """
    file, _ = catalog.place_of(course, slug)
    refuse_shipped(file)
    data, root = _read(file)
    way = _way_to(root, slug, file)
    found = node_at(root, way)
    assert isinstance(found, dict)
    return Draft(file, dict(found), way, data, course=course, slug=slug, first=dict(found))


def new_draft(catalog: Catalog, course: str, unit: str = "") -> Draft:
    """A guide that is to be added to a course. Raises StudykitError as `open_draft` does."""
    home = catalog.home_of(course)
    refuse_shipped(home)
    if home.is_dir():
        return Draft(home, {"term": "", "definition": ""}, unit=unit, course=course)
    data, _ = _read(home)
    return Draft(home, {"term": "", "definition": ""}, (), data, unit, course)


def open_anew(catalog: Catalog, draft: Draft) -> Draft:
    """The same guide as its file says it now. Raises StudykitError as `open_draft` does."""
    if draft.is_new:
        return new_draft(catalog, draft.course, draft.unit)
    data, root = _read(draft.file)
    way = _way_to(root, draft.slug, draft.file)
    found = node_at(root, way)
    assert isinstance(found, dict)
    return replace_fields(draft, node=dict(found), first=dict(found), before=data, way=way)


def problems_of(node: dict[str, Node]) -> list[DraftProblem]:
    """What keeps nodes from being a guide, by the rules of every file."""
    found: list[DraftProblem] = []

    def report(
        path: Way, sentence: str, hint: str = "", severity: Severity = Severity.ERROR, at_key: bool = False
    ) -> None:  # fmt: skip
        del at_key
        if severity is Severity.ERROR:
            found.append(DraftProblem(path, sentence, hint))

    read_document({"term": "", **_said(node)}, "draft", report)
    return found


def save_draft(draft: Draft) -> Path:
    """Put a draft into its file; gives the file. All else that stands in it stays as it was written.

    Raises:
        StudykitError: Something is wrong with it, the file has been changed since it was opened, or it cannot be written.

    """
    if problems := problems_of(draft.node):
        raise StudykitError(problems[0].sentence, problems[0].hint)
    node = _said(draft.node)
    if draft.is_new and draft.file.is_dir():
        return _save_new(draft, node)
    if draft.is_behind:
        msg = f"{draft.file.name} has been changed since you opened it."
        raise StudykitError(msg, "Go back, and open it again: what you typed is kept.")
    if draft.is_new:
        item, slug = write_list([node]), slugify(str(node["term"]))
        enter_whole(draft.file, draft.before, item, slug, draft.unit)
    else:
        _change(draft, node)
    return draft.file


def _save_new(draft: Draft, node: dict[str, Node]) -> Path:
    """A new file for a new guide, which is entered into its unit."""
    slug = slugify(str(node["term"]))
    file = draft.file / f"{slug}.yaml"
    add_guide(file, write(node), Path(head_of(str(draft.file))), draft.unit, slug)
    return file


def _change(draft: Draft, node: dict[str, Node]) -> None:
    """Write a file anew with a guide in its place."""
    _, root = _parsed(draft.file, draft.before)
    old, new = (slugify(str(one.get("term", ""))) for one in (draft.first, node))
    wanted = _with(_renamed(root, old, new), draft.way, node)
    change(draft.file, draft.before, lambda text: rewrite(text, wanted))


def _with(root: dict[str, Node], way: Way, node: dict[str, Node]) -> dict[str, Node]:
    """The nodes of a file with a guide in its place."""
    found = _put(root, way, node)
    assert isinstance(found, dict)
    return found


def _renamed(root: dict[str, Node], old: str, new: str) -> dict[str, Node]:
    """The nodes of a file whose units name a guide by the slug that it has now."""
    units = root.get("units")
    if not isinstance(units, list) or not old:
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


def _read(file: Path) -> tuple[bytes, dict[str, Node]]:
    return _parsed(file, _bytes_of(file))


def _bytes_of(file: Path) -> bytes:
    try:
        return read(str(file))
    except ReadError as error:
        raise StudykitError(error.sentence, error.hint) from error


def _parsed(file: Path, data: bytes) -> tuple[bytes, dict[str, Node]]:
    try:
        root = parse(data)
    except SourceError as error:
        place = f"{file.name}:{error.line}:{error.column}"
        raise StudykitError(f"{place}: {error.sentence}", error.hint) from error
    if not isinstance(root, dict):
        raise StudykitError(f"{file.name} holds no guide.")
    return data, root
