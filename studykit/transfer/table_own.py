"""Tables that studykit itself wrote, taken back: a row for each definition, fact and question."""

from dataclasses import dataclass, field, replace

from studykit.content.model import Choice, Fact, Guide, Point, Question
from studykit.content.questions import sentence_points
from studykit.content.text import identify, slugify
from studykit.transfer.grid import Grid
from studykit.transfer.parcel import (
    Parcel,
    choice_question,
    make_guide,
    make_point,
    open_question,
    short_question,
)

COLUMNS = ("front", "back", "kind", "term", "unit", "points", "choices", "accept", "hint", "id")
"""Those of a table of ours."""
GUARDED = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with, since spreadsheets would take it for a formula."""


def guard(cell: str) -> str:
    """A cell that no spreadsheet runs; one that begins with a mark of ours gets another."""
    return f"'{cell}" if cell.startswith((*GUARDED, "'")) else cell


def _bare(cell: str) -> str:
    """What a guarded cell says."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*GUARDED, "'")) else cell


def is_own(grid: Grid) -> bool:
    """Whether a table has our columns."""
    return tuple(grid.header) == COLUMNS


@dataclass(slots=True)
class _Page:
    """A guide, or a set of questions without one."""

    unit: str
    definition: tuple[str, str, tuple[Point, ...], tuple[str, ...]] | None = None
    """Place, text, points and aliases."""
    facts: list[Fact] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    rows: int = 0


def read_own(grid: Grid, parcel: Parcel) -> None:
    """Take all rows."""
    pages: dict[tuple[str, str], _Page] = {}
    for line, row in grid.rows:
        cells = dict(zip(COLUMNS, map(_bare, [*row, *[""] * len(COLUMNS)]), strict=False))
        parcel.found += 1
        page = pages.setdefault((cells["unit"], cells["term"]), _Page(cells["unit"]))
        if _take(page, f"line {line}", cells):
            page.rows += 1
        else:
            parcel.leave(f"line {line}", cells["front"], f"There is no kind `{cells['kind']}`.")
    for (unit, term), page in pages.items():
        _add(parcel, unit, term, page)


def _take(page: _Page, place: str, cells: dict[str, str]) -> bool:
    """One row; whether it is of a kind that is known."""
    front, back, kind = cells["front"], cells["back"], cells["kind"]
    points = tuple(_point(line) for line in _lines(cells["points"]))
    if kind == "definition":
        page.definition = (place, back, points, tuple(_lines(cells["accept"])))
    elif kind == "fact":
        page.facts.append(Fact(cells["id"] or identify(front), front))
    elif kind in ("open", "choice", "short"):
        page.questions.append(_question(kind, cells, points))
    else:
        return False
    return True


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


def _add(parcel: Parcel, unit: str, term: str, page: _Page) -> None:
    """A page with all its rows."""
    before = parcel.taken
    if page.definition is None:
        for question in page.questions:
            parcel.add_question("the table", question, unit)
        for fact in page.facts:
            parcel.leave("the table", fact.text, "Its term has no definition.")
        return
    place, text, points, aliases = page.definition
    made = make_guide(term, text, aliases=aliases)
    guide = Guide(
        made.slug or slugify(term),
        made.term,
        made.definition,
        points or sentence_points(made.definition),
        tuple(page.facts),
        tuple(page.questions),
        made.aliases,
    )
    if parcel.add_guide(place, guide, unit):
        parcel.taken = before + page.rows


def _point(line: str) -> Point:
    return make_point(line.removeprefix("! "), core=line.startswith("! "))


def _lines(cell: str) -> list[str]:
    return [line for line in cell.split("\n") if line.strip()]
