"""How cards and results read as plain lines of text."""

from collections.abc import Iterator, Sequence

from studykit.cli.console import hung
from studykit.content.markdown import plain
from studykit.content.prose import as_text
from studykit.log import Verdict
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card
from studykit.quiz.report import answered_line, ending_line, score_line
from studykit.quiz.result import MissedPoint, Result
from studykit.quiz.typed import is_close
from studykit.quiz.words import score_words

SHORT = 60
"""Characters of an answer that may be said again."""


def topic(card: Card) -> str:
    """What a card is about, without giving its answer away."""
    names = (card.term_title, card.course_title)
    return next(
        (plain(name) for name in names if not card.is_told_by(name)), "a term of this course"
    )


def question(card: Card, order: Sequence[int], width: int) -> Iterator[str]:
    """The question: its task, its text, its choices numbered in the order shown."""
    if card.kind.task:
        yield card.kind.task
    yield as_text(card.prompt, width)
    for place, choice in enumerate(order, 1):
        yield _numbered(place, card.choices[choice].text, width)


def model_answer(card: Card, order: Sequence[int], width: int) -> Iterator[str]:
    """The model answer; of a choice question, every choice with its why."""
    for place, position in enumerate(order, 1):
        choice = card.choices[position]
        why = f" – {choice.why}" if choice.why else ""
        yield _numbered(
            place, f"{'right' if choice.correct else 'wrong'}: {choice.text}{why}", width
        )
    if answer := card.answer or ("" if card.choices else " / ".join(card.accept)):
        yield f"Model answer:\n{as_text(answer, width)}"


def points(attempt: Attempt, width: int) -> Iterator[str]:
    """The points of a question that was not answered, with what each teaches: there is nothing to judge."""
    if attempt.is_blank and attempt.card.is_open and not attempt.card.follows:
        for place, point in enumerate(attempt.card.points, 1):
            core = "core: " if point.core else ""
            why = f" Why: {point.why}" if point.why else ""
            yield _numbered(place, f"{core}{point.text}{why}", width)


def own_answer(attempt: Attempt, order: Sequence[int], *, whole: bool) -> Iterator[str]:
    """What the learner answered; unless the whole is wanted, only if it is short."""
    text = attempt.answered.text.strip()
    if attempt.is_blank:
        yield "You gave no answer." if whole else "You did not know."
    elif attempt.answered.choices:
        ticked = sorted(order.index(choice) + 1 for choice in attempt.answered.choices)
        yield f"Your answer: {', '.join(map(str, ticked))}"
    elif whole or (len(text) <= SHORT and "\n" not in text):
        yield f"Your answer: {text}"


def verdict(attempt: Attempt) -> Iterator[str]:
    """What the program says of an answer that it can check."""
    if attempt.card.is_open or attempt.is_blank:
        return
    if attempt.is_correct:
        yield "Right."
    elif is_close(attempt.answered.text, attempt.card.accept):
        yield "Not right, but close: was it a slip of the finger?"
    else:
        yield "Not right."


def result(result: Result, width: int) -> Iterator[str]:
    """What came of a quiz, in a few lines."""
    if not result.attempts:
        yield "Nothing has been rated yet."
        return
    yield f"Result: {score_line(result)}"
    yield " ".join(filter(None, (answered_line(result), ending_line(result))))
    if result.by_confidence:
        said = (
            f"{score.label} {score_words(score.met, score.total)}" for score in result.by_confidence
        )
        yield f"By confidence: {', '.join(said)}."
    if result.missed:
        yield "Missed:"
        yield from (_missed(one, width) for one in result.missed)
    yield f"The whole result: studykit results {result.quiz_id[:8]}"


def _missed(missed: MissedPoint, width: int) -> str:
    partly = " (partly)" if missed.verdict is Verdict.PARTLY else ""
    why = f" Why: {missed.point.why}" if missed.point.why else ""
    text = f"{plain(missed.card.term_title)}: {missed.point.text}{partly}{why}"
    return hung("- ", as_text(text, width - 2))


def _numbered(place: int, markdown: str, width: int) -> str:
    return hung(f"{place}. ", as_text(markdown, width - 4))


def hint(card: Card, width: int) -> Iterator[str]:
    """The hint, or that there is none."""
    yield f"Hint: {as_text(card.hint, width)}" if card.hint else "There is no hint."
