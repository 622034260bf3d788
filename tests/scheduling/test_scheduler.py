"""From a card's memory and a rating to its next memory."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.log import Rating
from studykit.scheduling.memory import Memory
from studykit.scheduling.scheduler import CardScheduler, seeded

DAY = date(2026, 11, 26)


def interval(memory: Memory) -> int:
    return (memory.due - memory.day).days


def learnt(scheduler: CardScheduler, card: str = "card", times: int = 4) -> Memory:
    """A card that was known each time it was due."""
    memory = scheduler.first(card, Rating.GOOD, DAY)
    for _ in range(times - 1):
        memory = scheduler.next(card, memory, Rating.GOOD, memory.due)
    return memory


def test_when_a_card_is_due_it_is_recalled_as_probably_as_the_learner_wants() -> None:
    for retention in (0.7, 0.8, 0.9, 0.97):
        scheduler = CardScheduler(retention=retention, fuzz=lambda _card, _reviews: 0.5)
        memory = learnt(scheduler)
        assert scheduler.recall(memory, memory.due) == pytest.approx(retention, abs=0.02)


def test_who_wants_to_recall_more_is_asked_sooner() -> None:
    gaps = [interval(learnt(CardScheduler(retention=r))) for r in (0.97, 0.9, 0.8, 0.7)]
    assert gaps == sorted(gaps)
    assert gaps[0] < gaps[-1]


def test_cards_that_were_learnt_together_come_back_on_different_days() -> None:
    memories = [learnt(CardScheduler(), f"card {number}") for number in range(30)]
    assert len({memory.due for memory in memories}) > 5


def test_the_fuzz_of_a_card_is_always_the_same_one() -> None:
    assert learnt(CardScheduler()) == learnt(CardScheduler())
    assert seeded("card", 3) == seeded("card", 3) != seeded("card", 4)


@given(
    st.floats(0, 1, exclude_max=True),
    st.floats(0, 1, exclude_max=True),
    st.lists(st.sampled_from(Rating), min_size=1, max_size=6),
)
def test_fuzz_moves_a_card_by_a_few_days_and_never_to_today(
    one: float, other: float, ratings: list[Rating]
) -> None:
    dues = []
    for share in sorted((one, other)):
        scheduler = CardScheduler(fuzz=lambda _card, _reviews, share=share: share)  # type: ignore[misc]
        memory = scheduler.first("card", ratings[0], DAY)
        for rating in ratings[1:]:
            memory = scheduler.next("card", memory, rating, memory.day + timedelta(days=5))
        assert memory.due > memory.day
        dues.append(interval(memory))
    assert dues[0] <= dues[1] <= dues[0] + 2 + 0.35 * dues[0] + 0.1 * dues[1]


@given(st.sampled_from(Rating), st.integers(0, 400))
def test_a_better_recall_never_brings_a_card_back_sooner(rating: Rating, gap: int) -> None:
    scheduler = CardScheduler()
    memory = scheduler.first("card", rating, DAY)
    on = DAY + timedelta(days=gap)
    after = [interval(scheduler.next("card", memory, answer, on)) for answer in Rating]
    assert after == sorted(after)


def test_parameters_of_ones_own_are_used() -> None:
    usual = CardScheduler()
    slow = CardScheduler(
        [value * (3 if at < 4 else 1) for at, value in enumerate(usual.parameters)]
    )
    assert learnt(slow, times=1).stability == pytest.approx(3 * learnt(usual, times=1).stability)
