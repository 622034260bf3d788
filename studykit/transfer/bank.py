"""YAML banks of questions, in the shapes that quiz programs use: `question` with `answers`, and which of them is right."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from studykit.content.model import Choice
from studykit.content.nodes import Node, SourceError
from studykit.content.walk import build
from studykit.transfer import bounds
from studykit.transfer.bank_choices import Counting, Offer, shown, shown_choice, told
from studykit.transfer.flashcards import as_question
from studykit.transfer.foreign import Foreign
from studykit.transfer.notes import TransferError
from studykit.transfer.parcel import Parcel, choice_question, short_question
from studykit.transfer.references import has_kind, is_web, picture

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
_WRONG = ("incorrect", "incorrect_answers", "wrong", "wrong_answers", "distractors")
_HINT = ("hint", "tip")
_UNIT = ("category", "topic", "section", "unit", "chapter", "title", "name")
_PICTURE = ("figure", "image", "picture", "img")
_YES = {"true", "yes", "on", "1", "y"}
_NO = {"false", "no", "off", "0", "n"}
_KEY = re.compile(r"^ {0,60}(?:- {0,8}){0,3}\{? ?([A-Za-z_]{1,30}):(?=\s|$)", re.MULTILINE)
"""A key at the beginning of a line."""
_MOST_NODES = 2_000_000
"""Keys and values of a bank."""
_MOST_KEYS = 200
"""Of one question."""
_DEEPEST = 6
"""Lists within mappings within lists that are looked through."""


def is_mine(file: Foreign) -> bool:
    """Whether keys of questions and of answers stand in it, each at the beginning of a line.

    What is called so is YAML though it has mistakes; other text may have such words at the beginnings of its lines too.
    """
    head = file.head(40_000)
    if head.lstrip()[:1] in ("{", "<"):
        return False
    keys = {key.lower() for key in _KEY.findall(head)}
    if not (keys & {*_ASKED} and keys & {*_ANSWERS, *_KEYS, *_WRONG}):
        return False
    return file.name.lower().endswith((".yaml", ".yml")) or _can_be_read(file)


def _can_be_read(file: Foreign) -> bool:
    """Whether a file is YAML."""
    try:
        build(file.text, [], _MOST_NODES)
    except SourceError:
        return False
    return True


def read(file: Foreign) -> Parcel:
    """The questions of the bank."""
    if not file.text.strip():
        raise TransferError(f"{file.name} is empty.")
    try:
        repeated: list[SourceError] = []
        root = build(file.text, repeated, _MOST_NODES)
    except SourceError as error:
        place = f"{file.name}:{error.line}:{error.column}"
        raise TransferError(f"{place}: {error.sentence}", error.hint) from error
    if isinstance(root, dict) and ({"term", "definition"} <= root.keys() or "guides" in root):
        said = f"{file.name} is in studykit's own format."
        raise TransferError(said, "Copy it into the folder of a course.")
    parcel = Parcel.of(file, file.title)
    if isinstance(root, dict) and type(title := root.get("category", root.get("title"))) is str:
        parcel.title = title
    for fault in repeated:
        parcel.change(f"line {fault.line}", file.name, f"{fault.sentence} The last one counts.")
    found = list(islice(_questions(root, "", 0), bounds.MOST_ITEMS + 1))
    fit = [node for node, _ in found if isinstance(node, dict) and not _excess(node)]
    counting = _counting(parcel, fit)
    for number, (node, part) in enumerate(found, 1):
        parcel.found += 1
        name = node.get("id") if isinstance(node, dict) else ""
        place = f"question {name if type(name) is str and name else number}"
        _take(parcel, node, place, part, counting)
    return parcel


def _questions(node: Node, part: str, depth: int) -> Iterator[tuple[Node, str]]:
    """The questions in what may be lists and mappings around them, with the unit of each.

    What stands in a list beside questions is one too, though it lacks something.
    """
    if depth > _DEEPEST:
        return
    if type(node) is list:
        are_asked = any(map(_is_question, node))
        for item in node:
            if are_asked and not _is_question(item) and not _holds_more(item):
                yield item, part
            else:
                yield from _questions(item, part, depth + 1)
    elif isinstance(node, dict):
        if _is_question(node):
            yield node, part
            return
        named = _of(node, _UNIT) if depth else ""
        for key, value in node.items():
            inner = named or (part if type(value) is not list or depth == 0 else part or key)
            if type(value) is not str:
                yield from _questions(value, inner, depth + 1)


def _is_question(node: Node) -> bool:
    """Whether a mapping asks something and answers it."""
    if not isinstance(node, dict):
        return False
    keys = {key.lower() for key in node}
    return bool(keys & {*_ANSWERS, *_KEYS, *_WRONG} and _of(node, _ASKED))


def _holds_more(node: Node) -> bool:
    """Whether questions may stand within."""
    return isinstance(node, dict) and any(type(value) is not str for value in node.values())


def _excess(node: dict[str, Node]) -> str:
    """Why a question is too large to be looked at; empty if it is not."""
    listed = [value for value in node.values() if type(value) is not str]
    return (
        f"It has more than {_MOST_KEYS} keys."
        if len(node) > _MOST_KEYS
        else next(filter(None, (bounds.too_many(one, "answers") for one in listed)), "")
        or bounds.too_long(*(value for value in node.values() if type(value) is str))
    )


def _take(parcel: Parcel, node: Node, place: str, part: str, counting: Counting) -> None:
    """One question."""
    if not isinstance(node, dict) or not _is_question(node):
        said = _of(node, _ASKED) if isinstance(node, dict) else node if type(node) is str else ""
        parcel.leave(place, said, "It has no answer." if said else "It asks nothing.")
        return
    if fault := _excess(node):
        parcel.leave(place, _of(node, _ASKED), fault)
        return
    text, hint = shown(_of(node, _ASKED)), shown(_of(node, _HINT))
    answer = shown(_of(node, _HELP).strip("'\" \n"))
    text = _with_picture(parcel, place, text, _of(node, _PICTURE).strip())
    choices = _choices(node, counting)
    if not choices:
        _take_answer(parcel, node, place, part, text)
    elif len(choices) == 1:
        question = short_question(text, [choices[0].text], answer, hint)
        parcel.add_question(place, question, part)
    else:
        parcel.add_question(place, choice_question(text, choices, answer, hint), part)


def _with_picture(parcel: Parcel, place: str, text: str, way: str) -> str:
    """The text of a question with the picture that belongs to it."""
    if has_kind(way) or is_web(way):
        return f"{text}\n\n{picture(way, PurePosixPath(way).name)}"
    if way:
        parcel.change(place, text, f"The picture {way} is no file that can be found.")
    return text


def _take_answer(parcel: Parcel, node: dict[str, Node], place: str, part: str, text: str) -> None:
    """A question with one answer in words."""
    hint = shown(_of(node, _HINT))
    said = _of(node, ("answer", "solution", "correct_answer", "correct", *_ANSWERS)).strip()
    rest = shown(_of(node, _HELP).strip("'\" \n"))
    if said.lower() in ("true", "false"):
        made = [Choice(word, correct=word.lower() == said.lower()) for word in ("True", "False")]
        parcel.add_question(place, choice_question(text, made, rest, hint), part)
        return
    question = as_question(text, shown(said), hint)
    if rest:
        more = "\n\n".join(filter(None, (question.answer, rest)))
        question = replace(question, answer=more)
    parcel.add_question(place, question, part)


def _choices(node: dict[str, Node], counting: Counting) -> list[Choice]:
    """The choices of a question; none if it has only an answer in words."""
    listed = _listed(node)
    if listed is None:
        wrong = [one for one in _texts(node, _WRONG) if one]
        right = [one for one in _texts(node, _KEYS) if one]
        made = [(one, True) for one in right] + [(one, False) for one in wrong]
        return [Choice(shown_choice(said), is_right) for said, is_right in made] if wrong else []
    offers = list(_offers(listed))
    right_ones_told = told(_texts(node, _KEYS), _of(node, ("correct_letter",)), offers, counting)
    return [
        Choice(shown_choice(offer.text), offer.is_right or at in right_ones_told, shown(offer.why))
        for at, offer in enumerate(offers)
    ]


def _listed(node: dict[str, Node]) -> Node | None:
    """The list of choices of a question."""
    found = (value for key, value in node.items() if key.lower() in _ANSWERS)
    return next((value for value in found if type(value) is not str), None)


def _offers(listed: Node) -> Iterator[Offer]:
    """The choices of a list or a mapping, as they say themselves."""
    if isinstance(listed, dict):  # `a: text`
        yield from (
            Offer(value.strip(), key) for key, value in listed.items() if type(value) is str
        )
        return
    for item in listed:
        if not isinstance(item, dict):
            yield Offer(item.strip() if type(item) is str else "")
            continue
        texts = [value for value in item.values() if type(value) is str]
        if len(item) == 1 and texts and texts[0].lower() in {*_YES, *_NO} and not _of(item, _TEXT):
            yield Offer(next(iter(item)), is_right=texts[0].lower() in _YES)  # `Paris: true`
            continue
        flag = _of(item, _RIGHT).lower()
        said = _of(item, _TEXT) or next(iter(texts), "")
        yield Offer(said.strip(), "", flag in _YES, _of(item, (*_HELP, "why")).strip())


def _texts(node: dict[str, Node], keys: tuple[str, ...]) -> list[str]:
    """The texts of the first of some keys, one or a list of them."""
    for key, value in node.items():
        if key.lower() in keys and key.lower() != "correct_letter":
            said: list[Node] = value if type(value) is list else [value]
            return [one.strip() for one in said if type(one) is str and one.strip()]
    return []


def _counting(parcel: Parcel, nodes: list[dict[str, Node]]) -> Counting:
    """Whether choices are counted from 0 or from 1, told by all questions together."""
    found = [
        (int(one), [offer.text for offer in _offers(listed)])
        for node in nodes
        if (listed := _listed(node)) is not None and not _of(node, ("correct_letter",))
        for one in _texts(node, _KEYS)
        if re.fullmatch(r"\d{1,3}", one) and not isinstance(listed, dict)
    ]
    positions = [(said, len(texts)) for said, texts in found if str(said) not in texts]
    if not positions:
        return Counting.NOT_AT_ALL
    if any(said == 0 for said, _ in positions):
        return Counting.FROM_ZERO
    if any(said == count for said, count in positions):
        return Counting.FROM_ONE
    parcel.notes_of_file(
        "Nothing in it says whether right answers are counted from 0 or from 1; from 0 was taken."
    )
    return Counting.FROM_ZERO


def _of(node: dict[str, Node], keys: tuple[str, ...]) -> str:
    """The text of the first of some keys that has one."""
    for wanted in keys:
        for key, value in node.items():
            if key.lower() == wanted and type(value) is str and value.strip():
                return value
    return ""
