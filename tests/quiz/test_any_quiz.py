"""What holds for every quiz, whatever the learner does."""

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from studykit.entries import Answered, Ended, Rated
from studykit.errors import QuizError
from studykit.log import Confidence, Draft, Rating, Verdict
from studykit.quiz.mock import MockTest
from studykit.quiz.practice import PracticeQuiz
from studykit.quiz.quiz import Phase, Quiz
from tests.quiz.bench import CARDS, Bench, MockBench, PracticeBench, minutes
from tests.support import counting_ids

Step = tuple[str, int, int]
SHARED = ["judge", "overrule", "rate", "flag", "undo", "undo"]
PRACTICE = ["submit", "submit", "dont_know", "confide", "skip", "pause", "resume", "stop"]
MOCK = ["predict", "open", "type", "lock"]


def steps(names: list[str]) -> st.SearchStrategy[list[Step]]:
    """Steps, each with two numbers from which its details follow."""
    return st.lists(
        st.tuples(st.sampled_from(names), st.integers(0, 7), st.integers(0, 70)), max_size=50
    )


PRACTICE_STEPS = steps([*SHARED * 2, *PRACTICE])
MOCK_STEPS = steps([*SHARED, *MOCK])
LIMITS = st.sampled_from([None, minutes(3), minutes(1, per_question=True)])


def try_step(bench: Bench, step: Step) -> None:
    """Take a step if it applies; where it does not, nothing may change."""
    name, number, seconds = step
    bench.wait(seconds)
    before = state(bench.quiz)
    try:
        do(bench, name, number)
    except QuizError:
        assert state(bench.quiz) == before
    check(bench.quiz)


def do(bench: Bench, name: str, number: int) -> None:
    quiz: Any = bench.quiz
    if name == "type":
        assert isinstance(bench, MockBench)
        position = number % len(quiz.plan.cards)
        bench.drafts[position] = Draft(card=position, text="typed", choices=(number % 3,))
        return
    command: Callable[..., Any] = getattr(quiz, name)
    arguments: dict[str, tuple[Any, ...]] = {
        "judge": (point_of(quiz, number), list(Verdict)[number % 3]),
        "submit": ("thank-you note", (number % 3,)),
        "confide": ([None, *Confidence][number % 4],),
        "predict": (number / 7,),
        "open": (number,),
        "lock": (bench.drafts,) if isinstance(bench, MockBench) else (),
    }
    named = {"chosen": [None, *Rating][number % 5]} if name == "rate" else {}
    bench.take(command, *arguments.get(name, ()), **named)


def point_of(quiz: Quiz, number: int) -> str:
    points = quiz.attempt.card.points if quiz.attempt else ()
    return points[number % len(points)].id if points else "none"


def state(quiz: Quiz) -> tuple[object, ...]:
    """All that can be seen of a quiz but its time."""
    return (
        quiz.phase,
        tuple(quiz.queue),
        frozenset(quiz.flags),
        quiz.ending,
        quiz.score,
        [
            (a.id, a.is_repeat, a.confidence, dict(a.verdicts), a.overruled, a.rated)
            for a in quiz.attempts
        ],
        quiz.position,
        getattr(quiz, "is_paused", None),
        getattr(quiz, "predicted", None),
        getattr(quiz, "locked_at", None),
    )


def check(quiz: Quiz) -> None:
    """What holds after every step."""
    positions = set(range(len(quiz.plan.cards)))
    rated = {a.answered.card for a in quiz.attempts if a.rated}
    assert len(quiz.queue) == len(set(quiz.queue)), "no card waits twice"
    assert set(quiz.queue) | rated == positions, "no card is lost"
    met, total = quiz.score
    assert 0 <= met <= total
    reviews = [entry.attempt for entry in quiz.valid if isinstance(entry, Rated)]
    assert len(reviews) == len(set(reviews)), "no attempt is rated twice"
    ends = [(entry.met, entry.total) for entry in quiz.valid if isinstance(entry, Ended)]
    assert ends in ([], [quiz.score]), "the score that is written down is the quiz's"
    assert (quiz.phase is Phase.ENDED) == (quiz.ending is not None)
    assert set(reviews) <= {entry.id for entry in quiz.valid if isinstance(entry, Answered)}


def finish(bench: Bench) -> None:
    """Go through to the end, each card once more; a quiz can always be finished."""
    for _ in range(200):
        match bench.quiz.phase:
            case Phase.PREDICTING:
                do(bench, "predict", 3)
            case Phase.ANSWERING:
                do(bench, "lock" if isinstance(bench, MockBench) else "submit", 0)
            case Phase.CONFIDENCE:
                do(bench, "confide", 0)
            case Phase.JUDGING:
                bench.judge_all()
            case Phase.RATING:
                bench.rate(Rating.GOOD if bench.attempt.is_repeat else Rating.AGAIN)
            case Phase.ENDED:
                break
        check(bench.quiz)
    assert bench.quiz.phase is Phase.ENDED
    assert not [a for a in bench.quiz.attempts if a.rated is None] or bench.quiz.queue


def replayed(quiz: Quiz) -> Quiz:
    """The quiz played again from its log, entry by entry."""
    kind: type[PracticeQuiz | MockTest] = (
        PracticeQuiz if isinstance(quiz, PracticeQuiz) else MockTest
    )
    again = kind(quiz.plan, counting_ids("later"))
    again.apply(quiz.entries)
    return again


def undo_all(bench: Bench) -> int:
    """Undo until there is nothing left to undo; how many steps that were."""
    for count in range(500):
        try:
            bench.undo()
        except QuizError:
            return count
        check(bench.quiz)
    raise AssertionError


@given(PRACTICE_STEPS, LIMITS, st.booleans())
def test_nothing_a_learner_does_in_practice_breaks_the_quiz(
    steps: list[Step], limit: Any, overtime: bool
) -> None:
    bench = PracticeBench(CARDS[:6], limit=limit, overtime=overtime)
    for step in steps:
        try_step(bench, step)
    assert state(replayed(bench.quiz)) == state(bench.quiz)
    finish(bench)


@given(MOCK_STEPS, LIMITS, st.booleans())
def test_nothing_a_learner_does_in_a_mock_test_breaks_it(
    steps: list[Step], limit: Any, overtime: bool
) -> None:
    bench = MockBench(CARDS[:6], limit=limit, overtime=overtime)
    for step in steps:
        try_step(bench, step)
    again = replayed(bench.quiz)
    assert state(again) == state(bench.quiz)
    assert isinstance(again, MockTest)
    for position in range(6):
        assert again.spent(position, bench.now) == bench.quiz.spent(position, bench.now)
    finish(bench)


@given(PRACTICE_STEPS)
def test_undo_as_far_back_as_the_quiz_goes_is_the_beginning_but_for_flags(
    steps: list[Step],
) -> None:
    bench = PracticeBench(CARDS[:6])
    beginning = state(bench.quiz)
    for step in steps:
        try_step(bench, step)
    undo_all(bench)
    bench.take(bench.quiz.resume)
    for position in set(bench.quiz.flags):
        bench.take(bench.quiz.flag, card=position)
    assert state(bench.quiz) == beginning


@given(PRACTICE_STEPS)
def test_each_undo_takes_back_the_step_before_it(steps: list[Step]) -> None:
    bench = PracticeBench(CARDS[:6])
    for name, number, seconds in steps:
        before = state(bench.quiz)
        try_step(bench, (name, number, seconds))
        if (
            name in {"submit", "dont_know", "judge", "rate", "skip", "overrule", "stop"}
            and state(bench.quiz) != before
        ):
            bench.undo()
            paused = before[7]
            assert state(bench.quiz) == (*before[:7], False if paused else before[7], *before[8:])
            do(bench, name, number)


@given(MOCK_STEPS)
def test_undo_in_a_mock_test_goes_back_to_the_locking(steps: list[Step]) -> None:
    bench = MockBench(CARDS[:6]).begin()
    for step in steps:
        try_step(bench, step)
    locked_at = bench.quiz.locked_at
    undo_all(bench)
    assert bench.quiz.locked_at == locked_at
    assert not any(isinstance(entry, Rated) for entry in bench.quiz.valid)
    finish(bench)
