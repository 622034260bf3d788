"""Praise for a right answer: other programs say it after the answer, and it tells nothing that could be compared with one."""

import re
from collections.abc import Collection

from studykit.content.markdown import plain
from studykit.content.meaning import STOP_WORDS
from studykit.content.text import normalise

_WORD = re.compile(r"[^\W_]+")
_WORDS = frozenset(
    """absolutely alright amazing answer answered awesome bravo brilliant bingo choice clever congratulations congrats correct
    correctly course exactly excellent fantastic fine going gold good got great hooray hurray indeed job keep kudos lovely made
    marvellous nailed nice nicely ok okay outstanding perfect perfectly precisely response right smart spot star super superb
    sure terrific thanks thank true try wonderful well won work wow yay yeah yep yes
    richtig genau gut sehr super prima toll klasse korrekt antwort ja stimmt das
    correcto correcta bien muy excelente exacto sí
    correcte bonne réponse très bien oui exact""".split()
)
"""In which praise is said, beside words that say little anyway."""
_MOST = 12
"""Words of the longest praise."""


def without_praise(said: str, right: Collection[str], changes: list[str]) -> str:
    """What is said after an answer, without the paragraphs that only praise; what is right is never praise.

    Args:
        said: Markdown.
        right: What is right, as Markdown.
        changes: Takes a sentence for each paragraph that is left out.

    """
    rights = {normalise(plain(one)) for one in right}
    kept: list[str] = []
    for paragraph in said.split("\n\n"):
        if _praises(plain(paragraph), rights):
            changes.append(f"It only praises a right answer, and is left out: {paragraph}")
        else:
            kept.append(paragraph)
    return "\n\n".join(kept)


def _praises(said: str, rights: Collection[str]) -> bool:
    """Whether a text says no more than that the answer is right."""
    words = _WORD.findall(said.casefold())
    if not 0 < len(words) <= _MOST or normalise(said).strip(".! ") in rights:
        return False
    others = [word for word in words if len(word) > 1 and word not in STOP_WORDS]
    return bool(others) and _WORDS.issuperset(others)
