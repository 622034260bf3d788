"""The figures of the learner's progress as data for JSON."""

from collections.abc import Sequence
from typing import Any

from studykit.statistics.calibration import (
    Answers,
    Foreseen,
    Off,
    long_ones,
    look_off,
    prediction_off,
)
from studykit.statistics.cards import Bar, by_difficulty, by_stability
from studykit.study.progress import CoursePages, Progress


def data(progress: Progress) -> dict[str, Any]:
    """All of it; a figure that rests on too little is null."""
    return {
        "day": progress.day.isoformat(),
        "course": progress.course,
        "days": [one._asdict() for one in progress.days],
        "due_ahead": list(progress.ahead),
        "cards": {str(state): cards for state, cards in progress.cards.items()},
        "stability": _bars(by_stability(progress.remembered)),
        "difficulty": _bars(by_difficulty(progress.remembered)),
        "courses": list(map(_course, progress.terms)),
        "confidence": list(map(_answers, progress.answers)),
        "mock_tests": [
            one._asdict() | {"at": one.at.isoformat(), "share": round(one.share, 4)}
            for one in progress.mock_tests
        ],
        "prediction_off": _off(prediction_off(progress.mock_tests)),
        "foreseen": list(map(_foreseen, progress.foreseen)),
        "second_looks": {
            "looks": len(progress.looks),
            "off": _off(look_off(progress.looks)),
            "off_in_long_answers": _off(look_off(long_ones(progress.looks))),
        },
    }


def _bars(bars: Sequence[Bar]) -> dict[str, int]:
    return {bar.label: bar.cards for bar in bars}


def _course(course: CoursePages) -> dict[str, Any]:
    units = [
        {
            "title": unit.title,
            "terms": [
                {"slug": slug, "term": term, "state": str(state)}
                for slug, term, state in unit.pages
            ],
        }
        for unit in course.units
        if not unit.is_sets
    ]
    sets = [
        {"slug": slug, "title": title, "state": str(state)}
        for unit in course.units
        if unit.is_sets
        for slug, title, state in unit.pages
    ]
    return {"slug": course.slug, "title": course.title, "units": units, "sets": sets}


def _answers(answers: Answers) -> dict[str, Any]:
    share = answers.share
    return answers._asdict() | {"share": None if share is None else round(share, 4)}


def _foreseen(one: Foreseen) -> dict[str, Any]:
    return one._asdict() | {"is_enough": one.is_enough}


def _off(off: Off | None) -> dict[str, Any] | None:
    return off and {"by": round(off.by, 4), "rests_on": off.rests_on}
