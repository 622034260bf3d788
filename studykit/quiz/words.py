"""How a quiz, its score, its counts, and times are said."""

from collections.abc import Collection, Iterable
from datetime import time

from studykit.log import KINDS

MODE_WORDS = {"practice": "practice", "mock": "mock test"}
"""By the mode, as it is kept in the log."""


def number(points: float) -> str:
    """A number of points as people write it: `8.5`, `3`."""
    return f"{points:g}" if points % 1 else str(int(points))


def score_words(met: float, total: int) -> str:
    """Points met of those there are: `8.5 of 11`."""
    return f"{number(met)} of {total}"


def counted(count: int, thing: str) -> str:
    """So many things: `1 term`, `3 terms`."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def percent(share: float) -> str:
    """A share as people read it: `77 %`."""
    return f"{share:.0%}".replace("%", " %")


def minutes_words(minutes: float) -> str:
    """So much work: `12 min`, `1 h 25 min`. Some work is never none."""
    whole = max(round(minutes), 1 if minutes > 0 else 0)
    hours, rest = divmod(whole, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(parts)


def hour_words(at: time) -> str:
    """A time of day as it is written: `9:00`."""
    return f"{at.hour}:{at:%M}"


def joined(things: Iterable[str], last: str = "and") -> str:
    """Things in a row: `a`, `a and b`, `a, b and c`."""
    *first, end = things
    return f"{', '.join(first)} {last} {end}" if first else end


def kinds_words(kinds: Collection[str]) -> str:
    """What is asked: `questions and facts`."""
    return joined(f"{kind}s" for kind in KINDS if kind in kinds)
