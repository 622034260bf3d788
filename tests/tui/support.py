"""What the tests of the app share: a clock that stands still, a desk over a small library, and ways to look at a screen."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from textual.pilot import Pilot
from textual.screen import Screen

from studykit.content.catalog import Catalog
from studykit.log import Verdict
from studykit.storage.database import Database
from studykit.study.sitting import AnySitting, PracticeSitting
from studykit.study.study import Study
from studykit.tui.app import StudykitApp
from studykit.tui.widgets.keybar import KeyBar

LIBRARY = Path(__file__).parent / "library"
"""Two courses that share a term, and a question set; tests get a copy of it."""
COURSE = "art-of-asking"
GUIDE = "informational-interview"
SIZES = [(80, 24), (120, 40)]
START = datetime(2026, 11, 26, 19, 4, tzinfo=UTC)

MakeApp = Callable[..., StudykitApp]
"""Makes an app over the small library; takes the screen to start with."""


class FixedClock:
    """Tells the same time, one millisecond later at each look, until a test lets time pass."""

    def __init__(self, start: datetime = START) -> None:
        self.time = start

    def __call__(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.time += timedelta(seconds=seconds)


def counting_ids() -> Callable[[], str]:
    """Ids that are the same in every run."""
    numbers = count(1)
    return lambda: f"{next(numbers):06}"


def open_study(
    library: Path, clock: FixedClock, *, cache: Path | None = None, read: bool = True
) -> Study:
    """A desk over a library, with a log in memory; without a folder for it the compiled library is in memory as well."""
    catalog = Catalog.open([library], cache)
    if read:
        catalog.refresh()
    return Study(catalog, Database.memory, clock=clock, new_id=counting_ids(), rng=Random(7))


def text_of(screen: Screen[object]) -> str:
    """What a screen shows, line by line."""
    strips = screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def settle(pilot: Pilot[None]) -> str:
    """What is on the screen when all is done: nothing changes any more, and the key bar has caught up."""
    before = None
    for _ in range(100):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        now = text_of(pilot.app.screen)
        if now == before and not any(bar.is_behind for bar in pilot.app.screen.query(KeyBar)):
            return now
        before = now
    raise AssertionError(f"the screen does not come to rest:\n{before}")


def answer_all(sitting: AnySitting) -> None:
    """Answer a practice quiz without a mistake, to its end."""
    assert isinstance(sitting, PracticeSitting)
    while (position := sitting.quiz.position) is not None:
        card = sitting.quiz.plan.cards[position]
        sitting.submit(card.accept[0] if card.accept else "An answer.", card.correct_choices)
        sitting.confide(None)
        for point in card.points if card.is_open else ():
            sitting.judge(point.id, Verdict.MET)
        sitting.rate()
