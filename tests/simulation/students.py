"""Simulated students: how they really remember, which the plan does not know.

Each model answers two questions: how probable is it that the student recalls a card on a day, and what happens to that when the card is asked.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import date
from math import exp, log, sqrt
from random import Random

from studykit.log import Rating
from studykit.scheduling.curve import Curve
from studykit.scheduling.memory import Memory
from studykit.scheduling.scheduler import USUAL_PARAMETERS, CardScheduler

FIRST = (0.35, 0.25, 0.4)
"""How a first meeting goes: again, hard, good."""
HARD = 0.25
"""The share of recalls that are hard."""


class Student(ABC):
    """Somebody who is asked cards, day by day.

    Chance is drawn for each card by itself, so that a card has the same luck whatever else is asked: two policies are compared by what they
    do, not by their luck.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._chances: dict[str, Random] = {}

    def chance(self, card: str) -> Random:
        """The chance of a card."""
        if card not in self._chances:
            self._chances[card] = Random(f"{self._seed} {card}")
        return self._chances[card]

    def answer(self, card: str, day: date) -> Rating:
        """Answer a card, and learn from it."""
        rating = self._rate(card, day)
        self.learn(card, day, rating)
        return rating

    def _rate(self, card: str, day: date) -> Rating:
        known, whole = self.chance(card).random(), self.chance(card).random()
        if not self.has_met(card):
            again, hard, _ = FIRST
            return (
                Rating.AGAIN
                if known < again
                else Rating.HARD
                if known < again + hard
                else Rating.GOOD
            )
        if known >= self.recall(card, day):
            return Rating.AGAIN
        return Rating.HARD if whole < HARD else Rating.GOOD

    @abstractmethod
    def has_met(self, card: str) -> bool:
        """Whether the card was ever asked."""

    @abstractmethod
    def recall(self, card: str, day: date) -> float:
        """How probable it is that the card is recalled; 0 if it was never met."""

    @abstractmethod
    def learn(self, card: str, day: date, rating: Rating) -> None:
        """What an answer, and the feedback on it, does to the memory of a card."""


class FsrsStudent(Student):
    """Remembers as FSRS-6 says, with parameters of their own."""

    def __init__(self, seed: int, parameters: tuple[float, ...]) -> None:
        super().__init__(seed)
        self._scheduler = CardScheduler(parameters, fuzz=lambda _card, _reviews: 0.5)
        self._curve = Curve(decay=parameters[20])
        self._memories: dict[str, Memory] = {}

    def has_met(self, card: str) -> bool:
        return card in self._memories

    def recall(self, card: str, day: date) -> float:
        memory = self._memories.get(card)
        return self._curve.recall(memory.stability, (day - memory.day).days) if memory else 0.0

    def learn(self, card: str, day: date, rating: Rating) -> None:
        memory = self._memories.get(card)
        self._memories[card] = (
            self._scheduler.next(card, memory, rating, day)
            if memory
            else self._scheduler.first(card, rating, day)
        )


class HalfLifeStudent(Student):
    """Remembers by half-lives that grow with the number of recalls and shrink with that of failures.

    After half-life regression (Settles and Meeder 2016): p = 2 ** (-days / h), h = 2 ** (a + b sqrt(1 + recalled) + c sqrt(1 + failed)). It
    knows no spacing effect, and forgets to nothing.
    """

    def __init__(
        self, seed: int, base: float = -1.5, right: float = 3.0, wrong: float = -0.3
    ) -> None:
        super().__init__(seed)
        self._weights = base, right, wrong
        self._counts: dict[str, tuple[int, int, date]] = {}
        self._ease: dict[str, float] = {}

    def has_met(self, card: str) -> bool:
        return card in self._counts

    def recall(self, card: str, day: date) -> float:
        if card not in self._counts:
            return 0.0
        recalled, failed, last = self._counts[card]
        base, right, wrong = self._weights
        half_life = 2 ** (
            base + self._ease[card] + right * sqrt(1 + recalled) + wrong * sqrt(1 + failed)
        )
        return float(2 ** (-(day - last).days / half_life))

    def learn(self, card: str, day: date, rating: Rating) -> None:
        if card not in self._counts:
            self._ease[card] = self.chance(card).gauss(0, 0.5)
        recalled, failed, _ = self._counts.get(card, (0, 0, day))
        is_known = rating is not Rating.AGAIN
        self._counts[card] = recalled + is_known, failed + (not is_known), day


class ActivationStudent(Student):
    """Remembers by activation, as ACT-R has it, with the spacing effect of Pavlik and Anderson (2005).

    Each meeting leaves a trace that fades as t ** -d; its d is the higher the more active the card was: d = c exp(m) + a, with the activation m = ln(sum of
    the traces). The probability of recall is 1 / (1 + exp((threshold - m) / s)).
    """

    def __init__(
        self,
        seed: int,
        decay: tuple[float, float] = (0.28, 0.22),
        threshold: float = -0.25,
        noise: float = 0.28,
        pace: float = 2.0,
    ) -> None:
        super().__init__(seed)
        self._scale, self._floor = decay
        self._threshold, self._noise, self._pace = threshold, noise, pace
        self._traces: dict[str, list[tuple[date, float]]] = {}
        self._ease: dict[str, float] = {}

    def has_met(self, card: str) -> bool:
        return card in self._traces

    def recall(self, card: str, day: date) -> float:
        if card not in self._traces:
            return 0.0
        return 1 / (1 + exp((self._threshold - self._activation(card, day)) / self._noise))

    def learn(self, card: str, day: date, rating: Rating) -> None:
        if card not in self._traces:
            self._ease[card] = self.chance(card).gauss(0, 0.25)
            self._traces[card] = [(day, self._floor)]
            if rating is not Rating.AGAIN:  # known already: as if met before
                self._traces[card].append((day, self._floor + 0.05))
            return
        fading = self._scale * exp(self._activation(card, day)) + self._floor
        self._traces[card].append((day, fading))

    def _activation(self, card: str, day: date) -> float:
        traces = self._traces[card]
        sums = sum(max((day - on).days * self._pace, 0.05) ** -fading for on, fading in traces)
        return log(sums) + self._ease[card]


def _parameters(scale: float = 1.0, **changed: float) -> tuple[float, ...]:
    """FSRS's own parameters with the first stabilities scaled, and with others in place of some: `w20=0.3`."""
    values = list(USUAL_PARAMETERS)
    values[:4] = [value * scale for value in values[:4]]
    for name, value in changed.items():
        values[int(name.removeprefix("w"))] = value
    return tuple(values)


MakeStudent = Callable[[int], Student]
STUDENTS: Mapping[str, MakeStudent] = {
    "FSRS, as assumed": lambda seed: FsrsStudent(seed, _parameters()),
    "FSRS, forgets fast": lambda seed: FsrsStudent(seed, _parameters(0.35, w8=1.4, w6=3.6)),
    "FSRS, forgets slowly": lambda seed: FsrsStudent(seed, _parameters(3, w8=2.1)),
    "FSRS, steep curve": lambda seed: FsrsStudent(seed, _parameters(w20=0.45)),
    "FSRS, hard material": lambda seed: FsrsStudent(
        seed, _parameters(0.6, w4=7.6, w11=1.0, w20=0.25)
    ),
    "half-life regression": HalfLifeStudent,
    "ACT-R activation": ActivationStudent,
}
"""The students, by what is special about them."""
