"""Tests ahead, cards and learners to plan for."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from hypothesis import strategies as st

from studykit.scheduling.curve import Curve, Likely, likely_curves
from studykit.scheduling.habits import AVERAGE_MINUTES, Habits
from studykit.scheduling.lookahead import Lookahead, Stage
from studykit.scheduling.memory import Memory
from studykit.scheduling.outlook import Learner, Outlook, outlook
from studykit.scheduling.scheduler import USUAL_PARAMETERS
from studykit.scheduling.test import Covered, Test

TODAY = date(2026, 3, 2)
"""A Monday."""
AVERAGE = Learner(USUAL_PARAMETERS, likely_curves([]), Habits())


def after(days: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=days)


def a_test(days: int = 11, minutes: int = 20, **rest: object) -> Test:
    """A test so many days ahead."""
    return Test("test", "Test", after(days), time(9), (), minutes=minutes, **rest)  # type: ignore[arg-type]


def unmet(count: int, form: str = "open", points: int = 1) -> list[Covered]:
    """Cards that were never met."""
    return [Covered(f"{form} {number:03}", points, form) for number in range(count)]


def met(card: str = "met", stability: float = 5.0, ago: int = 3, days: int = 1) -> Covered:
    """A card that was recalled some days ago."""
    last = after(-ago)
    memory = Memory(stability, 5.0, last, last + timedelta(days=round(stability) or 1), days=days)
    return Covered(card, 1, "open", memory)


def asked_on(found: Outlook) -> dict[str, list[date]]:
    """For each card of a plan the days on which it is asked."""
    days: dict[str, list[date]] = {}
    for planned in found.days:
        for card in planned.cards:
            days.setdefault(card, []).append(planned.day)
    return days


def as_foreseen(cards: Sequence[Covered], found: Outlook, learner: Learner) -> list[Covered]:
    """The cards after today's work, if it went just as the plan foresaw."""
    ahead, done = learner.ahead(learner.likely.middle), set(found.work_today.cards)
    return [_asked(card, ahead, found.today) if card.card in done else card for card in cards]


def _asked(card: Covered, ahead: Lookahead, today: date) -> Covered:
    before, day = card.memory, today.toordinal()
    if before is None:
        stage, days = ahead.meet(day), 0
    else:
        stage = ahead.review(
            Stage(before.stability, before.difficulty, before.day.toordinal()), day
        )[1]
        days = before.days
    due = today + timedelta(days=max(round(stage.stability), 1))
    return card._replace(
        memory=Memory(stage.stability, stage.difficulty, today, due, days=days + 1)
    )


# -- anything that may be -----------------------------------------------------------------------------------------------

FORMS = st.sampled_from(["open", "short", "choice"])
MEMORIES = st.builds(
    lambda stability, difficulty, ago, days: Memory(
        stability, difficulty, after(-ago), after(1), days=days
    ),
    st.floats(0.05, 400),
    st.floats(1, 10),
    st.integers(0, 60),
    st.integers(0, 5),
)


@st.composite
def covered(draw: st.DrawFn, most: int = 14, *, tied: bool = True) -> list[Covered]:
    """Some cards, met or not; some rest, some are asked for an earlier test in any case."""
    days = st.integers(0, 12).map(after)
    free = st.just(())
    given = st.lists(days, max_size=2, unique=True).map(lambda found: tuple(sorted(found)))
    return [
        Covered(
            f"card {number:02}",
            draw(st.integers(1, 6)),
            draw(FORMS),
            draw(st.none() | MEMORIES),
            draw(free | given) if tied else (),
            draw(st.none() | days) if tied else None,
        )
        for number in range(draw(st.integers(0, most)))
    ]


TESTS = st.builds(
    a_test,
    st.integers(0, 18),
    st.integers(2, 45),
    weekdays_off=st.frozensets(st.integers(0, 6), max_size=3),
    days_off=st.frozensets(st.integers(0, 18).map(after), max_size=3),
)
MINUTES = st.fixed_dictionaries({effort: st.floats(0.1, 4) for effort in AVERAGE_MINUTES})
"""How long work takes: also reviews that take longer than first meetings."""
LEARNERS = st.builds(
    lambda minutes, stretch, decay, again, hard: Learner(
        USUAL_PARAMETERS,
        Likely(((Curve(stretch, decay), 0.5), (Curve(stretch * 1.5, decay), 0.5))),
        Habits(minutes, again=again, hard=hard, hard_later=hard),
    ),
    st.just(AVERAGE_MINUTES) | MINUTES,
    st.floats(0.2, 4),
    st.floats(0.15, 0.6),
    st.floats(0.05, 0.6),
    st.floats(0.05, 0.35),
)


def plan(
    test: Test, cards: Sequence[Covered], learner: Learner = AVERAGE, spent: float = 0.0
) -> Outlook:
    """How the test stands today."""
    return outlook(test, cards, TODAY, learner, spent)
