"""Steps that a learner takes at the desk."""

from dataclasses import replace

from studykit.log import Rating, Verdict
from studykit.quiz.plan import Mode, Order, QuizOptions
from studykit.quiz.timer import TimeLimit
from studykit.study.sitting import MockSitting, PracticeSitting
from studykit.study.study import Study

TAUGHT = QuizOptions(order=Order.TAUGHT)
INFORMATIONAL = "asking/informational-interview"


def practise(study: Study, *scope: str, **options: object) -> PracticeSitting:
    sitting = study.quizzes.begin(replace(TAUGHT, scope=scope, **options))  # type: ignore[arg-type]
    assert isinstance(sitting, PracticeSitting)
    return sitting


def mock(study: Study, *scope: str, minutes: float = 10) -> MockSitting:
    options = replace(TAUGHT, scope=scope, mode=Mode.MOCK, limit=TimeLimit(minutes))
    sitting = study.quizzes.begin(options)
    assert isinstance(sitting, MockSitting)
    return sitting


def finish_card(sitting: PracticeSitting, verdict: Verdict = Verdict.MET) -> None:
    """Answer the current card; typed and ticked answers are wrong."""
    card = sitting.quiz.card
    sitting.submit("An answer.", (1,) if card.choices else ())
    sitting.confide(None)
    for point in card.points:
        sitting.judge(point.id, verdict)
    sitting.rate(Rating.GOOD)
