"""Makes a library of many terms, the same one every time, to measure with."""

import random
from collections.abc import Iterable
from pathlib import Path

GUIDES_PER_COURSE = 100
_FACTS = 5
_QUESTIONS = 5
_RARITIES = 20_000
_SYLLABLES = "ba con de fer gra in lo men no per qui ra sta ten ver".split()
_COMMON = "the of a and in to is that with for as an it on by".split()
_SUBJECTS = "evidence answer question point interview sample measure listener reason method".split()


def generate(folder: Path, terms: int) -> None:
    """Write courses with so many terms into a folder; about 3 kB a guide."""
    for number, first in enumerate(range(0, terms, GUIDES_PER_COURSE)):
        course = folder / f"course-{number:03}"
        course.mkdir(parents=True, exist_ok=True)
        slugs = [f"term-{at:05}" for at in range(first, min(first + GUIDES_PER_COURSE, terms))]
        (course / "course.yaml").write_text(_course(number, slugs), "utf-8")
        for at, slug in enumerate(slugs, start=first):
            (course / f"{slug}.yaml").write_text(_Author(at).guide(slugs), "utf-8")


def _course(number: int, slugs: list[str]) -> str:
    """A course file with units of ten guides."""
    lines = [f"course: Course {number:03}", "about: A course to measure with.", "units:"]
    for at in range(0, len(slugs), 10):
        lines += [
            f"  - unit: Unit {at // 10 + 1}",
            f"    guides: [{', '.join(slugs[at : at + 10])}]",
        ]
    return "\n".join(lines) + "\n"


class _Author:
    """Writes one guide, in words that are drawn by its number."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._random = random.Random(number)

    def guide(self, slugs: list[str]) -> str:
        """The YAML of the guide; it shares its alias with guides of other courses."""
        others = [
            slug
            for slug in self._random.sample(slugs, min(3, len(slugs)))
            if slug != f"term-{self._number:05}"
        ]
        lines = [
            f"term: Term {self._number:05} {self._word()}",
            f"aliases: [shared name {self._number % 5_000}]",
            "definition: |",
            f"  **{self._word().capitalize()}** {self._words(22)}. {self._sentence(20)}",
            "facts:",
            *(f'  - "**{self._word()}** {self._words(16)}."' for _ in range(_FACTS)),
            "questions:",
        ]
        for position in range(_QUESTIONS):
            lines += self._question(position)
        lines += [f"related: [{', '.join(others)}]"] if others else []
        return "\n".join(lines) + "\n"

    def _question(self, position: int) -> Iterable[str]:
        """A choice question, a short one, and open ones."""
        yield f"  - question: {self._sentence(10)[:-1]} ({position})?"
        if position == 3:
            yield "    choices:"
            yield f"      - {{choice: {self._words(5)} first, correct: true, why: {self._words(9)}}}"
            yield from (
                f"      - {{choice: {self._words(5)} {at}, why: {self._words(9)}}}" for at in (2, 3)
            )
        elif position == 4:
            yield f"    accept: [{self._word()}, {self._word()} {self._word()}]"
            yield f"    answer: {self._word()}"
        else:
            points = [self._words(8) for _ in range(3)]
            yield "    answer: |"
            yield f"      {self._sentence(10)} {'. '.join(map(str.capitalize, points))}."
            yield "    points:"
            yield f"      - point: {points[0]}"
            yield "        core: true"
            yield f"        accept: [{self._words(2)}, {self._words(3)}]"
            yield f"        why: {self._words(10)}"
            yield from (f"      - {point}" for point in points[1:])

    def _sentence(self, length: int) -> str:
        return f"{self._words(length).capitalize()}."

    def _words(self, length: int) -> str:
        """Words as frequent as in a language: some everywhere, most of them rare."""
        return " ".join(self._draw() for _ in range(length))

    def _draw(self) -> str:
        chance = self._random.random()
        if chance < 0.4:
            return self._random.choice(_COMMON)
        return self._random.choice(_SUBJECTS) if chance < 0.5 else self._word()

    def _word(self) -> str:
        rarity = 40 + int(_RARITIES ** self._random.random())
        letters = []
        while rarity:
            rarity, digit = divmod(rarity, len(_SYLLABLES))
            letters.append(_SYLLABLES[digit])
        return "".join(letters)
