"""The plain text that text2qti makes quizzes of; its texts are Markdown as ours are."""

import re
from dataclasses import dataclass, field

from studykit.content.blanks import BLANK
from studykit.content.markdown import plain
from studykit.transfer import bounds
from studykit.transfer.asked import Ask, Item, Kind, Option, add_item, number_text
from studykit.transfer.foreign import Foreign
from studykit.transfer.notes import TransferError
from studykit.transfer.pages import Fields, Pages
from studykit.transfer.parcel import Parcel
from studykit.transfer.pieces import Sort, gaps_of
from studykit.transfer.rendering import plain_of
from studykit.transfer.text2qti_grammar import RESPONSES, Marked, pieces

_SURE = RESPONSES - {"short"} | {"quiz_title", "group"}
"""What hardly any other text has where a line begins."""
_DEFINE = re.compile(r"Define: \*\*(.+)\*\*")
_NUMBER = r"[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_RANGE = re.compile(rf"\[\s*({_NUMBER})\s*,\s*({_NUMBER})\s*\]")
_MARGIN = re.compile(rf"({_NUMBER})(?:\s*\+-\s*({_NUMBER})\s*(%?))?")
_SHOWN = 200
"""Characters of a question that is too long."""
_KINDS = {
    "right": Kind.CHOOSE,
    "wrong": Kind.CHOOSE,
    "right_of_several": Kind.CHOOSE,
    "wrong_of_several": Kind.CHOOSE,
    "short": Kind.TYPE,
    "number": Kind.NUMBER,
    "essay": Kind.WRITE,
}


def is_mine(file: Foreign) -> bool:
    """Whether a file is such a text: nearly all lines that are not indented begin with one of its marks."""
    try:
        found = [piece.kind for piece in pieces(file.head(20_000))]
    except TransferError:
        return False
    return (
        "question" in found
        and not _SURE.isdisjoint(found)
        and not RESPONSES.isdisjoint(found)
        and found.count("unknown") * 10 <= len(found)
    )


def read(file: Foreign) -> Parcel:
    """The questions of a quiz."""
    reader = _Reader(Parcel.of(file))
    for piece in pieces(file.text):
        reader.take(piece)
    return reader.finish(file.name)


@dataclass(slots=True)
class _Asked:
    """A question while it is read."""

    item: Item
    said: dict[str, str] = field(default_factory=dict)
    """Feedback by its mark."""


class _Reader:
    """Takes one piece after the other."""

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel
        self._asked: list[_Asked] = []
        self._title = ""
        self._part = ""
        self._heading: Marked | None = None
        self._group: Marked | None = None
        self._pick = "1"

    def take(self, piece: Marked) -> None:
        """Take a piece."""
        if piece.kind == "question":
            self._begin(piece)
        elif piece.kind in ("feedback", "if_right", "if_wrong", "solution"):
            self._say(piece)
        elif piece.kind in _KINDS or piece.kind == "upload":
            self._answer(piece)
        else:
            self._take_other(piece)

    def finish(self, name: str) -> Parcel:
        """The parcel, when all was taken."""
        if self._group:
            self._lose(self._group, "This GROUP has no END_GROUP.")
        if not self._parcel.found:
            raise TransferError(f"There is no question in {name}.", "A question begins with `1. `.")
        terms = {term for asked in self._asked if (term := _defined(asked.item))}
        book = Pages(self._parcel)
        for asked in self._asked:
            _settle(asked)
            if asked.item.fault or not book.take(asked.item, _fields(asked.item, terms)):
                add_item(self._parcel, asked.item)
        book.finish()
        return self._parcel

    def _begin(self, piece: Marked) -> None:
        """A question begins."""
        self._parcel.found += 1
        item = Item(f"line {piece.line}", self._title, part=self._part)
        item.fault = bounds.too_long(piece.text)
        item.text = piece.text[:_SHOWN] if item.fault else piece.text
        self._asked.append(_Asked(item))
        self._title = ""

    def _say(self, piece: Marked) -> None:
        """Feedback belongs to the choice before it, or to the question."""
        if not self._asked:
            self._lose(piece, "There is no question before it.")
            return
        asked = self._asked[-1]
        if fault := bounds.too_long(piece.text):
            asked.item.fault = fault
            return
        options = asked.item.asks[-1].options if asked.item.asks else []
        if piece.kind == "feedback" and options:
            options[-1].why = piece.text
        else:
            asked.said[piece.kind] = piece.text

    def _answer(self, piece: Marked) -> None:
        """An answer, a choice, or the place for one."""
        if not self._asked:
            self._lose(piece, "There is no question before it.")
            return
        item = self._asked[-1].item
        if piece.kind == "upload":
            item.fault = "A file is to be handed in; nothing here could be compared with it."
            return
        kind = _KINDS[piece.kind]
        if not item.asks:
            item.asks.append(Ask(kind))
        ask = item.asks[0]
        if len(ask.options) + len(ask.accept) + len(ask.limits) > bounds.MOST:
            item.fault = bounds.told("answers")
        elif ask.kind is not kind:
            item.fault = f"It is answered in two ways (line {piece.line})."
        elif kind is Kind.CHOOSE:
            right = piece.kind.startswith("right")
            ask.options.append(Option("", piece.text, right))
        elif kind is Kind.TYPE:
            ask.accept.append(piece.text)
        elif kind is Kind.NUMBER:
            item.fault = _read_number(piece, ask) or item.fault

    def _take_other(self, piece: Marked) -> None:
        """What is no part of a question."""
        if piece.kind == "quiz_title":
            self._parcel.title = piece.text
        elif piece.kind == "quiz_description":
            self._parcel.tell_about(f"line {piece.line}", piece.text)
        elif piece.kind == "title":
            self._title = " ".join(piece.text.split())
        elif piece.kind == "text_title":
            title = " ".join(piece.text.split())
            self._part = title if title != self._parcel.title else ""
        elif piece.kind == "text":
            self._leave(piece, "It is only a text and asks nothing.")
        elif piece.kind == "code":
            self._leave(piece, "It is code that would make questions; studykit runs none.")
        elif piece.kind == "unknown":
            self._lose(
                piece, "This line has no mark; indent it as far as the text that it goes on with."
            )
        elif piece.kind == "pick":
            self._pick = piece.text
        elif piece.kind in ("group", "end_group"):
            self._take_group(piece)

    def _take_group(self, piece: Marked) -> None:
        """A group begins or ends: all its questions are taken."""
        if piece.kind == "group":
            if self._group:
                self._lose(piece, "This GROUP stands within another.")
            self._group, self._pick = piece, "1"
        elif self._group:
            told = f"Only {self._pick} of its questions would be asked each time; all are taken."
            self._parcel.change(f"line {self._group.line}", "GROUP", told)
            self._group = None
        else:
            self._lose(piece, "There is no GROUP that it could end.")

    def _leave(self, piece: Marked, sentence: str) -> None:
        """Leave out an item."""
        self._parcel.found += 1
        self._parcel.leave(f"line {piece.line}", piece.text, sentence)

    def _lose(self, piece: Marked, sentence: str) -> None:
        """Note that something that is no item counts for nothing."""
        self._parcel.change(f"line {piece.line}", piece.text or piece.kind, sentence)


def _read_number(piece: Marked, ask: Ask) -> str:
    """Take what number is right; gives what is wrong with it."""
    said = piece.text.replace("_", "")
    if found := _RANGE.fullmatch(said):
        ask.limits.append((number_text(found[1]), number_text(found[2])))
    elif found := _MARGIN.fullmatch(said):
        number, margin, percent = found.groups()
        ask.accept.append(number_text(number))
        if margin and float(margin):
            within = float(margin) * (abs(float(number)) / 100 if percent else 1)
            low, high = float(number) - within, float(number) + within
            ask.limits.append((f"{low:.6g}", f"{high:.6g}"))
    else:
        return f"`{piece.text}` is no number, as in `= 5`, `= 5 +- 1` or `= [4, 6]` (line {piece.line})."
    return ""


def _settle(asked: _Asked) -> None:
    """Put what is said about a question where it belongs."""
    item, said = asked.item, asked.said
    if not item.asks and not item.fault:
        item.fault = "It has no answer, and no `____` for one."
    texts = [said.get(kind, "") for kind in ("solution", "feedback", "if_right")]
    if said.get("if_wrong"):
        item.changes.append("What is said to a wrong answer stands at the end of the answer.")
        texts.append(said["if_wrong"])
    item.answer = "\n\n".join(dict.fromkeys(filter(None, texts)))


def _defined(item: Item) -> str:
    """The term that a question asks to define; empty if it asks something else."""
    found = _DEFINE.fullmatch(item.text)
    writes = bool(item.asks) and item.asks[0].kind is Kind.WRITE
    return " ".join(plain(found[1]).split()) if found and writes else ""


def _is_fact(item: Item) -> bool:
    """Whether a question has a gap where the first bold words are in what is said after it."""
    around, words = gaps_of(item.answer)
    asks = item.asks[0] if item.asks else None
    if not words or asks is None or asks.accept != [plain_of(words[0])]:
        return False
    return f"{around[0]}{BLANK}{item.answer[len(around[0]) + len(words[0]) + 4 :]}" == item.text


def _fields(item: Item, terms: set[str]) -> Fields:
    """What a question was in a course: a definition, or a question of the term that it has as its title."""
    if term := _defined(item):
        return {"kind": [Sort.DEFINITION], "term": [term]}
    if item.title in terms and _is_fact(item):
        return {"kind": [Sort.FACT], "term": [item.title]}
    if item.title in terms:
        return {"kind": [Sort.QUESTION], "term": [item.title]}
    return {}
