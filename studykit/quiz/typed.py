"""Checking short typed answers: the same words, whatever their case, accents, articles or punctuation."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_ACCENTS = re.compile("[\u0300-\u036f]")
_ARTICLE = re.compile(r"^(?:a|an|the)\s+")
_GAPS = re.compile(r"(?<=\w)-(?=[^\W\d_])|\s+")
_QUOTES = " \t\n\"'`“”‘’*$"
_STOPS = ".,;:!?"
_SHORT = 3
"""Characters of a wording in which every letter matters."""
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")


def is_right(typed: str, accept: Iterable[str]) -> bool:
    """Whether the typed answer is one of the accepted wordings; numbers are compared by value."""
    answer = fold(typed)
    if not answer:
        return False
    wordings = list(accept)
    number = _number(typed)
    if number is not None:
        return number in map(_number, wordings)
    return answer in map(fold, wordings)


def is_close(typed: str, accept: Iterable[str]) -> bool:
    """Whether it looks like a slip of the finger: a hint to the learner, never a verdict."""
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - only after a wrong answer

    answer = fold(typed)
    return _number(typed) is None and any(
        0 < DamerauLevenshtein.distance(answer, fold(wording)) <= max(1, len(wording) // 5)
        for wording in accept
        if len(wording) > _SHORT
    )


def fold(text: str) -> str:
    """The text as it is compared: case, accents, articles, hyphens, outer punctuation and spacing do not count."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_DASHES)).casefold()
    bare = _ACCENTS.sub("", decomposed)
    words = _GAPS.sub(" ", bare.strip(_QUOTES + _STOPS) or bare.strip(" \t\n`"))
    return _ARTICLE.sub("", words)


def _number(text: str) -> Decimal | None:
    """The number that a text is, with a decimal point or comma; None where it is none."""
    bare = text.translate(_DASHES).strip(_QUOTES).rstrip(_STOPS + _QUOTES)
    try:
        number = Decimal(bare.replace(",", "" if _THOUSANDS.fullmatch(bare) else "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
