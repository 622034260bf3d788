"""Which words carry the meaning of a text, and what is the same word whatever its ending."""

from collections.abc import Callable
from functools import lru_cache

STOP_WORDS = frozenset(
    """a about above after again all also always am an and any are as at be because been before being below between both
    but by can could did do does doing done down during each either else even ever every few for from further had has
    have having he her here hers him his how i if in into is it its itself just least less may me might more most much
    must my neither never no nor not of off often on once one ones only or other our out over own per rather same shall
    she should since so some such than that the their them then there these they this those through thus to too under
    until up upon us very was we were what when where whether which while who whom whose why will with within without
    would you your""".split()
)
"""Words that say little by themselves."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word."""
    return _stemmer()(word)


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    """The function that takes a word to its stem."""
    from snowballstemmer import stemmer  # noqa: PLC0415 - only `check` and an answer need it

    found: Callable[[str], str] = stemmer("english").stemWord
    return found
