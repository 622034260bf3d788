"""The fields in which a guide is written: what they show of it, and what is taken from them."""

from collections.abc import Collection

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from studykit.content.form_texts import (
    FACT,
    definition_of,
    listed,
    put,
    put_definition,
    shown,
    shown_text,
    taken,
    unlisted,
)
from studykit.content.nodes import Node, Path
from studykit.tui.widgets.form_fields import Field, TextField, WordsField
from studykit.tui.widgets.line_list import Draw, LineList

_NAMES = ("aliases", "related", "contrast")
"""Fields of short texts between commas."""


class PageForm(VerticalScroll):
    """A term, its definition, its facts, its questions, its links."""

    questions = query_one(LineList)

    def __init__(self, question_line: Draw[Node | None]) -> None:
        super().__init__(id="author")
        self._question_line = question_line

    def compose(self) -> ComposeResult:
        """The fields."""
        yield WordsField("term", "Term")
        yield WordsField("aliases", "Other names, with commas between them")
        yield TextField("definition", "Definition", rows=5)
        yield TextField("facts", "Must-know facts, one a line; **stars** around the key words", rows=7)  # fmt: skip
        yield Static("Review questions", classes="label")
        yield LineList(self._question_line, id="author-questions")
        yield WordsField("related", "Related terms, with commas between them")
        yield WordsField("contrast", "Not to be confused with")

    def show(self, node: dict[str, Node]) -> None:
        """Show a guide."""
        values = {"term": node.get("term"), "definition": definition_of(node)}
        for name, value in values.items():
            self._field(name).show(shown_text(value))
        self._field("facts").show(shown(node.get("facts"), FACT))
        for name in _NAMES:
            self._field(name).show(listed(node.get(name)))
        self.show_questions(node)

    def show_questions(self, node: dict[str, Node], cursor: int = 0) -> None:
        """Show its questions, and the line for another."""
        asked = questions_of(node)
        self.questions.show([*asked, None], cursor)
        self.questions.styles.height = min(len(asked) + 1, 9)

    def take(self, node: dict[str, Node], first: dict[str, Node]) -> None:
        """Put into a guide what the fields say; what says what it said at first stays as it was written."""
        put(node, "term", " ".join(self._field("term").value.split()))
        put_definition(node, self._field("definition").value)
        put(node, "facts", taken(self._field("facts").value, first.get("facts"), FACT))
        for name in _NAMES:
            put(node, name, unlisted(self._field(name).value, first.get(name)))

    def mark(self, wrong: Collection[str]) -> None:
        """Say at the labels in which fields something is wrong."""
        for field in self.query(Field):
            field.mark(field.name in wrong)

    def go_to(self, way: Path) -> None:
        """Go to what a problem is about, by the way to it."""
        if way[:1] == ("questions",) and len(way) > 1:
            self.questions.focus()
            self.questions.move_to(int(way[1]))
        elif wrong := next((field for field in self.query(Field) if field.is_wrong), None):
            wrong.focus_editor()

    def _field(self, name: str) -> Field:
        return self.query_one(f"#field-{name}", Field)


def questions_of(node: dict[str, Node]) -> list[Node]:
    """The questions of a guide."""
    found = node.get("questions", [])
    return found if type(found) is list else []
