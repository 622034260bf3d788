"""YAML banks of questions, in the shapes that quiz programs use: `question` with `answers`, and which of them is right."""

import re
from collections.abc import Iterator
from dataclasses import replace

from studykit.content.model import Choice
from studykit.content.nodes import Node, SourceError
from studykit.content.walk import build
from studykit.transfer.flashcards import as_question
from studykit.transfer.foreign import Foreign
from studykit.transfer.markup import from_plain
from studykit.transfer.notes import TransferError
from studykit.transfer.options import right_ones
from studykit.transfer.parcel import Parcel, choice_question, short_question

_ASKED = ("question", "text", "prompt", "q", "title", "stem", "name")
_ANSWERS = ("answers", "choices", "options", "possible_answers", "alternatives")
_TEXT = ("value", "text", "answer", "choice", "option", "content", "label")
_RIGHT = ("correct", "is_correct", "right", "iscorrect", "correct_answer", "true")
_KEYS = (
    "correct",
    "correct_answer",
    "correct_answers",
    "answer",
    "solution",
    "right",
    "correct_letter",
)
_HELP = ("help", "explanation", "feedback", "rationale", "comment", "reason", "description")
_HINT = ("hint", "tip")
_UNIT = ("category", "topic", "section", "unit", "chapter", "title", "name")
_PICTURE = ("figure", "image", "picture", "img")
_YES = {"true", "yes", "on", "1", "y"}
_DEEPEST = 6
"""Lists within mappings within lists that are looked through."""


def is_mine(file: Foreign) -> bool:
    """Whether keys of questions and of answers stand in it, each at the beginning of a line."""
    head = file.head(40_000)
    if head.lstrip()[:1] in ("{", "<"):
        return False
    asked = re.search(rf"^\s*(?:-\s*)?(?:{'|'.join(_ASKED)}):(?:\s|$)", head, re.MULTILINE)
    answers = re.search(
        rf"^\s*(?:-\s*)?(?:{'|'.join((*_ANSWERS, 'answer'))}):(?:\s|$)", head, re.MULTILINE
    )
    return bool(asked and answers)


def read(file: Foreign) -> Parcel:
    """The questions of the bank."""
    try:
        repeated: list[SourceError] = []
        root = build(file.text, repeated)
    except SourceError as error:
        place = f"{file.name}:{error.line}:{error.column}"
        raise TransferError(f"{place}: {error.sentence}", error.hint) from error
    parcel = Parcel(title=re.sub(r"[_-]+", " ", file.stem).strip().capitalize())
    if isinstance(root, dict) and type(title := root.get("category", root.get("title"))) is str:
        parcel.title = title
    for fault in repeated:
        parcel.change(f"line {fault.line}", file.name, f"{fault.sentence} The last one counts.")
    for number, (node, part) in enumerate(_questions(root, "", 0), 1):
        parcel.found += 1
        name = node.get("id")
        _take(parcel, node, f"question {name if type(name) is str and name else number}", part)
    return parcel


def _questions(node: Node, part: str, depth: int) -> Iterator[tuple[dict[str, Node], str]]:
    """The questions in what may be lists and mappings around them, with the unit of each."""
    if depth > _DEEPEST:
        return
    if type(node) is list:
        for item in node:
            yield from _questions(item, part, depth + 1)
    elif type(node) is dict:
        keys = {key.lower() for key in node}
        if keys & {*_ANSWERS, *_KEYS} and _of(node, _ASKED):
            yield node, part
            return
        named = _of(node, _UNIT) if depth else ""
        for key, value in node.items():
            inner = named or (part if type(value) is not list or depth == 0 else part or key)
            if type(value) is not str:
                yield from _questions(value, inner, depth + 1)


def _take(parcel: Parcel, node: dict[str, Node], place: str, part: str) -> None:
    """One question."""
    text, hint = from_plain(_of(node, _ASKED)), from_plain(_of(node, _HINT))
    answer = from_plain(_of(node, _HELP).strip("'\" \n"))
    if picture := _of(node, _PICTURE):
        parcel.change(place, text, f"The picture {picture} is not in this file.")
    listed = next((node[key] for key in node if key.lower() in _ANSWERS), None)
    if type(listed) is str or (listed is None):
        _take_answer(parcel, node, place, part)
        return
    texts, right = _choices(listed)
    right |= _told(node, texts)
    choices = [Choice(_shown(said), correct=at in right) for at, said in enumerate(texts)]
    if len(texts) == 1:
        parcel.add_question(place, short_question(text, texts, answer, hint), part)
    else:
        parcel.add_question(place, choice_question(text, choices, answer, hint), part)


def _take_answer(parcel: Parcel, node: dict[str, Node], place: str, part: str) -> None:
    """A question with one answer in words."""
    said = _of(node, ("answer", "solution", "correct_answer", *_ANSWERS))
    rest = _of(node, _HELP).strip("'\" \n")
    question = as_question(from_plain(_of(node, _ASKED)), from_plain(said), from_plain(_of(node, _HINT)))  # fmt: skip
    if rest:
        question = replace(
            question, answer="\n\n".join(filter(None, (question.answer, from_plain(rest))))
        )
    parcel.add_question(place, question, part)


def _choices(listed: Node) -> tuple[list[str], set[int]]:
    """The texts of the choices, and which of them say that they are right."""
    texts: list[str] = []
    right: set[int] = set()
    items: list[Node] = listed if type(listed) is list else []
    if type(listed) is dict:  # `a: text`
        items = list(listed.values())
    for item in items:
        if type(item) is dict:
            flag = _of(item, _RIGHT).lower()
            said = _of(item, _TEXT) or next((value for value in item.values() if type(value) is str), "")  # fmt: skip
        else:
            flag, said = "", item if type(item) is str else ""
        if flag in _YES:
            right.add(len(texts))
        texts.append(said.strip())
    return texts, right


def _told(node: dict[str, Node], texts: list[str]) -> set[int]:
    """The right choices as the question itself tells them: by position from 0, by letter, or by what they say."""
    letter = _of(node, ("correct_letter",))
    if letter:
        return set(right_ones(letter, texts))
    for key, value in node.items():
        if key.lower() not in _KEYS:
            continue
        said: list[Node] = value if type(value) is list else [value]
        found: set[int] = set()
        for one in filter(None, (one.strip() for one in said if type(one) is str)):
            if one in texts:
                found.add(texts.index(one))
            elif one.isdigit() and int(one) < len(texts):
                found.add(int(one))
            else:
                found |= right_ones(one, texts)
        if found:
            return found
    return set()


def _shown(text: str) -> str:
    """A choice; one that is code over several lines is shown as code."""
    if "\n" in text.strip():
        return f"```\n{text.strip()}\n```"
    return from_plain(text)


def _of(node: dict[str, Node], keys: tuple[str, ...]) -> str:
    """The text of the first of some keys that has one."""
    for wanted in keys:
        for key, value in node.items():
            if key.lower() == wanted and type(value) is str and value.strip():
                return value
    return ""
