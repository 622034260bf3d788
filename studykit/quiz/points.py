"""From judged points to a score and a rating, with the reason in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studykit.content.model import Point
from studykit.log import Rating, Verdict
from studykit.quiz.words import score_words


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from an attempt: its score, its rating and why."""

    rating: Rating
    reason: str
    met: float
    """Points met, a part counting half."""
    total: int
    """Points there are."""


def derive(points: Sequence[Point], verdicts: Mapping[str, Verdict]) -> Derived:
    """The rating of an open answer; a point without a verdict counts as missed.

    A core point missed: again. Where no point is core, under half the score: again. Otherwise not all points met: hard;
    all met: good. Easy is only ever chosen by hand. After the finding that judging each idea by itself keeps learners
    honest (Dunlosky, Hartwig, Rawson and Lipko 2011).
    """
    given = [verdicts.get(point.id, Verdict.MISSED) for point in points]
    met, total = sum(verdict.share for verdict in given), len(points)
    core = [verdict for point, verdict in zip(points, given, strict=True) if point.core]
    if Verdict.MISSED in core:
        return Derived(Rating.AGAIN, "a core point is missing", met, total)
    if not core and met * 2 < total:
        return Derived(Rating.AGAIN, "under half of the points", met, total)
    if met < total:
        return Derived(Rating.HARD, _hard_reason(met, total, bool(core)), met, total)
    return Derived(Rating.GOOD, "all points met", met, total)


def derive_checked(*, correct: bool) -> Derived:
    """The rating of an answer that is right or wrong."""
    if correct:
        return Derived(Rating.GOOD, "right", 1.0, 1)
    return Derived(Rating.AGAIN, "not right", 0.0, 1)


def derive_dont_know(total: int) -> Derived:
    """The rating where the learner said that they do not know."""
    return Derived(Rating.AGAIN, "you did not know yet", 0.0, total)


def _hard_reason(met: float, total: int, has_core: bool) -> str:
    core = ", nothing at the core missing" if has_core else ""
    return f"{score_words(met, total)} points{core}"
