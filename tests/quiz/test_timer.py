"""Time limits and pace."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studykit.quiz.timer import EXTRA_TIME, TimeLimit, behind, clock, pace

MINUTE = timedelta(minutes=1)


def test_a_limit_is_for_the_quiz_or_for_each_question() -> None:
    assert TimeLimit(10).whole(5) == 10 * MINUTE
    assert TimeLimit(2, per_question=True).whole(5) == 10 * MINUTE


@pytest.mark.parametrize("extra", EXTRA_TIME)
def test_extra_time_lengthens_the_limit(extra: float) -> None:
    assert TimeLimit(8, extra=extra).whole(3) == 8 * extra * MINUTE
    assert TimeLimit(2, per_question=True, extra=extra).one == 2 * extra * MINUTE


@pytest.mark.parametrize(
    ("minutes", "done", "words"),
    [
        (0, 0, "on pace"),
        (1, 0, "on pace"),
        (2, 0, "on pace"),
        (4, 0, "2 min behind"),
        (2, 2, "2 min ahead"),
        (5, 2, "on pace"),
        (12, 5, "2 min behind"),
    ],
)
def test_the_pace_is_even_over_the_questions(minutes: int, done: int, words: str) -> None:
    assert pace(behind(minutes * MINUTE, 10 * MINUTE, done, 5)) == words


@given(st.integers(0, 4000), st.integers(0, 20))
def test_nobody_is_further_behind_for_having_done_more(seconds: int, done: int) -> None:
    elapsed = timedelta(seconds=seconds)
    now, then = (behind(elapsed, 20 * MINUTE, min(n, 20), 20) for n in (done, done + 1))
    assert then <= now


@example(start=201_300, later=150, cards=7, done=0)
@given(st.integers(0, 1_200_000), st.integers(0, 1_000), st.integers(1, 12), st.integers(0, 12))
def test_the_pace_changes_only_when_the_clock_beside_it_does(
    start: int, later: int, cards: int, done: int
) -> None:
    allowed = 20 * MINUTE
    shown = set()
    for milliseconds in (start, start + later):
        elapsed = timedelta(milliseconds=milliseconds)
        late = behind(elapsed, allowed, min(done, cards), cards)
        shown.add((clock(allowed - elapsed), pace(late)))
    assert len(shown) == len({time for time, _ in shown})


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (400, "6:40"), (4000, "1:06:40"), (-5, "0:00"), (59.6, "1:00")],
)
def test_a_time_is_shown_as_on_a_clock(seconds: float, shown: str) -> None:
    assert clock(timedelta(seconds=seconds)) == shown
