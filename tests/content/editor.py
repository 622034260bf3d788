"""What an editor with a YAML language server makes of a file: YAML 1.2, in which scalars have types."""

import re
from collections.abc import Iterable
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from studykit.content.json_schema import json_schema

_BOOL, _INT, _FLOAT, _NULL = (
    f"tag:yaml.org,2002:{kind}" for kind in ("bool", "int", "float", "null")
)


class CoreLoader(yaml.BaseLoader):
    """Resolves scalars by the core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 - as PyYAML has it


for _tag, _pattern in (
    (_NULL, "~|null|Null|NULL|"),
    (_BOOL, "true|True|TRUE|false|False|FALSE"),
    (_INT, r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    (
        _FLOAT,
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    ),
):
    CoreLoader.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), None)

_VALIDATOR = Draft202012Validator(json_schema())


def as_seen(text: str) -> object:
    """The values of a file as an editor sees them; keys are always text."""
    return _value(yaml.compose(text, CoreLoader))


def _value(node: yaml.Node | None) -> object:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if node is None or node.tag == _NULL:
        return None
    if node.tag == _BOOL:
        return node.value.lower() == "true"
    if node.tag in (_INT, _FLOAT):
        return 1.5  # which number it is makes no difference
    return node.value


def is_fine(value: object) -> bool:
    """Whether an editor finds nothing wrong with a file."""
    return bool(_VALIDATOR.is_valid(value))


def complaints(value: object) -> list[str]:
    """What an editor finds wrong with a file."""
    return [error.message for error in _VALIDATOR.iter_errors(value)]


BEYOND = (
    "This is the same ",  # two facts, points, choices or questions of one list
    "The id `",  # two of one list with the same id
    "Another guide of this file has this term already",
)
"""How the problems of one file begin that a JSON Schema cannot know: what is told twice, in any wording."""


def agrees(value: object, sentences: Iterable[str]) -> bool:
    """Whether an editor finds something wrong just where the loader, with these sentences, does."""
    knowable = [sentence for sentence in sentences if not sentence.startswith(BEYOND)]
    return is_fine(value) is not bool(knowable)
