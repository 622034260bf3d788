"""What Moodle gives for an answer, in percent, made into right and wrong; and what is asked with the answers that are right."""

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from studykit.transfer.asked import Ask, Item, Kind, Option, number_text
from studykit.transfer.judging import joined

_FULL = Decimal("99.9")
"""Thirds are never quite a whole."""


MOST_PAIRS = 100
"""Of one matching, or gaps of one text; more nobody could survey."""


class Marks:
    """Which of several answers are right."""

    def __init__(self, percents: Sequence[str], *, single: bool) -> None:
        """Judge answers.

        Args:
            percents: What each gives.
            single: One is to be chosen or given, so that part of the points is not enough.

        """
        given = [decimal(text) or Decimal(0) for text in percents]
        most = max(given, default=Decimal(0))
        single = single or most >= _FULL
        least = min(most, _FULL) if single else Decimal("1e-9")
        self.right = [percent > 0 and percent >= least for percent in given]
        self._partial = [0 < percent < least for percent in given]
        shares = {percent for percent, right in zip(given, self.right, strict=True) if right}
        self._uneven = not single and len(shares) > 1

    def changes(self, texts: Sequence[str]) -> list[str]:
        """What is to be told of answers, given how each begins."""
        partial = [text for text, partly in zip(texts, self._partial, strict=True) if partly]
        told = [f"Gives a part of the points there, and is wrong here: {text}." for text in partial]
        if self._uneven:
            told.append("Its right answers give more and fewer points there; here all count alike.")
        return told


def decimal(text: str) -> Decimal | None:
    """A number that a person wrote, with a point or a comma; None if it is none."""
    bare = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    if "," in bare and "." not in bare and bare.count(",") == 1:
        bare = bare.replace(",", ".")
    try:
        found = Decimal(bare)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) < 100 else None


def numbers(ident: str, values: Iterable[tuple[str, str, str]]) -> Ask:
    """A number to be given: each value, or the range from one to another; with its tolerance."""
    ask = Ask(Kind.NUMBER, ident)
    ranges: list[tuple[str, str]] = []
    for first, last, tolerance in values:
        low, high = decimal(first), decimal(last)
        if low is None or (last and high is None):
            continue
        if high is not None:
            ranges.append((_shown(low), _shown(high)))
            continue
        ask.accept += [_shown(low), number_text(f"{low:f}")]
        if around := decimal(tolerance):
            ask.limits.append((_shown(low - abs(around)), _shown(low + abs(around))))
    ask.limits += ranges
    ask.accept = list(dict.fromkeys(ask.accept))
    return ask


def _shown(number: Decimal) -> str:
    return f"{number.normalize():f}"


def wordings(texts: Iterable[str], item: Item) -> list[str]:
    """Wordings that are right, without the `*` that stands for anything."""
    kept: list[str] = []
    for text in texts:
        bare = text.replace("\\*", "\0")
        if "*" in bare:
            item.changes.append("An answer with `*` for anything is taken without it.")
        kept.append(" ".join(bare.replace("*", " ").replace("\0", "*").split()))
    return [text for text in kept if text]


def match(item: Item, pairs: list[tuple[str, str]], ident: str = "") -> list[Ask]:
    """A matching: each that has something on the left is matched with one of all on the right."""
    if len(pairs) > MOST_PAIRS:
        item.fault = f"It matches more than {MOST_PAIRS} pairs."
        return []
    offered = list(dict.fromkeys(right for _, right in pairs if right))
    return [
        Ask(
            Kind.CHOOSE,
            f"{ident}.{at}",
            left,
            [Option(str(number), text, text == right) for number, text in enumerate(offered)],
        )
        for at, (left, right) in enumerate(pairs)
        if left
    ]


def tell(item: Item, marks: Marks, feedback: list[str]) -> None:
    """Keep what is said after a right answer with the model answer; there is no place for the rest."""
    said = zip(feedback, marks.right, strict=True)
    kept = dict.fromkeys(text for text, is_right in said if is_right and text)
    item.answer = joined(item.answer, *kept)
    if any(text and text not in kept for text in feedback):
        item.changes.append("What is said after an answer that is not right is left out.")
