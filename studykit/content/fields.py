"""A mapping of a file, taken key by key, with every fault reported in words for its author."""

import re
from collections.abc import Collection

from studykit.content.document import Reporter
from studykit.content.keys import Keys
from studykit.content.nodes import Node, Path
from studykit.content.text import shorten
from studykit.errors import Severity

MAX_PROBLEMS = 500
"""So many problems of one file are told; who has mended these sees the others."""
MORE_PROBLEMS = ("There are more problems in this file.", "Mend those above first.")

_ID = re.compile(r"[\w.-]+")


class Tally:
    """Passes problems on, and counts the errors among them."""

    def __init__(self, report: Reporter) -> None:
        self._report = report
        self._told = 0
        self.errors = 0

    def __call__(
        self,
        path: Path,
        sentence: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        at_key: bool = False,
    ) -> None:
        """Take one problem."""
        self.errors += severity is Severity.ERROR
        self._told += 1
        if self._told < MAX_PROBLEMS:
            self._report(path, sentence, hint, severity, at_key)
        elif self._told == MAX_PROBLEMS:
            self._report(path, *MORE_PROBLEMS, severity, at_key)


class Fields:
    """One mapping: its members are asked for by key, and what they should not be is reported."""

    __slots__ = ("_meant", "members", "path", "report")

    def __init__(
        self,
        members: dict[str, Node],
        path: Path,
        report: Reporter,
        meant: Collection[str] = (),
    ) -> None:
        """The fields of a mapping.

        Args:
            members: What stands at its keys.
            path: Where it is.
            report: Takes the problems.
            meant: Keys of which it has been told that they were probably meant.

        """
        self.members = members
        self.path = path
        self.report = report
        self._meant = meant

    def __contains__(self, key: str) -> bool:
        return key in self.members

    def lacks(self, *keys: str) -> bool:
        """Whether none of some keys is there, not even misspelt."""
        return self.members.keys().isdisjoint(keys) and not any(key in self._meant for key in keys)

    def text(self, key: str) -> str:
        """The text of a key, without space around it; empty if the key is not there."""
        value = self.members.get(key)
        if value is None:
            return ""
        if type(value) is str and (stripped := value.strip()):
            return stripped
        self._not_text(key, value)
        return ""

    def needed_text(self, key: str, whose: str) -> str:
        """The text of a key that has to be there."""
        if key not in self.members and self.lacks(key):
            self.report(self.path, f"{whose} has no `{key}`.", f"Add `{key}: …`.")
        return self.text(key)

    def items(self, key: str) -> list[Node]:
        """The items of the list of a key; none if the key is not there."""
        value = self.members.get(key)
        if value is None:
            return []
        if type(value) is list and value:
            return value
        self._not_list(key, value)
        return []

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts in the list of a key."""
        if key not in self.members:
            return ()
        items = self.items(key)
        found = tuple([item.strip() for item in items if type(item) is str])
        if len(found) < len(items) or not all(found):
            for position, item in enumerate(items):
                if type(item) is not str or not item.strip():
                    self._no_text_item((*self.path, key, position), item)
        return found

    def flag(self, key: str) -> bool:
        """Whether a key says `true`."""
        value = self.members.get(key, "false")
        if value not in ("true", "false"):
            self.report(
                (*self.path, key),
                f"`{key}` is `true` or `false`, nothing else.",
                f"Write `{key}: true`.",
            )
        return value == "true"

    def id(self) -> str:
        """The author's id, or empty."""
        given = self.text("id")
        if given and not _ID.fullmatch(given):
            self.report(
                (*self.path, "id"),
                f"`{shorten(given)}` cannot be an id.",
                "Use letters, digits, hyphens, dots and underscores.",
            )
        return given

    def _not_text(self, key: str, value: Node) -> None:
        """Report a key whose value is empty or no text."""
        path = (*self.path, key)
        if type(value) is str:
            self.report(
                path,
                f"`{key}` is empty.",
                f"Write something after `{key}: `, or leave the key out.",
                at_key=True,
            )
        else:
            self.report(path, f"`{key}` is a text, not {_kind(value)}.", TEXT_HINT)

    def _no_text_item(self, path: Path, item: Node) -> None:
        """Report an item of a list that is empty or no text."""
        if type(item) is str:
            self.report(
                path, "This item is empty.", "Write something after the `- `, or delete it."
            )
        else:
            self.report(path, f"A text is wanted here, not {_kind(item)}.", TEXT_HINT)

    def _not_list(self, key: str, value: Node | None) -> None:
        """Report a key whose value is no list with something in it."""
        path = (*self.path, key)
        if not value:
            self.report(
                path,
                f"`{key}` is empty.",
                "Write its items below it, or leave the key out.",
                at_key=True,
            )
        elif type(value) is str:
            hint = f"Write it as a list: `{key}: [{shorten(value)}]`."
            if re.match(r"-\S", value):
                hint = "Put a space after each dash."
            elif "\n" in value or len(value) > len(shorten(value)):
                hint = "Write each item on a line of its own, with `- ` before it."
            self.report(path, f"`{key}` is a list, not a single text.", hint)
        else:
            self.report(
                path, f"`{key}` is a list, not a mapping.", "Put `- ` before its first key."
            )


TEXT_HINT = "A text with `: `, or beginning with `[`, `{` or `?`, needs double quotes around it."


def open_fields(node: Node, path: Path, report: Reporter, whose: str, keys: Keys) -> Fields | None:
    """The fields of a node that should be a mapping with these keys; None, and a report, if it is none."""
    if type(node) is not dict:
        example = f"`{next(iter(keys))}: …`"
        report(
            path, f"{whose} is a mapping of keys, not {_kind(node)}.", f"Begin it with {example}."
        )
        return None
    if node.keys() <= keys.keys():
        return Fields(node, path, report)
    if node.keys().isdisjoint(keys):
        _nothing_known(next(iter(node)), path, report, whose, keys)
        return None
    return known_fields(node, path, report, whose, keys)


def known_fields(
    members: dict[str, Node], path: Path, report: Reporter, whose: str, keys: Keys
) -> Fields:
    """The fields of a mapping; reports each key that is not known here."""
    if members.keys() <= keys.keys():
        return Fields(members, path, report)
    unknown = [key for key in members if key not in keys]
    return Fields(
        members,
        path,
        report,
        {_unknown(key, (*path, key), report, whose, keys) for key in unknown},
    )


def _nothing_known(
    first: str, path: Path, report: Reporter, whose: str, keys: Collection[str]
) -> None:
    """Report a mapping that has none of the keys it could have: often a text with a colon in it."""
    near = closest(first, keys)
    hint = f"Did you mean `{near}`?" if near else TEXT_HINT
    report(path, f"{whose} has no key `{shorten(first)}`.", hint)


def _unknown(key: str, path: Path, report: Reporter, whose: str, keys: Collection[str]) -> str:
    """Report a key that is not known here; gives the one that was probably meant, or empty text."""
    near = closest(key, keys)
    listed = ", ".join(f"`{known}`" for known in keys)
    hint = f"Did you mean `{near}`?" if near else f"{whose} can have {listed}."
    report(path, f"There is no `{shorten(key)}` here.", hint, at_key=True)
    return near


def closest(word: str, words: Collection[str]) -> str:
    """The one of some words that was probably meant; empty if none is like it."""
    from rapidfuzz import process  # noqa: PLC0415 - needed only where there is a mistake
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415

    found = process.extractOne(
        word[:100], list(words), scorer=JaroWinkler.similarity, score_cutoff=0.8
    )
    return found[0] if found else ""


def _kind(node: Node) -> str:
    """What a node is, in words."""
    if type(node) is dict:
        return "a mapping"
    return "a list" if type(node) is list else "a text"
