"""hascard's text files: cards with a heading, between lines of dashes."""

import re
from collections.abc import Iterator, Sequence

from studykit.content.model import Choice
from studykit.transfer import bounds
from studykit.transfer.flashcards import Flashcard, add_flashcards
from studykit.transfer.foreign import Foreign
from studykit.transfer.gaps import gap_question
from studykit.transfer.parcel import Parcel, choice_question, make_point, open_question

_BREAK = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
_CHOICE = re.compile(r"^([-*])[ \t]+(.*)$")
_TICKED = re.compile(r"^\[([ *xX])\][ \t]*(.*)$")
_NUMBERED = re.compile(r"^(\d{1,9})\.[ \t]+(.*)$")
_GAP = re.compile(r"(?<![\w\\$])_([^_\n$]+)_")


def is_mine(file: Foreign) -> bool:
    """Whether every piece between lines of dashes begins with the only heading in it, and some are asked as hascard does."""
    text = file.head(20_000)
    pieces = [piece.strip() for piece in _BREAK.split(text) if piece.strip()][:30]
    whole = pieces[:-1] if len(text) == 20_000 else pieces  # the last one is cut off
    if not whole or not all(re.match(r"#[ \t]\S", piece) for piece in whole):
        return False
    if any(re.search(r"^#{1,6}[ \t]", piece.partition("\n")[2], re.MULTILINE) for piece in whole):
        return False
    return len(whole) > 1 or any(_kind(_body(piece)) != "text" for piece in whole)


def read(file: Foreign) -> Parcel:
    """The cards of the file."""
    parcel = Parcel.of(file, file.title)
    plain: list[Flashcard] = []
    for place, heading, body in _cards(file.text):
        parcel.found += 1
        if heading is None:
            parcel.leave(place, body, "It does not begin with `# ` and a word or a question.")
        elif not body.strip():
            parcel.leave(place, heading, "It has no answer.")
        elif fault := bounds.too_long(heading, body) or bounds.too_many(_rest(body), "choices"):
            parcel.leave(place, heading, fault)
        else:
            _take(parcel, plain, place, heading, body)
    add_flashcards(parcel, plain)
    return parcel


def _take(parcel: Parcel, plain: list[Flashcard], place: str, heading: str, body: str) -> None:
    """One card, as its kind wants it."""
    kind, lines = _kind(body), _rest(body)
    known = set(lines)
    before = "\n".join(line for line in body.split("\n") if line not in known).strip()
    text = f"{heading}\n\n{before}" if before else heading
    if kind in ("choice", "ticked"):
        pattern = _CHOICE if kind == "choice" else _TICKED
        found = [match for line in lines if (match := pattern.match(line))]
        choices = [Choice(match[2], correct=match[1] not in "- ") for match in found]
        parcel.add_question(place, choice_question(text, choices))
    elif kind == "order":
        _take_order(parcel, place, text, lines)
    elif kind == "gaps":
        pieces = _GAP.split(body.strip())
        gaps = [[one.strip() for one in gap.split("|")] for gap in pieces[1::2]]
        question = gap_question(heading, pieces[::2], gaps)
        if parcel.add_question(place, question) and len(gaps) > 1:
            parcel.change(place, heading, "Its gaps are the points of one written answer.")
    else:
        plain.append(Flashcard(place, heading, body))


def _take_order(parcel: Parcel, place: str, text: str, lines: Sequence[str]) -> None:
    """Things to be put into their order."""
    found = [match for line in lines if (match := _NUMBERED.match(line))]
    shown = "\n".join(f"- {match[2]}" for match in found)
    in_order = sorted(found, key=lambda match: int(match[1]))
    answer = "\n".join(f"{number}. {match[2]}" for number, match in enumerate(in_order, 1))
    points = tuple(
        make_point(f"{match[2]} is number {number}.") for number, match in enumerate(in_order, 1)
    )
    if parcel.add_question(place, open_question(f"{text}\n\n{shown}", answer, points)):
        parcel.change(place, text, "The order is written down, and each place is a point.")


def _cards(text: str) -> Iterator[tuple[str, str | None, str]]:
    """The place, heading and body of each card; the heading is None where there is none."""
    start, above = 0, 1
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        line = above + piece.count("\n", 0, len(piece) - len(piece.lstrip()))
        above += piece.count("\n")
        start = match.end() if match else len(text)
        if not piece.strip():
            continue
        first, _, body = piece.strip().partition("\n")
        heading = first[1:].strip() if re.match(r"#[ \t]", first) else None
        yield f"line {line}", heading, body if heading is not None else piece.strip()


def _body(piece: str) -> str:
    return piece.strip().partition("\n")[2]


def _rest(body: str) -> list[str]:
    """The lines of the list that ends a card."""
    lines = [line for line in body.strip().split("\n") if line.strip()]
    start = len(lines)
    while start and any(
        pattern.match(lines[start - 1]) for pattern in (_CHOICE, _TICKED, _NUMBERED)
    ):
        start -= 1
    return lines[start:]


def _kind(body: str) -> str:
    """How a card is asked: choice, ticked, order, gaps or text."""
    lines = _rest(body)
    signs = [match[1] for line in lines if (match := _CHOICE.match(line))]
    if len(lines) > 1 and len(signs) == len(lines) and signs.count("*") == 1:
        return "choice"
    if lines and all(map(_TICKED.match, lines)):
        return "ticked"
    if len(lines) > 1 and all(map(_NUMBERED.match, lines)):
        return "order"
    return "gaps" if _GAP.search(body) and "```" not in body else "text"
