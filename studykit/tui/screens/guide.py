"""A page to be read before it is asked: the guide of one term, or a question set."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one

from studykit.content.model import Guide
from studykit.content.outline import Outline
from studykit.content.pictures import Picture, pictures_in
from studykit.errors import NotFoundError
from studykit.quiz.cards import Kind
from studykit.tui.editing import edit_page
from studykit.tui.guide_page import PageView
from studykit.tui.guide_reading import read_view, renamed, standing
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.picture import open_picture
from studykit.tui.screens.rest import let_rest
from studykit.tui.widgets.banner import HELD, Banner
from studykit.tui.widgets.page import Page


class GuideScreen(StudyScreen[None]):
    """Definition, must-know facts, review questions, and what is near; of a question set its questions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "unfold", "Unfold", tooltip="Show the answer to the question at the cursor.", id="guide-unfold"),
        Binding("enter,space", "fold", "Fold", tooltip="Hide the answer to the question at the cursor.", id="guide-fold"),
        Binding("enter", "follow", "Follow", tooltip="Open the page that the link at the cursor leads to.", id="guide-follow"),
        Binding("space", "uncover_next", "Next word", tooltip="Uncover the next key word.", id="guide-uncover-next", priority=True),
        Binding("c", "cover", "Cover facts", tooltip="Cover the key words of the facts.", id="guide-cover"),
        Binding("c", "uncover", "Show facts", tooltip="Uncover all facts.", id="guide-uncover"),
        Binding("q", "quiz", "Quiz", tooltip="Set up a quiz of this page.", id="guide-quiz"),
        Binding("o,ctrl+o", "picture", "Open picture", tooltip="Open the picture of the question at the cursor with your system's viewer; with none there, one of this page.", id="guide-picture"),
        Binding("n,right", "next", "Next", tooltip="Turn to the next page of the course.", id="guide-next"),
        Binding("p,left", "previous", "Previous", tooltip="Turn to the page before.", id="guide-previous"),
        Binding("t", "mock", "Mock test", tooltip="Set up a mock test of this page.", id="guide-mock"),
        Binding("a", "all", "All answers", tooltip="Show all answers, or hide them.", id="guide-all"),
        Binding("w", "write", "Write", tooltip="Change the page in a form, without an editor; of a question set the question at the cursor, or a new one.", id="guide-write"),
        Binding("e", "edit", "Edit", tooltip="Open the file in your editor, at this place.", id="guide-edit"),
        Binding("z", "rest", "Rest", tooltip="Let all cards of this page rest for some days: they are not asked until then.", id="guide-rest"),
        Binding("b", "course", "Course", tooltip="Go back to the course.", id="guide-course"),
        Binding("ctrl+n", "add", "Add question", tooltip="Write another question of this set in a form.", id="guide-add", show=False),
    ]  # fmt: skip
    HELP_TEXT = "Arrows scroll. Tab goes to the next question or link, Enter opens it. With the facts covered, say each blank to yourself before space uncovers it."

    banner = query_one(Banner)
    page = query_one(Page)

    def __init__(self, course: str, term: str) -> None:
        """Make the page.

        Args:
            course: The course, by its slug.
            term: The term or question set, by its slug.

        """
        super().__init__()
        self._slug = course
        self._term = term
        self._course = Outline(course, "", "")
        self._view = PageView(Guide(term, "", "", ()))
        self._names: dict[str, str] = {}
        self._is_shown = False
        self._order: list[str] = []
        """The terms of the course, as taught, then its question sets."""

    def body(self) -> ComposeResult:
        """The page, and what is wrong with its file."""
        yield Page(id="page")
        yield Banner()

    def on_mount(self) -> None:
        """Show the page."""
        if not self.attempt(self._load):
            self.call_later(self.action_back)
        self.page.focus()

    # -- what is shown ---------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self._read_course()
        self._turn_to(self._term)

    def _read_course(self) -> None:
        self._course = self.study.catalog.outline(self._slug)
        self._names = {term.slug: term.term for term in self._course.terms}
        self._order = [*self._names, *(one.slug for one in self._course.sets)]

    def _turn_to(self, term: str) -> None:
        """Show a page of the course."""
        self._view = read_view(self.study, self._slug, term, self._names)
        self._term = term
        self._show_place()
        self.page.show(self._view.parts())
        self.refresh_bindings()
        self.attempt(lambda: self.study.keep_page(self._slug, term))

    def _show_place(self) -> None:
        """Show which guide it is, and what is wrong with its file."""
        faults = self.study.catalog.faults(self._slug, self._term)
        self.banner.show(faults.problems, HELD if faults.is_held else "")
        self.topbar.trail = ("studykit", self._course.title, self._view.title)
        at = self._order.index(self._term) + 1 if self._term in self._order else 0
        self.topbar.aside = f"{at} of {len(self._order)}" if at else ""

    def on_screen_resume(self) -> None:
        """How the questions stand may have changed while another screen was on top."""
        super().on_screen_resume()
        if self._is_shown and self._view.stand(standing(self.study, self._slug, self._view.page)):
            self.page.renew("opening")
            self.page.renew("question")
        self._is_shown = True

    def follow_library(self) -> None:
        """Show the page as it is now, at the same place; one that is gone stays as it was."""
        try:
            self._read_course()
            view = read_view(self.study, self._slug, self._term, self._names)
        except NotFoundError:
            self._say_gone()
            return
        self._show_place()
        old, self._view = self._view, view
        moved = renamed(old, view)
        self.page.show(view.after(old, moved).parts(), keep_place=True, renamed=moved)
        self.refresh_bindings()

    def _say_gone(self) -> None:
        """Say why the page is not found any more, as far as that is known."""
        self.banner.tell(f"{self._view.title} is not in the library any more.", HELD)

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
        all_of_them = set(range(len(self._view.questions)))
        self._view.unfolded = set() if self._view.unfolded == all_of_them else all_of_them
        self.page.renew("question")
        self.refresh_bindings()

    def action_follow(self) -> None:
        """Open the page that the link leads to."""
        if link := self._view.link(self.page.current):
            self.kit.doors.guide(link.course, link.slug)

    @property
    def _pictures(self) -> list[Picture]:
        """Those of the question at the cursor; where it has none, those of all that the page shows."""
        here = self._here()
        own = [] if here is None else pictures_in(self._view.texts_of(here))
        return own or pictures_in(self._view.texts)

    def action_picture(self) -> None:
        """Open the picture."""
        open_picture(self, self._slug, self._pictures)

    # -- going on --------------------------------------------------------------------------------------------------------

    def action_next(self) -> None:
        """Turn to the next page."""
        self._turn_to(self._neighbour(1))

    def action_previous(self) -> None:
        """Turn to the page before."""
        self._turn_to(self._neighbour(-1))

    def _neighbour(self, by: int) -> str:
        """The slug of the page so far away in the course; empty where there is none."""
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
        let_rest(self, f"All of {self._view.title}", cards)

    async def action_edit(self) -> None:
        """Open the file in the author's editor; what is saved there is seen at once."""
        at = self._here()
        card = "" if at is None else f"{Kind.QUESTION}/{self._view.questions[at].id}"
        await edit_page(self.kit, self._slug, self._term, card)

    def action_write(self) -> None:
        """Change the page in a form; of a set the question at the cursor."""
        if self._view.is_set:
            here = self._here()
            self._write_question("" if here is None else self._view.questions[here].id)
        else:
            self.kit.doors.author(self._slug, self._term)

    def action_add(self) -> None:
        """Write another question of the set."""
        self._write_question("")

    def _write_question(self, question: str) -> None:
        from studykit.tui.screens.set_question import write_question

        write_question(self, self._slug, self._term, question)

    def action_course(self) -> None:
        """Go back to the course, at this page."""
        self.kit.doors.back_to_course(self._slug, self._term)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if not self.is_mounted:
            return True
        if action == "picture":
            return bool(self._pictures)
        view, here = self._view, self._here()
        left = view.uncovered is not None and view.uncovered < sum(view.blanks)
        offered = {
            "unfold": here is not None and here not in view.unfolded,
            "fold": here is not None and here in view.unfolded,
            "follow": bool(self.page.current) and here is None,
            "uncover_next": left,
            "cover": view.uncovered is None and bool(view.facts),
            "uncover": view.uncovered is not None,
            "next": bool(self._neighbour(1)),
            "previous": bool(self._neighbour(-1)),
            "all": bool(view.questions),
            "add": view.is_set,
        }
        return offered.get(action, True)
