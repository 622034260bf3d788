"""Whatever becomes of a card's address, its reviews count for the card of today, and nothing is ever lost."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.entries import Judged
from studykit.errors import StorageError
from studykit.log import Rating, Verdict
from studykit.storage.agenda import Agenda
from studykit.storage.database import Database
from studykit.storage.recalls import Recalls
from studykit.storage.renames import Cause, Rename, Renames, apart, resolve
from studykit.storage.review_log import ReviewLog
from tests.storage.histories import QUIZZES, History, histories, plainly
from tests.storage.samples import CARDS, NOW, after, answered, new_id, quiz, rated

A, B, C = (f"interview/listening/question/{name}" for name in "abc")
FIRST = CARDS[0].card
MOVED = "speaking/attention/question/q1"
ADDRESSES = [*(one.card for one in CARDS), MOVED, A, "interview/asking/fact/f2"]
DAY = 86_400


def learn(log: ReviewLog, *days: float, rating: Rating = Rating.GOOD) -> None:
    """Know the first card on some days, each time in a quiz of its own."""
    for day in days:
        attempt = answered(0, at=after(day * DAY))
        log.begin(quiz(), CARDS, [attempt, rated(attempt, rating)])


def rename(log: ReviewLog, old: str, new: str) -> list[Rename]:
    return log.rename(new_id(), [Rename(old, new)], NOW)


def all_that_follows(database: Database) -> list[list[tuple[object, ...]]]:
    """What is kept of each card and each review, and of each address."""
    tables = ("memories", "recalls", "standings", "addresses")
    return [
        sorted(map(tuple, database.rows(f"SELECT * FROM {table}")), key=repr) for table in tables
    ]


# -- which card an address is ------------------------------------------------------------------------------------------------


def test_an_address_is_followed_through_all_its_changes() -> None:
    assert resolve([(A, B), (B, C)]) == {A: C, B: C}


def test_an_edit_that_is_taken_back_gives_the_old_address_all_of_it() -> None:
    assert resolve([(A, B), (B, A)]) == {B: A}
    assert resolve([(A, B), (B, C), (C, A)]) == {B: A, C: A}


def test_an_address_that_is_a_card_of_its_own_again_has_its_own_again() -> None:
    assert resolve([(A, B), (A, A)]) == {}
    assert resolve([(A, B), (B, C), (B, B)]) == {A: B}


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=30))
def test_every_address_is_one_card_whatever_was_renamed(pairs: list[tuple[str, str]]) -> None:
    found = resolve(pairs)
    assert not set(found) & set(found.values())
    if pairs:
        assert pairs[-1][1] not in found
        old, new = pairs[-1]
        assert found.get(old, old) == new


def test_a_pair_that_was_parted_stays_so_until_it_is_joined_by_hand() -> None:
    parted = Rename(A, A, Cause.PARTED, None, B)
    assert apart([Rename(A, B), parted]) == {frozenset((A, B))}
    assert apart([parted, Rename(A, B), Rename(B, A, Cause.RETURNED)]) == {frozenset((A, B))}
    assert apart([parted, Rename(B, A, Cause.JOINED)]) == set()
    assert apart([parted, Rename(A, C, Cause.JOINED)]) == {frozenset((A, B))}


# -- the log -----------------------------------------------------------------------------------------------------------------


@st.composite
def renames(draw: st.DrawFn) -> list[tuple[int, Rename]]:
    """Renames with the step before which each is written."""
    address = st.sampled_from(ADDRESSES)
    cause = st.sampled_from([Cause.RECOGNISED, Cause.RECOGNISED, Cause.JOINED])
    parted = st.builds(
        lambda one, other: Rename(one, one, Cause.PARTED, None, other), address, address
    )
    pair = st.builds(Rename, address, address, cause) | parted
    return draw(st.lists(st.tuples(st.integers(0, 18), pair), max_size=8))


def written_between(
    history: History, coming: list[tuple[int, Rename]], database: Database
) -> tuple[ReviewLog, list[Rename]]:
    """The log of a history with renames between its steps, and the renames that held."""
    log = history.begin(database)
    written = dict.fromkeys(QUIZZES, 0)
    held: list[Rename] = []
    for place, step in enumerate([*history.steps, None]):
        for at, one in coming:
            if at == place or (step is None and at > place):
                held += log.rename(new_id(), [one], NOW)
        if step:
            log.append(step.quiz, written[step.quiz], step.entries)
            written[step.quiz] += len(step.entries)
    return log, held


@given(histories(), renames())
@settings(max_examples=150, deadline=None)
def test_after_any_renames_the_cards_are_remembered_as_by_their_reviews_alone(
    history: History, coming: list[tuple[int, Rename]]
) -> None:
    with Database.memory() as database:
        log, held = written_between(history, coming, database)
        assert log.memories() == plainly(history, resolve((one.old, one.new) for one in held))
        kept = all_that_follows(database)
        log.rebuild()
        assert all_that_follows(database) == kept


@given(histories(), renames())
@settings(max_examples=50, deadline=None)
def test_what_follows_from_the_log_comes_back_when_all_of_it_is_lost(
    history: History, coming: list[tuple[int, Rename]]
) -> None:
    with Database.memory() as database:
        log, _ = written_between(history, coming, database)
        kept = all_that_follows(database)
        with database.transaction() as connection:
            for table in ("memories", "standings", "addresses"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute("UPDATE recalls SET card = 'some/other/fact/x'")
        log.rebuild()
        assert all_that_follows(database) == kept


def test_a_card_with_another_address_is_remembered_as_before(log: ReviewLog) -> None:
    learn(log, 0, 3, 10)
    before, standing = log.memories()[FIRST], log.standings()[0]
    assert rename(log, FIRST, MOVED) == [Rename(FIRST, MOVED)]
    assert log.memories() == {MOVED: before}
    (moved,) = log.standings()
    assert (moved.card, moved.course, moved.term) == (MOVED, "speaking", "attention")
    assert (moved.reviews, moved.at) == (standing.reviews, standing.at)
    assert log.met() == {"speaking": {MOVED}}


def test_a_quiz_that_runs_while_the_file_is_edited_counts_for_the_card_of_now(
    log: ReviewLog,
) -> None:
    begun, attempt = quiz(), answered(0, at=after(5 * DAY))
    learn(log, 0)
    log.begin(begun, CARDS, [attempt])
    rename(log, FIRST, MOVED)
    log.append(begun.id, 1, [rated(attempt)])
    assert log.memories()[MOVED].reviews == 2
    assert [one.reviews for one in log.standings()] == [2]


def test_two_cards_that_were_one_for_a_while_each_have_what_was_asked_of_them(
    log: ReviewLog,
) -> None:
    learn(log, 0, 3)
    rename(log, FIRST, CARDS[1].card)
    attempt = answered(1, at=after(9 * DAY))
    log.begin(quiz(), CARDS, [attempt, rated(attempt)])
    assert log.memories()[CARDS[1].card].reviews == 3
    rename(log, FIRST, FIRST)
    assert {card: one.reviews for card, one in log.memories().items()} == {
        FIRST: 2,
        CARDS[1].card: 1,
    }


def test_a_card_with_a_history_of_its_own_takes_no_other_over(log: ReviewLog) -> None:
    learn(log, 0)
    attempt = answered(1)
    log.begin(quiz(), CARDS, [attempt, rated(attempt)])
    assert rename(log, FIRST, CARDS[1].card) == []
    assert rename(log, FIRST, FIRST) == []
    assert len(log.memories()) == 2


def test_only_the_learner_joins_two_cards_that_both_have_a_history(log: ReviewLog) -> None:
    learn(log, 0, 3)
    attempt = answered(1, at=after(9 * DAY))
    log.begin(quiz(), CARDS, [attempt, rated(attempt)])
    joined = Rename(FIRST, CARDS[1].card, Cause.JOINED)
    assert log.rename(new_id(), [joined], NOW) == [joined]
    assert {card: one.reviews for card, one in log.memories().items()} == {CARDS[1].card: 3}
    assert log.rename(new_id(), [joined], NOW) == []


def test_a_card_rests_and_wakes_under_its_new_address(log: ReviewLog, database: Database) -> None:
    agenda = Agenda(database)
    learn(log, 0)
    until = NOW.date() + timedelta(days=5)
    agenda.rest("rest", [FIRST], until, after(60))
    rename(log, FIRST, MOVED)
    assert agenda.resting(NOW.date()) == {MOVED: until}
    agenda.rest("wake", [MOVED], NOW.date(), after(-60))
    assert agenda.resting(NOW.date()) == {}


def test_the_points_that_were_missed_are_known_under_the_new_address(
    log: ReviewLog, database: Database
) -> None:
    attempt = answered(0)
    judged = Judged(id=new_id(), at=NOW, attempt=attempt.id, point="p1", verdict=Verdict.MISSED)
    log.begin(quiz(), CARDS, [attempt, judged, rated(attempt)])
    rename(log, FIRST, MOVED)
    recalls = Recalls(database)
    assert recalls.missed_points([MOVED, CARDS[1].card]) == {MOVED: ["p1"]}
    assert recalls.missed_points([FIRST]) == {}


def test_the_last_quiz_of_a_course_is_that_of_its_new_name(
    log: ReviewLog, database: Database
) -> None:
    learn(log, 0)
    rename(log, FIRST, MOVED)
    rows = database.rows("SELECT DISTINCT course FROM quiz_courses ORDER BY course")
    assert [row[0] for row in rows] == ["interview", "speaking"]


def test_what_was_asked_last_is_known_by_the_card_of_today(
    log: ReviewLog, database: Database
) -> None:
    learn(log, 0, 2)
    rename(log, FIRST, MOVED)
    known = Renames(database)
    ((card, asked),) = known.asked([MOVED, A])
    assert card == MOVED
    assert asked.content == CARDS[0].content
    assert asked.at == after(2 * DAY)
    assert known.histories() == {MOVED: 2}
    assert [(*one.rename[:2], one.at) for one in known.newest(5)] == [(FIRST, MOVED, NOW)]


def test_a_rename_is_all_or_nothing(log: ReviewLog, monkeypatch: pytest.MonkeyPatch) -> None:
    learn(log, 0)
    before = log.memories()

    def fail(*_: object) -> None:
        raise StorageError("No.")

    monkeypatch.setattr("studykit.storage.standings.make_again", fail)
    with pytest.raises(StorageError):
        rename(log, FIRST, MOVED)
    assert log.memories() == before
    assert Renames(log._database).newest(1) == []


def test_two_programs_that_find_the_same_write_it_once(database: Database) -> None:
    log = ReviewLog(database)
    learn(log, 0)
    start, held = Barrier(2), []

    def find() -> None:
        start.wait()
        held.extend(rename(log, FIRST, MOVED))

    threads = [Thread(target=find) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held == [Rename(FIRST, MOVED)]
    assert len(Renames(database).newest(5)) == 1
