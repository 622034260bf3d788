"""A result in lines: what was scored, against what was expected, and where the points were lost. Pure functions."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from textual.content import Content

from studykit.content.markdown import plain
from studykit.log import Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card, Kind
from studykit.quiz.report import answered_line, ending_line
from studykit.quiz.result import MissedPoint, Result, Score, missed_points
from studykit.quiz.timer import clock
from studykit.quiz.words import MODE_WORDS, percent, score_words
from studykit.tui.forecast import change
from studykit.tui.markdown import render
from studykit.tui.text import one_line
from studykit.tui.widgets.points import SIGNS
from studykit.tui.widgets.section_list import Row, Section

_BAR = 8
_MUTED = "$text-muted"
_CLOSE = 0.05
"""A prediction not further off than this was a good one."""


def headline(result: Result) -> Content:
    """The score in words, what was expected, how sure the learner was, and how long it took."""
    lines = [_points(result), *_expected(result), *_confidence(result.by_confidence)]
    said = filter(None, (answered_line(result), ending_line(result)))
    lines += [Content.styled(line, _MUTED) for line in said]
    return Content("\n").join(lines)


def gain(test: str, before: float, after: float) -> Content:
    """What a quiz has brought for a test: `Interview test: 41 % → 44 %`."""
    style = "$success" if after > before else ""
    return Content.assemble(
        one_line(test),
        ": ",
        (change(before, after), f"bold {style}"),
        (" expected as things stand", _MUTED),
    )


def trail(result: Result) -> tuple[str, ...]:
    """Which quiz this was."""
    return MODE_WORDS[result.mode].capitalize(), result.title, "Result"


def answers(result: Result) -> list[Section]:
    """What was missed, and a line for each question."""
    missed = [
        _missed(one, is_first=at == 0)
        for attempt in result.attempts
        for at, one in enumerate(missed_points(attempt))
    ]
    questions = [_question(place, one) for place, one in enumerate(result.attempts, 1)]
    return [Section("Missed", missed), Section("Questions", questions)]


def breakdown(result: Result) -> list[Section]:
    """The score at each confidence, and of each unit and term where there is more than one."""
    terms = {attempt.card.term_title: address(attempt.card) for attempt in result.attempts}
    several = [
        (title, scores)
        for title, scores in (("By unit", result.by_unit), ("By term", result.by_term))
        if len(scores) > 1
    ]
    return [
        Section(title, [_score(score, terms.get(score.label, "")) for score in scores])
        for title, scores in (("How sure you were", result.by_confidence), *several)
    ]


def address(card: Card) -> str:
    """Where the card's page is found."""
    return f"{card.course}/{card.term}"


def bar(share: float, width: int = _BAR) -> Content:
    """A share as a line of that width."""
    full = round(share * width)
    return Content.assemble(("━" * full, "$primary"), ("╌" * (width - full), _MUTED))


def sign(met: float, total: int) -> tuple[str, str]:
    """The sign of a score, and its colour."""
    return SIGNS[Verdict.MET if met >= total else Verdict.PARTLY if met else Verdict.MISSED]


def _points(result: Result) -> Content:
    if not result.attempts:
        return Content.styled("Nothing was rated, so there is no score.", "bold")
    return Content.styled(f"{score_words(result.met, result.total)} points", "bold")


def _expected(result: Result) -> Iterator[Content]:
    if result.predicted is None:
        return
    off = result.share - result.predicted
    told = "better than you thought" if off > 0 else "it felt surer than it was"
    if abs(off) <= _CLOSE + 1e-9:
        told = "you knew how you stand"
    yield Content(f"You expected {percent(result.predicted)}: {told}.")


def _confidence(scores: Sequence[Score]) -> Iterator[Content]:
    """How right the learner was at each confidence."""
    if scores:
        parts = [(f"{score.label} ", percent(score.share)) for score in scores]
        yield Content("   ").join(
            [Content.assemble((label, _MUTED), share) for label, share in parts]
        )


def _missed(missed: MissedPoint, *, is_first: bool) -> Row:
    point, card = missed.point, missed.card
    mark, style = SIGNS[missed.verdict]
    core = Content.styled("! ", "bold $accent") if point.core else Content()
    term = one_line(card.term_title)
    asked = Content.assemble(term, ("  ", ""), prompt(card)).stylize(_MUTED)
    return Row(
        over=asked if is_first else Content(),
        mark=Content.assemble((f"{mark} ", style), core),
        text=lambda width: render(point.text, width),
        note=(lambda width: render(point.why, width)) if point.why else None,
        key=address(card),
    )


def _question(place: int, attempt: Attempt) -> Row:
    rated = attempt.rated
    met, total = (rated.met, rated.total) if rated else (0.0, 1)
    mark, style = sign(met, total)
    facts = f"{score_words(met, total):>8}  {clock(timedelta(seconds=attempt.answered.seconds)):>5}  {attempt.confidence or '':<6}"
    return Row(
        mark=Content.assemble((f"{place:>2} ", _MUTED), (f"{mark} ", style)),
        text=prompt(attempt.card),
        aside=Content.assemble(
            Content.styled(facts, _MUTED), (f"  {rated.chosen.word if rated else '':<5}", style)
        ),
        key=address(attempt.card),
    )


def prompt(card: Card) -> Content:
    """What a card asks, on one line."""
    asked = one_line(plain(card.prompt))
    if card.kind is Kind.QUESTION:
        return asked
    return Content.assemble((f"{card.kind.capitalize()}: ", _MUTED), asked)


def _score(score: Score, key: str) -> Row:
    figures = Content(f"  {score_words(score.met, score.total):>10} {percent(score.share):>5}")
    return Row(text=one_line(score.label), aside=bar(score.share) + figures, key=key)
