"""Some weeks in a learner's life, taken through real quizzes; the same each time."""

from collections.abc import Callable, Iterable
from random import Random

from studykit.log import Confidence, Draft, Verdict
from studykit.quiz.plan import Mode, Order, QuizOptions
from studykit.quiz.quiz import Phase
from studykit.quiz.timer import TimeLimit
from studykit.study.sitting import AnySitting, MockSitting, PracticeSitting
from studykit.study.study import Study

DAY = 86_400
Wait = Callable[[float], None]
"""Lets so many seconds pass."""


def live(study: Study, wait: Wait, courses: Iterable[str], days: int = 28) -> None:
    """Practise one of the courses on most days, and take a mock test on some of them."""
    chance, scopes = Random(5), list(courses)
    for number in range(days):
        if chance.random() < 0.8:
            scope = (scopes[number % len(scopes)],)
            sitting = study.quizzes.begin(QuizOptions(scope=scope, order=Order.TAUGHT, seed=number))
            assert isinstance(sitting, PracticeSitting)
            _practise(sitting, wait, chance)
            if number % 6 == 5:
                _take_mock_test(study, scope, wait, chance)
        wait(DAY)


def _practise(sitting: PracticeSitting, wait: Wait, chance: Random) -> None:
    while sitting.quiz.phase is not Phase.ENDED:
        wait(chance.uniform(10, 60))
        card, knows = sitting.quiz.card, chance.random() < 0.8
        right = card.accept[0] if card.accept else "An answer of a few words."
        sitting.submit(
            right if knows else "Something else", card.correct_choices if knows else (1,)
        )
        sitting.confide(Confidence.SURE if knows else chance.choice(list(Confidence)))
        _judge(sitting, chance)
        wait(15)
        sitting.rate()


def _take_mock_test(study: Study, scope: tuple[str, ...], wait: Wait, chance: Random) -> None:
    options = QuizOptions(scope=scope, mode=Mode.MOCK, limit=TimeLimit(20), count=4, seed=1)
    sitting = study.quizzes.begin(options)
    assert isinstance(sitting, MockSitting)
    sitting.predict(chance.choice((0.7, 0.8, 0.9)))
    for at, card in enumerate(sitting.quiz.plan.cards):
        sitting.open(at)
        wait(30)
        sitting.keep_draft(Draft(at, "An answer.", tuple(card.correct_choices)))
    sitting.hand_in()
    while sitting.quiz.phase is not Phase.ENDED:
        _judge(sitting, chance)
        sitting.rate()


def _judge(sitting: AnySitting, chance: Random) -> None:
    attempt = sitting.quiz.attempt
    assert attempt is not None
    for point in attempt.card.points if attempt.card.is_open and not attempt.is_blank else ():
        sitting.judge(point.id, chance.choice([*[Verdict.MET] * 4, Verdict.PARTLY, Verdict.MISSED]))
