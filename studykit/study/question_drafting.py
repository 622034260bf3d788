"""A question of a question set that is being written in a form: found in its file, and put back as a person would have."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from studykit.content import keys
from studykit.content.catalog import Catalog
from studykit.content.edits import rewrite
from studykit.content.nodes import Node
from studykit.content.schema import read_again
from studykit.errors import NotFoundError, StudykitError
from studykit.study.draft_problems import (
    DraftProblem,
    problems_of_question,
    refuse_bad,
    with_problems,
)
from studykit.study.editor import refuse_shipped
from studykit.study.rewriting import Edit, change
from studykit.study.typed import Saved, Typed, bytes_of, nodes_of, refuse_behind


@dataclass(slots=True)
class QuestionDraft(Typed):
    """A question in a form."""

    at: int = 0
    """Its place among the questions of the file; a new one stands behind the last."""
    ident: str = ""
    """Its id when it was opened; empty: it is new."""

    @property
    def kept_as(self) -> str:
        """Under which it is kept while it is not saved; of a set there is one new question at a time."""
        return f"unsaved/{self.course}/{self.slug}/{self.ident}"


def open_question(catalog: Catalog, course: str, slug: str, ident: str = "") -> QuestionDraft:
    """A question of a question set as a draft, by its id, or a new one of that set.

    Raises:
        StudykitError: There is none, its file cannot be read now, or it is not the author's to change.

    """
    file, _ = catalog.place_of(course, slug)
    refuse_shipped(file)
    data = bytes_of(file)
    asked = _questions(nodes_of(file, data))
    if not ident:
        return QuestionDraft(file, {}, data, course, slug, at=len(asked))
    found = read_again({"questions": asked}, slug).question_set
    ids = [one.id for one in found.questions] if found else []
    if ident not in ids or len(ids) != len(asked):
        msg = f"The question is not in {file.name} any more, or something is wrong with that file."
        raise StudykitError(msg, "Go back, and open it again.")
    at = ids.index(ident)
    node = asked[at]
    first = dict(node) if isinstance(node, dict) else {}
    return QuestionDraft(file, dict(first), data, course, slug, first, at=at, ident=ident)


def check_question(catalog: Catalog, draft: QuestionDraft) -> list[DraftProblem]:
    """What is wrong with a question in itself, and with the term that it names."""
    found = problems_of_question(draft.node, in_set=True)
    term = draft.node.get("term")
    if isinstance(term, str) and term.strip():
        with suppress(NotFoundError):
            if fault := catalog.around(draft.course, draft.slug).term_fault(term):
                found.append(DraftProblem(("questions", 0, "term"), *fault, is_bad=False))
    return found


def save_question(catalog: Catalog, draft: QuestionDraft) -> Saved:
    """Put a question into its file. All else that stands in it stays as it was written.

    Raises:
        StudykitError: Something is wrong with it, the file has been changed since it was opened, or it cannot be written.

    """
    problems = check_question(catalog, draft)
    refuse_bad(problems)
    refuse_behind(draft)
    root = nodes_of(draft.file, draft.before)
    asked = _questions(root)
    asked[draft.at : draft.at + 1] = [_in_order(draft.node)]
    wanted = {**root, "questions": asked}
    news = change(Edit(draft.file, draft.before, partial(rewrite, wanted=wanted)))
    return Saved(draft.file, draft.slug, with_problems(news, problems))


def _questions(root: dict[str, Node]) -> list[Node]:
    """The questions of a file that stand in no guide."""
    found = root.get("questions")
    return [*found] if isinstance(found, list) else []


def _in_order(node: dict[str, Node]) -> dict[str, Node]:
    """What a question says, in the order in which a person writes it."""
    rank = {key: at for at, key in enumerate(keys.QUESTION)}
    said = sorted(node.items(), key=lambda item: rank.get(item[0], len(rank)))
    return {key: value for key, value in said if value}
