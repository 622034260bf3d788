"""Which words of the learner's answer speak for a point: a hint to underline, never a verdict.

No method that was tried notices a lost "not"; so this shows where to look, and the learner judges.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from studykit.content.markdown import Span, plain
from studykit.content.meaning import STOP_WORDS, stem
from studykit.content.model import Point

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TYPO = 85.0
"""Similarity in per cent from which two words count as one with a slip."""
_LONGEST = 20_000
"""Characters of an answer that are looked at."""


def seen(answer: str, points: Sequence[Point]) -> list[Span]:
    """The stretches of the answer that match a point's `accept` or its key words, in order, not overlapping."""
    text = answer[:_LONGEST]
    spans = [
        span for point in points for wording in point.accept for span in _wording(text, wording)
    ]
    keys = frozenset(key for point in points for key in key_stems(plain(point.text)))
    spans += [
        match.span() for match in _WORD.finditer(text) if _is_key(match.group().casefold(), keys)
    ]
    return _merged(spans)


def key_stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry its meaning."""
    words = (match.group().casefold() for match in _WORD.finditer(text))
    return frozenset(stem(word) for word in words if word not in STOP_WORDS and len(word) > 2)


def _wording(text: str, wording: str) -> Iterator[Span]:
    words = [re.escape(word) for word in wording.split()]
    if words:
        pattern = r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"
        yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _is_key(word: str, keys: frozenset[str]) -> bool:
    if word in STOP_WORDS or len(word) < 3:
        return False
    found = stem(word)
    return found in keys or (len(found) > 4 and _is_slip(found, keys))


@lru_cache(maxsize=4096)
def _is_slip(found: str, keys: frozenset[str]) -> bool:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only once there is an answer to look at

    return process.extractOne(found, keys, scorer=fuzz.ratio, score_cutoff=_TYPO) is not None


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
