"""Points that were missed before are asked by themselves, after their card and only where they are missed again."""

from collections.abc import Mapping

import pytest
from hypothesis import given

from studykit.content.model import Form
from studykit.entries import Rated
from studykit.errors import QuizError
from studykit.log import Ending, Rating, Verdict
from studykit.quiz.cards import Card, Kind
from studykit.quiz.follow_up import MOST, follow_ups
from studykit.quiz.practice import AGAIN_AFTER, PracticeQuiz
from studykit.quiz.quiz import Phase
from studykit.quiz.result import result_of
from tests.quiz.bench import (
    CARDS,
    CHOICE,
    DEFINITION,
    FACT,
    NO_CORE,
    OPEN,
    SHORT,
    TERM,
    PracticeBench,
    minutes,
)
from tests.quiz.test_any_quiz import PRACTICE_STEPS, Step, do, replayed, state

BOTH = ("leads", "referrals")
OTHERS = [CHOICE, SHORT, TERM, FACT, NO_CORE, DEFINITION]


def bench(*cards: Card, missed: tuple[str, ...] = BOTH, **options: object) -> PracticeBench:
    """A quiz whose open question was asked before, when these points were missed."""
    asked = cards or (OPEN, *OTHERS)
    return PracticeBench([*asked, *follow_ups(asked, {OPEN.id: missed})], **options)


def answer_open(on: PracticeBench, chosen: Rating | None = None, **verdicts: Verdict) -> None:
    """Answer the open question; what is not told is met."""
    assert on.quiz.card is OPEN
    on.answer()
    for point in OPEN.points:
        on.take(on.quiz.judge, point.id, verdicts.get(point.id, Verdict.MET))
    on.rate(chosen)


def ids(on: PracticeBench) -> list[str]:
    """What is still to come."""
    return [on.quiz.plan.cards[position].id.rsplit("/", 1)[1] for position in on.quiz.queue]


# -- which points ---------------------------------------------------------------------------------------------------------


def test_only_points_that_were_missed_the_last_time_may_be_asked_by_themselves() -> None:
    first, second = follow_ups([OPEN, *OTHERS], {OPEN.id: BOTH, CHOICE.id: ["answer"]})
    assert [card.points[0].id for card in (first, second)] == ["leads", "referrals"]
    assert {card.follows for card in (first, second)} == {OPEN.id}
    assert {card.kind for card in (first, second)} == {Kind.POINT}
    assert {card.form for card in (first, second)} == {Form.OPEN}


def test_the_prompt_says_what_has_been_said_and_not_what_is_asked_for() -> None:
    (point,) = follow_ups([OPEN], {OPEN.id: ["leads"]})
    assert "Nobody is assessed." in point.prompt
    assert "It may lead to referrals." in point.prompt
    assert "The asker leads." not in point.prompt
    assert point.prompt.startswith(OPEN.prompt)
    assert point.answer == "The asker leads."
    assert point.hint == ""


def test_where_all_was_missed_the_prompt_gives_nothing_away() -> None:
    points = follow_ups([OPEN], {OPEN.id: ["assess", "leads", "referrals"]})
    assert {point.prompt for point in points} == {OPEN.prompt}


def test_who_missed_many_points_or_the_only_one_needs_the_whole_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("studykit.quiz.follow_up.MOST", 2)
    assert MOST > 2
    assert follow_ups([OPEN], {OPEN.id: ["assess", "leads", "referrals"]}) == []
    single = next(card for card in CARDS if card.is_open and len(card.points) == 1)
    assert follow_ups([single], {single.id: [single.points[0].id]}) == []


def test_a_point_that_is_gone_from_the_page_is_not_asked() -> None:
    assert follow_ups([OPEN], {OPEN.id: ["gone"]}) == []
    assert follow_ups([OPEN], {}) == []


def test_a_follow_up_is_read_from_the_log_as_it_was_written() -> None:
    for point in follow_ups([OPEN], {OPEN.id: BOTH}):
        assert Card.from_json(point.to_json()) == point


# -- when they come -------------------------------------------------------------------------------------------------------


def test_a_point_that_is_met_this_time_is_not_asked_by_itself() -> None:
    on = bench()
    answer_open(on)
    assert ids(on) == [card.id.rsplit("/", 1)[1] for card in OTHERS]


@pytest.mark.parametrize("verdict", [Verdict.MISSED, Verdict.PARTLY])
def test_a_point_that_is_missed_again_comes_by_itself_after_four_others(verdict: Verdict) -> None:
    on = bench()
    answer_open(on, leads=verdict)
    assert ids(on).index("differ.leads") == AGAIN_AFTER == 4
    assert "differ.referrals" not in ids(on)


def test_points_come_in_their_order_and_before_the_card_itself() -> None:
    on = bench()
    answer_open(on, Rating.AGAIN, leads=Verdict.MISSED, referrals=Verdict.MISSED)
    assert ids(on)[4:7] == ["differ.leads", "differ.referrals", "differ"]


@pytest.mark.parametrize("others", range(4))
def test_so_they_do_where_there_are_not_four_others_any_more(others: int) -> None:
    on = bench(OPEN, *OTHERS[:others])
    answer_open(on, Rating.AGAIN, leads=Verdict.MISSED, referrals=Verdict.MISSED)
    assert ids(on)[others:] == ["differ.leads", "differ.referrals", "differ"]


def test_a_point_that_was_met_before_is_not_asked_by_itself_though_it_is_missed_now() -> None:
    on = bench(missed=("leads",))
    answer_open(on, referrals=Verdict.MISSED)
    assert "differ.referrals" not in ids(on)


def test_who_does_not_know_gets_the_whole_question_again_and_no_points() -> None:
    on = bench()
    on.take(on.quiz.dont_know)
    on.rate()
    assert not [ident for ident in ids(on) if ident.startswith("differ.")]
    assert "differ" in ids(on)


def test_the_second_time_in_one_quiz_asks_no_points_once_more() -> None:
    on = bench(OPEN)
    answer_open(on, Rating.AGAIN, leads=Verdict.MISSED)
    on.finish_card()
    answer_open(on, Rating.GOOD, leads=Verdict.MISSED)
    assert on.quiz.phase is Phase.ENDED


def test_a_point_that_is_missed_by_itself_comes_once_more() -> None:
    on = bench(OPEN)
    answer_open(on, leads=Verdict.MISSED)
    on.finish_card(Verdict.MISSED, None)
    assert ids(on) == ["differ.leads"]
    on.finish_card(Verdict.MET, None)
    assert on.quiz.phase is Phase.ENDED


# -- the end, the score, undo ---------------------------------------------------------------------------------------------


def test_the_quiz_ends_when_all_is_done_and_not_before() -> None:
    on = bench(OPEN)
    answer_open(on, leads=Verdict.MISSED)
    assert on.quiz.phase is Phase.ANSWERING
    on.finish_card()
    assert (on.quiz.phase, on.quiz.ending) == (Phase.ENDED, Ending.FINISHED)


def test_where_nothing_is_missed_again_the_last_card_ends_the_quiz() -> None:
    on = bench(OPEN)
    answer_open(on)
    assert (on.quiz.phase, on.quiz.ending) == (Phase.ENDED, Ending.FINISHED)


@pytest.mark.parametrize("verdict", Verdict)
def test_a_point_by_itself_has_no_score(verdict: Verdict) -> None:
    on = bench(OPEN)
    answer_open(on, leads=Verdict.MISSED)
    before = on.quiz.score
    on.finish_card(verdict, Rating.GOOD)
    assert on.quiz.score == before == (2, 3)
    result = result_of(on.quiz)
    assert (result.met, result.total, result.asked) == (2, 3, 1)
    assert [missed.point.id for missed in result.missed] == ["leads"]
    assert result.missed_cards == [OPEN]
    assert len(result.attempts) == 1


def test_when_the_time_is_up_no_point_is_asked_any_more() -> None:
    on = bench(OPEN, limit=minutes(1))
    on.wait(90)
    answer_open(on, leads=Verdict.MISSED)
    assert on.quiz.ending is Ending.TIME_UP


def test_undo_takes_each_step_back_and_the_point_with_it() -> None:
    on = bench(OPEN)
    answer_open(on, leads=Verdict.MISSED)
    asked = state(on.quiz)
    on.finish_card()
    for _ in range(3):  # the rating, the judgement, the answer
        on.undo()
    assert state(on.quiz) == asked
    on.undo()
    assert on.attempt.card is OPEN
    on.undo()
    assert on.quiz.card is OPEN
    on.take(on.quiz.judge, "referrals", Verdict.MET)
    on.take(on.quiz.judge, "leads", Verdict.MET)
    on.rate()
    assert on.quiz.phase is Phase.ENDED


def test_a_point_can_be_skipped_to_the_end_but_not_away() -> None:
    on = bench()
    answer_open(on, leads=Verdict.MISSED)
    for _ in range(4):
        on.finish_card()
    on.take(on.quiz.skip)
    assert ids(on)[-1] == "differ.leads"
    while len(on.quiz.queue) > 1:
        on.finish_card()
    with pytest.raises(QuizError):
        on.take(on.quiz.skip)
    on.finish_card()
    assert on.quiz.phase is Phase.ENDED


# -- whatever the learner does --------------------------------------------------------------------------------------------

MISSED: Mapping[str, tuple[str, ...]] = {OPEN.id: BOTH, NO_CORE.id: ("choose",)}
PLAN = [OPEN, CHOICE, NO_CORE, SHORT]
ALL = [*PLAN, *follow_ups(PLAN, MISSED)]


def check(quiz: PracticeQuiz) -> None:
    """What holds after every step."""
    count = quiz.plan.count
    rated = {a.answered.card for a in quiz.attempts if a.rated}
    assert len(quiz.queue) == len(set(quiz.queue)), "nothing waits twice"
    assert set(range(count)) <= set(quiz.queue) | rated, "no card is lost"
    for position in {*quiz.queue, *rated} - set(range(count)):
        follows = quiz.plan.cards[position].follows
        card = next(at for at in range(count) if quiz.plan.cards[at].id == follows)
        assert card in rated, "no point comes before its card"
    total = sum(entry.total for entry in quiz.valid if isinstance(entry, Rated))
    assert quiz.score[1] <= min(total, 3 + 1 + 2 + 1)


@given(PRACTICE_STEPS)
def test_whatever_the_learner_does_points_follow_and_the_quiz_can_be_finished(
    steps: list[Step],
) -> None:
    on = PracticeBench(ALL)
    for name, number, seconds in steps:
        on.wait(seconds)
        before = state(on.quiz)
        try:
            do(on, name, number)
        except QuizError:
            assert state(on.quiz) == before
        check(on.quiz)
        assert state(replayed(on.quiz)) == state(on.quiz)
    for _ in range(200):
        if not on.quiz.ending:
            _step_on(on)
            check(on.quiz)
    assert on.quiz.ending


def _step_on(on: PracticeBench) -> None:
    match on.quiz.phase:
        case Phase.ANSWERING:
            do(on, "submit", 0)
        case Phase.CONFIDENCE:
            do(on, "confide", 0)
        case Phase.JUDGING:
            on.judge_all(Verdict.MISSED)
        case _:
            on.rate(Rating.GOOD if on.attempt.is_repeat else Rating.AGAIN)


@given(PRACTICE_STEPS)
def test_undo_as_far_back_as_it_goes_is_the_beginning(steps: list[Step]) -> None:
    on = PracticeBench(ALL)
    beginning = state(on.quiz)
    for name, number, _ in steps:
        try:
            do(on, name, number)
        except QuizError:
            continue
    while True:
        try:
            on.undo()
        except QuizError:
            break
        check(on.quiz)
    on.take(on.quiz.resume)
    for position in set(on.quiz.flags):
        on.take(on.quiz.flag, card=position)
    assert state(on.quiz) == beginning
