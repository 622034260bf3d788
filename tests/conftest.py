"""What the tests of all rooms may ask for; `tests/support.py` has the tiny course, and ids that count."""

import os

import pytest
from hypothesis import settings

from tests.support import TickingClock

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("exploring", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture
def ticking_clock() -> TickingClock:
    """A clock that is one second later at each look."""
    return TickingClock()


@pytest.fixture
def fitter() -> None:
    """Skips where nothing can be fitted."""
    pytest.importorskip("fsrs_rs_python", reason="the extra `fit` is not installed")
