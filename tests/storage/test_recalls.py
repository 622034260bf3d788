"""What the reviews say about the learner."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from studykit.entries import Entry, Judged, Undone
from studykit.log import CardVersion, Rating, Verdict
from studykit.scheduling.curve import MOST_SEEN
from studykit.scheduling.fidelity import Recall
from studykit.scheduling.habits import Met, Spent
from studykit.storage.database import Database
from studykit.storage.recalls import Recalls
from studykit.storage.review_log import ReviewLog
from tests.storage.samples import CARDS, NOW, after, answered, new_id, quiz, rated

DAY = 86_400
TODAY = NOW.date()


@pytest.fixture
def recalls(database: Database) -> Recalls:
    """What is read."""
    return Recalls(database)


def ask(
    log: ReviewLog,
    day: float,
    rating: Rating = Rating.GOOD,
    position: int = 0,
    *,
    seconds: float = 30,
    cards: Sequence[CardVersion] = CARDS,
) -> None:
    """Ask a card on a day, in a quiz of its own."""
    attempt = replace(answered(position, at=after(day * DAY)), seconds=seconds)
    log.begin(quiz(), cards, [attempt, rated(attempt, rating)])


def test_how_long_cards_take_is_told_by_form_and_by_whether_they_are_new(
    log: ReviewLog, recalls: Recalls
) -> None:
    forms = [
        CardVersion(f"c/t/question/{form}", f'{{"form": "{form}"}}') for form in ("open", "choice")
    ]
    for position, seconds in ((0, 90), (1, 12)):
        ask(log, 0, position=position, seconds=seconds, cards=forms)
    for day in (3, 9):
        ask(log, day, seconds=60, cards=forms)
    assert recalls.spent() == {
        ("open", True): Spent(1, 1.5),
        ("choice", True): Spent(1, 0.2),
        ("open", False): Spent(2, 2.0),
    }


def test_a_card_over_which_the_learner_fell_asleep_counts_for_ten_minutes(
    log: ReviewLog, recalls: Recalls
) -> None:
    ask(log, 0, seconds=5000)
    assert recalls.spent() == {("open", True): Spent(1, 10.0)}


def test_judging_takes_time_too_in_practice_but_is_not_known_in_a_mock_test(
    log: ReviewLog, recalls: Recalls
) -> None:
    for mode, position in (("practice", 0), ("mock", 1)):
        attempt = replace(answered(position), seconds=60)
        log.begin(quiz(mode=mode), CARDS, [attempt, rated(attempt, at=after(30))])
    found = {card: minutes for card, _, minutes in recalls.on(TODAY)}
    assert found == {CARDS[0].card: 1.5, CARDS[1].card: 1.0}


def test_first_meetings_and_later_recalls_are_counted_by_how_they_went(
    log: ReviewLog, recalls: Recalls
) -> None:
    for position, rating in enumerate((Rating.AGAIN, Rating.HARD, Rating.EASY)):
        ask(log, 0, rating, position)
    for day, rating in ((2, Rating.HARD), (4, Rating.GOOD), (9, Rating.EASY), (20, Rating.AGAIN)):
        ask(log, day, rating)
    ask(log, 20.5, Rating.AGAIN)
    assert recalls.met() == Met((1, 1, 1), (1, 2))


def test_only_recalls_after_a_day_or_more_tell_how_the_learner_forgets(
    log: ReviewLog, recalls: Recalls
) -> None:
    ask(log, 0)
    ask(log, 0.1, Rating.AGAIN)
    ask(log, 4)
    ask(log, 20, Rating.AGAIN)
    found = recalls.seen()
    assert [(one.elapsed, one.was_recalled) for one in found] == [(4, True), (16, False)]
    assert found[0].stability < found[1].stability


def test_only_so_many_of_the_last_recalls_are_looked_at(database: Database) -> None:
    log = ReviewLog(database)
    cards = [CardVersion(f"c/t/question/{number}", "{}") for number in range(MOST_SEEN + 5)]
    for day in (0, 3):
        entries: list[Entry] = []
        for position in range(len(cards)):
            attempt = answered(position, at=after(day * DAY + position))
            entries += [attempt, rated(attempt)]
        log.begin(quiz(), cards, entries)
    assert len(Recalls(database).seen()) == MOST_SEEN


def test_what_counted_is_told_for_a_fit_and_what_did_not_is_not(
    log: ReviewLog, recalls: Recalls
) -> None:
    ask(log, 0)
    ask(log, 3 / (24 * 60))  # three minutes later: repeated, not recalled
    ask(log, 5, Rating.AGAIN)
    ask(log, 5, position=1)
    assert recalls.counted() == [
        Recall(CARDS[0].card, TODAY, Rating.GOOD, None),
        Recall(CARDS[0].card, TODAY + timedelta(days=5), Rating.AGAIN, 5),
        Recall(CARDS[1].card, TODAY + timedelta(days=5), Rating.GOOD, None),
    ]


def test_what_was_asked_on_a_day_is_that_of_the_learners_day(
    log: ReviewLog, recalls: Recalls
) -> None:
    ask(log, 0, position=0)
    ask(log, 1, position=0)
    ask(log, 1, position=1)
    assert recalls.on(TODAY) == [(CARDS[0].card, True, 0.5)]
    asked = {(card, is_new) for card, is_new, _ in recalls.on(TODAY + timedelta(days=1))}
    assert asked == {(CARDS[0].card, False), (CARDS[1].card, True)}
    assert recalls.on(date(2020, 1, 1)) == []


def test_answers_with_a_later_time_are_noticed_where_the_clock_was_set_back(
    log: ReviewLog, recalls: Recalls
) -> None:
    ask(log, 10)
    assert recalls.is_any_since(NOW)
    assert recalls.is_any_since(after(10 * DAY))
    assert not recalls.is_any_since(after(10 * DAY + 1))
    assert recalls.is_any_since(NOW, after(11 * DAY))
    assert not recalls.is_any_since(NOW, after(10 * DAY))


# -- points that were missed ------------------------------------------------------------------------------------------------


def judge(log: ReviewLog, day: float, **verdicts: Verdict) -> str:
    """Answer the first card on a day and judge its points; the id of the review."""
    attempt = answered(0, at=after(day * DAY))
    judged = [
        Judged(id=new_id(), at=attempt.at, attempt=attempt.id, point=point, verdict=verdict)
        for point, verdict in verdicts.items()
    ]
    review = rated(attempt)
    log.begin(quiz(f"quiz-{day}"), CARDS, [attempt, *judged, review])
    return review.id


def missed(recalls: Recalls) -> list[str]:
    return sorted(
        recalls.missed_points([CARDS[0].card, "no/such/question/card"]).get(CARDS[0].card, [])
    )


def test_points_that_were_missed_or_half_met_the_last_time_are_told(
    log: ReviewLog, recalls: Recalls
) -> None:
    judge(log, 0, a=Verdict.MISSED, b=Verdict.PARTLY, c=Verdict.MET)
    assert missed(recalls) == ["a", "b"]
    judge(log, 5, a=Verdict.MET, b=Verdict.MET, c=Verdict.MISSED)
    assert missed(recalls) == ["c"]
    judge(log, 9, a=Verdict.MET, b=Verdict.MET, c=Verdict.MET)
    assert missed(recalls) == []


def test_the_last_judgement_of_a_point_is_the_one_that_counts(
    log: ReviewLog, recalls: Recalls
) -> None:
    attempt = answered(0)
    verdicts = (Verdict.MISSED, Verdict.MET, Verdict.MISSED, Verdict.MET)
    judged = [
        Judged(id=new_id(), at=NOW, attempt=attempt.id, point="a", verdict=verdict)
        for verdict in verdicts
    ]
    begun = quiz()
    log.begin(begun, CARDS, [attempt, *judged, rated(attempt)])
    assert missed(recalls) == []
    log.append(begun.id, 6, [Undone(id=new_id(), at=NOW, entries=(judged[-1].id,))])
    assert missed(recalls) == ["a"]


def test_a_review_that_was_undone_leaves_what_was_missed_before_it(
    log: ReviewLog, recalls: Recalls
) -> None:
    judge(log, 0, a=Verdict.MISSED)
    review = judge(log, 5, a=Verdict.MET)
    assert missed(recalls) == []
    log.append("quiz-5", 3, [Undone(id=new_id(), at=NOW, entries=(review,))])
    assert missed(recalls) == ["a"]
