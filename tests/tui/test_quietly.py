"""Failures behind the learner's back."""

from studykit.errors import StorageError, StudykitError
from studykit.tui.quietly import Quietly


def fail() -> None:
    msg = "The disk is full."
    raise StorageError(msg)


def test_a_failure_that_lasts_is_told_once_and_a_later_one_again() -> None:
    told: list[StudykitError] = []
    quietly = Quietly(told.append)
    assert [quietly(step) for step in (fail, fail, list, fail)] == [False, False, True, False]
    assert [str(error) for error in told] == ["The disk is full."] * 2
