"""Makes the pictures of the README from the app itself: `python tests/pictures.py`. The same content gives the same pictures."""

import asyncio
import html
import os
import re
import sys
import time
from collections.abc import Callable
from datetime import date
from datetime import time as clock_time
from pathlib import Path
from random import Random

from textual import events
from textual.screen import Screen
from textual.widgets import TextArea

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from studykit.content.catalog import Catalog  # noqa: E402
from studykit.log import Verdict  # noqa: E402
from studykit.quiz.cards import Kind  # noqa: E402
from studykit.quiz.plan import Order, QuizOptions  # noqa: E402
from studykit.quiz.quiz import Phase  # noqa: E402
from studykit.scheduling.test import Test  # noqa: E402
from studykit.storage.database import Database  # noqa: E402
from studykit.study.sitting import PracticeSitting  # noqa: E402
from studykit.study.study import Study  # noqa: E402
from studykit.tui.app import StudykitApp  # noqa: E402
from studykit.tui.screens.outlook import OutlookScreen  # noqa: E402
from studykit.tui.screens.practice import PracticeScreen  # noqa: E402
from tests.tui.support import FixedClock, counting_ids  # noqa: E402

FOLDER = ROOT / ".pictures"
SIZE = (100, 30)
COURSE = "art-of-the-interview"
GUIDE = f"{COURSE}/informational-interview"
DAY = 86_400
WELL = [Verdict.MET]
SO_SO = [*[Verdict.MET] * 8, Verdict.PARTLY, Verdict.MISSED]
ANSWER = """\
The roles are reversed: here you ask the questions, in a job interview the employer asks. Nothing is decided, so people \
tell you what the work is really like.

You may get a job later because they remember you."""

_TEXT = re.compile(
    r'<text class="([^"]*-r\d+)" x="([^"]*)" y="([^"]*)" textLength="([^"]*)" clip-path="([^"]*)">(.*?)</text>'
)
_PIECE = re.compile(r"\S+(?: \S+)*")

Made = Callable[[Study, FixedClock], Screen[None] | None]
"""What is done before the picture is taken; the screen that is opened, if it is another than home."""


def practice(study: Study, clock: FixedClock) -> Screen[None]:
    """A quiz on one term: the first question answered, the second open."""
    sitting = begin(study, GUIDE, kinds=frozenset({Kind.QUESTION}), order=Order.TAUGHT)
    clock.advance(70)
    answer(sitting, lambda: Verdict.MET)
    clock.advance(95)
    return PracticeScreen(sitting)


def home(study: Study, clock: FixedClock) -> None:
    """Some days of studying, and a term being read."""
    chance = Random(4)
    for scope, verdicts in [
        ("introductory-statistics/mean", WELL),
        ("introductory-statistics/p-value", SO_SO),
        (f"{COURSE}/job-interview", WELL),
        ("programming-with-python/list", WELL),
        (f"{COURSE}/networking", WELL),
        (f"{COURSE}/star-method", WELL),
        (COURSE, SO_SO),
    ]:
        sitting = begin(study, scope, count=8)
        while sitting.quiz.phase is not Phase.ENDED:
            clock.advance(40)
            answer(sitting, lambda among=verdicts: chance.choice(among))  # type: ignore[misc]
        clock.advance(0.7 * DAY)
    study.keep_page(*GUIDE.split("/"))
    study.schedule.add_test(
        Test(
            "",
            "Interviewing",
            date(2026, 12, 11),
            clock_time(9),
            (COURSE,),
            minutes=20,
            weekdays_off=frozenset({6}),
        )
    )


def outlook(study: Study, clock: FixedClock) -> Screen[None]:
    """The plan toward a test, after some days of studying."""
    home(study, clock)
    return OutlookScreen(study.schedule.agenda.test("Interviewing"))


def begin(study: Study, scope: str, **options: object) -> PracticeSitting:
    """Begin a practice quiz."""
    sitting = study.quizzes.begin(QuizOptions(scope=(scope,), **options))  # type: ignore[arg-type]
    assert isinstance(sitting, PracticeSitting)
    return sitting


def answer(sitting: PracticeSitting, verdict: Callable[[], Verdict]) -> None:
    """Answer a card, and judge its points."""
    card = sitting.quiz.card
    sitting.submit(card.accept[0] if card.accept else "An answer.", card.correct_choices)
    sitting.confide(None)
    for point in card.points if card.is_open else ():
        sitting.judge(point.id, verdict())
    sitting.rate()


async def take(make: Made, *keys: str) -> str:
    """The picture of a screen as SVG, after some keys."""
    catalog, clock = Catalog.open([ROOT / "content"], None), FixedClock()
    catalog.refresh()
    study = Study(catalog, Database.memory, clock=clock, new_id=counting_ids(), rng=Random(7))
    app = StudykitApp(study, make(study, clock))
    app.animation_level = "none"
    async with app.run_test(size=SIZE) as pilot:
        await pilot.app.workers.wait_for_complete()
        if keys:
            app.post_message(events.Paste(ANSWER))
            await pilot.pause()
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
        for editor in app.screen.query(TextArea):
            editor.cursor_blink = False
        await pilot.pause()
        picture = app.export_screenshot()
    study.close()
    return within(picture)


def within(picture: str) -> str:
    """A picture that asks nothing of the net and has each word at its place whatever letters the reader has."""
    picture = re.sub(r"\s*@font-face\s*\{.*?\}", "", picture, flags=re.DOTALL)
    picture = re.sub(r"\s*<!--.*?-->", "", picture, flags=re.DOTALL)
    picture = picture.replace("Fira Code, monospace", "monospace")
    return _TEXT.sub(_in_pieces, picture).strip() + "\n"


def _in_pieces(found: re.Match[str]) -> str:
    """A text without the blanks that renderers treat differently: each piece between them says where it begins."""
    style, x, y, length, clip, words = found.groups()
    told = html.unescape(words).replace("\u00a0", " ")
    column = float(length) / len(told)
    return "".join(
        f'<text class="{style}" x="{float(x) + piece.start() * column:.1f}" y="{y}" '
        f'textLength="{len(piece[0]) * column:.1f}" clip-path="{clip}">{html.escape(piece[0], quote=False)}</text>'
        for piece in _PIECE.finditer(told)
    )


async def main() -> None:
    """Make all."""
    FOLDER.mkdir(exist_ok=True)
    for name, picture in [
        ("practice", await take(practice, "ctrl+s", "s", "y", "p")),
        ("home", await take(home)),
        ("test", await take(outlook)),
    ]:
        (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    os.environ |= {"TZ": "UTC", "STUDYKIT_HOME": str(FOLDER)}
    os.environ.pop("NO_COLOR", None)
    if hasattr(time, "tzset"):
        time.tzset()
    asyncio.run(main())
