"""A question of a question set that is being written in a form: found in its file, and put back as a person would have."""

from dataclasses import dataclass
from pathlib import Path

from studykit.content import keys
from studykit.content.catalog import Catalog
from studykit.content.edits import rewrite
from studykit.content.loader import ReadError, read
from studykit.content.nodes import Node, SourceError
from studykit.content.schema import read_document
from studykit.content.source import parse
from studykit.errors import StudykitError
from studykit.study.editor import refuse_shipped
from studykit.study.saving import change


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question in a form, and the file that it is to be put into."""

    file: Path
    before: bytes
    """What the file said when it was opened."""
    at: int
    """Its place among the questions of the file; a new one stands behind the last."""
    node: dict[str, Node]
    """What it says; empty: it is new."""


def open_question(catalog: Catalog, course: str, slug: str, ident: str = "") -> QuestionDraft:
    """A question of a question set as a draft, by its id, or a new one of that set.

    Raises:
        StudykitError: There is none, its file cannot be read now, or it is not the author's to change.

    """
    file, _ = catalog.place_of(course, slug)
    refuse_shipped(file)
    data = _bytes_of(file)
    asked = _questions(_parsed(file, data))
    if not ident:
        return QuestionDraft(file, data, len(asked), {})
    found = read_document({"questions": asked}, slug, _ignore).question_set
    ids = [one.id for one in found.questions] if found else []
    if ident not in ids or len(ids) != len(asked):
        msg = f"The question is not in {file.name} any more, or something is wrong with that file."
        raise StudykitError(msg, "Go back, and open it again.")
    at = ids.index(ident)
    node = asked[at]
    return QuestionDraft(file, data, at, dict(node) if isinstance(node, dict) else {})


def save_question(draft: QuestionDraft, node: dict[str, Node]) -> Path:
    """Put a question into its file; gives the file. All else that stands in it stays as it was written.

    Raises:
        StudykitError: The file has been changed since it was opened, or it cannot be written.

    """
    if _bytes_of(draft.file) != draft.before:
        msg = f"{draft.file.name} has been changed since you opened it."
        raise StudykitError(msg, "Copy what you typed, go back, and open it again.")
    root = _parsed(draft.file, draft.before)
    asked = _questions(root)
    asked[draft.at : draft.at + 1] = [_in_order(node)]
    wanted = {**root, "questions": asked}
    change(draft.file, draft.before, lambda text: rewrite(text, wanted))
    return draft.file


def _questions(root: dict[str, Node]) -> list[Node]:
    """The questions of a file that stand in no guide."""
    found = root.get("questions")
    return [*found] if isinstance(found, list) else []


def _in_order(node: dict[str, Node]) -> dict[str, Node]:
    """What a question says, in the order in which a person writes it."""
    rank = {key: at for at, key in enumerate(keys.QUESTION)}
    said = sorted(node.items(), key=lambda item: rank.get(item[0], len(rank)))
    return {key: value for key, value in said if value}


def _bytes_of(file: Path) -> bytes:
    try:
        return read(str(file))
    except ReadError as error:
        raise StudykitError(error.sentence, error.hint) from error


def _parsed(file: Path, data: bytes) -> dict[str, Node]:
    try:
        root = parse(data)
    except SourceError as error:
        place = f"{file.name}:{error.line}:{error.column}"
        raise StudykitError(f"{place}: {error.sentence}", error.hint) from error
    return root if isinstance(root, dict) else {}


def _ignore(*_: object, **__: object) -> None:
    """What is wrong with a file is told elsewhere."""
