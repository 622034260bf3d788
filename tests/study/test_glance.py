"""What is kept of today's work from one start to the next."""

from datetime import date, time

from studykit.quiz.plan import QuizOptions
from studykit.scheduling.test import Test
from studykit.study.coming import look_ahead
from studykit.study.glance import (
    Glance,
    NextTest,
    glance,
    keep_before,
    keep_glance,
    kept_before,
    kept_glance,
    stamp,
)
from studykit.study.sitting import PracticeSitting
from studykit.study.study import Study
from tests.study.steps import finish_card, practise
from tests.support import TickingClock

SEEN = Glance(
    12, 5, 18.5, date(2026, 11, 27), NextTest("Finals", date(2026, 12, 4), time(9), 0.4, 0.8, 12.0)
)
DAY = 86_400


def add_test(study: Study) -> Test:
    return study.schedule.add_test(
        Test("", "Finals", date(2026, 12, 4), time(9), ("asking",), minutes=10)
    )


def test_what_was_seen_is_known_at_the_next_start(study: Study) -> None:
    assert kept_glance(study) is None
    keep_glance(study, SEEN, stamp(study))
    assert kept_glance(study) == SEEN
    keep_glance(study, Glance(cards=3), stamp(study))
    assert kept_glance(study) == Glance(cards=3)


def test_on_the_next_day_it_does_not_hold_any_more(
    study: Study, ticking_clock: TickingClock
) -> None:
    keep_glance(study, SEEN, stamp(study))
    ticking_clock.wait(DAY)
    assert kept_glance(study) is None


def test_it_does_not_hold_once_a_test_is_added(study: Study) -> None:
    keep_glance(study, SEEN, stamp(study))
    add_test(study)
    assert kept_glance(study) is None


def test_it_does_not_hold_once_a_card_was_rated(study: Study) -> None:
    sitting = practise(study, "writing")
    before = stamp(study)
    finish_card(sitting)
    keep_glance(study, SEEN, before)  # worked out meanwhile
    assert kept_glance(study) is None
    keep_glance(study, SEEN, stamp(study))
    assert kept_glance(study) == SEEN


def test_it_does_not_hold_once_a_card_rests_or_other_parameters_hold(study: Study) -> None:
    keep_glance(study, SEEN, stamp(study))
    study.schedule.rest(["writing/letter/term/term"], 3)
    assert kept_glance(study) is None
    keep_glance(study, SEEN, stamp(study))
    study.schedule.adopt((), {})
    assert kept_glance(study) is None


def test_what_cannot_be_read_is_taken_for_nothing(study: Study) -> None:
    keep_glance(study, SEEN, stamp(study))
    kept = study.log.setting("today")
    assert isinstance(kept, dict)
    study.log.set_setting("today", kept | {"is": [1, 2]})
    assert kept_glance(study) is None


def test_the_work_of_a_day_is_counted_with_the_next_test(study: Study) -> None:
    add_test(study)
    planner = study.schedule.planner()
    today = planner.today()
    seen = glance(today, planner)
    assert seen.cards == seen.new == len(today.cards) > 0
    assert seen.test
    assert (seen.test.name, seen.test.now) == ("Finals", 0.0)
    assert seen.test.planned > 0.3


def test_it_says_when_more_comes_once_all_is_done(study: Study) -> None:
    planner = study.schedule.planner()
    assert look_ahead(planner, planner.today()).next_day is None
    add_test(study)
    planner = study.schedule.planner()
    today = planner.today()
    [test] = today.planned
    days = [day.day for day in test.days if day.cards and day.day > today.day]
    assert look_ahead(planner, today).next_day == min(days)


def test_what_was_not_known_comes_back_tomorrow(study: Study) -> None:
    first = study.quizzes.begin(QuizOptions(scope=("writing",), count=1))
    assert isinstance(first, PracticeSitting)
    first.dont_know()
    first.rate()
    planner = study.schedule.planner()
    assert look_ahead(planner, planner.today()).next_day == date(2026, 11, 27)


def test_a_card_that_rests_comes_back_when_it_wakes(study: Study) -> None:
    sitting = study.quizzes.begin(QuizOptions(scope=("writing",), count=1))
    assert isinstance(sitting, PracticeSitting)
    sitting.dont_know()
    sitting.rate()
    study.schedule.rest([card.id for card in study.catalog.askable("writing")], 9)
    planner = study.schedule.planner()
    today = planner.today()
    assert not today.cards
    assert look_ahead(planner, today).next_day == date(2026, 12, 5)


def test_how_the_test_stood_before_a_quiz_is_known_after_it(study: Study) -> None:
    add_test(study)
    today = study.today()
    sitting = study.begin_today(today)
    keep_before(study, sitting.quiz.plan.id, today)
    before = kept_before(study, sitting.quiz.plan.id)
    assert before
    assert (before.test, before.score) == (today.planned[0].test.id, 0.0)
    other = study.quizzes.begin(QuizOptions())
    assert kept_before(study, other.quiz.plan.id) is None
