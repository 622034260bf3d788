"""Which cards a quiz asks, and in which order."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.log import Confidence, Rating
from studykit.quiz.cards import Card, Kind
from studykit.quiz.plan import Mode, Only, Order, Pool, QuizOptions, choose, wanted
from studykit.quiz.timer import TimeLimit
from studykit.scheduling.standing import Standing
from tests.quiz.bench import CARDS, CHOICE, plan
from tests.support import START

ALL = QuizOptions(kinds=frozenset(Kind), count=None, order=Order.TAUGHT)
OPTIONS = st.builds(
    QuizOptions,
    scope=st.lists(st.text(max_size=8), max_size=3).map(tuple),
    kinds=st.frozensets(st.sampled_from(Kind)),
    only=st.sampled_from(Only),
    count=st.none() | st.integers(0, 20),
    order=st.sampled_from(Order),
    mode=st.sampled_from(Mode),
    limit=st.none()
    | st.builds(
        TimeLimit,
        minutes=st.floats(0.1, 600),
        per_question=st.booleans(),
        extra=st.sampled_from([1.0, 1.5]),
    ),
    overtime=st.booleans(),
    seed=st.integers(0, 10**6),
)


def standing(card: Card, *, missed: bool = False, days: int = 0) -> Standing:
    return Standing(
        card=card.id,
        course=card.course,
        term=card.term,
        kind=card.kind,
        reviews=1,
        rating=Rating.AGAIN if missed else Rating.GOOD,
        met=0.0 if missed else 1.0,
        total=1,
        confidence=None,
        at=START - timedelta(days=days),
    )


def pool(*standings: Standing) -> Pool:
    return Pool(CARDS, {standing.card: standing for standing in standings})


@given(OPTIONS)
def test_options_come_back_from_their_json_as_they_were(options: QuizOptions) -> None:
    assert QuizOptions.from_json(options.to_json()) == options


def test_only_the_kinds_asked_for_are_chosen() -> None:
    chosen = choose(pool(), replace(ALL, kinds=frozenset({Kind.TERM, Kind.FACT})))
    assert {card.kind for card in chosen} == {Kind.TERM, Kind.FACT}


def test_as_taught_takes_the_first_cards_in_their_order() -> None:
    assert choose(pool(), replace(ALL, count=3)) == CARDS[:3]


def test_only_what_was_missed_or_only_what_was_never_met_can_be_asked() -> None:
    known = pool(standing(CARDS[0], missed=True), standing(CARDS[1]))
    assert choose(known, replace(ALL, only=Only.MISSED)) == CARDS[:1]
    assert choose(known, replace(ALL, only=Only.UNSEEN)) == CARDS[2:]


def test_a_mixed_practice_takes_the_missed_then_the_new_then_the_oldest() -> None:
    *others, missed, unseen, old = CARDS
    standings = [standing(card) for card in others]
    known = pool(*standings, standing(missed, missed=True), standing(old, days=30))
    for count, expected in (
        (1, {missed.id}),
        (2, {missed.id, unseen.id}),
        (3, {missed.id, unseen.id, old.id}),
    ):
        chosen = choose(known, replace(ALL, count=count, order=Order.MIXED))
        assert {card.id for card in chosen} == expected


def test_what_was_missed_although_the_learner_was_sure_opens_a_mixed_practice() -> None:
    surprise = CARDS[-1]
    sure = standing(surprise, missed=True)._replace(confidence=Confidence.SURE)
    known = pool(sure, *(standing(card, missed=True) for card in CARDS[:-1]))
    for seed in range(5):
        options = replace(ALL, order=Order.MIXED, seed=seed)
        assert choose(known, options)[0] == surprise
    drawn = [choose(known, replace(options, mode=Mode.MOCK, seed=seed))[0] for seed in range(20)]
    assert set(drawn) != {surprise}


def test_a_mock_test_as_taught_draws_at_random_but_keeps_the_order() -> None:
    options = replace(ALL, mode=Mode.MOCK, count=4)
    drawn = {choose(pool(), replace(options, seed=seed)) for seed in range(10)}
    assert len(drawn) > 1
    places = {card.id: place for place, card in enumerate(CARDS)}
    for cards in drawn:
        assert [places[card.id] for card in cards] == sorted(places[card.id] for card in cards)


@given(OPTIONS, st.lists(st.sampled_from(CARDS), max_size=5), st.booleans())
def test_the_choice_is_the_same_for_the_same_seed_and_has_no_card_twice(
    options: QuizOptions, met: list[Card], missed: bool
) -> None:
    known = pool(*(standing(card, missed=missed) for card in met))
    chosen = choose(known, options)
    assert chosen == choose(known, options)
    ids = [card.id for card in chosen]
    assert len(set(ids)) == len(ids)
    allowed = wanted(known, options)
    assert len(ids) == min(len(allowed), len(allowed) if options.count is None else options.count)
    assert set(ids) <= {card.id for card in allowed}


@pytest.mark.parametrize("order", [Order.SHUFFLED, Order.MIXED])
def test_another_seed_gives_another_order(order: Order) -> None:
    orders = {choose(pool(), replace(ALL, order=order, seed=seed)) for seed in range(8)}
    assert len(orders) > 1


def test_choices_are_shuffled_by_the_seed_and_stay_so_when_the_quiz_is_gone_on_with() -> None:
    orders = set()
    for seed in range(12):
        order = plan([CHOICE], seed=seed).choice_order(0)
        Random(seed).random()
        assert order == plan([CHOICE], seed=seed).choice_order(0)
        assert sorted(order) == [0, 1, 2]
        orders.add(tuple(order))
    assert len(orders) > 1


def test_the_order_of_choices_does_not_hang_on_the_place_of_the_card() -> None:
    assert plan([CHOICE], seed=5).choice_order(0) == plan([CARDS[0], CHOICE], seed=5).choice_order(
        1
    )


def test_a_mixed_quiz_takes_a_card_of_each_unseen_term_before_a_second_of_any() -> None:
    options = replace(ALL, order=Order.MIXED)
    terms = {(card.course, card.term) for card in wanted(pool(), options)}
    chosen = choose(pool(), replace(options, count=len(terms)))
    assert {(card.course, card.term) for card in chosen} == terms
