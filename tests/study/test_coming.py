"""What comes in the next days."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from studykit.log import Rating
from studykit.scheduling.test import Test
from studykit.study.coming import Ahead, Coming, look_ahead
from studykit.study.glance import glance
from studykit.study.settings import Settings
from studykit.study.study import Study
from tests.study.conftest import OpenStudy
from tests.study.steps import practise
from tests.support import TickingClock


def meet_all(study: Study, rating: Rating = Rating.HARD) -> int:
    """Meet every question of a course, each with the same rating; how many there are."""
    sitting = practise(study, "asking", count=None)
    for _ in sitting.quiz.plan.cards:
        sitting.dont_know()
        sitting.rate(rating)
    return sitting.quiz.plan.count


def ahead(study: Study, days: int = 7) -> list[Coming]:
    """The next days."""
    planner = study.schedule.planner()
    return look_ahead(planner, planner.today()).days(days)


def test_before_anything_was_met_nothing_comes(study: Study) -> None:
    assert [day.cards for day in ahead(study)] == [0] * 7


def test_what_was_met_comes_on_the_day_on_which_it_is_due(study: Study) -> None:
    number = meet_all(study)
    today = study.schedule.day()
    due = {memory.due for memory in study.log.memories().values()}
    assert due == {today + timedelta(days=1)}
    assert [len(day.due) for day in ahead(study)] == [number, 0, 0, 0, 0, 0, 0]
    assert ahead(study)[0].day == today + timedelta(days=1)


def test_a_card_that_rests_comes_when_it_wakes(study: Study) -> None:
    number = meet_all(study)
    card = next(iter(study.log.memories()))
    study.schedule.rest([card], 3)
    assert [len(day.due) for day in ahead(study, 4)] == [number - 1, 0, 1, 0]


def test_until_the_test_its_plan_says_what_comes(study: Study) -> None:
    meet_all(study)
    on = study.schedule.day() + timedelta(days=5)
    study.schedule.add_test(Test("", "Asking", on, time(9), ("asking",)))
    days = ahead(study)
    assert all(not day.due for day in days[:5])
    assert sum(len(day.planned) for day in days) > 0
    assert not days[4].planned


def test_a_card_that_is_gone_from_its_file_never_comes(study: Study, library: Path) -> None:
    number = meet_all(study)
    assert ahead(study)[0].cards == number
    file = library / "asking.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.partition("questions:\n  - question: Which")[0], encoding="utf-8")
    study.catalog.refresh()
    assert ahead(study)[0].cards == number - 1
    file.unlink()
    study.catalog.refresh()
    assert ahead(study)[0].cards == 0


# -- home, `studykit due` and the progress screen say the same, and it is so ---------------------------------------------------

HOUR = 3_600


@pytest.fixture(params=["UTC", "Pacific/Auckland"])
def begun(
    open_study: OpenStudy, ticking_clock: TickingClock, request: pytest.FixtureRequest
) -> Study:
    """The desk at half past three of a night that belongs to the day before, once a course was begun; nothing new is wanted."""
    zone = ZoneInfo(request.param)
    ticking_clock.time = datetime(2026, 11, 27, 3, 30, tzinfo=zone).astimezone(UTC)
    study = open_study(zone=zone)
    study.schedule.keep_settings(Settings(new_cards=0))
    assert study.schedule.day() == date(2026, 11, 26)
    meet_all(study)
    return study


def told(study: Study) -> Ahead:
    """What comes; all three places say so."""
    planner = study.schedule.planner()
    today = planner.today()
    ahead = look_ahead(planner, today)
    progress = study.schedule.progress(study.catalog)
    by_day = [day.cards for day in ahead.days(len(progress.ahead) - 1)]
    assert progress.ahead == (len(today.cards) - len(today.new), *by_day)
    assert glance(today, planner).next_day == ahead.next_day
    assert ahead.next_day in {None, ahead.new, *(day.day for day in ahead.days(29) if day.cards)}
    of_courses = [
        study.schedule.progress(study.catalog, course).ahead for course in ("asking", "writing")
    ]
    assert tuple(map(sum, zip(*of_courses, strict=True))) == progress.ahead
    return ahead


def wait_for(study: Study, clock: TickingClock, day: date) -> None:
    """Nothing is to be done until that day, and then there is."""
    while study.schedule.day() < day:
        assert not study.today().cards
        assert told(study).next_day == day
        clock.wait(HOUR * 6)
    assert study.schedule.day() == day
    assert study.today().cards


def test_what_is_due_comes_when_the_learners_day_begins(
    begun: Study, ticking_clock: TickingClock
) -> None:
    assert told(begun).next_day == date(2026, 11, 27)
    wait_for(begun, ticking_clock, date(2026, 11, 27))
    assert told(begun).on(begun.schedule.day()).cards == len(begun.log.memories())


def test_cards_that_rest_come_when_they_wake(begun: Study, ticking_clock: TickingClock) -> None:
    begun.schedule.rest(list(begun.log.memories()), 4)
    wait_for(begun, ticking_clock, date(2026, 11, 30))


def test_on_days_off_a_test_leaves_nothing_to_do_until_its_next_day(
    begun: Study, ticking_clock: TickingClock
) -> None:
    off = frozenset(date(2026, 11, day) for day in (26, 27, 28))
    test = Test("", "Asking", date(2026, 12, 4), time(9), ("asking",), days_off=off)
    begun.schedule.add_test(test)
    wait_for(begun, ticking_clock, date(2026, 11, 29))


def test_after_the_last_day_with_time_for_a_test_its_cards_come_by_themselves(
    begun: Study, ticking_clock: TickingClock
) -> None:
    """They rest until the days off before the test; and on its day, before it begins."""
    off = frozenset({date(2026, 11, 29), date(2026, 11, 30)})
    test = Test("", "Asking", date(2026, 12, 1), time(9), ("asking",), days_off=off)
    begun.schedule.add_test(test)
    card, *others = begun.log.memories()
    begun.schedule.rest([card], 4)
    begun.schedule.rest(others, 5)
    wait_for(begun, ticking_clock, date(2026, 11, 30))
    begun.schedule.rest([card], 1)
    wait_for(begun, ticking_clock, date(2026, 12, 1))


def test_new_cards_come_on_the_next_day_where_there_are_any(
    begun: Study, ticking_clock: TickingClock
) -> None:
    begun.schedule.rest(list(begun.log.memories()), 4)
    begun.schedule.keep_settings(Settings(new_cards=3, kinds=frozenset({"question", "term"})))
    assert begun.today().new == ()
    wait_for(begun, ticking_clock, date(2026, 11, 27))
