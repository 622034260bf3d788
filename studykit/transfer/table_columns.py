"""What the columns of a table hold, told by their names."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from studykit.transfer.grid import Grid, is_variant
from studykit.transfer.notes import TransferError
from studykit.transfer.options import OPTION, RIGHT

ROLES = ("front", "back", "hint", "unit", "tags", "accept", "points", "choices", "correct")
"""What a column may be said to be."""

_FRONTS = {
    "front", "question", "term", "word", "expression", "prompt", "q", "vocab", "vocabulary", "kanji", "name", "concept", "frage", "begriff",
    "wort", "pregunta", "side 1", "side1", "text 1",
}  # fmt: skip
_BACKS = {
    "back", "answer", "definition", "meaning", "translation", "a", "description", "explanation", "antwort", "bedeutung", "übersetzung",
    "respuesta", "side 2", "side2", "text 2",
}  # fmt: skip
_HINTS = {"hint", "hints", "tip", "clue", "hinweis"}
_UNITS = {"unit", "deck", "chapter", "category", "lesson", "section", "topic", "subject", "kapitel"}
_TAGS = {"tags", "tag", "keywords", "labels"}
_ACCEPT = {"accept", "accepted", "synonyms", "also accepted"}
_POINTS = {"points", "key points", "rubric"}
_UNUSED = {"guid", "id", "notetype", "note type", "note id", "card id", "uuid", "url", "due", "interval", "ease"}  # fmt: skip
KNOWN = (*_FRONTS, *_BACKS, *_HINTS, *_UNITS, *_TAGS, *_ACCEPT, *_POINTS, *_UNUSED, "choices", "options", "correct", "reading")  # fmt: skip
_CHOICES = {"choices", "options", "alternatives"}
_ASKING = {"question", "prompt", "q", "frage", "pregunta"}
_WRONG = re.compile(r"(?:wrong|incorrect|false|distractors?)(?: ?(?:answers?|options?|choices?))?[\s_]*\d*", re.IGNORECASE)  # fmt: skip
_TERMS = {"term", "word", "expression", "vocab", "vocabulary", "kanji", "begriff", "wort"}
"""Names of columns that hold terms, however they look."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what, by position."""

    roles: Mapping[str, int]
    """But for the backs."""
    backs: tuple[int, ...]
    """The first is the answer, the others say more."""
    options: tuple[int, ...]
    """Those that hold a choice each."""
    wrong: tuple[int, ...]
    """Those that hold a wrong choice each, beside the column of the right one."""
    left: tuple[int, ...]
    """Those that are not taken."""
    names: tuple[str, ...]

    @property
    def asked(self) -> str:
        """What the back is of the front, where its name says so, as `capital` does beside `country`; else empty."""
        name = self.names[self.backs[0]] if self.backs else ""
        return "" if name.lower() in _BACKS or self._front in _ASKING else name

    @property
    def hold_terms(self) -> bool | None:
        """Whether the columns say that fronts are terms, or that they are questions; None if neither."""
        if self.asked or self._front in _ASKING:
            return False
        return True if self._front in _TERMS else None

    @property
    def _front(self) -> str:
        """The name of the column of fronts."""
        return self.names[self.roles["front"]].lower() if "front" in self.roles else ""


def find_columns(grid: Grid, told: Mapping[str, str]) -> Columns:
    """Which column is what: as whoever takes it in says, as its name says, else the first two that are free."""
    width = max([len(grid.header), *(len(row) for _, row in grid.rows)])
    names = [*(name.strip() for name in grid.header), *[""] * (width - len(grid.header))]
    roles = {role: _position(name, names) for role, name in told.items()}
    return _Finder(names, roles | _directed(grid, roles), is_named=bool(grid.header)).found()


class _Finder:
    """Gives each column its role."""

    def __init__(self, names: list[str], roles: dict[str, int], *, is_named: bool) -> None:
        self._names = names
        self._roles = roles
        self._is_named = is_named
        self._told = "back" in roles
        self._free = [at for at in range(len(names)) if at not in roles.values()]

    def found(self) -> Columns:
        """All of them."""
        self._name("front", _FRONTS)
        for role, known in (("hint", _HINTS), ("unit", _UNITS), ("tags", _TAGS), ("accept", _ACCEPT), ("points", _POINTS)):  # fmt: skip
            self._name(role, known)
        options, wrong = self._choices()
        self._name("back", _BACKS)
        left = self._take(self._is_unused)
        variants = self._take(lambda name: is_variant(name, self._names))
        if "front" not in self._roles and self._free:
            self._roles["front"] = self._free.pop(0)
        with_choices = bool(options or wrong or "choices" in self._roles)
        if "back" not in self._roles and not with_choices and (self._free or variants):
            self._roles["back"] = (self._free or variants).pop(0)
        backs = [self._roles.pop("back")] if "back" in self._roles else []
        if self._is_named and not self._told:
            backs, self._free = [*backs, *self._free], []
        rest = tuple(sorted([*left, *variants, *self._free]))
        return Columns(
            self._roles, tuple(backs), tuple(options), tuple(wrong), rest, tuple(self._names)
        )

    def _name(self, role: str, known: set[str]) -> None:
        """Give a role to the first free column of such a name."""
        if role not in self._roles:
            found = next((at for at in self._free if self._names[at].lower() in known), None)
            if found is not None:
                self._free.remove(found)
                self._roles[role] = found

    def _choices(self) -> tuple[list[int], list[int]]:
        """The columns of choices and of wrong ones, if a column tells which are right."""
        options = [at for at in self._free if OPTION.fullmatch(self._names[at])]
        wrong = [at for at in self._free if _WRONG.fullmatch(self._names[at])]
        many = [at for at in self._free if self._names[at].lower() in _CHOICES]
        right = [at for at in self._free if at not in options and RIGHT.fullmatch(self._names[at])]
        if "correct" in self._roles:
            right = [self._roles["correct"]]
        if not right or not (len(options) > 1 or wrong or many or "choices" in self._roles):
            return [], []
        self._roles["correct"] = right[0]
        options = options if len(options) > 1 else []
        if not options and not wrong and many:
            self._roles.setdefault("choices", many[0])
        used = {right[0], *options, *wrong, self._roles.get("choices", -1)}
        self._free = [at for at in self._free if at not in used]
        return options, [] if options else wrong

    def _take(self, is_meant: Callable[[str], bool]) -> list[int]:
        """The free columns of such names, which are free no longer."""
        found = [at for at in self._free if is_meant(self._names[at])]
        self._free = [at for at in self._free if at not in found]
        return found

    def _is_unused(self, name: str) -> bool:
        return name.lower() in _UNUSED or name.rpartition(":")[0].lower() in _UNUSED


def _position(name: str, names: Sequence[str]) -> int:
    """The position of a column that was named, or numbered from 1."""
    lowered = [known.strip().lower() for known in names]
    if name.strip().lower() in lowered:
        return lowered.index(name.strip().lower())
    if name.isdigit() and 1 <= int(name) <= len(names):
        return int(name) - 1
    listed = ", ".join(filter(None, names)) or f"1 to {len(names)}"
    raise TransferError(f"There is no column {name}.", f"There are {listed}.")


def _directed(grid: Grid, roles: Mapping[str, int]) -> dict[str, int]:
    """What Anki's directives say of columns: `#tags column:3`."""
    found = {}
    for said, role in (("deck", "unit"), ("tags", "tags"), ("guid", "guid"), ("notetype", "notetype")):  # fmt: skip
        number = grid.directives.get(f"{said} column", "").strip()
        if number.isdigit() and int(number) and role not in roles:
            found[role] = int(number) - 1
    return found
