"""Advice on what would teach badly: warnings, never errors."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studykit.content.compiler import node_at
from studykit.content.document import Document, Reporter
from studykit.content.formula import to_unicode, unread
from studykit.content.gaps import GAP, is_gap
from studykit.content.markdown import bold_spans, plain_parts, sentences
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
_SENTENCE = 6
"""So many words of an answer are a sentence."""


def advise(document: Document, node: Node, report: Reporter) -> None:
    """Report what teaches badly, as far as one file can tell.

    Args:
        document: What the file says.
        node: The same as it is written, for what follows from the rest where it is left out.
        report: Takes the warnings.

    """
    for guide, path in zip(document.guides, document.paths, strict=True):
        _advise_guide(guide, path, node, report)
    if document.question_set:
        _advise_questions(document.question_set.questions, (), node, report)


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
                f"The formula `{shorten(latex)}` cannot be read in full: what is not known is shown as it is written.",
                "Look for a brace that is not closed, or a command that is misspelt.",
            )
        return
    members = node.items() if isinstance(node, dict) else enumerate(node)
    for key, member in members:
        advise_on_texts(member, report, (*path, key))


def _warn(report: Reporter, path: Path, sentence: str, hint: str, at_key: bool = False) -> None:
    """Report a warning."""
    report(path, sentence, hint, Severity.WARNING, at_key)


def _advise_guide(guide: Guide, path: Path, node: Node, report: Reporter) -> None:
    """Report what teaches badly in one guide."""
    if guide.points != sentence_points(guide.definition):
        _advise_points(guide.points, guide.definition, (*path, "definition"), report, "definition")
    _advise_facts(guide.facts, (*path, "facts"), report)
    _advise_questions(guide.questions, path, node, report)


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


def _advise_questions(
    questions: Iterable[Question], path: Path, node: Node, report: Reporter
) -> None:
    """Report open questions that want points of their own, and points that their model answer does not make.

    An open question wants points if its model answer says a sentence or more.
    """
    for at, question in enumerate(questions):
        here = (*path, "questions", at)
        if question.form is not Form.OPEN or is_gap(question.answer):
            continue
        if question.points != sentence_points(question.answer):
            _advise_points(question.points, question.answer, here, report, "model answer")
        elif not _has_points(node_at(node, here)) and _says_a_sentence(question.answer):
            is_many = len(question.points) > 1
            judged = (
                "each sentence of its answer is judged as one"
                if is_many
                else "its answer is judged as a whole"
            )
            _warn(
                report,
                (*here, "answer"),
                f"This question has no `points`, so {judged}.",
                "Add `points:` with the ideas that a full answer names.",
                at_key=True,
            )


def _has_points(question: Node) -> bool:
    """Whether points are written to a question, and not taken from its answer."""
    return isinstance(question, dict) and bool(question.get("points"))


def _says_a_sentence(answer: str) -> bool:
    """Whether an answer says a sentence or more, and not only a name or a word, as vocabulary does.

    That is so from two sentences or items of a list on, or from six words on. A formula is one word; a code block or a
    table is none, for nothing of it can be judged one by one.
    """
    found = sentences(answer)
    if len(found) != 1:
        return len(found) > 1
    parts = plain_parts(found[0])
    return len(" ".join(parts[::2]).split()) + len(parts[1::2]) >= _SENTENCE


def _advise_points(
    points: Iterable[Point], text: str, path: Path, report: Reporter, whose: str
) -> None:
    """Report points most of whose words do not occur in the text that is to make them."""
    said = _said(text)
    known = {stem(word) for word in (*said.words, *_words(" ".join(said.formulas)))}
    for at, point in enumerate(points):
        wanted = _said(point.text)
        if wanted.formulas and all(one in said.symbols for one in wanted.formulas):
            continue
        missing = [word for word in wanted.words if stem(word) not in known]
        if len(set(map(stem, missing))) > len(set(map(stem, wanted.words))) * _LEAST_SHARE:
            _warn(
                report,
                (*path, "points", at),
                f"The {whose} does not say this: `{shorten(missing[0])}` and other words of the point are not in it.",
                f"Let the {whose} say it, or use its words.",
            )


class _Said(NamedTuple):
    """What a text says, whatever its marks."""

    words: list[str]
    """Those that carry the meaning, outside of formulas."""
    formulas: list[str]
    """As they are shown, without blanks."""
    symbols: str
    """The whole text so."""


def _said(text: str) -> _Said:
    """What a text says."""
    parts = plain_parts(text)
    parts[1::2] = [to_unicode(part.strip("$")) for part in parts[1::2]]
    squeezed = ["".join(part.split()) for part in parts]
    return _Said(_words(" ".join(parts[::2])), squeezed[1::2], "".join(squeezed))


def _words(text: str) -> list[str]:
    """The words of a plain text that carry its meaning."""
    found = _WORD.findall(text.casefold())
    return [
        word
        for word in found
        if word not in STOP_WORDS and (len(word) >= _SHORTEST or word.isdigit())
    ]
