"""Cards of hashcards: `Q:` and `A:`, or `C:` with words in brackets to be hidden, in Markdown."""

import re
from collections.abc import Iterator

from studykit.transfer import bounds
from studykit.transfer.flashcards import Flashcard, add_flashcards
from studykit.transfer.foreign import Foreign
from studykit.transfer.gaps import gap_question
from studykit.transfer.parcel import Parcel
from studykit.transfer.prose import front_matter, rows

_START = re.compile(r"^([QAC]):[ \t]?(.*)$")
_HIDDEN = re.compile(r"(?<![\\!])\[((?:[^\[\]\n\\]|\\.)++)\](?!\()")
_NAME = re.compile(r"""^name[ \t]*=[ \t]*["'](.*)["'][ \t]*$""", re.MULTILINE)


def is_mine(file: Foreign) -> bool:
    """Whether the first line that says something begins a card, and a question has its answer."""
    text = file.head()
    lines = [row.text for row in rows(text) if row.text.strip() and not row.is_code]
    first = next((line for line in lines if not re.match(r"-{3,}$|#{1,6}\s", line)), "")
    signs = {match[1] for line in lines if (match := _START.match(line))}
    return bool(re.match(r"[QC]:", first)) and ("C" in signs or {"Q", "A"} <= signs)


def read(file: Foreign) -> Parcel:
    """The cards of the file."""
    name = _NAME.search(front_matter(file.text))
    parcel = Parcel.of(file, name[1] if name else file.title)
    plain: list[Flashcard] = []
    for line, texts in _cards(file.text):
        place = f"line {line}"
        if "C" in texts:
            _take_cloze(parcel, place, texts["C"])
            continue
        parcel.found += 1
        plain.append(Flashcard(place, texts.get("Q", ""), texts.get("A", "")))
    add_flashcards(parcel, plain)
    return parcel


def _take_cloze(parcel: Parcel, place: str, text: str) -> None:
    """A card for each of the hidden words, with the others shown, as hashcards counts them."""
    hidden = list(_HIDDEN.finditer(text))
    if not hidden:
        parcel.found += 1
        parcel.leave(place, text, "Nothing in it stands in brackets to be hidden.")
    if len(hidden) * len(text) > bounds.HEAVIEST:
        parcel.found += 1
        parcel.leave(
            place, text, f"It hides {len(hidden):,} words, which is too much for one card."
        )
        return
    for gap in hidden:
        parcel.found += 1
        around = [_bare(_shown(text[: gap.start()])), _bare(_shown(text[gap.end() :]))]
        parcel.add_question(place, gap_question("", around, [[_bare(gap[1])]]))


def _shown(text: str) -> str:
    """A text with all its hidden words shown."""
    return _HIDDEN.sub(lambda match: match[1], text)


def _bare(text: str) -> str:
    """A text whose brackets need no backslash any more."""
    return text.replace("\\[", "[").replace("\\]", "]")


def _cards(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The line in which each card begins, and its texts by their letters."""
    start, found, letter = 0, {}, ""  # type: int, dict[str, list[str]], str
    for row in rows(text):
        match = None if row.is_code else _START.match(row.text)
        ends = not row.is_code and re.match(r"-{3,}[ \t]*$", row.text)
        if ends or (match and (match[1] != "A" or "A" in found)):
            if found:
                yield start, _joined(found)
            start, found, letter = row.number, {}, ""
        if match:
            letter = match[1]
            found[letter] = [match[2]]
        elif letter:
            found[letter].append(row.text)
    if found:
        yield start, _joined(found)


def _joined(found: dict[str, list[str]]) -> dict[str, str]:
    return {letter: "\n".join(lines).strip() for letter, lines in found.items()}
