"""What a card may show of itself, and how a quiz has come so far: pure functions for the screens that ask and judge."""

from datetime import datetime, timedelta

from studykit.content.pictures import Picture, pictures_in
from studykit.quiz.attempt import Attempt
from studykit.quiz.cards import Card
from studykit.quiz.practice import PracticeQuiz
from studykit.quiz.quiz import Phase, Quiz
from studykit.quiz.timer import clock
from studykit.tui.widgets.progress import Dot


def trail(card: Card, *, revealed: bool) -> tuple[str, ...]:
    """Where a card comes from, without anything that gives its answer away until it is revealed."""
    names = dict.fromkeys((card.course_title, card.term_title))
    return tuple(name for name in names if revealed or not card.is_told_by(name))


def pictures_shown(quiz: Quiz, hint: str = "") -> list[Picture]:
    """The pictures of what a quiz shows of its card now: the question, the hint if it is shown, the answer once it may be seen."""
    card = quiz.card
    texts = [card.prompt, hint, *(choice.text for choice in card.choices)]
    if quiz.phase in {Phase.JUDGING, Phase.RATING}:
        texts += [card.answer, *(choice.why for choice in card.choices)]
        texts += [text for point in card.points for text in (point.text, point.why)]
    return pictures_in(texts)


def dots(quiz: Quiz) -> tuple[Dot, ...]:
    """How each card of the quiz went, the last time it was asked."""
    marks = [Dot.LEFT] * quiz.plan.count
    for attempt in quiz.attempts:
        if attempt.rated and not attempt.card.follows:
            marks[attempt.answered.card] = dot(attempt)
    return tuple(marks)


def dot(attempt: Attempt) -> Dot:
    """How one attempt went."""
    rated = attempt.rated
    if rated is None:
        return Dot.LEFT
    if rated.met == rated.total:
        return Dot.MET
    return Dot.PARTLY if rated.met else Dot.MISSED


def time_of(quiz: PracticeQuiz, now: datetime) -> str:
    """The time that a practice quiz has taken, or what is left of it."""
    left = quiz.remaining(now)
    if left is None:
        return clock(quiz.elapsed(now))
    if left > timedelta(0):
        return f"{clock(left)} left"
    return f"{clock(-left)} overtime" if quiz.plan.options.overtime else "time is up: the last card"
