"""A quiz's result as data for JSON."""

from dataclasses import asdict
from typing import Any

from studykit.log import Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.result import Result, Score


def summary(result: Result) -> dict[str, Any]:
    """What came of a quiz, in short."""
    return {
        "id": result.quiz_id,
        "title": result.title,
        "mode": result.mode,
        "started_at": result.started_at.isoformat(),
        "ended_at": result.ended_at.isoformat() if result.ended_at else None,
        "ending": result.ending,
        "met": result.met,
        "total": result.total,
        "share": round(result.share, 4),
        "predicted": result.predicted,
        "asked": result.asked,
        "answered": len(result.attempts),
        "seconds": round(result.seconds, 3),
        "seconds_with_judging": None if result.elapsed is None else round(result.elapsed, 3),
    }


def whole(result: Result) -> dict[str, Any]:
    """A quiz in full: its scores, what was missed, and every attempt that counts."""
    return summary(result) | {
        "by_unit": list(map(_score, result.by_unit)),
        "by_term": list(map(_score, result.by_term)),
        "by_confidence": list(map(_score, result.by_confidence)),
        "missed": [
            {
                "card": one.card.id,
                "point": one.point.text,
                "verdict": one.verdict,
                "why": one.point.why,
            }
            for one in result.missed
        ],
        "attempts": list(map(_attempt, result.attempts)),
    }


def _score(score: Score) -> dict[str, Any]:
    return asdict(score) | {"share": round(score.share, 4)}


def _attempt(attempt: Attempt) -> dict[str, Any]:
    card, answered, rated = attempt.card, attempt.answered, attempt.rated
    data: dict[str, Any] = {
        "card": card.id,
        "term": card.term_title,
        "question": card.prompt,
        "answer": answered.text,
        "choices": [card.choices[choice].text for choice in answered.choices],
        "dont_know": answered.dont_know,
        "hinted": answered.hinted,
        "overtime": answered.overtime,
        "seconds": answered.seconds,
        "confidence": attempt.confidence,
        "model_answer": card.answer,
        "correct": None if card.is_open else attempt.is_correct,
        "points": [
            {
                "point": point.text,
                "core": point.core,
                "verdict": attempt.verdicts.get(point.id, Verdict.MISSED),
            }
            for point in card.points
        ],
    }
    if rated:
        data |= {
            "derived": rated.derived.word,
            "rating": rated.chosen.word,
            "reason": rated.reason,
            "met": rated.met,
            "total": rated.total,
        }
    return data
