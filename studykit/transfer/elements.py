"""XML of other programs, read element by element, with a bound on all that could make it a bomb.

What it is written in is taken from the file itself. Names are without their namespace, in lower case and without
hyphens, so that `choiceInteraction` and `qti-choice-interaction` are the same (`choiceinteraction`); attributes likewise.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Any

from studykit.content.text import clean
from studykit.transfer.extras import needed
from studykit.transfer.notes import TransferError

MAX_XML = 100_000_000
"""Bytes of one file."""
MAX_KEPT = 500_000
"""Elements that are held at one time."""
MAX_DEPTH = 150
_CHUNK = 65_536
_VOID = {"br", "hr", "img", "source", "wbr", "col", "embed"}


@dataclass(slots=True, eq=False)
class Element:
    """An element with what stands in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = field(default=None, repr=False)
    line: int = 0
    parts: "list[Element | str]" = field(default_factory=list, repr=False)
    """Elements and texts, in order."""

    def get(self, name: str) -> str:
        """An attribute; empty if it is not there."""
        return self.attributes.get(name, "")

    def children(self, *names: str) -> "Iterator[Element]":
        """The elements right within this one, of these names or all."""
        for part in self.parts:
            if isinstance(part, Element) and (not names or part.name in names):
                yield part

    def child(self, *names: str) -> "Element | None":
        """The first of them."""
        return next(self.children(*names), None)

    def walk(self, *names: str) -> "Iterator[Element]":
        """All elements within this one, of these names or all, in the order of the file."""
        stack = _within(self)
        while stack:
            found = stack.pop()
            if not names or found.name in names:
                yield found
            if found.parts:
                stack += _within(found)

    def first(self, *names: str) -> "Element | None":
        """The first of them."""
        return next(self.walk(*names), None)

    def above(self, *names: str) -> "Iterator[Element]":
        """The elements that this one stands in, from the nearest on."""
        found = self.parent
        while found is not None:
            if not names or found.name in names:
                yield found
            found = found.parent

    @property
    def text(self) -> str:
        """All text in it, without space around."""
        return clean("".join(_texts(self))).strip()


def elements(data: bytes, wanted: Collection[str], name: str = "") -> Iterator[Element]:
    """Each element of a wanted name, whole, as soon as its end was read; the root too, at last.

    What was given is then forgotten by what it stands in, so that a large file is never held whole.

    Raises:
        TransferError: It is not well-formed, or not to be trusted.

    """
    if len(data) > MAX_XML:
        raise TransferError(f"{name or 'The file'} is larger than {MAX_XML // 1_000_000} MB.")
    needed("xml", "defusedxml")
    from defusedxml import ElementTree  # noqa: PLC0415 - an extra
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415

    builder = _Builder(wanted)
    parser = ElementTree.XMLParser(target=builder)
    builder.line = lambda: int(parser.parser.CurrentLineNumber)
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            yield from builder.ready()
        parser.close()
    except ElementTree.ParseError as error:
        raise _malformed(error, name) from error
    except DefusedXmlException as error:
        raise TransferError(
            f"{name or 'The file'} defines entities of its own, which is not allowed here.",
            "Take the `<!ENTITY …>` out of its first lines.",
        ) from error
    except (ValueError, LookupError) as error:
        raise TransferError(
            f"{name or 'The file'} is in an encoding that cannot be read.", "Save it as UTF-8."
        ) from error
    yield from builder.ready()
    if builder.root is not None:
        yield builder.root


def _malformed(error: Any, name: str) -> TransferError:
    """What to say of a file that is not well-formed."""
    line, column = error.position
    reason = str(error).split(": line ", 1)[0]
    return TransferError(
        f"{name or 'The file'} is not well-formed XML: line {line}, column {column + 1}: {reason}.",
        "Export it again, or mend that line in an editor.",
    )


class _Builder:
    """Makes elements of what a parser tells."""

    def __init__(self, wanted: Collection[str]) -> None:
        self.root: Element | None = None
        self.line: Callable[[], int] = int
        self._wanted = wanted
        self._here: Element | None = None
        self._depth = 0
        self._kept = 0
        self._before: list[int] = []
        """How many elements were held when each open one began."""
        self._ready: list[Element] = []

    def ready(self) -> Iterator[Element]:
        """What is whole by now."""
        ready, self._ready = self._ready, []
        yield from ready

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        given = {plain_name(key): clean(value) for key, value in attributes.items()}
        made = Element(plain_name(tag), given, self._here, self.line())
        self._before.append(self._kept)
        self._kept += 1
        if len(self._before) > MAX_DEPTH:
            raise TransferError(
                f"Its elements stand more than {MAX_DEPTH} deep in each other at line {made.line}."
            )
        if self._kept > MAX_KEPT:
            raise TransferError(f"It has too many elements at line {made.line}.")
        if self._here is None:
            self.root = made
        else:
            self._here.parts.append(made)
        self._here = made

    def data(self, text: str) -> None:
        """Text."""
        if self._here is not None:
            self._here.parts.append(text)

    def end(self, tag: str) -> None:  # noqa: ARG002 - a parser says it
        """An element ends."""
        ended = self._here
        before = self._before.pop()
        if ended is None:
            return
        self._here = ended.parent
        if ended.name in self._wanted and ended.parent is not None:
            self._ready.append(ended)
            ended.parent.parts.pop()
            _drop_space(ended.parent.parts)
            self._kept = before

    def close(self) -> None:
        """The file ends."""


def _drop_space(parts: "list[Element | str]") -> None:
    """Forget the space between elements that are given away, which would pile up."""
    while parts and isinstance(parts[-1], str) and parts[-1].isspace():
        parts.pop()


def _within(element: Element) -> list[Element]:
    """The elements right within one, the last first."""
    return [part for part in reversed(element.parts) if isinstance(part, Element)]


@lru_cache(maxsize=2000)
def plain_name(name: str) -> str:
    """A name without namespace and prefix, in lower case and without hyphens."""
    return name.rpartition("}")[2].rpartition(":")[2].removeprefix("qti-").replace("-", "").lower()


def inner_html(element: Element, replaced: "Callable[[Element], str | None] | None" = None) -> str:
    """What stands in an element as HTML; `replaced` may give other HTML for an element within it."""
    return "".join(_html(element, replaced))


def _html(element: Element, replaced: "Callable[[Element], str | None] | None") -> Iterator[str]:
    """The parts of that HTML."""
    for part in element.parts:
        if isinstance(part, str):
            yield escape(part, quote=False)
            continue
        other = replaced(part) if replaced else None
        if other is not None:
            yield other
            continue
        given = "".join(f' {name}="{escape(value)}"' for name, value in part.attributes.items())
        yield f"<{part.name}{given}>"
        yield from _html(part, replaced)
        if part.name not in _VOID:
            yield f"</{part.name}>"


def _texts(element: Element) -> Iterator[str]:
    for part in element.parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _texts(part)


def raw_texts(element: Element, *without: str) -> Iterator[str]:
    """The text right within each element, and within the one itself; not of elements of some names."""
    for found in (element, *element.walk()):
        if found.name not in without:
            yield "".join(part for part in found.parts if isinstance(part, str))


def begins_one(data: bytes, names: str) -> bool:
    """Whether an element of one of these names, a pattern, begins near the start of a file, in whatever it is written."""
    head = data[:200_000].replace(b"\0", b"")
    return re.search(rf"<(?:[\w.-]+:)?(?:{names})[\s/>]".encode(), head) is not None
