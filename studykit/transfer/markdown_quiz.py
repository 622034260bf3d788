"""Choice questions in Markdown: a heading, a list of lettered choices, and the letter of the right one."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studykit.content.model import Choice
from studykit.transfer import page
from studykit.transfer.foreign import Foreign
from studykit.transfer.parcel import Parcel, choice_question
from studykit.transfer.prose import Row, rows

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*)$")
_NUMBER = re.compile(r"^(?:Q(?:uestion)?\s*)?\d+\s*[.):：]\s*", re.IGNORECASE)
_CHOICE = re.compile(r"^[ \t]{0,3}(?:[-*+][ \t]+)?\(?([A-Ja-j])[.):：][ \t]*(.*)$")
_ANSWER = re.compile(
    r"^[#*_>\s]*(?:correct\s+answers?|right\s+answers?|answers?|答案|正解|解答|réponses?|antwort(?:en)?|respuestas?|risposta)"
    r"[*_\s]*[:：\s][*_\s]*\(?([A-J](?:\s*(?:,|&|、|and|und|y|et)\s*[A-J]){0,20})\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?(?:details|summary|p|div|center|b|strong)\b[^<>]*>", re.IGNORECASE)
_RULE = re.compile(r"^(?:-{3,}|\*{3,}|_{3,})\s*$")


class _Found(NamedTuple):
    """A heading with what stands below it."""

    place: str
    heading: str
    body: list[Row]


class _Choice(NamedTuple):
    """A choice, with the positions of its first and last line."""

    letter: str
    text: str
    first: int
    last: int


def is_mine(file: Foreign) -> bool:
    """Whether some heading has lettered choices below it, and the letter of the right one; a study guide may have some too."""
    text = file.head(60_000)
    if "#" not in text or page.is_mine(file):
        return False
    return any(_choices(found.body) and _letters(found.body) for found in _sections(rows(text)))


def read(file: Foreign) -> Parcel:
    """The questions of the file."""
    parcel = Parcel.of(file, file.title)
    for found in _sections(rows(file.text)):
        choices = _choices(found.body)
        if len(choices) > 1:
            parcel.found += 1
            _take(parcel, found, choices)
    return parcel


def _take(parcel: Parcel, found: _Found, choices: Sequence[_Choice]) -> None:
    """One question."""
    heading = _NUMBER.sub("", found.heading)
    letters = _letters(found.body)
    if not letters:
        parcel.leave(found.place, heading, "Nothing says which choice is right.")
        return
    before = _text(found.body[: choices[0].first])
    question = choice_question(
        f"{heading}\n\n{before}" if before else heading,
        [Choice(one.text, correct=one.letter in letters) for one in choices],
        _text(row for row in found.body[choices[-1].last + 1 :] if not _is_answer(row)),
    )
    parcel.add_question(found.place, question)


def _sections(lines: Sequence[Row]) -> Iterator[_Found]:
    """Headings with what stands below them; one that only says the answer belongs to what is above it."""
    place, heading, body = "line 1", "", []  # type: str, str, list[Row]
    for row in lines:
        match = None if row.is_code else _HEADING.match(row.text)
        if match and not _ANSWER.match(row.text):
            if heading:
                yield _Found(place, heading, body)
            heading = match[2].rstrip("#").rstrip(" \t")
            place, body = f"line {row.number}", []
        else:
            body.append(row)
    if heading:
        yield _Found(place, heading, body)


def _choices(body: Sequence[Row]) -> list[_Choice]:
    """The first list of choices that begins with A and goes on in order; lines that stand further in belong to one."""
    found: list[_Choice] = []
    for at, row in enumerate(body):
        match = None if row.is_code else _CHOICE.match(row.text)
        letter = match[1].upper() if match else ""
        if match and letter == chr(ord("A") + len(found)):
            found.append(_Choice(letter, match[2], at, at))
        elif found and not match and _goes_on(row):
            before = found.pop()
            text = f"{before.text}\n{row.text.strip()}"
            found.append(_Choice(before.letter, text, before.first, at))
        elif len(found) > 1 and row.text.strip() and not match:
            break
        elif match:
            found = []
    return found


def _goes_on(row: Row) -> bool:
    """Whether a line only carries on the choice above it."""
    is_further_in = re.match(r"(?: {2,}|\t)[ \t]*[^\s<]", row.text) is not None
    return is_further_in and not row.is_code and not _is_answer(row)


def _letters(body: Sequence[Row]) -> set[str]:
    """The letters of the right choices; empty if nothing tells them."""
    for row in body:
        if match := _is_answer(row):
            return set(re.findall(r"\b[A-J]\b", match[1].upper()))
    return set()


def _is_answer(row: Row) -> re.Match[str] | None:
    """A line that says which choice is right."""
    return None if row.is_code else _ANSWER.match(_TAG.sub("", row.text))


def _text(lines: Sequence[Row] | Iterator[Row]) -> str:
    """What lines say, without the tags that fold them and the rules between questions."""
    said = []
    for row in lines:
        if row.is_code:
            said.append(row.text)
        elif not _RULE.match(row.text) and not re.match(r"\s*<summary", row.text):
            bare = _TAG.sub("", row.text)
            if bare.strip() or not _TAG.search(row.text):
                said.append(
                    ""
                    if re.fullmatch(r"[*_]*(?:answer|答案)[*_]*", bare.strip(), re.IGNORECASE)
                    else bare
                )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(said)).strip()
