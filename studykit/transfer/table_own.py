"""Tables that studykit itself wrote, taken back: a row for each definition, fact and question."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from studykit.content.identity import identify
from studykit.content.model import Choice, Fact, Point, Question
from studykit.transfer.grid import Grid
from studykit.transfer.parcel import (
    Parcel,
    choice_question,
    fault_of,
    make_guide,
    make_point,
    open_question,
    short_question,
    tidy,
)

COLUMNS = ("front", "back", "kind", "term", "unit", "points", "choices", "accept", "hint", "id")
"""Those of a table of ours."""
GUARDED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "\N{MINUS SIGN}")
"""What a cell must not begin with, nor after its space, since spreadsheets would take it for a formula."""


def guard(cell: str) -> str:
    """A cell that no spreadsheet runs; one that begins with a mark of ours gets another."""
    return f"'{cell}" if _is_guarded(cell) else cell


def _bare(cell: str) -> str:
    """What a guarded cell says."""
    return cell[1:] if cell.startswith("'") and _is_guarded(cell[1:]) else cell


def _is_guarded(cell: str) -> bool:
    """Whether a cell needs, or had, a mark before it."""
    return cell.startswith(("'", *GUARDED)) or cell.lstrip().startswith(("'", *GUARDED))


def is_own(grid: Grid) -> bool:
    """Whether a table has our columns; some may have been moved or deleted in a spreadsheet."""
    return {"front", "back", "kind", "term"} <= set(grid.header) <= {*COLUMNS}


@dataclass(slots=True)
class _Page:
    """A guide, or a set of questions without one."""

    definition: tuple[str, str, tuple[Point, ...], tuple[str, ...]] | None = None
    """Place, text, points and aliases."""
    facts: dict[str, tuple[str, Fact]] = field(default_factory=dict)
    """By id, with their places; so for the questions."""
    questions: dict[str, tuple[str, Question]] = field(default_factory=dict)


def read_own(grid: Grid, parcel: Parcel) -> None:
    """Take all rows."""
    pages: dict[tuple[str, str], _Page] = {}
    for line, row in grid.rows:
        cells = dict.fromkeys(COLUMNS, "") | dict(zip(grid.header, map(_bare, row), strict=False))
        parcel.found += 1
        page = pages.setdefault((cells["unit"], cells["term"].strip()), _Page())
        if fault := _take(page, f"line {line}", cells):
            parcel.leave(f"line {line}", cells["front"], fault)
    for (unit, term), page in pages.items():
        if page.definition is None:
            _add_loose(parcel, unit, term, page)
        else:
            _add_guide(parcel, unit, term, page)


def _take(page: _Page, place: str, cells: dict[str, str]) -> str:
    """One row; gives why it cannot be taken."""
    front, back, kind = cells["front"], cells["back"], cells["kind"]
    points = tuple({one.id: one for one in map(_point, _lines(cells["points"]))}.values())
    if kind == "definition":
        if page.definition:
            return "Its term has a definition already."
        page.definition = (place, back, points, tuple(_lines(cells["accept"])))
    elif kind == "fact":
        text = tidy(front)
        return _keep(page.facts, place, Fact(cells["id"] or identify(text), text))
    elif kind in ("open", "choice", "short"):
        question = _question(kind, cells, points)
        return fault_of(question) or _keep(page.questions, place, question)
    else:
        return f"There is no kind `{kind}`."
    return ""


Kept = TypeVar("Kept", Fact, Question)


def _keep(kept: dict[str, tuple[str, Kept]], place: str, one: Kept) -> str:
    """Keep a fact or question; gives why that cannot be."""
    if not one.text:
        return "It has no text."
    if one.id in kept:
        return "The same one came before."
    kept[one.id] = (place, one)
    return ""


def _question(kind: str, cells: dict[str, str], points: tuple[Point, ...]) -> Question:
    """The question of a row."""
    front, back, hint = cells["front"], cells["back"], cells["hint"]
    if kind == "choice":
        choices = [Choice(line.removeprefix("* "), line.startswith("* ")) for line in _lines(cells["choices"])]  # fmt: skip
        made = choice_question(front, choices, back, hint)
    elif kind == "short":
        made = short_question(front, _lines(cells["accept"]), back, hint)
    else:
        made = open_question(front, back, points, hint)
    return replace(made, id=cells["id"] or made.id)


def _add_loose(parcel: Parcel, unit: str, term: str, page: _Page) -> None:
    """Questions of no term, or of one that has no definition here."""
    for place, question in page.questions.values():
        if parcel.add_question(place, question, unit) and term:
            parcel.change(place, question.text, f"Its term, {term}, has no definition here.")
    for place, fact in page.facts.values():
        parcel.leave(place, fact.text, "Its term has no definition here.")


def _add_guide(parcel: Parcel, unit: str, term: str, page: _Page) -> None:
    """A guide with all its rows."""
    place, text, points, aliases = page.definition or ("", "", (), ())
    guide = make_guide(term, text, aliases=aliases)
    guide = replace(
        guide,
        points=points or guide.points,
        facts=tuple(fact for _, fact in page.facts.values()),
        questions=tuple(question for _, question in page.questions.values()),
    )
    rows = [(at, one.text) for at, one in page.facts.values()] + [
        (at, one.text) for at, one in page.questions.values()
    ]
    if parcel.add_guide(place, guide, unit):
        parcel.taken += len(rows)
        return
    for at, said in rows:
        parcel.leave(at, said, "Its term was left out.")


def _point(line: str) -> Point:
    return make_point(line.removeprefix("! "), core=line.startswith("! "))


def _lines(cell: str) -> list[str]:
    return [line for line in cell.split("\n") if line.strip()]
