"""What has changed in the answer to a card since it was answered last: a learner who was right then may be wrong now."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studykit.content.identity import identify
from studykit.content.markdown import plain
from studykit.content.model import Form
from studykit.content.text import shorten
from studykit.quiz.cards import Card

_LONGEST = 60


class Change(NamedTuple):
    """How the answer to a card differs from what it was."""

    new: tuple[int, ...] = ()
    """The points that were not there, by their numbers from 1."""
    gone: tuple[str, ...] = ()
    """The points that are there no more."""
    answer: bool = False
    """Whether the model answer, the right choice or the accepted wording is another."""

    @property
    def words(self) -> str:
        """In words, for a learner who has answered."""
        return f"Changed since you last answered: {'; '.join(self._parts())}."

    def _parts(self) -> Iterator[str]:
        if self.new:
            numbers = [str(number) for number in self.new]
            *first, last = numbers
            several = f"{', '.join(first)} and {last}" if first else last
            yield f"point{'s' * bool(first)} {several} {'are' if first else 'is'} new"
        if self.gone:
            yield f"gone: {', '.join(f'“{_short(text)}”' for text in self.gone)}"
        if self.answer:
            yield (
                "the model answer is another" if self.new or self.gone else "the answer is another"
            )


def change_of(before: Card, now: Card) -> Change | None:
    """What has changed; None: nothing that an answer would have to say otherwise."""
    if before.form is not now.form:
        return Change(answer=True)
    if now.form is not Form.OPEN:
        return Change(answer=True) if _is_right_otherwise(before, now) else None
    had, has = _ids(before), _ids(now)
    change = Change(
        tuple(at for at, point in enumerate(now.points, 1) if identify(point.text) not in had),
        tuple(point.text for point in before.points if identify(point.text) not in has),
        identify(before.answer) != identify(now.answer),
    )
    return change if any(change) else None


def _is_right_otherwise(before: Card, now: Card) -> bool:
    """Whether what was right is right no more: another choice, or none of the wordings that were accepted."""
    if now.form is Form.CHOICE:
        return _right(before) != _right(now)
    return _folded(before.accept).isdisjoint(_folded(now.accept))


def _right(card: Card) -> set[str]:
    return _folded(choice.text for choice in card.choices if choice.correct)


def _ids(card: Card) -> set[str]:
    return _folded(point.text for point in card.points)


def _folded(texts: Iterable[str]) -> set[str]:
    return {identify(text) for text in texts}


def _short(text: str) -> str:
    return shorten(plain(text).rstrip(" ."), _LONGEST)
