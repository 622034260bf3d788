"""Tables: CSV, TSV, what Quizlet and Anki export as text, and what studykit itself writes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import unescape

from studykit.content.model import Choice, Point
from studykit.transfer import bounds
from studykit.transfer.cloze import cloze_question, hides_words
from studykit.transfer.flashcards import (
    Flashcard,
    add_flashcards,
    as_question,
    tell_tags,
    unit_of,
    unit_of_tag,
    used_tags,
)
from studykit.transfer.foreign import Foreign
from studykit.transfer.grid import Grid, find_delimiter, read_grid
from studykit.transfer.markup import from_html, from_illustrated, to_text
from studykit.transfer.media import MEDIA
from studykit.transfer.notes import TransferError
from studykit.transfer.options import right_ones
from studykit.transfer.parcel import (
    Parcel,
    choice_question,
    make_point,
    open_question,
    short_question,
)
from studykit.transfer.references import picture
from studykit.transfer.table_columns import KNOWN, Columns, find_columns
from studykit.transfer.table_own import is_own, read_own

_PICTURE = re.compile(r"<img\b[^<>]*>|\[sound:([^\[\]\n]+)\]", re.IGNORECASE)
_SOURCE = re.compile(r"""\ssrc=(["']?)([^"'<>]+)\1""", re.IGNORECASE)
_LONGEST = 100_000
"""Characters of a cell that is taken."""
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
    grid = read_grid(file.text, KNOWN, file.columns.values(), file.header)
    if not grid.rows and grid.header:
        raise TransferError(f"{file.name} holds no row but the names of its columns.")
    if not grid.rows:
        msg = f"{file.name} is no table: no character parts its lines into columns."
        raise TransferError(msg, "Tabs, commas, semicolons and | are looked for.")
    parcel = Parcel.of(file, file.title)
    for line, said in grid.notes:
        parcel.change(f"line {line}", file.name, said)
    if is_own(grid):
        read_own(grid, parcel)
        return parcel
    if grid.header_line and file.header is None:
        said = f"Line {grid.header_line} was taken for the names of the columns."
        parcel.notes_of_file(f"{said} `--no-header` says that it is none.")
    if deck := grid.directives.get("deck", "").strip():
        parcel.title = unit_of(deck)
    columns = find_columns(grid, file.columns)
    _tell_columns(parcel, grid, columns)
    _Taker(parcel, grid, columns).take_all(file)
    return parcel


def _tell_columns(parcel: Parcel, grid: Grid, columns: Columns) -> None:
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

    def __init__(self, parcel: Parcel, grid: Grid, columns: Columns) -> None:
        self._parcel = parcel
        self._grid = grid
        self._columns = columns
        self._markdown = (
            partial(from_html, locate=parcel.locate) if grid.is_html else from_illustrated
        )
        self._bare = to_text if grid.is_html else str
        self._missing: Counter[str] = Counter()
        self._tags: Counter[str] = Counter()
        """Those that make no unit."""
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
        tell_tags(self._parcel, self._tags, "row")
        if count := self._missing.total():
            what = "A picture or sound is" if count == 1 else f"{count:,} pictures and sounds are"
            self._parcel.notes_of_file(f"{what} named in the table, and not beside it.")

    def _take(self, place: str, row: Sequence[str]) -> None:
        """One row."""
        if any(len(cell) > _LONGEST for cell in row):
            said = f"One of its cells is longer than {_LONGEST:,} characters."
            self._parcel.leave(place, self._raw(row, "front"), said)
            return
        if any(cell.count("\n") + cell.count(";") + cell.count("|") > bounds.MOST for cell in row):
            said = bounds.told("lines or things in one cell")
            self._parcel.leave(place, self._raw(row, "front"), said)
            return
        front, part = self._said(row, "front"), self._part(row)
        if not front:
            said = "Its front is only a picture or sound, which is not here."
            self._parcel.leave(place, " ".join(row), said if self._raw(row, "front").strip() else "Its front is empty.")  # fmt: skip
        elif hides_words(self._raw(row, "front")):
            self._take_cloze(place, row, part)
        elif not self._take_choices(place, row, front, part):
            self._take_pair(place, row, front, part)

    def _take_pair(self, place: str, row: Sequence[str], front: str, part: str) -> None:
        """A front and its back."""
        columns = self._columns
        back = self._back(row)
        if not back:
            self._parcel.leave(place, front, self._why_no_back(row))
            return
        if columns.asked and not front.endswith(("?", "？", ":")):
            front = f"{front}: {columns.asked}?"
        hint = self._said(row, "hint")
        accept = _several(self._raw(row, "accept"))
        if accept:
            wordings = [self._bare(self._raw(row, columns.backs[0])), *accept]
            self._parcel.add_question(place, short_question(front, wordings, hint=hint), part)
        elif points := self._points(place, front, row):
            self._parcel.add_question(place, open_question(front, back, points, hint), part)
        elif hint:
            self._parcel.add_question(place, as_question(front, back, hint), part)
        else:
            self._plain.append(Flashcard(place, front, back, part))

    def _back(self, row: Sequence[str]) -> str:
        """All that the backs say; what is not the answer says what it is."""
        columns = self._columns
        said = {at: text for at in columns.backs if (text := self._said(row, at))}
        return "\n\n".join(
            text if at == columns.backs[0] or not columns.names[at] else f"{columns.names[at]}: {text}"
            for at, text in said.items()
        )  # fmt: skip

    def _why_no_back(self, row: Sequence[str]) -> str:
        if not self._columns.backs:
            return "There is no column with an answer."
        if any(self._raw(row, at).strip() for at in self._columns.backs):
            return "Its back is only a picture or sound, which is not here."
        return "Its back is empty."

    def _points(self, place: str, front: str, row: Sequence[str]) -> tuple[Point, ...]:
        """The points of a row, each once; a number says only how many there are."""
        said = _several(self._raw(row, "points"))
        if said and all(re.fullmatch(r"\d+(?:[.,]\d+)?", one) for one in said):
            self._parcel.change(place, front, f"That it is worth {said[0]} is not kept.")
            return ()
        points = [make_point(self._markdown(one)) for one in said]
        return tuple({point.id: point for point in points if point.text}.values())

    def _take_cloze(self, place: str, row: Sequence[str], part: str) -> None:
        """A row whose front hides words."""
        raw = self._without_media(self._raw(row, "front"))
        question, hidden = cloze_question(raw, self._markdown)
        if question is None:
            said = "What it hides cannot be told from its formatting."
            self._parcel.leave(place, self._bare(raw), said)
            return
        more = "\n\n".join(filter(None, (question.answer, self._back(row))))
        question = replace(question, answer=more)
        if self._parcel.add_question(place, question, part) and hidden > 1:
            said = "Its gaps are the points of one written answer."
            self._parcel.change(place, question.text, said)

    def _take_choices(self, place: str, row: Sequence[str], front: str, part: str) -> bool:
        """A row with choices; whether it is one."""
        columns = self._columns
        cells = [self._raw(row, at) for at in columns.options]
        if "choices" in columns.roles and not cells:
            cells = _several(self._raw(row, "choices"))
        told = self._raw(row, "correct")
        if columns.wrong and not cells:
            wrong = [one for at in columns.wrong for one in _several(self._raw(row, at))]
            cells, right = [told, *wrong] if told.strip() else wrong, frozenset({0} if told.strip() else ())  # fmt: skip
        else:
            right = _right(self._bare(told), [self._bare(cell).strip() for cell in cells])
        made = [
            Choice(self._shown(cell), correct=at in right)
            for at, cell in enumerate(cells)
            if self._bare(cell).strip()
        ]
        if len(made) < 2:
            return False
        question = choice_question(front, made, self._back(row), self._said(row, "hint"))
        self._parcel.add_question(place, question, part)
        return True

    def _raw(self, row: Sequence[str], column: str | int) -> str:
        """The cell of a role or position; empty where there is none."""
        at = self._columns.roles.get(column, -1) if isinstance(column, str) else column
        return row[at] if 0 <= at < len(row) else ""

    def _said(self, row: Sequence[str], column: str | int) -> str:
        """A cell as Markdown."""
        return self._shown(self._raw(row, column))

    def _shown(self, cell: str) -> str:
        return self._markdown(self._without_media(cell)).strip()

    def _without_media(self, cell: str) -> str:
        """A cell without those pictures and sounds that do not lie beside the table, which are counted."""
        return _PICTURE.sub(self._medium, cell)

    def _medium(self, match: re.Match[str]) -> str:
        """A picture or sound as it is read from here on; nothing if it is not there."""
        source = _SOURCE.search(match[0])
        kept = self._parcel.locate(unescape(match[1] or (source[2] if source else "")))
        if not kept:
            self._missing[match[0]] += 1
            return " "
        if match[1]:
            return f"(sound: {kept})"
        return match[0] if self._grid.is_html else picture(f"{MEDIA}/{kept}", kept)

    def _part(self, row: Sequence[str]) -> str:
        """The unit: the cell that says so, or the first tag."""
        tags = used_tags(re.split(r"[,;\s]+", self._raw(row, "tags")))
        if unit := self._raw(row, "unit").strip():
            self._tags.update(tags)
            return unit_of(unit)
        self._tags.update(tags[1:])
        return unit_of_tag(tags[0]) if tags else ""


def _several(cell: str) -> list[str]:
    """The texts of a cell that holds several."""
    return [text.strip() for text in re.split(r"[\n;|]", cell) if text.strip()]


def _right(told: str, texts: list[str]) -> frozenset[int]:
    """Which choices are right; several may be named by what they say."""
    if found := right_ones(told, texts):
        return found
    named = _several(told) if set(_several(told)) <= set(texts) else []
    return frozenset(texts.index(one) for one in named)
