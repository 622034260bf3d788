"""The figures of a learner who took real quizzes."""

from datetime import timedelta
from pathlib import Path

import pytest

from studykit.errors import NotFoundError
from studykit.log import Confidence, Draft, Rating, Verdict
from studykit.quiz.cards import Kind
from studykit.quiz.quiz import Phase
from studykit.scheduling.scheduler import USUAL_PARAMETERS
from studykit.scheduling.standing import PageState
from studykit.statistics.calibration import whole
from studykit.statistics.cards import CardState
from studykit.statistics.days import Recall, recall_since
from studykit.study.progress import DAYS_AHEAD, Progress
from studykit.study.study import Study
from tests.history import live
from tests.study.conftest import OpenStudy
from tests.study.steps import INFORMATIONAL, mock, practise
from tests.support import TickingClock

DAY = 86_400


def progress(study: Study, course: str | None = None) -> Progress:
    return study.schedule.progress(study.catalog, course)


def take(
    study: Study,
    *scope: str,
    rating: Rating = Rating.GOOD,
    said: Confidence | None = None,
    verdict: Verdict = Verdict.MET,
    kinds: frozenset[Kind] = frozenset({Kind.QUESTION}),
) -> None:
    """Take a quiz, every card with the same rating; what comes back in it is rated good."""
    sitting = practise(study, *scope, kinds=kinds)
    seen: set[str] = set()
    while sitting.quiz.phase is not Phase.ENDED:
        card = sitting.quiz.card
        sitting.submit("Some words that answer it", card.correct_choices)
        sitting.confide(said)
        for point in card.points if card.is_open else ():
            sitting.judge(point.id, verdict)
        sitting.rate(Rating.GOOD if card.id in seen else rating)
        seen.add(card.id)


# -- what is counted -------------------------------------------------------------------------------------------------------


def test_before_the_first_quiz_there_is_nothing_to_tell(study: Study) -> None:
    told = progress(study)
    assert told.is_empty
    assert told.terms == ()
    assert told.ahead == (0,) * DAYS_AHEAD
    assert sum(told.cards.values()) == 0


def test_a_first_meeting_is_no_recall_and_a_later_one_is(
    study: Study, ticking_clock: TickingClock
) -> None:
    take(study, INFORMATIONAL)
    first = progress(study)
    assert recall_since(first.days, first.day) == Recall(0, 0)
    assert first.days[0].reviews == 2
    ticking_clock.wait(3 * DAY)
    take(study, INFORMATIONAL)
    ticking_clock.wait(2 * DAY)
    take(study, INFORMATIONAL, rating=Rating.AGAIN)
    told = progress(study)
    assert [(one.recalls, one.recalled) for one in told.days] == [(0, 0), (2, 2), (2, 0)]
    assert [(one.day - told.day).days for one in told.days] == [-5, -2, 0]


def test_what_comes_back_in_one_quiz_is_work_but_no_second_recall(
    study: Study, ticking_clock: TickingClock
) -> None:
    take(study, INFORMATIONAL)
    ticking_clock.wait(3 * DAY)
    take(study, INFORMATIONAL, rating=Rating.AGAIN)
    last = progress(study).days[-1]
    assert last.reviews > 2
    assert last.recalls == 2
    assert last.minutes > 0


def test_a_quiz_that_is_undone_leaves_no_figure(study: Study) -> None:
    sitting = practise(study, "writing")
    sitting.submit("a greeting")
    sitting.confide(None)
    sitting.rate()
    assert progress(study).days
    sitting.undo()
    assert progress(study).is_empty


def test_each_course_has_figures_of_its_own(study: Study) -> None:
    take(study, INFORMATIONAL)
    take(study, "writing")
    told, asking, writing = progress(study), progress(study, "asking"), progress(study, "writing")
    assert [slug for slug, _ in told.courses] == ["asking", "writing"]
    assert [sum(one.reviews for one in p.days) for p in (told, asking, writing)] == [3, 2, 1]
    assert [course.slug for course in writing.terms] == ["writing"]
    assert writing.courses == told.courses
    assert sum(one.cards for one in writing.remembered) == 1


def test_a_course_that_is_not_there_is_told(study: Study) -> None:
    with pytest.raises(NotFoundError):
        progress(study, "nothing")


# -- cards ----------------------------------------------------------------------------------------------------------------


def test_cards_are_new_for_a_week_and_then_young(study: Study, ticking_clock: TickingClock) -> None:
    take(study, INFORMATIONAL)
    assert progress(study).cards[CardState.NEW] == 2
    ticking_clock.wait(7 * DAY)
    cards = progress(study).cards
    assert (cards[CardState.NEW], cards[CardState.YOUNG]) == (0, 2)


def test_what_is_forgotten_lapses(study: Study, ticking_clock: TickingClock) -> None:
    take(study, INFORMATIONAL)
    ticking_clock.wait(8 * DAY)
    take(study, INFORMATIONAL, rating=Rating.AGAIN)
    assert progress(study).cards[CardState.LAPSED] == 2


def test_unmet_are_the_questions_of_courses_that_were_begun(study: Study) -> None:
    take(study, INFORMATIONAL)
    assert progress(study).unmet == 2  # of Asking; Writing was not begun
    assert progress(study, "writing").unmet == 1


def test_a_card_that_is_gone_from_its_file_is_not_told_of(
    open_study: OpenStudy, library: Path
) -> None:
    study = open_study()
    take(study, "writing")
    take(study, INFORMATIONAL)
    (library / "writing.yaml").unlink()
    text = (library / "asking.yaml").read_text("utf-8")
    (library / "asking.yaml").write_text(text.replace("What should follow?", "And then?"), "utf-8")
    study.catalog.refresh()
    told = progress(study)
    assert sum(one.cards for one in told.remembered) == 1
    assert [slug for slug, _ in told.courses] == ["asking"]
    assert sum(one.reviews for one in told.days) == 3  # what was done stays done


def test_what_comes_back_is_told_by_day(study: Study, ticking_clock: TickingClock) -> None:
    take(study, INFORMATIONAL)
    due = [memory.due for memory in study.log.memories().values()]
    told = progress(study)
    for day in due:
        assert told.ahead[(day - told.day).days] >= 1
    assert sum(told.ahead) == len(due)
    ticking_clock.wait(20 * DAY)
    assert progress(study).ahead[0] == len(due)


def test_a_card_that_rests_comes_back_when_it_wakes(study: Study) -> None:
    take(study, INFORMATIONAL)
    card = next(iter(study.log.memories()))
    until = study.schedule.rest([card], 25)
    told = progress(study)
    assert told.ahead[(until - told.day).days] == 1
    assert sum(told.ahead) == 2
    study.schedule.rest([card], 60)
    assert sum(progress(study).ahead) == 1


def test_terms_stand_as_on_the_page_of_their_course(study: Study) -> None:
    take(study, INFORMATIONAL, verdict=Verdict.MISSED)
    told = progress(study)
    states = {slug: state for unit in told.terms[0].units for slug, _, state in unit.pages}
    assert states == study.page_states("asking")
    assert states["informational-interview"] is PageState.MISSED


# -- calibration ------------------------------------------------------------------------------------------------------------


def test_answers_are_counted_by_how_sure_the_learner_was(
    study: Study, ticking_clock: TickingClock
) -> None:
    take(study, "asking", said=Confidence.SURE)
    ticking_clock.wait(DAY)
    take(study, INFORMATIONAL, said=Confidence.GUESS, verdict=Verdict.PARTLY)
    told = {one.confidence: one for one in progress(study).answers}
    assert list(told) == [Confidence.SURE, Confidence.GUESS]
    assert (told[Confidence.SURE].answers, told[Confidence.GUESS].answers) == (4, 2)
    assert told[Confidence.GUESS].met == 1  # half of two points, and a wrong word


def test_mock_tests_stand_beside_what_was_expected(study: Study) -> None:
    sitting = mock(study, INFORMATIONAL)
    sitting.predict(0.8)
    sitting.keep_draft(Draft(0, "Nobody is assessed"))
    sitting.hand_in()
    while sitting.quiz.phase is not Phase.ENDED:
        assert sitting.quiz.attempt
        if sitting.quiz.phase is Phase.JUDGING:
            for point in sitting.quiz.card.points:
                sitting.judge(point.id, Verdict.MET)
        sitting.rate()
    (told,) = progress(study).mock_tests
    assert (told.predicted, told.met, told.total) == (0.8, 2, 3)
    assert progress(study, "asking").mock_tests == (told,)
    assert progress(study, "writing").mock_tests == ()


def test_what_was_foreseen_stands_beside_what_happened(
    study: Study, ticking_clock: TickingClock
) -> None:
    take(study, "asking")
    for _ in range(3):
        ticking_clock.wait(4 * DAY)
        take(study, "asking")
    bins = progress(study).foreseen
    assert sum(one.recalls for one in bins) == sum(one.recalled for one in bins) == 12
    assert all(0 < one.expected < one.recalls for one in bins)


def test_what_the_parameters_were_fitted_to_was_not_foreseen_by_them(
    study: Study, ticking_clock: TickingClock
) -> None:
    take(study, "asking")
    ticking_clock.wait(4 * DAY)
    take(study, "asking")
    study.schedule.adopt(USUAL_PARAMETERS, {})
    assert progress(study).foreseen == ()
    ticking_clock.wait(4 * DAY)
    take(study, "asking")
    assert sum(one.recalls for one in progress(study).foreseen) == 4
    study.schedule.adopt((), {})
    assert sum(one.recalls for one in progress(study).foreseen) == 8


def test_figures_are_the_same_after_the_log_was_played_again(
    study: Study, ticking_clock: TickingClock
) -> None:
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.HARD):
        take(study, "asking", "writing", rating=rating, said=Confidence.UNSURE)
        ticking_clock.wait(timedelta(days=5).total_seconds())
    before = progress(study)
    study.schedule.rebuild()
    assert progress(study) == before


def test_the_figures_are_what_counting_each_review_would_give(
    study: Study, ticking_clock: TickingClock
) -> None:
    live(study, ticking_clock.wait, ["asking", "writing"])
    told = progress(study)
    rows = study.schedule._database.rows("SELECT * FROM recalls")
    later = [row for row in rows if row["elapsed"]]
    assert len(later) > 40
    for one in told.days:
        here = [row for row in rows if row["day"] == one.day.toordinal()]
        recalls = [row for row in here if row["elapsed"]]
        recalled = [row for row in recalls if row["counted"] > 1]
        assert (one.reviews, one.recalls, one.recalled) == (*map(len, (here, recalls, recalled)),)
        assert one.minutes == pytest.approx(sum(min(row["seconds"], 600) for row in here) / 60)
    for answers in told.answers:
        said = [r for r in rows if r["confidence"] == answers.confidence and r["counted"]]
        assert answers.answers == len(said)
        assert answers.met == pytest.approx(sum(row["met"] for row in said))
    foreseen = whole(told.foreseen)
    assert foreseen.recalls == len(later)
    assert foreseen.expected == pytest.approx(sum(row["expected"] for row in later))
    assert foreseen.recalled == sum(row["counted"] > 1 for row in later)
    assert sum(one.reviews for one in told.days) == len(rows)
