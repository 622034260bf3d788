"""Columns and fields that hold choices, known by their names; and which of the choices are right."""

import re
from collections.abc import Sequence

OPTION = re.compile(
    r"(?:options?|choices?|antwort|answers?|q|alternative)?[\s_]*(?:[A-H]|[1-9])", re.IGNORECASE
)
"""The name of what holds one choice."""
RIGHT = re.compile(r"(?:correct|right|richtig).*|answers?|key|solution|lösung", re.IGNORECASE)
"""The name of what tells the right ones."""


def right_ones(said: str, texts: Sequence[str]) -> frozenset[int]:
    """The positions of the right choices: told by `0 1 0`, by letters or numbers, or by what they say."""
    if said.strip() in texts:
        return frozenset([texts.index(said.strip())])
    words = re.findall(r"\w+", said)
    if len(words) == len(texts) and set(words) <= {"0", "1"}:
        return frozenset(at for at, word in enumerate(words) if word == "1")
    letters = "ABCDEFGH"[: len(texts)]
    if words and all(len(word) == 1 and word.upper() in letters for word in words):
        return frozenset(letters.index(word.upper()) for word in words)
    if words and all(word.isdigit() and 1 <= int(word) <= len(texts) for word in words):
        return frozenset(int(word) - 1 for word in words)
    return frozenset()
