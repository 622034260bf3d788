"""What comes in the next days."""

from datetime import time, timedelta
from pathlib import Path

from studykit.log import Rating
from studykit.scheduling.test import Test
from studykit.study.coming import Coming, coming
from studykit.study.study import Study
from tests.study.steps import practise


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
    return coming(study, planner, planner.today(), days)


def test_before_anything_was_met_nothing_comes(study: Study) -> None:
    assert [day.cards for day in ahead(study)] == [0] * 7


def test_what_was_met_comes_on_the_day_on_which_it_is_due(study: Study) -> None:
    number = meet_all(study)
    today = study.schedule.day()
    due = {memory.due for memory in study.log.memories().values()}
    assert due == {today + timedelta(days=1)}
    assert [day.due for day in ahead(study)] == [number, 0, 0, 0, 0, 0, 0]
    assert ahead(study)[0].day == today + timedelta(days=1)


def test_a_card_that_rests_comes_when_it_wakes(study: Study) -> None:
    number = meet_all(study)
    card = next(iter(study.log.memories()))
    study.schedule.rest([card], 3)
    assert [day.due for day in ahead(study, 4)] == [number - 1, 0, 1, 0]


def test_until_the_test_its_plan_says_what_comes(study: Study) -> None:
    meet_all(study)
    on = study.schedule.day() + timedelta(days=5)
    study.schedule.add_test(Test("", "Asking", on, time(9), ("asking",)))
    days = ahead(study)
    assert all(day.due == 0 for day in days[:5])
    assert sum(day.planned for day in days) > 0
    assert days[4].planned == 0


def test_a_card_that_is_gone_from_its_file_never_comes(study: Study, library: Path) -> None:
    number = meet_all(study)
    assert ahead(study)[0].due == number
    file = library / "asking.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.partition("questions:\n  - question: Which")[0], encoding="utf-8")
    study.catalog.refresh()
    assert ahead(study)[0].due == number - 1
    file.unlink()
    study.catalog.refresh()
    assert ahead(study)[0].due == 0
