"""The log: quizzes are begun, go on, and are found again."""

import pytest

from studykit.entries import Skipped, Undone
from studykit.errors import NotFoundError, StorageError
from studykit.log import Ending, Rating
from studykit.storage.database import Database
from studykit.storage.review_log import ReviewLog
from tests.storage.samples import (
    CARDS,
    NOW,
    after,
    answered,
    card,
    confided,
    ended,
    new_id,
    quiz,
    rated,
)


def test_a_quiz_is_found_again_as_it_was_begun(log: ReviewLog) -> None:
    begun = quiz()
    log.begin(begun, CARDS)
    assert log.quiz(begun.id) == begun
    assert log.cards(begun.id) == CARDS
    assert log.entries(begun.id) == []


def test_a_quiz_is_found_by_the_beginning_of_its_id(log: ReviewLog) -> None:
    log.begin(quiz("abcd-1"), CARDS)
    log.begin(quiz("abcd-2"), CARDS)
    log.begin(quiz("efgh-1"), CARDS)
    assert log.quiz("efgh").id == "efgh-1"
    assert log.quiz("abcd-1").id == "abcd-1"
    with pytest.raises(NotFoundError, match="More than one quiz"):
        log.quiz("abcd")


@pytest.mark.parametrize("ident", ["", "efg", "zzzz", "%%%%", "____", "\udce9\udce9\udce9\udce9"])
def test_a_quiz_that_is_not_there_is_told(log: ReviewLog, ident: str) -> None:
    log.begin(quiz("efgh-1"), CARDS)
    with pytest.raises(NotFoundError, match="There is no quiz"):
        log.quiz(ident)


def test_an_edited_card_does_not_change_a_quiz_that_was_taken(log: ReviewLog) -> None:
    first, second = quiz(), quiz()
    log.begin(first, [card()])
    edited = type(CARDS[0])(card().card, '{"text": "better"}')
    log.begin(second, [edited, card()])
    assert log.cards(first.id) == [card()]
    assert log.cards(second.id) == [edited, card()]


def test_a_quiz_that_cannot_be_begun_leaves_nothing_behind(log: ReviewLog) -> None:
    begun = quiz()
    wrong = answered(position=99)
    with pytest.raises(StorageError):
        log.begin(begun, CARDS, [wrong])
    with pytest.raises(NotFoundError):
        log.quiz(begun.id)


def test_a_quiz_that_is_continued_elsewhere_is_not_written_over(log: ReviewLog) -> None:
    begun = quiz()
    log.begin(begun, CARDS)
    there = answered(text="from the other window")
    log.append(begun.id, 0, [there])
    here = answered(text="from this window")
    with pytest.raises(StorageError, match="continued in another window"):
        log.append(begun.id, 0, [here, rated(here)])
    assert log.entries(begun.id) == [there]


def test_a_step_that_was_written_already_may_be_written_again(log: ReviewLog) -> None:
    begun = quiz()
    log.begin(begun, CARDS)
    step = [first := answered(), rated(first)]
    log.append(begun.id, 0, step)
    log.append(begun.id, 0, step)
    assert log.entries(begun.id) == step
    with pytest.raises(StorageError, match="continued in another window"):
        log.append(begun.id, 1, step)


def test_an_entry_of_no_quiz_is_refused(log: ReviewLog) -> None:
    with pytest.raises(StorageError, match="FOREIGN KEY"):
        log.append("no such quiz", 0, [answered()])


def test_what_is_in_the_log_cannot_be_changed_or_removed(
    log: ReviewLog, database: Database
) -> None:
    begun = quiz()
    log.begin(begun, CARDS, [first := answered(), rated(first)])
    for change in ("UPDATE reviews SET chosen = 4", "DELETE FROM reviews", "DELETE FROM entries"):
        with pytest.raises(StorageError, match="append-only"), database.transaction() as connection:
            connection.execute(change)
    assert len(log.entries(begun.id)) == 2


def test_the_newest_unfinished_quiz_comes_first_with_its_answers_counted(log: ReviewLog) -> None:
    older, newer, over = quiz(), quiz(started_at=after(60)), quiz()
    first = answered(0)
    log.begin(older, CARDS, [first, rated(first, Rating.AGAIN), answered(0), answered(1)])
    log.begin(newer, CARDS)
    log.begin(over, CARDS, [ended()])
    found = [(one.quiz.id, one.answered) for one in log.unfinished()]
    assert found == [(newer.id, 0), (older.id, 2)]
    assert len(log.unfinished(limit=1)) == 1


def test_an_answer_that_was_undone_is_not_counted(log: ReviewLog) -> None:
    begun = quiz()
    first = answered()
    log.begin(begun, CARDS, [first, Undone(id=new_id(), at=NOW, entries=(first.id,))])
    assert [one.answered for one in log.unfinished()] == [0]


def test_a_quiz_whose_end_was_undone_is_unfinished_again(log: ReviewLog) -> None:
    begun = quiz()
    end = ended()
    log.begin(begun, CARDS, [end])
    assert log.unfinished() == []
    log.append(begun.id, 1, [Undone(id=new_id(), at=NOW, entries=(end.id,))])
    assert [one.quiz.id for one in log.unfinished()] == [begun.id]
    assert log.ended() == []
    log.append(begun.id, 2, [ended(met=3.5)])
    assert [one.met for one in log.ended()] == [3.5]
    assert log.unfinished() == []


def test_ended_quizzes_come_last_ended_first_with_their_scores(log: ReviewLog) -> None:
    one, two = quiz(), quiz()
    log.begin(one, CARDS, [ended(after(90), met=4.5)])
    log.begin(two, CARDS, [ended(after(30))])
    first, second = log.ended()
    assert (first.quiz, first.how, first.met, first.total) == (one, Ending.FINISHED, 4.5, 6)
    assert first.ended_at == after(90)
    assert second.quiz == two
    assert [done.quiz for done in log.ended(limit=1)] == [one]


def test_each_course_shows_the_last_quiz_that_had_cards_of_it(log: ReviewLog) -> None:
    both, later, open_ = quiz(), quiz(), quiz()
    other = card(course="statistics")
    log.begin(both, [card(), other], [ended(after(10))])
    log.begin(later, [card()], [ended(after(20))])
    log.begin(open_, [other])
    scores = log.last_scores()
    assert {course: done.quiz.id for course, done in scores.items()} == {
        "interview": later.id,
        "statistics": both.id,
    }


def test_settings_are_kept_and_may_be_anything_that_json_can_say(log: ReviewLog) -> None:
    assert log.setting("theme", "dark") == "dark"
    assert log.setting("theme") is None
    log.set_setting("theme", "light")
    log.set_setting("theme", {"name": "light", "sizes": [1, 2.5, None, True]})
    assert log.setting("theme") == {"name": "light", "sizes": [1, 2.5, None, True]}


def test_a_quiz_of_ten_thousand_cards_can_be_begun(log: ReviewLog) -> None:
    begun = quiz()
    many = [card(f"q{n}", term=f"term-{n // 4}") for n in range(10_000)]
    log.begin(begun, many)
    assert log.quiz(begun.id).cards == 10_000
    assert log.cards(begun.id)[9_999] == many[9_999]


def test_the_view_of_valid_reviews_tells_each_review_with_its_attempt(
    log: ReviewLog, database: Database
) -> None:
    begun = quiz()
    first, again, gone = answered(2), answered(2), answered(0)
    log.begin(
        begun,
        CARDS,
        [
            first,
            confided(first),
            rated(first, Rating.AGAIN, met=0.5),
            Skipped(id=new_id(), at=NOW, card=0),
            again,
            rated(again, Rating.GOOD),
            gone,
            review := rated(gone),
            Undone(id=new_id(), at=NOW, entries=(review.id, gone.id)),
        ],
    )
    rows = database.rows(
        """
        SELECT card, course, term, kind, rating, seconds, confidence, quiz, met, is_first_attempt
        FROM valid_reviews ORDER BY seq
        """
    )
    same = (CARDS[2].card, "interview", "asking", "fact")
    assert [tuple(row) for row in rows] == [
        (*same, 1, 12.5, "sure", begun.id, 0.5, 1),
        (*same, 3, 12.5, None, begun.id, 2.0, 0),
    ]
