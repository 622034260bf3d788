"""What is to be done today, and how the tests ahead stand."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from studykit.log import Confidence, Rating, Verdict
from studykit.quiz.cards import ALL_KINDS, Kind
from studykit.quiz.quiz import Phase
from studykit.scheduling.outlook import Outlook
from studykit.scheduling.test import Test
from studykit.study.planner import MORE_MINUTES
from studykit.study.settings import Settings
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from tests.study.conftest import ASKING
from tests.study.steps import INFORMATIONAL, finish_card, practise
from tests.support import START, TickingClock

DAY = 86_400
TODAY = START.date()
FRIDAY_WEEK = TODAY + timedelta(days=8)


def a_test(name: str = "Asking", *scope: str, day: date = FRIDAY_WEEK, **rest: object) -> Test:
    return Test("", name, day, time(9), scope, **rest)  # type: ignore[arg-type]


def add(study: Study, test: Test) -> Test:
    return study.schedule.add_test(test)


def ids(study: Study, test: Test) -> list[str]:
    """The cards that a test covers."""
    return [card.id for card in study.schedule.planner().cards(test)]


def asked_on(found: Outlook) -> Counter[tuple[str, date]]:
    """How often each card is asked on each day."""
    return Counter((card, day.day) for day in found.days for card in day.cards)


# -- what a test covers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        ((), 5),
        (("asking",), 4),
        (("asking/kinds-of-interview",), 3),
        (("asking/job-interview",), 1),
        (("asking/job-interview", "writing"), 2),
        (("writing/letter", "gone", "asking/gone"), 1),
        (("gone",), 0),
    ],
)
def test_a_test_covers_courses_units_and_terms(
    study: Study, scope: tuple[str, ...], count: int
) -> None:
    covered = ids(study, a_test("Test", *scope))
    assert len(covered) == len(set(covered)) == count


def test_a_test_may_cover_more_than_questions(study: Study) -> None:
    kinds = frozenset({"question", "definition", "term", "fact"})
    assert len(ids(study, replace(a_test(), kinds=kinds))) == 14
    assert len(ids(study, replace(a_test(), kinds=frozenset({"fact"})))) == 1


def test_a_test_that_covers_nothing_expects_nothing_and_asks_nothing(study: Study) -> None:
    found = study.schedule.planner().outlook(a_test("Test", "gone"))
    assert (found.covered, found.now.score, found.minutes) == (0, 0, 0)


# -- outlooks -----------------------------------------------------------------------------------------------------------------


def test_a_new_test_is_planned_over_the_days_that_are_left(study: Study) -> None:
    found = study.schedule.planner().outlook(add(study, a_test("Asking", "asking")))
    assert (found.covered, found.met) == (4, 0)
    assert found.now.score == 0
    assert found.planned.score > 0.8
    assert len(found.days) == 8
    assert found.left_out == ()


def test_todays_work_is_that_of_the_tests_ahead_by_date(study: Study) -> None:
    later = add(study, a_test("Later", "writing", day=FRIDAY_WEEK + timedelta(days=5)))
    sooner = add(study, a_test("Sooner", "asking"))
    today = study.today()
    assert [one.test for one in today.planned] == [sooner, later]
    assert set(today.cards) == {
        *today.planned[0].work_today.cards,
        *today.planned[1].work_today.cards,
    }
    assert today.minutes == pytest.approx(sum(one.work_today.minutes for one in today.planned))


def test_overlapping_tests_do_not_ask_a_card_twice_on_a_day(study: Study) -> None:
    for name, scope, days in (("A", "asking", 8), ("B", "asking/job-interview", 10), ("C", "", 13)):
        day = TODAY + timedelta(days=days)
        add(study, a_test(name, *([scope] if scope else []), day=day, minutes=40))
    today = study.today()
    asked = sum(map(asked_on, today.planned), Counter[tuple[str, date]]())
    assert set(asked.values()) == {1}
    assert len(set(today.cards)) == len(today.cards)


def test_what_an_earlier_test_has_planned_a_later_one_builds_on(study: Study) -> None:
    planner = study.schedule.planner()
    later = a_test("Later", "asking", day=FRIDAY_WEEK + timedelta(days=3))
    alone = planner.outlook(later)
    add(study, a_test("Sooner", "asking"))
    both = study.schedule.planner().outlook(later)
    assert both.minutes < alone.minutes
    assert both.planned.score > 0.8


def test_minutes_that_went_into_the_cards_today_are_used_up(
    study: Study, ticking_clock: TickingClock
) -> None:
    test = add(study, a_test("Asking", "asking", minutes=4))
    before = study.schedule.planner().outlook(test).work_today
    sitting = practise(study, "asking", count=2)
    for _ in range(2):
        ticking_clock.wait(100)
        finish_card(sitting)
    after = study.schedule.planner().outlook(test).work_today
    assert before.minutes > 0
    assert after.minutes < before.minutes
    ticking_clock.wait(DAY)
    assert study.schedule.planner().outlook(test).work_today.minutes > after.minutes


def test_more_minutes_say_what_they_would_bring(study: Study) -> None:
    test = add(study, a_test("Asking", "asking", day=TODAY + timedelta(days=2), minutes=1))
    planner = study.schedule.planner()
    offers = planner.more(test)
    assert [offer.minutes for offer in offers] == [1 + more for more in MORE_MINUTES]
    scores = [planner.outlook(test).planned.score, *(offer.score for offer in offers)]
    assert scores == sorted(scores)
    assert scores[-1] > scores[0]


def test_a_test_that_is_over_is_ahead_no_more_and_its_cards_come_by_themselves(
    study: Study, ticking_clock: TickingClock
) -> None:
    add(study, a_test("Asking", "asking", day=TODAY + timedelta(days=1)))
    finish_card(practise(study, "asking", count=1))
    ticking_clock.wait(DAY)
    assert study.today().planned == (), "it began in the morning, and this is the evening"
    ticking_clock.wait(30 * DAY)
    assert len(study.today().due) == 1


def test_cards_that_are_due_come_by_themselves_where_no_day_is_left_for_the_test(
    study: Study, ticking_clock: TickingClock
) -> None:
    finish_card(practise(study, "asking", count=1))
    ticking_clock.wait(30 * DAY)
    off = [study.schedule.day() + timedelta(days=ahead) for ahead in range(4)]
    add(study, replace(a_test("Asking", "asking", day=off[-1]), days_off=frozenset(off)))
    assert len(study.today().due) == 1


def test_minutes_of_today_are_charged_to_the_next_test_alone(study: Study) -> None:
    first = add(study, a_test("First", "asking", day=TODAY + timedelta(days=5)))
    second = add(study, a_test("Second", "asking", day=TODAY + timedelta(days=6)))
    before = study.schedule.planner().outlook(second).work_today
    finish_card(practise(study, "asking", count=1))
    after = study.schedule.planner().outlook(second).work_today
    assert first.order < second.order
    assert len(after.cards) >= len(before.cards)


def test_as_things_stand_nothing_is_expected_of_what_another_test_has_planned(study: Study) -> None:
    add(study, a_test("First", "asking", day=TODAY + timedelta(days=5)))
    second = add(study, a_test("Second", "asking", day=TODAY + timedelta(days=6)))
    found = study.schedule.planner().outlook(second)
    assert found.now.score == 0
    assert found.planned.score > 0


def test_what_rests_is_not_called_left_out(study: Study) -> None:
    test = add(study, a_test("Asking", "asking", day=TODAY + timedelta(days=4)))
    cards = [card.id for card in study.schedule.planner().cards(test)]
    study.schedule.rest(cards, 30)
    assert study.schedule.planner().outlook(test).left_out == ()


def test_a_card_that_rests_is_not_planned_before_it_wakes(study: Study) -> None:
    test = add(study, a_test("Asking", "asking"))
    card = study.schedule.planner().outlook(test).work_today.cards[0]
    wakes = study.schedule.rest([card], 4)
    days = [day for name, day in asked_on(study.schedule.planner().outlook(test)) if name == card]
    assert days
    assert min(days) >= wakes


def test_an_edited_question_is_planned_for_what_it_is_worth_now(
    study: Study, library: Path
) -> None:
    test = a_test("Asking", "asking/job-interview")
    before = study.schedule.planner().cards(test)
    edited = ASKING.replace("answer: To choose.", "answer: To choose. To be chosen. To meet.")
    (library / "asking.yaml").write_text(edited, encoding="utf-8")
    study.catalog.refresh()
    after = study.schedule.planner().cards(test)
    assert [card.points for card in before] == [1]
    assert [card.points for card in after] == [3]


# -- today without a test -----------------------------------------------------------------------------------------------------


def test_new_cards_come_of_courses_that_were_begun_up_to_the_daily_number(
    study: Study, ticking_clock: TickingClock
) -> None:
    assert study.today().new == ()
    finish_card(practise(study, "asking", count=1))
    assert len(study.today().new) == 3
    study.schedule.keep_settings(Settings(new_cards=2))
    assert len(study.today().new) == 1
    ticking_clock.wait(DAY)
    assert len(study.today().new) == 2
    study.schedule.keep_settings(Settings(new_cards=0))
    assert study.today().new == ()


def test_new_cards_are_of_the_kinds_that_the_learner_chose(study: Study) -> None:
    finish_card(practise(study, "asking", count=1))
    study.schedule.keep_settings(Settings(kinds=frozenset({"definition"})))
    assert {card.split("/")[2] for card in study.today().new} == {"definition"}


def test_new_cards_of_several_courses_take_turns(study: Study) -> None:
    for course in ("asking", "writing"):
        kinds = frozenset({Kind.DEFINITION})
        finish_card(practise(study, course, count=1, kinds=kinds))
    new = study.today().new
    assert {card.partition("/")[0] for card in new[:2]} == {"asking", "writing"}


def test_new_cards_that_a_test_covers_are_left_to_its_plan(study: Study) -> None:
    finish_card(practise(study, "asking", count=1))
    add(study, a_test("Asking", "asking"))
    today = study.today()
    assert today.new == ()
    assert today.planned[0].work_today.cards


def test_a_card_that_is_gone_from_its_file_never_comes(
    study: Study, ticking_clock: TickingClock, library: Path
) -> None:
    finish_card(practise(study, "writing", count=1))
    finish_card(practise(study, "asking/job-interview"))
    ticking_clock.wait(60 * DAY)
    assert len(study.today().due) == 2
    (library / "writing.yaml").unlink()
    study.catalog.refresh()
    today = study.today()
    assert [card.partition("/")[0] for card in today.due] == ["asking"]
    assert study.begin_today(today).quiz.plan.count == len(today.cards)


def test_todays_minutes_are_those_of_the_cards_that_are_due_and_of_the_new_ones(
    study: Study, ticking_clock: TickingClock
) -> None:
    finish_card(practise(study, "asking/job-interview"))
    ticking_clock.wait(30 * DAY)
    today, minutes = study.today(), study.schedule.planner().habits.minutes
    forms = {card.id: card.form for card in study.catalog.askable("asking")}
    due = sum(minutes[forms[card], False] for card in today.due)
    new = sum(minutes[forms[card], True] for card in today.new)
    assert (len(today.due), len(today.new)) == (1, 3)
    assert today.minutes == pytest.approx(due + new)


def test_everything_that_was_missed_comes_back_the_longest_due_first(
    study: Study, ticking_clock: TickingClock
) -> None:
    asked = []
    for scope in ("asking/job-interview", INFORMATIONAL, "writing"):
        sitting = practise(study, scope, count=1)
        asked.append(sitting.quiz.card.id)
        sitting.dont_know()
        sitting.rate()
        sitting.stop()
        ticking_clock.wait(DAY)
    assert study.today().due == tuple(asked)


# -- habits -------------------------------------------------------------------------------------------------------------------


def test_the_planner_learns_how_long_a_learner_takes(
    study: Study, ticking_clock: TickingClock
) -> None:
    usual = study.schedule.planner().habits.minutes["open", True]
    for course in ("asking", "writing"):
        sitting = practise(study, course, kinds=ALL_KINDS, count=None)
        while sitting.quiz.phase is Phase.ANSWERING and len(sitting.quiz.attempts) < 9:
            ticking_clock.wait(500)
            finish_card(sitting)
        sitting.stop()
    assert study.schedule.planner().habits.minutes["open", True] > usual


def test_a_learner_who_forgets_fast_is_expected_to(
    study: Study, ticking_clock: TickingClock
) -> None:
    test = a_test("Asking", "asking", day=TODAY + timedelta(days=400))
    before = study.schedule.planner().learner().likely.middle.stretch
    for round_ in range(8):
        sitting = practise(study, "asking", count=None)
        while sitting.quiz.phase is Phase.ANSWERING and len(sitting.quiz.scored) < 4:
            card = sitting.quiz.card
            sitting.submit("No.", (1,) if card.choices else ())
            sitting.confide(Confidence.UNSURE)
            for point in card.points:
                sitting.judge(point.id, Verdict.MISSED)
            sitting.rate(Rating.GOOD if round_ == 0 else Rating.AGAIN)
        sitting.stop()
        ticking_clock.wait(2 * DAY)
    assert study.schedule.planner().learner().likely.middle.stretch < before
    assert study.schedule.planner().outlook(test).now.score < 0.5


# -- a day's work that is done, and the day of the test ---------------------------------------------------------------------------


def test_what_is_done_for_today_does_not_come_back_before_tomorrow(
    study: Study, ticking_clock: TickingClock
) -> None:
    add(study, a_test("Asking", "asking", minutes=2, day=TODAY + timedelta(days=4)))
    today = study.today()
    sitting = study.begin_today(today)
    assert isinstance(sitting, PracticeSitting)
    while sitting.quiz.phase is not Phase.ENDED:
        finish_card(sitting)
    assert study.today().cards == ()
    assert study.today().planned[0].work_today.minutes == 0
    ticking_clock.wait(DAY)
    assert study.today().cards


def test_on_the_morning_of_the_test_the_weakest_come_once_more_as_far_as_the_hour_allows(
    study: Study, ticking_clock: TickingClock
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    test = add(study, a_test("Asking", "asking", day=tomorrow, minutes=60))
    finish_card(practise(study, "asking/job-interview"))
    ticking_clock.time = datetime.combine(tomorrow, time(7), UTC)
    today = study.today()
    assert {card.partition("/")[0] for card in today.cards} == {"asking"}
    assert today.planned[0].planned.score > today.planned[0].now.score
    ticking_clock.time = datetime.combine(tomorrow, time(8, 59, 50), UTC)
    assert study.today().cards == ()
    ticking_clock.time = datetime.combine(tomorrow, time(10), UTC)
    assert study.schedule.planner().ahead() == []
    assert study.schedule.planner().outlook(test).work_today.cards == ()
