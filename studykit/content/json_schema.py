"""JSON Schema of our files, made from the table of their keys, so that editors complete and explain them.

Every scalar is text for studykit, but an editor sees numbers and booleans where they are written without quotes: where
a text is wanted these are right, too. Nothing (`null`) is not: it is what an editor sees where nothing is written.

What one file alone cannot show, or its text alone, a schema cannot know; `studykit check` does.
"""

import json
from typing import Any

from studykit.content import keys
from studykit.content.keys import Key, Keys, Shape

FILE_NAME = "studykit.schema.json"
"""What a file with the schema is called; the loader passes it by, for it is no YAML file."""

KINDS = {"course": "course", "guide": "term", "guides": "guides", "questions": "questions"}
"""The kinds of file by the names they have on the command line, and the key that tells each."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLE = "studykit"
_SCALARS = ["string", "number", "boolean"]
_FILLED = r"\S"
_TEXT: dict[str, Any] = {"type": _SCALARS, "pattern": _FILLED}
_ID = {"type": _SCALARS, "pattern": r"^\s*[^\s!-,/:-@\[-^`{-~]+\s*$"}
"""Without the signs of ASCII but the three that may stand in an id: a class like `\\w` means other letters elsewhere."""
_FLAG = {"type": ["boolean", "string"], "pattern": "^(true|false)$"}

_ABOUT = {
    "course": "A course: its title, what it is about, its units. It is the `course.yaml` of a folder whose other files belong to it, "
    "or a small course in one file.",
    "guide": "A study guide: one term, what it means, the facts to know about it, and the review questions.",
    "guides": "A file of several guides.",
    "set": "A question set: questions that stand in no guide.",
    "unit": "A unit of the course: guides that are taught together.",
    "definition": "What the term means: a text, or a text with its points.",
    "fact": "A must-know fact: a text, or a mapping that gives it an id.",
    "question": "A review question: with `choices` a choice question, with `accept` a short one, else an open one with its model answer.",
    "set question": "A question that may name its term.",
    "point": "A point: a text, or a mapping that says more about it.",
    "choice": "A choice: a text, or a mapping that says whether it is correct, and why.",
}
_MAPPINGS: dict[str, Keys] = {
    "course": keys.COURSE,
    "guide": keys.GUIDE,
    "guides": keys.GUIDES,
    "set": keys.SET,
    "unit": keys.UNIT,
    "definition": keys.DEFINITION,
    "fact": keys.FACT,
    "question": keys.QUESTION,
    "set question": keys.SET_QUESTION,
    "point": keys.POINT,
    "choice": keys.CHOICE,
}
_MAY_BE_TEXT = {"definition", "fact", "point", "choice"}
_FILES = {"course": "course", "term": "guide", "guides": "guides", "questions": "set"}
"""The mapping that a whole file is, by the key that tells its kind."""


def json_schema(kind: str = "") -> dict[str, Any]:
    """The schema of one kind of file, or (without a kind) one that serves them all."""
    about = "A file of studykit, checked and explained while it is written. `studykit check` tells what a schema cannot know."
    head = {"$schema": _DIALECT, "title": _TITLE, "description": about}
    body = _ref(_FILES[KINDS[kind]]) if kind else _any_file(list(keys.FILES))
    return {**head, **body, "$defs": _definitions()}


def schema_text(kind: str = "") -> str:
    """The schema as it is printed and written."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def is_ours(text: str) -> bool:
    """Whether a text is such a schema, perhaps of another version, so that it may be written anew."""
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return (
        isinstance(found, dict)
        and found.get("$schema") == _DIALECT
        and found.get("title") == _TITLE
    )


def _any_file(telling: list[str]) -> dict[str, Any]:
    """A file of any kind: the first of these keys that it has tells which; with none of them it is of no kind."""
    if not telling:
        return {"anyOf": [_ref(_FILES[key]) for key in keys.FILES]}
    key, *others = telling
    return {
        "if": {"type": "object", "required": [key]},
        "then": _ref(_FILES[key]),
        "else": _any_file(others),
    }


def _definitions() -> dict[str, Any]:
    """The schema of each mapping."""
    found = {_name(name): _mapping(name, members) for name, members in _MAPPINGS.items()}
    for name in ("question", "set question"):
        found[_name(name)] |= _kinds_of_question()
    return found


def _mapping(name: str, members: Keys) -> dict[str, Any]:
    """A mapping with these keys, or a text where that will do."""
    text = {"type": ["object", *_SCALARS], "pattern": _FILLED}
    return {
        "title": name,
        "description": _ABOUT[name],
        **(text if name in _MAY_BE_TEXT else {"type": "object"}),
        "required": [key for key, known in members.items() if known.needed],
        "additionalProperties": False,
        "properties": {key: _property(known) for key, known in members.items()},
    }


def _property(key: Key) -> dict[str, Any]:
    """What may stand at a key, and what it is for."""
    return {"description": key.about, **_shape(key.shape)}


def _shape(shape: Shape) -> dict[str, Any]:
    """What may stand at keys of a shape."""
    shapes = {
        "text": _TEXT,
        "texts": _list_of(_TEXT),
        "flag": _FLAG,
        "id": _ID,
        "definition": _ref("definition"),
        "points": _list_of(_ref("point")),
        "choices": _choices(),
        "facts": _list_of(_ref("fact")),
        "questions": _list_of(_ref("question")),
        "set questions": _list_of(_ref("set question")),
        "guides": _list_of(_ref("guide")),
        "unit guides": _list_of(
            {"if": {"type": "object"}, "then": _ref("guide"), "else": {**_TEXT}}
        ),
        "units": _list_of(_ref("unit")),
    }
    return shapes[shape]


def _choices() -> dict[str, Any]:
    """Two choices or more, one or more of them correct."""
    correct = {
        "type": "object",
        "required": ["correct"],
        "properties": {"correct": {"enum": [True, "true"]}},
    }
    return {**_list_of(_ref("choice")), "minItems": 2, "contains": correct}


def _kinds_of_question() -> dict[str, Any]:
    """Which keys a question may have, and has to have, by its kind."""
    return {
        "if": {"type": "object", "required": ["choices"]},
        "then": {"properties": {"accept": False, "points": False}},
        "else": {
            "if": {"type": "object", "required": ["accept"]},
            "then": {"properties": {"points": False}},
            "else": {"required": ["answer"]},
        },
    }


def _list_of(item: dict[str, Any]) -> dict[str, Any]:
    """A list with something in it."""
    return {"type": "array", "minItems": 1, "items": item}


def _ref(name: str) -> dict[str, Any]:
    """A mapping by its name."""
    return {"$ref": f"#/$defs/{_name(name)}"}


def _name(name: str) -> str:
    """The name of a mapping within the schema."""
    return name.replace(" ", "-")
