"""Writing a guide in a form, for those without an editor at hand."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static, TextArea

from studykit.content.form_texts import FACT, listed, shown, taken, unlisted
from studykit.content.nodes import Node
from studykit.content.text import slugify
from studykit.study.drafting import Draft, new_draft, open_draft, problems_of, save_draft
from studykit.tui.screens.ask import ConfirmScreen
from studykit.tui.screens.author_question import QuestionScreen, problem_line, question_line
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.form_fields import Field, TextField, WordsField
from studykit.tui.widgets.line_list import LineList

_NAMES = ("aliases", "related", "contrast")
"""Fields of short texts between commas."""


class AuthorScreen(StudyScreen[None]):
    """A term, its definition, its facts, its questions: checked as they are typed, kept in the file as a person would write them."""

    CSS_PATH = "author.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", tooltip="Put the page into its file.", id="author-save", priority=True),
        Binding("ctrl+n", "add", "Add question", tooltip="Write another review question.", id="author-add", priority=True),
        Binding("delete", "remove", "Remove", tooltip="Take the question at the cursor out.", id="author-remove"),
    ]  # fmt: skip
    HELP_TEXT = (
        "Tab goes from field to field. Facts are lines, with **stars** around the words that are blanked when a fact is asked. "
        "Enter opens the question at the cursor. Nothing is written before you save, and what you did not touch stays as it was."
    )

    form = query_one("#author", VerticalScroll)
    questions = query_one(LineList)
    problem = query_one("#author-problem", Static)

    def __init__(self, course: str, term: str = "", unit: str = "") -> None:
        super().__init__()
        self._course = course
        self._term = term
        self._unit = unit
        self._draft: Draft | None = None
        self.trail = ("studykit", "Write", term or "a new term")

    def body(self) -> ComposeResult:
        """The fields, and what is wrong with what they say."""
        with VerticalScroll(id="author"):
            yield WordsField("term", "Term")
            yield WordsField("aliases", "Other names, with commas between them")
            yield TextField("definition", "Definition", rows=5)
            yield TextField("facts", "Must-know facts, one a line; **stars** around the key words", rows=7)  # fmt: skip
            yield Static("Review questions", classes="label")
            yield LineList(question_line, id="author-questions")
            yield WordsField("related", "Related terms, with commas between them")
            yield WordsField("contrast", "Not to be confused with")
        yield Static(id="author-problem")

    def on_mount(self) -> None:
        """Show the page as it is."""
        if not self.attempt(self._open):
            self.call_later(self.action_back)
            return
        self.query_one("#term").focus()

    def _open(self) -> None:
        catalog = self.study.catalog
        if self._term:
            self._draft = open_draft(catalog, self._course, self._term)
            self.trail = ("studykit", "Write", self.study.catalog.term_of(self._course, self._term))
            self.topbar.trail = self.trail
        else:
            self._draft = new_draft(catalog, self._course, self._unit)
        self._fill()

    @property
    def draft(self) -> Draft:
        """The page as it is in the form."""
        assert self._draft
        return self._draft

    def _fill(self) -> None:
        """Show the draft in the fields."""
        node = self.draft.node
        values = {"term": node.get("term"), "definition": _definition(node)}
        for name, value in values.items():
            self._field(name).show(value if type(value) is str else "")
        self._field("facts").show(shown(node.get("facts"), FACT))
        for name in _NAMES:
            self._field(name).show(listed(node.get(name)))
        self._show_questions()
        if not self.draft.is_new:  # nobody is told of what they have not begun to write
            self._check()

    def _field(self, name: str) -> Field:
        return self.query_one(f"#field-{name}", Field)

    def _show_questions(self, cursor: int = 0) -> None:
        self.questions.show([*self._questions(), None], cursor)
        self.questions.styles.height = min(len(self._questions()) + 1, 9)

    def _questions(self) -> list[Node]:
        found = self.draft.node.get("questions", [])
        return found if type(found) is list else []

    # -- what the author does ---------------------------------------------------------------------------------------------

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._draft:
            self._take()
            self._check()

    def _take(self) -> None:
        """Take what the fields say."""
        node, first = self.draft.node, self.draft.first
        _put(node, "term", " ".join(self._field("term").value.split()))
        _put_definition(node, self._field("definition").value)
        _put(node, "facts", taken(self._field("facts").value, first.get("facts"), FACT))
        for name in _NAMES:
            _put(node, name, unlisted(self._field(name).value, first.get(name)))

    def _check(self) -> None:
        """Say what is wrong, at the field and below the form."""
        found = problems_of(self.draft.node)
        wrong = {str(one.way[0]) if one.way else _field_of(one.sentence) for one in found}
        for field in self.query(Field):
            field.mark(field.name in wrong)
        self.problem.update(problem_line(found[0], len(found)) if found else Content(""))

    @on(LineList.Chosen)
    def _open_question(self) -> None:
        at = self.questions.cursor
        asked = self._questions()
        node = asked[at] if at < len(asked) else {}
        self._write_question(at, node if type(node) is dict else {"question": node})

    def action_add(self) -> None:
        """Write another question."""
        self._write_question(len(self._questions()), {})

    def _write_question(self, at: int, node: dict[str, Any]) -> None:
        def keep(question: dict[str, Node] | None) -> None:
            if question is not None:
                asked = [*self._questions()]
                asked[at : at + 1] = [question]
                self.draft.node["questions"] = asked
                self._show_questions(at)
                self._check()
            self.questions.focus()

        trail = (*self.trail, f"Question {at + 1}")
        self.app.push_screen(QuestionScreen(node, trail), keep)

    def action_remove(self) -> None:
        """Take the question at the cursor out."""
        asked = [*self._questions()]
        at = self.questions.cursor
        if self.questions.has_focus and at < len(asked):
            del asked[at]
            _put(self.draft.node, "questions", asked)
            self._show_questions(at)
            self._check()

    async def action_save(self) -> None:
        """Put the page into its file, and go back to where one came from."""
        if not self.attempt(lambda: save_draft(self.draft)):
            return
        slug = self._term or slugify(str(self.draft.node["term"]))
        is_new = self.draft.is_new
        await self.kit.live.take_in()
        self.dismiss()
        self.notify("Saved.", markup=False)
        if is_new:
            self.kit.doors.guide(self._course, slug)

    def action_back(self) -> None:
        """Leave; what is not saved is asked about first."""
        if not (self._draft and self.draft.is_changed):
            self.dismiss()
            return
        told = "What you changed is not saved."
        ask = ConfirmScreen("Leave this page?", told, "Leave it unsaved", "Go on writing", key="x")
        self.app.push_screen(ask, self._leave)

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be removed where nothing is."""
        if action == "remove" and self.is_mounted and self._draft:
            return self.questions.has_focus and self.questions.cursor < len(self._questions())
        return True


def _definition(node: dict[str, Node]) -> Node | None:
    """The text of a definition, which may have points beside it."""
    found = node.get("definition")
    return found.get("definition") if type(found) is dict else found


def _put_definition(node: dict[str, Node], typed: str) -> None:
    """Take the text of a definition; its points stay."""
    before = node.get("definition")
    old = _definition(node)
    text = old if type(old) is str and old.strip() == typed.strip() else typed.strip()
    node["definition"] = {**before, "definition": text} if type(before) is dict else text


def _put(node: dict[str, Node], key: str, value: Node) -> None:
    """Put a member that says something; one that says what it said before stays as it was written."""
    before = node.get(key)
    if type(before) is str and type(value) is str and " ".join(before.split()) == value:
        return
    if value or key in ("term", "definition"):
        node[key] = value
    else:
        node.pop(key, None)


def _field_of(sentence: str) -> str:
    """The field that a problem of the whole page is about."""
    return next((name for name in ("definition", "term") if f"`{name}`" in sentence), "")
