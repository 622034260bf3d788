"""A guide: the page of one term, to be read before it is asked."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one

from studykit.content.model import Guide
from studykit.content.outline import Outline
from studykit.errors import StudykitError
from studykit.quiz.cards import Kind
from studykit.tui.guide_page import GuideView, Link
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.rest import let_rest
from studykit.tui.widgets.page import Page


class GuideScreen(StudyScreen[None]):
    """Definition, must-know facts, review questions, and what is near."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "unfold", "Unfold", tooltip="Show the answer to the question at the cursor.", id="guide-unfold"),
        Binding("enter,space", "fold", "Fold", tooltip="Hide the answer to the question at the cursor.", id="guide-fold"),
        Binding("enter", "follow", "Follow", tooltip="Open the page that the link at the cursor leads to.", id="guide-follow"),
        Binding("space", "uncover_next", "Next word", tooltip="Uncover the next key word.", id="guide-uncover-next", priority=True),
        Binding("c", "cover", "Cover facts", tooltip="Cover the key words of the facts.", id="guide-cover"),
        Binding("c", "uncover", "Show facts", tooltip="Uncover all facts.", id="guide-uncover"),
        Binding("q", "quiz", "Quiz", tooltip="Set up a quiz of this page.", id="guide-quiz"),
        Binding("n,right", "next", "Next", tooltip="Turn to the next term of the course.", id="guide-next"),
        Binding("p,left", "previous", "Previous", tooltip="Turn to the term before.", id="guide-previous"),
        Binding("t", "mock", "Mock test", tooltip="Set up a mock test of this page.", id="guide-mock"),
        Binding("a", "all", "All answers", tooltip="Show all answers, or hide them.", id="guide-all"),
        Binding("z", "rest", "Rest", tooltip="Let all cards of this page rest for some days: they are not asked until then.", id="guide-rest"),
        Binding("b", "course", "Course", tooltip="Go back to the course.", id="guide-course"),
    ]  # fmt: skip
    HELP_TEXT = "Arrows scroll. Tab goes to the next question or link, Enter opens it. With the facts covered, say each blank to yourself before space uncovers it."

    page = query_one(Page)

    def __init__(self, course: str, term: str) -> None:
        super().__init__()
        self._slug = course
        self._term = term
        self._course = Outline(course, "", "")
        self._view = GuideView(Guide(term, "", "", ()))
        self._names: dict[str, str] = {}
        self._order: list[str] = []
        """The terms of the course, as taught."""

    def body(self) -> ComposeResult:
        """The page."""
        yield Page(id="page")

    def on_mount(self) -> None:
        """Show the page."""
        if not self.attempt(self._load):
            self.call_later(self.action_back)
        self.page.focus()

    # -- what is shown ---------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self._course = self.study.catalog.outline(self._slug)
        self._names = {term.slug: term.term for term in self._course.terms}
        self._order = list(self._names)
        self._turn_to(self._term)

    def _turn_to(self, term: str) -> None:
        """Show a page of the course."""
        guide = self.study.catalog.guide(self._slug, term)
        self._term = term
        self._view = GuideView(guide, self._links(guide), missed=self._missed(guide))
        self.topbar.trail = ("studykit", self._course.title, guide.term)
        self.topbar.aside = f"{self._order.index(term) + 1} of {len(self._order)}"
        self.page.show(self._view.parts())
        self.refresh_bindings()
        self.attempt(lambda: self.study.keep_guide(self._slug, term))

    def _missed(self, guide: Guide) -> dict[str, Collection[str]]:
        """For each question (its id) the points (their ids) that were missed the last time."""
        cards = {
            f"{self._slug}/{guide.slug}/{Kind.QUESTION}/{question.id}": question.id
            for question in guide.questions
        }
        try:
            missed = self.study.log.missed_points(list(cards))
        except StudykitError:  # a page can be read without a log
            return {}
        return {cards[card]: points for card, points in missed.items()}

    def _links(self, guide: Guide) -> list[tuple[str, Sequence[Link]]]:
        elsewhere = [
            Link(ref.course, ref.slug, ref.term, ref.course_name)
            for ref in self.study.catalog.also_found_in(self._slug, guide.slug)
        ]
        groups = [
            ("Related", [self._link(address) for address in guide.related]),
            ("Easily confused with", [self._link(address) for address in guide.contrast]),
            ("Also found in", elsewhere),
        ]
        return [(heading, links) for heading, links in groups if links]

    def _link(self, address: str) -> Link:
        """The link that an author wrote as `term` or `course/term`."""
        if "/" not in address:
            return Link(self._slug, address, self._names.get(address, address))
        course, _, term = address.partition("/")
        there = self.study.catalog.outline(course)
        names = {entry.slug: entry.term for entry in there.terms}
        return Link(course, term, names.get(term, term), there.title)

    # -- facts -----------------------------------------------------------------------------------------------------------

    def action_cover(self) -> None:
        """Cover the key words of the facts."""
        self._uncover_words(0)
        self.page.bring_into_view("facts")

    def action_uncover(self) -> None:
        """Show the facts again."""
        self._uncover_words(None)

    def action_uncover_next(self) -> None:
        """Uncover one more key word, and have its fact in view."""
        done = self._view.uncovered or 0
        self._uncover_words(done + 1)
        blanks = self._view.blanks
        fact = next(at for at in range(len(blanks)) if sum(blanks[: at + 1]) > done)
        self.page.bring_into_view(f"fact {fact}")

    def _uncover_words(self, words: int | None) -> None:
        self._view.uncovered = words
        self.page.renew("fact")
        self.refresh_bindings()

    # -- questions and links ---------------------------------------------------------------------------------------------

    @on(Page.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Page.Pressed)
    def _press(self) -> None:
        if self._here() is None:
            self.attempt(self.action_follow)
        else:
            self.action_unfold()

    def _here(self) -> int | None:
        """The position of the question at the cursor."""
        kind, _, at = self.page.current.partition(" ")
        return int(at) if kind == "question" else None

    def action_unfold(self) -> None:
        """Show the answer at the cursor, or hide it."""
        at = self._here()
        if at is not None:
            self._view.turn(at)
            self.page.renew(self.page.current)
            self.page.bring_into_view(self.page.current)
            self.refresh_bindings()

    def action_fold(self) -> None:
        """Hide the answer at the cursor."""
        self.action_unfold()

    def action_all(self) -> None:
        """Show all answers; hide them where all are shown."""
        all_of_them = set(range(len(self._view.guide.questions)))
        self._view.unfolded = set() if self._view.unfolded == all_of_them else all_of_them
        self.page.renew("question")
        self.refresh_bindings()

    def action_follow(self) -> None:
        """Open the page that the link leads to."""
        if link := self._view.link(self.page.current):
            self.kit.doors.guide(link.course, link.slug)

    # -- going on --------------------------------------------------------------------------------------------------------

    def action_next(self) -> None:
        """Turn to the next term."""
        self._turn_to(self._neighbour(1))

    def action_previous(self) -> None:
        """Turn to the term before."""
        self._turn_to(self._neighbour(-1))

    def _neighbour(self, by: int) -> str:
        """The slug of the term so far away in the course; empty where there is none."""
        at = self._order.index(self._term) + by if self._term in self._order else -1
        return self._order[at] if 0 <= at < len(self._order) else ""

    def action_quiz(self) -> None:
        """Set up a quiz of this page."""
        self.kit.doors.quiz((f"{self._slug}/{self._term}",))

    def action_mock(self) -> None:
        """Set up a mock test of this page."""
        self.kit.doors.mock_test((f"{self._slug}/{self._term}",))

    def action_rest(self) -> None:
        """Let the cards of this page rest."""
        page = f"{self._slug}/{self._term}"
        cards = [card.id for card in self.study.catalog.askable(self._slug) if card.term == page]
        let_rest(self, f"All of {self._view.guide.term}", cards)

    def action_course(self) -> None:
        """Go back to the course, at this term."""
        self.kit.doors.back_to_course(self._slug, self._term)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if not self.is_mounted:
            return True
        view, here = self._view, self._here()
        left = view.uncovered is not None and view.uncovered < sum(view.blanks)
        offered = {
            "unfold": here is not None and here not in view.unfolded,
            "fold": here is not None and here in view.unfolded,
            "follow": bool(self.page.current) and here is None,
            "uncover_next": left,
            "cover": view.uncovered is None and bool(view.guide.facts),
            "uncover": view.uncovered is not None,
            "next": bool(self._neighbour(1)),
            "previous": bool(self._neighbour(-1)),
            "all": bool(view.guide.questions),
        }
        return offered.get(action, True)
