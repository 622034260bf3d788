"""The mixed order: terms take turns, and those easily confused or related stand next to each other."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from studykit.content.model import Course
from studykit.quiz.cards import Card

Neighbours = Mapping[str, Sequence[str]]
"""For `course/term`, the terms that should meet it, the nearest first."""


def neighbours(courses: Iterable[Course]) -> dict[str, list[str]]:
    """The terms that should meet in a mixed quiz: those that contrast with each other, then those that are related, both ways."""
    pairs: dict[str, dict[str, bool]] = {}
    for course in courses:
        for guide in course.guides:
            here = f"{course.slug}/{guide.slug}"
            for links, contrasts in ((guide.contrast, True), (guide.related, False)):
                for link in links:
                    there = link if "/" in link else f"{course.slug}/{link}"
                    for one, other in ((here, there), (there, here)):
                        known = pairs.setdefault(one, {})
                        known[other] = contrasts or known.get(other, False)
    return {
        term: sorted(others, key=lambda other: (not others[other], other))
        for term, others in pairs.items()
    }


def mixed(cards: Sequence[Card], near: Neighbours, rng: Random) -> list[Card]:
    """The cards in turns: each term has one, then each its next; none has two in a row where that can be avoided."""
    left: dict[str, deque[Card]] = {}
    for card in cards:
        left.setdefault(f"{card.course}/{card.term}", deque()).append(card)
    turns = deque(_line_up(list(left), near, rng))
    most = max(map(len, left.values()), default=0)
    order: list[Card] = []
    last = ""
    while turns:
        cards_left = len(cards) - len(order)
        urgent = _urgent(left, cards_left) if most * 2 > cards_left else None
        last = urgent or next((term for term in turns if term != last), last)
        order.append(left[last].popleft())
        turns.remove(last)
        if left[last]:
            turns.append(last)
    return order


def _urgent(left: Mapping[str, deque[Card]], cards_left: int) -> str | None:
    """The term that must not wait its turn: it has more than half of the cards that are left."""
    fullest = max(left, key=lambda term: len(left[term]))
    return fullest if len(left[fullest]) * 2 > cards_left else None


def _line_up(terms: list[str], meeting: Neighbours, rng: Random) -> list[str]:
    """The terms in a random line in which those that should meet stand together."""
    rng.shuffle(terms)
    here = set(terms)
    near = {term: [one for one in meeting.get(term, ()) if one in here] for term in terms}
    placed: set[str] = set()
    ends_first = sorted(terms, key=lambda term: len(near[term]))
    groups = [_walk(start, near, placed) for start in ends_first if start not in placed]
    rng.shuffle(groups)
    return [term for group in groups for term in group]


def _walk(start: str, near: Mapping[str, Sequence[str]], placed: set[str]) -> list[str]:
    """The terms that can be reached from one, each next to its nearest where possible."""
    group = []
    edge = [start]
    while edge:
        term = edge.pop()
        if term not in placed:
            placed.add(term)
            group.append(term)
            edge += reversed(near[term])
    return group
