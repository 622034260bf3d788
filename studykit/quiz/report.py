"""The report on a quiz, to be kept or handed in: as Markdown, and as one HTML page that needs nothing else."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from studykit.content.html import blocks, page, with_pictures
from studykit.content.markdown import plain
from studykit.content.text import clean
from studykit.entries import Rated
from studykit.log import Ending, Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card, Kind
from studykit.quiz.points import Derived
from studykit.quiz.result import MissedPoint, Result, Score
from studykit.quiz.timer import clock
from studykit.quiz.words import MODE_WORDS, score_words

_MARKS = {Verdict.MET: "✓", Verdict.PARTLY: "◐", Verdict.MISSED: "✗"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&#])")


def title_of(result: Result) -> str:
    """The report's title: what the quiz was about, and what kind of quiz it was."""
    return clean(f"{result.title}: {MODE_WORDS[result.mode]}")


def score_line(result: Result) -> str:
    """The score against the prediction, as a sentence."""
    score = f"{score_words(result.met, result.total)} points ({result.share:.0%})"
    expected = f", you expected {result.predicted:.0%}" if result.predicted is not None else ""
    return f"{score}{expected}."


def answered_line(result: Result) -> str:
    """How many questions were answered, how long the answers took, and how long all of it with the judging, as a sentence."""
    count = len(result.attempts)
    answered = f"{count} of {result.asked} questions"
    if not count:
        return f"{answered}."
    each = f"{_time(result.seconds)} to answer, {_time(result.seconds / count)} each"
    is_more = result.elapsed is not None and round(result.elapsed) > round(result.seconds)
    whole = f", {_time(result.elapsed)} in all" if is_more and result.elapsed else ""
    return f"{answered}: {each}{whole}."


def ending_line(result: Result) -> str:
    """That a quiz came to an early end, as a sentence; empty where it did not."""
    if result.ending is Ending.TIME_UP:
        return "The time was up."
    if result.ending is not Ending.STOPPED:
        return ""
    is_all_answered = result.attempts and len(result.attempts) == result.asked
    return "Stopped before what was missed came back." if is_all_answered else "Stopped early."


def reason(rated: Rated | Derived) -> str:
    """Why a rating is what it is, with the points."""
    score = f"{score_words(rated.met, rated.total)} points"
    is_said = rated.total == 1 or score in rated.reason
    return rated.reason if is_said else f"{score}, {rated.reason}"


def to_markdown(result: Result, zone: tzinfo | None = UTC) -> str:
    """The report as Markdown; times are those of the zone (None: this machine's)."""
    return "\n".join(_report(result, zone)).rstrip() + "\n"


def to_html(result: Result, zone: tzinfo | None = UTC) -> str:
    """The report as an HTML page without scripts and without outside addresses, for screen and paper."""
    html = page(title_of(result), blocks(to_markdown(result, zone)))
    return with_pictures(html, lambda _: None)


def _report(result: Result, zone: tzinfo | None) -> Iterator[str]:
    yield f"# {_literal(title_of(result))}"
    yield ""
    yield f"{_date(result.started_at, zone)}, {result.ending or 'not finished'}."
    yield ""
    yield f"**{score_line(result)}** {answered_line(result)}"
    yield ""
    yield from _scores("By unit", "Unit", result.by_unit)
    yield from _scores("By term", "Term", result.by_term)
    yield from _scores("By confidence", "You were", result.by_confidence)
    yield from _missed(result.missed)
    if result.attempts:
        yield from ("## Questions", "")
    for place, attempt in enumerate(result.attempts, 1):
        yield from _question(place, attempt)


def _scores(title: str, label: str, scores: list[Score]) -> Iterator[str]:
    """A table of scores; none where there is nothing to compare."""
    if not scores:
        return
    yield from (f"## {title}", "", f"| {label} | Points | Share | Questions |", "|---|---|---|---|")
    for score in scores:
        points = score_words(score.met, score.total)
        yield f"| {_literal(score.label)} | {points} | {score.share:.0%} | {score.cards} |"
    yield ""


def _missed(missed: list[MissedPoint]) -> Iterator[str]:
    if not missed:
        return
    yield from ("## Missed points", "")
    for one in missed:
        partly = " (partly)" if one.verdict is Verdict.PARTLY else ""
        why = f"  \n  *Why:* {_line(one.point.why)}" if one.point.why else ""
        yield f"- {_line(one.point.text)}{partly} – {_literal(one.card.term_title)}{why}"
    yield ""


def _question(place: int, attempt: Attempt) -> Iterator[str]:
    card = attempt.card
    yield from (f"### {place}. {_literal(card.term_title)}", "")
    if card.kind is not Kind.QUESTION:
        yield from (card.kind.task, "")
    yield from _quoted(card.prompt)
    yield f"**Your answer** ({', '.join(_circumstances(attempt))})"
    yield ""
    yield from _own_answer(attempt)
    yield from _model_answer(card)
    yield from _judgement(attempt)


def _circumstances(attempt: Attempt) -> Iterator[str]:
    """How the answer came about: confidence, time, hint, overtime."""
    answered = attempt.answered
    if attempt.confidence:
        yield str(attempt.confidence)
    yield _time(answered.seconds)
    if answered.hinted:
        yield "with the hint"
    if answered.overtime:
        yield "in overtime"


def _own_answer(attempt: Attempt) -> Iterator[str]:
    if attempt.answered.dont_know:
        yield from ("You did not know.", "")
    elif attempt.is_blank:
        yield from ("You left it empty.", "")
    for ticked in attempt.answered.choices:
        yield f"- {_line(attempt.card.choices[ticked].text)}"
    text = clean(attempt.answered.text).strip()
    if text:
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        yield from (fence, text, fence)
    yield ""


def _model_answer(card: Card) -> Iterator[str]:
    yield from ("**Model answer**", "")
    for choice in card.choices:
        why = f" – {_line(choice.why)}" if choice.why else ""
        yield f"- {_MARKS[Verdict.MET] if choice.correct else _MARKS[Verdict.MISSED]} {_line(choice.text)}{why}"
    if card.choices:
        yield ""
    if answer := card.answer or " / ".join(card.accept):
        yield from _quoted(answer)


def _judgement(attempt: Attempt) -> Iterator[str]:
    rated = attempt.rated
    if rated:
        taken = "" if rated.chosen is rated.derived else f"; you took {rated.chosen.word}"
        yield f"**Rating: {rated.derived.word}** ({reason(rated)}){taken}."
        yield ""
    for point in attempt.card.points:
        verdict = (
            Verdict.MISSED if attempt.is_blank else attempt.verdicts.get(point.id, Verdict.MISSED)
        )
        core = " (core)" if point.core else ""
        yield f"- {_MARKS[verdict]} {verdict.words}: {_line(point.text)}{core}"
    if attempt.card.points:
        yield ""


def _quoted(markdown: str) -> Iterator[str]:
    """An author's text as a quotation, so that nothing in it can reach beyond its end."""
    yield from (f"> {line}".rstrip() for line in clean(markdown).strip().split("\n"))
    yield ""


def _line(markdown: str) -> str:
    """An author's text on one line."""
    return " ".join(clean(markdown).split())


def _literal(text: str) -> str:
    """A name on one line, with nothing in it that Markdown would take for a mark."""
    return _SPECIAL.sub(r"\\\1", _line(plain(text)))


def _date(at: datetime, zone: tzinfo | None) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _time(seconds: float) -> str:
    return clock(timedelta(seconds=seconds))
