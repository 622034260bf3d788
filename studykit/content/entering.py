"""A guide or questions put whole into a course that is one file, all else in which stays as its author wrote it."""

import re
from typing import NamedTuple

from studykit.content.editing import position_of, sound_header, with_guide
from studykit.content.edits import Rewritten, rewrite, says
from studykit.content.gaps import is_gap
from studykit.content.nodes import Node, Path, SourceError
from studykit.content.source import parse
from studykit.content.spans import Span, read_spans
from studykit.errors import StudykitError

_COMMENT = re.compile(r"(?P<indent> *)(?:(?P<sign>#).*)?\n")
"""A line that says nothing, or a comment."""
_NOT_HERE = "This course is written in a way that cannot be added to."
_BY_HAND = "Add it by hand, in your editor."
_NOTHING = Span("", 0, 0, 0, is_flow=True)
_INDENT = 2
"""Columns before the items of a new list."""


class Entered(NamedTuple):
    """A text that has got something more."""

    text: str
    unit: str = ""
    """The title of the unit that has it, as it is written there."""
    is_anew: bool = False
    """Whether all of it was written anew."""


def with_whole_guide(text: str, guide: str, slug: str, unit: str = "") -> Entered:
    """The text of a course with a guide more: in the unit if that has whole guides in it, else at the end of `guides`.

    Args:
        text: The file, with line feeds at the ends of its lines.
        guide: The guide as an item of a list, with its dash; lines before the dash are comments.
        slug: By which a unit names it.
        unit: The title of the unit; empty: it is entered into none. One that is not there is added.

    Raises:
        StudykitError: The file has mistakes, or another unit is probably meant.

    """
    header = sound_header(text)
    at = position_of(unit, header) if unit else len(header.units)
    way: Path = ("units", at, "guides")
    if at < len(header.units) and _has_whole(_spans_of(text).at(way)):
        changed, is_anew = _with_items(text, way, guide)
        return Entered(changed, header.units[at].title, is_anew)
    changed, is_anew = _with_items(text, ("guides",), guide)
    title = ""
    if unit:
        changed, title = with_guide(changed, unit, slug)
    return Entered(changed, title, is_anew)


def with_questions(text: str, questions: str) -> Rewritten:
    """The text of a course with questions more at the end of `questions`, given as items of a list, with their dashes.

    Raises:
        StudykitError: The file has mistakes, or the questions that were begun there before are still to be written.

    """
    sound_header(text)
    for span in _spans_of(text).members.get("questions", _NOTHING).items:
        said = span.value.get("question") if type(span.value) is dict else span.value
        if type(said) is str and is_gap(said):
            line = text.count("\n", 0, span.start) + 1
            msg = f"In line {line} a question is begun already, and still to be written."
            raise StudykitError(msg, "Write that one first, or delete it.")
    return _with_items(text, ("questions",), questions)


def _spans_of(text: str) -> Span:
    """The nodes of a text. Raises StudykitError where invisible characters stand between its parts."""
    try:
        return read_spans(text)
    except SourceError as error:
        raise StudykitError(_NOT_HERE, _BY_HAND) from error


def _has_whole(span: Span) -> bool:
    """Whether guides stand whole in the list of a unit."""
    return not span.is_flow and any(type(item.value) is dict for item in span.items)


def _with_items(text: str, way: Path, items: str) -> Rewritten:
    """The text with items more at the end of a list, which is added at its end where it is not there."""
    text = text if text.endswith("\n") else f"{text}\n"
    root = _spans_of(text)
    wanted = _more(root.value, way, _items_of(items))
    if way[0] not in root.members:
        return _checked(f"{text}\n{way[0]}:\n{_indented(items, _INDENT)}", wanted)
    whole = root.at(way)
    if whole.is_flow or not whole.items:
        return rewrite(text, wanted)
    end = _end_of(text, whole)
    gap = "\n" if items.startswith("#") or _stand_apart(text, whole.items) else ""
    return _checked(f"{text[:end]}{gap}{_indented(items, whole.column)}{text[end:]}", wanted)


def _end_of(text: str, whole: Span) -> int:
    """Where the lines of a list end, with the comments after its last item that are indented as the list is."""
    end = at = text.index("\n", whole.end) + 1
    while found := _COMMENT.match(text, at):
        at = found.end()
        if found["sign"] and len(found["indent"]) < max(whole.column, 1):
            break
        end = at if found["sign"] else end
    return end


def _stand_apart(text: str, items: list[Span]) -> bool:
    """Whether there are empty lines between the items of a list."""
    last = items[-2:]
    return len(last) > 1 and "\n\n" in text[last[0].end : last[1].start]


def _items_of(items: str) -> list[Node]:
    """The nodes of some items."""
    found = parse(items.encode("utf-8"))
    assert type(found) is list
    return found


def _more(node: Node, way: Path, items: list[Node]) -> dict[str, Node]:
    """The nodes of a file with items more in a list."""
    assert type(node) is dict
    if len(way) == 1:
        before = node.get(str(way[0]), [])
        return {**node, str(way[0]): [*(before if type(before) is list else []), *items]}
    key, at, *rest = way
    units = node[str(key)]
    assert type(units) is list
    changed = [*units]
    changed[int(at)] = _more(units[int(at)], tuple(rest), items)
    return {**node, str(key): changed}


def _indented(items: str, column: int) -> str:
    """Lines moved to the right."""
    return re.sub(r"^(?=[^\n])", " " * column, items, flags=re.MULTILINE)


def _checked(text: str, wanted: dict[str, Node]) -> Rewritten:
    """The text, if it says what it should. Raises StudykitError."""
    if not says(text, wanted):
        raise StudykitError(_NOT_HERE, _BY_HAND)
    return Rewritten(text)
