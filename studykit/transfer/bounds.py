"""How much an item may hold, and a file: what has more was made for no person, and would make an import slow or large.

The bounds are on what would be kept. Whoever reads a format looks at them before it makes anything of an item, so that
an item of a million answers costs no more than reading it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from studykit.content.model import Guide, Question

if TYPE_CHECKING:
    from studykit.transfer.asked import Item

MOST = 1_000
"""Choices, answers, points, facts or fields of one item."""
MOST_ASKS = 500
"""Things that one item may ask, such as gaps."""
LONGEST = 100_000
"""Characters of one text that is kept."""
RAW = 1_000_000
"""Characters of one item before anything is made of it, pictures within it not counted."""
HEAVIEST = 1_000_000
"""What one item may weigh, and what a file of several may: about its bytes in YAML."""
MOST_ITEMS = 500_000
"""Of one file that is taken in; half of that may have something to be told."""
MOST_WEIGHT = 100_000_000
"""Of all that is taken from one file."""
_INLINE = re.compile(r"data:[\w/.+-]{1,60};base64,[A-Za-z0-9+/=%\s]*+")


def too_many(things: Iterable[object], named: str) -> str:
    """Why an item of so many things is left out, in a sentence; empty if it is not. No more are looked at than needed."""
    count = sum(1 for _ in islice(things, MOST + 1))
    return told(named) if count > MOST else ""


def told(named: str) -> str:
    """That there are too many of some things."""
    return f"It has more than {MOST:,} {named}."


def too_long(*raws: str) -> str:
    """Why an item of these texts, as they are written in its file, is left out; empty if it is not."""
    if sum(map(len, raws)) <= RAW or sum(len(_INLINE.sub("", raw)) for raw in raws) <= RAW:
        return ""
    return f"It is longer than {RAW:,} characters."


def excess_of_asked(item: "Item") -> str:
    """Why an item is too large to be made into a question; empty if it is not."""
    if len(item.asks) > MOST_ASKS:
        return f"It asks more than {MOST_ASKS} things."
    if max(len(item.text), len(item.answer), len(item.hint)) > LONGEST:
        return f"One of its texts is longer than {LONGEST:,} characters."
    faults = (
        too_many(ask.options, "choices") or too_many((*ask.accept, *ask.limits), "right answers")
        for ask in item.asks
    )
    return next(filter(None, faults), "")


def excess(question: Question) -> str:
    """Why a question is too large to be kept; empty if it is not."""
    return (
        too_many(question.choices, "choices")
        or too_many(question.accept, "right answers")
        or too_many(question.points, "points")
        or _too_large(_texts(question))
    )


def excess_of_guide(guide: Guide) -> str:
    """Why a guide is too large to be kept; empty if it is not."""
    return (
        too_many(guide.facts, "facts")
        or too_many(guide.questions, "questions")
        or too_many(guide.points, "points")
        or too_many(guide.aliases, "other names")
        or next(filter(None, map(excess, guide.questions)), "")
        or _too_large(_texts_of_guide(guide))
    )


def weight(item: Question | Guide) -> int:
    """What an item weighs in a file."""
    texts = _texts(item) if isinstance(item, Question) else _texts_of_guide(item)
    return sum(map(_weight, texts))


def _too_large(texts: Iterator[str]) -> str:
    """Why texts cannot be kept together; empty if they can."""
    total = 0
    for text in texts:
        if len(text) > LONGEST:
            return f"One of its texts is longer than {LONGEST:,} characters."
        total += _weight(text)
        if total > HEAVIEST:
            return "All that it says is too much for one item."
    return ""


def _weight(text: str) -> int:
    """About the bytes that a text takes, each of its lines indented."""
    size = len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
    return 20 + size + 10 * text.count("\n")


def _texts(question: Question) -> Iterator[str]:
    """All texts of a question."""
    yield from (question.text, question.answer, question.hint, *question.accept)
    for choice in question.choices:
        yield from (choice.text, choice.why)
    for point in question.points:
        yield from (point.text, point.why, *point.accept)


def _texts_of_guide(guide: Guide) -> Iterator[str]:
    """All texts of a guide."""
    yield from (guide.term, guide.definition, *guide.aliases, *guide.related, *guide.contrast)
    for point in guide.points:
        yield from (point.text, point.why, *point.accept)
    for fact in guide.facts:
        yield fact.text
    for question in guide.questions:
        yield from _texts(question)
