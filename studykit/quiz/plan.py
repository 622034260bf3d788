"""Which cards a quiz asks, and in which order."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import Any

from studykit.quiz.cards import Card, Kind
from studykit.quiz.mixing import mixed
from studykit.quiz.timer import TimeLimit
from studykit.scheduling.standing import Standing


class Mode(StrEnum):
    """Practice: feedback after each answer. Mock test: timed, feedback at the end."""

    PRACTICE = "practice"
    MOCK = "mock"


class Order(StrEnum):
    """In which order the cards come."""

    TAUGHT = "taught"
    SHUFFLED = "shuffled"
    MIXED = "mixed"
    """Terms take turns, and those easily confused or related stand next to each other."""


class Only(StrEnum):
    """Which of the cards, by how they stand."""

    ALL = "all"
    MISSED = "missed"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class QuizOptions:
    """What was chosen in the set-up."""

    scope: tuple[str, ...] = ()
    """Courses and terms: `course`, `course/term`. Empty: the whole library."""
    kinds: frozenset[Kind] = frozenset({Kind.QUESTION})
    only: Only = Only.ALL
    count: int | None = 10
    """None: all there are."""
    order: Order = Order.MIXED
    mode: Mode = Mode.PRACTICE
    limit: TimeLimit | None = None
    overtime: bool = False
    """When the time is up, go on and have the overtime marked, instead of closing."""
    seed: int = 0
    of_today: bool = False
    """Whether this is a day's work, which is gone on with on that day only."""

    def to_json(self) -> str:
        """The options as JSON."""
        data = asdict(self) | {"kinds": sorted(self.kinds)}
        return json.dumps(data, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "QuizOptions":
        """The options that `to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        limit = data.pop("limit")
        return cls(
            scope=tuple(data.pop("scope")),
            kinds=frozenset(map(Kind, data.pop("kinds"))),
            only=Only(data.pop("only")),
            order=Order(data.pop("order")),
            mode=Mode(data.pop("mode")),
            limit=TimeLimit(**limit) if limit else None,
            **data,
        )


@dataclass(frozen=True, slots=True)
class QuizPlan:
    """A quiz as it was begun: its cards in their order, and how it is run."""

    id: str
    title: str
    options: QuizOptions
    started_at: datetime
    cards: tuple[Card, ...]
    """Last those that are asked only if they are needed: see `follow_up`."""

    @property
    def count(self) -> int:
        """How many cards are asked in any case."""
        return sum(not card.follows for card in self.cards)

    def choice_order(self, card: int) -> list[int]:
        """In which order the choices of a card are shown: shuffled by the quiz's seed, the same whenever it is gone on with."""
        order = list(range(len(self.cards[card].choices)))
        Random(f"{self.options.seed} {self.cards[card].id}").shuffle(order)
        return order


@dataclass(frozen=True, slots=True)
class Pool:
    """The cards there are to choose from, and what is known about them."""

    cards: Sequence[Card]
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """By card id."""
    neighbours: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """For `course/term`, the terms that should meet it, the nearest first."""


def wanted(pool: Pool, options: QuizOptions) -> list[Card]:
    """The cards of the pool that the options allow to ask, as taught."""
    return [card for card in pool.cards if _is_wanted(card, pool.standings.get(card.id), options)]


def choose(pool: Pool, options: QuizOptions) -> tuple[Card, ...]:
    """The cards of a quiz in their order; the same for the same pool and options.

    Where there are more than asked for: `taught` takes the first, `shuffled` and any mock test draw at random, `mixed`
    takes what was missed the last time, then what was never met, a card of each term in turn, then what was reviewed
    longest ago. What was missed although the learner was sure opens a mixed practice quiz: nothing is put right as
    well as that, soon after (Butterfield and Metcalfe 2001).
    """
    rng = Random(options.seed)
    cards = wanted(pool, options)
    count = len(cards) if options.count is None else min(options.count, len(cards))
    if options.order is Order.SHUFFLED:
        return tuple(rng.sample(cards, count))
    if options.mode is Mode.MOCK:
        drawn = sorted(rng.sample(range(len(cards)), count))
        cards = [cards[position] for position in drawn]
    elif options.order is Order.MIXED:
        cards = _by_urgency(cards, pool.standings)
    chosen = cards[:count]
    if options.order is not Order.MIXED:
        return tuple(chosen)
    first = [] if options.mode is Mode.MOCK else _surprises(chosen, pool.standings)
    rest = [card for card in chosen if card not in first]
    return (*first, *mixed(rest, pool.neighbours, rng))


def _surprises(cards: Sequence[Card], standings: Mapping[str, Standing]) -> list[Card]:
    """The cards that were missed the last time although the learner was sure."""
    return [card for card in cards if (known := standings.get(card.id)) and known.is_surprise]


def _is_wanted(card: Card, standing: Standing | None, options: QuizOptions) -> bool:
    if card.kind not in options.kinds:
        return False
    if options.only is Only.UNSEEN:
        return standing is None
    return options.only is Only.ALL or (standing is not None and standing.has_missed)


def _by_urgency(cards: Sequence[Card], standings: Mapping[str, Standing]) -> list[Card]:
    """Missed cards first, then unseen ones, the first of each term before the second of any, then the longest unreviewed."""
    unseen: Counter[tuple[str, str]] = Counter()
    urgency: dict[str, tuple[int, float]] = {}
    for card in cards:
        standing = standings.get(card.id)
        if standing is None:
            urgency[card.id] = 1, unseen[card.course, card.term]
            unseen[card.course, card.term] += 1
        else:
            urgency[card.id] = (0 if standing.has_missed else 2), standing.at.timestamp()
    return sorted(cards, key=lambda card: urgency[card.id])
