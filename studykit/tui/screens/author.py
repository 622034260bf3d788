"""Writing a guide in a form, for those without an editor at hand."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static, TextArea

from studykit.content.form_texts import put
from studykit.content.nodes import Node
from studykit.study.drafting import Draft, check_draft, new_draft, open_anew, open_draft, save_draft
from studykit.study.unsaved import Kept, take_up
from studykit.tui.reading import with_twin
from studykit.tui.screens.author_question import QuestionScreen, problem_line, question_line
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.keeping import Keeper, all_typed, changed_file, tell_saved
from studykit.tui.widgets.form_fields import STEPS
from studykit.tui.widgets.line_list import LineList
from studykit.tui.widgets.page_form import PageForm, questions_of


class AuthorScreen(StudyScreen[None]):
    """A term, its definition, its facts, its questions: checked as they are typed, kept in the file as a person would write them."""

    CSS_PATH = "author.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", tooltip="Put the page into its file.", id="author-save", priority=True),
        Binding("ctrl+n", "add", "Add question", tooltip="Write another review question.", id="author-add", priority=True),
        Binding("delete", "remove", "Remove", tooltip="Take the question at the cursor out.", id="author-remove"),
        *STEPS,
    ]  # fmt: skip
    HELP_TEXT = (
        "Tab goes from field to field. Facts are lines, with **stars** around the words that are blanked when a fact is asked. "
        "Enter opens the question at the cursor. Nothing is written before you save, and what you did not touch stays as it was. "
        "What you type and do not save is kept, and offered when you come back."
    )

    form = query_one(PageForm)
    questions = query_one(LineList)
    problem = query_one("#author-problem", Static)

    def __init__(self, course: str, term: str = "", unit: str = "") -> None:
        super().__init__()
        self._course = course
        self._term = term
        self._unit = unit
        self._draft: Draft | None = None
        self._keeper: Keeper | None = None
        self.trail = ("studykit", "Write", term or "a new term")

    def body(self) -> ComposeResult:
        """The fields, and what is wrong with what they say."""
        yield PageForm(question_line)
        yield Static(id="author-problem")

    def on_mount(self) -> None:
        """Show the page as it is."""
        if not self.attempt(self._open):
            self.call_later(self.action_back)
            return
        self.query_one("#term").focus()
        self.keeper.offer(self._fill)

    def on_unmount(self) -> None:
        """However the form is left, what was typed is kept."""
        if self._keeper:
            self._keeper.keep()

    def _open(self) -> None:
        catalog = self.study.catalog
        if self._term:
            self._draft = open_draft(catalog, self._course, self._term)
            self.trail = (
                "studykit",
                "Write",
                self.study.catalog.title_of(self._course, self._term),
            )
            self.topbar.trail = self.trail
        else:
            self._draft = new_draft(catalog, self._course, self._unit)
        self._keeper = Keeper(self, self._draft)
        self._fill()

    @property
    def draft(self) -> Draft:
        """The page as it is in the form."""
        assert self._draft
        return self._draft

    @property
    def keeper(self) -> Keeper:
        """Who keeps it."""
        assert self._keeper
        return self._keeper

    def _fill(self) -> None:
        """Show the draft in the fields."""
        self.form.show(self.draft.node)
        self.topbar.aside = f"for the unit {self.draft.unit}" if self.draft.unit else ""
        is_begun = self.draft.is_changed or not self.draft.is_new
        if is_begun:  # nobody is told of what they have not begun to write
            self._check()

    # -- what the author does ---------------------------------------------------------------------------------------------

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._draft:
            self.form.take(self.draft.node, self.draft.first)
            self._changed()

    def _changed(self) -> None:
        """The page says something else."""
        self._check()
        self.keeper.note()

    def _check(self) -> None:
        """Say what is wrong, at the field and below the form."""
        found = check_draft(self.study.catalog, self.draft)
        wrong = {str(one.way[0]) if one.way else _field_of(one.sentence) for one in found}
        self.form.mark(wrong)
        self.problem.update(
            problem_line(found[0], len(found), of_page=True) if found else Content("")
        )

    @on(LineList.Chosen)
    def _open_question(self) -> None:
        at = self.questions.cursor
        asked = questions_of(self.draft.node)
        node = asked[at] if at < len(asked) else {}
        self._write_question(at, node if type(node) is dict else {"question": node})

    def action_add(self) -> None:
        """Write another question."""
        self._write_question(len(questions_of(self.draft.node)), {})

    def _write_question(self, at: int, node: dict[str, Any]) -> None:
        def type_on(question: dict[str, Node]) -> None:
            self.keeper.question = (at, question)
            self.keeper.note()

        def keep(question: dict[str, Node] | None) -> None:
            self.keeper.question = None
            if question is not None:
                asked = [*questions_of(self.draft.node)]
                asked[at : at + 1] = [question]
                self.draft.node["questions"] = asked
                self.form.show_questions(self.draft.node, at)
                self._changed()
            self.keeper.note()
            self.questions.focus()

        trail = (*self.trail, f"Question {at + 1}")
        self.app.push_screen(QuestionScreen(node, trail, type_on), keep)

    def action_remove(self) -> None:
        """Take the question at the cursor out."""
        asked = [*questions_of(self.draft.node)]
        at = self.questions.cursor
        if self.questions.has_focus and at < len(asked):
            del asked[at]
            put(self.draft.node, "questions", asked)
            self.form.show_questions(self.draft.node, at)
            self._changed()

    async def action_save(self) -> None:
        """Put the page into its file, and go back to where one came from."""
        await all_typed(self)
        self.form.take(self.draft.node, self.draft.first)
        if self.draft.is_behind:
            self._ask_about_change()
            return
        found = check_draft(self.study.catalog, self.draft)
        if bad := next((one for one in found if one.is_bad), None):
            self._check()
            self.form.go_to(bad.way)
        draft = self.draft  # keys wait until this is done
        saved = await with_twin(self.study.catalog, lambda catalog: save_draft(catalog, draft))
        self.keeper.end()
        await self.kit.live.take_in()
        self.dismiss()
        tell_saved(self, saved)
        if draft.is_new:
            self.kit.doors.guide(self._course, saved.slug)

    def _ask_about_change(self) -> None:
        """The file was changed while the form was open: take in what is new there, upon which what was typed is put."""
        draft = self.draft
        mine = Kept(self.study.clock(), draft.node, draft.first, draft.unit)
        anew = open_anew(self.study.catalog, draft)

        def choose(key: str | None) -> None:
            if key == "enter":
                take_up(anew, mine)
                self._draft = anew
                self._keeper = Keeper(self, anew)
                self._fill()
                self.keeper.note()

        self.app.push_screen(changed_file(draft.file.name, mine.clashes(anew.first)), choose)

    def action_back(self) -> None:
        """Leave; what becomes of what is not saved is asked first."""
        if self._keeper:
            self._keeper.leave("page")
        else:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be removed where nothing is."""
        if action == "remove" and self.is_mounted and self._draft:
            return self.questions.has_focus and self.questions.cursor < len(
                questions_of(self.draft.node)
            )
        return True


def _field_of(sentence: str) -> str:
    """The field that a problem of the whole page is about."""
    return next((name for name in ("definition", "term") if f"`{name}`" in sentence), "")
