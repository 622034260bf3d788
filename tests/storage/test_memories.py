"""Memories follow from the log, however it was written, and can be made again from it to the bit."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings

from studykit.entries import Undone
from studykit.log import Confidence, Rating
from studykit.scheduling.memory import Memory
from studykit.scheduling.scheduler import CardScheduler
from studykit.scheduling.study_day import DayShift
from studykit.storage.agenda import Agenda
from studykit.storage.database import Database
from studykit.storage.memories import reviewed
from studykit.storage.review_log import ReviewLog
from tests.storage.histories import PLAN, QUIZZES, History, histories, plainly
from tests.storage.samples import (
    CARDS,
    NOW,
    after,
    answered,
    card,
    confided,
    new_id,
    quiz,
    rated,
)

CARD = CARDS[0].card
DAY = 86_400


def recalls(database: Database) -> list[tuple[object, ...]]:
    """Each review as the scheduler took it."""
    return [tuple(row) for row in database.rows("SELECT * FROM recalls ORDER BY review")]


@given(histories())
@settings(max_examples=150)
def test_memories_are_what_the_log_says_and_come_back_when_they_are_lost(
    history: History,
) -> None:
    with Database.memory() as database:
        log = history.begin(database)
        history.write(log)
        kept, taken = log.memories(), recalls(database)
        assert kept == plainly(history)
        log.rebuild()
        assert log.memories() == kept
        assert recalls(database) == taken


@given(histories())
@settings(max_examples=100)
def test_it_is_all_one_whether_entries_were_written_one_by_one_or_together(
    history: History,
) -> None:
    with Database.memory() as one, Database.memory() as other:
        apart, together = history.begin(one), history.begin(other)
        history.write(apart)
        history.together().write(together)
        assert apart.memories() == together.memories()
        assert recalls(one) == recalls(other)


@given(histories())
@settings(max_examples=60)
def test_undoing_all_of_it_leaves_no_memory(history: History) -> None:
    with Database.memory() as database:
        log = history.begin(database)
        history.write(log)
        for name in QUIZZES:
            entries = history.entries(name)
            gone = tuple(entry.id for entry in entries if not isinstance(entry, Undone))
            log.append(name, len(entries), [Undone(id=new_id(), at=NOW, entries=gone)])
        assert log.memories() == {}
        assert recalls(database) == []


@given(histories())
@settings(max_examples=60)
def test_no_interval_is_negative_whatever_the_clock_and_the_zones_did(history: History) -> None:
    with Database.memory() as database:
        log = history.begin(database)
        history.write(log)
        assert all(memory.due > memory.day for memory in log.memories().values())
        for row in database.rows("SELECT elapsed, expected FROM recalls"):
            assert row["elapsed"] is None or row["elapsed"] >= 0
            assert row["expected"] is None or 0 < row["expected"] <= 1


def learn(log: ReviewLog, *days: float, rating: Rating = Rating.GOOD) -> None:
    """Know the first card on some days, each time in a quiz of its own."""
    for day in days:
        attempt = answered(0, at=after(day * DAY))
        log.begin(quiz(), CARDS, [attempt, rated(attempt, rating)])


def memory(log: ReviewLog) -> Memory:
    return log.memories()[CARD]


def test_a_log_written_with_the_clock_set_back_is_the_same_as_one_written_in_order(
    log: ReviewLog,
) -> None:
    learn(log, 0, 10, 20, 3)
    with Database.memory() as database:
        in_order = ReviewLog(database)
        learn(in_order, 0, 3, 10, 20)
        assert {card: found.days for card, found in log.memories().items()} == {CARD: 4}
        assert memory(log) == memory(in_order)


def test_a_jump_over_months_is_taken_as_it_is(log: ReviewLog) -> None:
    learn(log, 0, 3)
    before = memory(log)
    learn(log, 300)
    assert memory(log).stability > before.stability
    assert memory(log).day - before.day == timedelta(days=297)


@pytest.mark.parametrize("hours", [-9, 11])
def test_a_flight_takes_no_day_away_and_adds_none(database: Database, hours: int) -> None:
    agenda, log = Agenda(database), ReviewLog(database)
    agenda.note_shift(DayShift(NOW, timedelta(hours=-4)))
    agenda.note_shift(DayShift(after(DAY / 2), timedelta(hours=hours - 4)))
    learn(log, 0, 1, 2)
    found = memory(log)
    assert found.days == 3
    assert (found.day - NOW.date()).days in {1, 2, 3}


def test_an_evening_and_the_morning_after_are_two_days_and_past_midnight_is_not(
    database: Database,
) -> None:
    Agenda(database).note_shift(DayShift(NOW, timedelta(hours=-4)))
    log = ReviewLog(database)
    midnight = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)
    for hours in (-1, 3.9, 8):
        attempt = answered(0, at=midnight + timedelta(hours=hours))
        log.begin(quiz(), CARDS, [attempt, rated(attempt)])
    assert memory(log).days == 2
    assert memory(log).day == date(2026, 11, 27)


def test_the_day_is_that_of_the_answer_not_of_the_judging(log: ReviewLog) -> None:
    attempt = answered(0)
    log.begin(quiz(mode="mock"), CARDS, [attempt, rated(attempt, at=after(5 * DAY))])
    assert memory(log).day == NOW.date()


def test_a_card_that_comes_again_in_one_quiz_is_remembered_as_it_went_first(
    log: ReviewLog,
) -> None:
    missed, known = answered(0), answered(0, at=after(3600))
    begun = quiz()
    log.begin(begun, CARDS, [missed, rated(missed, Rating.AGAIN)])
    before = memory(log)
    log.append(begun.id, 2, [known, rated(known, Rating.EASY)])
    assert memory(log) == before
    assert before.due == NOW.date() + timedelta(days=1)


def test_where_the_first_answer_is_undone_the_second_counts(log: ReviewLog) -> None:
    first, second = answered(0), answered(0, at=after(3600))
    begun = quiz()
    log.begin(begun, CARDS, [first, second, rated(second, Rating.EASY)])
    assert log.memories() == {}
    log.append(begun.id, 3, [Undone(id=new_id(), at=NOW, entries=(first.id,))])
    assert memory(log) == CardScheduler().first(CARD, Rating.EASY, NOW.date())


def test_right_after_its_page_was_read_a_card_counts_for_less(database: Database) -> None:
    agenda, log = Agenda(database), ReviewLog(database)
    learn(log, 0)
    before = memory(log)
    agenda.note_reading("interview", "listening", after(4 * DAY))
    learn(log, 4 + 5 * 60 / DAY)
    assert memory(log) == before
    learn(log, 4 + 16 * 60 / DAY)
    assert memory(log).days == 2


def test_saying_afterwards_that_it_was_a_guess_brings_the_card_sooner(log: ReviewLog) -> None:
    attempt = answered(0)
    begun = quiz()
    log.begin(begun, CARDS, [attempt, rated(attempt)])
    known = memory(log)
    log.append(begun.id, 2, [confided(attempt, Confidence.GUESS)])
    assert memory(log).due < known.due
    log.append(begun.id, 3, [confided(attempt, Confidence.SURE)])
    assert memory(log) == known


def test_a_point_that_is_asked_by_itself_has_no_memory_and_no_standing(
    log: ReviewLog, database: Database
) -> None:
    attempt = answered(len(CARDS))
    log.begin(quiz(), PLAN, [attempt, rated(attempt)])
    assert log.memories() == {}
    assert log.standings() == []
    assert recalls(database) == []
    log.rebuild()
    assert (log.memories(), log.standings()) == ({}, [])


def test_due_cards_come_the_longest_due_first(log: ReviewLog) -> None:
    for position, day in ((0, 2), (1, 0), (2, 1)):
        attempt = answered(position, at=after(day * DAY))
        log.begin(quiz(), CARDS, [attempt, rated(attempt, Rating.AGAIN)])
    today = NOW.date()
    assert list(log.due(today)) == []
    assert list(log.due(today + timedelta(days=2))) == [CARDS[1].card, CARDS[2].card]
    assert list(log.due(today + timedelta(days=30))) == [CARDS[at].card for at in (1, 2, 0)]


def test_memories_can_be_asked_for_by_course(log: ReviewLog) -> None:
    cards = [card("a"), card("b", course="statistics")]
    attempts = [answered(position) for position in range(2)]
    log.begin(quiz(), cards, [entry for one in attempts for entry in (one, rated(one))])
    assert set(log.memories()) == {one.card for one in cards}
    assert set(log.memories(["statistics"])) == {cards[1].card}
    assert log.memories([]) == {}


def test_another_scheduler_holds_once_it_is_asked_for(database: Database) -> None:
    schedulers = iter([CardScheduler(), CardScheduler(retention=0.7)])
    log = ReviewLog(database, lambda: next(schedulers))
    learn(log, 0, 2)
    before = memory(log)
    log.reschedule()
    log.rebuild()
    assert memory(log).due > before.due
    assert memory(log).stability == before.stability


def test_cards_with_many_reviews_are_made_again_few_at_a_time(log: ReviewLog) -> None:
    begun = quiz()
    log.begin(begun, CARDS)
    for step in range(6):
        at = after(step * DAY)
        answers = [answered(place, at=at) for place in range(3)]
        entries = [entry for one in answers for entry in (one, rated(one))]
        log.append(begun.id, 6 * step, entries)
    goes = list(reviewed(log._database, at_a_time=12))
    assert [len(cards) for cards in goes] == [2, 1]
    assert {card for cards in goes for card in cards} == {one.card for one in CARDS}
    assert [len(cards) for cards in reviewed(log._database, at_a_time=1)] == [1, 1, 1]
