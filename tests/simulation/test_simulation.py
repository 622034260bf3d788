"""A small part of the simulation, so that it goes on running: the whole of it is run by hand, and told in REPORT.md."""

from statistics import mean

import pytest

from tests.simulation.policies import RIVALS, Policy, ThePlan
from tests.simulation.run import PLAN, SETTINGS, Case, report
from tests.simulation.sitting import Outcome, Setting, cram, run
from tests.simulation.students import STUDENTS

SETTING = Setting(24, 10, 10)
RUNS = 4


def _score(policy: type[Policy], student: str) -> float:
    return mean(run(policy, STUDENTS[student], SETTING, seed).score for seed in range(RUNS))


@pytest.mark.parametrize("student", ["FSRS, as assumed", "FSRS, steep curve", "ACT-R activation"])
def test_the_plan_is_not_behind_what_students_do_without_it(student: str) -> None:
    planned = _score(ThePlan, student)
    assert all(planned >= _score(rival, student) - 0.02 for rival in RIVALS.values())


def test_the_expected_score_comes_close_to_the_true_one() -> None:
    outcomes = [run(ThePlan, STUDENTS["FSRS, as assumed"], SETTING, seed) for seed in range(RUNS)]
    eve = mean(outcome.on_the_eve.score for outcome in outcomes if outcome.on_the_eve)
    assert eve == pytest.approx(mean(outcome.score for outcome in outcomes), abs=0.08)


@pytest.mark.parametrize("student", STUDENTS)
def test_the_same_seed_gives_the_same_student(student: str) -> None:
    once, again = (run(ThePlan, STUDENTS[student], Setting(10, 4, 8), 3) for _ in range(2))
    assert once == again
    assert 0 < once.score <= 1
    assert once.later <= once.score


def test_nobody_uses_more_minutes_than_there_are_but_for_the_last_card() -> None:
    everyone: list[type[Policy]] = [ThePlan, *RIVALS.values()]
    for policy in everyone:
        outcome = run(policy, STUDENTS["half-life regression"], SETTING, 1)
        assert outcome.minutes <= SETTING.days * (SETTING.minutes + 2)


def test_the_report_tells_who_was_best_in_each_setting() -> None:
    outcomes = {
        PLAN: [Outcome(0.8, 0.6, 50.0)],
        **{name: [Outcome(0.7, 0.5, 50.0)] for name in RIVALS},
    }
    plan = run(ThePlan, STUDENTS["FSRS, as assumed"], Setting(6, 3, 5), 1)
    crammed = cram(STUDENTS["FSRS, as assumed"], Setting(6, 3, 5), 1)
    outcomes = {**outcomes, PLAN: [plan._replace(score=0.8)], "crammed": [crammed]}
    cases = [Case(student, setting) for student in STUDENTS for setting in SETTINGS]
    told = report(dict.fromkeys(cases, outcomes), 1)
    assert f"in {len(cases)} of {len(cases)} cases" in told
    assert f"in {len(SETTINGS)} of {len(SETTINGS)} settings" in told
    assert "| 24, 3, 10 | **80.0** (80) | 70.0 (70) |" in told
