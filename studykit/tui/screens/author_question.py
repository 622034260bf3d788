"""Writing a review question in a form."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static, TextArea

from studykit.content.form_texts import (
    CHOICE,
    POINT,
    listed,
    shown,
    shown_text,
    taken,
    taken_text,
    unlisted,
)
from studykit.content.nodes import Node
from studykit.errors import StudykitError
from studykit.study.draft_problems import DraftProblem, problems_of_question
from studykit.tui.screens.ask import ConfirmScreen
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.keeping import all_typed
from studykit.tui.text import one_line
from studykit.tui.widgets.form_fields import STEPS, Field, TextField, WordsField

_ASIDE = {"choices": "choice", "accept": "short"}


class QuestionScreen(StudyScreen[dict[str, Node] | None]):
    """One question. Its kind follows from what is filled in, as it does in a file. Answers with its node."""

    CSS_PATH = "author.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", tooltip="Put the question on the page, which is saved there.", id="question-keep", priority=True),
        *STEPS,
    ]  # fmt: skip
    HELP_TEXT = (
        "With choices it is a choice question; with wordings that are right, a short one that is checked as typed; else it is answered in "
        "one's own words and judged by the points, or by the sentences of the answer where there are none."
    )

    problem = query_one("#author-problem", Static)

    def __init__(
        self,
        node: dict[str, Any],
        trail: tuple[str, ...],
        typed: Callable[[dict[str, Node]], object] = lambda _: None,
    ) -> None:
        """Make the form.

        Args:
            node: What the question says on its page, to which one goes back.
            trail: Where one is.
            typed: Is told of the question as it stands, whenever it changes.

        """
        super().__init__()
        self._first = node
        self._tell_typed = typed
        self.node: dict[str, Node] = dict(node)
        """What it says now."""
        self.trail = trail

    def body(self) -> ComposeResult:
        """The fields."""
        with VerticalScroll(id="author"):
            yield TextField("question", "Question", rows=3)
            yield TextField("answer", "Model answer", rows=6)
            yield TextField("points", "Points, one a line; ! before each without which an answer fails", rows=5)  # fmt: skip
            yield TextField("choices", "Or choices, one a line; * before each that is right", rows=5)  # fmt: skip
            yield WordsField("accept", "Or wordings that are right, with commas between them")
            yield WordsField("hint", "Hint")
        yield Static(id="author-problem")

    def on_mount(self) -> None:
        """Show the question as it is."""
        self.show(self._first)
        self.query_one("#question").focus()

    def show(self, node: dict[str, Any]) -> None:
        """Show a question in the fields."""
        self.node = dict(node)
        for name in ("question", "answer", "hint"):
            self._field(name).show(shown_text(node.get(name)))
        self._field("points").show(shown(node.get("points"), POINT))
        self._field("choices").show(shown(node.get("choices"), CHOICE))
        self._field("accept").show(listed(node.get("accept")))
        if node:  # nobody is told of what they have not begun to write
            self._check()

    def _field(self, name: str) -> Field:
        return self.query_one(f"#field-{name}", Field)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._take()
        self._check()
        self._tell_typed(self.node)

    def _take(self) -> None:
        """Take what the fields say; what says what it said before stays as it was written."""
        said: dict[str, Node] = {}
        for name in ("question", "answer", "hint"):
            said[name] = taken_text(self._field(name).value, self._first.get(name))
        said["points"] = taken(self._field("points").value, self._first.get("points"), POINT)
        said["choices"] = taken(self._field("choices").value, self._first.get("choices"), CHOICE)
        said["accept"] = unlisted(self._field("accept").value, self._first.get("accept"))
        # As it stands in the file, and what is new behind it.
        merged = {**self._first, **said}
        self.node = _said(merged)

    def _check(self) -> None:
        """Say what is wrong, at the field and below the form."""
        found = self.problems()
        wrong = {str(one.way[2]) if len(one.way) > 2 else _missing(one.sentence) for one in found}
        for field in self.query(Field):
            field.mark(field.name in wrong)
        kind = next((kind for key, kind in _ASIDE.items() if self.node.get(key)), "open")
        self.topbar.aside = f"{kind} question"
        self.problem.update(problem_line(found[0], len(found)) if found else Content(""))

    def problems(self) -> list[DraftProblem]:
        """What is wrong with the question."""
        return problems_of_question(self.node)

    async def action_keep(self) -> None:
        """Put the question where it belongs, if nothing is wrong with it."""
        await all_typed(self)
        self._take()
        if found := [one for one in self.problems() if one.is_bad]:
            self._check()
            for field in [one for one in self.query(Field) if one.is_wrong][:1]:
                field.focus_editor()
            raise StudykitError(found[0].sentence, found[0].hint)
        await self.put()

    async def put(self) -> None:
        """Put the question on the page."""
        self.dismiss(self.node)

    def action_back(self) -> None:
        """Leave it as it was; what is not on the page is asked about first."""
        if _said(self.node) == _said(self._first):
            self.dismiss(None)
            return
        told = "What you typed here is not on the page."
        ask = ConfirmScreen("Leave this question?", told, "Throw it away", "Go on writing", key="x")
        self.app.push_screen(ask, self._leave)

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self.dismiss(None)


def _said(node: dict[str, Node]) -> dict[str, Node]:
    """The members that say something."""
    return {key: value for key, value in node.items() if value}


def question_line(node: Node | None, width: int) -> list[Content]:
    """A question of the page as a line."""
    if node is None:
        return [Content.styled("+ Add a question", "$text-muted")]
    said = node.get("question", "") if type(node) is dict else node
    return [one_line(said if type(said) is str else "").truncate(width, ellipsis=True)]


def problem_line(problem: DraftProblem, count: int, *, of_page: bool = False) -> Content:
    """A problem of a draft, and how many more there are; of a page also in which question."""
    is_in_question = of_page and problem.way[:1] == ("questions",) and len(problem.way) > 1
    where = f"Question {int(problem.way[1]) + 1}: " if is_in_question else ""
    more = f"  ({count - 1} more)" if count > 1 else ""
    said = problem.sentence if problem.is_bad else problem.told
    return Content.styled(one_line(f"✗ {where}{said}{more}").plain, "$error")


def _missing(sentence: str) -> str:
    """The field that a problem of the whole question is about."""
    return next((name for name in ("answer", "question", "choices") if f"`{name}`" in sentence), "")
