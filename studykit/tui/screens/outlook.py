"""How a test stands: the score to be expected, and what to do on each day until then."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.getters import query_one
from textual.widgets import Digits, Static

from studykit.errors import NotFoundError, StudykitError
from studykit.quiz.words import percent
from studykit.scheduling.outlook import Outlook
from studykit.scheduling.test import MOST_MINUTES, Test
from studykit.tui.outlook_view import frame_line, headline, left_out_pages, sections, when
from studykit.tui.planning import WORKING, ask_planner
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.prose import Prose
from studykit.tui.widgets.section_list import SectionList

if TYPE_CHECKING:
    from studykit.study.planner import Offer

STEP = 5
"""Minutes a day that a key adds or takes."""
PATIENCE = 0.2
"""Seconds without such a key after which it is planned anew."""


class OutlookScreen(StudyScreen[None]):
    """The headline figures, the days as bars, what is left out; all of it anew when the minutes change."""

    CSS_PATH = "outlook.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "today", "Start today's work", tooltip="Begin what is to be done today.", id="outlook-today"),
        Binding("enter", "go_on", "Go on with today's quiz", tooltip="Go on with the quiz of today's work that you left.", id="outlook-go-on"),
        Binding("e", "edit", "Edit", tooltip="Change the date, what it covers, the minutes a day.", id="outlook-edit"),
        Binding("plus,equals_sign", "minutes(1)", "More time", tooltip="Plan with five minutes more a day.", key_display="+", id="outlook-more"),
        Binding("minus", "minutes(-1)", "Less time", tooltip="Plan with five minutes less a day.", key_display="-", id="outlook-less"),
        Binding("o", "guide", "Guide", tooltip="Open the page at the cursor.", id="outlook-guide"),
    ]  # fmt: skip
    HELP_TEXT = (
        "The expected score is how likely you are to recall each card at the hour of the test, weighted by its points. "
        "The range holds eight times of ten. The plan is made anew after each quiz and each day."
    )

    head = query_one("#headline", Static)
    score = query_one("#score", Digits)
    frame = query_one("#frame", Prose)
    plan = query_one(SectionList)

    def __init__(self, test: Test) -> None:
        super().__init__()
        self.test = test
        self._outlook: Outlook | None = None
        self._offers: Sequence[Offer] = ()
        self._titles: dict[str, str] = {}
        """What pages are called, by their addresses."""
        self._guides: set[str] = set()
        """Which of them can be opened; a question set cannot."""
        self._is_working = False
        self._is_begun = False
        """Whether the quiz of today's work was left before its end."""
        self.trail = ("studykit", "Tests", test.name)

    def body(self) -> ComposeResult:
        """The figures, and the plan."""
        with Horizontal(id="figures"):
            yield Digits("", id="score")
            yield Static(WORKING, id="headline")
        yield Prose(id="frame")
        yield SectionList(id="plan")

    def on_mount(self) -> None:
        """Give the keys to the plan."""
        self.plan.focus()

    def on_screen_resume(self) -> None:
        """The test, or how it stands, may have changed while another screen was on top."""
        self.attempt(self._look_for_todays_quiz)
        self._work_out()

    def _look_for_todays_quiz(self) -> None:
        self._is_begun = self.study.todays_quiz() is not None

    def on_resize(self) -> None:
        """The bars have the room there is."""
        self._show()

    # -- working it out ----------------------------------------------------------------------------------------------------

    def _work_out(self, after: float = 0.0) -> None:
        """Have it worked out, after so many seconds in which the learner may still change it."""
        self._is_working = True
        self._show()
        self._ask(after)

    @work(group="outlook", exclusive=True)
    async def _ask(self, after: float) -> None:
        """Ask in a thread: first how the test stands, then what more minutes would bring."""
        await asyncio.sleep(after)
        test = self.test
        try:
            self._outlook = await ask_planner(self.study, lambda planner: planner.outlook(test))
            self._offers, self._is_working = (), False
            self._show()
            if test.days_left(self._outlook.today) > 0 and self._outlook.covered:
                self._offers = await ask_planner(self.study, lambda planner: planner.more(test))
                self._show()
        except StudykitError as error:
            self.kit.tell(error)
            self._is_working = False

    def _show(self) -> None:
        """Show what is known so far."""
        one = self._outlook
        self.score.display = one is not None and bool(one.covered)
        self.frame.display = one is not None
        if one is None:
            return
        test, is_working = self.test, self._is_working
        self.frame.show(lambda width: frame_line(test, width, is_working=is_working))
        self.topbar.trail = ("studykit", "Tests", one.test.name)
        self.topbar.aside = when(one.test, one.today)
        self.score.update(percent(one.planned.score))
        gone = self.study.schedule.edited.gone(one.test)
        self.head.update(headline(one, self._offers, gone))
        left_out = left_out_pages(one.left_out, self._names(one.left_out))
        self.plan.show(sections(one, left_out, self.plan.size.width))
        self.refresh_bindings()

    def _names(self, cards: Sequence[str]) -> dict[str, str]:
        """What the pages of some cards are called, by their addresses."""
        for course in dict.fromkeys(card.partition("/")[0] for card in cards):
            if not any(page.startswith(f"{course}/") for page in self._titles):
                self._titles |= self._names_in(course)
        return self._titles

    def _names_in(self, course: str) -> dict[str, str]:
        try:
            outline = self.study.catalog.outline(course)
        except NotFoundError:
            return {}
        guides = {f"{course}/{term.slug}": term.term for term in outline.terms}
        self._guides |= guides.keys()
        return guides | {f"{course}/{group.slug}": group.title for group in outline.sets}

    # -- what the learner does -----------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys do something now."""
        one = self._outlook
        match action:
            case "today":
                return one is not None and bool(one.work_today.cards) and not self._is_begun
            case "go_on":
                return self._is_begun
            case "minutes":
                is_ahead = one is not None and self.test.days_left(one.today) > 0
                return is_ahead and (parameters != (-1,) or self.test.minutes > STEP)
            case "guide":
                return self.is_mounted and bool(self._page)
        return True

    @property
    def _page(self) -> str:
        """The address of the guide at the cursor; empty where there is none."""
        page = self.plan.current.key if self.plan.current else ""
        return page if page in self._guides else ""

    def action_today(self) -> None:
        """Begin what is to be done today."""
        self.kit.doors.today()

    def action_go_on(self) -> None:
        """Go on with the quiz of today's work."""
        self.kit.doors.today()

    def action_edit(self) -> None:
        """Change the test."""
        self.kit.doors.plan_test(self.test, self._take)

    def _take(self, test: Test | None) -> None:
        if test is not None:
            self.test = test
            self._work_out()

    def action_minutes(self, by: int) -> None:
        """Plan with more minutes a day, or with less."""
        steps = (self.test.minutes + STEP - 1) // STEP if by < 0 else self.test.minutes // STEP
        minutes = max(min((steps + by) * STEP, MOST_MINUTES), STEP)
        agenda = self.study.schedule.agenda
        self.test = replace(agenda.test(self.test.id), minutes=minutes)
        agenda.save_test(self.test)
        self.kit.work.forget()
        self._work_out(PATIENCE)

    @on(SectionList.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(SectionList.Clicked)
    def _clicked(self) -> None:
        self.attempt(self.action_guide)

    def action_guide(self) -> None:
        """Open the page at the cursor."""
        course, _, term = self._page.partition("/")
        if term:
            self.study.catalog.title_of(course, term)
            self.kit.doors.guide(course, term)
