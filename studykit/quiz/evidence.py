"""Which words of the learner's answer speak for a point: a hint to underline, never a verdict.

No method that was tried notices a lost "not"; so this shows where to look, and the learner judges.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from studykit.content.markdown import Span, plain
from studykit.content.model import Point

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMMON = frozenset(
    """
    a an the and or but if of to in on at by for with from as is are was were be been being it its this that these those
    you your they them their he she his her we our i me my one ones who whom which what when where why how do does did
    done has have had will would can could should may might must not no nor so than then there here also more most less
    into out over under about up down between each every any some all both very just only own same other such
    """.split()
)
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
    keys = frozenset(stem for point in points for stem in key_stems(plain(point.text)))
    spans += [
        match.span() for match in _WORD.finditer(text) if _is_key(match.group().casefold(), keys)
    ]
    return _merged(spans)


def key_stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry its meaning."""
    words = (match.group().casefold() for match in _WORD.finditer(text))
    return frozenset(_stem(word) for word in words if word not in _COMMON and len(word) > 2)


def _wording(text: str, wording: str) -> Iterator[Span]:
    words = [re.escape(word) for word in wording.split()]
    if words:
        pattern = r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"
        yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _is_key(word: str, keys: frozenset[str]) -> bool:
    if word in _COMMON or len(word) < 3:
        return False
    stem = _stem(word)
    return stem in keys or (len(stem) > 4 and _is_slip(stem, keys))


@lru_cache(maxsize=4096)
def _is_slip(stem: str, keys: frozenset[str]) -> bool:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only once there is an answer to look at

    return process.extractOne(stem, keys, scorer=fuzz.ratio, score_cutoff=_TYPO) is not None


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # the package has no types
    from snowballstemmer import stemmer  # noqa: PLC0415 - only once there is an answer to look at

    return stemmer("english")


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
