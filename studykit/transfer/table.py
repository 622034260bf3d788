"""Tables: CSV, TSV, what Quizlet and Anki export as text, and what studykit itself writes."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studykit.content.model import Choice
from studykit.transfer.flashcards import Flashcard, add_flashcards, as_question
from studykit.transfer.foreign import Foreign
from studykit.transfer.grid import Grid, find_delimiter, read_grid
from studykit.transfer.markup import from_html, from_plain, to_text
from studykit.transfer.notes import TransferError
from studykit.transfer.options import OPTION, RIGHT, right_ones
from studykit.transfer.parcel import (
    Parcel,
    choice_question,
    make_point,
    open_question,
    short_question,
)
from studykit.transfer.table_own import is_own, read_own

ROLES = ("front", "back", "hint", "unit", "tags")
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
_KNOWN = [*_FRONTS, *_BACKS, *_HINTS, *_UNITS, *_TAGS, *_ACCEPT, *_POINTS, *_UNUSED, "correct", "reading"]  # fmt: skip
_TERMS = {"term", "word", "expression", "vocab", "vocabulary", "kanji", "begriff", "wort"}
"""Names of columns that hold terms, however they look."""
_UNUSED_TAGS = {"leech", "marked"}
_PICTURE = re.compile(r"<img\b[^<>]*>|\[sound:[^\[\]\n]+\]", re.IGNORECASE)
_STEP = 500
"""Rows between two tellings."""


def is_mine(file: Foreign) -> bool:
    """Whether most lines have the same number of columns."""
    head = file.head(20_000)
    return bool(head.strip()) and (
        head.startswith(("#separator:", "#html:")) or bool(find_delimiter(head))
    )


def read(file: Foreign) -> Parcel:
    """The rows of the table."""
    grid = read_grid(file.text, _KNOWN)
    if not grid.rows:
        msg = f"{file.name} is no table: no character parts its lines into columns."
        raise TransferError(msg, "Tabs, commas, semicolons and | are looked for.")
    parcel = Parcel(title=re.sub(r"[_-]+", " ", file.stem).strip().capitalize())
    if is_own(grid):
        read_own(grid, parcel)
        return parcel
    columns = _columns(grid, file.columns)
    _tell_columns(parcel, grid, columns)
    _Taker(parcel, grid, columns).take_all(file)
    return parcel


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column is what, by position."""

    front: int | None
    backs: tuple[int, ...]
    """The first is the answer, the others say more."""
    hint: int | None
    unit: int | None
    tags: int | None
    accept: int | None
    points: int | None
    options: tuple[int, ...]
    right: int | None
    left: tuple[int, ...]
    """Those that are not taken."""
    names: tuple[str, ...]

    @property
    def asked(self) -> str:
        """What the back is of the front, where its name says so, as `capital` does beside `country`; else empty."""
        name = self.names[self.backs[0]] if self.backs else ""
        return "" if name.lower() in _BACKS else name

    @property
    def hold_terms(self) -> bool | None:
        """Whether the column of fronts says that they are terms; None if it does not."""
        if self.asked:
            return False
        name = self.names[self.front] if self.front is not None else ""
        return True if name.lower() in _TERMS else None


def _columns(grid: Grid, told: Mapping[str, str]) -> _Columns:
    """Which column is what: as whoever takes it in says, as its name says, else the first two that are free."""
    width = max(len(row) for _, row in grid.rows)
    names = [*grid.header, *[""] * (width - len(grid.header))][:width]
    roles = {role: _position(name, names) for role, name in told.items()}
    roles |= _directed(grid, roles)
    free = [at for at in range(width) if at not in roles.values()]

    def named(role: str, known: set[str]) -> int | None:
        if role not in roles:
            found = next((at for at in free if names[at].strip().lower() in known), None)
            if found is None:
                return None
            free.remove(found)
            roles[role] = found
        return roles[role]

    front = named("front", _FRONTS)
    hint, unit, tags = named("hint", _HINTS), named("unit", _UNITS), named("tags", _TAGS)
    accept, points = named("accept", _ACCEPT), named("points", _POINTS)
    options = [at for at in free if names[at] and OPTION.fullmatch(names[at].strip())]
    right = next((at for at in free if at not in options and RIGHT.fullmatch(names[at].strip())), None)  # fmt: skip
    if len(options) < 2 or right is None:
        options, right = [], None
    free = [at for at in free if at not in options and at != right]
    back = named("back", _BACKS)
    unused = [at for at in free if names[at].strip().lower() in _UNUSED]
    free = [at for at in free if at not in unused]
    unused += [at for at in free if names[at].rpartition(":")[0].lower() in _UNUSED]
    free = [at for at in free if at not in unused]
    variants = [at for at in free if _is_variant(names[at], names)]
    free = [at for at in free if at not in variants]
    if front is None and free:
        front = free.pop(0)
    if back is None and not options:
        back = free.pop(0) if free else variants.pop(0) if variants else None
    backs = [] if back is None else [back]
    if grid.header and "back" not in told:
        backs += free
        free = []
    left = sorted([*unused, *variants, *free])
    return _Columns(
        front, tuple(backs), hint, unit, tags, accept, points, tuple(options), right, tuple(left), tuple(names)
    )  # fmt: skip


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
        if number.isdigit() and role not in roles:
            found[role] = int(number) - 1
    return found


def _is_variant(name: str, names: Sequence[str]) -> bool:
    """Whether a column is another one in another language: `capital:de` beside `capital`."""
    base, colon, language = name.rpartition(":")
    return bool(colon) and len(language) in (2, 5) and base in names


def _tell_columns(parcel: Parcel, grid: Grid, columns: _Columns) -> None:
    """Tell which columns are not taken."""
    if columns.left and grid.header:
        named = ", ".join(columns.names[at] for at in columns.left)
        parcel.notes_of_file(
            f"Columns that are not taken: {named}. `--column back=NAME` takes another one."
        )
    elif columns.left:
        parcel.notes_of_file("Only the first two columns are taken; `--column` says otherwise.")


class _Taker:
    """Takes rows."""

    def __init__(self, parcel: Parcel, grid: Grid, columns: _Columns) -> None:
        self._parcel = parcel
        self._grid = grid
        self._columns = columns
        self._markdown = from_html if grid.is_html else from_plain
        self._missing: Counter[str] = Counter()
        self._plain: list[Flashcard] = []

    def take_all(self, file: Foreign) -> None:
        """Take all rows."""
        rows = self._grid.rows
        for done, (line, row) in enumerate(rows):
            if done % _STEP == 0:
                file.progress(done, len(rows))
            self._parcel.found += 1
            self._take(f"line {line}", row)
        add_flashcards(self._parcel, self._plain, self._columns.hold_terms)
        if count := self._missing.total():
            what = "A picture or sound is" if count == 1 else f"{count:,} pictures and sounds are"
            self._parcel.notes_of_file(f"{what} named in the table, which holds none.")

    def _take(self, place: str, row: Sequence[str]) -> None:
        """One row."""
        columns = self._columns
        front, part = self._said(row, columns.front), self._part(row)
        if not front:
            self._parcel.leave(place, " ".join(row), "Its front is empty.")
            return
        if columns.options and self._take_choices(place, row, front, part):
            return
        backs = [(at, text) for at in columns.backs if (text := self._said(row, at))]
        if not columns.backs:
            self._parcel.leave(place, front, "There is no column with an answer.")
            return
        if not backs:
            self._parcel.leave(place, front, "Its back is empty.")
            return
        back = "\n\n".join(
            text if at == columns.backs[0] else f"{columns.names[at]}: {text}" for at, text in backs
        )
        if columns.asked:
            front = f"{front}: {columns.asked}?"
        hint = self._said(row, columns.hint)
        points = [make_point(one) for one in _several(self._raw(row, columns.points))]
        accept = _several(self._raw(row, columns.accept))
        if accept:
            question = short_question(front, [to_text(self._raw(row, columns.backs[0])), *accept], hint=hint)  # fmt: skip
            self._parcel.add_question(place, question, part)
        elif points:
            self._parcel.add_question(place, open_question(front, back, tuple(points), hint), part)
        elif hint:
            self._parcel.add_question(place, as_question(front, back, hint), part)
        else:
            self._plain.append(Flashcard(place, front, back, part))

    def _take_choices(self, place: str, row: Sequence[str], front: str, part: str) -> bool:
        """A row with choices; whether it is one."""
        columns = self._columns
        cells = [self._raw(row, at) for at in columns.options]
        texts = [text for cell in cells if (text := to_text(cell).strip())]
        right = right_ones(to_text(self._raw(row, columns.right)), texts)
        if len(texts) < 2:
            return False
        shown = [self._markdown(cell) for cell in cells if to_text(cell).strip()]
        made = [Choice(text, correct=at in right) for at, text in enumerate(shown)]
        answer = "\n\n".join(filter(None, (self._said(row, at) for at in columns.backs)))
        hint = self._said(row, columns.hint)
        self._parcel.add_question(place, choice_question(front, made, answer, hint), part)
        return True

    def _raw(self, row: Sequence[str], at: int | None) -> str:
        return row[at] if at is not None and at < len(row) else ""

    def _said(self, row: Sequence[str], at: int | None) -> str:
        """A cell as Markdown."""
        cell = self._raw(row, at)
        if found := _PICTURE.findall(cell):
            self._missing.update(found)
            cell = _PICTURE.sub(" ", cell)
        return self._markdown(cell).strip()

    def _part(self, row: Sequence[str]) -> str:
        """The unit: the cell that says so, or the first tag."""
        if unit := self._raw(row, self._columns.unit).strip():
            return unit.replace("::", ": ")
        tags = re.split(r"[,;\s]+", self._raw(row, self._columns.tags).strip())
        tag = next((tag for tag in tags if tag and tag.lower() not in _UNUSED_TAGS), "")
        return tag.replace("::", ": ").replace("_", " ")


def _several(cell: str) -> list[str]:
    """The texts of a cell that holds several."""
    return [text.strip() for text in re.split(r"[\n;|]", cell) if text.strip()]
