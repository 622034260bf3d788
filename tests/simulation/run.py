"""The plan against other ways of using the same minutes: `python tests/simulation/run.py [RUNS] [--write]`.

Simulated students follow studykit's plan, and then the ways of its rivals, in many settings. Everything is seeded: the same number of runs gives the
same report. With `--write` it becomes `REPORT.md` beside this file; it takes about a quarter of an hour on two cores with the usual 20 runs.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from statistics import mean, quantiles
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.simulation.policies import RIVALS, Policy, ThePlan
from tests.simulation.sitting import Outcome, Setting, cram, run
from tests.simulation.students import STUDENTS

RUNS = 20
REPORT = Path(__file__).with_name("REPORT.md")
PLAN, CRAM = "the plan", "crammed"
POLICIES: dict[str, type[Policy]] = {PLAN: ThePlan, **RIVALS}
SETTINGS = tuple(
    Setting(*numbers)
    for numbers in (
        *((24, 3, 10), (24, 7, 10), (24, 14, 5), (24, 30, 5)),
        *((60, 5, 20), (60, 10, 15), (60, 21, 10), (60, 30, 5)),
        *((120, 7, 20), (120, 14, 20), (120, 30, 10), (120, 30, 20)),
        *((300, 10, 40), (300, 21, 20), (300, 30, 40)),
    )
)
EVEN = 0.0025
"""A quarter of a point: two ways that are not further apart are called even."""
CLOSE = 0.01


class Case(NamedTuple):
    """One student in one setting."""

    student: str
    setting: Setting


WHY = """\
Where the minutes are too few for meeting each card once, nobody can do better than to meet one after the other, and the plan does the same as going round in
order: these are the cases that are even. Where it is behind, the students are those of ACT-R with time for one or two reviews of each card. For them a
card that was not known the first time is nearly as strong as any other once it was shown, and what counts is that gaps are wide and even;
FSRS, and the plan with it, thinks such cards weak and goes back to them early. The plan that is made for how people are known to forget on the whole
loses a little with those who forget otherwise; going round in order loses more with all others."""
"""Why it is as it is; to be looked at again when the figures change."""

Results = dict[Case, dict[str, list[Outcome]]]


def simulate(runs: int) -> Results:
    """The outcomes of all policies, in all cases."""
    jobs = [
        (Case(student, setting), policy, seed)
        for student in STUDENTS
        for setting in SETTINGS
        for policy in (*POLICIES, CRAM)
        for seed in range(runs)
    ]
    results: Results = {}
    with Pool() as pool:
        for (case, policy, _), outcome in zip(
            jobs, pool.imap(_run, jobs, chunksize=4), strict=True
        ):
            results.setdefault(case, {}).setdefault(policy, []).append(outcome)
    return results


def _run(job: tuple[Case, str, int]) -> Outcome:
    (student, setting), policy, seed = job
    if policy == CRAM:
        return cram(STUDENTS[student], setting, seed)
    return run(POLICIES[policy], STUDENTS[student], setting, seed)


# -- the report ----------------------------------------------------------------------------------------------------------


def report(results: Results, runs: int) -> str:
    """What came of it, as Markdown."""
    return "\n".join(
        [
            "# The plan, tried on simulated students",
            "",
            f"Made by `python tests/simulation/run.py {runs} --write`; all chance is seeded. {len(STUDENTS)} kinds of students, {len(SETTINGS)} settings, {runs} students",
            "of each kind in each setting, who never miss a day. The score is the true probability of recall on the day of the test, averaged over the cards;",
            "no policy sees it. All have the same minutes a day. *Crammed* has the same minutes in all on the last day: a warning, not a rival.",
            "",
            *_verdict(results),
            *_summary(results),
            *_calibration(results),
            *_details(results),
        ]
    )


def _verdict(results: Results) -> Iterator[str]:
    gaps = {case: _gap(by_policy) for case, by_policy in results.items()}
    best = sum(gap <= EVEN for gap in gaps.values())
    close = sum(gap <= CLOSE for gap in gaps.values())
    worst = max(gaps, key=lambda case: gaps[case])
    yield "## In short"
    yield ""
    yield f"* The plan has the highest mean score, or is even with it (to a quarter of a point), in {best} of {len(gaps)} cases; it is within a point of the best in {close}."
    means = {setting: _gap(_pooled(results, setting)) for setting in SETTINGS}
    yield f"* Over all students together it has the highest mean score, or is even with it, in {sum(gap <= EVEN for gap in means.values())} of {len(means)} settings; furthest behind: {max(means.values()) * 100:.1f} points."
    yield f"* Furthest behind: {gaps[worst] * 100:.1f} points ({worst.student}, {_setting(worst.setting)})."
    yield f"* All cases in which it is more than a point behind: {_behind(gaps) or 'none'}."
    yield ""
    yield WHY
    yield ""


def _pooled(results: Results, setting: Setting) -> dict[str, list[Outcome]]:
    """The outcomes of all students in a setting."""
    pooled: dict[str, list[Outcome]] = {}
    for case, by_policy in results.items():
        for policy, outcomes in by_policy.items() if case.setting == setting else ():
            pooled.setdefault(policy, []).extend(outcomes)
    return pooled


def _behind(gaps: dict[Case, float]) -> str:
    return "; ".join(
        f"{case.student}, {_setting(case.setting)} ({gap * 100:.1f})"
        for case, gap in gaps.items()
        if gap > CLOSE
    )


def _gap(by_policy: dict[str, list[Outcome]]) -> float:
    """How far the plan is behind the best."""
    scores = {policy: _score(by_policy[policy]) for policy in POLICIES}
    return max(scores.values()) - scores[PLAN]


def _summary(results: Results) -> Iterator[str]:
    yield "## Over all settings"
    yield ""
    yield "Mean score, the score that nine of ten reach, the share of the minutes that was used, and what is recalled 30 days later, in per cent."
    yield ""
    for student in STUDENTS:
        cases = [by_policy for case, by_policy in results.items() if case.student == student]
        yield f"**{student}**"
        yield ""
        yield "| | score | nine of ten | minutes used | 30 days later |"
        yield "|---|---|---|---|---|"
        settings = [case.setting for case in results if case.student == student]
        for policy in (*POLICIES, CRAM):
            yield _row(policy, [by_policy[policy] for by_policy in cases], settings)
        yield ""


def _row(policy: str, cases: Sequence[list[Outcome]], settings: Sequence[Setting]) -> str:
    used = mean(
        mean(outcome.minutes for outcome in case) / (setting.days * setting.minutes)
        for case, setting in zip(cases, settings, strict=True)
    )
    figures = (
        mean(map(_score, cases)),
        mean(map(_tenth, cases)),
        used,
        mean(mean(outcome.later for outcome in case) for case in cases),
    )
    return f"| {policy} | {' | '.join(_percent(figure) for figure in figures)} |"


def _calibration(results: Results) -> Iterator[str]:
    yield "## Was the expected score right?"
    yield ""
    yield "Expected less true score in points, averaged over the settings: on the first day, when nothing is known of the student, and on the eve of the test."
    yield "Behind it how far off the mean of a setting is, whichever way; and how often the score of the test as it came out, each card recalled or not by chance,"
    yield "lay in the range that was given on the eve (it is to be 80 % or more)."
    yield ""
    yield "| student | first day | eve | off by, on the eve | in the range |"
    yield "|---|---|---|---|---|"
    eves: list[float] = []
    for student in STUDENTS:
        plans = [by_policy[PLAN] for case, by_policy in results.items() if case.student == student]
        first = [mean((one.expected or 0) - one.score for one in plan) for plan in plans]
        eve = [mean(_eve(one) - one.score for one in plan) for plan in plans]
        eves += eve
        off, inside = mean(map(abs, eve)), mean(mean(map(_is_inside, plan)) for plan in plans)
        yield f"| {student} | {_points(mean(first))} | {_points(mean(eve))} | {off * 100:.1f} | {_percent(inside)} |"
    yield ""
    yield f"Over all students the expected score on the eve is {_points(mean(eves))} points off, {mean(map(abs, eves)) * 100:.1f} whichever way."
    yield ""


def _details(results: Results) -> Iterator[str]:
    yield "## Setting by setting"
    yield ""
    yield "Mean score, and in brackets the score that nine of ten reach. **Bold**: the highest, and what is even with it."
    yield ""
    for student in STUDENTS:
        yield f"**{student}**"
        yield ""
        yield f"| cards, days, minutes a day | {' | '.join((*POLICIES, CRAM))} |"
        yield f"|---{'|---' * (len(POLICIES) + 1)}|"
        for case, by_policy in results.items():
            if case.student == student:
                yield _detail(case.setting, by_policy)
        yield ""


def _detail(setting: Setting, by_policy: dict[str, list[Outcome]]) -> str:
    best = max(_score(by_policy[policy]) for policy in POLICIES)
    cells = []
    for policy in (*POLICIES, CRAM):
        outcomes = by_policy[policy]
        shown = f"{_score(outcomes) * 100:.1f}"
        is_best = policy != CRAM and _score(outcomes) >= best - EVEN
        cells.append(f"{f'**{shown}**' if is_best else shown} ({_tenth(outcomes) * 100:.0f})")
    return f"| {_setting(setting)} | {' | '.join(cells)} |"


def _setting(setting: Setting) -> str:
    return f"{setting.cards}, {setting.days}, {setting.minutes}"


def _score(outcomes: Iterable[Outcome]) -> float:
    return mean(outcome.score for outcome in outcomes)


def _tenth(outcomes: Sequence[Outcome]) -> float:
    """The score that nine of ten reach."""
    scores = [outcome.score for outcome in outcomes]
    return quantiles(scores, n=10, method="inclusive")[0] if len(scores) > 1 else scores[0]


def _eve(outcome: Outcome) -> float:
    assert outcome.on_the_eve
    return outcome.on_the_eve.score


def _is_inside(outcome: Outcome) -> bool:
    assert outcome.on_the_eve
    return outcome.on_the_eve.low <= outcome.marks <= outcome.on_the_eve.high


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _points(share: float) -> str:
    return f"{share * 100:+.1f}"


def main() -> None:
    """Simulate, and print or write the report."""
    words = sys.argv[1:]
    runs = int(next((word for word in words if word.isdecimal()), RUNS))
    told = report(simulate(runs), runs)
    if "--write" in words:
        REPORT.write_text(told + "\n", encoding="utf-8", newline="\n")
    print(told)


if __name__ == "__main__":
    main()
