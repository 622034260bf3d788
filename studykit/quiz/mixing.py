"""The mixed order: terms take turns, and terms easily confused stand next to each other."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from studykit.content.model import Course
from studykit.quiz.cards import Card

Neighbours = Mapping[str, frozenset[str]]
"""For `course/term`, the terms easily confused with it."""


def confusable(courses: Iterable[Course]) -> dict[str, frozenset[str]]:
    """The terms that should meet in a mixed quiz: those that contrast with each other, both ways."""
    pairs: dict[str, set[str]] = {}
    for course in courses:
        for guide in course.guides:
            here = f"{course.slug}/{guide.slug}"
            for link in guide.contrast:
                there = link if "/" in link else f"{course.slug}/{link}"
                pairs.setdefault(here, set()).add(there)
                pairs.setdefault(there, set()).add(here)
    return {term: frozenset(others) for term, others in pairs.items()}


def mixed(cards: Sequence[Card], neighbours: Neighbours, rng: Random) -> list[Card]:
    """The cards in turns: each term has one, then each its next; none has two in a row where that can be avoided."""
    left: dict[str, deque[Card]] = {}
    for card in cards:
        left.setdefault(f"{card.course}/{card.term}", deque()).append(card)
    turns = deque(_line_up(list(left), neighbours, rng))
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


def _line_up(terms: list[str], neighbours: Neighbours, rng: Random) -> list[str]:
    """The terms in a random line in which those easily confused stand together."""
    rng.shuffle(terms)
    here = set(terms)
    near = {term: sorted(neighbours.get(term, frozenset()) & here) for term in terms}
    placed: set[str] = set()
    ends_first = sorted(terms, key=lambda term: len(near[term]))
    groups = [_walk(start, near, placed) for start in ends_first if start not in placed]
    rng.shuffle(groups)
    return [term for group in groups for term in group]


def _walk(start: str, near: Mapping[str, list[str]], placed: set[str]) -> list[str]:
    """The terms that can be reached from one, each next to one that it is confused with where possible."""
    group = []
    edge = [start]
    while edge:
        term = edge.pop()
        if term not in placed:
            placed.add(term)
            group.append(term)
            edge += near[term]
    return group
