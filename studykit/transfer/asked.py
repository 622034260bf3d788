"""What an item of a question bank asks, made into a question of ours.

Formats differ in how they write an item down; what it asks is one of few things: to choose, to type a word or a number,
to bring into order, to match, to fill gaps, to write. Ours has three forms; the rest is carried as an open question
whose points are the pairs, the places or the gaps.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from studykit.content.blanks import BLANK
from studykit.content.model import Choice, Point, Question
from studykit.transfer import bounds
from studykit.transfer.judging import joined, without_points
from studykit.transfer.markup import from_plain
from studykit.transfer.parcel import (
    Parcel,
    choice_question,
    make_point,
    open_question,
    short_question,
)
from studykit.transfer.praise import without_praise

_GAP = re.compile("\ue010([^\ue011]*)\ue011")
_NO_ID = re.compile(r"[^A-Za-z0-9._-]+")


class Kind(Enum):
    """What is to be done."""

    CHOOSE = auto()
    TYPE = auto()
    NUMBER = auto()
    ORDER = auto()
    WRITE = auto()


@dataclass(slots=True)
class Option:
    """One of several answers that are offered."""

    ident: str
    text: str
    """Markdown."""
    right: bool = False
    why: str = ""


@dataclass(slots=True)
class Ask:
    """One thing that an item asks: most ask one, a matching or a text with gaps asks several."""

    kind: Kind
    ident: str = ""
    label: str = ""
    """Markdown: what is to be matched, or a question of its own."""
    options: list[Option] = field(default_factory=list)
    accept: list[str] = field(default_factory=list)
    """What is right, plain; of an order: Markdown, in that order."""
    limits: list[tuple[str, str]] = field(default_factory=list)
    """Of a number: from where to where it is right."""

    @property
    def right(self) -> list[str]:
        """All that is right, as Markdown."""
        if self.kind is Kind.CHOOSE:
            return [option.text for option in self.options if option.right]
        if self.kind is Kind.NUMBER and not self.accept:
            return [f"any number from {low} to {high}" for low, high in self.limits]
        return (
            self.accept if self.kind is Kind.ORDER else [from_plain(said) for said in self.accept]
        )


@dataclass(slots=True)
class Item:
    """An item of a question bank."""

    place: str
    title: str = ""
    text: str = ""
    """Markdown; where a gap is, `gap(ident)` stands."""
    asks: list[Ask] = field(default_factory=list)
    answer: str = ""
    """What is said after it was answered, and the model answer of one to be written; Markdown."""
    hint: str = ""
    part: str = ""
    fault: str = ""
    """Why it cannot be carried; empty if it can."""
    changes: list[str] = field(default_factory=list)
    ident: str = ""
    """The id that its author gave it."""


def gap(ident: str) -> str:
    """What stands for a gap in a text."""
    return f"\ue010{ident}\ue011"


def add_item(parcel: Parcel, item: Item) -> None:
    """Add an item to a parcel, as a question or as a note that says why not."""
    question = None if item.fault else make_question(item)
    named = _GAP.sub("____", (item.title or item.text) if item.fault else item.text)
    if question is None:
        parcel.leave(item.place, named, item.fault)
    elif parcel.add_question(item.place, question, item.part):
        for change in item.changes:
            parcel.change(item.place, named, change)


def make_question(item: Item) -> Question | None:
    """The question that an item becomes; None, with the fault in the item, if it cannot be one."""
    if fault := bounds.excess_of_asked(item):
        item.fault = fault
        return None
    _drop_unanswered(item)
    if fault := _unaskable(item):
        item.fault = fault
        return None
    if all(ask.kind is not Kind.WRITE for ask in item.asks):
        right = [one for ask in item.asks for one in ask.right]
        item.answer = without_praise(item.answer, right, item.changes)
    made = _several(item) if len(item.asks) > 1 else _single(item, item.asks[0])
    ident = _NO_ID.sub("-", item.ident).strip("-.")[:100]
    return replace(made, id=ident) if made and ident else made


def _unaskable(item: Item) -> str:
    """Why nobody can be asked this; empty if one can."""
    if not item.asks:
        return "It is only a text and asks nothing."
    if not item.text:
        return "It has no text."
    if any(ask.kind is not Kind.WRITE and not ask.right for ask in item.asks):
        return "It does not say what is right."
    return ""


def _single(item: Item, ask: Ask) -> Question | None:
    """The question of an item that asks one thing."""
    text = _numbered(item) if not ask.label else f"{_numbered(item)}\n\n{ask.label}".strip()
    if ask.kind is Kind.CHOOSE:
        choices = [Choice(option.text, option.right, option.why) for option in ask.options]
        return choice_question(text, choices, item.answer, item.hint)
    if ask.kind is Kind.TYPE:
        return short_question(text, ask.accept, item.answer, item.hint)
    if ask.kind is Kind.NUMBER:
        return _number(item, ask, text)
    if ask.kind is Kind.ORDER:
        return _order(item, ask, text)
    return _essay(item, text)


def _drop_unanswered(item: Item) -> None:
    """Of a matching, take away what nothing matches, and what stands there twice."""
    gaps = set(_GAP.findall(item.text))
    once = {(ask.label, ask.ident in gaps and ask.ident, *ask.right): ask for ask in item.asks}
    if len(item.asks) > 1:
        item.asks = list(once.values())
    kept = [ask for ask in item.asks if ask.kind is Kind.WRITE or ask.right or ask.ident in gaps]
    if kept and len(kept) < len(item.asks):
        item.changes.append("What nothing is matched with is left out of the matching.")
        item.asks = kept


def _number(item: Item, ask: Ask, text: str) -> Question:
    """A question for a number; one that only has to lie in a range is judged by the learner."""
    if not ask.accept:
        item.changes.append("A number in a range: asked as an open question.")
        said = " or ".join(ask.right)
        said = f"{said[:1].upper()}{said[1:]}."
        return open_question(text, joined(said, item.answer), (make_point(said),), item.hint)
    answer = item.answer
    if ranges := _ranges(ask):
        item.changes.append("Only the exact number counts as right; the answer tells the range.")
        answer = joined(f"{ask.accept[0]}{ranges}", answer)
    return short_question(text, ask.accept, answer, item.hint)


def _order(item: Item, ask: Ask, text: str) -> Question:
    """A question for an order: open, a point for each place."""
    item.changes.append("An order: asked as an open question, a point for each place.")
    lines = [f"{at}. {_flat(said)}" for at, said in enumerate(ask.accept, 1)]
    offered = "\n".join(f"- {said}" for said in sorted(map(_flat, ask.accept)))
    points = [make_point(line.replace(". ", ": ", 1)) for line in lines]
    answer = joined("\n".join(lines), item.answer)
    return open_question(f"{text}\n\n{offered}", answer, _once(points), item.hint)


def _several(item: Item) -> Question | None:
    """A question that asks several things: open, a point for each."""
    if any(ask.kind is Kind.WRITE for ask in item.asks):
        item.fault = "It asks several things, one of them without an answer."
        return None
    asks = _in_order(item)
    gaps = set(_GAP.findall(item.text))
    if all(ask.ident in gaps for ask in asks):
        return _gaps(item, asks)
    item.changes.append("A matching: asked as an open question, a point for each pair.")
    names = [_flat(ask.label) or f"({at})" for at, ask in enumerate(asks, 1)]
    points = [
        make_point(f"{name}: {_rights(ask)}", accept=_plain(ask))
        for name, ask in zip(names, asks, strict=True)
    ]
    answer = "\n".join(f"- {point.text}" for point in points)
    text = joined(_numbered(item), _to_match(names, asks))
    return open_question(text, joined(answer, item.answer), _once(points), item.hint)


def _gaps(item: Item, asks: list[Ask]) -> Question:
    """A question on a text with several gaps."""
    item.changes.append("Several gaps: asked as an open question, a point for each gap.")
    points = [
        make_point(f"({at}) {_rights(ask)}", accept=_plain(ask)) for at, ask in enumerate(asks, 1)
    ]
    filled = {ask.ident: _flat(ask.right[0]) for ask in asks}
    answer = _GAP.sub(lambda match: _filled(match, filled), item.text)
    offered = "\n".join(
        f"- ({at}) {' / '.join(_texts(ask))}" for at, ask in enumerate(asks, 1) if ask.options
    )
    text = joined(_numbered(item), offered)
    return open_question(text, joined(answer, item.answer), _once(points), item.hint)


def _filled(match: re.Match[str], filled: dict[str, str]) -> str:
    """What fills a gap, in bold if it is not so already."""
    said = filled.get(match[1], BLANK)
    return said if match.string.endswith("*", 0, match.start()) else f"**{said}**"


def _to_match(names: list[str], asks: list[Ask]) -> str:
    """What is to be matched, and with what."""
    left = "\n".join(f"- {name}" for name in names)
    right = sorted({text for ask in asks for text in _texts(ask)})
    return joined(
        left, "To choose from:" if right else "", "\n".join(f"- {text}" for text in right)
    )


def _texts(ask: Ask) -> list[str]:
    """What is offered, in an order that tells nothing."""
    return sorted({_flat(option.text) for option in ask.options if option.text})


def _essay(item: Item, text: str) -> Question | None:
    """A question that is answered at length."""
    answer, points = without_points(item.answer)
    if not answer:
        item.fault = "It has no model answer to compare with."
        return None
    if not points:
        item.changes.append("What is said after the answer is taken for the model answer.")
    return open_question(text, answer, points, item.hint)


def _in_order(item: Item) -> list[Ask]:
    """What is asked, in the order in which its gaps stand in the text."""
    places = {ident: at for at, ident in reversed(list(enumerate(_GAP.findall(item.text))))}
    return sorted(item.asks, key=lambda ask: places.get(ask.ident, len(places)))


def _numbered(item: Item) -> str:
    """The text of an item with its gaps shown; several are numbered."""
    if len(item.asks) < 2:
        return _GAP.sub(BLANK, item.text)
    numbers = {ask.ident: at for at, ask in enumerate(_in_order(item), 1)}
    return _GAP.sub(lambda match: f"{BLANK} ({numbers.get(match[1], '?')})", item.text)


def _rights(ask: Ask) -> str:
    return " / ".join(dict.fromkeys(map(_flat, ask.right))) + (_ranges(ask) if ask.accept else "")


def _ranges(ask: Ask) -> str:
    """From where to where a number is right, as it stands behind the exact one; empty if only that one is."""
    ranges = [f"from {low} to {high}" for low, high in ask.limits if low != high]
    return f" ({' or '.join(ranges)} is right)" if ranges else ""


def _plain(ask: Ask) -> tuple[str, ...]:
    """Wordings to underline."""
    return tuple(dict.fromkeys(filter(None, ask.accept or map(_flat, ask.right))))


def _once(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple({point.id: point for point in points}.values())


def _flat(text: str) -> str:
    return " ".join(text.split())


def number_text(text: str) -> str:
    """A number without zeros that say nothing."""
    bare = text.strip()
    return re.sub(r"\.0*$", "", bare) if re.fullmatch(r"[+-]?\d+\.0*", bare) else bare
