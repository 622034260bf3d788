"""The figures of the learner's progress as sentences, for the command line and beside the plots of the screen."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from studykit.quiz.words import counted, minutes_words, number, percent
from studykit.scheduling.standing import PageState
from studykit.statistics import enough
from studykit.statistics.calibration import (
    Answers,
    Foreseen,
    Off,
    long_ones,
    look_off,
    prediction_off,
    whole,
)
from studykit.statistics.cards import CardState
from studykit.statistics.days import Recall, last_days, recall_since
from studykit.study.progress import Progress, UnitPages

SPANS = {"the last 7 days": 7, "the last 30 days": 30, "the last year": 365}
NOTHING = (
    "Nothing has been reviewed yet. After the first quizzes you will find here how you get on."
)
STATE_MEANS = {
    CardState.LASTING: "remembered for three weeks or more",
    CardState.YOUNG: "remembered for less than three weeks",
    CardState.NEW: "met in the last week",
    CardState.LAPSED: "known once, forgotten, and on the way back",
    CardState.UNMET: "waiting to be met",
}
_CLOSE = 0.03
"""Shares that differ by less are called the same."""
_SAME_POINTS = 0.1
"""So are points."""
_STATES = (PageState.SOLID, PageState.MISSED, PageState.LEARNING, PageState.UNSEEN)


# -- recall --------------------------------------------------------------------------------------------------------------


def recall_words(progress: Progress) -> Iterator[str]:
    """How much was recalled of what had not been seen for a day or more."""
    told = 0
    for name, days in SPANS.items():
        recall = recall_since(progress.days, progress.day - timedelta(days=days - 1))
        if recall.share() is not None and recall.recalls > told:
            yield _recall(name, recall)
            told = recall.recalls
    if not told:
        had = counted(recall_since(progress.days, date.min).recalls, "such review")
        yield (
            "How much you recall is told here once there are "
            f"{enough.RECALLS} reviews of cards that you had not seen for a day or more; so far {had}."
        )


def _recall(name: str, recall: Recall) -> str:
    return f"In {name} you recalled {percent(recall.share() or 0.0)} of {counted(recall.recalls, 'card')}."


def time_words(progress: Progress) -> Iterator[str]:
    """How long was studied."""
    days = last_days(progress.days, progress.day, 30)
    minutes, studied = sum(one.minutes for one in days), sum(one.reviews > 0 for one in days)
    if studied:
        each = f", {minutes_words(minutes / studied)} on each" if studied > 1 else ""
        yield f"You studied on {counted(studied, 'day')} of the last 30{each}."
    else:
        yield "You have not studied in the last 30 days."


# -- cards ---------------------------------------------------------------------------------------------------------------


def card_words(progress: Progress) -> Iterator[str]:
    """How many cards are in each state."""
    for state, cards in progress.cards.items():
        if cards:
            yield f"{counted(cards, 'card')} {state}: {STATE_MEANS[state]}."


def ahead_words(progress: Progress) -> str:
    """What comes back."""
    today, week, month = progress.ahead[0], sum(progress.ahead[1:8]), sum(progress.ahead)
    if not month:
        return "No card comes back in the next 30 days."
    return (
        f"Due today: {counted(today, 'card')}; in the seven days after it {week:,}; in 30 days {month:,}. "
        "Cards that are asked meanwhile come again."
    )


def terms_words(units: Sequence[UnitPages]) -> str:
    """How many pages are in each state that occurs: `3 solid, 1 with missed points, 8 unseen`."""
    states = [state for unit in units for _, _, state in unit.pages]
    names = {PageState.MISSED: "with missed points"}
    return ", ".join(
        f"{states.count(state)} {names.get(state, state)}" for state in _STATES if state in states
    )


# -- calibration ---------------------------------------------------------------------------------------------------------


def confidence_words(answers: Sequence[Answers]) -> Iterator[str]:
    """How right the learner was at each confidence."""
    told = [one for one in answers if one.share is not None]
    for one in told:
        yield f"When you were {_sure(one)}, {percent(one.share or 0.0)} was right ({counted(one.answers, 'answer')})."
    if not told:
        yield f"How right you are when you are sure is told once there are {enough.ANSWERS} answers of which you said so."


def _sure(answers: Answers) -> str:
    return {"guess": "guessing"}.get(answers.confidence, str(answers.confidence))


def prediction_words(progress: Progress) -> str:
    """How the learner's predictions of mock tests compare with the scores."""
    off = prediction_off(progress.mock_tests)
    if off is None:
        return f"How well you foresee your scores is told after {enough.MOCK_TESTS} mock tests."
    if abs(off.by) < _CLOSE:
        return f"On average you score what you expect ({counted(off.rests_on, 'mock test')})."
    more = "more" if off.by > 0 else "less"
    return (
        f"On average you expect {abs(off.by) * 100:.0f} points in a hundred {more} than you score "
        f"({counted(off.rests_on, 'mock test')})."
    )


def foreseen_words(bins: Sequence[Foreseen]) -> Iterator[str]:
    """How well the program foresaw what would be recalled."""
    told = [one for one in bins if one.is_enough]
    if not told:
        yield f"How well studykit foresees what you recall is told after {enough.FORESEEN} reviews that are alike."
        return
    everything = whole(bins)
    expected, recalled = everything.expected, everything.recalled
    yield (
        f"studykit expected you to recall {percent(expected / everything.recalls)}, and you recalled "
        f"{percent(recalled / everything.recalls)} ({counted(everything.recalls, 'review')})."
    )
    for one in told:
        yield (
            f"Where it expected {percent(one.expected / one.recalls)}, you recalled "
            f"{percent(one.recalled / one.recalls)} ({counted(one.recalls, 'review')})."
        )


def look_words(progress: Progress) -> Iterator[str]:
    """How a second look at old answers differs from the first, said kindly."""
    off = look_off(progress.looks)
    if off is None:
        had = counted(len(progress.looks), "look")
        yield f"How a second look at your old answers differs is told from {enough.LOOKS} looks on; so far {had}."
        return
    yield _look("On average", off)
    if long := look_off(long_ones(progress.looks)):
        yield _look("On long answers", long)


def _look(where: str, off: Off) -> str:
    looks = counted(off.rests_on, "look")
    if abs(off.by) < _SAME_POINTS:
        return f"{where} a second look agrees with your first one ({looks})."
    by = number(round(abs(off.by), 1))
    points = f"{by} point{'' if by == '1' else 's'}"
    more = "more" if off.by > 0 else "less"
    return f"{where} you give yourself {points} {more} than a second look does ({looks})."


def day_words(day: date) -> str:
    """A day as people write it: `26 Nov`."""
    return f"{day.day} {day:%b}"
