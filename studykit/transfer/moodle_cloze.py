"""Texts of Moodle with gaps in them: `{1:MULTICHOICE:=right~wrong}`, or `[[1]]` for the first of some words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from studykit.transfer.asked import Ask, Item, Kind, Option, gap
from studykit.transfer.elements import Element
from studykit.transfer.gift_grammar import cut
from studykit.transfer.marks import MOST_PAIRS, Marks, numbers, wordings
from studykit.transfer.moodle_texts import Texts, plain_in, raw_of, said_in

_GAP = re.compile(r"\\.|\{\d{0,4}:([A-Z_]{2,20}):|\}", re.DOTALL)
"""What begins or ends a gap; or what a backslash takes its meaning from."""
_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
_SIGN = re.compile(r"\s*(?:(=)|%(-?[\d.,]{1,20})%)?")
_TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_NUMBER = {"NUMERICAL", "NM"}
_CHOICE = re.compile(r"(?:MULTICHOICE|MULTIRESPONSE|MC|MR)(?:_?[VHS]{1,2})?")
_TOO_MANY = f"It has more than {MOST_PAIRS} gaps."


class _Gap(NamedTuple):
    """A gap in a text."""

    start: int
    end: int
    kind: str
    content: str


def _gaps(raw: str) -> Iterator[_Gap]:
    """The gaps of a text, each sign of which is looked at once."""
    begun: re.Match[str] | None = None
    for match in _GAP.finditer(raw):
        if match[1] and begun is None:
            begun = match
        elif match[0] == "}" and begun is not None:
            content = raw[begun.end() : match.start()]
            yield _Gap(begun.start(), match.end(), begun[1], content)
            begun = None


def read_cloze(question: Element, item: Item, texts: Texts) -> None:
    """A text with gaps that hold their answers."""
    raw, form = raw_of(question.child("questiontext"))
    gaps = list(_gaps(raw))
    if len(gaps) > MOST_PAIRS:
        item.fault = _TOO_MANY
        return
    parts: list[str] = []
    done = 0
    for at, found in enumerate(gaps):
        parts += [raw[done : found.start], gap(str(at))]
        done = found.end
        item.asks += _asks(item, texts, str(at), found.kind, found.content)
    item.text = texts.show_raw("".join((*parts, raw[done:])), form)
    if len(item.asks) < len(gaps):
        item.fault = "One of its gaps is of a kind that is not known here."


def _asks(item: Item, texts: Texts, ident: str, kind: str, content: str) -> list[Ask]:
    """What a gap asks."""
    found = list(map(_answer, _answers(content)))
    multiple = kind.startswith(("MULTIRESPONSE", "MR"))
    marks = Marks([weight for weight, _ in found], single=not multiple)
    said = [plain_in(text, "html") for _, text in found]
    item.changes += marks.changes(said)
    if _CHOICE.fullmatch(kind):
        options = [
            Option(str(at), texts.show_raw(text), marks.right[at])
            for at, (_, text) in enumerate(found)
        ]
        return [Ask(Kind.CHOOSE, ident, options=options)]
    right = [text for text, is_right in zip(said, marks.right, strict=True) if is_right]
    if kind in _TYPED:
        return [Ask(Kind.TYPE, ident, accept=wordings(right, item))]
    if kind in _NUMBER:
        values = (text.partition(":") for text in right)
        return [numbers(ident, ((value, "", tolerance) for value, _, tolerance in values))]
    return []


def _answers(content: str) -> list[str]:
    """The answers, which `~` stands between."""
    found: list[str] = []
    start = 0
    for match in re.finditer(r"\\.|~", content, re.DOTALL):
        if match[0] == "~":
            found.append(content[start : match.start()])
            start = match.end()
    return [one for one in (*found, content[start:]) if one.strip()]


def _answer(raw: str) -> tuple[str, str]:
    """What an answer gives, in percent, and what it says; its feedback has no place."""
    sign = _SIGN.match(raw)
    weight = ("100" if sign[1] else sign[2] or "0") if sign else "0"
    # Entities have a `#` in them that begins no feedback.
    text, _ = cut(re.sub(r"&#(?=x?[\da-fA-F]+;)", "&\\#", raw[sign.end() if sign else 0 :]), "#")
    return weight.replace(",", "."), re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def read_places(question: Element, item: Item, texts: Texts) -> None:
    """A text with numbered places for words that are offered."""
    raw, form = raw_of(question.child("questiontext"))
    boxes = list(question.children("dragbox", "selectoption"))
    offered = [(said_in(box), _group(box)) for box in boxes]
    places = _PLACE.findall(raw)
    if len(places) > MOST_PAIRS or len(boxes) > MOST_PAIRS:
        item.fault = _TOO_MANY
        return
    count = iter(range(len(places)))
    item.text = texts.show_raw(_PLACE.sub(lambda _: gap(str(next(count))), raw), form)
    for at, number in enumerate(places):
        right = int(number) - 1
        if not 0 <= right < len(boxes):
            item.fault = f"Its place [[{number}]] has no word."
            return
        word, group = offered[right]
        same = dict.fromkeys(text for text, other in offered if other == group)
        options = [Option(text, texts.show_raw(text, "plain"), text == word) for text in same]
        item.asks.append(Ask(Kind.CHOOSE, str(at), options=options))


def _group(box: Element) -> str:
    """The group that a word belongs to; only words of one group are offered for a place."""
    found = box.child("group")
    return found.text if found else "1"
