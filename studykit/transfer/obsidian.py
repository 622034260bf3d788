"""Notes of the spaced-repetition plug-in of Obsidian: cards in Markdown, told by `::`, `?` and marked words."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from studykit.transfer import bounds
from studykit.transfer.flashcards import Flashcard, add_flashcards
from studykit.transfer.foreign import Foreign
from studykit.transfer.gaps import gap_question
from studykit.transfer.parcel import Parcel
from studykit.transfer.prose import Row, rows
from studykit.transfer.references import has_kind, picture

_TAGS = re.compile(r"\s*+(?:(?<![\w/#&])#(?=[\d/-]*+[^\W\d])[\w/-]++\s*+)++")
_CARDS_TAG = re.compile(r"(?<![\w/#&])#flashcards(?:/([\w/-]+))?", re.IGNORECASE)
_ONE_LINE = re.compile(r"^(.*?\S)[ \t]*(:::?)(?!:)[ \t]*(\S.*)$")
_CLOZE = re.compile(r"==(?!\s)([^=\n]+?)==|\{\{(?!\s)([^{}\n]+?)\}\}")
_ORDINAL = re.compile(r"^(?:c?\d+(?:::|;;|:(?!\d))|\[\d+;;\])")
_HINT = re.compile(r"(?:\[;;([^\[\]]+)\]|::(.+))$")
_WIKI = re.compile(r"!?\[\[([^\[\]|\n]+?)(?:\|([^\[\]\n]+?))?\]\]")
_SHOWN = 200
"""Characters of lines that are too long."""
_SEPARATORS = ("?", "??")


def is_mine(file: Foreign) -> bool:
    """Whether there is the plug-in's tag, or a line that only it would write, and a card."""
    text = file.head()
    if not re.search(r"::|^\?\??$|==|\{\{", text, re.MULTILINE):
        return False
    if _CARDS_TAG.search(text) or "<!--SR:" in text or re.search(r"^\?\??$", text, re.MULTILINE):
        return True
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    cards = sum(bool(_ONE_LINE.match(line)) for line in lines)
    return file.name.lower().endswith((".md", ".markdown")) and cards * 2 > len(lines)


def read(file: Foreign) -> Parcel:
    """The cards of a note."""
    parcel = Parcel.of(file, file.title)
    plain: list[Flashcard] = []
    part = ""
    for block in _blocks(rows(file.text)):
        text = "\n".join(row.text for row in block)
        if (tag := _CARDS_TAG.search(text)) and not block[0].is_code:
            part = (tag[1] or "").strip("/").replace("/", ": ").replace("-", " ")
        _take(parcel, plain, block, part)
    add_flashcards(parcel, plain)
    return parcel


def _take(parcel: Parcel, plain: list[Flashcard], block: Sequence[Row], part: str) -> None:
    """The cards of one block of lines."""
    if fault := bounds.too_long(*(row.text for row in block)):
        parcel.found += 1
        parcel.leave(f"line {block[0].number}", block[0].text[:_SHOWN], fault)
        return
    texts = ["" if row.is_code else row.text.strip() for row in block]
    at = next((at for at, text in enumerate(texts) if text in _SEPARATORS), 0)
    if at:
        parcel.found += 1
        front = _said(block[:at])
        back = _said(block[at + 1 :])
        place = f"line {block[0].number}"
        plain.append(Flashcard(place, front, back, part, both_ways=texts[at] == "??"))
        return
    single = [row for row in block if not row.is_code and _card_line(row.text)]
    for row in single:
        match = _card_line(row.text)
        assert match
        parcel.found += 1
        card = (_clean(match[1]), _clean(match[3]))
        plain.append(Flashcard(f"line {row.number}", *card, part, both_ways=match[2] == ":::"))
    if not single and any(_CLOZE.search(_bare(text)) for text in texts):
        parcel.found += 1
        _take_cloze(parcel, f"line {block[0].number}", _said(block), part)


def _take_cloze(parcel: Parcel, place: str, text: str, part: str) -> None:
    """A text with words to be hidden."""
    pieces, gaps, hints, end = [], [], list[str](), 0
    for match in _CLOZE.finditer(text):
        pieces.append(text[end : match.start()])
        hidden = _ORDINAL.sub("", match[1] or match[2])
        if hint := _HINT.search(hidden):
            hints.append((hint[1] or hint[2]).strip())
            hidden = hidden[: hint.start()]
        gaps.append([hidden.strip()])
        end = match.end()
    pieces.append(text[end:])
    question = gap_question("", pieces, gaps, "; ".join(hints))
    if parcel.add_question(place, question, part) and len(gaps) > 1:
        parcel.change(place, question.text, "Its gaps are the points of one written answer.")


def _blocks(lines: Sequence[Row]) -> Iterator[list[Row]]:
    """Lines that stand together: between blank ones, and with the code that belongs to them; a heading stands alone."""
    for is_some, found in groupby(lines, key=lambda row: row.is_code or bool(row.text.strip())):
        if is_some:
            block: list[Row] = []
            for row in found:
                if re.match(r"#{1,6}[ \t]", row.text) and not row.is_code:
                    if block:
                        yield block
                    block = []
                else:
                    block.append(row)
            if block:
                yield block


def _card_line(line: str) -> re.Match[str] | None:
    """A line that is a card by itself; not where the colons stand in code, or in what is hidden."""
    match = _ONE_LINE.match(line)
    is_within = match and (match[1].count("`") % 2 or match[1].count("{{") > match[1].count("}}"))
    return None if is_within else match


def _bare(line: str) -> str:
    """A line without what stands in code."""
    return re.sub(r"`[^`\n]*`", "", line)


def _said(block: Sequence[Row]) -> str:
    """What lines say, without tags that only sort them."""
    return "\n".join(row.text if row.is_code else _clean(row.text) for row in block).strip()


def _clean(text: str) -> str:
    """A text without tags, and with the pictures and the names that its links show."""
    text = _CARDS_TAG.sub("", text)
    if _TAGS.fullmatch(text):
        return ""
    return _WIKI.sub(_linked, text).strip()


def _linked(match: re.Match[str]) -> str:
    """What a link of a note shows: a picture or sound, or the name of what it leads to."""
    way = match[1].partition("#")[0].strip()
    if match[0].startswith("!") and has_kind(way):
        return picture(way, match[1])
    return match[2] or match[1]
