"""Columns and fields that hold choices, known by their names; and which of the choices are right."""

import re
from collections.abc import Sequence
from string import ascii_uppercase

OPTION = re.compile(
    r"(?:options?|choices?|antwort|answers?|q|alternative)?[\s_]*(?:[A-H]|[1-9])", re.IGNORECASE
)
"""The name of what holds one choice."""
RIGHT = re.compile(r"(?:correct|right|richtig).*|answers?|key|solution|lösung", re.IGNORECASE)
"""The name of what tells the right ones."""


def right_ones(said: str, texts: Sequence[str]) -> frozenset[int]:
    """The positions of the right choices: told by `0 1 0`, by letters or numbers, or by what they say.

    An empty choice has its letter and number, but may have no `0` or `1`.
    """
    if said.strip() in texts:
        return frozenset([texts.index(said.strip())])
    words = re.findall(r"\w+", said)
    filled = [at for at, text in enumerate(texts) if text]
    for places in (filled, range(len(texts))):
        if len(words) == len(places) and set(words) <= {"0", "1"}:
            return frozenset(at for at, word in zip(places, words, strict=True) if word == "1")
    letters = ascii_uppercase[: len(texts)]
    if words and all(len(word) == 1 and word.upper() in letters for word in words):
        return frozenset(letters.index(word.upper()) for word in words)
    if words and all(_is_place(word, len(texts)) for word in words):
        return frozenset(int(word) - 1 for word in words)
    return frozenset()


def _is_place(word: str, count: int) -> bool:
    """Whether a word is a number up to this one."""
    return word.isdecimal() and len(word) <= len(str(count)) and 1 <= int(word) <= count
