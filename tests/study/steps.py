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


def read(study: Study, *, hold: bool = False) -> None:
    """Take in what was saved."""
    study.catalog.refresh(hold=hold)
    study.schedule.edited.recognise()


def orphans(study: Study) -> list[str]:
    return [one.card for one in study.schedule.edited.recognition().orphans()]


def id_of(study: Study, prompt: str) -> str:
    """The card of the library that asks that."""
    page = next(
        guide
        for guide in study.catalog.course(study.catalog.courses()[0].slug).guides
        if any(question.text == prompt for question in guide.questions)
    )
    (ident,) = (question.id for question in page.questions if question.text == prompt)
    return f"{study.catalog.courses()[0].slug}/{page.slug}/question/{ident}"


def todays(study: Study) -> set[str]:
    """All cards of the library."""
    return {card.id for one in study.catalog.courses() for card in study.catalog.askable(one.slug)}
