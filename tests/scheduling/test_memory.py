"""How a card is remembered follows from its reviews."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.log import Confidence, Rating
from studykit.scheduling.memory import Memory, Step, Trace, replay
from studykit.scheduling.review import Review
from studykit.scheduling.scheduler import CardScheduler
from tests.support import START

SCHEDULER = CardScheduler()
EARLIEST = timedelta(days=1)


def review(
    days: float, rating: Rating = Rating.GOOD, *, day: date | None = None, **rest: object
) -> Review:
    at = START + timedelta(days=days)
    return Review(f"{days:020}", "card", at, day or at.date(), rating, **rest)  # type: ignore[arg-type]


def played(*reviews: Review) -> list[Step]:
    return list(replay(reviews, SCHEDULER))


def memory_of(*reviews: Review) -> Memory:
    memory = played(*reviews)[-1].memory
    assert memory
    return memory


def test_a_missed_card_comes_back_tomorrow_and_a_known_one_later() -> None:
    assert memory_of(review(0, Rating.AGAIN)).due == START.date() + EARLIEST
    assert memory_of(review(0, Rating.GOOD)).due > START.date() + EARLIEST


def test_a_card_that_is_known_again_and_again_comes_back_after_growing_gaps() -> None:
    gaps, at = [], 0
    reviews = []
    for _ in range(5):
        reviews.append(review(at))
        memory = memory_of(*reviews)
        gaps.append((memory.due - memory.day).days)
        at += gaps[-1]
    assert gaps == sorted(set(gaps))
    assert memory.days == memory.reviews == 5


def test_what_is_forgotten_after_it_was_known_is_a_lapse() -> None:
    never = memory_of(review(0, Rating.AGAIN), review(1, Rating.AGAIN))
    assert (never.lapses, never.days) == (0, 0)
    once = memory_of(review(0), review(3, Rating.AGAIN), review(4))
    assert (once.lapses, once.days, once.reviews) == (1, 2, 3)


def test_two_recalls_on_one_day_are_one_day_of_recall() -> None:
    assert memory_of(review(0), review(0.1)).days == 1


@pytest.mark.parametrize("away", [90, 365, 4000])
def test_after_months_away_a_card_that_is_still_known_has_lasted_longer(away: int) -> None:
    step = played(review(0), review(3), review(3 + away))[-1]
    assert step.elapsed == away
    assert step.expected is not None
    assert 0 < step.expected < 0.8
    assert step.memory
    assert step.memory.stability > memory_of(review(0), review(3)).stability
    assert step.memory.due > step.memory.day


def test_a_clock_that_was_set_back_takes_no_day_away() -> None:
    ahead = review(0, day=START.date() + timedelta(days=30))
    first, second = played(ahead, review(1), review(2))[-2:]
    assert (first.elapsed, second.elapsed) == (0, 0)
    assert second.memory
    assert second.memory.day == ahead.day
    assert second.memory.due > ahead.day


SOFT: dict[str, Review] = {
    "a second time in one quiz": review(3, Rating.EASY, is_repeat=True),
    "right after its page": review(3, Rating.EASY, read_at=START + timedelta(days=2.999)),
}


@pytest.mark.parametrize("name", SOFT)
def test_what_is_no_recall_leaves_the_memory_as_it_was(name: str) -> None:
    before = memory_of(review(0))
    step = played(review(0), SOFT[name])[-1]
    assert (step.counted, step.elapsed, step.expected) == (None, None, None)
    assert step.memory == before


@pytest.mark.parametrize("rest", [{"is_hinted": True}, {"confidence": Confidence.GUESS}])
def test_a_hint_or_a_guess_brings_the_card_back_sooner_than_knowing(
    rest: dict[str, object],
) -> None:
    for rating in (Rating.GOOD, Rating.EASY):
        known, lucky = review(3, rating), review(3, rating, **rest)  # type: ignore[arg-type]
        assert memory_of(review(0), lucky).due < memory_of(review(0), known).due
        assert memory_of(lucky).due < memory_of(known).due


def test_a_card_that_was_never_really_recalled_has_no_memory() -> None:
    step = played(review(0, is_repeat=True))[-1]
    assert step.memory is None
    later = played(review(0, is_repeat=True), review(0.001, Rating.AGAIN))[-1]
    assert later.memory
    assert later.memory.reviews == 1


@st.composite
def histories(draw: st.DrawFn) -> list[Review]:
    """Reviews of one card, oldest first, whatever the learner's days did meanwhile."""
    gaps = draw(
        st.lists(st.floats(0, 0.2) | st.floats(0, 20) | st.just(400.0), min_size=1, max_size=12)
    )
    at: datetime = START
    found = []
    for number, gap in enumerate(gaps):
        at += timedelta(days=gap)
        read_ago = draw(st.none() | st.integers(0, 2000))
        found.append(
            Review(
                f"{number:03}",
                "card",
                at,
                at.date() + timedelta(days=draw(st.integers(-2, 2))),
                draw(st.sampled_from(Rating)),
                draw(st.none() | st.sampled_from(Confidence)),
                draw(st.booleans()),
                draw(st.booleans()),
                None if read_ago is None else at - timedelta(seconds=read_ago),
            )
        )
    return found


@given(histories())
def test_no_interval_is_ever_negative_and_no_day_is_taken_back(reviews: list[Review]) -> None:
    before: Memory | None = None
    for step in played(*reviews):
        assert step.elapsed is None or step.elapsed >= 0
        assert step.expected is None or 0 < step.expected <= 1
        memory = step.memory
        if memory:
            assert memory.due >= memory.day + EARLIEST
            assert memory.stability > 0
            assert 1 <= memory.difficulty <= 10
            assert 0 <= memory.days <= memory.reviews
            assert before is None or memory.day >= before.day
        before = memory or before


@given(histories())
def test_the_same_reviews_give_the_same_memory_to_the_bit(reviews: list[Review]) -> None:
    assert played(*reviews) == list(replay(reviews, CardScheduler()))


@given(histories(), st.integers(0, 12))
def test_it_is_all_one_whether_a_memory_was_led_on_or_made_anew(
    reviews: list[Review], cut: int
) -> None:
    first = played(*reviews[:cut])
    trace = Trace(first[-1].memory, reviews[:cut][-1].at) if first else Trace()
    second = replay(reviews[cut:], SCHEDULER, trace)
    assert [*first, *second] == played(*reviews)


@given(histories(), st.integers(0, 11))
def test_what_does_not_count_does_not_put_the_card_off(reviews: list[Review], at: int) -> None:
    """Taking the help away from one answer never brings the card back sooner."""
    at %= len(reviews)
    helped = reviews[at]._replace(is_hinted=True, rating=Rating.GOOD, is_repeat=False)
    alone = helped._replace(is_hinted=False, confidence=Confidence.SURE)
    until = reviews[:at]
    with_help, without = played(*until, helped)[-1].memory, played(*until, alone)[-1].memory
    if with_help and without:
        assert with_help.due <= without.due
        assert with_help.stability <= without.stability
