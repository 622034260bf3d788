"""The mixed order."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from studykit.quiz.cards import Card
from studykit.quiz.mixing import mixed, neighbours
from tests.quiz.bench import OPEN
from tests.support import COURSE, INFORMATIONAL, JOB


def cards(counts: list[int]) -> list[Card]:
    """So many cards of the terms 0, 1, 2, …"""
    return [
        replace(OPEN, id=f"c/{term}/question/{n}", course="c", term=str(term))
        for term, count in enumerate(counts)
        for n in range(count)
    ]


def terms(order: list[Card]) -> list[str]:
    return [card.term for card in order]


def chain(*links: tuple[int, int]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for one, other in links:
        for here, there in ((f"c/{one}", f"c/{other}"), (f"c/{other}", f"c/{one}")):
            near.setdefault(here, []).append(there)
    return near


COUNTS = st.lists(st.integers(1, 6), max_size=8)
LINKS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=6)
SEEDS = st.integers(0, 1000)


@given(COUNTS, LINKS, SEEDS)
def test_no_term_is_asked_twice_in_a_row_where_that_can_be_avoided(
    counts: list[int], links: list[tuple[int, int]], seed: int
) -> None:
    order = terms(mixed(cards(counts), chain(*links), Random(seed)))
    twice = sum(one == other for one, other in pairwise(order))
    most = max(counts, default=0)
    assert twice == max(0, most - (sum(counts) - most) - 1)


@given(COUNTS, LINKS, SEEDS)
def test_mixing_keeps_every_card_and_each_terms_own_order(
    counts: list[int], links: list[tuple[int, int]], seed: int
) -> None:
    given_cards = cards(counts)
    order = mixed(given_cards, chain(*links), Random(seed))
    assert Counter(card.id for card in order) == Counter(card.id for card in given_cards)
    for term in {card.term for card in order}:
        ids = [card.id for card in order if card.term == term]
        assert ids == sorted(ids)
    assert order == mixed(given_cards, chain(*links), Random(seed))


@given(st.integers(1, 3), SEEDS)
def test_terms_easily_confused_are_asked_side_by_side(each: int, seed: int) -> None:
    near = chain((0, 3), (1, 5), (5, 6))
    order = terms(mixed(cards([each] * 8), near, Random(seed)))
    for start in range(0, len(order), 8):
        turn = order[start : start + 8]
        for one, other in (("0", "3"), ("1", "5"), ("5", "6")):
            assert abs(turn.index(one) - turn.index(other)) == 1


def test_a_term_that_is_confused_with_one_that_is_not_asked_is_asked_all_the_same() -> None:
    assert terms(mixed(cards([1]), chain((0, 7)), Random(0))) == ["0"]


def test_terms_that_contrast_meet_both_ways_and_across_courses() -> None:
    elsewhere = replace(
        COURSE,
        slug="other",
        units=(
            replace(
                COURSE.units[0], guides=(replace(JOB, contrast=("art-of-asking/job-interview",)),)
            ),
        ),
    )
    near = neighbours([COURSE, elsewhere])
    here = f"art-of-asking/{JOB.slug}"
    assert near[here][:2] == [f"art-of-asking/{INFORMATIONAL.slug}", "other/job-interview"]
    assert near[f"art-of-asking/{INFORMATIONAL.slug}"][0] == here


def test_related_terms_meet_too_after_those_that_contrast() -> None:
    units = (
        replace(
            COURSE.units[0],
            guides=(replace(INFORMATIONAL, contrast=("z",), related=("a", "z", "b")),),
        ),
    )
    near = neighbours([replace(COURSE, units=units)])
    here = f"{COURSE.slug}/{INFORMATIONAL.slug}"
    assert near[here] == [f"{COURSE.slug}/{term}" for term in "zab"]
    assert near[f"{COURSE.slug}/a"] == [here]
