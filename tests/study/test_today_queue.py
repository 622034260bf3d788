"""Today's queue without looking through everything is the same as with it."""

from datetime import date, time
from itertools import chain, zip_longest

import pytest

from studykit.content.askable import Askable
from studykit.scheduling.test import Test
from studykit.study.planner import Planner
from studykit.study.study import Study
from tests.history import live
from tests.support import TickingClock

DAY = 86_400


def all_cards(study: Study) -> dict[str, Askable]:
    """Every card of the library, by its id."""
    courses = [entry.slug for entry in study.catalog.courses()]
    return {card.id: card for course in courses for card in study.catalog.askable(course)}


def looked_through(
    study: Study, planner: Planner, covered: set[str]
) -> tuple[list[str], list[str]]:
    """What is due and what is new, found by looking at each card."""
    cards, met = all_cards(study), study.log.memories()
    out = covered | set(study.schedule.agenda.resting(planner.day))
    due = sorted(
        (memory.due, card)
        for card, memory in met.items()
        if card in cards and memory.due <= planner.day and card not in out
    )
    done = sum(
        new for card, new, _ in study.schedule.recalls.on(planner.day) if card not in covered
    )
    begun = sorted({card.partition("/")[0] for card in met})
    lines = [
        [
            card.id
            for card in cards.values()
            if card.id.startswith(f"{course}/") and card.kind in study.schedule.settings.kinds
            if card.id not in met and card.id not in out
        ]
        for course in begun
    ]
    turns = [card for card in chain(*zip_longest(*lines)) if card]
    return [card for _, card in due], turns[: max(study.schedule.settings.new_cards - done, 0)]


@pytest.fixture(params=[1, 3, 7, 20])
def weeks_later(study: Study, ticking_clock: TickingClock, request: pytest.FixtureRequest) -> Study:
    """The desk some days after a learner took a few quizzes."""
    live(study, ticking_clock.wait, ["asking/job-interview", "writing", "asking"], days=2)
    ticking_clock.wait(float(request.param) * DAY)
    return study


def test_the_queue_is_what_looking_at_each_card_would_give(weeks_later: Study) -> None:
    planner = weeks_later.schedule.planner()
    today = planner.today()
    assert (list(today.due), list(today.new)) == looked_through(weeks_later, planner, set())
    assert today.new or today.due
    assert today.minutes > 0


def test_a_card_that_rests_is_in_no_queue(weeks_later: Study) -> None:
    before = weeks_later.today()
    resting = [*before.due[:1], *before.new[:1]]
    weeks_later.schedule.rest(resting, 5)
    planner = weeks_later.schedule.planner()
    today = planner.today()
    assert not set(resting) & set(today.cards)
    assert (list(today.due), list(today.new)) == looked_through(weeks_later, planner, set())


def test_what_a_test_covers_is_left_to_its_plan(weeks_later: Study) -> None:
    day = weeks_later.schedule.day()
    test = Test("", "Letters", date.fromordinal(day.toordinal() + 9), time(9), ("writing",))
    weeks_later.schedule.add_test(test)
    planner = weeks_later.schedule.planner()
    today = planner.today()
    covered = {card for card in all_cards(weeks_later) if card.startswith("writing/")}
    assert not covered & set(today.due)
    assert list(today.due) == looked_through(weeks_later, planner, covered)[0]
    assert not (today.planned[0].work_today.cards and today.new), (
        "the minutes given are all there is"
    )
