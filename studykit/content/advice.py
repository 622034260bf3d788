"""Advice on what would teach badly: warnings, never errors."""

import re
from collections.abc import Iterable, Iterator

from studykit.content.document import Document, Reporter
from studykit.content.formula import unread
from studykit.content.gaps import GAP, is_gap
from studykit.content.markdown import bold_spans, plain
from studykit.content.meaning import STOP_WORDS, stem
from studykit.content.model import Fact, Form, Guide, Point, Question
from studykit.content.nodes import Node, Path
from studykit.content.questions import sentence_points
from studykit.content.source import garbled
from studykit.content.text import shorten
from studykit.errors import Severity

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
_LEAST_SHARE = 0.5


def advise(document: Document, report: Reporter) -> None:
    """Report what teaches badly, as far as one file can tell."""
    for guide, path in zip(document.guides, document.paths, strict=True):
        _advise_guide(guide, path, report)
    if document.question_set:
        _advise_questions(document.question_set.questions, (), report)


def unasked(document: Document) -> Iterator[tuple[str, Path]]:
    """The guides of a file, by slug and place, that have no questions of their own."""
    for guide, path in zip(document.guides, document.paths, strict=True):
        if not guide.questions:
            yield guide.slug, (*path, "term")


def advise_on_unasked(path: Path, report: Reporter) -> None:
    """Report a term that no question of any file asks about."""
    _warn(report, path, "Nothing asks about this term.", "Add `questions:`.")


def advise_on_escapes(data: bytes, report: Reporter) -> None:
    """Report texts of a file in which double quotes have turned backslashes into something else."""
    for path in garbled(data) if b"\\" in data else ():
        _warn(
            report,
            path,
            "A backslash in these double quotes makes a tab, a new line or a control character.",
            "Use single quotes or a `|` block for formulas, or write each backslash twice.",
        )


def advise_on_texts(node: Node, report: Reporter, path: Path = ()) -> None:
    """Report any text of a file that is still to be written, and formulas that cannot be shown."""
    if isinstance(node, str):
        if is_gap(node):
            _warn(report, path, f"Nothing but `{GAP}` stands here.", "Write the text in its place.")
        for latex in unread(node) if "$" in node else ():
            _warn(
                report,
                path,
                f"The formula `{shorten(latex)}` cannot be read, so it is shown as it is written.",
                "Look for a brace that is not closed, or a command that is misspelt.",
            )
        return
    members = node.items() if isinstance(node, dict) else enumerate(node)
    for key, member in members:
        advise_on_texts(member, report, (*path, key))


def _warn(report: Reporter, path: Path, sentence: str, hint: str, at_key: bool = False) -> None:
    """Report a warning."""
    report(path, sentence, hint, Severity.WARNING, at_key)


def _advise_guide(guide: Guide, path: Path, report: Reporter) -> None:
    """Report what teaches badly in one guide."""
    if guide.points != sentence_points(guide.definition):
        _advise_points(guide.points, guide.definition, (*path, "definition"), report, "definition")
    _advise_facts(guide.facts, (*path, "facts"), report)
    _advise_questions(guide.questions, path, report)


def _advise_facts(facts: Iterable[Fact], path: Path, report: Reporter) -> None:
    """Report facts in which nothing can be blanked."""
    for at, fact in enumerate(facts):
        if not (bold_spans(fact.text) or is_gap(fact.text)):
            _warn(
                report,
                (*path, at),
                "This fact has no bold words, so nothing is blanked when it is asked.",
                "Put the word worth knowing between `**` and `**`.",
            )


def _advise_questions(questions: Iterable[Question], path: Path, report: Reporter) -> None:
    """Report open questions without points of their own, and points that their model answer does not make."""
    for at, question in enumerate(questions):
        here = (*path, "questions", at)
        if question.form is not Form.OPEN or is_gap(question.answer):
            continue
        if question.points == sentence_points(question.answer):
            _warn(
                report,
                (*here, "answer"),
                "This question has no `points`, so each sentence of its answer is judged as one.",
                "Add `points:` with the ideas that a full answer names.",
                at_key=True,
            )
        else:
            _advise_points(question.points, question.answer, here, report, "model answer")


def _advise_points(
    points: Iterable[Point], text: str, path: Path, report: Reporter, whose: str
) -> None:
    """Report points most of whose words do not occur in the text that is to make them."""
    known = set(_stems(text))
    for at, point in enumerate(points):
        wanted = set(_stems(point.text))
        missing = wanted - known
        if len(missing) > len(wanted) * _LEAST_SHARE:
            first = next(word for word in _words(point.text) if stem(word) in missing)
            _warn(
                report,
                (*path, "points", at),
                f"The {whose} does not say this: `{shorten(first)}` and other words of the point are not in it.",
                f"Let the {whose} say it, or use its words.",
            )


def _stems(text: str) -> list[str]:
    """The stems of the words that carry the meaning of a text."""
    return [stem(word) for word in _words(text)]


def _words(text: str) -> list[str]:
    """The words that carry the meaning of a text."""
    found = _WORD.findall(plain(text).casefold())
    return [
        word
        for word in found
        if word not in STOP_WORDS and (len(word) >= _SHORTEST or word.isdigit())
    ]
